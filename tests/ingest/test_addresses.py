"""An address names words in a paper, and finds them again when the paper is read again."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ingest.addresses import Address, AddressError, find_again, words_hash

TEXT = (
    "De uitvoering moet wendbaar zijn.\n\n1. Geef uitvoerders ruimte (en tijd).\n2. Kijk vooruit.\n\n"
    "De minister deelt die conclusie. Kijk daarom vooruit, ook als het spant."
)
WORDS = st.lists(st.text("abcdëIJ(),.", min_size=1, max_size=6), min_size=1, max_size=12)
NUMBERS = st.integers(0, 10**9)


def address_of(words: str, text: str = TEXT) -> Address:
    start = text.index(words)
    return Address.of("kst-31490-284", 2, start, start + len(words), words)


def found(address: Address, text: str) -> str | None:
    place = find_again(text, address)
    return None if place is None else text[place[0] : place[1]]


@given(st.text(min_size=1), NUMBERS, NUMBERS, NUMBERS, st.text())
def test_an_address_is_read_back_as_it_was_written(document, page, start, end, text):
    address = Address.of(document, page, start, end, text)
    assert Address.parse(str(address)) == address


@pytest.mark.parametrize(
    "text",
    [
        # a document alone, a page of it, a passage by its number
        "kst-31490-284",
        "kst-31490-284/p2",
        "12",
        # without the words, or with half of their hash
        "kst-31490-284/p2/1-4",
        "kst-31490-284/p2/1-4?h=ab12",
        # something behind it, as a full stop of the sentence it stood in
        "kst-31490-284/p2/1-4?h=ab12cd34.",
        # digits of another script
        "kst-31490-284/p٢/1-4?h=ab12cd34",
    ],
)
def test_what_is_no_address_is_refused(text):
    with pytest.raises(AddressError, match="is no address, as kst-31490-284/p2/"):
        Address.parse(text)


def test_words_are_the_same_whatever_stands_between_them_and_however_they_begin():
    assert words_hash("De  uitvoering\nmoet") == words_hash("de uitvoering moet ")
    assert words_hash("De uitvoering moet") != words_hash("De uitvoering kan")
    assert words_hash("de uitvoering") != words_hash("deuitvoering")


@given(st.integers(0, len(TEXT)), st.integers(0, len(TEXT)))
def test_the_words_of_a_paper_that_is_as_it_was_are_where_they_were(one, other):
    start, end = sorted((one, other))
    assert find_again(TEXT, Address.of("a", 1, start, end, TEXT[start:end])) == (start, end)


@given(WORDS, st.integers(0, 11), st.integers(0, 11), WORDS, st.sampled_from(["", " "]))
def test_words_are_found_again_after_others_were_put_before(words, one, other, before, space):
    first, last = sorted((one % len(words), other % len(words)))
    quoted = " ".join(words[first : last + 1])
    text = " ".join(words)
    start = len(" ".join(words[:first])) + (first > 0)
    assume(text[start : start + len(quoted)] == quoted)
    address = Address.of("a", 1, start, start + len(quoted), quoted)
    assert words_hash(found(address, f"{' '.join(before)} {space}{text}")) == words_hash(quoted)


@pytest.mark.parametrize(
    "again",
    [
        # a masthead that is furniture no longer
        "Tweede Kamer der Staten-Generaal\n\n" + TEXT,
        # a note that the reader left out
        TEXT.replace(" (en tijd)", ""),
        # paragraphs told apart that were one, and lines where spaces were
        TEXT.replace(". ", ".\n\n"),
        TEXT.replace("die conclusie", "die\nconclusie"),
        # an item of a list that no longer ends a line, with other words before it
        "Vooraf. " + TEXT.replace("\n2.", "\n\n2."),
    ],
)
@pytest.mark.parametrize(
    "words",
    ["Kijk daarom vooruit, ook als het spant.", "minister deelt die conclusie. Kijk daarom", "2. Kijk vooruit."],
)
def test_words_of_a_paper_that_was_read_otherwise_are_found(again, words):
    assert words_hash(found(address_of(words), again)) == words_hash(words)


def test_of_words_that_stand_twice_the_nearest_are_meant():
    text = "Ja. " + "Nee en nee. " * 20 + "Ja. "
    first, last = address_of("Ja.", text), text.rindex("Ja.")
    later = Address.of("a", 1, last, last + 3, "Ja.")
    assert find_again("Nieuw! " + text, first) == (7, 10)
    assert find_again("Nieuw! " + text, later) == (last + 7, last + 10)


@pytest.mark.parametrize(
    "again",
    [
        # other words in their place, as long
        TEXT.replace("wendbaar", "haalbaar"),
        # a word more
        TEXT.replace("moet wendbaar", "moet zeer wendbaar"),
        "",
    ],
)
def test_words_that_are_gone_are_not_found(again):
    assert find_again(again, address_of("De uitvoering moet wendbaar zijn.")) is None


def test_words_are_found_however_far_they_moved():
    address = address_of("Kijk daarom vooruit, ook als het spant.")
    assert found(address, "Een woord. " * 2_000 + TEXT) == "Kijk daarom vooruit, ook als het spant."
