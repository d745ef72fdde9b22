"""What a researcher types, read exactly or refused."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.errors import QueryError
from index.query.syntax import MAX_WORDS, All, AnyOf, Near, Phrase, Prefix, Query, Without, Word, parse

A, B, C = Word("uitvoering"), Word("toets"), Word("burger")

CASES = [
    # words side by side: any of them
    ("uitvoering toets", Query("uitvoering toets", AnyOf((A, B)))),
    ("uitvoering", Query("uitvoering", A)),
    # a word typed twice is searched once
    ("toets toets", Query("toets toets", B)),
    # words that say nothing of a subject are left out, unless there are no others
    ("hoe is de uitvoering?", Query("hoe is de uitvoering?", A)),
    ("wie is dat", Query("wie is dat", AnyOf((Word("wie"), Word("is"), Word("dat"))))),
    # capitals are not operators unless they stand alone
    ("Uitvoering ORDE", Query("Uitvoering ORDE", AnyOf((A, Word("orde"))))),
    # a phrase is required as it stands
    ('"uitvoering toets"', Query("uitvoering toets", Phrase(("uitvoering", "toets")), strict=True)),
    # in the quotation marks of any keyboard
    ("“uitvoering toets”", Query("uitvoering toets", Phrase(("uitvoering", "toets")), strict=True)),
    ("„uitvoering toets”", Query("uitvoering toets", Phrase(("uitvoering", "toets")), strict=True)),
    ("«uitvoering toets»", Query("uitvoering toets", Phrase(("uitvoering", "toets")), strict=True)),
    # thousands are one number, with a point or any kind of space, and in a phrase also as papers print them
    ("14 000", Query("14000", Word("14000"))),
    ("14\u00a0000", Query("14000", Word("14000"))),
    ("1\u202f250\u202f000", Query("1250000", Word("1250000"))),
    ("1 250 000", Query("1250000", Word("1250000"))),
    ("31 490 271", Query("31490 271", AnyOf((Word("31490"), Word("271"))))),
    (
        '"14 000 burger"',
        Query("14000 burger", AnyOf((Phrase(("14000", "burger")), Phrase(("14", "000", "burger")))), strict=True),
    ),
    ('"14.000"', Query("14.000", AnyOf((Phrase(("14000",)), Phrase(("14", "000")))), strict=True)),
    ('"uitvoering 2019"', Query("uitvoering 2019", Phrase(("uitvoering", "2019")), strict=True)),
    # an apostrophe is no quotation mark, and the letter behind or before it no word
    ("foto's", Query("foto's", Word("foto"))),
    ("zo’n toets", Query("zo’n toets", B)),
    ("uitvoering -foto's", Query("uitvoering", A, ("foto",))),
    ("'s", Query("'s", Word("s"))),
    ('"foto\'s"', Query("foto's", Phrase(("foto", "s")), strict=True)),
    # punctuation parts words: a time, a pair, a paragraph
    ("14:30", Query("14:30", AnyOf((Word("14"), Word("30"))))),
    ("kosten/baten", Query("kosten/baten", AnyOf((Word("kosten"), Word("baten"))))),
    ("burger, toets; (uitvoering)", Query("burger toets; uitvoering", AnyOf((C, B, A)))),
    # a hyphen inside a word excludes nothing
    ("ICT-systemen", Query("ICT-systemen", AnyOf((Word("ict"), Word("systemen"))))),
    ("e-mail", Query("e-mail", Word("email"))),
    # a minus before a word excludes it, here as a form
    ("uitvoering -toets", Query("uitvoering", A, ("toets",))),
    # a dash on its own is punctuation
    ("uitvoering - toets", Query("uitvoering toets", AnyOf((A, B)))),
    # a star at the end of a word
    ("uitvoer*", Query("uitvoer", Prefix("uitvoer"), strict=True)),
    # operators
    ("uitvoering AND toets", Query("uitvoering toets", All((A, B)), strict=True)),
    ("uitvoering OR toets", Query("uitvoering toets", AnyOf((A, B)), strict=True)),
    ("uitvoering NOT toets", Query("uitvoering toets", Without(A, B), strict=True)),
    # AND before OR, as everywhere
    ("uitvoering AND toets OR burger", Query("uitvoering toets burger", AnyOf((All((A, B)), C)), strict=True)),
    ("uitvoering AND (toets OR burger)", Query("uitvoering toets burger", All((A, AnyOf((B, C)))), strict=True)),
    # with an operator, words side by side are all required
    ("uitvoering toets OR burger", Query("uitvoering toets burger", AnyOf((All((A, B)), C)), strict=True)),
    ("NEAR(uitvoering toets, 5)", Query("uitvoering toets", Near((A, B), 5), strict=True)),
    ("NEAR(uitvoering toets)", Query("uitvoering toets", Near((A, B), 10), strict=True)),
    (
        'NEAR("uitvoering toets" burger, 3)',
        Query("uitvoering toets burger", Near((Phrase(("uitvoering", "toets")), C), 3), strict=True),
    ),
]

REFUSED = [
    ("", "nothing to search for"),
    ("  ?!  ", "nothing to search for"),
    ('""', "nothing to search for"),
    ('"uitvoering', "odd number of quotation marks"),
    # only what not to find
    ("-toets", "nothing to search for"),
    ("NOT toets", "'NOT' stands in the wrong place"),
    ("uitvoering AND", "ends where a word was expected"),
    ("AND uitvoering", "'AND' stands in the wrong place"),
    ("uitvoering AND OR toets", "'OR' stands in the wrong place"),
    ("uitvoering AND (toets", "a bracket is not closed"),
    ("uitvoering AND toets)", "')' stands in the wrong place"),
    ("uitvoering AND -toets OR -burger", "only says what not to find"),
    # a star elsewhere than at the end would not do what it says
    ("ui*ering", "cannot be searched"),
    ("*ering", "cannot be searched"),
    # half of the library begins so
    ("ui*", "cannot be searched"),
    ("kosten/bat*", "cannot be searched"),
    ("NEAR(uitvoering)", "NEAR needs two words"),
    ("NEAR(uitvoering toets", "a bracket is not closed"),
    ("NEAR(uitvoering AND toets)", "NEAR takes words and phrases"),
    ("NEAR(uitvoer* toets)", "NEAR takes words and phrases"),
    ('uitvoering -"de toets"', 'write NOT "de toets"'),
    # more than FTS5 has room for
    ("NEAR(uitvoering toets, 99999999999999999999)", "at most"),
    ("(" * 400 + "uitvoering AND toets" + ")" * 400, "too many brackets"),
]


@pytest.mark.parametrize(("typed", "expected"), CASES, ids=[typed for typed, _ in CASES])
def test_a_query_is_read_as_it_says(typed: str, expected: Query) -> None:
    assert parse(typed) == expected


@pytest.mark.parametrize(("typed", "reason"), REFUSED, ids=[typed[:30] for typed, _ in REFUSED])
def test_a_query_that_cannot_be_honoured_is_refused_with_the_reason(typed: str, reason: str) -> None:
    with pytest.raises(QueryError, match=reason.replace("(", r"\(").replace(")", r"\)")):
        parse(typed)


def test_a_query_of_more_words_than_can_be_searched_is_refused_and_one_of_as_many_is_not() -> None:
    assert len(parse(" ".join(f"woord{n}" for n in range(MAX_WORDS))).words) == MAX_WORDS
    for typed in (" ".join(["woord"] * (MAX_WORDS + 1)), "-".join(["woord"] * (MAX_WORDS + 1))):
        with pytest.raises(QueryError, match=r"^the query has 1,001 words, 1,000 can be searched at once; take a part"):
            parse(typed)


OPERATORS = st.sampled_from(["AND", "OR", "NOT", "NEAR(", "(", ")", '"', "-", "*", ",", " 5", "toets", "de", "“", "”"])


@given(st.text() | st.lists(OPERATORS).map(" ".join) | st.lists(OPERATORS).map("".join))
@example("NEAR(a b, ٣)")
def test_everything_typed_is_a_query_or_is_refused(typed: str) -> None:
    with suppress(QueryError):
        assert parse(typed).root is not None
