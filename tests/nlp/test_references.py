"""References in running text. Rule numbers refer to the citation rules the project follows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.references.kamerstukken import find_references

# (a text with its references between [ and ], the targets of each)
KAMERSTUKKEN = [
    # Aanwijzing 3.43 and the Leidraad: house, year, dossier, number; the page stays outside (rules 1-5)
    ("Zie [Kamerstukken II 2009/10, 27858, nr. 88], p. 3.", [["kst-27858-88"]]),
    ("[Kamerstukken II 2015/16, 34442, nr. 3], p. 7", [["kst-34442-3"]]),
    ("[Kamerstukken II 1999/2000, 26800, nr. 2]", [["kst-26800-2"]]),
    ("[Kamerstukken I 2009/10, 32217, A]", [["kst-32217-A"]]),
    ("[Kamerstukken I 2014/15, 33802, C], p. 3", [["kst-33802-C"]]),
    ("[Kamerstukken I 1995/96, 23700, nr. 188b], p. 3", [["kst-23700-188b"]]),
    ("[Kamerstukken I 2017/18, 34430, nr. AB]", [["kst-34430-AB"]]),
    ("[Kamerstukken I 2008/09, 31700 VI, D], p. 4", [["kst-31700-VI-D"]]),
    ("Bijlage bij [Kamerstukken II 2015/16, 34389, nr. 9]", [["kst-34389-9"]]),
    ("[Kamerstukken II 1993/94-1996/97, 23761]", [["kst-23761"]]),
    ("[Kamerstukken 1993/94-1996/97, 23761]", [["kst-23761"]]),
    ("Dit wetsvoorstel ([Kamerstukken 31945]) regelt dat.", [["kst-31945"]]),
    # running text of the government (rule 11)
    ("zoals toegezegd ([Kamerstuk 29 362, nr. 324])", [["kst-29362-324"]]),
    ("in de motie ([25 764, nr. 4])", [["kst-25764-4"]]),
    ("de brief ([Kamerstuk 31865-207])", [["kst-31865-207"]]),
    ("Kenmerk [31865, nr. 156]", [["kst-31865-156"]]),
    # spaces and hyphens that printers and word processors put in
    ("[Kamerstuk 29\u00a0362, nr.\u00a0324]", [["kst-29362-324"]]),
    ("[Kamerstuk 29\u2009362, nr.\u202f324]", [["kst-29362-324"]]),
    ("([Kamerstuk 29683\u2013282])", [["kst-29683-282"]]),
    ("[Kamerstuk\n31\n490, nr.\n271], blz. 2", [["kst-31490-271"]]),
    ("[Kamerstukken II 2020-2021, 35 \n807, nr. 2]", [["kst-35807-2"]]),
    ("[Kamer-\nstukken II 2019/20, 31 490, nr. 271]", [["kst-31490-271"]]),
    # abbreviations and other names of the series and of the number
    ("[kamerstuk 31490 nr 271]", [["kst-31490-271"]]),
    ("[Kst. 31 490, nr. 271]", [["kst-31490-271"]]),
    ("[Kamerstuk nr. 31 490, nr. 271]", [["kst-31490-271"]]),
    ("[Kamerstuk 31 490, nummer 271]", [["kst-31490-271"]]),
    ("[Kamerstuk: 31 490, no. 271]", [["kst-31490-271"]]),
    ("[Kamerstuk 31 490, stuk nr. 271]", [["kst-31490-271"]]),
    ("[TK 2019/20, 31 490, nr. 271]", [["kst-31490-271"]]),
    ("[EK 2019/20, 35 300, A]", [["kst-35300-A"]]),
    ("[Kamerstukken TK 2019-2020, 31 490, nr. 271]", [["kst-31490-271"]]),
    ("[Tweede Kamer, vergaderjaar 2019\u20132020, 31 490, nr. 271]", [["kst-31490-271"]]),
    ("[Kamerstukken II, vergaderjaar 2019-2020, 31 490, nr. 271]", [["kst-31490-271"]]),
    ("[Kamerstukken I/II 2019/20, 31 490, nr. 271]", [["kst-31490-271"]]),
    ("[Kamerstukken II 1985/- 86, 19 403, nr. 3]", [["kst-19403-3"]]),
    ("[Kamerstukken II 2019/20, 31 490, 271]", [["kst-31490-271"]]),
    ("[Kamerstukken II 1981, 17 050, nr. 4]", [["kst-17050-4"]]),
    # lists and ranges: one span, several papers
    ("[Kamerstuk 31 490, nrs. 269 en 271]", [["kst-31490-269", "kst-31490-271"]]),
    ("[Kamerstuk 31 490, nr. 269 en 271]", [["kst-31490-269", "kst-31490-271"]]),
    ("[Kamerstuk 31 490, nrs. 269, 271 en 284]", [["kst-31490-269", "kst-31490-271", "kst-31490-284"]]),
    ("[Kamerstuk 31 490, nrs. 4 t/m 6]", [["kst-31490-4", "kst-31490-5", "kst-31490-6"]]),
    ("[Kamerstuk 31 490, nrs. 4-6]", [["kst-31490-4", "kst-31490-5", "kst-31490-6"]]),
    ("[Kamerstuk 31 490, nr. 269 en nr. 271]", [["kst-31490-269", "kst-31490-271"]]),
    ("[Kamerstuk 36600-VIII-14 en 15]", [["kst-36600-VIII-14", "kst-36600-VIII-15"]]),
    # a page between two numbers
    ("[Kamerstukken II 2001/02, 28 168, nr. 4, p. 12 en 13, en nr. 6], p. 2", [["kst-28168-4", "kst-28168-6"]]),
    ("[Kamerstuk 31 490, nr. 271], p. 4 e.v.", [["kst-31490-271"]]),
    ("[Kamerstukken II 2001/02, 28 168, nr. 3] (bijlage IV), blz. 21", [["kst-28168-3"]]),
    # one paper in two dossiers, and two papers in two dossiers
    ("[Kamerstukken II 2022/23, 36222 en 31015, nr. 6]", [["kst-36222-6", "kst-31015-6"]]),
    ("[Kamerstuk 31293/31289-777]", [["kst-31293-777", "kst-31289-777"]]),
    ("[Kamerstukken 34 682, nr. 135] en [35 334, nr. 309]", [["kst-34682-135"], ["kst-35334-309"]]),
    ("[31 490, nr. 269] en [Kamerstuk 31 490 nr. 271]", [["kst-31490-269"], ["kst-31490-271"]]),
    ("([Kamerstuk 24170-297]) ([Kamerstuk 24170-307])", [["kst-24170-297"], ["kst-24170-307"]]),
    # four-digit dossiers of before 1969, one comma, no space
    ("[Kamerstukken II 1967/68, 9595,9596, nr. 4]", [["kst-9595-4", "kst-9596-4"]]),
    # budget chapters and funds (rule 3)
    ("[Kamerstuk 31 444 XI, nr. 4]", [["kst-31444-XI-4"]]),
    ("[Kamerstuk 35 300-XV, nr. 12]", [["kst-35300-XV-12"]]),
    ("[Kamerstukken II 1986/87, 19 700 hoofdstuk XV, nr. 2]", [["kst-19700-XV-2"]]),
    ("[Kamerstuk 35 925 IV, nr. 3]", [["kst-35925-IV-3"]]),
    ("[Kamerstukken II 2019/20, 35 300, VII, nr. 29]", [["kst-35300-VII-29"]]),
    ("[Kamerstuk 36 600 IXB, nr. 12]", [["kst-36600-IXB-12"]]),
    ("([Kamerstuk 36600-A-6])", [["kst-36600-A-6"]]),
    ("de motie ([36 600A, nr. 35])", [["kst-36600-A-35"]]),
    ("de motie ([36600 XIV 29]).", [["kst-36600-XIV-29"]]),
    ("([36 410-XVI, nr. 91])", [["kst-36410-XVI-91"]]),
    ("de begroting ([Kamerstuk 36600-XV])", [["kst-36600-XV"]]),
    # the councils: the only dossier with parts of two digits
    ("[Kamerstuk 21 501-02, nr. 2498]", [["kst-21501-02-2498"]]),
    ("[Kamerstuk 21501-32-1680]", [["kst-21501-32-1680"]]),
    ("[Kamerstuk 21 501 20, nr. 5]", [["kst-21501-20-5"]]),
    # the number of a rijkswet is in no identifier
    ("[Kamerstukken II 2000/01, 27 484 (R 1669), nr. 4]", [["kst-27484-4"]]),
    ("([Kamerstuk 34158-(R2048)-13])", [["kst-34158-13"]]),
    ("([Kamerstuk 36597-(R2198)])", [["kst-36597"]]),
    # motions name the number first
    ("de motie op [stuk nr. 36 (36 410)]", [["kst-36410-36"]]),
    ("de moties op [stuk nrs. 36 en 37 (36 410-XVI)]", [["kst-36410-XVI-36", "kst-36410-XVI-37"]]),
    ("Zij krijgt [nr. 199 (31311)].", [["kst-31311-199"]]),
    # decision lists and bare dossiers
    ("Meerjarenplan 2020-2024 - [31490-284]\nBesluit: Ter informatie.", [["kst-31490-284"]]),
    ("Begroting van Financiën - [36600-IX-5] Besluit: Agenderen.", [["kst-36600-IX-5"]]),
    ("Gemeentelijke herindeling - [31816] Besluit: Aanmelden.", [["kst-31816"]]),
    ("de wetsvoorstellen [31815], [31816] en [31840] z.s.m.", [["kst-31815"], ["kst-31816"], ["kst-31840"]]),
    ("de Wet herindeling ([31916]) en meer", [["kst-31916"]]),
    ("de gewijzigde motie (t.v.v. [31936-281])", [["kst-31936-281"]]),
    # a printed id is a reference
    ("Dit stuk, [kst-31490-284], is openbaar.", [["kst-31490-284"]]),
    ("de bijlage [blg-1007826]", [["blg-1007826"]]),
    # what was named before
    ("[Kamerstuk 31 490, nr. 269] is helder; [dat Kamerstuk] noemt drie punten.", [["kst-31490-269"]] * 2),
]

KAMERSTUKKEN += [
    # letters of the Eerste Kamer without a comma before them, joined in words, and of two dossiers
    ("[Kamerstukken I 2020/21, 35 510 A t/m C]", [["kst-35510-A", "kst-35510-B", "kst-35510-C"]]),
    ("[Kamerstukken I 2020/21, 35 510, A alsmede C]", [["kst-35510-A", "kst-35510-C"]]),
    ("[Kamerstukken I 2020/21, 35 510, A] en [35 511, B-C]", [["kst-35510-A"], ["kst-35511-B", "kst-35511-C"]]),
    # a range whose last number is only its letter
    ("[Kamerstukken I 1998/99, 25 877, nrs. 59a–c]", [["kst-25877-59a", "kst-25877-59b", "kst-25877-59c"]]),
]

KAMERSTUKKEN += [
    # a dossier with its chapter and the number of a paper is one without the name of the series too
    ("Zie [31700.VIII, 32].", [["kst-31700-VIII-32"]]),
    ("zoals in [31-700 XII nr 6] staat", [["kst-31700-XII-6"]]),
    ("([31.700XII, 6])", [["kst-31700-XII-6"]]),
    ("in [31 700 VIII, 32 en 33]", [["kst-31700-VIII-32", "kst-31700-VIII-33"]]),
    # dossiers of three digits; those of before the war began anew each year
    ("[Kamerstukken II 1948/49, 891, nr. 3], p. 4", [["kst-891-3"]]),
    ("[Kamerstukken II 1912/13, 123, nr. 4]", [[]]),
]

OTHER_SERIES = [
    # rule 7
    ("[Aanhangsel Handelingen II 2014/15, nr. 1241]", [["ah-tk-20142015-1241"]]),
    ("[Aanhangsel Handelingen I 2014/15, nr. 12]", [["ah-ek-20142015-12"]]),
    ("[Aanhangsel Handelingen, vergaderjaar 2023\u20132024, nr. 594].", [["ah-tk-20232024-594"]]),
    ("[Aanhangsel Handelingen, vergaderjaar 2023-2024, 1028]", [["ah-tk-20232024-1028"]]),
    ("[Aanhangsel van de Handelingen II 2019/20, nrs. 3 en 5]", [["ah-tk-20192020-3", "ah-tk-20192020-5"]]),
    ("[Aanhangsel Handelingen II, vergaderjaar 1999-2000, nr. 7]", [["ah-tk-19992000-7"]]),
    ("[Aanhangsel van de Handelingen, nr. 7, vergaderjaar 2013-2014]", [["ah-tk-20132014-7"]]),
    ("[Aanhangsel Handelingen II, nr. 7 (2013-2014)].", [["ah-tk-20132014-7"]]),
    # rule 6 and 17: the id depends on the session
    ("[Handelingen II 2010/11, nr. 108, item 5], p. 25-36", [["h-tk-20102011-108-5"]]),
    ("[Handelingen II 2007/08, nr. 108], p. 7909-7943", [["h-tk-20072008-7909-7943"]]),
    ("[Handelingen II 2009/10, nr. 62], p. 5479-5490", [["h-tk-20092010-62-5479"]]),
    ("[Handelingen I 1995/96, nr. 33], p. 1512-1530", [["h-ek-19951996-33-1512-1530"]]),
    ("[Handelingen II 2007/08, nr. 108], p. 7909", [[]]),
    ("[Handelingen TK 2018-2019, nr. 4, item 6]", [["h-tk-20182019-4-6"]]),
    # rule 10: no targets
    ("[Stb. 2011, 35]", [[]]),
    ("([Staatsblad 2020, 118])", [[]]),
    ("[Stcrt. 2021 48265]", [[]]),
    ("[Stcrt. 2021, nr. 48265]", [[]]),
    ("[Trb. 1951, 154]", [[]]),
    ("[Stb. 2019, 289 en 290]", [[]]),
    ("wijziging van de Archiefwet 1962 ([Stb. 313])", [[]]),
    ("[PbEU 2016, L 119]", [[]]),
    ("([PbEG L 281])", [[]]),
    ("[Stcrt-2018-49440], 4 september 2018", [[]]),
    ("[Publicatieblad van de Europese Unie 2016, L 119/1]", [[]]),
    # papers and proceedings by the full name of the house, and the house before the series
    ("[Handelingen van de Tweede Kamer der Staten-Generaal 2020/21, nr. 12, item 8]", [["h-tk-20202021-12-8"]]),
    ("[Tweede Kamer, vergaderjaar 2020–2021, Handelingen, nr. 12, item 8]", [["h-tk-20202021-12-8"]]),
    ("[Aanhangsel van de Handelingen der Tweede Kamer 2020/21, nr. 1234]", [["ah-tk-20202021-1234"]]),
    # what the European Commission sends, and the numbers of EUR-Lex
    ("het voorstel [COM(2021) 206 final] en [SWD (2021) 84]", [[], []]),
    ("([COM/2018/392, 393 en 394]); [C(2021) 3316 definitief].", [[], []]),
    ("[COM(2010) 525/2] van de Commissie", [[]]),
    ("de verordening ([32016R0679]) en [CELEX:62018CJ0311]", [[], []]),
    # a list of one year behind another, with nr. before each number
    ("[Stcrt. 2019, nr. 1234 en 2020, nr. 5678]", [[]]),
    # an ECLI with room or a line end behind its colons
    ("zie [ECLI: NL:\nRVS: 2019: 1603] en [EU:C:\n2018:882]", [[], []]),
    # of a judgment only the ECLI
    ("ABRvS 29 mei 2019, [ECLI:NL:RVS:2019:1603].", [[]]),
    ("HvJ EU 7 november 2018, C-293/17, [ECLI:EU:C:2018:882], r.o. 4", [[]]),
]

NO_REFERENCE = [
    # amounts, counts and percentages
    "De kosten bedragen 36 410 euro en 29.362 uur.",
    "Er waren 31 490 aanvragen, 12 857 daarvan (36 410 in totaal) zijn afgehandeld.",
    "een bedrag van 25.764.000",
    # telephone numbers, postcodes, bank accounts, digital object identifiers
    "Bel 070-31 490 12 of 0900 - 12345.",
    "Postbus 20401, 2500 EK Den Haag",
    "https://doi.org/10.1186/s13054-020-03077-0",
    # an id in a web address is no reference in the text
    "Zie https://zoek.officielebekendmakingen.nl/kst-31490-284.html",
    # case, commitment and document numbers
    "de zaak 2015Z05561, het arrest C-721/21 en toezegging T03842",
    # a series without number
    "De Kamerstukken zijn openbaar. Het Staatsblad verschijnt dagelijks.",
    # PBL is an agency, not the PB
    "Het PBL 2020 en PBL L 12",
    # a demonstrative with nothing to point to
    "In dat Kamerstuk staat niets.",
    "De Handelingen van de Tweede Kamer",
    # no document of the Commission, and no number of EUR-Lex
    "de COM(2021), artikel C (2021) 12, de COM 2021 206, bestelnummer 32016R06791 en 132016R0679",
    # a dossier of three digits without house, year or paper
    "Kamerstukken II 1948/49, 891 en Kamerstukken, 891, nr. 3 en dossier 891",
    # amounts and tables beside Roman numerals, and a chapter of one letter
    "tabel 12 345 XII, 3 en 31.700 V, 6 en 31 700 IV. 6 en 1.31.700 XII, 6 en 31.700 XII, 6%",
    # a chapter that does not exist
    "tabel 12 345 XXIV",
]


def _marked(text: str) -> tuple[str, list[str]]:
    references = [part.split("]")[0] for part in text.split("[")[1:]]
    return text.replace("[", "").replace("]", ""), references


@pytest.mark.parametrize(("marked", "targets"), [*KAMERSTUKKEN, *OTHER_SERIES])
def test_a_citation_is_found_whole_with_its_targets(marked: str, targets: list[list[str]]) -> None:
    text, references = _marked(marked)
    found = find_references(text)
    assert [(reference.text, list(reference.targets)) for reference in found] == list(
        zip(references, targets, strict=True)
    )


@pytest.mark.parametrize("text", NO_REFERENCE)
def test_what_only_looks_like_a_citation_is_left_alone(text: str) -> None:
    assert find_references(text) == ()


FRAGMENTS = """Kamerstuk|Kamerstukken II|31 490|36600-XV|nr. 3|nrs. 4 en 5|,|(|)|2019/20|Stb.|en|p. 3|\n|A|-|12
Handelingen|Aanhangsel|dat Kamerstuk|ECLI:NL:HR:2020:1""".split("|")
fragments = st.sampled_from(FRAGMENTS)


@given(st.lists(fragments, max_size=14).map(" ".join))
def test_references_are_slices_in_order_and_do_not_overlap(text: str) -> None:
    found = find_references(text)
    assert [text[reference.start : reference.end] for reference in found] == [reference.text for reference in found]
    ends = [0, *(reference.end for reference in found)]
    assert all(end <= reference.start for end, reference in zip(ends, found, strict=False))
