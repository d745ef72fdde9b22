"""What add does not read is named in its report and in the status; what lies inside a paper can be taken in."""

from __future__ import annotations

import io
import json

import pypdfium2 as pdfium
import pytest
import typer
from fpdf import FPDF
from typer.testing import CliRunner

from search_cli.app import Commands
from search_cli.commands.papers import library


def run(*arguments: str):
    app = typer.Typer(cls=Commands)
    library.register(app)
    return CliRunner().invoke(app, list(arguments))


def pdf_with(text: str, hidden: str = "") -> bytes:
    document = FPDF()
    document.add_page()
    document.set_font("Helvetica", size=11)
    document.multi_cell(0, 6, text)
    document.set_text_color(255)
    document.text(10, 200, hidden)
    return bytes(document.output())


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder with a paper that holds another file, and a file of a kind that is not read."""
    monkeypatch.setenv("VINDPLAATS_LIBRARY", str(tmp_path / "test.library"))
    papers = tmp_path / "papers"
    papers.mkdir()
    outer = pdfium.PdfDocument(pdf_with("De brief over de uitvoering. " * 3))
    outer.new_attachment("bijlage-1.pdf").set_data(pdf_with("Een advies over de wendbaarheid van diensten. " * 3))
    outer.save(papers / "brief.pdf")
    (papers / "begroting.xlsx").write_bytes(b"PK")
    (papers / "notitie.txt").write_text("Een notitie over maatwerk.")
    return papers


INSIDE = "lies inside brief.pdf and was not read; save it and add it, or add with --attachments"


HIDDEN = "read in part: words on page 1 were not read: not visible on the page"
PAPER = (
    "<officiele-publicatie><kamerstuk><stuk><algemeen><vrije-tekst><tekst><al>Het loket gaat open.</al></tekst>"
    "</vrije-tekst></algemeen></stuk></kamerstuk></officiele-publicatie>"
)


def test_what_is_not_read_is_named_in_the_report_and_in_the_status(folder):
    (folder / "zwart.pdf").write_bytes(pdf_with("Een brief over het loket. " * 3, hidden="De heer Zwart woont hier."))
    (folder / "kst-99555-7-h1.xml").write_text(PAPER)
    added = run("add", str(folder), "--json")
    assert added.exit_code == 0, added.stderr
    said = {each["file"]: each["reason"] for each in json.loads(added.stdout)["passed_over"]}
    assert said["bijlage-1.pdf"] == INSIDE
    assert said["zwart.pdf"] == HIDDEN
    assert "kst-99555-7-h1.xml is a reprint (herdruk) of kst-99555-7, and replaces it" in added.stderr
    assert "files of the kind .xlsx are not read" in said["begroting.xlsx"]
    assert "passed over: bijlage-1.pdf: lies inside brief.pdf" in added.stderr
    status = json.loads(run("status", "--json").stdout)
    assert {each["file"]: each["reason"] for each in status["passed_over"]} == said
    by_file = {each["file"]: each for each in status["documents"]}
    assert by_file["brief.pdf"]["attachments"] == ["bijlage-1.pdf"]
    assert by_file["notitie.txt"]["n_pages"] == 0
    told = run("status").stdout
    assert "passed over: begroting.xlsx" in told
    assert f"\nzwart.pdf: {HIDDEN}" in told


def test_files_inside_a_paper_are_taken_in_on_request(folder):
    run("add", str(folder))
    added = run("add", str(folder), "--attachments", "--json")
    assert json.loads(added.stdout)["added"] == ["bijlage-1.pdf"], added.stderr
    status = json.loads(run("status", "--json").stdout)
    assert [each["file"] for each in status["passed_over"]] == ["begroting.xlsx"]
    assert "bijlage-1.pdf" in [each["file"] for each in status["documents"]]


def nested(depth: int) -> bytes:
    """A paper in a paper in a paper: papers of so many levels, laag-1 within the first."""
    inner = pdf_with(f"Een advies op niveau {depth} over het loket. " * 3)
    for level in range(depth - 1, -1, -1):
        outer = pdfium.PdfDocument(pdf_with(f"Een map op niveau {level} met stukken. " * 3))
        outer.new_attachment(f"laag-{level + 1}.pdf").set_data(inner)
        held = io.BytesIO()
        outer.save(held)
        inner = held.getvalue()
    return inner


def test_files_inside_files_inside_a_paper_are_taken_in_to_a_depth_and_told_below_it(folder):
    (folder / "map.pdf").write_bytes(nested(3))
    (folder / "diep.pdf").write_bytes(nested(6))
    added = run("add", str(folder / "map.pdf"), "--attachments", "--json")
    assert json.loads(added.stdout)["added"] == ["map.pdf", "laag-1.pdf", "laag-2.pdf", "laag-3.pdf"], added.stderr
    assert json.loads(added.stdout)["passed_over"] == []
    added = run("add", str(folder / "diep.pdf"), "--attachments", "--json")
    assert len(json.loads(added.stdout)["added"]) == 1 + library.MAX_DEPTH
    assert "the files inside laag-4.pdf lie too deep or are too many; save and add them" in added.stderr
    (said,) = json.loads(added.stdout)["passed_over"]
    assert (said["file"], said["reason"].partition(" and ")[0]) == ("laag-5.pdf", "lies inside laag-4.pdf")


def test_what_is_gone_or_read_since_is_no_longer_named(folder):
    run("add", str(folder))
    (folder / "begroting.xlsx").unlink()
    assert [each["file"] for each in json.loads(run("status", "--json").stdout)["passed_over"]] == ["bijlage-1.pdf"]


def test_a_form_that_only_adobe_shows_fails_with_what_to_do(folder):
    (folder / "formulier.pdf").write_bytes(
        pdf_with("Please wait... Adobe Reader").replace(b"/Type /Catalog", b"/Type /Catalog /XFA 9 0 R")
    )
    added = run("add", str(folder / "formulier.pdf"))
    assert added.exit_code == 3
    assert "formulier.pdf is a form that only Adobe Reader can show (XFA)" in added.stderr


def test_a_paper_without_pages_is_cited_without_a_page(folder):
    """Word and XML have no pages; a page that a reader cannot turn to is no place."""
    from search_cli.commands.quoting import citing
    from search_cli.commands.reading import searching

    (folder / "nota.md").write_text("# Aanpak van de proef\n\nDe wendbaarheid van de uitvoering vraagt om rust.")
    run("add", str(folder / "nota.md"))
    app = typer.Typer(cls=Commands)
    library.register(app)
    searching.register(app)
    found = CliRunner().invoke(app, ["search", "wendbaarheid", "--mode", "lexical", "--json"])
    (hit,) = json.loads(found.stdout)["hits"]
    assert (hit["page"], hit["last_page"]) == (None, None)
    assert hit["citation"].endswith("n.p. (onder 'Aanpak van de proef')")
    citing.register(app)
    for target in (str(hit["passage"]), hit["address"]):
        cited = CliRunner().invoke(app, ["cite", target]).stdout.strip()
        assert cited.endswith("n.p. (onder 'Aanpak van de proef', alinea 1)")
    assert "p. 0" not in CliRunner().invoke(app, ["search", "wendbaarheid", "--mode", "lexical"]).stdout
