"""What lies in folders: papers, editions of papers, and what is named because it is not read."""

from __future__ import annotations

from index.adding.files import look_through

PDF = b"%PDF-1.7\n"


def test_every_file_is_read_or_named(tmp_path):
    for name in ("a.pdf", "b.docx", "c.html", "d.md", "e.xml", "f.odt"):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "document?id=2024D01234").write_bytes(PDF)
    (tmp_path / "brief.pdf (1)").write_bytes(PDF)
    (tmp_path / "sub").mkdir()
    for name in ("begroting.xlsx", "pak.zip", "foto.png", "zonder", "README.md"):
        (tmp_path / "sub" / name).write_bytes(b"x")
    found = look_through([tmp_path])
    assert {source.name for source in found.sources} == {
        *("a.pdf", "b.docx", "c.html", "d.md", "e.xml", "f.odt"),
        *("document?id=2024D01234", "brief.pdf (1)"),
    }
    said = {each.file: each.reason for each in found.passed_over}
    assert said.keys() == {"begroting.xlsx", "pak.zip", "foto.png", "zonder", "README.md"}
    assert [source.name for source in look_through([tmp_path / "sub" / "README.md"]).sources] == ["README.md"]
    assert "files of the kind .xlsx are not read" in said["begroting.xlsx"]
    assert "unpack it" in said["pak.zip"]
    assert "--ocr" in said["foto.png"]


def test_of_one_paper_in_many_forms_the_pdf_is_read_with_its_xml(tmp_path):
    for ending in (".pdf", ".xml", ".html", ".docx", ".metadata.xml"):
        (tmp_path / f"kst-1-2{ending}").write_bytes(b"x")
    (tmp_path / "kst-1-3.docx").write_bytes(b"x")
    (tmp_path / "kst-1-3.txt").write_bytes(b"x")
    found = look_through([tmp_path])
    assert [(source.name, source.xml and source.xml.name) for source in found.sources] == [
        ("kst-1-2.pdf", "kst-1-2.xml"),
        ("kst-1-3.docx", None),
    ]
    assert {each.file: each.reason for each in found.passed_over} == {
        "kst-1-2.docx": "another edition of kst-1-2.pdf, which is read",
        "kst-1-2.html": "another edition of kst-1-2.pdf, which is read",
        "kst-1-3.txt": "another edition of kst-1-3.docx, which is read",
    }


def test_hidden_files_and_what_a_fetch_keeps_are_not_worth_a_word(tmp_path):
    for name in (".DS_Store", "~$brief.docx", "state.json", "a.pdf.part", "a.metadata.xml"):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "HEAD").write_bytes(b"x")
    (tmp_path / "vindplaats.library").mkdir()
    (tmp_path / "vindplaats.library" / "library.sqlite").write_bytes(b"x")
    (tmp_path / "vindplaats.library" / "x.pdf").write_bytes(PDF)
    found = look_through([tmp_path])
    assert (found.sources, found.passed_over) == ((), ())
