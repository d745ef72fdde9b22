"""The vocabulary of the library: what it holds, and what a search answers."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Literal

from ingest.model import Box, Metadata, Passage
from nlp.model import FollowUp, Recommendation, RecommendationType, Reference, parts_shown

Mode = Literal["hybrid", "semantic", "lexical"]
Sort = Literal["relevance", "date"]
# Of what part of a paper a passage is; see Passage.part.
PassagePart = Literal["body", "heading", "note", "contents", "caption", "table"]
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


READ_IN_PART = "read in part"


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A file that lay among the papers, or inside one, and was not read, or not all of it."""

    file: str
    path: str
    reason: str

    @property
    def is_read_in_part(self) -> bool:
        """Whether it is a paper that is held, of which something was not read."""
        return self.reason.startswith(READ_IN_PART)


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
    recommendation's own sentence alone, which is then the range. text: the
    words of the range, without the recommendation where that stands among them.
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

    @property
    def is_likely(self) -> bool:
        """Whether it is likelier than not to be the ground."""
        return self.score >= 0.5

    def place_in_text(self, offset: int) -> int:
        """Where a place of the document stands in the text shown; what is left out is nowhere but at its edges."""
        first, *others = parts_shown(self.start, self.end, self.text)
        if not others or offset < first[1]:
            return offset - self.start
        return max(first[1] - self.start, len(self.text) - (self.end - offset))


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


# Quotations go there when no name is given.
DEFAULT_BRIEFING = "briefing"


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of a paper that a briefing quotes, with all that is needed to find them again.

    sha256: of the file they were taken from. start and end: offsets into the
    document's text. id: None until it is in the library. note: the writer's
    own remark. briefing: the name of the one it belongs to.
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
    briefing: str = DEFAULT_BRIEFING


@dataclass(frozen=True, slots=True)
class Remark:
    """What a reader noted at words of a paper, and the tags to find it back by.

    document, page, last_page, start, end and text: the words, as they stood in
    the file of sha256. at: ISO, in UTC. id: None until it is in the notes.
    stands: whether the words are still there, where that was looked up.
    """

    document: str
    sha256: str
    page: int
    last_page: int
    start: int
    end: int
    text: str
    remark: str = ""
    tags: tuple[str, ...] = ()
    at: str = ""
    id: int | None = None
    stands: bool = True


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
