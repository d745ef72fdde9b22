"""The typeset papers of the Staten-Generaal: letter, motion, Aanhangsel van de Handelingen.

Measures are those of the papers themselves: an A4 sheet that is cropped to
558 x 771 pt, a margin strip at x = 55 and one column of text at x = 221.
"""

from dataclasses import dataclass
from datetime import datetime

from fpdf import FPDF
from fpdf.output import PDFPage

from tools.samples.markup import Block, read
from tools.samples.typeset import BLACK, SAMPLE_LINE, SANS, Flow, Frame, Style, new_pdf, put, put_right

STRIP, COLUMN, RIGHT = 55.0, 221.0, 540.0
FOOT = 765.0

BODY = Style(SANS, 9.1, 10.65)
HEADING = Style(SANS, 9.1, 10.65, "I")
NOTE = Style(SANS, 6.9, 8.6)
BOLD = Style(BLACK, 9.1, 10.65)
TITLE = Style(BLACK, 12.3, 14)
SMALL = Style(SANS, 5.9, 6.5)
SAMPLE = Style(SANS, 5.9, 6.5, grey=110)
QUESTION = Style(SANS, 8.5, 9.6)


@dataclass(frozen=True)
class Paper:
    """What the form says around the text. text: its name in texts/; office and name sign it."""

    text: str
    identifier: str
    date: datetime
    session: str
    footer: str
    heading: str
    dossier: str = ""
    dossier_title: str = ""
    number: str = ""
    issn: str = "0921 - 7371"
    opening: tuple[str, ...] = ()
    signed: tuple[str, ...] = ()


class CroppedPage(PDFPage):
    """A sheet of which a viewer shows the part that is left after trimming."""

    __slots__ = ()
    media_box = "[0 0 595 842]"
    crop_box = "[18.425 35.433 576.85 806.457]"


def motion(paper: Paper) -> FPDF:
    """A motion: as a letter, but its date follows the heading without a blank line."""
    return letter(paper, gap=0)


def letter(paper: Paper, gap: float = BODY.leading) -> FPDF:
    """A letter of a minister, as printed in a dossier. gap: white space under the heading."""
    pdf = new_pdf(f"{paper.dossier}, nr. {paper.number}: {paper.heading}", "Vindplaats", paper.date)
    flow = _flow(pdf, paper)
    put(pdf, TITLE, paper.dossier, STRIP, 179)
    put(pdf, TITLE, paper.dossier_title, COLUMN, 179, RIGHT - COLUMN)
    put(pdf, BOLD, f"Nr. {paper.number}", STRIP, 258)
    flow.y = put(pdf, BOLD, paper.heading, COLUMN, 258, RIGHT - COLUMN) + gap
    for line in paper.opening:
        flow.paragraph(line, BODY, after=10.65)
    for block in flow_text(paper, flow):
        if block.kind == "section":
            flow.need(3 * BODY.leading)
            flow.paragraph(block.text, HEADING, after=10.65)
        else:
            flow.paragraph(block.text, BODY, after=10.65)
    flow.need(len(paper.signed) * BODY.leading)
    for line in paper.signed:
        flow.paragraph(line, BODY)
    flow.finish()
    return pdf


def questions(paper: Paper) -> FPDF:
    """Written questions with the answers given, as printed in the Aanhangsel."""
    pdf = new_pdf(f"Aanhangsel van de Handelingen {paper.number}", "Vindplaats", paper.date)
    flow = _flow(pdf, paper)
    put(pdf, Style(BLACK, 9.6, 11), "Aanhangsel van de Handelingen", COLUMN, 128)
    put(pdf, Style(BLACK, 9.1, 9.6), paper.heading, COLUMN, 186, RIGHT - COLUMN)
    put(pdf, TITLE, paper.number, COLUMN, 293)
    flow.y = 326
    for line in paper.opening:
        flow.paragraph(line, QUESTION, after=5)
    for block in flow_text(paper, flow):
        if block.kind == "section":
            flow.space(9.6)
            flow.need(3 * QUESTION.leading)
        flow.paragraph(block.text, QUESTION)
    flow.finish()
    return pdf


def flow_text(paper: Paper, flow: Flow) -> list[Block]:
    """The blocks of the paper; its notes go to the flow."""
    text = read(paper.text)
    flow.notes.update(text.notes)
    return text.blocks


def _flow(pdf: FPDF, paper: Paper) -> Flow:
    def next_page() -> Frame:
        pdf.add_page()
        pdf.pages[pdf.page].__class__ = CroppedPage
        _furniture(pdf, paper)
        return Frame(COLUMN, 64, 722, RIGHT - COLUMN)

    return Flow(pdf, next_page, {}, NOTE)


def _furniture(pdf: FPDF, paper: Paper) -> None:
    put(pdf, SAMPLE, SAMPLE_LINE, STRIP, 784)
    put(pdf, BODY, paper.footer, COLUMN, FOOT)
    put_right(pdf, BODY, str(pdf.page), RIGHT, FOOT)
    if pdf.page > 1:
        return
    put_right(pdf, Style(BLACK, 51.2, 51.2), "2", RIGHT, 55)
    put(pdf, Style(BLACK, 18.1, 20), "Tweede Kamer der Staten-Generaal", STRIP, 63)
    put(pdf, Style(SANS, 9.6, 11), f"Vergaderjaar {paper.session}", STRIP, 128)
    pdf.set_line_width(0.5)
    pdf.line(STRIP, 121, RIGHT, 121)
    pdf.line(STRIP, 175, RIGHT, 175)
    for n, line in enumerate((paper.identifier, f"ISSN {paper.issn}", f"’s-Gravenhage {paper.date.year}")):
        put(pdf, SMALL, line, STRIP, 754.7 + n * 6.5)
