"""The page as printed, where that is not its place in the PDF."""

from __future__ import annotations

import pytest

from ingest.citing.cite import cite
from ingest.metadata.labels import label_of, page_labels, page_of, printed_page
from ingest.model import Metadata


def numbers(first: int, last: int, offset: int) -> dict[int, str]:
    return {page: str(page + offset) for page in range(first, last + 1)}


@pytest.mark.parametrize(
    ("seen", "of_pdf", "labels"),
    [
        # two pages of cover before page 1
        (numbers(3, 6, -2), (), ((3, "1"), (4, "2"), (5, "3"), (6, "4"))),
        # a number on left pages only is counted through
        ({4: "2", 6: "4", 8: "6"}, (), tuple((page, str(page - 2)) for page in range(4, 9))),
        # a figure at the foot of one page is no folio
        (numbers(3, 5, -2) | {6: "88"} | numbers(7, 9, -2), (), tuple((page, str(page - 2)) for page in range(3, 10))),
        # print and place are the same
        (numbers(1, 9, 0), (), ()),
        # too few agree
        ({3: "1", 4: "2"}, (), ()),
        # a short run among many that are as they should be is a table
        (numbers(1, 12, 0) | numbers(13, 15, -1) | numbers(16, 40, 0), (), ()),
        # nothing is numbered 0
        (numbers(2, 4, -2), (), ()),
        # nothing is printed: the PDF tells
        ({}, ("i", "ii", "1", "2"), ((1, "i"), (2, "ii"), (3, "1"), (4, "2"))),
        # what is printed is believed above the PDF
        (numbers(1, 6, 0), ("i", "ii", "iii", "1", "2", "3"), ()),
        # and together they tell all
        (
            numbers(3, 6, -2),
            ("i", "ii", "1", "2", "3", "4"),
            tuple(zip(range(1, 7), ("i", "ii", *"1234"), strict=True)),
        ),
    ],
)
def test_labels_are_what_is_printed_where_that_is_certain(seen, of_pdf, labels):
    assert page_labels(seen, of_pdf) == labels


def test_a_printed_number_names_one_page():
    labels = page_labels(numbers(3, 6, -2), ())
    assert [page_of(labels, label) for label in ("1", "4", "5", "7", "ii")] == [3, 6, None, 7, None]
    assert (label_of(labels, 3), label_of(labels, 2), printed_page(labels, 2)) == ("1", None, "2")


def test_a_citation_names_the_page_as_printed():
    paper = Metadata("rapport-1", "", title="Rapport", labels=page_labels(numbers(3, 9, -2), ()))
    assert cite(paper, 5, 6).text.endswith(", p. 3-4")
    assert cite(paper, 5, 5).text.endswith(", p. 3")
    # Handelingen are numbered through the year, which their id knows
    handelingen = Metadata("h-tk-20082009-3-22-25", "", labels=((1, "9"),))
    assert cite(handelingen, 1, 1).text.endswith(", p. 22")
