"""Read what stands on the pages of a PDF: tokens of text with their boxes, and the lines and frames drawn between them.

All positions are in points from the top left corner of the page as a viewer
shows it: its crop box (which in typeset Kamerstukken is 18 by 35 pt smaller
than the media box), turned as the page says.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from itertools import pairwise, repeat
from typing import Any, NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from ingest.pdf.drawing import Drawing, read_drawing
from ingest.pdf.fonts import Font, read_font
from ingest.pdf.handles import (
    address_of,
    as_font,
    char_box,
    char_origin,
    font_size,
    is_generated,
    text_font,
    text_matrix,
    text_object,
)
from ingest.pdf.opening import open_pdf
from ingest.pdf.view import View
from ingest.words.hyphens import is_split_word
from ingest.words.signs import BULLET, CONTROLS, is_control, is_private

Fonts = dict[tuple[str, int], Font]

# A page printed on A0 is 3370 pt high. Larger boxes come from damaged files and cannot be shown.
MAX_PAGE_SIDE_PT = 14400
# A page of dense text has some 6,000 characters; a page with more than this is a drawing made of letters.
MAX_PAGE_CHARS = 60_000

# Between two letters of one word the gap is under 0.19 of the type size, also in the letter-spaced colophons of
# ministries ("P agina 1", "M obiliteit": 0.17 to 0.18); between words without a space sign it is 0.2 or more.
WORD_GAP = 0.2
# Letters with this much between them are letter-spaced. A capital stands further from the small letters of its word
# ("V erkeer": 0.23); a figure behind letters is a word of its own from here on ("Pagina 2", letter-spaced: 0.18).
TRACKING = 0.04
CAPITAL_GAP = 0.26
LETTER_GAP = 0.14
# A space counts when it leaves some room; below this it is a slip of the typesetter inside a word. In fonts whose
# letters are said to be wider than they are, the sign itself tells: it moves the pen on by a quarter of the type size.
SPACE_SIGN_GAP = 0.05
SPACE_SIGN_ADVANCE = 0.15
# The box of a word reaches from the tails to the tops of letters, in type sizes from the baseline.
ASCENT, DESCENT = 0.78, 0.22
# Letters that overlap by more than this part of the type size stand on top of each other: a new run of text.
OVERLAP = 0.6

# Line-end hyphens reach us as U+0002 (pdfium's mark, in text U+FFFE) or as U+00AD; both look like a hyphen on paper.
PRINTED_AS = {
    "\x02": "-", "\ufffe": "-", "\u00ad": "-", "\u2010": "-",
    "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st", "\ufb06": "st",
}  # fmt: skip
# A line-end hyphen ends a word: the file has no line end behind it. A control character is no part of a word; alone it
# is a glyph that the font does not name, most often a bullet.
WORD = re.compile(rf"[^\s\x02\x03\ufffe{CONTROLS}]+[\x02\ufffe]?|[\x02\ufffe]|(?<!\S)[{CONTROLS}](?!\S)")
INVISIBLE = frozenset("\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\uffff")


@dataclass(frozen=True, slots=True)
class Style:
    """How a run of text is printed. size: in points as shown. angle: 0, 90, 180 or 270 degrees as shown, clockwise."""

    font: Font
    size: float
    angle: int = 0

    @property
    def bold(self) -> bool:
        return self.font.bold

    @property
    def italic(self) -> bool:
        return self.font.italic


class Token(NamedTuple):
    """A run of characters of one style without white space; space_before: white space stood before it."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    baseline: float
    style: Style
    space_before: bool = True


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """What stands on one page, in the order of the file. number is 1-based."""

    number: int
    width: float
    height: float
    tokens: tuple[Token, ...]
    drawing: Drawing


def read_pages(data: bytes, name: str) -> Iterator[PrintedPage]:
    """The pages of a PDF, one at a time, so that a long report needs no more memory than its text.

    Raises:
        UnreadableError: the file is no PDF, or is empty, truncated, encrypted,
            without pages or with more than MAX_PAGES.
    """
    pdf = open_pdf(data, name)
    try:
        fonts: Fonts = {}
        for index in range(len(pdf)):
            yield _read_page(pdf, index, fonts)
    finally:
        pdf.close()


