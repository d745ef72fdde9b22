"""Numbers as people type them."""

from __future__ import annotations

# Nothing has a number that is longer, and SQLite has no room for one of twenty.
MOST_DIGITS = 9


def whole_number(text: str) -> int | None:
    """The number that digits stand for; None for other text, and for what is too long to be the number of anything.

    >>> whole_number("24"), whole_number("²"), whole_number("9" * 5000)
    (24, None, None)
    """
    return int(text) if len(text) <= MOST_DIGITS and text.isascii() and text.isdigit() else None
