"""Words, atoms and the words of laws are the one cut of a text, joined in three ways."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.references.law_names import tokenise
from nlp.text.names import atom_ranges
from nlp.text.phrases import word_ranges
from nlp.text.runs import runs_of

# What each is said to be, as one pattern.
ATOM = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|&")
WORD = re.compile(r"['’]?[^\W_]+(?:(?:[-–&/+’'*]|\.(?=[A-Za-z]))[^\W_]+)*(?:\+{1,2}|(?<=[BNVUAC])\.(?=\W))?|&")
IN_A_LAW = re.compile(
    r"\d+(?:[.:]\d+)*(?:(?:bis|ter|quater|quinquies|sexies|septies|octies|nonies|decies)|[a-z]{0,3})°?(?!\w)"
    r"|\d+(?:[.:]\d+)*[a-z]{0,3}°?|t/m|§|[^\W_]+"
)
TEXTS = st.lists(st.sampled_from([*"abBVé12 &'’-–/+*.,:;\n§²ß°", "bis", "t/m", "R&D", "'s-"]), max_size=25).map("".join)


@given(TEXTS)
def test_each_view_joins_the_runs_as_its_pattern_says(text):
    assert atom_ranges(text) == [match.span() for match in ATOM.finditer(text)]
    assert word_ranges(text) == [match.span() for match in WORD.finditer(text)]
    assert [(token.start, token.end) for token in tokenise(text)] == [match.span() for match in IN_A_LAW.finditer(text)]


@given(st.text())
def test_no_run_overlaps_another_and_none_is_left_out(text):
    runs = runs_of(text)
    assert all(end <= start for (_, end), (start, _) in pairwise(runs))
    covered = {at for start, end in runs for at in range(start, end)}
    assert covered == {at for at, sign in enumerate(text) if sign == "&" or re.fullmatch(r"[^\W_]", sign)}


@pytest.mark.parametrize(
    ("text", "words", "atoms", "in_a_law"),
    [
        # a sign between two runs joins them in a word, not in a name
        ("R&D-beleid", ["R&D-beleid"], ["R", "&", "D", "beleid"], ["R", "D", "beleid"]),
        # an apostrophe belongs to the word behind it, and to both only inside one
        ("'s VVD’er", ["'s", "VVD’er"], ["s", "VVD’er"], ["s", "VVD", "er"]),
        # the parts of a number are one for a law; a run that a number ends in goes on as a word
        ("art. 2:12a en 12abcd", ["art", "2", "12a", "en", "12abcd"], None, ["art", "2:12a", "en", "12abc", "d"]),
        # a line to fill in is between words
        ("naam __x__ B.V. ", ["naam", "x", "B.V."], ["naam", "x", "B", "V"], ["naam", "x", "B", "V"]),
    ],
)
def test_the_same_words_are_joined_for_each_use(text, words, atoms, in_a_law):
    assert [text[start:end] for start, end in word_ranges(text)] == words
    assert atoms is None or [text[start:end] for start, end in atom_ranges(text)] == atoms
    assert [token.text for token in tokenise(text)] == in_a_law