def _read_page(pdf: pdfium.PdfDocument, index: int, fonts: Fonts) -> PrintedPage:
    """One page; one that pdfium cannot load, or of impossible size, comes back without text."""
    try:
        page = pdf[index]
    except pdfium.PdfiumError:
        return PrintedPage(index + 1, 0.0, 0.0, (), Drawing())
    try:
        view = _view(page)
        width, height = view.size
        if not (0 < width <= MAX_PAGE_SIDE_PT and 0 < height <= MAX_PAGE_SIDE_PT):
            return PrintedPage(index + 1, 0.0, 0.0, (), Drawing())
        tokens, texts = _read_tokens(page, view, fonts)
        return PrintedPage(index + 1, width, height, tuple(tokens), read_drawing(page, view.matrix, texts))
    finally:
        page.close()


def _view(page: pdfium.PdfPage) -> View:
    """The part of the page that is shown: crop box within media box, and its rotation.

    Both boxes may stand on the parent of the page, as in files of Print to
    PDF; get_mediabox does not look there, get_bbox does.
    """
    left, bottom, right, top = page.get_bbox()
    return View(left, bottom, right, top, page.get_rotation())


def _read_tokens(page: pdfium.PdfPage, view: View, fonts: Fonts) -> tuple[list[Token], Container[int]]:
    """Tokens in the order of the file, and the addresses of the text objects they were drawn in."""
    try:
        textpage = page.get_textpage()
    except pdfium.PdfiumError:
        return [], ()
    try:
        tokenizer = _Tokenizer(textpage.raw, view, fonts)
        return tokenizer.read(), tokenizer.objects
    finally:
        textpage.close()


@dataclass(slots=True)
class _Run:
    """Characters drawn one after the other: where they begin and end along their line, and the height of that line."""

    text: str
    x0: float
    x1: float
    line: float
    style: Style
    spaced: bool
    joins_gaps: bool = False

    def is_apart(self, x0: float, line: float, style: Style, space: str, char: str) -> bool:
        """Whether what is drawn next, from x0 at height line, is another word.

        space: the white space of the file between, if any; char: the first character of what comes next.
        """
        gap = x0 - self.x1
        if style is self.style:
            size = style.size
            if space and gap > SPACE_SIGN_GAP * size:
                return True
        else:
            size = min(self.style.size, style.size) if style.angle == self.style.angle else 0.0
        if gap < -OVERLAP * size or abs(line - self.line) > 0.6 * size:
            return True
        if space:
            return gap > SPACE_SIGN_GAP * size
        if len(self.text) == 1 and self.text.isupper() and char.islower():
            return gap > CAPITAL_GAP * size
        other_kind = self.text[-1:].isalpha() and char.isdigit() and style is self.style
        return gap > (LETTER_GAP if other_kind else WORD_GAP) * size

    def may_go_on(self, x0: float, style: Style, text: str) -> bool:
        """Whether text that is drawn next, from x0, may be of the same word though room is left between.

        It may in a letter-spaced word, and where the whole is a word and one of its parts is hardly one.
        """
        if self.joins_gaps or len(self.text) == 1:
            return True
        return style is self.style and x0 - self.x1 < WORD_GAP * style.size and is_split_word(self.text, text)


