"""Letters that a font does not name as it should: accents drawn over a letter, ligatures without a map to Unicode,
hyphens that draw nothing.
"""

from __future__ import annotations

import ctypes
import re
import unicodedata
from collections.abc import Callable, Iterator
from itertools import product

import pypdfium2.raw as pdfium_c

from ingest.words.frequencies import zipf

# Accents as signs of their own, as TeX without T1 fonts draws them, and as signs that join the letter before.
COMBINING = {
    "\u00b4": "\u0301", "\u0060": "\u0300", "\u00a8": "\u0308", "\u02c6": "\u0302", "\u005e": "\u0302",
    "\u02dc": "\u0303", "\u00b8": "\u0327", "\u02c7": "\u030c",
}  # fmt: skip
LIGATURES = ("fi", "ff", "fl", "ffi", "ffl", "ft", "tt", "ti")
UNKNOWN = "\ufffd"
# What the place of a letter without a name reads as: nothing, pdfium's hyphen, or a sign for private use.
NAMELESS = re.compile("[\x00\x02\ufffe\ue000-\uf8ff]")
# Codes of a font without a map, in the place of letters; some fonts have a space there.
CODES = "\x01\x03-\x08\x0e-\x1f"
CODED = re.compile(f"(?<![^\\W\\d_])[^\\W\\d_]*[{CODES}\x02](?:[{CODES}\x02]|[^\\W\\d_])*")
SPECIAL = re.compile(f"[\u00ad{CODES}\x00\x02\ufffe\ue000-\uf8ff{''.join(map(re.escape, COMBINING))}]")
DOTLESS = {"\u0131": "i", "\u0237": "j"}
MAX_UNKNOWN = 3
# A hyphen that draws something takes more room than this, in points.
NO_WIDTH_PT = 0.3

PlaceOf = Callable[[int], tuple[float, float]]


def letters_in_place(chars: str, raw: pdfium_c.FPDF_TEXTPAGE) -> str:
    """The characters of a page, as many, with accents behind their letter and U+FFFD for letters without a name."""
    if not SPECIAL.search(chars):
        return chars
    box = pdfium_c.FS_RECTF()

    def place_of(index: int) -> tuple[float, float]:
        pdfium_c.FPDFText_GetLooseCharBox(raw, index, ctypes.byref(box))
        return box.left, box.right

    signs = list(chars)
    for match in CODED.finditer(chars):
        _name_codes(signs, match, raw)
    for index in [match.start() for match in SPECIAL.finditer(chars)]:
        before, after = chars[index - 1 : index], chars[index + 1 : index + 2]
        sign = signs[index]
        if sign in COMBINING:
            _join_accent(signs, index, place_of)
        elif sign == "\u00ad":
            left, right = place_of(index)
            if after.isalpha() and right - left < NO_WIDTH_PT:
                signs[index] = "\u200b"
        elif (before.isalpha() or after.isalpha()) and NAMELESS.fullmatch(sign):
            in_word = after.isalpha() or not before.isspace()
            if in_word and ((sign >= "\ue000" and sign != "\ufffe") or not pdfium_c.FPDFText_GetUnicode(raw, index)):
                signs[index] = UNKNOWN
    return "".join(signs)


def _name_codes(signs: list[str], match: re.Match[str], raw: pdfium_c.FPDF_TEXTPAGE) -> None:
    """Take the codes in a word for letters without a name where that makes a Dutch word of it."""
    places = [match.start() + index for index, sign in enumerate(match[0]) if not sign.isalpha()]
    if len(places) > MAX_UNKNOWN or len(match[0]) <= len(places) + 1:
        return
    if any(signs[place] == "\x02" and pdfium_c.FPDFText_IsHyphen(raw, place) == 1 for place in places):
        return
    if UNKNOWN not in mended("".join(sign if sign.isalpha() else UNKNOWN for sign in match[0])):
        for place in places:
            signs[place] = UNKNOWN


def _join_accent(signs: list[str], index: int, place_of: PlaceOf) -> None:
    """Put an accent behind the letter that it is drawn over; one with room of its own stays ("foto´s")."""
    left, right = place_of(index)
    middle = (left + right) / 2
    for other in (index - 1, index + 1):
        if not 0 <= other < len(signs):
            continue
        letter = DOTLESS.get(signs[other], signs[other])
        joined = unicodedata.normalize("NFC", letter + COMBINING[signs[index]])
        begin, end = place_of(other)
        if letter.isalpha() and len(joined) == 1 and begin < middle < end:
            first, second = sorted((index, other))
            signs[first], signs[second] = letter, COMBINING[signs[index]]
            return


def mended(word: str) -> str:
    """A word in composed letters, those without a name told by the only Dutch word that fits.

    >>> mended("e\\ufffdciënte"), mended("coo\\u0308rdinatie")
    ('efficiënte', 'coördinatie')
    """
    word = unicodedata.normalize("NFC", word)
    if UNKNOWN in word and word.count(UNKNOWN) <= MAX_UNKNOWN:
        known = {whole: frequency for whole in _fillings(word) if (frequency := _frequency(whole))}
        word = max(known, key=lambda whole: known[whole]) if known else word
    return word


def _fillings(word: str) -> Iterator[str]:
    parts = word.split(UNKNOWN)
    for chosen in product(LIGATURES, repeat=len(parts) - 1):
        yield parts[0] + "".join(ligature + part for ligature, part in zip(chosen, parts[1:], strict=True))


def _frequency(word: str) -> float:
    """How often a word occurs, or the rarest part of it that a hyphen or apostrophe parts."""
    parts = [part for part in re.split(r"[-/’']", word.strip(".,;:!?()[]‘’“”\"'").lower()) if part]
    return min((zipf(part, "nl") for part in parts), default=0.0)
