"""Word files, web pages and plain texts are read as what people see in them, and hostile ones are refused."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from ingest.citing.places import place_in
from ingest.errors import UnreadableError
from ingest.formats import package
from ingest.formats.docx import read_docx
from ingest.formats.web import read_html
from ingest.model import Document
from ingest.reader import read_file


def saved(word) -> bytes:
    stream = io.BytesIO()
    word.save(stream)
    return stream.getvalue()


def texts(document: Document, kind: str) -> list[str]:
    return [document.text[block.start : block.end] for block in document.blocks if block.kind == kind]


def motion() -> bytes:
    """A motion in the form of parliament: a table with the numbers at the left, and the text in it too."""
    word = docx.Document()
    table = word.add_table(rows=0, cols=2)
    for left, right in [
        ("TWEEDE KAMER DER STATEN-GENERAAL", "2"),
        ("Vergaderjaar 2024-2025", ""),
        ("34 999", "Regels over de proef"),
        ("Nr. 12", "MOTIE VAN HET LID DE VRIES"),
    ]:
        cells = table.add_row().cells
        cells[0].text, cells[1].text = left, right
    cell = table.add_row().cells[1]
    cell.text = "Voorgesteld 3 juni 2025"
    for line in ("De Kamer,", "gehoord de beraadslaging,", "verzoekt de regering de proef te verlengen,"):
        cell.add_paragraph(line)
    return saved(word)


def test_a_motion_in_word_is_known_by_its_masthead():
    read = read_docx(motion(), "Motie.docx")
    found = read.metadata
    assert (found.id, found.kind, found.number, found.dossiers) == ("kst-34999-12", "motie", "12", ("34999",))
    assert (found.title, found.date) == ("MOTIE VAN HET LID DE VRIES", "2025-06-03")
    assert (found.session, found.chamber) == ("2024-2025", "II")
    assert texts(read, "heading") == ["Regels over de proef", "MOTIE VAN HET LID DE VRIES"]
    assert texts(read, "paragraph")[-1] == "verzoekt de regering de proef te verlengen,"
    assert "34 999" in [item.text for item in read.furniture]
    assert read.pages == ()


def test_a_letter_in_word_has_its_date_and_subject_from_its_head():
    word = docx.Document()
    table = word.add_table(rows=0, cols=2)
    for left, right in [("Datum", "3 juni 2025"), ("Onderwerp", "Voortgang van de proef"), ("Ons kenmerk", "1234567")]:
        cells = table.add_row().cells
        cells[0].text, cells[1].text = left, right
    word.add_paragraph("Geachte voorzitter,")
    word.add_paragraph("In antwoord op uw brief van 5 mei 2025, nr. 2025Z01234, deel ik u het volgende mee.")
    found = read_docx(saved(word), "brief.docx").metadata
    assert (found.kind, found.title, found.date) == ("brief", "Voortgang van de proef", "2025-06-03")
    assert (found.kenmerk, found.reply_to) == ("1234567", "2025Z01234")


def test_who_signed_a_letter_in_word_gave_it_out_though_the_answers_follow():
    word = docx.Document()
    word.add_paragraph("In antwoord op uw brief van 5 mei 2025, nr. 2025Z01234, deel ik u het volgende mee.")
    for text in ("mede namens de minister van Justitie en Veiligheid,", "de minister van Defensie", "P. de Waal"):
        word.add_paragraph(text)
    for number in range(12):
        word.add_paragraph(f"Vraag {number}")
        word.add_paragraph("Dat is zo; de proef wordt nog een jaar voortgezet en daarna herzien.")
    found = read_docx(saved(word), "brief.docx").metadata
    assert found.issuer == "Ministerie van Defensie"
    assert [(each.name, each.office) for each in found.signatories] == [("P. de Waal", "de minister van Defensie")]


def test_headings_lists_tables_and_notes_of_word_are_blocks():
    word = docx.Document()
    word.add_heading("Aanpak", level=2)
    word.add_paragraph("Wij doen dit.")
    word.add_paragraph("eerste", style="List Bullet")
    word.add_paragraph("tweede", style="List Number")
    table = word.add_table(rows=2, cols=2)
    for place, text in enumerate(("Jaar", "Bedrag", "2024", "12")):
        table.cell(place // 2, place % 2).text = text
    read = read_docx(saved(word), "nota.docx")
    blocks = [(block.kind, block.level, block.marker) for block in read.blocks]
    assert blocks == [
        ("heading", 2, None),
        ("paragraph", None, None),
        ("list_item", None, "•"),
        ("list_item", None, "1."),
        ("table", None, None),
    ]
    assert texts(read, "table") == ["Jaar | Bedrag\n2024 | 12"]
    assert all(read.text[word.start : word.end].strip() for word in read.words)


def test_what_tracked_changes_removed_and_what_is_hidden_is_not_read():
    word = docx.Document()
    paragraph = word.add_paragraph("De proef wordt ")
    removed = paragraph.add_run("beëindigd")
    paragraph.add_run("verlengd.")
    hidden = paragraph.add_run(" geheim")
    hidden.font.hidden = True
    deletion = OxmlElement("w:del")
    removed._r.addprevious(deletion)
    deletion.append(removed._r)
    for text in removed._r.iter(qn("w:t")):
        text.tag = qn("w:delText")
    hyphen = paragraph.add_run("")
    hyphen._r.append(OxmlElement("w:noBreakHyphen"))
    assert read_docx(saved(word), "brief.docx").text == "De proef wordt verlengd.-"


def zipped(**parts: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/") + ".xml", text)
    return stream.getvalue()


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def test_footnotes_of_word_are_footnotes():
    body = (
        '<w:p><w:r><w:t>De wet</w:t></w:r><w:r><w:footnoteReference w:id="7"/></w:r><w:r><w:t> geldt.</w:t></w:r></w:p>'
    )
    data = zipped(
        word__document=f"<w:document {W}><w:body>{body}</w:body></w:document>",
        word__footnotes=f'<w:footnotes {W}><w:footnote w:id="7"><w:p><w:r><w:t>Stb. 2020, 1.</w:t></w:r></w:p>'
        "</w:footnote></w:footnotes>",
    )
    read = read_docx(data, "nota.docx")
    (note,) = read.footnotes
    assert (read.text[note.start : note.end], read.text[: note.ref]) == ("Stb. 2020, 1.", "De wet")
    assert read.text.startswith("De wet geldt.")


def test_an_entity_of_another_file_is_not_read(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("geheim")
    entity = f'<!DOCTYPE d [<!ENTITY x SYSTEM "file://{secret}">]>'
    body = "<w:p><w:r><w:t>voor &x; na</w:t></w:r></w:p>"
    data = zipped(word__document=f"{entity}<w:document {W}><w:body>{body}</w:body></w:document>")
    assert "geheim" not in read_docx(data, "brief.docx").text


def test_a_small_file_that_unpacks_to_a_huge_one_is_refused(monkeypatch):
    monkeypatch.setattr(package, "MAX_PART_BYTES", 100_000)
    data = zipped(word__document="<d>" + "a" * 2_000_000 + "</d>")
    assert len(data) < 10_000
    with pytest.raises(UnreadableError, match="unpacks to more than"):
        read_docx(data, "bom.docx")


NO_WORD_FILES = [
    (zipped(xl__workbook="<x/>"), "no Word file"),
    (b"PK\x03\x04" + b"\0" * 200, "no whole Word file"),
    (zipped(word__document="<w:document"), "damaged Word file"),
    (zipped(word__document=f"<w:document {W}><w:body/></w:document>"), "holds no text"),
]


@pytest.mark.parametrize(("data", "reason"), NO_WORD_FILES)
def test_what_is_no_word_file_is_said_to_be_none(data, reason):
    with pytest.raises(UnreadableError, match=reason):
        read_docx(data, "x.docx")


PAGE = """<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title>
<meta name="DC.identifier" content="kst-34999-12"/><meta name="OVERHEIDop.vergaderjaar" content="2024-2025"/>
<script>var a = "niet lezen";</script></head><body><div id="kopregel">Menu</div><div id="broodtekst">
<h1>Regels over de proef</h1><h2>MOTIE VAN HET LID DE VRIES</h2><p>De <em>Kamer</em> verzoekt<br/>de regering.</p>
<ul><li>ten eerste</li><li>ten tweede</li></ul><table><tr><th>Jaar</th><td>2024</td></tr></table>losse woorden
</div></body></html>"""


def test_the_html_edition_of_a_paper_is_read_without_what_stands_around_it():
    read = read_html(PAGE.encode(), "kst-34999-12.html")
    found = read.metadata
    assert (found.id, found.kind, found.number, found.dossiers) == ("kst-34999-12", "motie", "12", ("34999",))
    assert texts(read, "heading") == ["Regels over de proef", "MOTIE VAN HET LID DE VRIES"]
    assert texts(read, "paragraph") == ["De Kamer verzoekt de regering.", "losse woorden"]
    assert texts(read, "list_item") == ["ten eerste", "ten tweede"]
    assert "Menu" not in read.text
    assert "niet lezen" not in read.text


def test_a_web_page_without_text_and_one_without_bottom_are_told():
    with pytest.raises(UnreadableError, match="without text"):
        read_html(b"<html><body><div id='app'></div><script>x</script></body></html>", "app.html")
    deep = b"<html><body>" + b"<div>" * 5000 + b"<p>diep</p></body></html>"
    with pytest.raises(UnreadableError):
        read_html(deep, "deep.html")


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("notitie.txt", b"Een notitie.\r\n\r\nNog een alinea.", "paragraph"),
        ("notitie.md", b"# Kop\n\nEen notitie.", "heading"),
        ("oud.txt", "Financiën".encode("cp1252"), "paragraph"),
    ],
)
def test_a_plain_text_is_a_document_of_its_own(tmp_path, name, data, kind):
    (tmp_path / name).write_bytes(data)
    read = read_file(tmp_path / name)
    assert (read.blocks[0].kind, read.pages, read.metadata.kind) == (kind, (), "overig")
    assert "\ufffd" not in read.text
    assert "\r" not in read.text


@pytest.mark.parametrize(("name", "data"), [("leeg.txt", b" \n"), ("beeld.txt", b"\x89PNG\0\0\0")])
def test_what_only_calls_itself_text_is_refused(tmp_path, name, data):
    (tmp_path / name).write_bytes(data)
    with pytest.raises(UnreadableError):
        read_file(tmp_path / name)


def test_an_old_word_file_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    path = tmp_path / "brief.doc"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    with pytest.raises(UnreadableError, match="LibreOffice, which is not installed") as refused:
        read_file(path)
    assert refused.value.retry


def test_libreoffice_is_asked_where_it_is_installed(tmp_path, monkeypatch):
    """With a program of its name that writes a Word file where it is told to."""
    program = tmp_path / "soffice"
    made = tmp_path / "made.docx"
    made.write_bytes(motion())
    program.write_text(f'#!/bin/sh\nmkdir -p "$6" && /bin/cp {made} "$6/paper.docx"\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    path = tmp_path / "motie.doc"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    assert read_file(path).id == "kst-34999-12"


def test_names_of_files_inside_a_pdf_do_not_lead_elsewhere():
    from ingest.pdf.attached import safe_name

    assert safe_name("../../etc/passwd", 0) == "passwd"
    assert safe_name("C:\\temp\\brief.pdf", 0) == "brief.pdf"
    assert safe_name("..", 2) == "bijlage-3"
    assert Path(safe_name(".hidden", 0)).name == "hidden"


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("Zij gaat", "onder 'Aanpak', alinea 1"),
        ("eerste punt", "onder 'Aanpak', alinea 2"),
        ("Zij gaat door tot het einde.\n\neerste punt", "onder 'Aanpak', alinea 1-2"),
        # a paragraph under a deeper heading is counted from there
        ("Dat kost geld.", "onder 'Kosten', alinea 1"),
        ("Vooraf een woord.", "alinea 1"),
        # a heading by itself is named by its words
        ("Kosten", None),
    ],
)
def test_a_place_in_a_text_without_pages_is_its_heading_and_paragraph(words, place):
    word = docx.Document()
    word.add_paragraph("Vooraf een woord.")
    word.add_heading("Aanpak", level=1)
    word.add_paragraph("Zij gaat door tot het einde.")
    word.add_paragraph("eerste punt", style="List Bullet")
    word.add_heading("Kosten", level=2)
    word.add_paragraph("Dat kost geld.")
    document = read_docx(saved(word), "nota.docx")
    first, last = words.split("\n\n")[0], words.split("\n\n")[-1]
    start = document.text.index(first)
    assert place_in(document, start, document.text.index(last, start) + len(last)) == place
