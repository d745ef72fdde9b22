"""What a font looks like: bold, italic, or a set of symbols.

The weight in the font descriptor is wrong as often as right (Verdana 704,
"CIDFont+F1" 4180), so the name decides, and where that says nothing ("Print
to PDF" names all fonts CIDFont) the font file itself.
"""

from __future__ import annotations

import ctypes
import struct
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium_c

BOLD_NAMES = ("bold", "black", "heavy", "demi", "-bd", ",bd")
ITALIC_NAMES = ("italic", "oblique", "-it", "kursiv")
# All signs of these fonts are bullets, ticks and arrows.
SYMBOL_NAMES = ("wingdings", "webdings", "dingbats")
ITALIC_FLAG = 0x40
# "macStyle" in the head table of a TrueType or OpenType font: bit 0 bold, bit 1 italic.
MAC_STYLE_OFFSET = 44


@dataclass(frozen=True, slots=True)
class Font:
    """A font by its looks."""

    name: str
    bold: bool
    italic: bool
    symbols: bool


def read_font(handle: Any, flags: int, known: dict[tuple[str, int], Font]) -> Font:
    """The looks of a font of the file; known: those read before, by name and length of the font file."""
    name = _text(pdfium_c.FPDFFont_GetBaseFontName, handle)
    length = ctypes.c_size_t()
    pdfium_c.FPDFFont_GetFontData(handle, None, 0, ctypes.byref(length))
    key = name, length.value
    if key not in known:
        known[key] = _looks(handle, name, flags, length.value)
    return known[key]


def _looks(handle: Any, name: str, flags: int, length: int) -> Font:
    short = name[7:] if len(name) > 7 and name[6] == "+" else name
    lower = short.lower()
    bold = any(mark in lower for mark in BOLD_NAMES)
    italic = any(mark in lower for mark in ITALIC_NAMES) or bool(flags & ITALIC_FLAG)
    if not bold and not italic:
        style = _mac_style(handle, length)
        bold, italic = bool(style & 1), bool(style & 2)
    family = f"{lower} {_text(pdfium_c.FPDFFont_GetFamilyName, handle).lower()}"
    return Font(short, bold, italic, any(mark in family for mark in SYMBOL_NAMES))


def _text(function: Any, handle: Any) -> str:
    buffer = ctypes.create_string_buffer(256)
    function(handle, buffer, 256)
    return buffer.value.decode("utf-8", "replace")


def _mac_style(handle: Any, length: int) -> int:
    """The style bits of an embedded TrueType or OpenType font; 0 for other fonts."""
    if not 12 < length < 20_000_000:
        return 0
    buffer = (ctypes.c_uint8 * length)()
    written = ctypes.c_size_t()
    pdfium_c.FPDFFont_GetFontData(handle, buffer, length, ctypes.byref(written))
    data = bytes(buffer)
    if data[:4] not in (b"\x00\x01\x00\x00", b"true", b"OTTO"):
        return 0
    n_tables = struct.unpack_from(">H", data, 4)[0]
    for index in range(n_tables):
        at = 12 + 16 * index
        if data[at : at + 4] == b"head":
            offset = struct.unpack_from(">I", data, at + 8)[0] if at + 12 <= length else length
            if offset + MAC_STYLE_OFFSET + 2 <= length:
                return int(struct.unpack_from(">H", data, offset + MAC_STYLE_OFFSET)[0])
    return 0
