"""The third look of the recogniser: what the encoder is given to read, and what it makes of it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.advice import recogniser
from nlp.advice.context import reader
from nlp.advice.context.reader import load_reader
from nlp.advice.context.weights import load_weights, packed, unpacked
from nlp.advice.context.windows import A_STATEMENT, BEFORE, MOST, NEXT, SHORT, TITLE, windows
from nlp.advice.recommendations import find_recommendations
from nlp.advice.statements import Statement
from nlp.encoder.e5_text import BEGIN, END
from nlp.encoder.session import EngineError
from tests.nlp.test_recommendations import document_from_text

ADVICE = "De dienst moet de gegevens van burgers voortaan jaarlijks laten controleren."


def encode(text: str) -> list[int]:
    """A token a word."""
    return [len(word) + 10 for word in text.split()]


def statement(words: int, section: int = 0, previous: str = "") -> Statement:
    return Statement(0, 1, "woord " * words, section=section, headings=("Advies",), previous=previous)


def test_a_statement_in_doubt_is_read_with_its_title_what_stands_before_and_how_the_next_begins():
    stated = [statement(3), statement(5, previous="een twee"), statement(50)]
    (window,) = windows(stated, [False, True, False], encode)
    # "passage:", the title with its colon, what stands before, the statement, and six words of the next.
    assert window.tokens == [BEGIN, 18, 17, 13, 14, *[15] * 5, *[15] * NEXT, END]
    assert window.spans == [(1, 5, 10)]


def test_a_short_statement_between_two_in_doubt_is_read_along_and_a_long_one_parts_them():
    for words, n in ((SHORT, 1), (SHORT + 1, 2)):
        stated = [statement(5), statement(words), statement(5)]
        found = list(windows(stated, [True, False, True], encode))
        assert len(found) == n
        assert {place for window in found for place, _, _ in window.spans} >= {0, 2}


PAPERS = st.lists(st.tuples(st.integers(0, 120), st.integers(0, 2), st.booleans()), max_size=30)


@given(PAPERS)
def test_each_statement_in_doubt_is_read_once_in_a_window_of_its_own_section(rows):
    sections = sorted(section for _, section, _ in rows)
    stated = [statement(words, section) for (words, _, _), section in zip(rows, sections, strict=True)]
    in_doubt = [doubt for _, _, doubt in rows]
    found = list(windows(stated, in_doubt, encode))
    read = [place for window in found for place, _, _ in window.spans]
    assert len(read) == len(set(read))
    assert set(read) >= {at for at, doubt in enumerate(in_doubt) if doubt and stated[at].text.strip()}
    for window in found:
        assert len({stated[place].section for place, _, _ in window.spans}) <= 1
        assert len(window.tokens) <= max(MOST, 2 + TITLE + BEFORE + A_STATEMENT) + NEXT + 2
        for place, start, end in window.spans:
            assert window.tokens[start:end] == encode(stated[place].text)[:A_STATEMENT]


def test_the_weights_are_the_same_after_they_were_kept():
    weights = load_weights()
    again = unpacked(packed(weights))
    pooled, first = np.ones((2, 768), np.float32), np.ones((2, 4), np.float32)
    assert np.array_equal(again.head.judge(pooled, first), weights.head.judge(pooled, first))
    assert again.tuning.changes.keys() == weights.tuning.changes.keys()
    assert (again.share, again.firm) == (weights.share, weights.firm)
    assert np.all(np.diff(weights.calibration.raw) > 0)
    assert np.all(np.diff(weights.calibration.worth) >= 0)


def test_the_same_words_are_likelier_advice_among_recommendations_than_in_a_description_of_the_law():
    found = load_reader()
    assert found is not None

    def log_odds(heading: str, before: str) -> float:
        stated = [Statement(0, 1, ADVICE, headings=(heading,), section=0, previous=before)]
        _, scores = found.read(stated, [True], np.zeros((1, 4), np.float32))
        return float(np.log(np.exp(scores[0, 1:]).sum()) - scores[0, 0])

    among = log_odds("Aanbevelingen", "De commissie beveelt het volgende aan.")
    described = log_odds("Wettelijk kader", "Artikel 5 van de wet luidt als volgt.")
    assert among > described + 1


def paper() -> str:
    filler = [f"In het jaar {1980 + n} werden er {n} aanvragen ontvangen en behandeld." for n in range(40)]
    return "\n\n".join([*filler, "De raad beveelt de minister aan om de aanvragen te vereenvoudigen."])


@pytest.mark.parametrize("why", ["not installed", "refused"])
def test_where_the_encoder_cannot_be_had_the_first_two_looks_decide(monkeypatch, caplog, why):
    def refuse(*_: object) -> None:
        raise EngineError("no such operator")

    if why == "not installed":
        monkeypatch.setattr(reader, "is_installed", lambda: False)
    else:
        monkeypatch.setattr(reader, "Reader", refuse)
    monkeypatch.setattr(recogniser, "load_reader", reader.load_reader.__wrapped__)
    found = find_recommendations(document_from_text(paper()))
    assert [each.type for each in found] == ["aanbeveling"]
    assert ("fewer are found" in caplog.text) == (why == "refused")
