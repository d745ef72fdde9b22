"""The text a statement stands in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.plain import document_from_text
from nlp.grounds.surroundings import BEFORE_CHARS, TOTAL_CHARS, Surroundings

SENTENCES = [f"In loket {n} wachten mensen langer dan de bedoeling was." for n in range(80)]
TEXT = "# Rapport\n\n## 1 Wachten\n\n" + " ".join(SENTENCES[:40]) + "\n\n## 2 Openen\n\n" + " ".join(SENTENCES[40:])
DOCUMENT = document_from_text(TEXT)


def around(words):
    start = DOCUMENT.text.index(words)
    first, last = Surroundings(DOCUMENT).around(start, start + len(words))
    return DOCUMENT.text[first:last]


def test_a_statement_stands_among_whole_sentences_more_of_them_before_it_than_after():
    text = around("In loket 35 wachten")
    assert text.startswith("In loket ")
    assert text.endswith("was.")
    assert text.index("In loket 35") > len(text) / 2


def test_what_stands_in_another_chapter_is_no_part_of_it():
    assert "In loket 39" not in around("In loket 40 wachten")
    assert "In loket 40" not in around("In loket 39 wachten")


@given(st.integers(0, len(DOCUMENT.text) - 1), st.integers(1, 300))
def test_the_range_holds_the_statement_and_is_about_as_long_as_a_passage(start, length):
    end = min(start + length, len(DOCUMENT.text))
    first, last = Surroundings(DOCUMENT).around(start, end)
    assert 0 <= first <= start
    assert end <= last <= len(DOCUMENT.text)
    assert start - first <= BEFORE_CHARS
    assert last - first <= TOTAL_CHARS + length


def test_a_text_without_chapters_is_one():
    document = document_from_text("De Raad adviseert één loket te openen.")
    assert Surroundings(document).around(0, 10) == (0, len(document.text))


@pytest.mark.parametrize(
    ("words", "next_words"),
    [
        # the mark of a list item opens that item
        ("Open één loket.", "Neem meer mensen aan."),
        # so does a title what stands under it
        ("Neem meer mensen aan.", "In loket 0"),
    ],
)
def test_the_range_does_not_end_in_what_opens_the_next_text(monkeypatch, words, next_words):
    document = document_from_text(
        "# Advies\n\nDe rijen zijn lang.\n\n- Open één loket.\n- Neem meer mensen aan.\n\n### Geld\n\n" + SENTENCES[0]
    )
    start = document.text.index(words)
    monkeypatch.setattr("nlp.grounds.surroundings.TOTAL_CHARS", document.text.index(next_words))
    first, last = Surroundings(document).around(start, start + len(words))
    assert document.text[first:last].endswith(words)
