import shutil

import pytest
from fpdf import FPDF
from PIL import Image, ImageDraw, ImageFont

from ingest.errors import UnreadableError
from ingest.reader import read_file

SENTENCE = "De minister onderzoekt de waterkwaliteit van alle rivieren."


def write_scan(path):
    """A PDF of two pages: one of text, and a picture of a sentence."""
    picture = Image.new("L", (1654, 2339), "white")
    ImageDraw.Draw(picture).text((150, 200), SENTENCE, font=ImageFont.load_default(44))
    pdf = FPDF()
    pdf.set_font("Helvetica", size=11)
    pdf.add_page()
    pdf.multi_cell(0, 6, "Deze bladzijde heeft gewone tekst, die blijft zoals zij is.")
    pdf.add_page()
    pdf.image(picture, x=0, y=0, w=210)
    pdf.output(str(path))
    return path


def test_page_that_is_a_picture_is_listed_when_not_recognised(tmp_path):
    document = read_file(write_scan(tmp_path / "scan.pdf"))
    assert document.pages_without_text == [2]


@pytest.mark.skipif(shutil.which("ocrmypdf") is None, reason="ocrmypdf is not installed")
def test_page_that_is_a_picture_is_recognised_and_marked_and_the_other_is_not(tmp_path):
    path = write_scan(tmp_path / "scan.pdf")
    plain, document = read_file(path), read_file(path, ocr=True)
    assert [page.is_ocr for page in document.pages] == [False, True]
    assert document.pages_without_text == []
    assert "gewone tekst, die blijft" in document.text
    start = document.text.index(SENTENCE)
    assert document.pages_of(start, start + len(SENTENCE)) == (2, 2)
    assert (document.id, document.metadata.sha256) == (plain.id, plain.metadata.sha256)


def test_without_the_programs_the_error_names_their_packages(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UnreadableError, match=r"page 2.*apt-get install ocrmypdf tesseract-ocr-nld") as raised:
        read_file(write_scan(tmp_path / "scan.pdf"), ocr=True)
    assert raised.value.retry
