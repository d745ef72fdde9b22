"""Signs that are no text: control characters, and glyphs that a font gives no place in Unicode.

SQLite and XML end or refuse a text at some of them, and a terminal obeys others.
Bullets of symbol fonts come as such signs.
"""

from __future__ import annotations

import re
import unicodedata

# Control characters that are no white space, for use in a class of characters. U+0002 is pdfium's line-end hyphen and
# U+0003 a space of fonts without a map to Unicode; neither is ever a bullet.
HYPHEN_AND_SPACE = "\x02\x03"
CONTROLS = "\x00\x01\x04-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"
PRIVATE = "\ue000-\uf8ff"
BULLET = "•"

_CONTROL = re.compile(f"[{CONTROLS}{HYPHEN_AND_SPACE}]")
_CONTROL_SPACE = re.compile(r"[\r\x0b\x0c\x1c-\x1f\x85]")
# Soft hyphens, joiners, marks of direction and of width zero, variation selectors: signs that draw nothing.
_WITHOUT_SHAPE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f"
    "\ufeff\uffa0\ufff9-\ufffb"
)
_NO_SHAPE = re.compile(f"[{_WITHOUT_SHAPE}]")
NO_SHAPE = frozenset(char for char in map(chr, range(0x10000)) if _NO_SHAPE.match(char))
# What people type for signs that look the same on paper.
PRINTED_AS = {
    "\u2010": "-", "\u2011": "-", "\u0132": "IJ", "\u0133": "ij",
    "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st", "\ufb06": "st",
}  # fmt: skip
_AS_TYPED = str.maketrans(PRINTED_AS)
_UNCOMPOSED = re.compile(f"[^\\W\\d_]?[\u0300-\u036f]+|[{_WITHOUT_SHAPE}{''.join(PRINTED_AS)}]+")
# An accent or a prime for an apostrophe; an opening mark before 's and 't, where Word sets it by itself.
_ACCENTS = "`\u00b4\u02b9\u02bc\u2032\uff07"
_LIKE_APOSTROPHE = re.compile(rf"(?<=\w)[{_ACCENTS}]|[{_ACCENTS}](?=[a-z]\b)|(?<=\w)‘(?=s\b)|‘(?=s[- ][A-Z]|[tn]\b)")
_LONE_PRIVATE = re.compile(rf"(?<!\S)[{PRIVATE}](?!\S)")


def readable(text: str) -> str:
    """The text in composed letters, without control characters and signs that draw nothing.

    White space among the control characters becomes spaces, a lone private sign a bullet, a non-breaking hyphen a
    hyphen; ligatures are letters.

    >>> readable("\\uf0b7 uit\\x00voe\\u00adring\\x0cvan beleid")
    '• uitvoering van beleid'
    >>> readable("coo\\u0308rdinatie van e\u2011mail")
    'coördinatie van e-mail'
    """
    text = composed(text)
    return _LONE_PRIVATE.sub(BULLET, _CONTROL_SPACE.sub(" ", _CONTROL.sub("", text)))


def without_controls(text: str) -> str:
    """The text as it is, but for control characters; those that are white space become spaces.

    >>> without_controls("punt 3\\x0ben \\x1b[31mpunt 4")
    'punt 3 en [31mpunt 4'
    """
    return _CONTROL_SPACE.sub(" ", _CONTROL.sub("", text))


def composed(text: str) -> str:
    """The text in composed letters, without signs that draw nothing, ligatures and odd hyphens as people type them."""
    return text if text.isascii() else _UNCOMPOSED.sub(_composed, text)


def composed_with_places(text: str) -> tuple[str, list[int]]:
    """As composed, and for each of its offsets, the end included, the offset in the text it was made from.

    >>> composed_with_places("co\u00ado\u0308p")
    ('coöp', [0, 1, 3, 5, 6])
    """
    parts: list[str] = []
    places: list[int] = []
    done = 0
    for match in _UNCOMPOSED.finditer(text):
        whole = _composed(match)
        parts += [text[done : match.start()], whole]
        places += [*range(done, match.start()), *[match.start()] * len(whole)]
        done = match.end()
    return "".join([*parts, text[done:]]), [*places, *range(done, len(text) + 1)]


def _composed(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFC", _NO_SHAPE.sub("", match[0]).translate(_AS_TYPED))


def readable_in_place(text: str) -> str:
    """As readable, with a space for each control character, so that offsets hold.

    >>> readable_in_place("uit\\x00voering\\r\\n")
    'uit voering \\n'
    """
    return _LONE_PRIVATE.sub(BULLET, _CONTROL_SPACE.sub(" ", _CONTROL.sub(" ", text)))


def with_apostrophes(text: str) -> str:
    """The text, as long, with an apostrophe for the signs that people type for one; quotation marks stay.

    >>> with_apostrophes("UWV\u00b4s loket in ‘s-Hertogenbosch, ‘vlug’")
    'UWV’s loket in ’s-Hertogenbosch, ‘vlug’'
    """
    return text if text.isascii() and "`" not in text else _LIKE_APOSTROPHE.sub("’", text)


def is_private(text: str) -> bool:
    """Whether a text is one sign of a symbol font."""
    return len(text) == 1 and "\ue000" <= text <= "\uf8ff"


def is_control(char: str) -> bool:
    """Whether a sign is a control character that is no white space, nor what pdfium has for a hyphen or a space."""
    return char not in HYPHEN_AND_SPACE and _CONTROL.match(char) is not None
