"""The lines, frames and pictures drawn on a page: they rule tables, frame boxes, part notes from text."""

from __future__ import annotations

import ctypes
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from ingest.pdf.handles import (
    address_of,
    count_of_form,
    count_of_page,
    count_segments,
    draw_mode,
    fill_colour,
    form_object,
    object_bounds,
    object_matrix,
    object_type,
    page_object,
    path_segment,
    segment_point,
    segment_type,
    stroke_colour,
    stroke_width,
)
from ingest.pdf.view import IDENTITY, Matrix, multiply

Point = tuple[float, float]
# Red, green and blue, to 255.
Ink = tuple[int, int, int]

# A page of a report has at most some hundreds of drawn objects; a map has hundreds of thousands and rules no text.
MAX_OBJECTS = 6000
MAX_SEGMENTS = 400
MAX_DEPTH = 4
# Thinner than this a rectangle is a drawn line.
LINE_PT = 2.5
# A line as broad as this hides letters.
BROAD_PT = 4.0
LAID_ON = frozenset({
    pdfium_c.FPDF_ANNOT_SQUARE, pdfium_c.FPDF_ANNOT_CIRCLE, pdfium_c.FPDF_ANNOT_POLYGON, pdfium_c.FPDF_ANNOT_LINE,
    pdfium_c.FPDF_ANNOT_INK, pdfium_c.FPDF_ANNOT_STAMP, pdfium_c.FPDF_ANNOT_REDACT,
})  # fmt: skip
# A coloured page of which so much is painted white again is a margin, not a box.
MOSTLY = 0.4


class Area(NamedTuple):
    """A rectangle on the page. filled: with a colour other than white; framed: with a drawn edge."""

    x0: float
    top: float
    x1: float
    bottom: float
    filled: bool = False
    framed: bool = False

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.bottom - self.top

    def holds(self, x: float, y: float) -> bool:
        return self.x0 <= x <= self.x1 and self.top <= y <= self.bottom


@dataclass(frozen=True, slots=True)
class Drawing:
    """Straight lines (across and down), rectangles and pictures of a page.

    covers: where something is painted that hides what was painted before it, and when; order: the same of texts
    (by the address of the object) that may be hidden. What is painted later has a lower number. grounds: filled
    rectangles and their colour.
    """

    across: tuple[Area, ...] = ()
    down: tuple[Area, ...] = ()
    frames: tuple[Area, ...] = ()
    pictures: tuple[Area, ...] = ()
    covers: tuple[tuple[int, Area], ...] = ()
    order: Mapping[int, int] = field(default_factory=dict)
    grounds: tuple[tuple[Ink, Area], ...] = ()


def read_drawing(page: pdfium.PdfPage, to_view: Matrix, texts: Container[int] = ()) -> Drawing:
    """All straight horizontal and vertical lines, rectangles and pictures of a page.

    Args:
        to_view: from the coordinates of the file to those of the page as shown.
        texts: the addresses of its known text objects.
    """
    across: list[Area] = []
    down: list[Area] = []
    frames: list[Area] = []
    pictures: list[Area] = []
    covers = [(0, area) for area in laid_on(page, to_view)]
    grounds: list[tuple[Ink, Area]] = []
    half = page.get_width() * page.get_height() / 2
    # The last painted comes first: what is white here lies on what is filled behind it.
    whites: list[Area] = []
    reader = _StreamReader()
    for kind, address, matrix in reader.objects(page.raw, to_view, texts):
        if kind == pdfium_c.FPDF_PAGEOBJ_IMAGE:
            picture = _image_area(multiply(reader.matrix(address), matrix))
            pictures.append(picture)
            # A picture of the whole page is a scan, with its text under it.
            if picture.width * picture.height < half:
                covers.append((reader.n_seen, picture))
            continue
        filled, framed = reader.paint(address)
        if not filled and not framed and not reader.is_cover and not reader.is_broad:
            continue
        subpaths = reader.subpaths(address, matrix)
        if reader.is_broad or (reader.is_cover and not subpaths):
            covers.append((reader.n_seen, reader.bounds(address, matrix)))
        for points in subpaths:
            area = _bounds(points, filled, framed)
            if reader.is_cover and not filled and area.height > LINE_PT and area.width > LINE_PT:
                whites.append(area)
            if reader.is_cover and area.height > LINE_PT and area.width > LINE_PT and _is_rectangle(points):
                covers.append((reader.n_seen, area))
            if not filled and not framed:
                continue
            if reader.is_cover and area.height > LINE_PT and area.width > LINE_PT:
                grounds.append((reader.ink, area))
            if area.height <= LINE_PT and area.width > 2 * area.height:
                across.append(area)
            elif area.width <= LINE_PT and area.height > 2 * area.width:
                down.append(area)
            elif _is_rectangle(points):
                if framed or not any(_shared(area, white) > MOSTLY for white in whites):
                    frames.append(area)
            elif framed:
                _add_edges(points, across, down)
    return Drawing(
        tuple(across),
        tuple(down),
        tuple(frames),
        tuple(pictures),
        tuple(covers),
        reader.order if covers else {},
        tuple(grounds),
    )


