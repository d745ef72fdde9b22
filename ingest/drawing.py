"""The lines, frames and pictures drawn on a page: they rule tables, frame boxes, part notes from text."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from ingest.handles import as_object, form_object, object_type, page_object

Point = tuple[float, float]
ToView = Callable[[float, float], Point]
Matrix = tuple[float, float, float, float, float, float]

IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
# A page of a report has at most some hundreds of drawn objects; a map has hundreds of thousands and rules no text.
MAX_OBJECTS = 6000
MAX_SEGMENTS = 400
MAX_DEPTH = 4
# Thinner than this a rectangle is a drawn line.
LINE_PT = 2.5


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
    """Straight lines (across and down), rectangles and pictures of a page."""

    across: tuple[Area, ...] = ()
    down: tuple[Area, ...] = ()
    frames: tuple[Area, ...] = ()
    pictures: tuple[Area, ...] = ()


def read_drawing(page: pdfium.PdfPage, to_view: ToView, texts: Container[int] = ()) -> Drawing:
    """All straight horizontal and vertical lines, rectangles and pictures of a page; texts: its known text objects."""
    across: list[Area] = []
    down: list[Area] = []
    frames: list[Area] = []
    pictures: list[Area] = []
    for handle, matrix in _objects(page.raw, texts):
        if pdfium_c.FPDFPageObj_GetType(handle) == pdfium_c.FPDF_PAGEOBJ_IMAGE:
            pictures.append(_image_area(handle, matrix, to_view))
            continue
        filled, framed = _paint(handle)
        if not filled and not framed:
            continue
        for points in _subpaths(handle, matrix, to_view):
            area = _bounds(points, filled, framed)
            if area.height <= LINE_PT and area.width > 2 * area.height:
                across.append(area)
            elif area.width <= LINE_PT and area.height > 2 * area.width:
                down.append(area)
            elif _is_rectangle(points):
                frames.append(area)
            elif framed:
                _add_edges(points, across, down)
    return Drawing(tuple(across), tuple(down), tuple(frames), tuple(pictures))


def _objects(raw_page: Any, texts: Container[int]) -> Iterator[tuple[Any, Matrix]]:
    """Paths and pictures of the page, also those inside forms, with the matrix that brings them to the page."""
    n_objects = min(pdfium_c.FPDFPage_CountObjects(raw_page), MAX_OBJECTS)
    stack = [(page_object(raw_page, index), IDENTITY, 0) for index in range(n_objects)]
    n_seen = 0
    while stack and n_seen < MAX_OBJECTS:
        address, outer, depth = stack.pop()
        n_seen += 1
        if address in texts:
            continue
        kind = object_type(address)
        if kind == pdfium_c.FPDF_PAGEOBJ_TEXT:
            continue
        handle = as_object(address)
        if kind in (pdfium_c.FPDF_PAGEOBJ_PATH, pdfium_c.FPDF_PAGEOBJ_IMAGE):
            yield handle, _multiply(_matrix(handle), outer)
        elif kind == pdfium_c.FPDF_PAGEOBJ_FORM and depth < MAX_DEPTH:
            inner = _multiply(_matrix(handle), outer)
            for index in range(min(pdfium_c.FPDFFormObj_CountObjects(handle), MAX_OBJECTS)):
                stack.append((form_object(handle, index), inner, depth + 1))


def _matrix(handle: Any) -> Matrix:
    found = pdfium_c.FS_MATRIX()
    if not pdfium_c.FPDFPageObj_GetMatrix(handle, found):
        return IDENTITY
    return found.a, found.b, found.c, found.d, found.e, found.f


def _multiply(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _paint(handle: Any) -> tuple[bool, bool]:
    """Whether a path is filled with a visible colour, and whether its outline is drawn."""
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    if not pdfium_c.FPDFPath_GetDrawMode(handle, ctypes.byref(mode), ctypes.byref(stroke)):
        return False, False
    colours = [ctypes.c_uint() for _ in range(4)]
    filled = bool(mode.value)
    if filled and pdfium_c.FPDFPageObj_GetFillColor(handle, *map(ctypes.byref, colours)):
        filled = min(colour.value for colour in colours[:3]) < 250 and colours[3].value > 0
    framed = bool(stroke.value)
    if framed and pdfium_c.FPDFPageObj_GetStrokeColor(handle, *map(ctypes.byref, colours)):
        framed = min(colour.value for colour in colours[:3]) < 250 and colours[3].value > 0
    return filled, framed


def _subpaths(handle: Any, matrix: Matrix, to_view: ToView) -> Iterator[list[Point]]:
    """The straight subpaths of a path; one with curves, or a very long one, is a drawing and is left out."""
    n_segments = pdfium_c.FPDFPath_CountSegments(handle)
    if not 2 <= n_segments <= MAX_SEGMENTS:
        return
    a, b, c, d, e, f = matrix
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[Point] = []
    for index in range(n_segments):
        segment = pdfium_c.FPDFPath_GetPathSegment(handle, index)
        kind = pdfium_c.FPDFPathSegment_GetType(segment)
        if kind == pdfium_c.FPDF_SEGMENT_BEZIERTO:
            return
        pdfium_c.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        if kind == pdfium_c.FPDF_SEGMENT_MOVETO and points:
            if len(points) > 1:
                yield points
            points = []
        points.append(to_view(a * x.value + c * y.value + e, b * x.value + d * y.value + f))
    if len(points) > 1:
        yield points


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


def _image_area(handle: Any, matrix: Matrix, to_view: ToView) -> Area:
    """A picture is drawn in the unit square of its matrix."""
    a, b, c, d, e, f = matrix
    return _bounds(
        [to_view(a * u + c * v + e, b * u + d * v + f) for u, v in ((0, 0), (1, 0), (1, 1), (0, 1))], True, False
    )
