"""Briefings: a list of quotations with their citations, for Markdown, Word and HTML."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from index.model import Quotation
from ingest.citing.cite import Citation, cite
from ingest.citing.escaping import plain
from ingest.citing.export import Style, render
from ingest.errors import VindplaatsError
from ingest.model import Metadata
from nlp.quotations.quoting import CONTROLS

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
            plain(quotation.note),
        )
        for number, quotation in enumerate(quotations, start=1)
    )
    papers = tuple(cite(metadata(document)) for document in dict.fromkeys(item.document for item in quotations))
    return Briefing(plain(title), items, papers, style)


def _lines(text: str) -> str:
    """A text with its line ends, which part its blocks, and single spaces between its words."""
    # Word and HTML cannot hold control characters.
    lines = (
        " ".join("".join(" " if sign in CONTROLS else sign for sign in line).split())
        for line in plain(text).splitlines()
    )
    return "\n".join(line for line in lines if line)
