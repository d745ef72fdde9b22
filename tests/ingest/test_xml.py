import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.errors import UnreadableError
from ingest.model import Signatory
from ingest.xml import looks_like_xml, read_xml

CORPUS = Path(__file__).parents[3] / "shared" / "corpus" / "xml"

KAMERSTUK = """<?xml version="1.0" encoding="UTF-8"?>
<officiele-publicatie>
  <metadata><meta name="DC.identifier" scheme="" content="kst-90001-IXB-7"/></metadata>
  <kamerstuk>
    <kamerstukkop>
      <tekstregel inhoud="vergaderjaar">Vergaderjaar 2031-2032</tekstregel>
      <tekstregel inhoud="kameraanduiding">Tweede Kamer der Staten-Generaal</tekstregel>
    </kamerstukkop>
    <dossier>
      <dossiernummer><dossiernr>90 001</dossiernr><begrotingshoofdstuk>IXB</begrotingshoofdstuk></dossiernummer>
      <titel>Onderhoud van de dijken</titel>
    </dossier>
    <stuk>
      <stuknr>Nr. <ondernummer kamer="2">7</ondernummer></stuknr>
      <titel>BRIEF VAN DE MINISTER VAN WATERBEHEER</titel>
      <datumtekst>Ontvangen <datum isodatum="2031-10-03">3 oktober 2031</datum></datumtekst>
      <algemeen><vrije-tekst><tekst>INHOUD</tekst></vrije-tekst></algemeen>
    </stuk>
  </kamerstuk>
</officiele-publicatie>"""


def read(inhoud, name="brief.xml", **more):
    return read_xml(KAMERSTUK.replace("INHOUD", inhoud).encode(), name, **more)


def blocks(document):
    """(kind, level or marker, text) of the blocks below the title and the date."""
    shown = [block for block in document.blocks if block.start >= document.text.index("Ontvangen")]
    return [(block.kind, block.level or block.marker, document.text[block.start : block.end]) for block in shown[1:]]


CASES = [
    ("<al>Wij <nadruk type='cur'>doen</nadruk>\n dit.</al>", [("paragraph", None, "Wij doen dit.")]),
    # numbers of headings decide their level, also where divisions are not nested
    (
        "<divisie><kop><nr>2.</nr><titel>Aanpak</titel></kop><al>a</al></divisie>"
        "<divisie><kop><nr>2.1</nr><titel>Geld</titel></kop><al>b</al></divisie>",
        [("heading", 2, "2. Aanpak"), ("paragraph", None, "a"), ("heading", 3, "2.1 Geld"), ("paragraph", None, "b")],
    ),
    # else the depth of the divisions
    (
        "<divisie><kop><titel>A</titel></kop><divisie><kop><titel>B</titel></kop><al>b</al></divisie></divisie>",
        [("heading", 2, "A"), ("heading", 3, "B"), ("paragraph", None, "b")],
    ),
    ("<tussenkop kopopmaak='vet'>Kop</tussenkop><al>a</al>", [("heading", 3, "Kop"), ("paragraph", None, "a")]),
    ("<tussenkop kopopmaak='cur'>Kop</tussenkop><al>a</al>", [("heading", 4, "Kop"), ("paragraph", None, "a")]),
    # a list in a list, and an item of two paragraphs
    (
        "<lijst><li><li.nr>1.</li.nr><al>een</al><al>meer</al><lijst><li><li.nr>–</li.nr><al>sub</al></li></lijst></li></lijst>",
        [("list_item", "1.", "een"), ("paragraph", None, "meer"), ("list_item", "–", "sub")],
    ),
    # a list inside a line of text
    (
        "<al>Te weten:<lijst><li><li.nr>a.</li.nr><al>dit</al></li></lijst></al>",
        [("paragraph", None, "Te weten:"), ("list_item", "a.", "dit")],
    ),
    ("<lid><lidnr>1.</lidnr><al>Het eerste lid.</al></lid>", [("list_item", "1.", "Het eerste lid.")]),
    ("<box><al>In een kader.</al></box>", [("box", None, "In een kader.")]),
    # elements we do not know keep their words
    ("<nieuw>los <anders>woord</anders></nieuw>", [("paragraph", None, "los"), ("paragraph", None, "woord")]),
    # files laid out anew have line ends around the elements of a sentence
    (
        "<al>\n over (\n <nadruk>\n CO\n <inf>\n 2\n </inf>\n -uitstoot\n </nadruk>\n )\n .</al>",
        [("paragraph", None, "over (CO2-uitstoot).")],
    ),
    # office and name are printed on lines of their own
    (
        "<ondertekening><functie>De Minister</functie> van Waterbeheer,<naam><voornaam>A.</voornaam>"
        "<achternaam>Dijk</achternaam></naam></ondertekening>",
        [("paragraph", None, "De Minister van Waterbeheer,"), ("paragraph", None, "A. Dijk")],
    ),
]


