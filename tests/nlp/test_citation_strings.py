"""Every written form of a citation: as the rules prescribe it, and as people have written it since 1950."""

from __future__ import annotations

import pytest

from nlp.references.kamerstukken import find_references

# (the citation, what it names); each stands in a sentence in the test
CITATIONS = [
    # the letters of the Eerste Kamer, in lists and ranges
    ("Kamerstukken I 2021/22, 35 999, A en B", "kst-35999-A kst-35999-B"),
    ("Kamerstukken I 2021/22, 35 999, A, C en D", "kst-35999-A kst-35999-C kst-35999-D"),
    ("Kamerstukken I 2021/22, 35 999, B-D", "kst-35999-B kst-35999-C kst-35999-D"),
    ("Kamerstukken I 2021/22, 35 999, A t/m C", "kst-35999-A kst-35999-B kst-35999-C"),
    ("Kamerstukken I 2021/22, 35 999, nrs. A-C", "kst-35999-A kst-35999-B kst-35999-C"),
    ("Kamerstukken I 2021/22, 35 999, nr. A t/m nr. C", "kst-35999-A kst-35999-B kst-35999-C"),
    ("Kamerstukken I 2021/22, 35 999, Z t/m AB", "kst-35999-Z kst-35999-AA kst-35999-AB"),
    ("Kamerstukken I 1997/98, 25 111, nrs. 48a-48c", "kst-25111-48a kst-25111-48b kst-25111-48c"),
    ("Kamerstukken I 1997/98, 25 111, nr. 48b", "kst-25111-48b"),
    ("Kamerstukken I 35999 AC", "kst-35999-AC"),
    ("Kamerstukken I 2021/22, 35 999, AC", "kst-35999-AC"),
    ("Kamerstukken EK 2021/22, 35 999, nr. C", "kst-35999-C"),
    ("Kamerstukken I 2009/10, 32 123 XIV, B", "kst-32123-XIV-B"),
    # its own dossiers, in Roman numerals
    ("Kamerstukken I 2018/19, CXXVI, B", "kst-CXXVI-B"),
    ("Kamerstukken I 2018/19, CXXVI, A t/m C", "kst-CXXVI-A kst-CXXVI-B kst-CXXVI-C"),
    ("Kamerstukken I 2005/06, XLIV, nr. A", "kst-XLIV-A"),
    ("Kamerstuk CXXVI, B", "kst-CXXVI-B"),
    ("kst-CXXVI-B", "kst-CXXVI-B"),
    ("Eerste Kamer, vergaderjaar 2020-2021, CXXXIX, nr. A", "kst-CXXXIX-A"),
    ("Kamerstukken I 2023/24, 36 777 VII, letter C", "kst-36777-VII-C"),
    # a session and a chapter as they are seldom written
    ("Kamerstukken II 2020/'21, 35 777, nr. 3", "kst-35777-3"),
    ("Kamerstukken II 2021/22, 35 925 (XV), nr. 13", "kst-35925-XV-13"),
    ("Kamerstukken II 2021/22, 35 925 (hoofdstuk XV), nrs. 13 en 14", "kst-35925-XV-13 kst-35925-XV-14"),
    (
        "Kamerstukken II 2020/21, 35777, nrs. 4, 6-8 en 12",
        "kst-35777-4 kst-35777-6 kst-35777-7 kst-35777-8 kst-35777-12",
    ),
    # a point, a hyphen or nothing where the rules have a space
    ("Kamerstukken II 2007/08, 31200.VIII, 52", "kst-31200-VIII-52"),
    ("Kamerstukken II 31-200 XII nr 8", "kst-31200-XII-8"),
    ("Kamerstukken II 2007/08, 31.200XII, 8", "kst-31200-XII-8"),
    ("Kamerstukken II 2020/21, 35.777, nr. 4", "kst-35777-4"),
    ("Kamerstukken II 2008/09, 31 777 22", "kst-31777-22"),
    ("Kamerstukken II 2008/09, 31777 IV", "kst-31777-IV"),
    ("Kamerstukken II 2008/09, 31 200 hoofdstuk XV, nr. 2", "kst-31200-XV-2"),
    ("Kamerstuk 31200-XV-2", "kst-31200-XV-2"),
    ("Kamerstuk 36 600 IXB, nr. 7", "kst-36600-IXB-7"),
    ("Kamerstukken II 2024/25, 36 600 A, nr. 7", "kst-36600-A-7"),
    ("Kamerstukken II 2020/21, 21 501-20, nr. 1650", "kst-21501-20-1650"),
    # the house in a digit or in words
    ("Kamerstukken 2, 2008/09, 31 777, nr. 22", "kst-31777-22"),
    ("Kamerstukken 1 2021/22, 35 999, A", "kst-35999-A"),
    ("Kamerstukken der Tweede Kamer 2008/09, 31 777, nr. 22", "kst-31777-22"),
    ("Tweede Kamer, vergaderjaar 2008–2009, 31 777, nr. 22", "kst-31777-22"),
    ("TK 2008/09, 31 777, nr. 22", "kst-31777-22"),
    # older names and numbers
    ("Bijl. Hand. II 1977/78, 14 777, nr. 3", "kst-14777-3"),
    ("Bijl. Hand. I 1977/78, 14 777, nr. 3a", "kst-14777-3a"),
    ("Bijlagen Handelingen II 1977/78, 14 777, nr. 3", "kst-14777-3"),
    ("Bijlagen bij de Handelingen II 1977/78, 14 777, nrs. 3-5", "kst-14777-3 kst-14777-4 kst-14777-5"),
    ("Bijl. Hand. II 1955/56, 4222, nr. 5", "kst-4222-5"),
    ("Kamerstukken II, Zitting 1957-1958-5222, Nr. 3", "kst-5222-3"),
    ("Zitting 1957-1958 - 5222, nr. 3", "kst-5222-3"),
    ("Kamerstukken II 1966/67, 8777,8778, nr. 4", "kst-8777-4 kst-8778-4"),
    ("Kamerstukken II 1999/2000, 26 777, nr. 2", "kst-26777-2"),
    ("Kamerstukken II 1984/- 85, 18 777, nr. 3", "kst-18777-3"),
    ("Kamerstukken II 1980, 16 777, nr. 4", "kst-16777-4"),
    # the government's own texts
    ("Kamerstuk 29 777, nr. 324", "kst-29777-324"),
    ("Kamerstuk 29777-324", "kst-29777-324"),
    ("Kamerstukken II 2021/22, 36111 en 31015, nr. 6", "kst-36111-6 kst-31015-6"),
    ("Kamerstukken II 2001/02, 28 111, nr. 4, p. 12 en 13, en nr. 6", "kst-28111-4 kst-28111-6"),
    ("Kamerstukken II 2000/01, 27 111 (R 1669), nr. 4", "kst-27111-4"),
    ("kst-31777-7-h1", "kst-31777-7-h1"),
    # a reprint is another paper than its first print, and has pages of its own
    ("Kamerstukken II 2021/22, 31 777, nr. 7 (herdruk)", "kst-31777-7-h1"),
    ("Kamerstuk 31777, nr. 7 HERDRUK", "kst-31777-7-h1"),
    ("blg-1007777", "blg-1007777"),
    # Handelingen and their Aanhangsel
    ("Handelingen II 2011/12, nr. 88, item 5", "h-tk-20112012-88-5"),
    ("Handelingen der Tweede Kamer 2021/22, nr. 12, item 8", "h-tk-20212022-12-8"),
    ("Handelingen van de Eerste Kamer 2021/22, nr. 12, item 8", "h-ek-20212022-12-8"),
    ("Handelingen Tweede Kamer 2021/22, nr. 12, item 8", "h-tk-20212022-12-8"),
    ("Hand. I 2021/22, nr. 12, item 8", "h-ek-20212022-12-8"),
    ("Aanhangsel Handelingen II 2021/22, nr. 777", "ah-tk-20212022-777"),
    ("Aanhangsel van de Handelingen I 2021/22, nr. 7", "ah-ek-20212022-7"),
    ("Tweede Kamer, vergaderjaar 2021–2022, Aanhangsel 777", "ah-tk-20212022-777"),
    ("Tweede Kamer, vergaderjaar 2021–2022, Aanhangsel van de Handelingen, nr. 777", "ah-tk-20212022-777"),
    ("Handelingen II 2013/14, Aanhangsel, nr. 777", "ah-tk-20132014-777"),
    ("Handelingen TK 2013/14, 45-11-8", "h-tk-20132014-45-11"),
    # what has no identifier here
    ("Stb. 2021, 35", ""),
    ("Trb. 1952, 154 en 1968, 76", ""),
    ("Stcrt. 2018, 1234 en 2021, 5678", ""),
    ("Stb. 2021, 35 en 36", ""),
    ("PbEU 2016, L 119", ""),
    ("PB L, 2024/1777", ""),
    ("PB EU 2016 L 119/1", ""),
    ("PbEU L 119 van 4 mei 2016", ""),
    ("PB L 119 van 4.5.2016", ""),
    ("Gmb. 2020, 12777", ""),
    ("Wsb. 2020, 777", ""),
    ("PbEU L 2022/333", ""),
    ("ECLI:CE:ECHR:2020:0310JUD002433777", ""),
    ("ECLI:NL:HR:2017:777", ""),
    ("ECLI:NL:HR:2017: 777", ""),
    ("ECLI:NL:HR:\n2017:777", ""),
    ("ecli:nl:hr:2017:777", ""),
    ("EU:C:2017:777", ""),
]


