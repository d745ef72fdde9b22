"""Letters that a font does not name as it should."""

from __future__ import annotations

import pytest
from fpdf import FPDF

from ingest.pdf.glyphs import mended
from ingest.reader import read_pdf
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


def test_codes_in_the_place_of_letters_are_told_by_the_word_and_hyphens_stay() -> None:
    pdf = FPDF(unit="pt")
    pdf.add_page()
    pdf.set_font("Helvetica", size=10)
    pdf.compress = False
    pdf.text(70, 300, "De a<aire van o>ertes is een >exibele ICT-keuze<")
    # Ligatures by codes that the font does not name; one of them is what pdfium has for a hyphen.
    data = bytes(pdf.output()).replace(b"a<ai", b"a\x02ai").replace(b"o>er", b"o\x03er").replace(b">exi", b"\x04exi")
    assert read_pdf(data.replace(b"ze<)", b"ze.)"), "proef.pdf").text == (
        "De affaire van offertes is een flexibele ICT-keuze."
    )
