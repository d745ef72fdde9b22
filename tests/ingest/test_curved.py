"""Words that are printed letter by letter along a curve, as around a figure."""

from __future__ import annotations

import math

from fpdf import FPDF

from ingest.reader import read_pdf
from tests.ingest.printed import HEIGHT, WIDTH


def around(pdf: FPDF, text: str, x: float, y: float, radius: float) -> None:
    """A text over the top of a circle, each letter at its own angle."""
    for number, letter in enumerate(text):
        turn = (number - (len(text) - 1) / 2) * 5
        left = x + radius * math.sin(math.radians(turn))
        base = y - radius * math.cos(math.radians(turn))
        with pdf.rotation(-turn, left, base):
            pdf.text(left, base, letter)


def page() -> FPDF:
    pdf = FPDF(unit="pt", format=(WIDTH, HEIGHT))
    pdf.set_auto_page_break(False)
    pdf.add_page()
    return pdf


def test_letters_at_the_top_of_a_curve_do_not_come_into_the_lines_beside_them() -> None:
    pdf = page()
    pdf.set_font("Helvetica", size=14)
    around(pdf, "Duurzame transitie in zes sectoren", 440, 400, 100)
    pdf.set_font("Helvetica", size=10)
    for number in range(12):
        pdf.text(60, 290 + 12 * number, "De provincie wil de uitstoot verminderen")
    document = read_pdf(bytes(pdf.output()), "proef.pdf")
    assert document.text == " ".join(["De provincie wil de uitstoot verminderen"] * 12)
    (kept,) = document.furniture
    assert kept.text.replace(" ", "") == "Duurzametransitieinzessectoren"
    assert len(kept.text.split()) < 15


def test_a_title_that_stands_a_little_askew_beside_a_curve_is_read() -> None:
    pdf = page()
    pdf.set_font("Helvetica", size=14)
    around(pdf, "Duurzame transitie in zes sectoren", 440, 400, 100)
    with pdf.rotation(-6, 60, 300):
        pdf.text(60, 300, "Regie over uw leven")
    assert read_pdf(bytes(pdf.output()), "proef.pdf").text == "Regie over uw leven"
