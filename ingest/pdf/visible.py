"""Which text of a page can be seen on it: not what stands outside the page, in the colour of the ground, under a bar
or on a layer that is switched off. Text that tells what a picture shows (of OCR) is never drawn, and is text.

Only text with a reason for doubt is looked at, and then on the drawn page: whatever made it invisible, its place is
of one colour there.
"""

from __future__ import annotations

import ctypes
import math
import re
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import chain, repeat

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from ingest.pdf.drawing import Area, Drawing, Ink
from ingest.pdf.handles import clip_path, count_clips, fill_colour, object_bounds, stroke_colour, text_render_mode
from ingest.pdf.printed import Token, Unseen
from ingest.pdf.view import View

WHITE, NO_INK, CLIPPED = "white", "no ink", "clipped"
OUTSIDE = "outside the page"
NOT_VISIBLE = "not visible on the page"
TOO_SMALL = "too small to be read"

# Ink that is as light as this is looked for on the drawn page; so is ink that lets this much shine through (of 255).
PALE, FAINT = 240, 40
# Letters are in the colour of the ground that was painted before them when red, green and blue differ by less.
SAME_COLOUR = 24
# No print is smaller, in points: letters for machines, which no reader sees.
SMALLEST_PT = 1.2
# Nor narrower, in type sizes a letter: the narrowest words of papers ("III", "jij") take 0.22.
SQUEEZED = 0.06
# Black, white and greys differ by less than this in red, green and blue; shades of one hue by less than SHADE.
GREY, SHADE = 60, 32
# Pages are drawn at this scale, and a place with so little between its lightest and darkest point shows no letters.
SCALE, ONE_COLOUR = 2.0, 10
# A larger page, which no printer has, is drawn smaller: A0 has 16 million points at SCALE.
MAX_POINTS = 32_000_000
LAYER_OFF = re.compile(rb"/OFF\s*(?:\[\s*)?\d|/(?:BaseState|ViewState)\s*/OFF")
OBJECT_STREAM = re.compile(rb"/ObjStm\b.{0,300}?stream\r?\n", re.DOTALL)
# The objects of a stream take some 20 kB; one that unpacks to more than this is looked through no further.
MAX_STREAM = 10_000_000
# Pages of maps are cut to paths of thousands of points.
MAX_CLIP = 64
OUTLINED = (pdfium_c.FPDF_TEXTRENDERMODE_STROKE, pdfium_c.FPDF_TEXTRENDERMODE_STROKE_CLIP)
STROKED = (*OUTLINED, pdfium_c.FPDF_TEXTRENDERMODE_FILL_STROKE, pdfium_c.FPDF_TEXTRENDERMODE_FILL_STROKE_CLIP)

# When it is painted, and its left, top, right and bottom.
_Cover = tuple[int, float, float, float, float]


