"""Signs that are no text: control characters, and glyphs that a font gives no place in Unicode.

SQLite and XML end or refuse a text at some of them, and a terminal obeys others.
Bullets of symbol fonts come as such signs.
"""

from __future__ import annotations

import re

# Control characters that are no white space, for use in a class of characters. U+0002 is pdfium's line-end hyphen and
# U+0003 a space of fonts without a map to Unicode; neither is ever a bullet.
HYPHEN_AND_SPACE = "\x02\x03"
CONTROLS = "\x00\x01\x04-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"
PRIVATE = "\ue000-\uf8ff"
BULLET = "•"

_CONTROL = re.compile(f"[{CONTROLS}{HYPHEN_AND_SPACE}]")
_CONTROL_SPACE = re.compile(r"[\r\x0b\x0c\x1c-\x1f\x85]")
_LONE_PRIVATE = re.compile(rf"(?<!\S)[{PRIVATE}](?!\S)")


def readable(text: str) -> str:
    """The text without control characters, white space among them as spaces, and with bullets for lone private signs.

    >>> readable("\\uf0b7 uit\\x00voering\\x0cvan beleid")
    '• uitvoering van beleid'
    """
    return _LONE_PRIVATE.sub(BULLET, _CONTROL_SPACE.sub(" ", _CONTROL.sub("", text)))


def readable_in_place(text: str) -> str:
    """As readable, with a space for each control character, so that offsets hold.

    >>> readable_in_place("uit\\x00voering\\r\\n")
    'uit voering \\n'
    """
    return _LONE_PRIVATE.sub(BULLET, _CONTROL_SPACE.sub(" ", _CONTROL.sub(" ", text)))


def is_private(text: str) -> bool:
    """Whether a text is one sign of a symbol font."""
    return len(text) == 1 and "\ue000" <= text <= "\uf8ff"


def is_control(char: str) -> bool:
    """Whether a sign is a control character that is no white space, nor what pdfium has for a hyphen or a space."""
    return char not in HYPHEN_AND_SPACE and _CONTROL.match(char) is not None
