"""Is what tesseract says of bullets, sizes and margins put right, and garbage under a picture replaced?"""

from __future__ import annotations

import shutil

import pytest
from fpdf import FPDF
from PIL import Image, ImageDraw, ImageFont

from ingest.pdf.drawing import Drawing
from ingest.pdf.fonts import Font
from ingest.pdf.printed import PrintedPage, Style, Token
from ingest.pdf.recognised import tidied
from ingest.reader import read_file

FONT = Font("GlyphLess", bold=False, italic=False, symbols=False)
SENTENCE = "De minister onderzoekt de waterkwaliteit van alle rivieren."


def line(y: float, *words: tuple[str, float, float]) -> list[Token]:
    """Words of one line: each with its left edge and its size as tesseract judged it."""
    return [
        Token(text, x, y - size, x + 0.5 * size * len(text), y + 2, y, Style(FONT, size)) for text, x, size in words
    ]


def page(*lines: list[Token]) -> PrintedPage:
    return PrintedPage(1, 595, 842, tuple(token for words in lines for token in words), Drawing())


def texts(result: list[PrintedPage]) -> list[str]:
    return [token.text for token in result[0].tokens]


BULLETS = [
    ("a stroke is read behind the bullet", [("e", 78, 9.0), ("_", 87, 9.0), ("De", 96, 9.0)], ["•", "De"]),
    ("room behind the bullet", [("o", 78, 9.0), ("Het", 96, 9.0)], ["•", "Het"]),
    ("a letter inside a line", [("7", 70, 9.0), ("e", 78, 9.0), ("AP", 96, 9.0)], ["7", "e", "AP"]),
    ("a letter right before its word", [("e", 78, 9.0), ("mail", 84, 9.0)], ["e", "mail"]),
    ("a stroke that follows no bullet", [("De", 78, 9.0), ("_", 92, 9.0), ("rest", 99, 9.0)], ["De", "_", "rest"]),
]


@pytest.mark.parametrize(("why", "words", "wanted"), BULLETS)
def test_signs_that_are_read_for_a_bullet(why, words, wanted):
    assert texts(tidied([page(line(100, *words))], {1})) == wanted, why


def test_type_of_one_size_gets_one_size_and_a_title_keeps_its_own():
    read = page(
        line(80, ("Toelichting", 78, 13.0)),
        line(100, ("regering", 78, 9.0), ("gaat", 130, 9.0)),
        line(112, ("acht", 78, 10.0), ("nu", 130, 8.0)),
    )
    assert [token.style.size for token in tidied([read], {1})[0].tokens] == [13.0, 9.0, 9.0, 9.0, 9.0]


def test_the_margin_of_a_letter_is_set_smaller_whatever_its_size_was_judged_to_be():
    read = page(line(100, ("regeringsbeleid", 78, 9.0), ("Kenmerk", 460, 10.0)), line(112, ("uitvoering", 78, 9.0)))
    assert {token.text: token.style.size for token in tidied([read], {1})[0].tokens}["Kenmerk"] < 7


def test_pages_that_were_not_recognised_stay_as_they_are():
    read = page(line(100, ("e", 78, 9.0), ("_", 87, 9.0), ("De", 96, 9.0)))
    assert tidied([read], {2}) == [read]


@pytest.mark.skipif(shutil.which("ocrmypdf") is None, reason="ocrmypdf is not installed")
def test_a_text_layer_of_garbage_is_replaced_and_other_pages_keep_theirs(tmp_path):
    picture = Image.new("L", (1654, 2339), "white")
    ImageDraw.Draw(picture).text((150, 200), SENTENCE, font=ImageFont.load_default(44))
    pdf = FPDF()
    pdf.set_font("Helvetica", size=11)
    pdf.add_page()
    pdf.multi_cell(0, 6, "Deze bladzijde heeft gewone tekst, die blijft zoals zij is.")
    pdf.add_page()
    pdf.image(picture, x=0, y=0, w=210)
    pdf.set_text_color(255)
    pdf.set_y(150)
    pdf.multi_cell(0, 6, "Jgvqrfrxr Cryrnhgq zvavfgre baqremb rxg qrjn gre xjnyv grvgin anyyr evivrera " * 3)
    path = tmp_path / "scan.pdf"
    pdf.output(str(path))
    assert read_file(path).pages_without_text == [2]
    document = read_file(path, ocr=True)
    assert [found.is_ocr for found in document.pages] == [False, True]
    assert SENTENCE in document.text
    assert "gewone tekst" in document.text
    assert "Jgvqrf" not in document.text
