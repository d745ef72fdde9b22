"""The vocabulary of the library: what it holds, and what a search answers."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Literal

from ingest.model import Box, Metadata, Passage
from nlp.model import FollowUp, Recommendation, Reference

Mode = Literal["hybrid", "semantic", "lexical"]
Sort = Literal["relevance", "date"]
Scores = dict[int, float]


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """A document in the library, without its text.

    file: the name it was added under. copies: other names of the same bytes.
    pipeline: fingerprint of the stages that read it; another one means that a
    newer program would read it differently. xml_sha256: of the official XML
    edition that its text was taken from, None where only a PDF is held.
    """

    metadata: Metadata
    file: str
    path: str
    n_pages: int
    n_passages: int
    pages_without_text: tuple[int, ...]
    copies: tuple[str, ...]
    pipeline: str
    xml_sha256: str | None = None

    @property
    def id(self) -> str:
        return self.metadata.id

    @property
    def title(self) -> str:
        """What to call it on one line: its known title, else its file name."""
        return self.known_title or self.file

    @property
    def known_title(self) -> str | None:
        """The subject and what kind of paper it is; None where it prints neither."""
        title, subject = self.metadata.title or "", self.metadata.subject or ""
        # Each may hold the other: a subject lists the titles of all the dossiers of a paper.
        if title.casefold() in subject.casefold():
            return subject or None
        return title if subject.casefold() in title.casefold() else f"{subject}; {title}"


@dataclass(frozen=True, slots=True)
class PassageRecord:
    """A passage in the library: id is stable and never used again after removal."""

    id: int
    document: str
    passage: Passage


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that could not be added. retry: a later add tries it again."""

    file: str
    path: str
    sha256: str
    reason: str
    retry: bool


@dataclass(frozen=True, slots=True)
class DossierStatus:
    """What is held of one dossier. missing and withdrawn: papers that the official service names."""

    dossier: str
    held: tuple[str, ...]
    missing: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LibraryStatus:
    """All that a reader must know before trusting 'not found'."""

    library: str
    generation: int
    embedder: str | None
    documents: tuple[DocumentRecord, ...]
    failed: tuple[Failure, ...]
    dossiers: tuple[DossierStatus, ...]


@dataclass(frozen=True, slots=True)
class StoredRecommendation:
    """A recommendation in the library.

    id is stable; page and passage are where it begins; restates is an id.
    """

    id: int
    document: str
    page: int
    recommendation: Recommendation
    restates: int | None
    sources: tuple[StoredSource, ...]
    follow_ups: tuple[StoredFollowUp, ...]
    passage: int | None = None


@dataclass(frozen=True, slots=True)
class StoredSource:
    """The passage a recommendation rests on; start and end are offsets into the document's text."""

    document: str
    page: int
    passage: int | None
    start: int
    end: int
    text: str
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class StoredFollowUp:
    """What a later paper says of a recommendation."""

    document: str
    page: int
    date: str | None
    follow_up: FollowUp


@dataclass(frozen=True, slots=True)
class Filters:
    """Which passages a search looks at; None or False means all.

    date_from and date_to are ISO days, both included; a document without a
    date is then left out (and counted as such). organisation and measure are
    names or identifiers, matched by identity and not by string.
    """

    dossier: str | None = None
    kind: str | None = None
    organisation: str | None = None
    measure: str | None = None
    date_from: str | None = None
    date_to: str | None = None
    has_recommendation: bool = False

    @property
    def any(self) -> bool:
        return self != Filters()

    @property
    def named(self) -> tuple[str, ...]:
        """Those that limit the search, as people read them: "dossier: 31490", "from: 2020-01-01"."""
        names = {field.name: field.name.removeprefix("date_").replace("_", " ") for field in fields(self)}
        chosen = {names[name]: value for name in names if (value := getattr(self, name))}
        return tuple(what if value is True else f"{what}: {value}" for what, value in chosen.items())