class Doubt:
    """Asks of each text object whether its letters are drawn in a colour that shows, and within what is shown."""

    def __init__(self) -> None:
        self.colours = (ctypes.c_uint * 4)()
        self.at_colours = [ctypes.addressof(self.colours) + 4 * index for index in range(4)]
        self.bounds = (ctypes.c_float * 4)()
        self.at_bounds = [ctypes.addressof(self.bounds) + 4 * index for index in range(4)]
        self.inks: dict[int, Ink] = {}

    def of(self, text: int) -> tuple[str, int]:
        """WHITE, NO_INK, CLIPPED or "" for no doubt, and the colour, of a text object by its address."""
        mode = text_render_mode(text)
        if mode in (pdfium_c.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium_c.FPDF_TEXTRENDERMODE_CLIP):
            return NO_INK, 0
        filled, stroked = mode not in OUTLINED, mode in STROKED
        is_pale = (not filled or self._is_pale(fill_colour, text)) and (
            not stroked or self._is_pale(stroke_colour, text)
        )
        if is_pale and (filled or stroked):
            return WHITE, 0
        colour = 0
        if mode == pdfium_c.FPDF_TEXTRENDERMODE_FILL and fill_colour(text, *self.at_colours):
            red, green, blue, _ = self.colours
            self.inks[text] = red, green, blue
            if max(red, green, blue) - min(red, green, blue) > GREY:
                colour = red // SHADE * 64 + green // SHADE * 8 + blue // SHADE + 1
        return CLIPPED if self._is_clipped(text) else "", colour

    def _is_pale(self, ask: Callable[..., int], text: int) -> bool:
        """Whether a colour of a text object, to fill or to outline its letters, hardly shows on white paper."""
        if not ask(text, *self.at_colours):
            return False
        red, green, blue, opacity = self.colours
        return bool(opacity < FAINT or 0.3 * red + 0.59 * green + 0.11 * blue >= PALE)

    def _is_clipped(self, text: int) -> bool:
        """Whether a text object stands wholly outside one of the rectangles that it is cut to."""
        clip = clip_path(text)
        n_paths = count_clips(clip) if clip else 0
        if n_paths <= 0 or not object_bounds(text, *self.at_bounds):
            return False
        left, bottom, right, top = self.bounds
        for index in range(n_paths):
            corners = _corners(clip, index)
            if corners and right > left:
                xs, ys = [x for x, _ in corners], [y for _, y in corners]
                if right <= min(xs) or left >= max(xs) or top <= min(ys) or bottom >= max(ys):
                    return True
        return False


def _corners(clip: int, index: int) -> list[tuple[float, float]]:
    """The points of one path of a clip; none of one of very many."""
    handle = ctypes.cast(clip, pdfium_c.FPDF_CLIPPATH)
    n_segments = pdfium_c.FPDFClipPath_CountPathSegments(handle, index)
    x, y = ctypes.c_float(), ctypes.c_float()
    found = []
    for number in range(n_segments if n_segments <= MAX_CLIP else 0):
        segment = pdfium_c.FPDFClipPath_GetPathSegment(handle, index, number)
        if pdfium_c.FPDFPathSegment_GetPoint(segment, x, y):
            found.append((x.value, y.value))
    return found


def has_layers_off(data: bytes) -> bool:
    """Whether some layer of a PDF is switched off, by what its catalogue says."""
    return any(map(LAYER_OFF.search, chain([data], object_streams(data))))


def object_streams(data: bytes) -> Iterator[bytes]:
    """The streams that hold objects of a PDF, unpacked."""
    end = 0
    while match := OBJECT_STREAM.search(data, end):
        end = data.find(b"endstream", match.end())
        end = end if end >= 0 else len(data)
        with suppress(zlib.error):
            yield zlib.decompressobj().decompress(data[match.end() : end], MAX_STREAM)


def split_unseen(
    tokens: Sequence[Token],
    keys: Sequence[int],
    inks: Mapping[int, Ink],
    drawing: Drawing,
    view: View,
    page: pdfium.PdfPage,
    doubt_all: bool,
) -> tuple[list[Token], list[Unseen]]:
    """Part the tokens of a page in those that can be seen on it and those that cannot.

    Args:
        keys: for each token, the address of the text object it is drawn in.
        inks: the colours of text objects, by address.
        doubt_all: whether all tokens are to be looked for on the drawn page.
    """
    is_blank = _Sheet(page).is_blank
    order = drawing.order
    # What is painted before all text hides none of it.
    last = max(order.values(), default=0)
    covers = [(painted, area.x0, area.top, area.x1, area.bottom) for painted, area in drawing.covers if painted < last]
    grounds = _Grounds(drawing)
    width, height = view.size
    seen: list[Token] = []
    unseen: list[Unseen] = []
    for token, key in zip(tokens, keys, strict=True):
        reason = ""
        doubt = token.style.doubt
        if token.x1 <= 0 or token.bottom <= 0 or token.x0 >= width or token.top >= height:
            reason = OUTSIDE
        elif doubt == NO_INK:
            reason = "" if _holds(drawing.pictures, token) else NOT_VISIBLE
        elif _is_too_small(token):
            reason = TOO_SMALL
        elif (
            doubt_all
            or _is_doubtful(token, doubt, drawing, order.get(key, 0), covers)
            or any(map(_is_in, grounds.like(inks.get(key)), repeat(token)))
        ) and is_blank(token):
            reason = NOT_VISIBLE
        if reason:
            unseen.append(Unseen(token, reason))
        else:
            seen.append(token)
    return seen, unseen


