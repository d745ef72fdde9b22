"""The vocabulary of a read document: one text, many spans.

Offsets are half-open ranges of characters (str indices) into Document.text,
so that document.text[x.start:x.end] is the text of x. Pages are 1-based
positions in the PDF, as a viewer counts them. Boxes are in points (1/72 inch)
from the top left corner of the page as a viewer shows it (its crop box, after
rotation).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

DocumentKind = Literal["brief", "kamerstuk", "motie", "aanhangsel", "handelingen", "rapport", "overig"]
BlockKind = Literal["heading", "paragraph", "list_item", "table", "caption", "box", "toc", "footnote"]


class Box(NamedTuple):
    """A rectangle on a page, in points from its top left corner."""

    page: int
    x0: float
    top: float
    x1: float
    bottom: float


class Word(NamedTuple):
    """A run of characters without white space, and where it was printed.

    boxes holds one box, or one for each part of a word that the printer broke
    over a line or page. A word of a text without pages (XML) has none.
    """

    start: int
    end: int
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the PDF.

    start and end bound its body text: pages follow each other without a gap
    and end where the footnotes begin. label is the page number as printed,
    None when none is seen. is_ocr: its text was recognised from an image.
    """

    number: int
    start: int
    end: int
    width: float
    height: float
    label: str | None = None
    has_text: bool = True
    is_ocr: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table: its place in the grid (0-based) and in the text."""

    row: int
    column: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, list item, table, caption, box, line of contents or footnote.

    page and last_page: where it begins and ends, 0 in a text without pages. level: 1 (title or chapter)
    to 4, for headings only. marker: what is printed in front of it ("1.",
    "•", the footnote's number); it stands in the text before start.
    cells: for tables, in reading order.
    """

    kind: BlockKind
    start: int
    end: int
    page: int
    last_page: int
    level: int | None = None
    marker: str | None = None
    cells: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True)
class Footnote:
    """A note: its own span, and ref, the offset where its marker stood (None: no marker was found)."""

    marker: str
    page: int
    start: int
    end: int
    ref: int | None


@dataclass(frozen=True, slots=True)
class Furniture:
    """What is printed on a page but is no part of the running text: headers, folios, margin columns, addresses.

    why_unread: for text that is in the file but not to be seen on the page, why it is not read.
    """

    page: int
    text: str
    boxes: tuple[Box, ...] = ()
    why_unread: str | None = None


@dataclass(frozen=True, slots=True)
class Join:
    """A word put together again: at offset stood removed (a hyphen and a line end), as printed."""

    offset: int
    removed: str


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signed, and in which office, as printed."""

    name: str
    office: str | None = None


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a document says of itself. Unknown is None or empty.

    id: the official identifier (kst-31490-284), else one made of file name
    and hash. date: ISO, of the letter itself, not of its publication.
    session: "2019-2020". chamber: "I" or "II". number: the paper's number in
    its dossier, or the printed number of an Aanhangsel. attachment_of: the
    paper this was sent with (a kst id). reply_to: the paper or question it
    answers, as printed. zaaknummer: of the case it belongs to. issuer: who gave
    it out, authors: who wrote it, as printed. guessed: names of fields that were inferred, not read as such.
    corrected: names of fields that a reader gave. labels: (page, number as
    printed) of the pages where that is not their place in the PDF.
    attachments: the names of the files that lie inside the file itself.
    unread: (page, part, reason) of what stands on a page and was not read.
    not_read: sentences on what of the whole was not read, as it has too much of that.
    """

    id: str
    sha256: str
    kind: DocumentKind = "overig"
    title: str | None = None
    subject: str | None = None
    date: str | None = None
    dossiers: tuple[str, ...] = ()
    number: str | None = None
    session: str | None = None
    chamber: str | None = None
    signatories: tuple[Signatory, ...] = ()
    kenmerk: str | None = None
    zaaknummer: str | None = None
    reply_to: str | None = None
    attachment_of: str | None = None
    issuer: str | None = None
    authors: tuple[str, ...] = ()
    guessed: tuple[str, ...] = ()
    corrected: tuple[str, ...] = ()
    labels: tuple[tuple[int, str], ...] = ()
    attachments: tuple[str, ...] = ()
    unread: tuple[tuple[int, str, str], ...] = ()
    not_read: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A document as a careful reader reads it.

    text: body blocks in reading order, then all footnotes. words are in the
    order of the text; blocks too. differences: where two editions of the
    paper (XML and PDF) disagree, in words, for people to read.
    """

    metadata: Metadata
    text: str
    pages: tuple[Page, ...] = ()
    words: tuple[Word, ...] = ()
    blocks: tuple[Block, ...] = ()
    footnotes: tuple[Footnote, ...] = ()
    furniture: tuple[Furniture, ...] = ()
    joins: tuple[Join, ...] = ()
    differences: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        return self.metadata.id

    @property
    def pages_without_text(self) -> list[int]:
        return [page.number for page in self.pages if not page.has_text]

    def words_in(self, start: int, end: int) -> tuple[Word, ...]:
        """The words that overlap a range of the text."""
        first = bisect_right(self.words, start, key=lambda word: word.end)
        last = bisect_left(self.words, end, key=lambda word: word.start)
        return self.words[first:last]

    def boxes_of(self, start: int, end: int) -> tuple[Box, ...]:
        """The boxes of the words that overlap a range, in order of the text."""
        return tuple(box for word in self.words_in(start, end) for box in word.boxes)

    def pages_of(self, start: int, end: int) -> tuple[int, int]:
        """First and last page on which a range is printed; (0, 0) for a text without pages.

        Words without boxes (of an XML edition, which the PDF does not have) are
        on the page of the words around them.
        """
        pages = [box.page for box in self.boxes_of(start, end)]
        pages = pages or [page.number for page in self.pages if page.start <= start < page.end]
        return (min(pages), max(pages)) if pages else (1, 1) if self.pages else (0, 0)


PassageKind = Literal["body", "heading", "notes", "contents", "caption", "table"]


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of whole blocks that is embedded and found as one.

    headings: the path of headings above it, outermost first. page and
    last_page: where it begins and ends. kind: what it is made of; "notes" are
    footnotes and lists of literature.
    """

    start: int
    end: int
    text: str
    page: int
    last_page: int
    headings: tuple[str, ...] = ()
    kind: PassageKind = "body"
    is_ocr: bool = field(default=False)

    @property
    def part(self) -> str:
        """Of what part of the paper it is: body, heading, note, contents, caption or table."""
        return "note" if self.kind == "notes" else self.kind
