"""Are line-end hyphens undone where they are the printer's, and kept where they are the word's?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.words.hyphens import continues_address, joined

# first half, second half, what it reads together (None: a space stays), why
ROWS = [
    # the printer's hyphen
    ("handelingsperspec-", "tieven", "handelingsperspectieven", "broken in a syllable"),
    ("uitvoe-", "ring", "uitvoering", "neither half is a word"),
    ("dienst-", "verlening", "dienstverlening", "both halves are words, and so is the whole"),
    ("bedrijfs-", "voering", "bedrijfsvoering", "a compound with s"),
    ("gezamen-", "lijke", "gezamenlijke", "a suffix"),
    ("Staatsse-", "cretaris", "Staatssecretaris", "a capital at the start is no abbreviation"),
    ("vergunnings-", "aanvraag.", "vergunningsaanvraag.", "a full stop behind it"),
    ("(toe-", "zicht", "(toezicht", "a bracket before it"),
    ("«uit-", "stel»", "«uitstel»", "between guillemets"),
    ("informatie-", "beveiliging", "informatiebeveiliging", "a vowel before a consonant is no clash"),
    ("be-", "antwoorden", "beantwoorden", "ea is no clash"),
    ("ouder-", "schap", "ouderschap", "oud- is a prefix, ouder- is not"),
    ("oud-", "eren", "ouderen", "a word of its own, not oud- with something"),
    ("ex-", "pertisecentrum", "expertisecentrum", "opens with the word expertise"),
    ("non-", "chalant", "nonchalant", "a word of its own"),
    ("vice-", "versa", "vice-versa", "the prefix vice keeps it"),
    ("de-", "legatie", "delegatie", "de is a prefix only before a vowel"),
    ("re-", "geling", "regeling", "re is a prefix only before a vowel"),
    ("co-", "alitie", "coalitie", "a word of its own, oa is no clash"),
    ("pro-", "ces", "proces", "pro is a prefix only before a vowel"),
    ("finan-", "ciële", "financiële", "an accent in the second half"),
    ("coör-", "dinatie", "coördinatie", "an accent in the first half"),
    ("N-bodem-", "overschot", "N-bodemoverschot", "an earlier hyphen stays"),
    ("e-", "mail", "e-mail", "one small letter is no syllable"),
    # the word's own hyphen
    ("ICT-", "systemen", "ICT-systemen", "an abbreviation"),
    ("NOW-", "regeling", "NOW-regeling", "an abbreviation that is also an English word"),
    ("COVID-", "19", "COVID-19", "a number"),
    ("2019-", "2020", "2019-2020", "a span of years"),
    ("Noord-", "Holland", "Noord-Holland", "a name of two capitals"),
    ("Oranje-", "Nassau", "Oranje-Nassau", "a name of two capitals"),
    ("CO2-", "uitstoot", "CO2-uitstoot", "a figure before it"),
    ("N-", "depositie", "N-depositie", "one capital"),
    ("niet-", "ingezetenen", "niet-ingezetenen", "niet with a noun"),
    ("oud-", "minister", "oud-minister", "former"),
    ("ex-", "partner", "ex-partner", "former"),
    ("vice-", "president", "vice-president", "a rank"),
    ("kandidaat-", "wethouder", "kandidaat-wethouder", "a rank"),
    ("kosten-", "batenanalyse", "kosten-batenanalyse", "two equals"),
    ("woon-", "werkverkeer", "woon-werkverkeer", "two equals"),
    ("publiek-", "private", "publiek-private", "two equals"),
    ("energie-", "infrastructuurprojecten", "energie-infrastructuurprojecten", "vowels meet"),
    ("zee-", "eenden", "zee-eenden", "vowels meet"),
    ("milieu-", "uitgaven", "milieu-uitgaven", "vowels meet"),
    ("re-", "integratie", "re-integratie", "vowels meet behind a prefix"),
    ("cao-", "overleg", "cao-overleg", "letters that read as a word"),
    ("btw-", "tarief", "btw-tarief", "no vowel"),
    ("pdf-", "bestand", "pdf-bestand", "no vowel"),
    ("mkb-", "ondernemer", "mkb-ondernemer", "no vowel"),
    ("GGD-", "portaal,", "GGD-portaal,", "a comma behind it"),
    ("privacy-by-", "design", "privacy-by-design", "a chain with by"),
    ("end-of-pipe-", "technieken", "end-of-pipe-technieken", "a chain of three"),
    ("Natura 2000-".split()[1], "gebieden", "2000-gebieden", "a figure before it"),
    ("emissie-", "/depositiecijfers", "emissie-/depositiecijfers", "a stroke behind it"),
    ("(QR-", "code)", "(QR-code)", "within brackets"),
    # suspended: the other half comes later
    ("wet-", "en", None, "wet- en regelgeving"),
    ("beleids-", "en", None, "beleids- en uitvoeringsfase"),
    ("GGD-", "of", None, "GGD- of RIVM-cijfers"),
    ("in-", "en", None, "in- en uitvoer"),
    ("bron-", "en,", None, "with a comma"),
    ("zand-", "noch", None, "zand- noch kleigrond"),
    ("school-", "dan", None, "eerder school- dan thuisonderwijs"),
    ("1.000,-", "per", None, "whole euros, no hyphen"),
    # web addresses keep what they have
    ("https://www.voorbeeld.nl/mijn-", "stuk.pdf", "https://www.voorbeeld.nl/mijn-stuk.pdf", "an address"),
    ("www.voorbeeld.nl/wet-", "en", "www.voorbeeld.nl/wet-en", "en within an address is no suspension"),
]


@pytest.mark.parametrize(("first", "second", "whole", "why"), ROWS)
def test_a_word_broken_over_a_line_reads_as_the_word_it_is(
    first: str, second: str, whole: str | None, why: str
) -> None:
    assert joined(first, second, {}) == whole, why


# The document's own spelling goes before all rules but suspension.
VOCABULARY_ROWS = [
    ("luchthaven-", "gerelateerde", {"luchthaven-gerelateerde": 2}, "luchthaven-gerelateerde"),
    ("data-", "uitwisseling", {"datauitwisseling": 3}, "datauitwisseling"),
    ("data-", "uitwisseling", {"data-uitwisseling": 3, "datauitwisseling": 1}, "data-uitwisseling"),
    ("ICT-", "beleid", {"ictbeleid": 1}, "ICTbeleid"),
    ("Wob-", "verzoeken", {"wob": 4}, "Wob-verzoeken"),
    ("Huidig-", "heden", {"huidig": 4}, "Huidigheden"),
    ("wet-", "en", {"weten": 9}, None),
]


@pytest.mark.parametrize(("first", "second", "vocabulary", "whole"), VOCABULARY_ROWS)
def test_the_document_itself_decides_how_its_words_are_spelled(
    first: str, second: str, vocabulary: dict[str, int], whole: str | None
) -> None:
    assert joined(first, second, vocabulary) == whole


@given(
    st.from_regex(r"[A-Za-z0-9é«(]{1,12}-", fullmatch=True), st.from_regex(r"[A-Za-z0-9é/.,»)]{1,12}", fullmatch=True)
)
def test_joining_adds_nothing_and_takes_away_at_most_the_hyphen(first: str, second: str) -> None:
    assert joined(first, second, {}) in (None, first + second, first[:-1] + second)


ADDRESS_ROWS = [
    ("https://www.voorbeeld.nl/stukken/", "2020/brief.pdf", True, "ends in a stroke"),
    ("https://", "www.voorbeeld.nl/a", True, "only the scheme stands on the line"),
    ("https://www.voorbeeld.nl/een_", "twee.html", True, "ends in a low line"),
    ("https://www.voorbeeld.nl/provincies", "%202022.pdf", True, "goes on with a coded space"),
    ("https://www.voorbeeld.nl/rapport-over", "de-natuur-in-2020", True, "goes on with hyphens"),
    ("www.voorbeeld.nl.", "De", False, "the end of a sentence"),
    ("www.voorbeeld.nl", "waar", False, "the sentence goes on"),
    ("https://www.voorbeeld.nl/a,", "b.pdf", False, "a comma ends an address"),
    ("brief", "van/aan", False, "no address before it"),
]


@pytest.mark.parametrize(("first", "second", "goes_on", "why"), ADDRESS_ROWS)
def test_a_web_address_over_two_lines_is_one_address(first: str, second: str, goes_on: bool, why: str) -> None:
    assert continues_address(first, second) is goes_on, why