class _Tokenizer:
    """Cuts the characters of one page into tokens, at white space, jumps and changes of style.

    Only the first and last character of a run are asked for their place:
    asking for all of them takes four times as long, and sets the speed of reading.
    """

    def __init__(self, raw: Any, view: View, fonts: Fonts) -> None:
        self.raw = raw
        self.address = address_of(raw)
        self.view = view
        self.fonts = fonts
        self.styles: dict[tuple[int, float, float, float, float, float], Style] = {}
        self.objects: dict[int, Style] = {}
        self.runs: list[_Run] = []
        self.page_fonts: dict[int, Font] = {}
        self.matrix, self.rect = pdfium_c.FS_MATRIX(), pdfium_c.FS_RECTF()
        self.x, self.y = ctypes.c_double(), ctypes.c_double()
        # Addresses to write answers to: as plain numbers they cost half as much as objects.
        self.at_matrix, self.at_rect = ctypes.addressof(self.matrix), ctypes.addressof(self.rect)
        self.at_x, self.at_y = ctypes.addressof(self.x), ctypes.addressof(self.y)

    def read(self) -> list[Token]:
        chars = self._characters()
        words = [match.span() for match in WORD.finditer(chars)]
        firsts = [key or 0 for key in map(text_object, repeat(self.address), [start for start, _ in words])]
        for key, (start, _) in zip(firsts, words, strict=True):
            if key and key not in self.objects:
                self._style(key, start)
        before = 0
        for (start, end), (first, following) in zip(words, pairwise([*firsts, -1]), strict=True):
            # What is drawn in one go is drawn in order: if the next word is in the same object, so is all of this one.
            if first == following or end - start == 1 or (last := self._object(end - 1)) == first:
                self._add(chars, start, end, first, chars[before:start])
            else:
                self._add_runs(chars, start, end, chars[before:start], first, last)
            before = end
        for run, after in zip(self.runs, [*self.runs[1:], None], strict=False):
            if is_private(run.text) and run.spaced and (after is None or after.spaced):
                run.text = BULLET
        return [self._token(run) for run in self.runs if run.text]

    def _characters(self) -> str:
        """The characters of the page by their number; at once where pdfium gives as many as it counts."""
        raw = self.raw
        n_chars = min(pdfium_c.FPDFText_CountChars(raw), MAX_PAGE_CHARS)
        buffer = (ctypes.c_ushort * (n_chars + 1))()
        written = pdfium_c.FPDFText_GetText(raw, 0, n_chars, buffer) - 1
        if written == n_chars:
            text = bytes(buffer)[: 2 * n_chars].decode("utf-16-le", "replace")
            if len(text) == n_chars:
                return text
        codes = (pdfium_c.FPDFText_GetUnicode(raw, index) for index in range(n_chars))
        return "".join(chr(code) if code < 0x110000 else "\ufffd" for code in codes)

    def _add_runs(self, chars: str, start: int, end: int, space: str, first: int, last: int) -> None:
        """Add the characters from start to end, in as many runs as the file draws them in.

        space: the white space before them; first and last: the objects of the first and the last of them.
        """
        keys = [first, *(self._object(index) for index in range(start + 1, end - 1)), last]
        begin = start
        for index in range(start + 1, end + 1):
            if index == end or keys[index - start] != keys[begin - start]:
                self._add(chars, begin, index, keys[begin - start], space)
                begin, space = index, ""

    def _object(self, index: int) -> int:
        """The text object of a character, as a key of self.objects; 0 for characters that are not drawn."""
        key: int = text_object(self.address, index) or 0
        if key and key not in self.objects:
            self._style(key, index)
        return key

    def _add(self, chars: str, start: int, end: int, key: int, space: str) -> None:
        if not key:
            return
        style = self.objects[key]
        text = chars[start:end]
        if not text.isascii() or style.font.symbols or not text.isprintable():
            text = "".join([self._printed(char, style) for char in text])
        x0, x1, line = self._place(start, end, style.angle)
        before = self.runs[-1] if self.runs else None
        # pdfium puts spaces where it sees room, also between the letters of a word ("Inf rastructuur", "la ndbouw").
        may_be_in_word = len(space) == 1 and before is not None and before.may_go_on(x0, style, text)
        if may_be_in_word and is_generated(self.address, start - 1) == 1:
            space = ""
        spaced = before is None or before.is_apart(x0, line, style, space, text[:1])
        if not spaced and space and not style.angle:
            spaced = self._advance(start) > SPACE_SIGN_ADVANCE * style.size
        if before is not None and not spaced and before.style is style and abs(before.line - line) < 0.5:
            before.joins_gaps = before.joins_gaps or x0 - before.x1 > TRACKING * style.size
            before.text += text
            before.x1 = max(before.x1, x1)
        elif text:
            self.runs.append(_Run(text, x0, x1, line, style, spaced))

    def _printed(self, char: str, style: Style) -> str:
        if char in INVISIBLE or "\ud800" <= char <= "\udfff":
            return ""
        return BULLET if style.font.symbols or is_control(char) else PRINTED_AS.get(char, char)

    def _place(self, start: int, end: int, angle: int) -> tuple[float, float, float]:
        """Where characters begin and end along their own line of text, and its height, which counts upwards."""
        view, rect, last = self.view, self.rect, end - 1
        char_box(self.address, start, self.at_rect)
        char_origin(self.address, start, self.at_x, self.at_y)
        if angle or view.rotation:
            x0, x1, line = self._turned(angle)
            if last > start:
                char_box(self.address, last, self.at_rect)
                x1 = max(x1, self._turned(angle)[1])
            return x0, x1, line
        x0, x1 = rect.left, rect.right
        if last > start:
            char_box(self.address, last, self.at_rect)
            x1 = max(x1, rect.right)
        return x0 - view.left, x1 - view.left, self.y.value - view.top

    def _turned(self, angle: int) -> tuple[float, float, float]:
        """Start, end and height of the character that was asked for, along its own line of text."""
        view, rect = self.view, self.rect
        (ax, ay), (bx, by) = view.point(rect.left, rect.top), view.point(rect.right, rect.bottom)
        ox, oy = view.point(self.x.value, self.y.value)
        left, right, top, bottom = min(ax, bx), max(ax, bx), min(ay, by), max(ay, by)
        if angle == 0:
            return left, right, -oy
        if angle == 90:
            return top, bottom, ox
        if angle == 180:
            return -right, -left, oy
        return -bottom, -top, -ox

    def _advance(self, index: int) -> float:
        """How far the white space before a character moved the pen, in points; 0 for space that pdfium made up."""
        if self.view.rotation or is_generated(self.address, index - 1) == 1:
            return 0.0
        char_origin(self.address, index - 1, self.at_x, self.at_y)
        before = self.x.value
        char_origin(self.address, index, self.at_x, self.at_y)
        return self.x.value - before

    def _token(self, run: _Run) -> Token:
        """A run as a token with its box on the page."""
        line, style, x0, x1 = run.line, run.style, run.x0, run.x1
        ascent, descent = line + ASCENT * style.size, line - DESCENT * style.size
        match style.angle:
            case 0:
                return Token(run.text, x0, -ascent, x1, -descent, -line, style, run.spaced)
            case 90:
                return Token(run.text, descent, x0, ascent, x1, x1, style, run.spaced)
            case 180:
                return Token(run.text, -x1, descent, -x0, ascent, line, style, run.spaced)
            case _:
                return Token(run.text, -ascent, -x1, -descent, -x0, -x0, style, run.spaced)

    def _style(self, key: int, index: int) -> None:
        """Note the style of a text object, by the matrix it is drawn with (the nominal size is often 1)."""
        matrix = self.matrix
        text_matrix(self.address, index, self.at_matrix)
        font = text_font(key)
        look = font, font_size(self.address, index), matrix.a, matrix.b, matrix.c, matrix.d
        if look not in self.styles:
            self.styles[look] = self._new_style(index, *look)
        self.objects[key] = self.styles[look]

    def _new_style(self, index: int, address: int, nominal: float, a: float, b: float, c: float, d: float) -> Style:
        size = nominal * (math.hypot(c, d) or 1.0)
        turn = self.view.rotation
        if b or a < 0:
            turn -= round(math.degrees(math.atan2(b, a)))
        font = self.page_fonts.get(address)
        if font is None:
            flags = ctypes.c_int()
            pdfium_c.FPDFText_GetFontInfo(self.raw, index, None, 0, ctypes.byref(flags))
            font = self.page_fonts[address] = read_font(as_font(address), flags.value, self.fonts)
        style = Style(font, round(abs(size), 2) or 1.0, round(turn / 90) * 90 % 360)
        return next((known for known in self.styles.values() if known == style), style)
