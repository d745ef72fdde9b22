"""Sets running text as the papers are set: ragged right, hyphenated, with raised note markers and notes at the foot.

Lengths are in points; y grows downwards and names the top of a line.
"""

import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from fpdf import FPDF

from tools.samples.markup import Chunk, Face, Run, chunks

SANS, BLACK, SERIF = "sans", "black", "serif"
FONTS = {
    (SANS, ""): ("font_lato", "Lato-Regular"),
    (SANS, "B"): ("font_lato", "Lato-Bold"),
    (SANS, "I"): ("font_lato", "Lato-Italic"),
    (BLACK, ""): ("font_lato", "Lato-Black"),
    (SERIF, ""): ("font_source_serif_pro", "SourceSerifPro-Regular"),
    (SERIF, "B"): ("font_source_serif_pro", "SourceSerifPro-Bold"),
    (SERIF, "I"): ("font_source_serif_pro", "SourceSerifPro-It"),
}
SAMPLE_LINE = "Voorbeelddocument van Vindplaats; deze instantie bestaat niet"
# Raised markers: 4.5 pt beside notes of 6.9 pt in the typeset papers.
MARK_SIZE = 0.65
MARK_RISE = 0.3


@dataclass(frozen=True)
class Style:
    family: str
    size: float
    leading: float
    face: Face = ""
    grey: int = 0


@dataclass(frozen=True)
class Frame:
    """Where text may stand on a page: a column."""

    x: float
    top: float
    bottom: float
    width: float


Line = tuple[Run, ...]


def new_pdf(title: str, author: str, date: datetime) -> FPDF:
    """An empty A4 document that comes out the same on each run with the same versions of what makes it."""
    pdf = FPDF(unit="pt", format=(595, 842))
    pdf.set_auto_page_break(False)
    pdf.set_title(title)
    pdf.set_author(author)
    pdf.set_lang("nl-NL")
    pdf.set_subject(SAMPLE_LINE)
    pdf.set_creation_date(date.replace(tzinfo=UTC))
    pdf.set_producer(f"fpdf2 {version('fpdf2')}, fontTools {version('fonttools')}, zlib {zlib.ZLIB_RUNTIME_VERSION}")
    for (family, face), (package, name) in FONTS.items():
        pdf.add_font(family, face, Path(str(files(package) / "files" / f"{name}.ttf")))
    return pdf


def use(pdf: FPDF, style: Style, run: Run) -> None:
    """Make the font of a run the current one."""
    face = "" if style.family == BLACK else run.face or style.face
    pdf.set_font(style.family, face, style.size * (MARK_SIZE if run.is_mark else 1))
    pdf.set_text_color(style.grey)


def width(pdf: FPDF, style: Style, line: Iterable[Run]) -> float:
    total = 0.0
    for run in line:
        use(pdf, style, run)
        total += pdf.get_string_width(run.text)
    return total


def line_of(parts: list[Chunk]) -> Line:
    """The chunks as one line: neighbours in the same face become one run, as in the papers."""
    runs = [run for chunk in parts[:-1] for run in (*chunk.runs, Run(chunk.join))]
    runs += [*parts[-1].runs, Run(parts[-1].hyphen)]
    merged: list[Run] = []
    for run in runs:
        if not run.text:
            continue
        last = merged[-1] if merged else None
        if last and not last.is_mark and not run.is_mark and (last.face == run.face or run.text == " "):
            merged[-1] = replace(last, text=last.text + run.text)
        else:
            merged.append(run)
    return tuple(merged)


def break_lines(pdf: FPDF, style: Style, text: str, measure: float) -> list[Line]:
    """Fill lines one after another, each as full as it can be. The last is never hyphenated."""
    rest = chunks(text)
    lines: list[Line] = []
    while rest:
        n_fit = 1
        while n_fit < len(rest) and width(pdf, style, line_of(rest[: n_fit + 1])) <= measure:
            n_fit += 1
        lines.append(line_of(rest[:n_fit]))
        rest = rest[n_fit:]
    return lines


def draw(pdf: FPDF, style: Style, line: Line, x: float, y: float) -> None:
    """One line with its top at y."""
    baseline = y + style.size
    for run in line:
        use(pdf, style, run)
        pdf.text(x, baseline - (style.size * MARK_RISE if run.is_mark else 0), run.text)
        x += pdf.get_string_width(run.text)


def put(pdf: FPDF, style: Style, text: str, x: float, y: float, measure: float = 999) -> float:
    """Text at a fixed place. Returns the y below it."""
    for line in break_lines(pdf, style, text, measure):
        draw(pdf, style, line, x, y)
        y += style.leading
    return y


def put_right(pdf: FPDF, style: Style, text: str, right: float, y: float) -> None:
    put(pdf, style, text, right - width(pdf, style, [Run(text)]), y)


class Flow:
    """Text that runs from frame to frame, with the notes it cites at the foot of each.

    next_frame opens the next page, or the next column, and returns it.
    """

    def __init__(self, pdf: FPDF, next_frame: Callable[[], Frame], notes: dict[str, str], note_style: Style) -> None:
        self.pdf = pdf
        self.next_frame = next_frame
        self.notes = notes
        self.note_style = note_style
        self.cited: list[str] = []
        self.frame = next_frame()
        self.y = self.frame.top

    def paragraph(self, text: str, style: Style, *, indent: float = 0, hang: str = "", after: float = 0) -> None:
        """Set a paragraph; hang is printed left of its first line, in the indent."""
        for n, line in enumerate(break_lines(self.pdf, style, text, self.frame.width - indent)):
            marks = [run.text for run in line if run.is_mark]
            if self.y + style.leading > self._floor([*self.cited, *marks]):
                self.new_frame()
            self.cited += marks
            if n == 0 and hang:
                put(self.pdf, style, hang, self.frame.x + indent - 14, self.y)
            draw(self.pdf, style, line, self.frame.x + indent, self.y)
            self.y += style.leading
        self.y += after

    def need(self, height: float) -> None:
        """Go to the next frame when less than this is left of the present one."""
        if self.y + height > self._floor(self.cited):
            self.new_frame()

    def space(self, height: float) -> None:
        """White space, except at the top of a frame."""
        if self.y > self.frame.top:
            self.y += height

    def new_frame(self) -> None:
        self.finish()
        self.frame = self.next_frame()
        self.y = self.frame.top

    def finish(self) -> None:
        """Print the notes cited in this frame."""
        if not self.cited:
            return
        y = self._floor(self.cited) + 10
        self.pdf.set_line_width(0.5)
        self.pdf.line(self.frame.x, y, self.frame.x + 57, y)
        y += 4
        for mark in self.cited:
            draw(self.pdf, self.note_style, (Run(mark, is_mark=True),), self.frame.x, y)
            for line in self._note_lines(mark):
                draw(self.pdf, self.note_style, line, self.frame.x + 6, y)
                y += self.note_style.leading
        self.cited = []

    def _note_lines(self, mark: str) -> list[Line]:
        return break_lines(self.pdf, self.note_style, self.notes[mark], self.frame.width - 6)

    def _floor(self, cited: list[str]) -> float:
        """How far body text may come down when these notes stand below it."""
        if not cited:
            return self.frame.bottom
        n_lines = sum(len(self._note_lines(mark)) for mark in cited)
        return self.frame.bottom - 18 - n_lines * self.note_style.leading
