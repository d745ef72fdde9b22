"""The list of words read straight from its file says what wordfreq itself says."""

from __future__ import annotations

import pytest
from wordfreq import zipf_frequency

from ingest.words.frequencies import zipf


@pytest.mark.parametrize(
    ("word", "language", "why"),
    [
        ("regering", "nl", "a common word"),
        ("Regering", "nl", "capitals do not matter"),
        ("government", "en", "another language"),
        ("griffier", "nl", "a rarer word"),
    ],
)
def test_frequencies_are_those_of_wordfreq(word, language, why):
    assert zipf(word, language) == pytest.approx(zipf_frequency(word, language), abs=0.006), why


def test_words_that_are_hardly_ever_used_count_as_unknown():
    assert zipf("handelingsperspecplan", "nl") == 0
