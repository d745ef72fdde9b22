"""Papers: read, listed, described, shown and cited, and what an `add` did."""

from __future__ import annotations

from typing import Annotated, Any, Literal, NotRequired, TypedDict

from ingest.model import BlockKind, DocumentKind


class MetadataShape(TypedDict):
    """What a paper says of itself; unknown is null or empty, never a guess that is not in `guessed`."""

    id: Annotated[str, "official identifier (`kst-31490-284`), else one made of file name and hash"]
    sha256: Annotated[str, "of the file that was read"]
    kind: DocumentKind
    title: str | None
    subject: str | None
    date: Annotated[str | None, "ISO, of the paper itself, not of its publication"]
    dossiers: Annotated[list[str], '`["31490"]`']
    number: Annotated[str | None, "in its dossier, or of an Aanhangsel"]
    session: Annotated[str | None, "`2019-2020`"]
    chamber: Annotated[str | None, "`I` or `II`"]
    signatories: Annotated[list[str], "names, as printed"]
    offices: Annotated[list[str | None], "of the signatories, in the same order"]
    kenmerk: str | None
    zaaknummer: Annotated[str | None, "of the case that it belongs to, as printed"]
    reply_to: Annotated[str | None, "the paper or question that it answers, as printed"]
    attachment_of: Annotated[str | None, "the paper that it was sent with"]
    issuer: Annotated[str | None, "who gave it out"]
    authors: list[str]
    guessed: Annotated[list[str], "names of keys that were inferred, not read as such"]
    corrected: Annotated[list[str], "names of keys that a reader gave"]


class ReadMetadataShape(MetadataShape):
    """What a paper says of itself, and how much of it could be read."""

    n_pages: int
    pages_without_text: list[int]


class PageShape(TypedDict):
    """One page of the PDF; pages follow each other without a gap and end where the footnotes begin."""

    number: int
    start: int
    end: int
    label: Annotated[str | None, "the page number as printed; null where none is seen"]
    width: Annotated[float, "points"]
    height: Annotated[float, "points"]
    has_text: bool
    is_ocr: Annotated[bool, "its text was recognised from an image"]


class BlockShape(TypedDict):
    """A paragraph, heading, list item or the like, in reading order."""

    kind: BlockKind
    start: int
    end: int
    page: Annotated[int | None, "where it begins; null in a text without pages"]
    last_page: int | None
    level: Annotated[int | None, "of headings: 1 (title or chapter) to 4"]
    marker: Annotated[str | None, 'what is printed in front of it ("1.", "•"); it stands in the text before start']
    cells: NotRequired[Annotated[list[list[int]], "of tables that have them: `[row, column, start, end]`, from 0"]]


class FootnoteShape(TypedDict):
    """A note: its own range, and where it is called."""

    marker: str
    page: int | None
    start: int
    end: int
    ref: Annotated[int | None, "offset where its marker stood; null where none was found"]


class FurnitureShape(TypedDict):
    """What is printed on a page and is no part of the running text: headers, folios, addresses."""

    page: int | None
    text: str
    why_unread: Annotated[str | None, "of what is in the file and not to be seen on the page: why it is not read"]


class JoinShape(TypedDict):
    """A word that was put together again."""

    offset: int
    removed: Annotated[str, "what stood there: a hyphen and a line end"]


class ParseShape(TypedDict):
    """A paper as it is read."""

    document: ReadMetadataShape
    text: Annotated[str, "body in reading order, then all footnotes; all offsets are into it"]
    pages: list[PageShape]
    blocks: list[BlockShape]
    footnotes: list[FootnoteShape]
    furniture: list[FurnitureShape]
    joins: list[JoinShape]
    differences: Annotated[list[str], "where the XML and the PDF of the paper disagree, in words"]


class FailureShape(TypedDict):
    """A file that could not be added."""

    file: str
    reason: str
    retry: Annotated[bool, "a later add tries it again"]


class PassedOverShape(TypedDict):
    """A file that lay among the papers, or inside one, and was not read."""

    file: str
    path: str
    reason: str


class ReportShape(TypedDict):
    """What became of the files of an add."""

    added: Annotated[list[str], "names of files"]
    replaced: Annotated[list[str], "files that had changed"]
    unchanged: Annotated[list[str], "files that were held already"]
    copies: Annotated[list[str], "files with the bytes of another"]
    failed: list[FailureShape]
    notes: Annotated[list[str], "what is worth knowing of papers that were added"]
    passed_over: list[PassedOverShape]


