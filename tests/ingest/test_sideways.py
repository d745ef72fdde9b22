"""Tables whose columns are named by words that are printed sideways."""

from __future__ import annotations

import pytest
from fpdf import FPDF

from ingest.model import Document
from ingest.reader import read_pdf
from tests.ingest.printed import HEIGHT, WIDTH, Text, read, shown

HEADS = [("Uitstoot", "in 2018"), ("Toelaatbaar",), ("Reductie (%)",)]
ROWS = [("Groningen", "5,8", "3,4", "40"), ("Friesland", "13,7", "5,2", "62"), ("Drenthe", "5,7", "3,3", "41")]
LEFTS = (60, 160, 220, 280)


def sheet() -> FPDF:
    pdf = FPDF(unit="pt", format=(WIDTH, HEIGHT))
    pdf.set_auto_page_break(False)
    pdf.add_page()
    pdf.set_font("Helvetica", size=9)
    for row in range(3):
        pdf.text(
            60, 80 + 12 * row, "De uitstoot per provincie staat in de tabel hieronder, met wat ieder mag uitstoten."
        )
    return pdf


def sideways(pdf: FPDF, angle: int, foot: float) -> None:
    """The heads over their columns, read upwards or downwards."""
    for left, lines in zip(LEFTS[1:], HEADS, strict=True):
        for place, line in enumerate(lines if angle == 90 else lines[::-1]):
            x = left + 8 + 11 * place
            y = foot if angle == 90 else foot - 60
            with pdf.rotation(angle, x, y):
                pdf.text(x, y, line)


def rows(pdf: FPDF, top: float) -> None:
    for number, row in enumerate(ROWS):
        for left, cell in zip(LEFTS, row, strict=True):
            pdf.text(left, top + 14 * number, cell)
        pdf.line(56, top + 14 * number + 4, 320, top + 14 * number + 4)


def table_with_rules(angle: int) -> Document:
    pdf = sheet()
    pdf.line(56, 120, 320, 120)
    sideways(pdf, angle, 196)
    pdf.text(60, 196, "Provincie")
    pdf.line(56, 200, 320, 200)
    rows(pdf, 212)
    return read_pdf(bytes(pdf.output()), "proef.pdf")


READ = (
    "Provincie | Uitstoot in 2018 | Toelaatbaar | Reductie (%)\nGroningen | 5,8 | 3,4 | 40\n"
    "Friesland | 13,7 | 5,2 | 62\nDrenthe | 5,7 | 3,3 | 41"
)


@pytest.mark.parametrize("angle", [90, -90])
def test_sideways_heads_of_a_table_are_read_in_their_columns(angle: int) -> None:
    document = table_with_rules(angle)
    assert shown(document)[-1] == ("table", READ)
    assert document.metadata.unread == ()


def test_the_words_of_a_sideways_head_are_marked_where_they_are_printed() -> None:
    document = table_with_rules(90)
    start = document.text.index("Toelaatbaar")
    (word,) = document.words_in(start, start + len("Toelaatbaar"))
    (box,) = word.boxes
    # Its baseline is at 228, and it is read upwards from 196.
    assert (box.page, round(box.bottom)) == (1, 196)
    assert 220 < box.x0 < 228 < box.x1 < 231
    assert 140 < box.top < 155
    start = document.text.index("in 2018")
    first, second = document.words_in(start, start + len("in 2018"))
    assert second.boxes[0].bottom < first.boxes[0].top
    assert first.boxes[0].x0 == pytest.approx(second.boxes[0].x0)


def test_a_high_coloured_head_over_rows_of_a_table_belongs_to_it() -> None:
    pdf = sheet()
    pdf.line(56, 40, 320, 40)
    pdf.set_fill_color(200, 230, 200)
    for left, right in zip((56, 150, 210, 270), (150, 210, 270, 320), strict=True):
        pdf.rect(left, 125, right - left, 75, style="F")
    sideways(pdf, 90, 196)
    pdf.text(60, 196, "Provincie")
    rows(pdf, 212)
    document = read_pdf(bytes(pdf.output()), "proef.pdf")
    assert shown(document)[-1] == ("table", READ)


def test_the_axes_of_charts_beside_each_other_are_no_heads() -> None:
    pdf = sheet()
    for left in (60, 300):
        with pdf.rotation(90, left, 300):
            pdf.text(left, 300, "Aantal meldingen")
        pdf.text(left + 20, 320, "2019     2020     2021")
        pdf.text(left, 340, "Bron: eigen onderzoek")
        pdf.text(left, 352, "met cijfers van het CBS")
    document = read_pdf(bytes(pdf.output()), "proef.pdf")
    assert "Aantal" not in document.text
    assert [item.text for item in document.furniture] == ["Aantal meldingen Aantal meldingen"]


def test_a_name_over_several_columns_does_not_make_them_one() -> None:
    lines = [
        Text(60, 90, "Provincie"), Text(160, 90, "Ammoniak in kiloton per jaar"), Text(340, 90, "Stikstof"),
        Text(160, 104, "Uitstoot"), Text(220, 104, "Toelaatbaar"), Text(340, 104, "Totaal"),
    ]  # fmt: skip
    for number, row in enumerate(ROWS):
        lines += [Text(x, 118 + 14 * number, cell) for x, cell in zip((60, 160, 220, 340), row, strict=True)]
    rules = [(56.0, y, 400.0, y) for y in (80.0, 94.0, 108.0, 122.0, 136.0, 150.0)]
    assert shown(read([*lines, *rules])) == [
        (
            "table",
            "Provincie | Ammoniak in kiloton per jaar |  | Stikstof\n | Uitstoot | Toelaatbaar | Totaal\n"
            "Groningen | 5,8 | 3,4 | 40\nFriesland | 13,7 | 5,2 | 62\nDrenthe | 5,7 | 3,3 | 41",
        )
    ]
