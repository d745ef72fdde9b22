"""A letter on the paper of a ministry: text at x = 78, the colophon column at x = 459."""

from dataclasses import dataclass, replace
from datetime import datetime

from fpdf import FPDF

from tools.samples.markup import read
from tools.samples.typeset import SAMPLE_LINE, SANS, SERIF, Flow, Frame, Style, new_pdf, put

TEXT, COLOPHON = 78.0, 459.0
BODY = Style(SANS, 9.5, 12)
NOTE = Style(SANS, 6.9, 9)
LABEL = Style(SANS, 6.5, 9, "B")
DETAIL = Style(SANS, 6.5, 9)
SAMPLE = Style(SANS, 6, 7, grey=110)


@dataclass(frozen=True)
class Letter:
    """What stands around the text.

    department and the entries of colophon: a label and its lines; later pages
    repeat only the department.
    """

    text: str
    date: datetime
    printed_date: str
    ministry: tuple[str, ...]
    return_address: str
    addressee: tuple[str, ...]
    subject: str
    kenmerk: str
    department: tuple[str, ...]
    colophon: tuple[tuple[str, ...], ...]
    attachments: str
    signed: tuple[str, ...]


def letter(paper: Letter, n_pages: int = 0) -> FPDF:
    """Set the letter; it is set twice, as each page tells how many there are."""
    pdf = new_pdf(paper.subject, "Vindplaats", paper.date)
    text = read(paper.text)

    def next_page() -> Frame:
        pdf.add_page()
        _furniture(pdf, paper, n_pages)
        return Frame(TEXT, 372 if pdf.page == 1 else 235, 790, 417)

    flow = Flow(pdf, next_page, text.notes, NOTE)
    previous = ""
    for block in text.blocks:
        if block.kind == "item":
            flow.paragraph(block.text, BODY, indent=18, hang="-")
        elif block.kind == "section":
            flow.space(12)
            flow.need(3 * BODY.leading)
            flow.paragraph(block.text, replace(BODY, face="B"))
        else:
            flow.space(0 if previous == "section" else BODY.leading)
            flow.paragraph(block.text, BODY)
        previous = block.kind
    flow.space(24)
    flow.need(80)
    flow.paragraph(paper.signed[0], BODY, after=42)
    flow.paragraph(paper.signed[1], BODY)
    flow.finish()
    return pdf if pdf.page == n_pages else letter(paper, pdf.page)


def _furniture(pdf: FPDF, paper: Letter, n_pages: int) -> None:
    put(pdf, SAMPLE, SAMPLE_LINE, TEXT, 816)
    put(pdf, DETAIL, f"Pagina {pdf.page} van {n_pages}", COLOPHON - 1, 803)
    y = _entry(pdf, paper.department, 151)
    if pdf.page > 1:
        _entry(pdf, ("Ons kenmerk", paper.kenmerk), y + 10)
        return
    for entry in paper.colophon:
        y = _entry(pdf, entry, y)
    y = _entry(pdf, ("Ons kenmerk", paper.kenmerk), 300)
    _entry(pdf, ("Bijlagen", paper.attachments), y)
    for n, line in enumerate(paper.ministry):
        put(pdf, Style(SERIF, 11, 13), line, 326, 71 + 13 * n)
    put(pdf, DETAIL, f"> Retouradres {paper.return_address}", TEXT, 140)
    for n, line in enumerate(paper.addressee):
        put(pdf, BODY, line, TEXT, 169 + 12 * n)
    for label, value, y in (("Datum", paper.printed_date, 309), ("Betreft", paper.subject, 323)):
        put(pdf, BODY, label, TEXT, y)
        put(pdf, BODY, value, TEXT + 44, y, 310)


def _entry(pdf: FPDF, entry: tuple[str, ...], y: float) -> float:
    """A label with its lines in the colophon column. Returns where the next one starts."""
    y = put(pdf, LABEL, entry[0], COLOPHON, y)
    for line in entry[1:]:
        y = put(pdf, DETAIL, line, COLOPHON, y, 110)
    return y + 5
