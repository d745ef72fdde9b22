"""Letters that a font does not name as it should."""

from __future__ import annotations

import pytest

from ingest.pdf.glyphs import mended
from ingest.words.signs import composed_with_places, readable
from nlp.tagger import tag_text


@pytest.mark.parametrize(
    ("word", "wanted"),
    [
        ("e\ufffdciënte", "efficiënte"),
        ("\ufffdnanciële", "financiële"),
        # two letters that are lost in one word
        ("a\ufffdairef\ufffdet", "a\ufffdairef\ufffdet"),
        # no word fits: what cannot be read stays so
        ("x\ufffdq", "x\ufffdq"),
        ("Financie\u0308n", "Financiën"),
    ],
)
def test_a_letter_without_a_name_is_told_by_the_word_that_fits(word, wanted):
    assert mended(word) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("coo\u0308rdinatie", "coördinatie"),
        ("wend\u00adbaar\u200bheid", "wendbaarheid"),
        # marks of direction, a selector of a variant, a joiner of graphemes
        ("wend\u202abaar\u202cheid\ufe0f en \u2066be\u034fleid\u2069", "wendbaarheid en beleid"),
        ("e\u2011mail", "e-mail"),
        ("beleidsw\u0133ziging", "beleidswijziging"),
        ("e\ufb03ciënt", "efficiënt"),
        # an accent on a letter that has no composed form stays
        ("q\u0308", "q\u0308"),
    ],
)
def test_texts_of_all_kinds_are_read_in_composed_letters(text, wanted):
    assert readable(text) == wanted
    whole, places = composed_with_places(text)
    assert whole == wanted
    assert (places[0], places[-1], len(places)) == (0, len(text), len(whole) + 1)


def test_a_name_with_soft_hyphens_and_loose_accents_is_found_at_its_own_offsets():
    text = "Het Ministerie van Financie\u0308n en Rijks\u00adwater\u00adstaat."
    found = [(text[entity.start : entity.end], entity.canonical) for entity in tag_text(text).entities]
    assert found == [
        ("Ministerie van Financie\u0308n", "Ministerie van Financiën"),
        ("Rijks\u00adwater\u00adstaat", "Rijkswaterstaat"),
    ]
