"""Laws and their articles in running text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.references.law_citations import find_law_citations

AWB = "BWBR0005537"

CITED = [
    # the usual form, and the short one of judgments
    ("Op grond van [artikel 3:4, tweede lid, van de Algemene wet bestuursrecht] geldt", AWB, ["3:4"]),
    ("Zie [artikel 3:4, eerste lid, Awb].", AWB, ["3:4"]),
    ("Zie [art. 8:42 Awb] en verder", AWB, ["8:42"]),
    ("in strijd met [artikel 68 Grondwet] niet verstrekt", "BWBR0001840", ["68"]),
    # the name first, the article in brackets
    ("de [Grondwet (artikel 116, vierde lid)]", "BWBR0001840", ["116"]),
    # lists and ranges; leden and onderdelen are no articles
    ("[artikelen 50 tot en met 52, 83 en 235 van de Gemeentewet]", "BWBR0005416", ["50", "51", "52", "83", "235"]),
    ("[artikel 14 lid 2 Gemeentewet]", "BWBR0005416", ["14"]),
    ("[artikel 4, eerste lid, onder 2°, en 5a van de Gemeentewet]", "BWBR0005416", ["4", "5a"]),
    # parts of a law larger than an article
    ("[hoofdstuk 8 van de Algemene wet bestuursrecht]", AWB, []),
    ("[titel 4.2.8 van de Algemene wet bestuursrecht]", AWB, []),
    # a law by name only; in one word it has a capital
    ("De [Participatiewet] en andere", "BWBR0015703", []),
    ("op grond van de [algemene wet bestuursrecht]", AWB, []),
    # broken over a line
    ("[artikel 3:4 van de Algemene\nwet bestuursrecht]", AWB, ["3:4"]),
    # of the Burgerlijk Wetboek every book is a law of its own
    ("[artikel 7:610 BW]", "BWBR0005290", ["7:610"]),
    ("[artikel 9 van Boek 2 van het Burgerlijk Wetboek]", "BWBR0003045", ["9"]),
    # two letters are a law beside an article only
    ("[artikel 139d Sr]", "BWBR0001854", ["139d"]),
    # outside the register: a bill, European law, another edition than the one known
    ("De [Cyberveiligheidswet] volgt.", None, []),
    ("de [Wet regie sportaccommodaties] is ingediend", None, []),
    ("De Europese [Richtlijn 2009/16/EG] en", None, []),
    ("[Verordening (EU) nr. 1303/2013] bepaalt", None, []),
    ("[artikel 6 AVG] biedt", None, ["6"]),
    ("[artikel 58 van de Politiewet 1993]", None, ["58"]),
    # European acts: in lower case, with a prefix, with an annex, by a short title
    ("volgens de [habitatrichtlijn] en", None, []),
    ("volgens de [EU-habitatrichtlijn, bijlage II] en", None, []),
    ("[artikel 15 van de Richtlijn industriële emissies]", None, ["15"]),
    ("de [Richtlijn Tijdelijke Bescherming] loopt af", None, []),
    # the heading of an annex is no part of the citation behind it
    ("Bijlage A [Artikel 10 van de Grondwet] luidt", "BWBR0001840", ["10"]),
]

NONE = [
    # an article without a law
    "Artikel Y 12 en artikel 2 lid 1 gelden.",
    # part of a compound
    "een Awb-besluit over WIA-uitkeringen",
    # a word of one syllable and a head without a title
    "De wet is helder. Deze Wet geldt. De Kaderwet beoordeelt dit.",
    # two letters without an article
    "Wie in de WW of ZW komt",
    # a directive without its name
    "De Richtlijn bepaalt dit; een richtlijn en de Verordening ook.",
    # the general word
    "Het besluit en de regeling zijn wettelijk.",
]


@pytest.mark.parametrize(("marked", "bwb", "articles"), CITED)
def test_a_law_is_one_span_with_its_articles(marked: str, bwb: str | None, articles: list[str]) -> None:
    before, _, rest = marked.partition("[")
    cited, _, after = rest.partition("]")
    found = find_law_citations(before + cited + after)
    assert [(law.text, law.bwb, list(law.articles)) for law in found] == [(cited, bwb, articles)]


@pytest.mark.parametrize("text", NONE)
def test_what_names_no_law_is_left_alone(text: str) -> None:
    assert find_law_citations(text) == ()


def test_an_abbreviation_counts_from_where_the_text_defines_it() -> None:
    found = find_law_citations("De Wrsa. De Wet regie sportaccommodaties (hierna: Wrsa) regelt het. De Wrsa volgt.")
    assert [law.text for law in found] == ["Wet regie sportaccommodaties", "Wrsa", "Wrsa"]
    assert {law.name for law in found} == {"Wet regie sportaccommodaties"}


def test_an_alias_has_the_full_name_of_its_law() -> None:
    assert find_law_citations("de Awb")[0].name == "Algemene wet bestuursrecht"


FRAGMENTS = """artikel|3:4|,|eerste lid|van de|Awb|Algemene wet bestuursrecht|Wet|en|(|)|Grondwet|BW|Boek 2|°|.|\n
Richtlijn 2009/16/EG""".split("|")
fragments = st.sampled_from(FRAGMENTS)


@given(st.lists(fragments, max_size=12).map(" ".join))
def test_laws_are_slices_in_order_and_do_not_overlap(text: str) -> None:
    found = find_law_citations(text)
    assert [text[law.start : law.end] for law in found] == [law.text for law in found]
    assert all(first.end <= second.start for first, second in pairwise(found))
