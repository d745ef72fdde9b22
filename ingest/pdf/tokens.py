"""Read what stands on the pages of a PDF: tokens of text with their boxes, and the lines and frames drawn between them.

All positions are in points from the top left corner of the page as a viewer
shows it: its crop box (which in typeset Kamerstukken is 18 by 35 pt smaller
than the media box), turned as the page says.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Container, Iterator, Mapping
from itertools import pairwise, repeat
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from ingest.pdf.drawing import Drawing, Ink, read_drawing
from ingest.pdf.fonts import Font, read_font
from ingest.pdf.forms import open_forms, open_page
from ingest.pdf.glyphs import letters_in_place, mended
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
from ingest.pdf.printed import SPACE_SIGN_ADVANCE, TRACKING, PrintedPage, PrintedRun, Style, Token
from ingest.pdf.view import View
from ingest.pdf.visible import Doubt, has_layers_off, split_unseen
from ingest.words.signs import BULLET, CONTROLS, NO_SHAPE, PRINTED_AS, is_control, is_private

Fonts = dict[tuple[str, int], Font]

# A page printed on A0 is 3370 pt high. Larger boxes come from damaged files and cannot be shown.
MAX_PAGE_SIDE_PT = 14400
# A page of dense text has some 6,000 characters; a page with more than this is a drawing made of letters.
MAX_PAGE_CHARS = 60_000

# Lines of scans are a little askew, up to MIN_SLANT is no matter; text at more than MAX_SLANT from upright (in degrees)
# is laid across the page.
MIN_SLANT, MAX_SLANT = 1.5, 8
# The box of a word reaches from the tails to the tops of letters, in type sizes from the baseline.
ASCENT, DESCENT = 0.78, 0.22

# Line-end hyphens reach us as U+0002 (pdfium's mark, in text U+FFFE) or as U+00AD; both look like a hyphen on paper.
ON_PAPER = PRINTED_AS | dict.fromkeys("\x02\ufffe\u00ad", "-")
# A line-end hyphen ends a word: the file has no line end behind it. A control character is no part of a word; alone it
# is a glyph that the font does not name, most often a bullet.
WORD = re.compile(rf"[^\s\x02\x03\ufffe{CONTROLS}]+[\x02\ufffe]?|[\x02\ufffe]|(?<!\S)[{CONTROLS}](?!\S)")


def read_pages(data: bytes, name: str) -> Iterator[PrintedPage]:
    """The pages of a PDF, one at a time, so that a long report needs no more memory than its text.

    Raises:
        UnreadableError: the file is no PDF, or is empty, truncated, encrypted,
            without pages or with more than MAX_PAGES.
    """
    pdf = open_pdf(data, name)
    try:
        fonts: Fonts = {}
        layers_off = has_layers_off(data)
        open_forms(pdf)
        for index in range(len(pdf)):
            yield _read_page(pdf, index, fonts, layers_off)
    finally:
        pdf.close()


def _read_page(pdf: pdfium.PdfDocument, index: int, fonts: Fonts, layers_off: bool) -> PrintedPage:
    """One page; one that pdfium cannot load, or of impossible size, comes back without text."""
    try:
        page = open_page(pdf, index)
    except pdfium.PdfiumError:
        return PrintedPage(index + 1, 0.0, 0.0, (), Drawing())
    try:
        view = _view(page)
        width, height = view.size
        if not (0 < width <= MAX_PAGE_SIDE_PT and 0 < height <= MAX_PAGE_SIDE_PT):
            return PrintedPage(index + 1, 0.0, 0.0, (), Drawing())
        tokens, keys, texts, inks = _read_tokens(page, view, fonts)
        drawing = read_drawing(page, view.matrix, texts)
        seen, unseen = split_unseen(tokens, keys, inks, drawing, view, page, layers_off)
        return PrintedPage(index + 1, width, height, tuple(seen), drawing, tuple(unseen))
    finally:
        page.close()


def _view(page: pdfium.PdfPage) -> View:
    """The part of the page that is shown: crop box within media box, and its rotation.

    Both boxes may stand on the parent of the page, as in files of Print to
    PDF; get_mediabox does not look there, get_bbox does.
    """
    left, bottom, right, top = page.get_bbox()
    return View(left, bottom, right, top, page.get_rotation())


def _read_tokens(
    page: pdfium.PdfPage, view: View, fonts: Fonts
) -> tuple[list[Token], list[int], Container[int], Mapping[int, Ink]]:
    """Tokens in the order of the file, the text object that each is drawn in, all text objects, and their colours."""
    try:
        textpage = page.get_textpage()
    except pdfium.PdfiumError:
        return [], [], (), {}
    try:
        tokenizer = _Tokenizer(textpage.raw, view, fonts)
        return *tokenizer.read(), tokenizer.objects, tokenizer.doubt.inks
    finally:
        textpage.close()


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
        self.styles: dict[tuple[int, float, float, float, float, float, str, int], Style] = {}
        self.doubt = Doubt()
        self.objects: dict[int, Style] = {}
        self.runs: list[PrintedRun] = []
        self.page_fonts: dict[int, Font] = {}
        self.embedded: dict[int, bool] = {}
        # Of text objects in a font that the file does not have: the font, and how broad its letters are drawn.
        self.not_in_file: dict[int, tuple[Any, float]] = {}
        self.matrix, self.rect = pdfium_c.FS_MATRIX(), pdfium_c.FS_RECTF()
        self.x, self.y = ctypes.c_double(), ctypes.c_double()
        # Addresses to write answers to: as plain numbers they cost half as much as objects.
        self.at_matrix, self.at_rect = ctypes.addressof(self.matrix), ctypes.addressof(self.rect)
        self.at_x, self.at_y = ctypes.addressof(self.x), ctypes.addressof(self.y)

    def read(self) -> tuple[list[Token], list[int]]:
        """The tokens in the order of the file, and the text object that each is drawn in."""
        chars = letters_in_place(self._characters(), self.raw)
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
            elif not run.text.isascii():
                run.text = mended(run.text)
        runs = [run for run in self.runs if run.text]
        return [self._token(run) for run in runs], [run.key for run in runs]

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
        if key in self.not_in_file and not style.angle and not self.view.rotation:
            x0, x1, line = self._place_by_widths(start, end, chars[end - 1], key)
        else:
            x0, x1, line = self._place(start, end, style.angle)
        before = self.runs[-1] if self.runs else None
        # pdfium puts spaces where it sees room, also between the letters of a word ("Inf rastructuur", "la ndbouw").
        may_be_in_word = len(space) == 1 and before is not None and before.may_go_on(x0, style, text)
        if may_be_in_word and is_generated(self.address, start - 1) == 1:
            space = ""
        spaced = before is None or before.is_apart(x0, line, style, space, text)
        if not spaced and space and not style.angle:
            spaced = self._advance(start) > SPACE_SIGN_ADVANCE * style.size
        if before is not None and not spaced and before.style is style and abs(before.line - line) < 0.5:
            if x0 - before.x1 > TRACKING * style.size and not (before.text[-1:].isalpha() and text[:1].isdigit()):
                before.widest = max(before.widest, x0 - before.x1)
            before.text += text
            before.x1 = max(before.x1, x1)
        elif text:
            self.runs.append(PrintedRun(text, x0, x1, line, style, spaced, key))

    def _printed(self, char: str, style: Style) -> str:
        if (char in NO_SHAPE and char != "\u00ad") or "\ud800" <= char <= "\udfff" or char == "\uffff":
            return ""
        return BULLET if style.font.symbols or is_control(char) else ON_PAPER.get(char, char)

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

    def _place_by_widths(self, start: int, end: int, char: str, key: int) -> tuple[float, float, float]:
        """The same by the widths that the file tells, of letters that another font than its own stands in for.

        pdfium draws them with a font of its own, as broad as the last page that it painted made it: the same paper
        would be read otherwise after another.
        """
        (font, across), width = self.not_in_file[key], ctypes.c_float()
        if not pdfium_c.FPDFFont_GetGlyphWidth(font, ord(char), across, ctypes.byref(width)) or width.value <= 0:
            return self._place(start, end, 0)
        char_origin(self.address, start, self.at_x, self.at_y)
        x0, line = self.x.value, self.y.value
        if end - 1 > start:
            char_origin(self.address, end - 1, self.at_x, self.at_y)
        return x0 - self.view.left, self.x.value + width.value - self.view.left, line - self.view.top

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
        if angle == 270:
            return -bottom, -top, -ox
        across, down = math.cos(math.radians(angle)), math.sin(math.radians(angle))
        start = ox * across + oy * down
        return start, start + min(right - left, bottom - top), ox * down - oy * across

    def _advance(self, index: int) -> float:
        """How far the white space before a character moved the pen, in points; 0 for space that pdfium made up."""
        if self.view.rotation or is_generated(self.address, index - 1) == 1:
            return 0.0
        char_origin(self.address, index - 1, self.at_x, self.at_y)
        before = self.x.value
        char_origin(self.address, index, self.at_x, self.at_y)
        return self.x.value - before

    def _token(self, run: PrintedRun) -> Token:
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
            case 270:
                return Token(run.text, -ascent, -x1, -descent, -x0, -x0, style, run.spaced)
        across, down = math.cos(math.radians(style.angle)), math.sin(math.radians(style.angle))
        corners = [(x * across + up * down, x * down - up * across) for x in (x0, x1) for up in (ascent, descent)]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        return Token(run.text, min(xs), min(ys), max(xs), max(ys), max(ys), style, run.spaced)

    def _style(self, key: int, index: int) -> None:
        """Note the style of a text object, by the matrix it is drawn with (the nominal size is often 1)."""
        matrix = self.matrix
        text_matrix(self.address, index, self.at_matrix)
        font = text_font(key)
        look = font, font_size(self.address, index), matrix.a, matrix.b, matrix.c, matrix.d, *self.doubt.of(key)
        if look not in self.styles:
            self.styles[look] = self._new_style(index, *look)
        self.objects[key] = self.styles[look]
        if font not in self.embedded:
            self.embedded[font] = bool(pdfium_c.FPDFFont_GetIsEmbedded(as_font(font)))
        if not self.embedded[font]:
            self.not_in_file[key] = as_font(font), look[1] * abs(matrix.a)

    def _new_style(
        self, index: int, address: int, nominal: float, a: float, b: float, c: float, d: float, doubt: str, colour: int
    ) -> Style:
        size = nominal * (math.hypot(c, d) or 1.0)
        turn = self.view.rotation
        if nominal < 0:
            # A negative size turns the letters round, and the matrix turns them back.
            a, b = -a, -b
        if b or a < 0:
            turn -= round(math.degrees(math.atan2(b, a)))
        font = self.page_fonts.get(address)
        if font is None:
            flags = ctypes.c_int()
            pdfium_c.FPDFText_GetFontInfo(self.raw, index, None, 0, ctypes.byref(flags))
            font = self.page_fonts[address] = read_font(as_font(address), flags.value, self.fonts)
        quarter = round(turn / 90) * 90
        angle = quarter if abs(turn - quarter) <= MAX_SLANT else round(turn)
        slant = round(turn - angle) if abs(turn - angle) >= MIN_SLANT else 0
        style = Style(font, round(abs(size), 2) or 1.0, angle % 360, doubt, colour, slant)
        return next((known for known in self.styles.values() if known == style), style)
