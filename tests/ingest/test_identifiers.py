"""Identifiers: the numbers of rules refer to the citation rules the project follows (docs/citations)."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.identifiers import (
    AanhangselId,
    AgendaId,
    AmbiguousId,
    AttachmentId,
    DossierId,
    EcliId,
    HandelingenId,
    Identifier,
    IdentifierError,
    JciId,
    JournalId,
    KamerstukId,
    LawId,
    LocalRegulationId,
    ProvisionalId,
    QuestionId,
    TweedeKamerNumber,
    UnfiledPaperId,
    parse,
)

CHAPTERS = ["I", "IIA", "IIB", "IV", "VI", "VII", "IXA", "IXB", "XIV", "XV", "XX", "XXIII", "A", "J"]

PRINTED = [
    # the usual paper: two thirds of all keys
    ("kst-31490-271", KamerstukId("31490", "271")),
    # a budget chapter, and one with a letter, which a parser must not cut off the dossier
    ("kst-35925-VII-5", KamerstukId("35925", "5", addition="VII")),
    ("kst-36600-IXB-12", KamerstukId("36600", "12", addition="IXB")),
    # fund C, number 5: with a number behind it the letter has one meaning
    ("kst-31444-C-5", KamerstukId("31444", "5", addition="C")),
    # the councils of the European Union
    ("kst-21501-02-466", KamerstukId("21501", "466", addition="02")),
    # the one other key of that form
    ("kst-19291-23-110", KamerstukId("19291", "110", addition="23")),
    # the Eerste Kamer's letters, in its oldest form with a number, and in a chapter
    ("kst-34430-AB", KamerstukId("34430", "AB")),
    ("kst-23700-188b", KamerstukId("23700", "188b")),
    ("kst-31700-VI-D", KamerstukId("31700", "D", addition="VI")),
    # an attachment that hangs on the paper, and a reprint
    ("kst-31490-1-b1", KamerstukId("31490", "1", suffix="b1")),
    ("kst-31490-9-h1", KamerstukId("31490", "9", suffix="h1")),
    # the dossiers of the Eerste Kamer itself: some 500 keys, from XXI to CLXX
    ("kst-CXXIV-G", KamerstukId("CXXIV", "G")),
    ("kst-20052006-XLIV-A", KamerstukId("XLIV", "A", session="2005-2006")),
    ("kst-CXXXIX-E-n1", KamerstukId("CXXXIX", "E", suffix="n1")),
    # about 3 % of the keys begin with the year
    ("kst-20032004-29200-II-C", KamerstukId("29200", "C", addition="II", session="2003-2004")),
    # published before it was typeset
    ("kst-1183151", ProvisionalId("1183151")),
    # dossiers count on since 1945; those of the fifties have four digits
    ("kst-9595-4", KamerstukId("9595", "4")),
    ("kst-29362", DossierId("29362")),
    ("kst-21501-02", DossierId("21501", "02")),
    ("blg-1007826", AttachmentId(1007826)),
    ("blg-26241-10F", AttachmentId(26241, "10F")),
    ("ah-tk-20192020-1241", AanhangselId("II", "2019-2020", 1241)),
    ("ah-ek-20142015-12", AanhangselId("I", "2014-2015", 12)),
    ("kv-tk-2010Z06025", QuestionId("II", "2010Z06025")),
    ("nds-tk-2014D45599", UnfiledPaperId("II", "2014D45599")),
    ("ag-tk-02-04-2010", AgendaId("II", "2010-04-02")),
    ("h-tk-20102011-108-5", HandelingenId("II", "2010-2011", (108, 5))),
    ("h-ek-20172018-12-3-n1", HandelingenId("I", "2017-2018", (12, 3), 1)),
    ("stb-2023-281", JournalId("stb", 2023, 281)),
    ("stcrt-2009-9231", JournalId("stcrt", 2009, 9231)),
    ("trb-1951-154", JournalId("trb", 1951, 154)),
    ("ECLI:NL:RVS:2019:1603", EcliId("NL", "RVS", 2019, "1603")),
    ("ECLI:EU:C:2018:882", EcliId("EU", "C", 2018, "882")),
    ("BWBR0005537", LawId("BWBR0005537")),
    ("BWBV0001000", LawId("BWBV0001000")),
    ("BWBR0005537/2026-06-04/0", LawId("BWBR0005537", "2026-06-04", "0")),
    (
        "jci1.3:c:BWBR0002221&hoofdstuk=II&artikel=6",
        JciId("1.3", "c", "BWBR0002221", (("hoofdstuk", "II"), ("artikel", "6"))),
    ),
    ("CVDR612978_1", LocalRegulationId(612978, 1)),
    ("2020D24822", TweedeKamerNumber(2020, "D", 24822)),
    ("2020Z11540", TweedeKamerNumber(2020, "Z", 11540)),
    ("2024A02517", TweedeKamerNumber(2024, "A", 2517)),
]

AS_PEOPLE_GIVE_IT = [
    # a dossier in digits, grouped as the papers print it, with a no-break or thin space
    ("31490", "kst-31490"),
    ("29 362", "kst-29362"),
    ("29\u00a0362", "kst-29362"),
    ("29\u2009362", "kst-29362"),
    ("21 501-02", "kst-21501-02"),
    ("31700.VIII", "kst-31700-VIII"),
    ("31.700XII", "kst-31700-XII"),
    ("kst-891", "kst-891"),
    # as a citation
    ("31700.VIII, 32", "kst-31700-VIII-32"),
    ("31\u00a0700 VIII, nr.\u00a032", "kst-31700-VIII-32"),
    ("21 501-02, nr. 2807", "kst-21501-02-2807"),
    ("36600 (XV), nr. 3, p. 4", "kst-36600-XV-3"),
    ("Kamerstukken I 2008/09, 31700 VI, D, p. 4", "kst-31700-VI-D"),
    ("Kamerstuk 31490 nr 284", "kst-31490-284"),
    ("cxxiv, g", "kst-CXXIV-G"),
    ("Kamerstukken II 2019/20, 31490, nr. 7 (herdruk)", "kst-31490-7-h1"),
    ("Aanhangsel Handelingen II 2020/21, nr. 3235", "ah-tk-20202021-3235"),
    ("Aanhangsel van de Handelingen I 1999/2000, nr. 12", "ah-ek-19992000-12"),
    ("Handelingen II 2017\u20132018, nr. 70, item 10", "h-tk-20172018-70-10"),
    # without its prefix, or in capitals
    ("31490-284", "kst-31490-284"),
    ("KST-31490-284", "kst-31490-284"),
    ("Blg-1007826", "blg-1007826"),
    # with an en dash, as a word processor makes it
    ("kst-31490\u2013284", "kst-31490-284"),
    # the number of a rijkswet is in no identifier
    ("34158-(R2048)-13", "kst-34158-13"),
    ("34158 (R 2048)", "kst-34158"),
    ("612978_1", "CVDR612978_1"),
    # in small letters, as an address bar shows it
    ("kst-35925-vii-5", "kst-35925-VII-5"),
    ("kst-29362-a", "kst-29362-A"),
    ("kst-cxxiv-g", "kst-CXXIV-G"),
    ("CXXIV", "kst-CXXIV"),
    ("36600 xv", "kst-36600-XV"),
    ("KST-31490-9-H1", "kst-31490-9-h1"),
    ("kst-23700-188b", "kst-23700-188b"),
    ("ecli:nl:rvs:2019:1603", "ECLI:NL:RVS:2019:1603"),
    ("2021d09236", "2021D09236"),
    ("https://zoek.officielebekendmakingen.nl/kst-35925-vii-5.html", "kst-35925-VII-5"),
    # addresses (rule 14, 15, 20)
    ("https://zoek.officielebekendmakingen.nl/kst-29362-338.html", "kst-29362-338"),
    ("zoek.officielebekendmakingen.nl/kst-29362-338.pdf", "kst-29362-338"),
    ("https://zoek.officielebekendmakingen.nl/kst-29362-338/metadata.xml", "kst-29362-338"),
    ("https://zoek.officielebekendmakingen.nl/dossier/kst-31444-XVI-6.html", "kst-31444-XVI-6"),
    ("https://zoek.officielebekendmakingen.nl/dossier/31490", "kst-31490"),
    (
        "https://repository.overheid.nl/frbr/officielepublicaties/kst/26100/kst-26100-1/1/pdf/kst-26100-1.pdf",
        "kst-26100-1",
    ),
    (
        "https://repository.overheid.nl/frbr/officielepublicaties/kst/26100/kst-26100-1/1/metadataowms/x.xml",
        "kst-26100-1",
    ),
    (
        "https://repository.officiele-overheidspublicaties.nl/officielepublicaties/stb-2011-35/stb-2011-35.odt",
        "stb-2011-35",
    ),
    ("https://www.tweedekamer.nl/kamerstukken/brieven_regering/detail?id=2021Z04221&did=2021D09236", "2021D09236"),
    ("http://wetten.overheid.nl/id/BWBR0005537/2026-06-04/0", "BWBR0005537/2026-06-04/0"),
    ("https://wetten.overheid.nl/BWBR0005537/2024-01-01#Hoofdstuk3", "BWBR0005537/2024-01-01"),
    ("https://wetten.overheid.nl/BWBR0001854/2023-01-01/0/informatie", "BWBR0001854"),
    ("https://deeplink.rechtspraak.nl/uitspraak?id=ECLI:NL:RVS:2019:1603", "ECLI:NL:RVS:2019:1603"),
]

IMPOSSIBLE = [
    ("kst-31490-0", "numbered from 1"),
    ("kst-31490-012", "without a leading 0"),
    ("kst-36600-IIII-3", "IIII is no budget chapter"),
    ("kst-36600-XXIV-3", "XXIV is no budget chapter"),
    ("kst-31490-12-3", "dossier 31490 has no parts of two digits"),
    ("kst-00012-3", "no dossier 00012"),
    ("ah-tk-20192021-3", "no parliamentary year"),
    ("ah-tk-20192020-0", "Aanhangsel nr. 0 does not exist"),
    ("h-tk-20072008-7943-7909", "last page comes before its first"),
    ("ag-tk-31-02-2010", "there is no 31-02-2010"),
    ("trb-1950-3", "that journal began in 1951"),
    ("BWBR0005537/2026-13-04/0", "there is no day 2026-13-04"),
    ("jci1.3:c:BWBR0002221&g=2020-02-30", "there is no day 2020-02-30"),
    ("1820D24822", "no numbers of 1820"),
    ("kamerstuk", "is no identifier"),
    ("BWBR537", "is no identifier"),
    ("", "is no identifier"),
    ("https://www.rijksoverheid.nl/documenten", "leads to no official paper"),
]

URLS = [
    ("kst-31490-284", "https://zoek.officielebekendmakingen.nl/kst-31490-284.html"),
    ("kst-31444-XVI-6", "https://zoek.officielebekendmakingen.nl/kst-31444-XVI-6.html"),
    ("kst-36600-XV", "https://zoek.officielebekendmakingen.nl/dossier/36600-XV"),
    ("2020D24822", "https://www.tweedekamer.nl/kamerstukken/detail?id=2020D24822"),
    ("2024A02517", "https://www.tweedekamer.nl/debat_en_vergadering/commissievergaderingen/details?id=2024A02517"),
    ("ECLI:NL:RVS:2019:1603", "https://deeplink.rechtspraak.nl/uitspraak?id=ECLI:NL:RVS:2019:1603"),
    ("BWBR0005537", "https://wetten.overheid.nl/BWBR0005537"),
    # no ELI is invented for a law (rule 20)
    ("BWBR0005537/2026-06-04/0", "http://wetten.overheid.nl/id/BWBR0005537/2026-06-04/0"),
    ("CVDR612978_1", "https://lokaleregelgeving.overheid.nl/CVDR612978/1"),
]


@pytest.mark.parametrize(("text", "identifier"), PRINTED)
def test_every_printed_form_is_read_as_what_it_is(text: str, identifier: Identifier) -> None:
    assert parse(text) == identifier
    assert str(identifier) == text


@pytest.mark.parametrize(("text", "printed"), AS_PEOPLE_GIVE_IT)
def test_what_people_type_or_paste_is_understood(text: str, printed: str) -> None:
    assert str(parse(text)) == printed


@pytest.mark.parametrize(("text", "reason"), IMPOSSIBLE)
def test_an_impossible_identifier_is_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(IdentifierError, match=reason):
        parse(text)


@pytest.mark.parametrize(("text", "url"), URLS)
def test_the_address_of_an_identifier(text: str, url: str) -> None:
    assert parse(text).url == url


def test_one_letter_is_first_a_paper_of_the_eerste_kamer_then_a_fund() -> None:
    assert parse("kst-31444-C") == AmbiguousId((KamerstukId("31444", "C"), DossierId("31444", "C")))


def test_a_roman_numeral_alone_is_first_a_budget_chapter() -> None:
    assert parse("kst-36600-XV") == AmbiguousId((DossierId("36600", "XV"), KamerstukId("36600", "XV")))


def test_a_letter_that_is_no_fund_is_no_ambiguity() -> None:
    assert parse("kst-29362-R") == KamerstukId("29362", "R")


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("h-tk-19951996-33-2512-2530", ("meeting", "first page", "last page")),
        ("h-tk-20072008-7909-7943", ("first page", "last page")),
        ("h-tk-20092010-62-5479", ("meeting", "first page")),
        ("h-tk-20102011-108-5", ("meeting", "item")),
    ],
)
def test_the_same_shape_of_handelingen_means_something_else_in_each_era(text: str, meaning: tuple[str, ...]) -> None:
    identifier = parse(text)
    assert isinstance(identifier, HandelingenId)
    assert identifier.meaning == meaning


def test_papers_sort_as_people_count() -> None:
    in_order = [
        "kst-9595-4",
        "kst-29362-9",
        "kst-29362-10",
        "kst-29362-A",
        "kst-29362-B",
        "kst-29362-AA",
        "kst-36600-IV-7",
        "kst-36600-IXB-2",
        "kst-36600-XIV-1",
        "kst-36600-A-1",
    ]
    assert [str(paper) for paper in sorted(map(parse, reversed(in_order)))] == in_order


def test_identifiers_of_different_kinds_can_be_sorted_together() -> None:
    mixed = ["stb-2023-281", "kst-31490-284", "ah-tk-20192020-1241", "2020D24822", "kst-31490"]
    assert len(sorted(map(parse, mixed))) == len(mixed)


sessions = st.integers(1946, 2040).map(lambda year: f"{year}-{year + 1}")
counts = st.integers(1, 9999)
numbers = st.one_of(counts.map(str), st.from_regex(r"[A-Z]{1,2}|[1-9]\d{0,2}[a-z]", fullmatch=True))
dossiers = st.integers(1000, 99999).map(str)
chambers = st.sampled_from(["I", "II"])
identifiers = st.one_of(
    st.builds(
        KamerstukId,
        dossiers,
        numbers,
        st.one_of(st.none(), st.sampled_from(CHAPTERS)),
        st.one_of(st.none(), st.sampled_from(["b1", "b12", "h1", "n2", "v1"])),
        st.one_of(st.none(), sessions),
    ),
    st.builds(KamerstukId, st.just("21501"), counts.map(str), st.sampled_from(["02", "20", "33"])),
    st.builds(DossierId, dossiers),
    st.builds(ProvisionalId, st.integers(100000, 9999999).map(str)),
    st.builds(HandelingenId, chambers, sessions.filter(lambda s: s > "2009"), st.tuples(counts, counts)),
    st.builds(AanhangselId, chambers, sessions, counts),
    st.builds(AgendaId, chambers, st.dates(min_value=date(1995, 1, 1)).map(str)),
    st.builds(TweedeKamerNumber, st.integers(1994, 2040), st.sampled_from("DZA"), st.integers(0, 99999)),
    st.builds(JournalId, st.sampled_from(["stb", "stcrt", "trb"]), st.integers(1951, 2040), counts),
    st.builds(AttachmentId, counts, st.one_of(st.none(), st.sampled_from(["10F", "2", "A"]))),
    st.builds(EcliId, st.just("NL"), st.sampled_from(["HR", "RVS", "RBDHA"]), st.integers(1900, 2040), counts.map(str)),
    st.builds(LocalRegulationId, counts, counts),
)


@given(identifiers)
def test_reading_back_what_is_printed_gives_the_same_identifier(identifier: Identifier) -> None:
    found = parse(str(identifier))
    assert identifier in (found.readings if isinstance(found, AmbiguousId) else (found,))
    assert str(found) == str(identifier)
    assert parse(str(found)) == found


@given(identifiers)
def test_the_address_of_an_identifier_leads_back_to_it(identifier: Identifier) -> None:
    assert str(parse(identifier.url)) == str(identifier)


@given(st.text(max_size=30))
def test_any_other_text_is_refused_with_a_sentence_or_read_for_good(text: str) -> None:
    try:
        found = parse(text)
    except IdentifierError:
        return
    assert parse(str(found)) == found
