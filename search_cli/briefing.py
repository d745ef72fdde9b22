"""Briefings: a list of quotations with their citations, for Markdown, Word and HTML."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import dropwhile
from pathlib import Path

from index.model import Quotation
from ingest.errors import VindplaatsError
from ingest.model import Document, Metadata
from search_cli.cite import Citation, cite
from search_cli.export import Style, render
from search_cli.quoting import CONTROLS, Comparable, find_quotation, nearest_place

# Within a quotation the marks of the source become single ones, so that where it ends stays clear.
_INNER_MARKS = str.maketrans({"“": "‘", "”": "’", "„": "‚", "«": "‹", "»": "›", '"': "'"})


@dataclass(frozen=True, slots=True)
class Item:
    """A quotation as it is printed: number (from 1) of its note, the words, its citation, a remark of the writer.

    words: a line for each paragraph, list item or row of a table.
    """

    number: int
    words: str
    citation: Citation
    note: str


@dataclass(frozen=True, slots=True)
class Briefing:
    """What is exported. papers: each paper once, in the order of first use."""

    title: str
    items: tuple[Item, ...]
    papers: tuple[Citation, ...]
    style: Style = "leidraad"

    @property
    def list_of_papers(self) -> str:
        """The papers in another program's format; in leidraad and Markdown they are printed as a list instead."""
        return render(self.papers, self.style)


def compose(
    title: str, quotations: Sequence[Quotation], metadata: Callable[[str], Metadata], style: Style = "leidraad"
) -> Briefing:
    """Lay out a briefing.

    Args:
        metadata: of a document by its id.

    Raises:
        VindplaatsError: there are no quotations.
    """
    if not quotations:
        raise VindplaatsError("the briefing is empty; add a quotation with 'vindplaats briefing add'")
    items = tuple(
        Item(
            number,
            _lines(quotation.text.translate(_INNER_MARKS)),
            cite(metadata(quotation.document), quotation.page, quotation.last_page),
            quotation.note,
        )
        for number, quotation in enumerate(quotations, start=1)
    )
    papers = tuple(cite(metadata(document)) for document in dict.fromkeys(item.document for item in quotations))
    return Briefing(title, items, papers, style)


def _lines(text: str) -> str:
    """A text with its line ends, which part its blocks, and single spaces between its words."""
    # Word and HTML cannot hold control characters.
    lines = (
        " ".join("".join(" " if sign in CONTROLS else sign for sign in line).split()) for line in text.splitlines()
    )
    return "\n".join(line for line in lines if line)


def quote_passage(document: Document, start: int, end: int, note: str = "") -> Quotation:
    """A quotation of a passage, without the headings that open it: they are above the words, not part of them.

    Of a single list item or footnote its number is left out too. A passage
    of headings only is quoted whole.
    """
    blocks = [block for block in document.blocks if block.start < end and block.end > start]
    body = list(dropwhile(lambda block: block.kind == "heading", blocks))
    if not body:
        return quote(document, start, end, note)
    if len(body) < len(blocks):
        above = blocks[-len(body) - 1].end
        start = above + len(document.text[above:end]) - len(document.text[above:end].lstrip())
    if len(body) == 1:
        start = max(start, body[0].start)
    return quote(document, start, end, note)


def quote(document: Document, start: int, end: int, note: str = "") -> Quotation:
    """A quotation of a range of a document's text, with page and boxes."""
    page, last_page = document.pages_of(start, end)
    return Quotation(
        document=document.id,
        sha256=document.metadata.sha256,
        page=page,
        last_page=last_page,
        start=start,
        end=end,
        text=document.text[start:end],
        boxes=document.boxes_of(start, end),
        note=note,
    )


def quote_words(document: Document, words: str, note: str = "") -> Quotation:
    """A quotation of words that a user gives, as they stand in the document (the first time).

    Raises:
        VindplaatsError: they do not stand there; the message shows what comes nearest.
    """
    source = Comparable(document.text)
    places = find_quotation(words, source)
    if places:
        return quote(document, places[0].start, places[0].end, note)
    near = nearest_place(words, source)
    if near is None:
        raise VindplaatsError(f"'{words}' does not stand in {document.id}")
    page, _ = document.pages_of(near.start, near.end)
    stands = " ".join(document.text[near.start : near.end].split())
    raise VindplaatsError(f"'{words}' does not stand in {document.id}; on page {page} it has: '{stands}'")


def write(briefing: Briefing, path: Path) -> None:
    """Write a briefing in the format that the file's name asks for.

    Raises:
        VindplaatsError: another extension than .md, .docx or .html, or the file cannot be written.
    """
    from search_cli.briefing_formats import html, markdown, word

    suffix = path.suffix.lower()
    try:
        if suffix == ".md":
            path.write_text(markdown(briefing), "utf-8")
        elif suffix in (".html", ".htm"):
            path.write_text(html(briefing), "utf-8")
        elif suffix == ".docx":
            word(briefing, path)
        else:
            raise VindplaatsError(f"a briefing is written as .md, .docx or .html, not as '{path.suffix or path.name}'")
    except OSError as error:
        raise VindplaatsError(f"{path} cannot be written: {error.strerror}") from error
