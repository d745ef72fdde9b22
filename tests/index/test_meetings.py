"""Items of the Handelingen have the day of their meeting, which its first item alone prints."""

from __future__ import annotations

from index.adding.meetings import date_meetings
from index.model import Filters
from tests.index.papers import store


def days(library) -> dict[str, tuple[str | None, tuple[str, ...]]]:
    return {record.id: (record.metadata.date, record.metadata.guessed) for record in library.documents.all()}


def test_an_item_has_the_day_that_another_item_of_its_meeting_prints(library, embedder):
    for id, day in [
        ("h-tk-20172018-70-1", "2018-04-05"),
        ("h-tk-20172018-70-9", None),
        # of another meeting, house or year
        ("h-tk-20172018-71-2", None),
        ("h-ek-20172018-70-2", None),
        ("h-tk-20182019-70-2", None),
        # pages, no meeting
        ("h-tk-20072008-70-88", None),
    ]:
        store(library, embedder, id, f"De sluis {id}.", kind="handelingen", date=day, sha256=id)
    date_meetings(library)
    date_meetings(library)
    assert days(library) == {
        "h-tk-20172018-70-1": ("2018-04-05", ()),
        "h-tk-20172018-70-9": ("2018-04-05", ("date",)),
        "h-tk-20172018-71-2": (None, ()),
        "h-ek-20172018-70-2": (None, ()),
        "h-tk-20182019-70-2": (None, ()),
        "h-tk-20072008-70-88": (None, ()),
    }
    assert library.documents.is_sound("h-tk-20172018-70-9")


def test_a_meeting_of_which_items_print_two_days_has_none(library, embedder):
    for item, day in ((1, "2018-04-05"), (2, "2018-04-06"), (3, None)):
        id = f"h-tk-20172018-70-{item}"
        store(library, embedder, id, f"De sluis {id}.", kind="handelingen", date=day, sha256=id)
    date_meetings(library)
    assert days(library)["h-tk-20172018-70-3"] == (None, ())


def test_a_filter_by_date_knows_the_day_of_an_item(library, embedder):
    for item, day in ((1, "2018-04-05"), (2, None)):
        id = f"h-tk-20172018-70-{item}"
        store(library, embedder, id, f"De sluis {id}.", kind="handelingen", date=day, sha256=id)
    date_meetings(library)
    assert library.passages.count(Filters(date_from="2018-04-01", date_to="2018-04-30")) == (2, 2)
