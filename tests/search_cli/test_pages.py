"""A page as a user names it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from index.errors import LibraryError
from index.model import DocumentRecord
from ingest.model import Metadata
from nlp.model import Entity
from search_cli.shapes import entities_shape, record_shape
from search_cli.targets import pages_of

RECORD = DocumentRecord(
    Metadata("rapport-1", "", labels=tuple((page, str(page - 2)) for page in range(3, 9))),
    file="a.pdf", path="/a.pdf", n_pages=8, n_passages=1, pages_without_text=(), copies=(), pipeline="1",
)  # fmt: skip


@pytest.mark.parametrize(
    ("given", "pages"),
    [
        ("5", (5, 5)),
        ("p3", (5, 5)),
        ("p. 3", (5, 5)),
        ("5-6", (5, 6)),
        ("p3-4", (5, 6)),
        ("p3-p4", (5, 6)),
        ("1–2", (1, 2)),
    ],
)
def test_a_page_is_named_by_its_place_or_by_what_it_prints(given, pages):
    assert pages_of(RECORD, given) == pages


@pytest.mark.parametrize("given", ["0", "9", "p7", "6-5", "x", "", "1-"])
def test_a_page_that_is_not_there_is_refused(given):
    with pytest.raises(LibraryError, match=r"no page|is no page"):
        pages_of(RECORD, given)


def test_a_page_without_text_is_told_as_not_read_with_the_reason():
    (told,) = record_shape(replace(RECORD, pages_without_text=(2,)))["pages_not_read"]
    assert (told["page"], told["part"]) == (2, None)
    assert told["reason"].startswith("no text layer")


def test_an_entity_has_an_address_where_it_stands():
    (shape,) = entities_shape([("kst-31490-284", 2, Entity(10, 13, "ORG", "UWV"))])
    assert shape["documents"][0]["address"].startswith("kst-31490-284/p2/10-13?h=")