def laid_on(page: pdfium.PdfPage, to_view: Matrix) -> list[Area]:
    """Where shapes, stamps and marks of redaction are laid on a page, over all that is printed on it."""
    a, b, c, d, e, f = to_view
    found = []
    for index in range(min(pdfium_c.FPDFPage_GetAnnotCount(page.raw), MAX_OBJECTS)):
        annotation = pdfium_c.FPDFPage_GetAnnot(page.raw, index)
        if not annotation:
            continue
        rect = pdfium_c.FS_RECTF()
        if pdfium_c.FPDFAnnot_GetSubtype(annotation) in LAID_ON and pdfium_c.FPDFAnnot_GetRect(annotation, rect):
            corners = ((rect.left, rect.bottom), (rect.right, rect.top))
            found.append(_bounds([(a * x + c * y + e, b * x + d * y + f) for x, y in corners], True, False))
        pdfium_c.FPDFPage_CloseAnnot(annotation)
    return found


class _StreamReader:
    """Asks pdfium for the objects of a page; its answers are written to one place, as they are many."""

    def __init__(self) -> None:
        self.found = pdfium_c.FS_MATRIX()
        self.modes = (ctypes.c_int * 2)()
        self.colours = (ctypes.c_uint * 4)()
        self.x, self.y = ctypes.c_float(), ctypes.c_float()
        self.at_matrix = ctypes.addressof(self.found)
        self.at_modes = [ctypes.addressof(self.modes) + 4 * index for index in range(2)]
        self.at_colours = [ctypes.addressof(self.colours) + 4 * index for index in range(4)]
        self.at_x, self.at_y = ctypes.addressof(self.x), ctypes.addressof(self.y)
        self.n_seen = 0
        self.order: dict[int, int] = {}
        self.is_cover = self.is_broad = False
        self.ink: Ink = (0, 0, 0)
        self.limits = (ctypes.c_float * 4)()
        self.at_limits = [ctypes.addressof(self.limits) + 4 * index for index in range(4)]

    def objects(self, raw_page: Any, to_view: Matrix, texts: Container[int]) -> Iterator[tuple[int, int, Matrix]]:
        """Paths and pictures of the page, also those inside forms: kind, address, and the matrix around them.

        The last painted comes first.
        """
        page = address_of(raw_page)
        n_objects = min(count_of_page(page), MAX_OBJECTS)
        stack = [(page_object(page, index), to_view, 0) for index in range(n_objects)]
        while stack and self.n_seen < MAX_OBJECTS:
            address, outer, depth = stack.pop()
            self.n_seen += 1
            if address in texts:
                self.order[address] = self.n_seen
                continue
            kind = object_type(address)
            if kind in (pdfium_c.FPDF_PAGEOBJ_PATH, pdfium_c.FPDF_PAGEOBJ_IMAGE):
                yield kind, address, outer
            elif kind == pdfium_c.FPDF_PAGEOBJ_FORM and depth < MAX_DEPTH:
                inner = multiply(self.matrix(address), outer)
                for index in range(min(count_of_form(address), MAX_OBJECTS)):
                    stack.append((form_object(address, index), inner, depth + 1))

    def matrix(self, address: int) -> Matrix:
        """What brings an object to the page or form that it stands in."""
        found = self.found
        if not object_matrix(address, self.at_matrix):
            return IDENTITY
        return found.a, found.b, found.c, found.d, found.e, found.f

    def paint(self, address: int) -> tuple[bool, bool]:
        """Whether a path is filled with a visible colour, and whether its outline is drawn."""
        self.is_cover = self.is_broad = False
        if not draw_mode(address, *self.at_modes):
            return False, False
        is_filled, is_framed = self.modes
        filled = bool(is_filled) and self._is_visible(fill_colour(address, *self.at_colours))
        self.is_cover = bool(is_filled) and self.colours[3] == 255
        self.ink = self.colours[0], self.colours[1], self.colours[2]
        if is_framed and stroke_width(address, self.at_x) and self.x.value > BROAD_PT:
            self.is_broad = bool(stroke_colour(address, *self.at_colours)) and self.colours[3] == 255
        return filled, bool(is_framed) and self._is_visible(stroke_colour(address, *self.at_colours))

    def bounds(self, address: int, outer: Matrix) -> Area:
        """The area that an object stands in, of a shape that is no rectangle."""
        object_bounds(address, *self.at_limits)
        left, bottom, right, top = self.limits
        a, b, c, d, e, f = outer
        corners = ((left, bottom), (right, bottom), (right, top), (left, top))
        return _bounds([(a * x + c * y + e, b * x + d * y + f) for x, y in corners], True, False)

    def _is_visible(self, is_known: int) -> bool:
        red, green, blue, opacity = self.colours
        return not is_known or (min(red, green, blue) < 250 and opacity > 0)

    def subpaths(self, address: int, outer: Matrix) -> list[list[Point]]:
        """The straight subpaths of a path; one with curves, or a very long one, is a drawing and is left out."""
        n_segments = count_segments(address)
        found: list[list[Point]] = []
        if not 2 <= n_segments <= MAX_SEGMENTS:
            return found
        a, b, c, d, e, f = multiply(self.matrix(address), outer)
        x, y, at_x, at_y = self.x, self.y, self.at_x, self.at_y
        points: list[Point] = []
        for index in range(n_segments):
            segment = path_segment(address, index)
            kind = segment_type(segment)
            if kind == pdfium_c.FPDF_SEGMENT_BEZIERTO:
                return found
            segment_point(segment, at_x, at_y)
            if kind == pdfium_c.FPDF_SEGMENT_MOVETO and points:
                if len(points) > 1:
                    found.append(points)
                points = []
            px, py = x.value, y.value
            points.append((a * px + c * py + e, b * px + d * py + f))
        if len(points) > 1:
            found.append(points)
        return found


