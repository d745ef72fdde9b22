"""Small PDFs for tests: text set at a place of the page, in points from its top left corner."""

from __future__ import annotations

from dataclasses import dataclass

from fpdf import FPDF

from ingest.model import Document
from ingest.reader import read_pdf

WIDTH, HEIGHT = 595.0, 842.0


@dataclass(frozen=True)
class Text:
    """A line of print: where it begins, its baseline, and its type."""

    x: float
    y: float
    text: str
    size: float = 10
    style: str = ""
    char_spacing: float = 0


@dataclass(frozen=True)
class Fill:
    """A coloured rectangle: its left, top, right and bottom."""

    x0: float
    top: float
    x1: float
    bottom: float


def print_pdf(*pages: list[Text | Fill | tuple[float, float, float, float]]) -> bytes:
    """The bytes of a PDF with these lines of print; four numbers are a drawn line."""
    pdf = FPDF(unit="pt", format=(WIDTH, HEIGHT))
    pdf.set_auto_page_break(False)
    for page in pages:
        pdf.add_page()
        for item in page:
            if isinstance(item, Text):
                pdf.set_font("Helvetica", item.style, item.size)
                pdf.set_char_spacing(item.char_spacing)
                pdf.text(item.x, item.y, item.text)
            elif isinstance(item, Fill):
                pdf.set_fill_color(200, 225, 250)
                pdf.rect(item.x0, item.top, item.x1 - item.x0, item.bottom - item.top, style="F")
            else:
                pdf.line(*item)
    return bytes(pdf.output())


def read(*pages: list[Text | Fill | tuple[float, float, float, float]]) -> Document:
    """What the reader makes of these pages."""
    return read_pdf(print_pdf(*pages), "proef.pdf")


def paragraph(x: float, y: float, lines: list[str], size: float = 10, leading: float = 12) -> list[Text]:
    """Lines of one paragraph below each other."""
    return [Text(x, y + index * leading, line, size) for index, line in enumerate(lines)]


def shown(document: Document) -> list[tuple[str, str]]:
    """Kind and text of each block."""
    return [(block.kind, document.text[block.start : block.end]) for block in document.blocks]


def width(text: str, size: float = 10) -> float:
    """How wide a text is in print, in points."""
    pdf = FPDF(unit="pt")
    pdf.set_font("Helvetica", size=size)
    return float(pdf.get_string_width(text))
