"""An advisory report on A4: cover, colophon, contents, a summary in a box, chapters, a table, a chart, two columns."""

from dataclasses import dataclass, replace
from datetime import datetime

from fpdf import FPDF

from tools.samples.markup import Block, Run, plain, read, rows
from tools.samples.typeset import (
    SAMPLE_LINE,
    SANS,
    SERIF,
    Flow,
    Frame,
    Style,
    break_lines,
    draw,
    new_pdf,
    put,
    put_right,
    width,
)

LEFT, RIGHT, TOP, BOTTOM = 92.0, 503.0, 92.0, 756.0
GUTTER = 21.0
BODY = Style(SERIF, 10.5, 14.5)
COLUMN_BODY = Style(SERIF, 9.5, 13)
NOTE = Style(SERIF, 8, 10.5)
CHAPTER = Style(SANS, 20, 25, "B")
SECTION = Style(SANS, 12, 16, "B")
CAPTION = Style(SANS, 8.5, 12, "B")
CELL = Style(SANS, 8.5, 11)
QUOTE = Style(SERIF, 13, 18, "I")
HEADER = Style(SANS, 7.5, 10, grey=90)
SAMPLE = Style(SANS, 6, 7, grey=110)


@dataclass(frozen=True)
class Report:
    """What stands before the text. chart: bars with their labels; colophon: paragraphs."""

    text: str
    title: str
    subtitle: str
    author: str
    date: datetime
    printed_date: str
    colophon: tuple[str, ...]
    chart: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Heading:
    """An entry of the contents. page: as printed, which is also its place in the file."""

    text: str
    page: int
    is_chapter: bool


def report(paper: Report, contents: tuple[Heading, ...] = ()) -> FPDF:
    """Set the report; it is set twice, as the contents tell the pages of what comes later."""
    pdf = new_pdf(f"{paper.title}. {paper.subtitle}", paper.author, paper.date)
    _cover(pdf, paper)
    _colophon(pdf, paper)
    _contents(pdf, contents)
    found = tuple(_Body(pdf, paper).set())
    return pdf if found == contents else report(paper, found)


class _Body:
    """Sets the blocks of the text one after another and notes where headings came."""

    def __init__(self, pdf: FPDF, paper: Report) -> None:
        self.pdf = pdf
        self.paper = paper
        self.n_columns = 1
        self.column = 0
        self.body = BODY
        self.box_top: float | None = None
        text = read(paper.text)
        self.blocks = text.blocks
        self.flow = Flow(pdf, self._next_frame, text.notes, NOTE)
        self.headings: list[Heading] = []

    def set(self) -> list[Heading]:
        previous = ""
        for block in self.blocks:
            if block.kind in ("chapter", "section"):
                self._heading(block)
            elif block.kind == "item":
                self.flow.paragraph(block.text, self.body, indent=18, hang=block.sign, after=2)
            elif block.kind == "table":
                self._table(rows(block))
            elif block.kind == "directive":
                self._directive(block)
            else:
                self.flow.space(6 if previous == "item" else 0)
                self.flow.need(2 * self.body.leading)
                self.flow.paragraph(block.text, self.body, after=8)
            previous = block.kind
        self.flow.finish()
        return self.headings

    def _next_frame(self) -> Frame:
        self.column = (self.column + 1) % self.n_columns
        if self.column == 0:
            self.pdf.add_page()
            _furniture(self.pdf, f"{self.paper.author} | {self.paper.title}")
        measure = (RIGHT - LEFT - GUTTER * (self.n_columns - 1)) / self.n_columns
        return Frame(LEFT + self.column * (measure + GUTTER), TOP, BOTTOM, measure)

    def _heading(self, block: Block) -> None:
        is_chapter = block.kind == "chapter"
        style = CHAPTER if is_chapter else SECTION
        self.flow.space(10)
        self.flow.need(style.leading + 4 * self.body.leading)
        self.headings.append(Heading(block.text, self.pdf.page, is_chapter))
        self.flow.paragraph(block.text, style, after=14 if is_chapter else 4)

    def _directive(self, block: Block) -> None:
        match block.sign:
            case "page":
                self.flow.new_frame()
            case "columns":
                self._use_columns(2, COLUMN_BODY)
            case "end columns":
                self._use_columns(1, BODY)
            case "box":
                self.box_top = self.flow.y
                self._inset(14)
            case "end box":
                self._inset(-14)
                self._draw_box()
            case "caption":
                self.flow.space(6)
                self.flow.need(140)
                self.flow.paragraph(block.text, CAPTION, after=3)
            case "source":
                self.flow.paragraph(block.text, replace(CELL, size=7.5), after=12)
            case "quote":
                self.flow.space(4)
                self.flow.paragraph(block.text, QUOTE, indent=24, after=14)
            case "figure":
                self._chart(block.text)

    def _use_columns(self, n_columns: int, body: Style) -> None:
        self.n_columns, self.column, self.body = n_columns, n_columns - 1, body
        self.flow.new_frame()

    def _inset(self, by: float) -> None:
        frame = self.flow.frame
        self.flow.frame = replace(frame, x=frame.x + by, width=frame.width - 2 * by)
        self.flow.y += abs(by)

    def _draw_box(self) -> None:
        assert self.box_top is not None
        self.pdf.set_line_width(0.8)
        self.pdf.rect(LEFT, self.box_top, RIGHT - LEFT, self.flow.y - self.box_top)

    def _table(self, cells: list[list[str]]) -> None:
        n_columns = len(cells[0])
        column = (RIGHT - LEFT) / n_columns
        self.pdf.set_line_width(0.4)
        for n_row, row in enumerate(cells):
            style = replace(CELL, face="B") if n_row == 0 else CELL
            for n_column, cell in enumerate(row):
                x = LEFT + n_column * column
                self.pdf.rect(x, self.flow.y, column, CELL.leading + 6)
                put(self.pdf, style, cell, x + 4, self.flow.y + 3)
            self.flow.y += CELL.leading + 6
        self.flow.y += 3

    def _chart(self, caption: str) -> None:
        """Bars on a line, their values above and their labels below, with the caption under it."""
        height, pitch = 110.0, (RIGHT - LEFT) / len(self.paper.chart)
        self.flow.space(8)
        self.flow.need(height + 60)
        base = self.flow.y + height + 14
        highest = max(value for _, value in self.paper.chart)
        self.pdf.set_fill_color(120, 150, 175)
        for n, (label, value) in enumerate(self.paper.chart):
            x, bar = LEFT + (n + 0.3) * pitch, height * value / highest
            self.pdf.rect(x, base - bar, 0.4 * pitch, bar, style="F")
            put(self.pdf, CELL, str(value), x + 0.15 * pitch, base - bar - 11)
            put(self.pdf, CELL, label, x + 0.08 * pitch, base + 3)
        self.pdf.line(LEFT, base, RIGHT, base)
        self.flow.y = base + 20
        self.flow.paragraph(caption, CAPTION, after=12)


