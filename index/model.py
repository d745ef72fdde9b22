"""The vocabulary of the library: what it holds, and what a search answers."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from math import inf
from typing import Literal

from ingest.model import Box, Metadata, Passage
from nlp.model import FollowUp, Recommendation, RecommendationType, Reference

Mode = Literal["hybrid", "semantic", "lexical"]
Sort = Literal["relevance", "date"]
Scores = dict[int, float]
Verdict = Literal["accepted", "rejected", "edited", "added"]


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
        if "title" in self.metadata.corrected and "subject" not in self.metadata.corrected:
            return title or None
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
class PassedOver:
    """A file that lay among the papers, or inside one, and was not read."""

    file: str
    path: str
    reason: str


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
    passed_over: tuple[PassedOver, ...] = ()


@dataclass(frozen=True, slots=True)
class StoredRecommendation:
    """A recommendation in the library.

    id is stable, and below 0 where only a reader says that it is one; page
    and passage are where it begins; restates is an id. judgement: what a
    reader said of it.
    """

    id: int
    document: str
    page: int
    recommendation: Recommendation
    restates: int | None
    sources: tuple[StoredSource, ...]
    follow_ups: tuple[StoredFollowUp, ...]
    passage: int | None = None
    judgement: Judgement | None = None

    @property
    def judged(self) -> Verdict | None:
        return self.judgement.verdict if self.judgement else None


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a reader said of a recommendation, with the words as they stood in the file that was judged.

    page: where they began. The rest of the recommendation is as it was
    accepted, or as it should be. sources: addresses in the same paper; None
    where nothing was said of them. at: ISO, in UTC. id: None until it is in the notes.
    """

    document: str
    sha256: str
    page: int
    start: int
    end: int
    text: str
    verdict: Verdict
    type: RecommendationType
    number: str | None = None
    addressees: tuple[str, ...] = ()
    deadline: str | None = None
    sources: tuple[str, ...] | None = None
    remark: str = ""
    judge: str = ""
    at: str = ""
    id: int | None = None


@dataclass(frozen=True, slots=True)
class StoredSource:
    """The passage a recommendation rests on; start and end are offsets into the document's text.

    page: where it begins. is_own: the paper gives the reason in the
    recommendation's own sentence alone, which is then the range.
    """

    document: str
    page: int
    passage: int | None
    start: int
    end: int
    text: str
    score: float
    reason: str
    is_own: bool = False


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
    names or identifiers, matched by identity and not by string. part: of what
    part of a paper, as "note"; see Passage.part.
    """

    dossier: str | None = None
    kind: str | None = None
    organisation: str | None = None
    measure: str | None = None
    date_from: str | None = None
    date_to: str | None = None
    has_recommendation: bool = False
    part: str | None = None

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

    read_again: what a cross-encoder gives the first of them. near: the cosine
    from which a passage is nearer than any passage might be.
    """

    lexical: Scores
    semantic: Scores
    final: Scores
    read_again: Scores = field(default_factory=dict)
    near: float = -inf

    @property
    def order(self) -> list[int]:
        """The candidates, best first, before any was read again."""
        return sorted(self.final, key=lambda id: (-self.final[id], id))


# Words of one text, and what stands in their place in another.
Difference = tuple[str, str]


@dataclass(frozen=True, slots=True)
class NearCopy:
    """A passage of another paper with nearly the text of a hit.

    differs: (words of the hit, words of the copy) where these differ in a
    number, a name, a negation or what must or may be; empty where they say
    the same.
    """

    record: PassageRecord
    differs: tuple[Difference, ...] = ()


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
    recommendations that rest on it. by: how it was found, by its words, by its
    meaning, or by both.
    """

    rank: int
    score: float
    passage: PassageRecord
    document: DocumentRecord
    marks: tuple[tuple[int, int], ...]
    why: Why
    near_copies: tuple[NearCopy, ...] = ()
    recommendations: tuple[StoredRecommendation, ...] = ()
    source_of: tuple[int, ...] = ()
    explanation: Explanation | None = None
    by: tuple[Literal["words", "meaning"], ...] = ()


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
    frequent words in a large library, or for a search by meaning. suggestion:
    the query with words that the library has for those that it lacks; None
    where there are none like them. n_further: how many passages without the
    words were left out, as they are hardly nearer in meaning than any other.
    """

    query: str
    mode: Mode
    searched: Searched
    forms: tuple[Form, ...]
    absent: tuple[str, ...]
    hits: tuple[Hit, ...]
    n_found: int | None
    n_documents: int | None
    suggestion: str | None = None
    n_further: int = 0


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
