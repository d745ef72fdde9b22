"""The day of items of the Handelingen, of which only the first of a meeting prints it."""

from __future__ import annotations

from collections import defaultdict

from index.library import Library
from ingest.identifiers import HandelingenId, IdentifierError, parse

Meeting = tuple[str | None, str, int]


def date_meetings(library: Library) -> None:
    """Give the items of a meeting that print no date the day of one that does, named as a guess."""
    days = dict(library.documents.days_of("handelingen"))
    undated = {id: meeting for id, day in days.items() if day is None and (meeting := _meeting(id))}
    # All items of a meeting begin alike, so that the others need not be parsed.
    begins = {_begin(id) for id in undated}
    known = defaultdict[Meeting, set[str]](set)
    for id, day in days.items():
        if day and _begin(id) in begins and (meeting := _meeting(id)):
            known[meeting].add(day)
    told = {id: min(known[meeting]) for id, meeting in undated.items() if len(known[meeting]) == 1}
    if told:
        with library.transaction():
            for id, day in told.items():
                library.documents.guess_date(id, day)


def _begin(id: str) -> str:
    return id.rpartition("-")[0]


def _meeting(id: str) -> Meeting | None:
    """Chamber, session and number of the meeting that an item is of, where its id holds them."""
    try:
        item = parse(id).likeliest
    except IdentifierError:
        return None
    if not isinstance(item, HandelingenId) or item.meaning[0] != "meeting":
        return None
    return (item.chamber, item.session, item.numbers[0])
