"""What stands on a page as office programs print it: titles without a type of their own, counting, notes of tables."""

from __future__ import annotations

import pytest

from ingest.layout.blocks import counts_in_sentence
from ingest.layout.lines import read_lines
from ingest.pdf.tokens import read_pages
from tests.ingest.printed import HEIGHT, Text, paragraph, print_pdf, read, shown

LONG = "De gemeente houdt de komende jaren toezicht op de uitvoering van de regeling en op de kosten"
SENTENCE = [
    LONG,
    "daarvan, en legt daarover elk jaar verantwoording af aan de raad van de gemeente en aan",
    "de provincie.",
]


def kinds(*items: Text | tuple[float, float, float, float]) -> list[tuple[str, str]]:
    """Kind and first words of the blocks of one page."""
    return [(kind, " ".join(text.split()[:3])) for kind, text in shown(read(list(items)))]


def test_a_line_in_the_type_of_the_text_is_a_title_by_the_white_above_it_and_the_paragraph_below():
    page = [*paragraph(60, 100, SENTENCE), Text(60, 160, "Toezicht in de regio"), *paragraph(60, 172, SENTENCE)]
    assert kinds(*page) == [
        ("paragraph", "De gemeente houdt"),
        ("heading", "Toezicht in de"),
        ("paragraph", "De gemeente houdt"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        # it leads to what follows
        "Wij wijzen op het volgende:",
        # a short sentence
        "Dat is niet gebeurd.",
        # who is written to
        "Geachte voorzitter",
        # a part of a list of figures
        "12.500",
    ],
)
def test_a_short_line_that_is_no_name_of_a_part_is_none(line):
    page = [*paragraph(60, 100, SENTENCE), Text(60, 160, line), *paragraph(60, 172, SENTENCE)]
    assert "heading" not in [kind for kind, _ in kinds(*page)]


def test_a_short_line_that_ends_a_paragraph_is_no_title():
    assert "heading" not in [
        kind for kind, _ in kinds(*paragraph(60, 100, [*SENTENCE, "Toezicht in de regio", *SENTENCE]))
    ]


def test_a_numbered_line_over_its_own_paragraph_is_a_title_and_one_in_a_list_is_not():
    alone = [
        *paragraph(60, 100, SENTENCE),
        Text(60, 160, "2. Verantwoording van het college"),
        *paragraph(60, 172, SENTENCE),
    ]
    assert kinds(*alone)[1] == ("heading", "2. Verantwoording van")
    listed = [
        *paragraph(60, 100, SENTENCE),
        Text(60, 160, "1. Verantwoording van het college"),
        Text(60, 172, "2. Onderzoek van de raad"),
        *paragraph(60, 184, SENTENCE),
    ]
    assert [kind for kind, _ in kinds(*listed)] == ["paragraph", "list_item", "list_item", "paragraph"]


@pytest.mark.parametrize(
    ("above", "marker", "counts"),
    [
        ("Het gaat erom dat 1) er een besluit is,", "2)", True),
        ("de dimensies (i) theorie, (ii) metingen,", "(iii)", True),
        ("langs a) de weg en", "b)", True),
        # the one before is not in the sentence
        ("Het gaat om een besluit,", "2)", False),
        # the sentence has come to its end, and a list begins
        ("Eerst punt 1) en dan:", "2)", False),
        # an item of a list opens with the number before
        ("1) er is een besluit,", "2)", False),
    ],
)
def test_a_number_at_the_start_of_a_line_may_stand_inside_a_sentence(above, marker, counts):
    line = read_lines(next(iter(read_pages(print_pdf([Text(60, 100, above)]), "proef.pdf"))))[0]
    assert counts_in_sentence([line], marker) is counts


def test_a_sentence_that_counts_over_the_edge_of_a_page_is_one_paragraph():
    first = "Wij letten op (i) de kosten van de regeling voor de gemeenten en hun inwoners en voorts op"
    page = paragraph(60, HEIGHT - 90, [LONG, first])
    document = read(
        page, paragraph(60, 100, ["(ii) de tijd die de uitvoering van de regeling kost, ook voor de", "aanvragers."])
    )
    assert shown(document) == [
        ("paragraph", f"{LONG} {first} (ii) de tijd die de uitvoering van de regeling kost, ook voor de aanvragers.")
    ]


def test_an_angle_before_a_gap_is_a_bullet_and_one_before_a_figure_is_not():
    page = [
        *paragraph(60, 100, SENTENCE),
        *[
            item
            for n in (0, 1)
            for item in (Text(60, 150 + 14 * n, ">"), Text(78, 150 + 14 * n, "Houd toezicht op de kosten"))
        ],
        *paragraph(60, 200, [LONG, "> 0,6 mg en niet meer dan dat."]),
    ]
    assert [kind for kind, _ in kinds(*page)] == ["paragraph", "list_item", "list_item", "paragraph"]


def test_a_star_glued_to_the_word_below_a_table_opens_a_note():
    rules = [(60, y, 400, y) for y in (90.0, 110.0, 130.0, 150.0)] + [(x, 90, x, 150) for x in (60.0, 230.0, 400.0)]
    cells = [
        Text(65 + 170 * (n % 2), 104 + 20 * (n // 2), text)
        for n, text in enumerate(["Post", "Tarief *", "Uren", "61", "Kosten", "24"])
    ]
    document = read(
        [
            *paragraph(60, 60, [LONG]),
            *rules,
            *cells,
            *paragraph(60, 164, ["*uitgaande van het tarief van dit jaar,", "met de prijzen van nu"]),
        ]
    )
    assert [(note.marker, document.text[note.start : note.end]) for note in document.footnotes] == [
        ("*", "uitgaande van het tarief van dit jaar, met de prijzen van nu")
    ]


def test_a_title_in_italics_may_end_with_brackets():
    page = [
        *paragraph(60, 100, SENTENCE),
        Text(60, 160, "Onderdeel E (artikelen 8:400 en 402)", style="I"),
        *paragraph(60, 190, SENTENCE),
    ]
    assert kinds(*page)[1] == ("heading", "Onderdeel E (artikelen")