@pytest.mark.parametrize(("citation", "targets"), CITATIONS)
def test_a_citation_is_found_whole_and_names_its_papers(citation, targets):
    (found,) = find_references(f"Zoals eerder gemeld (zie {citation}), is dat zo.")
    assert (found.text, " ".join(found.targets)) == (citation, targets)


NO_CITATIONS = [
    "Het kostte 35.777 euro, nr. 4 op de lijst.",
    "In 2019 waren er 31.490 mensen en 12-345 zaken.",
    "Bel 070-426 4000 of 31-200 voor hulp.",
    "Het is een mix van CIVIL law, hoofdstuk XXIV en LIX.",
    "De kamer XX, A op de gang.",
    "Zitting 2019 begint om 10 uur.",
    "De bijlage handelt over 14 213 gevallen.",
    "EU: C is een letter; ECLI: is een code.",
]


@pytest.mark.parametrize("text", NO_CITATIONS)
def test_numbers_that_look_alike_are_no_citations(text):
    assert find_references(text) == ()


def test_a_citation_does_not_end_on_a_comma():
    (found,) = find_references("Zie Handelingen II 2005/06, p. 2151-2169.")
    assert (found.text, found.targets) == ("Handelingen II 2005/06", ("h-tk-20052006-2151-2169",))


def test_what_stands_behind_a_letter_is_not_always_one():
    (found,) = find_references("Kamerstukken I 2021/22, 35 999, A en EU-recht.")
    assert found.targets == ("kst-35999-A",)
