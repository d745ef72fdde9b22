"""Days as people type them."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

_WRITTEN = re.compile(r"(\d{4})(?:-(\d{1,2}))?|(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")


def asked_day(typed: str, *, last: bool) -> str:
    """A day as ISO writes it: of a year or a month alone the first, or its last.

    >>> asked_day("2020-09-11", last=False), asked_day("11-9-2020", last=False)
    ('2020-09-11', '2020-09-11')
    >>> asked_day("2020", last=False), asked_day("2020-02", last=True)
    ('2020-01-01', '2020-02-29')

    Raises:
        ValueError: it is no day; the message says how to write one.
    """
    try:
        if match := _WRITTEN.fullmatch(typed) if typed.isascii() else None:
            year, month, day_of, month_of, year_of = (int(part) if part else None for part in match.groups())
            if year is None:
                return date(year_of or 0, month_of or 0, day_of or 0).isoformat()
            in_month = month or (12 if last else 1)
            return date(year, in_month, monthrange(year, in_month)[1] if last else 1).isoformat()
        return date.fromisoformat(typed).isoformat()
    except ValueError:
        raise ValueError(f"{typed!r} is not a day; write it as 2020-09-11, 2020-09 or 2020") from None