@pytest.mark.parametrize(("inhoud", "expected"), CASES)
def test_elements_become_the_blocks_they_print(inhoud, expected):
    assert blocks(read(inhoud)) == expected


def test_title_of_the_dossier_and_of_the_paper_are_headings_1_and_2():
    document = read("<al>x</al>")
    assert document.text.startswith("Onderhoud van de dijken\n\nBRIEF VAN DE MINISTER VAN WATERBEHEER\n\nOntvangen 3")
    assert [(block.kind, block.level) for block in document.blocks[:2]] == [("heading", 1), ("heading", 2)]


def test_items_stand_on_lines_below_each_other_with_their_markers():
    items = "".join(f"<li><li.nr>{number}.</li.nr><al>punt</al></li>" for number in (1, 2))
    assert read(f"<al>Dit:</al><lijst>{items}</lijst><al>Slot.</al>").text.endswith("Dit:\n\n1. punt\n2. punt\n\nSlot.")


def test_table_is_read_row_by_row_with_merged_cells_at_their_first_place():
    document = read(
        "<table><title>Kosten</title><tgroup cols='3'>"
        "<colspec colname='c1'/><colspec colname='c2'/><colspec colname='c3'/>"
        "<thead><row><entry colname='c1' morerows='1'><al>Jaar</al></entry>"
        "<entry namest='c2' nameend='c3'><al>Geld</al></entry></row>"
        "<row><entry colname='c2'><al>plan</al></entry><entry colname='c3'><al>echt</al></entry></row></thead>"
        "<tbody><row><entry><al>2030</al></entry><entry><al>1</al></entry><entry/></row>"
        "<row><entry/><entry/><entry/></row></tbody></tgroup></table>"
    )
    assert blocks(document) == [
        ("caption", None, "Kosten"),
        ("table", None, "Jaar | Geld\n | plan | echt\n2030 | 1"),
    ]
    assert "|" not in [document.text[word.start : word.end] for word in document.words]
    table = document.blocks[-1]
    assert [(cell.row, cell.column, document.text[cell.start : cell.end]) for cell in table.cells] == [
        (0, 0, "Jaar"),
        (0, 1, "Geld"),
        (1, 0, ""),
        (1, 1, "plan"),
        (1, 2, "echt"),
        (2, 0, "2030"),
        (2, 1, "1"),
    ]


NOTE = "<noot id='n1' type='voet'><noot.nr>3</noot.nr><noot.al>Zie het <nadruk>plan</nadruk>.</noot.al></noot>"
NOTE_CASES = [
    # glued to a year, as it is printed
    (f"<al>op 2 juli 2031{NOTE} zei</al>", "op 2 juli 2031", "op 2 juli 2031 zei"),
    # after the stop, with the next sentence glued to it
    (f"<al>Dat is zo.{NOTE}Dus.</al>", "Dat is zo.", "Dat is zo. Dus."),
    # a space in front of the marker is not the text's
    (f"<al>volgens haar {NOTE}, en</al>", "volgens haar", "volgens haar, en"),
    # at the end
    (f"<al>Zo is het.{NOTE}</al>", "Zo is het.", "Zo is het."),
]


@pytest.mark.parametrize(("inhoud", "before", "sentence"), NOTE_CASES)
def test_note_leaves_the_sentence_and_knows_where_its_marker_stood(inhoud, before, sentence):
    document = read(inhoud)
    (note,) = document.footnotes
    body = document.text[: note.start]
    assert body.endswith(f"{sentence}\n\n3 ")
    assert body[: note.ref].endswith(before)
    assert document.text[note.start : note.end] == "Zie het plan."
    assert (note.marker, document.blocks[-1].kind, document.blocks[-1].marker) == ("3", "footnote", "3")