def _is_doubtful(token: Token, doubt: str, drawing: Drawing, place: int, covers: Sequence[_Cover]) -> bool:
    """Whether a token is cut off, white where no colour is known to be, or in something that is filled after it."""
    if doubt == CLIPPED:
        return True
    on_colour = (area for area in drawing.frames if area.filled)
    if doubt == WHITE and not _holds(drawing.pictures, token) and not _holds(on_colour, token):
        return True
    if not covers:
        return False
    x, y = (token.x0 + token.x1) / 2, (token.top + token.bottom) / 2
    return any(top <= y <= bottom and x0 <= x <= x1 and painted < place for painted, x0, top, x1, bottom in covers)


class _Grounds:
    """The painted rectangles of a page, by the ink that cannot be seen on them."""

    def __init__(self, drawing: Drawing) -> None:
        self.grounds = drawing.grounds
        self.known: dict[Ink, list[Area]] = {}

    def like(self, ink: Ink | None) -> list[Area]:
        if ink is None or not self.grounds:
            return []
        if ink not in self.known:
            self.known[ink] = [
                area
                for colour, area in self.grounds
                if max(abs(mine - theirs) for mine, theirs in zip(ink, colour, strict=True)) < SAME_COLOUR
            ]
        return self.known[ink]


def _is_too_small(token: Token) -> bool:
    """Whether letters are squeezed to nothing, or neither as high nor as broad as print: a font of pictures may be."""
    size = token.style.size
    if not token.style.angle and len(token.text) > 2 and token.x1 - token.x0 < SQUEEZED * size * len(token.text):
        return True
    broad = max(token.x1 - token.x0, token.bottom - token.top) / len(token.text)
    return size < SMALLEST_PT and broad < SMALLEST_PT


def _holds(areas: Iterable[Area], token: Token) -> bool:
    return any(map(_is_in, areas, repeat(token)))


def _is_in(area: Area, token: Token) -> bool:
    x, y = (token.x0 + token.x1) / 2, (token.top + token.bottom) / 2
    return area.x0 <= x <= area.x1 and area.top <= y <= area.bottom


class _Sheet:
    """A page as it is drawn, in shades of grey; drawn when first asked for."""

    def __init__(self, page: pdfium.PdfPage) -> None:
        self.page = page
        self.rows: Callable[[int, int, int], bytes] | None = None
        self.size = (0, 0)
        self.scale = SCALE

    def is_blank(self, token: Token) -> bool:
        """Whether the place of a token is of one colour."""
        if self.rows is None:
            self._draw()
        assert self.rows is not None
        width, height = self.size
        left, right = max(int(token.x0 * self.scale), 0), min(int(token.x1 * self.scale) + 1, width)
        top, bottom = max(int(token.top * self.scale), 0), min(int(token.bottom * self.scale) + 1, height)
        if left >= right or top >= bottom:
            return True
        darkest, lightest = 255, 0
        for row in range(top, bottom):
            points = self.rows(row, left, right)
            darkest, lightest = min(darkest, min(points)), max(lightest, max(points))
            if lightest - darkest > ONE_COLOUR:
                return False
        return True

    def _draw(self) -> None:
        width, height = self.page.get_size()
        self.scale = min(SCALE, math.sqrt(MAX_POINTS / max(width * height, 1)))
        bitmap = self.page.render(scale=self.scale, grayscale=True)
        self.size = bitmap.width, bitmap.height
        stride, points = bitmap.stride, bytes(bitmap.buffer)
        self.rows = lambda row, left, right: points[row * stride + left : row * stride + right]
