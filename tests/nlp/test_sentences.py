"""Where sentences end in official prose."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.text.sentences import sentence_ranges


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_ranges(text)]


# One sentence each: a full stop inside it belongs to an abbreviation, a number or an initial.
ONE_SENTENCE = [
    "Zie het rapport, nr. 12 van de bijlage.",
    "De stukken met nrs. 3 en 4 zijn aangeboden.",
    "Dit volgt uit artt. 3 en 4 Awb.",
    "Op grond van art. 8 Wet RO is dat zo.",
    "De brief d.d. 4 oktober 2019 is ontvangen.",
    "Op 14 februari jl. is de brief verzonden.",
    "Het advies van 3 maart jl. Erasmus te noemen was onjuist.",
    "De heer mr. dr. P. Jansen leidt de commissie.",
    "Mevrouw prof. mr. A.B. de Vries is voorzitter.",
    "Minister drs. J. Smit antwoordt morgen.",
    "Namens dhr. Bakker en mw. Visser wordt gemeld dat het klopt.",
    "Het ligt bij ir. C. Mulder en ing. D. Meijer.",
    "Zie blz. 12 tot en met 14.",
    "Op p. 3 staat de tabel.",
    "Zie pp. 3-5 van het verslag.",
    "Zie par. 2.1 van de toelichting.",
    "Zie fig. 3 en tab. 4 hieronder.",
    "Vgl. Kamerstukken II 2019/20, 31490, nr. 284, p. 3.",
    "Bijv. Rotterdam en Utrecht doen mee.",
    "Gemeenten, bijv. Zwolle, voeren dit uit.",
    "Dit geldt m.n. Limburg en Zeeland.",
    "Het gaat o.a. Groningen aan.",
    "De vraag i.v.m. Europese regels blijft.",
    "Een voorstel t.a.v. DUO volgt.",
    "Het budget t.b.v. Caribisch Nederland stijgt.",
    "Overleg i.s.m. VNG en IPO loopt.",
    "In overleg, d.w.z. Kamer en kabinet samen.",
    "De kosten, incl. BTW, zijn bekend.",
    "De kosten excl. Belastingdienst zijn bekend.",
    "Het kost ca. 12 miljoen euro.",
    "Het kost max. 3 miljoen euro.",
    "Dit is min. 2 jaar geldig.",
    "Provincies resp. Waterschappen zijn bevoegd.",
    "Het verzoek c.q. Voorstel ligt voor.",
    "De staatssecretaris a.i. Bos tekent.",
    "Hierbij m.b.t. Europese fondsen het volgende.",
    "Dat gebeurt n.a.v. Kamervragen.",
    "Wij doen dit d.m.v. ICT.",
    "Het recht o.g.v. Europees recht.",
    "Het stuk van ds. Kok is bewaard.",
    "De gen. Vink was aanwezig.",
    "De heer J.P. Balkenende sprak.",
    "De heer Th. Bakker sprak.",
    "Stcrt. 2021, 48265 is vervallen.",
    "Zie Stb. 2019, 289 voor de tekst.",
    "Zie HvJ EU, r.o. 14 en volgende.",
    "Zie hfdst. 4 van het rapport.",
    "Zie hst. IV over de uitvoering.",
    "Het tel. nummer is bekend.",
    "Dit heet zgn. Maatwerk.",
    "Evt. Vragen volgen later.",
    "Jhr. Van Lennep en jkvr. Six waren er.",
    "Het rapport van St. Antonius is gereed.",
    "De Commissie m.e.r. Adviseert positief.",
    "Het nieuwe bedrag is 1.040.261 euro.",
    "Om 14.30 uur begint het debat.",
    "Versie 2.0 is gereed.",
    "De site www.rijksoverheid.nl geeft uitleg.",
    "Zie ook ECLI:NL:RVS:2019:1603, r.o. 4.1 en Bijlage 2.",
    "1. De eerste opgave is het fundament.",
    "De brieven van 4 jl. Nr. 3 en nr. 5 zijn gelijk.",
]


@pytest.mark.parametrize("text", ONE_SENTENCE)
def test_an_abbreviation_ends_no_sentence(text: str) -> None:
    assert sentences(text) == [text]


# (text, how many sentences, why)
SEVERAL = [
    ("Het klopt. De Kamer is ingelicht.", 2, "the plain case"),
    ("Dat was 4 juli jl. De Kamer is toen ingelicht.", 2, "jl. can also be the last word"),
    ("Er zijn scholen, gemeenten enz. Zij doen mee.", 2, "enz. too"),
    ("Hij zei: «Dat kan.» De Kamer stemde in.", 2, "a closing quotation mark goes with its sentence"),
    ("Kan dat? Ja! Dat kan.", 3, "question and exclamation marks"),
    ("Het eindigde met 4. De Kamer stemde in.", 2, "a number at the end of a sentence is no list number"),
    ("Eerste deel\n\nTweede deel", 2, "an empty line ends a heading without a full stop"),
    ("Er zijn drie punten; een; twee; en drie.", 1, "semicolons end nothing"),
    ("Opdracht en werkwijze De commissie is gevraagd te adviseren.", 2, "a heading run into its sentence"),
    ("Actieplan Samen tegen armoede is gereed.", 1, "the title of a plan is no new sentence"),
    ("Minister De Jonge antwoordt.", 1, "nor is the name of a minister"),
    ("Nota Op eigen benen is verzonden.", 1, "nor the title of a nota"),
    ("Zij zei het vandaag. ,, Dit kan zo niet. '' Morgen meer.", 3, "quotation marks of newspapers"),
    ("Er zijn twee acties: • De eerste actie • De tweede actie", 3, "bullets in running text"),
    ("Het beleid 2024. 's-Gravenhage doet mee.", 2, "a sentence that begins with an apostrophe"),
]


@pytest.mark.parametrize(("text", "n_sentences", "why"), SEVERAL, ids=[why for *_, why in SEVERAL])
def test_sentences_are_counted_as_a_reader_counts_them(text: str, n_sentences: int, why: str) -> None:
    assert len(sentences(text)) == n_sentences


@given(st.text(alphabet="Aab .,?!\n\"»1•:'", max_size=80))
def test_sentences_leave_out_nothing_but_white_space(text: str) -> None:
    ranges = list(sentence_ranges(text))
    outside = text
    for start, end in reversed(ranges):
        assert start < end
        outside = outside[:start] + outside[end:]
    assert not outside.strip()
    assert all(left[1] <= right[0] for left, right in pairwise(ranges))


def test_a_part_of_a_text_is_cut_at_its_own_bounds() -> None:
    text = "Eerst dit. Dan dat. Ten slotte dit."
    assert [text[s:e] for s, e in sentence_ranges(text, 11, 19)] == ["Dan dat."]