def test_metadata_of_a_letter_is_what_it_prints():
    document = read(
        "<al>Den Haag, 30 september 2031</al><al>Tekst.</al><ondertekening><functie>De Minister</functie>"
        " van Waterbeheer,<naam><voornaam>A.</voornaam><achternaam>Dijk</achternaam></naam></ondertekening>"
    )
    metadata = document.metadata
    assert metadata.id == "kst-90001-IXB-7"
    assert (metadata.kind, metadata.date) == ("brief", "2031-09-30")
    assert (metadata.dossiers, metadata.number) == (("90001-IXB",), "7")
    assert (metadata.session, metadata.chamber) == ("2031-2032", "II")
    assert (metadata.title, metadata.subject) == ("BRIEF VAN DE MINISTER VAN WATERBEHEER", "Onderhoud van de dijken")
    assert metadata.signatories == (Signatory("A. Dijk", "De Minister van Waterbeheer"),)


def test_letter_without_a_day_in_it_has_the_day_it_was_received():
    assert read("<al>Op 1 mei 2030 begon het.</al>").metadata.date == "2031-10-03"


def test_motion_is_signed_by_the_members_after_its_last_words():
    xml = KAMERSTUK.replace("BRIEF VAN DE MINISTER VAN WATERBEHEER", "GEWIJZIGDE MOTIE VAN HET LID JANS C.S.")
    inhoud = "<al>en gaat over tot de orde van de dag.</al><al-groep><al>Jans,</al><al>De Boer</al></al-groep>"
    metadata = read_xml(xml.replace("INHOUD", inhoud).encode(), "x.xml").metadata
    assert (metadata.kind, metadata.signatories) == ("motie", (Signatory("Jans"), Signatory("De Boer")))


def test_metadata_beside_the_paper_is_used_in_both_its_forms():
    field = '<metadata name="OVERHEIDop.documenttitel" content="Stand van de dijken"/>'
    beside = f"<metadata_gegevens>{field}</metadata_gegevens>"
    owms = (
        '<owms-metadata xmlns:op="http://standaarden.overheid.nl/oep/meta/"><oep>'
        "<op:documenttitel>Stand van de dijken</op:documenttitel></oep></owms-metadata>"
    )
    for metadata in (beside, owms):
        assert read("<al>x</al>", metadata=metadata.encode()).metadata.title == "Stand van de dijken"


def test_dossier_of_the_council_of_the_eu_keeps_its_number():
    xml = KAMERSTUK.replace("<begrotingshoofdstuk>IXB</begrotingshoofdstuk>", "-<raadnr>02</raadnr>")
    assert read_xml(xml.replace("INHOUD", "<al>x</al>").encode(), "x.xml").metadata.dossiers == ("90001-02",)


def test_answers_carry_the_day_they_came_in_and_question_headings():
    xml = """<officiele-publicatie><kamervragen><kamervraagkop>
        <tekstregel inhoud="overig">Vragen gesteld door de leden</tekstregel></kamervraagkop>
        <kamervraagnummer>12</kamervraagnummer>
        <kamervraagomschrijving type="vraag">Vragen van het lid
        <naam><voornaam>B.</voornaam><achternaam>Vos</achternaam></naam>,
        over <kamervraagonderwerp>sluizen</kamervraagonderwerp>
        (ingezonden <datum isodatum="2031-01-02">2 januari</datum>).
        </kamervraagomschrijving><kamervraagomschrijving type="antwoord">Antwoord (ontvangen
        <datum isodatum="2031-02-03">3 februari</datum>).</kamervraagomschrijving>
        <vraag><nr>Vraag 1</nr><al>Klopt dit?</al></vraag><antwoord><nr>Antwoord 1</nr><al>Ja.</al></antwoord>
        </kamervragen></officiele-publicatie>"""
    document = read_xml(xml.encode(), "ah-tk-20302031-12.xml")
    metadata = document.metadata
    assert (metadata.id, metadata.kind, metadata.number) == ("ah-tk-20302031-12", "aanhangsel", "12")
    assert (metadata.date, metadata.subject) == ("2031-02-03", "sluizen")
    assert (metadata.session, metadata.chamber) == ("2030-2031", "II")
    assert "Vragen van het lid B. Vos, over sluizen (ingezonden 2 januari)." in document.text
    headings = [document.text[block.start : block.end] for block in document.blocks if block.level == 3]
    assert headings == ["Vraag 1", "Antwoord 1"]