def _furniture(pdf: FPDF, header: str) -> None:
    put(pdf, HEADER, header, LEFT, 50)
    put_right(pdf, HEADER, str(pdf.page), RIGHT, 790)
    put(pdf, SAMPLE, SAMPLE_LINE, LEFT, 792)


def _cover(pdf: FPDF, paper: Report) -> None:
    pdf.add_page()
    pdf.set_fill_color(40, 75, 105)
    pdf.rect(0, 0, 595, 150, style="F")
    put(pdf, Style(SANS, 34, 40, "B"), paper.title, LEFT, 240, 400)
    put(pdf, Style(SANS, 15, 20), paper.subtitle, LEFT, 340, 360)
    put(pdf, Style(SANS, 11, 15), paper.author, LEFT, 690)
    put(pdf, Style(SANS, 11, 15), paper.printed_date, LEFT, 706)
    put(pdf, SAMPLE, SAMPLE_LINE, LEFT, 792)


def _colophon(pdf: FPDF, paper: Report) -> None:
    pdf.add_page()
    put(pdf, SAMPLE, SAMPLE_LINE, LEFT, 792)
    y = put(pdf, SECTION, "Colofon", LEFT, 520) + 4
    for paragraph in paper.colophon:
        y = put(pdf, replace(BODY, size=9, leading=12), paragraph, LEFT, y, RIGHT - LEFT) + 6


def _contents(pdf: FPDF, headings: tuple[Heading, ...]) -> None:
    pdf.add_page()
    _furniture(pdf, "")
    y = put(pdf, CHAPTER, "Inhoud", LEFT, TOP) + 14
    for heading in headings:
        style = replace(BODY, face="B") if heading.is_chapter else BODY
        y += 6 if heading.is_chapter else 0
        _entry(pdf, style, plain(heading.text), heading.page, LEFT if heading.is_chapter else LEFT + 14, y)
        y += 16


def _entry(pdf: FPDF, style: Style, text: str, page: int, x: float, y: float) -> None:
    """A line of the contents: text, dot leaders, page."""
    (line,) = break_lines(pdf, style, text, RIGHT - x)
    room = RIGHT - x - width(pdf, style, [*line, Run(f"  {page}")])
    n_dots = int(room / width(pdf, style, [Run(".")]))
    draw(pdf, style, (*line, Run(" " + "." * n_dots)), x, y)
    put_right(pdf, style, str(page), RIGHT, y)
