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
    return ctypes.CFUNCTYPE(result, *arguments)(ctypes.cast(function, ctypes.c_void_p).value or 0)


_ADDRESS, _INT = ctypes.c_void_p, ctypes.c_int

# The text object that a character of a text page was drawn in; None for those that pdfium made up.
text_object = _by_address(pdfium_c.FPDFText_GetTextObject, _ADDRESS, _ADDRESS, _INT)
page_object = _by_address(pdfium_c.FPDFPage_GetObject, _ADDRESS, _ADDRESS, _INT)
form_object = _by_address(pdfium_c.FPDFFormObj_GetObject, _ADDRESS, _ADDRESS, ctypes.c_ulong)
object_type = _by_address(pdfium_c.FPDFPageObj_GetType, _INT, _ADDRESS)


# Where and how a character is printed: of a text page, the number of a character, and where the answer is written.
text_matrix = _by_address(pdfium_c.FPDFText_GetMatrix, _INT, _ADDRESS, _INT, _ADDRESS)
char_box = _by_address(pdfium_c.FPDFText_GetLooseCharBox, _INT, _ADDRESS, _INT, _ADDRESS)
char_origin = _by_address(pdfium_c.FPDFText_GetCharOrigin, _INT, _ADDRESS, _INT, _ADDRESS, _ADDRESS)
font_size = _by_address(pdfium_c.FPDFText_GetFontSize, ctypes.c_double, _ADDRESS, _INT)
is_generated = _by_address(pdfium_c.FPDFText_IsGenerated, _INT, _ADDRESS, _INT)
text_font = _by_address(pdfium_c.FPDFTextObj_GetFont, _ADDRESS, _ADDRESS)


def as_font(address: int) -> Any:
    """The font at an address, for the calls of pdfium_c."""
    return ctypes.cast(address, pdfium_c.FPDF_FONT)


def as_object(address: int) -> Any:
    """The page object at an address, for the calls of pdfium_c."""
    return ctypes.cast(address, pdfium_c.FPDF_PAGEOBJECT)
