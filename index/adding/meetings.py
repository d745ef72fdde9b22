"""The day of items of the Handelingen, of which only the first of a meeting prints it."""

from __future__ import annotations

from collections import defaultdict

from index.library import Library
from ingest.identifiers import HandelingenId, IdentifierError, parse

Meeting = tuple[str | None, str, int]


def date_meetings(library: Library) -> None:
    """Give the items of a meeting that print no date the day of one that does, named as a guess."""
    days = dict(library.documents.days_of("handelingen"))
    if None not in days.values():
        return
    meetings = {id: _meeting(id) for id in days}
    known = defaultdict[Meeting, set[str]](set)
    for id, day in days.items():
        if day and (meeting := meetings[id]):
            known[meeting].add(day)
    with library.transaction():
        for id, day in days.items():
            meeting = meetings[id]
            if day is None and meeting and len(known[meeting]) == 1:
                library.documents.guess_date(id, min(known[meeting]))


def _meeting(id: str) -> Meeting | None:
    """Chamber, session and number of the meeting that an item is of, where its id holds them."""
    try:
        item = parse(id).likeliest
    except IdentifierError:
        return None
    if not isinstance(item, HandelingenId) or item.meaning[0] != "meeting":
        return None
    return (item.chamber, item.session, item.numbers[0])
