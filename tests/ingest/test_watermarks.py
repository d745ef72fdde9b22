"""Small words that are printed over the text of all pages."""

from __future__ import annotations

import pytest
from fpdf import FPDF

from tests.ingest.printed import HEIGHT, WIDTH
from tests.ingest.test_visible import read


@pytest.mark.parametrize("mark", ["Vertrouwelijk", "Concept voor overleg"])
def test_a_small_mark_that_is_printed_over_the_words_of_a_page_is_no_text_on_any(mark):
    pdf = FPDF(unit="pt", format=(WIDTH, HEIGHT))
    pdf.set_auto_page_break(False)
    for indent in (60, 200, 210):
        pdf.add_page()
        pdf.set_font("Helvetica", size=10)
        for number, line in enumerate(
            ["De raad besluit na het advies", "van de commissie om de", "regeling te staken."]
        ):
            pdf.text(indent, 300 + 12 * number, line)
        pdf.set_text_color(150)
        pdf.text(230, 306, mark)
        pdf.set_text_color(0)
    document = read(pdf)
    assert "ertrouwelijk" not in document.text
    assert "overleg" not in document.text
    assert document.text.count("De raad besluit na het advies van de commissie om de regeling te staken.") == 3
    assert [item.text for item in document.furniture] == [mark] * 3


def test_the_head_of_a_table_that_comes_again_on_each_page_is_text():
    pdf = FPDF(unit="pt", format=(WIDTH, HEIGHT))
    pdf.set_auto_page_break(False)
    for street in ("Kelderpad", "Zolderweg", "Torenlaan"):
        pdf.add_page()
        pdf.set_font("Helvetica", size=10)
        for number, line in enumerate(
            ["Een voorstel van de raad.", "Onderwerp en besluit", f"Het loket aan het {street}."]
        ):
            pdf.text(70, 200 + 14 * number, line)
    assert read(pdf).text.count("Onderwerp en besluit") == 3
