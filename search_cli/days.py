"""Days as people type them."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

_WRITTEN = re.compile(r"(?P<y>\d{4})(?:-(?P<m>\d{1,2})(?:-(?P<d>\d{1,2}))?)?")
_TYPED = re.compile(r"(?P<d>\d{1,2})[-/.](?P<m>\d{1,2})[-/.](?P<y>\d{4})")


def asked_day(typed: str, *, last: bool) -> str:
    """A day as ISO writes it: of a year or a month alone the first, or its last.

    >>> asked_day("2020-09-11", last=False), asked_day("11-9-2020", last=False)
    ('2020-09-11', '2020-09-11')
    >>> asked_day("2020", last=False), asked_day("2020-02", last=True)
    ('2020-01-01', '2020-02-29')

    Raises:
        ValueError: it is no day; the message says how to write one.
    """
    said = _WRITTEN.fullmatch(typed) or _TYPED.fullmatch(typed)
    try:
        if said is None or not typed.isascii():
            raise ValueError(typed)
        year, month = int(said["y"]), int(said["m"] or (12 if last else 1))
        day = int(said["d"] or (monthrange(year, month)[1] if last else 1))
        return date(year, month, day).isoformat()
    except ValueError:
        raise ValueError(f"{typed!r} is not a day; write it as 2020-09-11, 2020-09 or 2020") from None
