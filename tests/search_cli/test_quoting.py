"""Quoted words against their source."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from nlp.quotations.model import Change
from nlp.quotations.quoting import Comparable, find_quotation, nearest_place

TEXT = (
    "De uitvoering moet wendbaar zijn. Dat vraagt om ICT-systemen die «toekomstbestendig» zijn en om rechtszekerheid "
    "voor burgers. Hij stelt dat dit, ook financieel, haalbaar is. Het saldo daalt met -5 procent tot € 3,2 miljard."
)
SOURCE = Comparable(TEXT)

THE_SAME = [
    ("De uitvoering moet wendbaar zijn.", "De uitvoering moet wendbaar zijn"),
    # the end of a sentence, an ellipsis or a comma of the writer's own at the edges
    ("… moet wendbaar zijn,", "moet wendbaar zijn"),
    # quotation marks, kinds of space, line ends
    ('die "toekomstbestendig" zijn', "die «toekomstbestendig» zijn"),
    ("die\u00a0toekomst\u00adbestendig \n zijn", "die «toekomstbestendig» zijn"),
    # a word broken over a line, with its hyphen kept by copying
    ("rechts-\nzekerheid voor burgers", "rechtszekerheid voor burgers"),
    ("ICT- systemen die", "ICT-systemen die"),
    ("ICT\u2011systemen die", "ICT-systemen die"),
    # ligatures
    ("ook \ufb01nancieel, haalbaar", "ook financieel, haalbaar"),
    # omissions, in the signs that people use
    ("De uitvoering [...] rechtszekerheid voor burgers", TEXT[: TEXT.index(" Hij") - 1]),
    ("De uitvoering […] wendbaar zijn", "De uitvoering moet wendbaar zijn"),
    ("De uitvoering (…) wendbaar zijn", "De uitvoering moet wendbaar zijn"),
    ("De uitvoering ... wendbaar zijn", "De uitvoering moet wendbaar zijn"),
    # insertions: added, in the place of a word, and of a letter
    ("Hij stelt dat dit [plan], ook financieel", "Hij stelt dat dit, ook financieel"),
    ("[De minister] stelt dat dit", "stelt dat dit"),
    ("dat [het plan], ook financieel, haalbaar", "dat dit, ook financieel, haalbaar"),
    ("[d]e uitvoering moet wendbaar", "e uitvoering moet wendbaar"),
]

NOT_THE_SAME = [
    # a word changed, left out, added, swapped
    ("De uitvoering moet flexibel zijn", [Change("flexibel", "wendbaar")]),
    ("De uitvoering wendbaar zijn", [Change("", "moet")]),
    ("De uitvoering moet zeer wendbaar zijn", [Change("zeer", "")]),
    ("De uitvoering wendbaar moet zijn", [Change("", "moet"), Change("moet", "")]),
    # a part of a word is not that word
    ("systemen die «toekomstbestendig» zijn", [Change("systemen", "ICT-systemen")]),
    ("itvoering moet wendbaar zijn", [Change("itvoering", "uitvoering")]),
    # a minus, a digit and a comma are no typography
    ("Het saldo daalt met 5 procent", [Change("5", "-5")]),
    ("procent tot € 3,3 miljard", [Change("3,3", "3,2")]),
    ("stelt dat dit ook financieel, haalbaar", [Change("dit", "dit,")]),
    # an omission does not hide what comes after it in another order
    ("rechtszekerheid voor [...] De uitvoering moet", None),
]


@pytest.mark.parametrize(("quoted", "stands"), THE_SAME)
def test_typography_omissions_and_insertions_are_no_differences(quoted: str, stands: str) -> None:
    assert [TEXT[place.start : place.end] for place in find_quotation(quoted, SOURCE)] == [stands]


@pytest.mark.parametrize(("quoted", "changes"), NOT_THE_SAME)
def test_a_real_difference_is_found_and_shown(quoted: str, changes: list[Change] | None) -> None:
    assert find_quotation(quoted, SOURCE) == []
    if changes is not None:
        place = nearest_place(quoted, SOURCE)
        assert place is not None
        assert list(place.changes) == changes


def test_words_that_stand_nowhere_are_near_nothing() -> None:
    assert nearest_place("Het kabinet investeert in dijken en duinen langs de kust", SOURCE) is None


def test_every_occurrence_is_found_in_order() -> None:
    source = Comparable("meer wendbaar, en weer meer wendbaar")
    assert [place.start for place in find_quotation("meer wendbaar", source)] == [0, 23]


def test_nothing_quoted_stands_nowhere() -> None:
    assert find_quotation(" … ", SOURCE) == []
    assert nearest_place("…", SOURCE) is None


words = st.lists(
    st.sampled_from("de het een uitvoering wendbaar ICT-systemen 3,2 burgers' niet".split()), min_size=6, max_size=25
)


@given(words, st.data())
def test_any_run_of_words_of_a_text_is_found_in_it(text: list[str], data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(text) - 2))
    last = data.draw(st.integers(first + 1, len(text)))
    source = Comparable("\n".join(text))
    expected = len("\n".join(text[:first])) + (first > 0)
    assert expected in [place.start for place in find_quotation(" ".join(text[first:last]), source)]


@given(words, st.data())
def test_a_word_that_the_text_does_not_have_is_never_found(text: list[str], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(text) - 1))
    altered = [*text[:at], "zeventien", *text[at + 1 :]]
    assert find_quotation(" ".join(altered), Comparable(" ".join(text))) == []


@given(words, st.data())
def test_a_dropped_word_is_never_overlooked(text: list[str], data: st.DataObject) -> None:
    at = data.draw(st.integers(1, len(text) - 2))
    less = text[:at] + text[at + 1 :]
    assume("".join(less) not in "".join(text))
    assert find_quotation(" ".join(less), Comparable(" ".join(text))) == []


def test_a_bracket_of_the_source_itself_hides_no_dropped_word() -> None:
    source = Comparable("Het is onvoldoende duidelijk [sic] of de gegevens worden verwerkt.")
    assert find_quotation("onvoldoende duidelijk [sic] of de gegevens", source)
    assert find_quotation("onvoldoende [sic] of de gegevens", source) == []