class PageNotReadShape(TypedDict):
    """A page, or a part of one, that gave no text."""

    page: int
    part: Annotated[str | None, "null is the whole page"]
    reason: str


class RecordShape(TypedDict):
    """A paper in the library."""

    id: str
    file: Annotated[str, "the name it was added under"]
    copies: Annotated[list[str], "other names of the same bytes"]
    sha256: str
    kind: DocumentKind
    title: str | None
    date: str | None
    issuer: str | None
    authors: list[str]
    guessed: list[str]
    corrected: list[str]
    n_pages: int
    n_passages: int
    pages_without_text: list[int]
    pages_not_read: list[PageNotReadShape]
    attachments: Annotated[list[str], "names of files that lie inside it"]


class DossierShape(TypedDict):
    """What is held of a dossier, and what the official service names beside it."""

    dossier: str
    held: list[str]
    missing: list[str]
    failed: list[str]
    withdrawn: list[str]


class StatusShape(TypedDict):
    """All that one must know before trusting "not found"."""

    library: Annotated[str, "its folder"]
    generation: Annotated[int, "rises with each change"]
    embedder: str | None
    documents: list[RecordShape]
    failed: list[FailureShape]
    dossiers: list[DossierShape]
    passed_over: list[PassedOverShape]
    problems: NotRequired[Annotated[list[str], "with `--check`: what is wrong with the library itself"]]


class RemovedShape(TypedDict):
    """What was taken out."""

    removed: Annotated[list[str], "ids"]


class CopiedShape(TypedDict):
    """A library that was copied."""

    source: Annotated[str, "the folder or the server it is copied from, without a password"]
    target: str
    documents: int
    passages: int
    notes: Annotated[int, "quotations, saved searches, decisions, corrections, judgements, notes and followed dossiers"]


class DescribedShape(TypedDict):
    """A paper's metadata with what a reader corrected."""

    document: MetadataShape
    as_read: Annotated[dict[str, Any], "the corrected keys, as the paper was read"]


class BoxShape(TypedDict):
    """Where words are printed, in points from the top left of the page."""

    page: int
    x0: float
    top: float
    x1: float
    bottom: float


class ShowShape(TypedDict):
    """A page, passage, range or recommendation of a held paper."""

    document: MetadataShape
    page: int
    last_page: int
    page_label: Annotated[str | None, "the page as printed, where that differs"]
    passage: int | None
    start: int
    end: int
    text: str
    address: Annotated[str | None, "null for a whole page"]
    headings: Annotated[list[str], "above a passage, outermost first"]
    citation: str | None
    boxes: list[BoxShape]


class CitationShape(TypedDict):
    """A citation in the Dutch form, and for other programs."""

    document: str
    page: int | None
    last_page: int | None
    page_label: Annotated[str | None, "the page as printed, where that differs"]
    citation: str
    markdown: str
    csl: Annotated[
        dict[str, Any], "a [CSL-JSON](https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html) item"
    ]
    warnings: Annotated[list[str], "what the paper does not say and the citation misses"]


class BriefingItemShape(TypedDict):
    """A quotation in a briefing."""

    id: int | None
    briefing: Annotated[str, "the name of its briefing"]
    document: str
    sha256: Annotated[str, "of the file it was taken from"]
    page: int
    last_page: int
    page_label: Annotated[str | None, "the page as printed, where that differs"]
    start: int
    end: int
    text: str
    address: str
    note: Annotated[str, "the writer's own remark"]
    citation: Annotated[str | None, "null where the paper is not held any more"]


class BriefingNameShape(TypedDict):
    """A briefing."""

    briefing: str
    quotations: Annotated[int, "how many it has"]


PartChange = Literal["equal", "changed", "removed", "added"]


class PartShape(TypedDict):
    """A paragraph, heading, list item or table of one of two papers."""

    page: int
    start: int
    end: int
    text: str
    address: str


class PartChangesShape(TypedDict):
    """Words of the one that stand otherwise in the other: `[start, end]` in the texts of the two parts."""

    one: list[int]
    other: list[int]


class AlignedShape(TypedDict):
    """A part of the one beside that of the other; null where it has none."""

    kind: PartChange
    one: PartShape | None
    other: PartShape | None
    changes: list[PartChangesShape]


class ComparisonShape(TypedDict):
    """Two papers side by side."""

    one: Annotated[str, "id"]
    other: Annotated[str, "id"]
    counts: Annotated[dict[str, int], "parts by kind"]
    parts: Annotated[list[AlignedShape], "all, in order"]