@dataclass(frozen=True, slots=True)
class FollowedDossier:
    """A dossier that was fetched by its number, and with which choices: kinds and since as in ingest.sources.plan."""

    dossier: str
    kinds: tuple[str, ...] = ()
    since: str | None = None
    attachments: bool = True


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search to repeat. seen: the highest id of a passage that was there when it was last looked at."""

    name: str
    query: str
    filters: Filters
    families: bool
    seen: int


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of a paper that a briefing quotes, with all that is needed to find them again.

    sha256: of the file they were taken from. start and end: offsets into the
    document's text. id: None until it is in the library. note: the writer's
    own remark.
    """

    document: str
    sha256: str
    page: int
    last_page: int
    start: int
    end: int
    text: str
    boxes: tuple[Box, ...] = ()
    note: str = ""
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Why:
    """Why a passage was found: its rank (from 1) in each list, None where it is not in it, and the words."""

    lexical_rank: int | None
    semantic_rank: int | None
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ranking:
    """The candidates: scores by words and cosines of each list, best first, and the final scores.

    read_again: what a cross-encoder gives the first of them.
    """

    lexical: Scores
    semantic: Scores
    final: Scores
    read_again: Scores = field(default_factory=dict)

    @property
    def order(self) -> list[int]:
        """The candidates, best first, before any was read again."""
        return sorted(self.final, key=lambda id: (-self.final[id], id))


@dataclass(frozen=True, slots=True)
class Explanation:
    """How a hit came to its rank.

    words: what each word of the query adds to the lexical score. sentence:
    the range of the passage's text that is nearest in meaning to the query,
    None where meaning was not searched. cosine: of the whole passage, -1 to 1.
    fused_rank: by the scores of words and meaning together, before passages
    with the very words went first and near copies were folded. filters: what
    limited the search. read_again: the score of a cross-encoder, None without one.
    """

    words: tuple[tuple[str, float], ...]
    lexical_score: float
    cosine: float | None
    sentence: tuple[int, int] | None
    fused_rank: int | None
    filters: tuple[str, ...]
    read_again: float | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that answers a query.

    score: comparable within one answer only. marks: the ranges of the
    passage's own text that hold the words of the query. near_copies: passages
    of other papers with nearly the same text, folded under this one.
    recommendations: those that begin in it. source_of: ids of the
    recommendations that rest on it.
    """

    rank: int
    score: float
    passage: PassageRecord
    document: DocumentRecord
    marks: tuple[tuple[int, int], ...]
    why: Why
    near_copies: tuple[PassageRecord, ...] = ()
    recommendations: tuple[StoredRecommendation, ...] = ()
    source_of: tuple[int, ...] = ()
    explanation: Explanation | None = None


@dataclass(frozen=True, slots=True)
class Searched:
    """What an answer rests on: how much was looked at, and what was not.

    filters: what limited the search, as "dossier: 31490". undated: papers that
    a filter on the date left out as theirs is not known.
    """

    documents: int
    passages: int
    pages_without_text: int
    failed: tuple[str, ...]
    missing: tuple[str, ...]
    filters: tuple[str, ...] = ()
    undated: int = 0


@dataclass(frozen=True, slots=True)
class Form:
    """A word form that was searched, and how often it stands in the passages searched."""

    form: str
    occurrences: int


@dataclass(frozen=True, slots=True)
class Answer:
    """A search, and all that a reader needs to judge it.

    absent: words of the query that stand in none of the papers, in no form and
    under no other name. n_found and n_documents: passages and papers with the
    words of the query; None where that was not counted, as for a question of
    frequent words in a large library, or for a search by meaning.
    """

    query: str
    mode: Mode
    searched: Searched
    forms: tuple[Form, ...]
    absent: tuple[str, ...]
    hits: tuple[Hit, ...]
    n_found: int | None
    n_documents: int | None


@dataclass(frozen=True, slots=True)
class Cited:
    """A reference in a paper: where, and which of its targets the library holds."""

    page: int
    reference: Reference
    held: frozenset[str]


@dataclass(frozen=True, slots=True)
class Citing:
    """A held paper that cites another, and where."""

    document: DocumentRecord
    page: int
    reference: Reference


@dataclass(frozen=True, slots=True)
class Citations:
    """The papers a paper cites, and the held papers that cite it."""

    document: DocumentRecord
    cites: tuple[Cited, ...]
    cited_by: tuple[Citing, ...]
