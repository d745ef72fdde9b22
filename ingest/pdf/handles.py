"""Calls of pdfium that give or take an object by its address.

pdfium_c makes a pointer object of every answer; these calls are made several
times for each word of a document, and a plain number costs half as much.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any

import pypdfium2.raw as pdfium_c


def _by_address(function: Any, result: Any, *arguments: Any) -> Callable[..., Any]:
    # A call takes less time than letting other threads run during it, as ctypes does otherwise.
    return ctypes.PYFUNCTYPE(result, *arguments)(ctypes.cast(function, ctypes.c_void_p).value or 0)


_ADDRESS, _INT = ctypes.c_void_p, ctypes.c_int

# The text object that a character of a text page was drawn in; None for those that pdfium made up.
text_object = _by_address(pdfium_c.FPDFText_GetTextObject, _ADDRESS, _ADDRESS, _INT)

# Where and how a character is printed: of a text page, the number of a character, and where the answer is written.
text_matrix = _by_address(pdfium_c.FPDFText_GetMatrix, _INT, _ADDRESS, _INT, _ADDRESS)
char_box = _by_address(pdfium_c.FPDFText_GetLooseCharBox, _INT, _ADDRESS, _INT, _ADDRESS)
char_origin = _by_address(pdfium_c.FPDFText_GetCharOrigin, _INT, _ADDRESS, _INT, _ADDRESS, _ADDRESS)
font_size = _by_address(pdfium_c.FPDFText_GetFontSize, ctypes.c_double, _ADDRESS, _INT)
is_generated = _by_address(pdfium_c.FPDFText_IsGenerated, _INT, _ADDRESS, _INT)
text_font = _by_address(pdfium_c.FPDFTextObj_GetFont, _ADDRESS, _ADDRESS)

# The objects of a page or a form, by their number.
count_of_page = _by_address(pdfium_c.FPDFPage_CountObjects, _INT, _ADDRESS)
page_object = _by_address(pdfium_c.FPDFPage_GetObject, _ADDRESS, _ADDRESS, _INT)
count_of_form = _by_address(pdfium_c.FPDFFormObj_CountObjects, _INT, _ADDRESS)
form_object = _by_address(pdfium_c.FPDFFormObj_GetObject, _ADDRESS, _ADDRESS, ctypes.c_ulong)
object_type = _by_address(pdfium_c.FPDFPageObj_GetType, _INT, _ADDRESS)
object_matrix = _by_address(pdfium_c.FPDFPageObj_GetMatrix, _INT, _ADDRESS, _ADDRESS)

# How a text object is painted, where it stands and what it is cut to.
text_render_mode = _by_address(pdfium_c.FPDFTextObj_GetTextRenderMode, _INT, _ADDRESS)
object_bounds = _by_address(pdfium_c.FPDFPageObj_GetBounds, _INT, _ADDRESS, *[_ADDRESS] * 4)
clip_path = _by_address(pdfium_c.FPDFPageObj_GetClipPath, _ADDRESS, _ADDRESS)
count_clips = _by_address(pdfium_c.FPDFClipPath_CountPaths, _INT, _ADDRESS)

# How a path is painted: whether filled and outlined, and in which red, green, blue and opacity.
draw_mode = _by_address(pdfium_c.FPDFPath_GetDrawMode, _INT, _ADDRESS, _ADDRESS, _ADDRESS)
fill_colour = _by_address(pdfium_c.FPDFPageObj_GetFillColor, _INT, _ADDRESS, *[_ADDRESS] * 4)
stroke_colour = _by_address(pdfium_c.FPDFPageObj_GetStrokeColor, _INT, _ADDRESS, *[_ADDRESS] * 4)
stroke_width = _by_address(pdfium_c.FPDFPageObj_GetStrokeWidth, _INT, _ADDRESS, _ADDRESS)
# The segments of a path, by their number: what kind, and where each ends.
count_segments = _by_address(pdfium_c.FPDFPath_CountSegments, _INT, _ADDRESS)
path_segment = _by_address(pdfium_c.FPDFPath_GetPathSegment, _ADDRESS, _ADDRESS, _INT)
segment_type = _by_address(pdfium_c.FPDFPathSegment_GetType, _INT, _ADDRESS)
segment_point = _by_address(pdfium_c.FPDFPathSegment_GetPoint, _INT, _ADDRESS, _ADDRESS, _ADDRESS)


def address_of(handle: Any) -> int:
    """The address of a page or text page, for the calls above."""
    return ctypes.cast(handle, ctypes.c_void_p).value or 0


def as_font(address: int) -> Any:
    """The font at an address, for the calls of pdfium_c."""
    return ctypes.cast(address, pdfium_c.FPDF_FONT)