def _shared(area: Area, other: Area) -> float:
    """The part of an area that another one lies over."""
    width = min(area.x1, other.x1) - max(area.x0, other.x0)
    height = min(area.bottom, other.bottom) - max(area.top, other.top)
    return width * height / (area.width * area.height) if width > 0 < height else 0.0


def _bounds(points: list[Point], filled: bool, framed: bool) -> Area:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Area(min(xs), min(ys), max(xs), max(ys), filled, framed)


def _is_rectangle(points: list[Point]) -> bool:
    """Four or five corners, each step straight across or straight down."""
    if not 4 <= len(points) <= 6:
        return False
    return all(abs(ax - bx) < 0.5 or abs(ay - by) < 0.5 for (ax, ay), (bx, by) in pairwise(points))


def _add_edges(points: list[Point], across: list[Area], down: list[Area]) -> None:
    for (ax, ay), (bx, by) in pairwise(points):
        edge = Area(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by), framed=True)
        if edge.height < 0.5 < edge.width:
            across.append(edge)
        elif edge.width < 0.5 < edge.height:
            down.append(edge)


def _image_area(matrix: Matrix) -> Area:
    """A picture is drawn in the unit square of its matrix."""
    a, b, c, d, e, f = matrix
    return _bounds([(a * u + c * v + e, b * u + d * v + f) for u, v in ((0, 0), (1, 0), (1, 1), (0, 1))], True, False)
