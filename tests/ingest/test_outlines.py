"""What the outlines of papers had too many, too few or at the wrong depth: each test is a form seen there."""

from __future__ import annotations

import pytest

from ingest.layout.columns import reading_order
from ingest.layout.lines import Line
from ingest.pdf.drawing import Area
from ingest.tables.finding import is_a_cover
from tests.ingest.printed import Text, paragraph, read, shown

LONG = [
    "De uitvoering van het beleid vraagt om een langere adem dan de begroting van een",
    "enkel jaar toelaat. Daarom is met de betrokken diensten afgesproken dat de plannen",
    "voor de komende periode telkens in het najaar worden herzien.",
]


def headings(document):
    return [text for kind, text in shown(document) if kind == "heading"]


@pytest.mark.parametrize(
    "line",
    [
        "Foto: Dienst Kelders en Zolders",
        "© 2021 Het Waterhuis",
        "Januari 2023",
        "Status: vastgesteld door het bestuur",
        "1 Noorderplas 2718 7 Zuiderplas 34 21 Oosterplas 12",
    ],
)
def test_a_credit_a_month_or_a_row_of_numbers_is_no_heading_though_it_is_bold(line):
    assert headings(read([Text(60, 80, line, 12, "B"), *paragraph(60, 120, LONG)])) == []


def test_two_numbers_and_a_day_in_a_title_are_no_row_of_numbers():
    title = "Vergadering van 16 mei 2024 over 3 sluizen in 2025"
    assert headings(read([Text(60, 80, title, 12, "B"), *paragraph(60, 120, LONG)])) == [title]


def test_a_title_that_ends_in_a_preposition_goes_on_in_the_line_below():
    lines = [
        Text(60, 80, "Advies over de voorstellen in het kader van de", 12, "B"),
        Text(60, 104, "Kelderwet", 12, "B"),
    ]
    assert headings(read([*lines, *paragraph(60, 140, LONG)])) == [
        "Advies over de voorstellen in het kader van de Kelderwet"
    ]


def test_numbers_in_weaker_type_than_the_sections_count_within_them():
    def chapter(number, name):
        return [
            Text(60, 80, f"{number}. {name}", 18, "B"),
            Text(60, 120, f"{number}.1 Jeugd", 14, "B"),
            Text(60, 150, "1. Kansen", 11, "B"),
            *paragraph(60, 170, LONG),
            Text(60, 230, "2. Kosten", 11, "B"),
            *paragraph(60, 250, LONG),
            Text(60, 310, f"{number}.2 Ouderen", 14, "B"),
            *paragraph(60, 330, LONG),
        ]

    document = read(
        [Text(60, 80, "Kadernota van de dienst", 30, "B")], chapter(1, "Gezondheid"), chapter(2, "Veiligheid")
    )
    levels = {document.text[block.start : block.end]: block.level for block in document.blocks if block.level}
    assert [levels[text] for text in ("1. Gezondheid", "1.1 Jeugd", "1. Kansen", "2. Kosten")] == [1, 2, 3, 3]


def test_a_numbered_section_at_the_head_of_several_pages_is_no_running_head():
    names = ("3.3 Moment I:", "3.4 Moment II:", "3.5 Moment III:")
    pages = [[Text(60, 50, name, 14, "B"), *paragraph(60, 200, LONG), Text(290, 810, "7")] for name in names]
    assert headings(read(*pages)) == list(names)


def test_columns_whose_justified_words_stand_far_apart_are_read_one_after_the_other():
    words = [(57.0, 75.0), (90.0, 126.0), (142.0, 218.0), (234.0, 286.0)]
    loose = [Area(x0, 100.0 + 32 * row, x1, 110.0 + 32 * row) for row in range(4) for x0, x1 in words]
    full = [Area(57.0, 116.0 + 32 * row, 286.0, 126.0 + 32 * row) for row in range(4)]
    right = [Area(309.0, 100.0 + 16 * row, 539.0, 110.0 + 16 * row) for row in range(8)]
    # A note that is set wide ends within the white between the columns.
    note = Area(57.0, 260.0, 304.0, 268.0)
    columns = reading_order([*loose, *full, *right, note])
    assert [len(column) for column in columns] == [20, 8, 1]


def test_a_number_a_label_and_its_value_are_no_line_of_a_column():
    rows = [[(60.0, 70.0), (80.0, 130.0), (145.0, 290.0)], [(60.0, 70.0), (80.0, 120.0), (145.0, 280.0)]] * 2
    left = [Area(x0, 100.0 + 16 * n, x1, 110.0 + 16 * n) for n, row in enumerate(rows) for x0, x1 in row]
    right = [Area(309.0, 100.0 + 16 * n, 539.0, 110.0 + 16 * n) for n in range(4)]
    assert [len(column) for column in reading_order([*left, *right])] == [16]


def test_fields_of_colour_over_a_page_with_a_line_in_each_row_are_no_table():
    def line(text):
        return Line(1, (), 60, 100, 160, 114, 112, 14.0, False, False, text)

    cover = [((line("Zuinig met"),), ()), ((), (line("water in de zomer"),))]
    assert is_a_cover(cover, 595, 595)
    # a table is less wide than its page, and has cells beside each other
    assert not is_a_cover(cover, 480, 595)
    assert not is_a_cover([((line("Jaar"),), (line("Bedrag"),))], 595, 595)
