"""Typeset papers of both houses say who they are in their margin, their foot and their id line."""

from __future__ import annotations

import pytest

from ingest.identifiers.mastheads import ID_LINE, dossier_of_line, is_margin, number_of_line
from tests.ingest.printed import Text, read

BODY = [
    "Het lid vraagt aandacht voor de uitvoering van de regeling in de provincies",
    "en voor de kosten die daarmee gemoeid zijn voor gemeenten en burgers.",
    "De Kamer heeft daarover eerder met de regering van gedachten gewisseld en",
    "verneemt graag of het voornemen in het voorjaar wordt uitgewerkt.",
]


def paper(house: str, dossier: str, number: str, title: str, foot: str, id: str):
    """A first page as it is typeset: numbers in the strip at the left, text in the column at the right."""
    lines = [
        Text(221, 60, f"{house} Kamer der Staten-Generaal", 14),
        Text(55, 100, "Vergaderjaar 2018–2019".replace("–", "-"), 8),
        Text(55, 130, dossier, 12, "B"),
        Text(221, 130, "Regels over de proef met de voorbeelden", 12, "B"),
        Text(55, 160, number, 12, "B"),
        Text(221, 160, title, 12, "B"),
        *[Text(221, 190 + 12 * n, line, 9) for n, line in enumerate(BODY * 4)],
        Text(55, 750, id, 6),
        Text(221, 780, f"{house} Kamer, vergaderjaar 2018-2019, {foot}", 6.5),
    ]
    return read(lines).metadata


MOTION = "MOTIE VAN HET LID DE VRIES C.S."
LETTER = "BRIEF VAN DE MINISTER VAN PROEVEN"
PAPERS = [
    # (house, margin, number in it, title, foot, id line), (id, kind, title, dossier, number, chamber)
    (
        ("Tweede", "34 999", "Nr. 12", MOTION, "34 999, nr. 12", "kst-34999-12"),
        ("kst-34999-12", "motie", MOTION, "34999", "12", "II"),
    ),
    # the margin of the Eerste Kamer has a letter alone
    (
        ("Eerste", "34 999", "G", MOTION, "34 999, G", "kst-34999-G"),
        ("kst-34999-G", "motie", MOTION, "34999", "G", "I"),
    ),
    (
        ("Eerste", "34 999", "AB", LETTER, "34 999, AB", "kst-34999-AB"),
        ("kst-34999-AB", "brief", LETTER, "34999", "AB", "I"),
    ),
    # a chapter that has a letter itself
    (
        ("Tweede", "36 600 IXB", "Nr. 7", LETTER, "36 600 IXB, nr. 7", "kst-36600-IXB-7"),
        ("kst-36600-IXB-7", "brief", LETTER, "36600-IXB", "7", "II"),
    ),
    # a dossier of the Eerste Kamer itself
    (
        ("Eerste", "CXXVI", "C", LETTER, "CXXVI, C", "kst-CXXVI-C"),
        ("kst-CXXVI-C", "brief", LETTER, "CXXVI", "C", "I"),
    ),
    # a reprint is a paper of its own
    (
        ("Tweede", "34 999", "Nr. 8 HERDRUK1", LETTER, "34 999, nr. 8", "kst-34999-8-h1"),
        ("kst-34999-8-h1", "brief", LETTER, "34999", "8", "II"),
    ),
    # also where no id is printed that says so
    (
        ("Tweede", "34 999", "Nr. 8 (herdruk)", LETTER, "34 999, nr. 8", ""),
        ("kst-34999-8-h1", "brief", LETTER, "34999", "8", "II"),
    ),
    # a dossier that looks like a letter, and the numbers with a letter of before 2000
    (
        ("Eerste", "CL", "B", MOTION, "CL, B", "kst-CL-B"),
        ("kst-CL-B", "motie", MOTION, "CL", "B", "I"),
    ),
    (
        ("Eerste", "24 999", "188b", MOTION, "24 999, 188b", "kst-24999-188b"),
        ("kst-24999-188b", "motie", MOTION, "24999", "188b", "I"),
    ),
    (
        ("Eerste", "34 999", "H", "VOORLOPIG VERSLAG VAN DE COMMISSIE", "34 999, H", "kst-34999-H"),
        ("kst-34999-H", "kamerstuk", "VOORLOPIG VERSLAG VAN DE COMMISSIE", "34999", "H", "I"),
    ),
    (
        ("Eerste", "CXXVI", "E", LETTER, "CXXVI, E", "kst-CXXVI-E-n1"),
        ("kst-CXXVI-E-n1", "brief", LETTER, "CXXVI", "E", "I"),
    ),
]


@pytest.mark.parametrize(("printed", "said"), PAPERS)
def test_a_paper_is_known_by_what_it_prints(printed, said):
    metadata = paper(*printed)
    found = (metadata.id, metadata.kind, metadata.title, metadata.dossiers[0], metadata.number, metadata.chamber)
    assert found == said


LINES = [
    ("31 490", "31490"),
    ("36 600 IIA", "36600-IIA"),
    ("36 600-XV", "36600-XV"),
    ("21 501-02", "21501-02"),
    ("34 158 (R2048)", "34158"),
    ("CXXVI", "CXXVI"),
    ("31 490 mensen", None),
    ("CIVIL", None),
    ("36 *** ", None),
]


@pytest.mark.parametrize(("line", "dossier"), LINES)
def test_a_line_in_the_margin_is_a_dossier(line, dossier):
    assert dossier_of_line(line) == dossier


def test_a_letter_alone_is_a_number_in_the_eerste_kamer_only():
    assert number_of_line("G", eerste_kamer=True) == "G"
    assert number_of_line("G", eerste_kamer=False) is None
    assert number_of_line("Nr. 7 HERDRUK", eerste_kamer=False) == "7"
    assert not is_margin("Nota", eerste_kamer=True)


@pytest.mark.parametrize(
    "id",
    (
        "kst-31490-7 kst-31490-7-h1 kst-36600-IXB-12 kst-21501-02-466 kst-CXXVI-G kst-31700-VI-D kst-34430-AB "
        "kst-23700-188b kst-1183151 kst-20032004-29200-II-C blg-1007826 ah-tk-20192020-12"
    ).split(),
)
def test_the_id_line_of_every_kind_of_paper_is_read_whole(id):
    assert ID_LINE.match(id).group() == id
