"""Numbers in the attributes of XML and Word files, where anything may stand."""

from __future__ import annotations

# More columns, rows, levels or items than any paper has.
_MOST = 10_000


def whole_number(text: str | None, default: int = 0) -> int:
    """The number that an attribute gives, at most 10,000 either way; the default where it is none.

    >>> whole_number("3"), whole_number("-1"), whole_number("9" * 5000), whole_number("²"), whole_number(None, 1)
    (3, -1, 10000, 0, 1)
    """
    written = (text or "").strip()
    digits = written.removeprefix("-")
    if not (digits.isascii() and digits.isdigit()):
        return default
    significant = digits.lstrip("0")
    # Python refuses to read numbers of thousands of digits.
    number = min(int(significant or "0"), _MOST) if len(significant) < 9 else _MOST
    return -number if written.startswith("-") else number