def test_text_that_was_encoded_twice_is_read_as_it_was_meant():
    xml = "\ufeff\n" + KAMERSTUK.replace("INHOUD", "<al>één dijk</al>")
    twice = xml.encode().decode("latin-1").encode()
    assert looks_like_xml(twice)
    assert read_xml(twice, "x.xml").text.endswith("één dijk")


BAD = [
    (b"", "no well-formed XML"),
    (b"<?xml version='1.0'?><officiele-publicatie><kamerstuk>", "no well-formed XML"),
    (b"<html><body>404</body></html>", "begins with <html>"),
    # a paper published as PDF only
    (KAMERSTUK.replace("INHOUD", "").replace("datumtekst", "stuknr").encode(), "published as PDF only"),
    (b"<officiele-publicatie/>", "published as PDF only"),
]


@pytest.mark.parametrize(("data", "reason"), BAD)
def test_what_holds_no_paper_is_refused_with_the_reason(data, reason):
    with pytest.raises(UnreadableError, match=r"^x\.xml .*" + reason):
        read_xml(data, "x.xml")


def test_nothing_outside_the_file_is_read_and_entities_do_not_grow(tmp_path):
    secret = tmp_path / "geheim.txt"
    secret.write_text("GEHEIM")
    laughs = "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 4))
    doctype = f"<!DOCTYPE x [<!ENTITY e SYSTEM 'file://{secret}'><!ENTITY l0 'ha'>{laughs}]>"
    xml = KAMERSTUK.replace("<officiele-publicatie>", doctype + "<officiele-publicatie>", 1)
    document = read_xml(xml.replace("INHOUD", "<al>voor &e; &l3; na</al>").encode(), "x.xml")
    assert document.text.endswith("voor na")


TAGS = st.sampled_from(
    [
        "al",
        "al-groep",
        "lijst",
        "li",
        "tekst",
        "divisie",
        "kop",
        "titel",
        "nadruk",
        "onbekend",
        "box",
        "naam",
        "inf",
        "tussenkop",
    ]
)
WORDS = st.lists(st.integers(100, 999).map(str), max_size=3).map(lambda words: "".join(f" {word} " for word in words))


def element(tag, before, children, after):
    return f"<{tag}>{before}{''.join(children)}</{tag}>{after}"


TREES = st.recursive(
    st.builds(element, TAGS, WORDS, st.just([]), WORDS),
    lambda inner: st.builds(element, TAGS, WORDS, st.lists(inner, max_size=3), WORDS),
    max_leaves=12,
)


@given(st.lists(TREES, max_size=3))
def test_no_word_is_lost_whatever_stands_in_what(trees):
    inhoud = "".join(trees)
    document = read(f"<al>begin</al>{inhoud}")
    shown = document.text[document.text.index("begin") :]
    assert sorted(re.findall(r"\d{3}", shown)) == sorted(re.findall(r"\d{3}", inhoud))
    assert all(first.end <= second.start for first, second in zip(document.blocks, document.blocks[1:], strict=False))


@pytest.mark.skipif(not CORPUS.is_dir(), reason=f"{CORPUS} is not here")
def test_every_paper_of_the_corpus_is_read_with_its_own_id_and_number():
    papers = [path for path in sorted(CORPUS.glob("*.xml")) if re.match(r"(kst|ah|h)-[^.]*\.xml$", path.name)]
    assert len(papers) > 90
    for path in papers:
        document = read_xml(path.read_bytes(), path.name)
        metadata = document.metadata
        assert metadata.id == path.stem
        assert metadata.chamber == "II"
        assert re.fullmatch(r"\d{4}-\d{4}", metadata.session)
        assert metadata.title
        if metadata.id.startswith("kst"):
            assert metadata.id == f"kst-{metadata.dossiers[0]}-{metadata.number}"
            assert (metadata.kind, bool(metadata.signatories), bool(metadata.date)) == ("motie", True, True)
        assert not re.search(r"\s[,;:)]|\(\s|  |[\u0080-\u009f]", document.text), path.name
