"""Read what stands on the pages of a PDF: tokens of text with their boxes, and the lines and frames drawn between them.

All positions are in points from the top left corner of the page as a viewer
shows it: its crop box (which in typeset Kamerstukken is 18 by 35 pt smaller
than the media box), turned as the page says.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from ingest.drawing import Drawing, read_drawing
from ingest.errors import UnreadableError
from ingest.fonts import Font, read_font

Fonts = dict[tuple[str, int], Font]

# No paper comes near this; the longest report in use has some 900 pages. Beyond it a file is a bundle or a trap.
MAX_PAGES = 5000
# A page printed on A0 is 3370 pt high. Larger boxes come from damaged files and cannot be shown.
MAX_PAGE_SIDE_PT = 14400
# A page of dense text has some 6,000 characters; a page with more than this is a drawing made of letters.
MAX_PAGE_CHARS = 60_000

# Between two letters of one word the gap is under 0.19 of the type size, also in the letter-spaced colophons of
# ministries ("P agina 1", "M obiliteit": 0.17 to 0.18); between words without a space sign it is 0.2 or more.
WORD_GAP = 0.2
# A space sign counts when it leaves some room; below this it is a slip of the typesetter inside a word ("Inf rastructuur").
SPACE_SIGN_GAP = 0.05
# Letters that overlap by more than this part of the type size stand on top of each other: a new run of text.
OVERLAP = 0.6

# Line-end hyphens reach us as U+0002 (pdfium's mark, in text U+FFFE) or as U+00AD; both look like a hyphen on paper.
PRINTED_AS = {
    "\x02": "-", "\ufffe": "-", "\u00ad": "-", "\u2010": "-",
    "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st", "\ufb06": "st",
}  # fmt: skip
INVISIBLE = frozenset("\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\uffff\x00\x03")


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


@dataclass(frozen=True, slots=True)
class Token:
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
    n_unmapped: int = 0


@dataclass(frozen=True, slots=True)
class View:
    """From the coordinates of the file to those of the page as shown."""

    left: float
    bottom: float
    right: float
    top: float
    rotation: int

    @property
    def size(self) -> tuple[float, float]:
        width, height = self.right - self.left, self.top - self.bottom
        return (height, width) if self.rotation in (90, 270) else (width, height)

    def point(self, x: float, y: float) -> tuple[float, float]:
        if self.rotation == 90:
            return y - self.bottom, x - self.left
        if self.rotation == 180:
            return self.right - x, y - self.bottom
        if self.rotation == 270:
            return self.top - y, self.right - x
        return x - self.left, self.top - y


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


def open_pdf(data: bytes, name: str) -> pdfium.PdfDocument:
    """Open a PDF, or say in one sentence why it cannot be read."""
    if not data:
        raise UnreadableError(f"{name} is empty: the download was probably broken off. Fetch it again.")
    if b"%PDF-" not in data[:1024]:
        start = data[:12].decode("latin-1", "replace").strip()
        raise UnreadableError(
            f"{name} is not a PDF: it starts with {start!r}, so the download was probably an error page. Fetch it again."
        )
    try:
        pdf = pdfium.PdfDocument(data)
        n_pages = len(pdf)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == pdfium_c.FPDF_ERR_PASSWORD or "assword" in str(error):
            raise UnreadableError(
                f"{name} is encrypted: it opens only with a password. Save it without one, then read it again."
            ) from error
        raise UnreadableError(f"{name} is damaged: it cannot be opened as a PDF. Fetch it again.") from error
    if n_pages == 0:
        raise UnreadableError(f"{name} has no pages: it is damaged or was never finished. Fetch it again.")
    if n_pages > MAX_PAGES:
        raise UnreadableError(f"{name} has {n_pages} pages, more than the {MAX_PAGES} that are read as one: split it.")
    return pdf


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
        tokens, n_unmapped = _read_tokens(page, view, fonts)
        return PrintedPage(index + 1, width, height, tuple(tokens), read_drawing(page, view.point), n_unmapped)
    finally:
        page.close()


def _view(page: pdfium.PdfPage) -> View:
    """The part of the page that is shown: crop box within media box, and its rotation.

    Both boxes may stand on the parent of the page, as in files of Print to
    PDF; get_mediabox does not look there, get_bbox does.
    """
    left, bottom, right, top = page.get_bbox()
    return View(left, bottom, right, top, page.get_rotation())


def _read_tokens(page: pdfium.PdfPage, view: View, fonts: Fonts) -> tuple[list[Token], int]:
    """Tokens in the order of the file, and how many characters have no Unicode value."""
    try:
        textpage = page.get_textpage()
    except pdfium.PdfiumError:
        return [], 0
    try:
        return _Tokenizer(textpage.raw, view, fonts).read()
    finally:
        textpage.close()


class _Tokenizer:
    """Cuts the characters of one page into tokens, at white space, jumps and changes of style.

    One pass with few calls per character: this loop sets the speed of reading.
    """

    def __init__(self, raw: Any, view: View, fonts: Fonts) -> None:
        self.raw = raw
        self.view = view
        self.fonts = fonts
        self.styles: dict[Style, Style] = {}
        self.objects: dict[int, Style] = {}
        self.tokens: list[Token] = []
        self.chars: list[str] = []
        self.style: Style | None = None
        self.spaced = True
        self.x0 = self.x1 = self.y = self.last_left = 0.0

    def read(self) -> tuple[list[Token], int]:
        raw, rotation = self.raw, self.view.rotation
        rect, x, y = pdfium_c.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
        rect_ref, x_ref, y_ref = ctypes.byref(rect), ctypes.byref(x), ctypes.byref(y)
        get_unicode, get_box = pdfium_c.FPDFText_GetUnicode, pdfium_c.FPDFText_GetLooseCharBox
        get_origin, get_object = pdfium_c.FPDFText_GetCharOrigin, pdfium_c.FPDFText_GetTextObject
        n_unmapped, n_chars = 0, min(pdfium_c.FPDFText_CountChars(raw), MAX_PAGE_CHARS)
        sign = False
        for index in range(n_chars):
            code = get_unicode(raw, index)
            char = chr(code) if code < 0x110000 else "\ufffd"
            if char.isspace():
                sign = True
                continue
            if char in INVISIBLE or 0xD800 <= code < 0xE000:
                n_unmapped += 1
                continue
            handle = get_object(raw, index)
            if not handle or not get_box(raw, index, rect_ref) or not get_origin(raw, index, x_ref, y_ref):
                continue
            key = ctypes.addressof(handle.contents)
            style = self.objects.get(key) or self._style(handle, key, index)
            if rotation or style.angle:
                left, right, line = self._turned(rect, x.value, y.value, style.angle)
            else:
                left, right, line = rect.left, rect.right, y.value
            char = "•" if style.font.symbols else PRINTED_AS.get(char, char)
            self._add(char, left, right, line, style, sign)
            sign = False
        self._close()
        return self.tokens, n_unmapped

    def _turned(self, rect: Any, x: float, y: float, angle: int) -> tuple[float, float, float]:
        """Start, end and baseline of a character along its own line of text, for turned text and turned pages."""
        (ax, ay), (bx, by) = self.view.point(rect.left, rect.top), self.view.point(rect.right, rect.bottom)
        ox, oy = self.view.point(x, y)
        left, right, top, bottom = min(ax, bx), max(ax, bx), min(ay, by), max(ay, by)
        if angle == 0:
            return left, right, -oy
        if angle == 90:
            return top, bottom, ox
        if angle == 180:
            return -right, -left, oy
        return -bottom, -top, -ox

    def _add(self, char: str, left: float, right: float, line: float, style: Style, sign: bool) -> None:
        if self.chars:
            if left == self.last_left and right == self.x1 and style is self.style:
                self.chars.append(char)  # the second letter of a ligature, which has the box of the whole sign
                return
            gap, size = left - self.x1, self.style.size if self.style else style.size
            limit = SPACE_SIGN_GAP if sign else WORD_GAP
            spaced = gap > limit * size or gap < -OVERLAP * size or abs(line - self.y) > 0.6 * size
            if not spaced and style is self.style and abs(line - self.y) < 0.5:
                self.chars.append(char)
                self.last_left = left
                if right > self.x1:
                    self.x1 = right
                return
            self._close()
            self.spaced = spaced
        self.chars, self.style, self.x0, self.x1, self.y = [char], style, left, right, line
        self.last_left = left

    def _close(self) -> None:
        if not self.chars or self.style is None:
            return
        text, style = "".join(self.chars), self.style
        ascent, descent = self.y + 0.78 * style.size, self.y - 0.22 * style.size
        if style.angle == 0 and not self.view.rotation:
            x0, x1 = self.x0 - self.view.left, self.x1 - self.view.left
            top, bottom, base = self.view.top - ascent, self.view.top - descent, self.view.top - self.y
        elif style.angle == 0:
            x0, x1, top, bottom, base = self.x0, self.x1, -ascent, -descent, -self.y
        elif style.angle == 90:
            x0, x1, top, bottom, base = descent, ascent, self.x0, self.x1, self.x1
        elif style.angle == 180:
            x0, x1, top, bottom, base = -self.x1, -self.x0, descent, ascent, self.y
        else:
            x0, x1, top, bottom, base = -ascent, -descent, -self.x1, -self.x0, -self.x0
        self.tokens.append(Token(text, x0, top, x1, bottom, base, style, self.spaced))
        self.chars = []

    def _style(self, handle: Any, key: int, index: int) -> Style:
        """The style of a text object, by the matrix it is drawn with (the nominal size is often 1)."""
        matrix, flags = pdfium_c.FS_MATRIX(), ctypes.c_int()
        pdfium_c.FPDFText_GetMatrix(self.raw, index, matrix)
        pdfium_c.FPDFText_GetFontInfo(self.raw, index, None, 0, ctypes.byref(flags))
        size = pdfium_c.FPDFText_GetFontSize(self.raw, index) * (math.hypot(matrix.c, matrix.d) or 1.0)
        turn = -math.degrees(math.atan2(matrix.b, matrix.a)) + self.view.rotation
        font = read_font(pdfium_c.FPDFTextObj_GetFont(handle), flags.value, self.fonts)
        style = Style(font, round(abs(size), 2) or 1.0, round(turn / 90) * 90 % 360)
        self.objects[key] = self.styles.setdefault(style, style)
        return self.objects[key]


def read_file_bytes(path: Path) -> bytes:
    """The bytes of a file, or one sentence on why not."""
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise UnreadableError(f"{path} does not exist.") from error
    except OSError as error:
        raise UnreadableError(f"{path} cannot be read: {error.strerror}.", retry=True) from error
