"""The names of briefings."""

from __future__ import annotations

from index.errors import QueryError

LONGEST_NAME = 80


def checked_name(value: str) -> str:
    """A name on one line, its spaces single.

    Raises:
        QueryError: it is empty, too long, or has signs that do not print.
    """
    name = " ".join(value.split())
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise QueryError(f"{value!r} is no name; take 1 to {LONGEST_NAME} signs on one line")
    return name
