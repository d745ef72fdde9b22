"""Titles that are told by colour, a line under them or a bar behind them, not by their type."""

from __future__ import annotations

import pytest
from fpdf import FPDF

from ingest.reader import read_pdf
from tests.ingest.printed import HEIGHT, WIDTH, shown

BODY = "De gemeente onderzoekt de grondwaterstand in de binnenstad en verlaagt de heffing met zes procent."


def page() -> FPDF:
    pdf = FPDF(unit="pt", format=(WIDTH, HEIGHT))
    pdf.set_auto_page_break(False)
    pdf.add_page()
    pdf.set_font("Helvetica", size=10)
    for line in range(5):
        pdf.text(70, 100 + 12 * line, BODY)
    return pdf


def blocks(pdf: FPDF) -> list[tuple[str, str]]:
    for line in range(3):
        pdf.text(70, 212 + 12 * line, BODY)
    return shown(read_pdf(bytes(pdf.output()), "proef.pdf"))[1:-1]


def titled(title: str, colour: tuple[int, int, int] = (0, 0, 0)) -> FPDF:
    pdf = page()
    pdf.set_text_color(*colour)
    pdf.text(70, 200, title)
    pdf.set_text_color(0)
    return pdf


def test_a_line_in_a_colour_of_its_own_is_a_title_also_right_above_its_text():
    assert blocks(titled("Kansen en knelpunten", (220, 30, 120))) == [("heading", "Kansen en knelpunten")]


@pytest.mark.parametrize(
    ("title", "why"),
    [
        ("www.voorbeeld.nl/kelders", "an address"),
        ("De kelders zijn droog.", "a sentence"),
        ("Secretariaat: Bureau Kelder", "a label with its value"),
    ],
)
def test_not_all_that_is_in_colour_is_a_title(title, why):
    assert [kind for kind, _ in blocks(titled(title, (30, 60, 220)))] == ["paragraph"], why


def test_grey_is_no_colour():
    # Longer than what the white above it tells to be a title.
    title = "Kansen en knelpunten voor de binnenstad en voor de wijken eromheen"
    assert [kind for kind, _ in blocks(titled(title, (220, 30, 120)))] == ["heading"]
    assert [kind for kind, _ in blocks(titled(title, (120, 120, 120)))] != ["heading"]


def test_a_line_that_is_underlined_as_a_whole_is_a_title_and_a_word_that_is_is_not():
    pdf = titled("Kenmerken van de controle")
    pdf.set_line_width(0.6)
    pdf.line(70, 201.2, 70 + pdf.get_string_width("Kenmerken van de controle"), 201.2)
    pdf.text(70, 180, "Zie hierover Kenmerken van de controle en meer")
    pdf.line(124, 181.2, 130, 181.2)
    found = blocks(pdf)
    assert [kind for kind, _ in found] == ["paragraph", "heading"]
    assert found[1][1] == "Kenmerken van de controle"


def test_bold_words_alone_in_a_coloured_bar_are_a_title_and_boxes_side_by_side_are_none():
    pdf = page()
    pdf.set_fill_color(220, 210, 250)
    pdf.rect(68, 172, 460, 18, style="F")
    pdf.set_font("Helvetica", "B", 10)
    pdf.text(72, 184, "Beoogd effect")
    pdf.set_font("Helvetica", size=10)
    assert blocks(pdf) == [("heading", "Beoogd effect")]
    pdf = page()
    pdf.set_font("Helvetica", "B", 10)
    for place, word in enumerate(("Vraag", "Intentie", "Proces")):
        pdf.rect(68 + 150 * place, 168, 90, 22, style="D")
        pdf.text(80 + 150 * place, 183, word)
    pdf.set_font("Helvetica", size=10)
    assert "heading" not in [kind for kind, _ in blocks(pdf)]


def test_a_letter_before_bold_words_makes_a_title_and_a_number_before_a_sentence_does_not():
    pdf = page()
    pdf.set_font("Helvetica", "B", 10)
    pdf.text(70, 200, "ii.   Nadere verkenningen")
    pdf.set_font("Helvetica", size=10)
    assert blocks(pdf) == [("heading", "ii. Nadere verkenningen")]
