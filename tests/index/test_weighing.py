"""What words weigh rests on how often they stand in a passage."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.ranking.weighing import count_run

WORDS = st.lists(st.sampled_from(["wet", "wetten", "de", "wetde"]), max_size=12)


def counted_word_by_word(words: list[str], run: list[str]) -> int:
    """One after the other; a word counts in one run only."""
    at, n = 0, 0
    while at + len(run) <= len(words):
        found = words[at : at + len(run)] == run
        n, at = (n + 1, at + len(run)) if found else (n, at + 1)
    return n


@given(WORDS, st.lists(st.sampled_from(["wet", "de"]), min_size=1, max_size=3))
def test_a_run_is_counted_as_word_by_word(words, run):
    assert count_run(" ".join(words), " ".join(run)) == counted_word_by_word(words, run)


@pytest.mark.parametrize(
    ("words", "run", "n"),
    [
        # a word within another word is no such word
        ("wetten", "wet", 0),
        # twice in a row: they share a space
        ("wet wet", "wet", 2),
        ("wet wet wet", "wet", 3),
        ("de wet de wet", "de wet", 2),
        # a word that stands in two runs counts once
        ("de de de", "de de", 1),
        # a name of several words has no family of its own
        ("de wet", "", 0),
    ],
)
def test_runs_that_touch_are_all_counted(words, run, n):
    assert count_run(words, run) == n
