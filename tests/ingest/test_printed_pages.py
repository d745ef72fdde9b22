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
    ("line", "white", "kind"),
    [
        ("Toezicht in de regio", 24, "heading"),
        # to whom the letter is
        ("Geachte leden van de raad", 24, "paragraph"),
        # nearer to what is above it
        ("Toezicht in de regio", 35, "paragraph"),
        # one word may be anything
        ("Kelders", 24, "paragraph"),
    ],
)
def test_a_line_by_itself_between_white_lines_is_a_title_of_what_is_below(line, white, kind):
    page = [*paragraph(60, 100, SENTENCE), Text(60, 148, line), *paragraph(60, 148 + white, SENTENCE)]
    assert kinds(*page)[1] == (kind, " ".join(line.split()[:3]))


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


def test_a_quotation_in_italics_of_which_each_line_begins_elsewhere_is_no_title():
    quoted = [
        Text(90, 160, "De Kamer kan vragen of het voldoet aan de eisen", style="I"),
        Text(100, 172, "die gesteld worden aan het verwerken van gegevens.", style="I"),
    ]
    blocks = shown(read([*paragraph(60, 100, SENTENCE), *quoted, *paragraph(60, 200, SENTENCE)]))
    assert [kind for kind, _ in blocks] == ["paragraph"] * 3
    assert blocks[1][1].endswith("de eisen die gesteld worden aan het verwerken van gegevens.")


def test_names_below_each_other_in_larger_type_than_the_text_are_no_titles():
    names = ["Wil de Kelder", "Wouter Zolder", "Marian Trap", "Arne van Gang"]
    text = [paragraph(60, 60, SENTENCE * 18, size=9)]
    page = [*text[0], *[Text(60, 740 + 14 * n, name, 11) for n, name in enumerate(names)]]
    assert "heading" not in [kind for kind, _ in kinds(*page)]


def test_the_numbers_of_annexes_at_the_head_of_pages_are_titles():
    pages = [[Text(60, 60, f"Bijlage {n}", style="B"), *paragraph(60, 90, SENTENCE)] for n in (1, 2, 3)]
    assert [text for kind, text in shown(read(*pages)) if kind == "heading"] == ["Bijlage 1", "Bijlage 2", "Bijlage 3"]


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("5.b.1 Uitspraak over de kelder", "heading"),
        ("pH-waarde van de kelder", "heading"),
        ("Tabel b: Kosten van de kelder", "caption"),
        ("oP van de kelder", "paragraph"),
    ],
)
def test_titles_in_bold_by_their_form(title, kind):
    page = [*paragraph(60, 100, SENTENCE), Text(60, 160, title, style="B"), *paragraph(60, 190, SENTENCE)]
    assert kinds(*page)[1][0] == kind


def test_a_numbered_line_over_one_line_of_text_is_a_title_too():
    page = [
        *paragraph(60, 100, SENTENCE),
        Text(60, 160, "7. Schadeclaims"),
        Text(60, 172, "De landsadvocaat heeft hiervan een analyse gemaakt."),
        *paragraph(60, 200, SENTENCE),
    ]
    assert kinds(*page)[1] == ("heading", "7. Schadeclaims")


def test_three_columns_are_read_one_after_the_other():
    columns = [
        [
            "Wij houden de kelders van de regio",
            "droog en dat kost de gemeenten en de",
            "provincie elk jaar veel geld, zodat er",
            "een regeling komt voor de kosten van",
            "het pompen.",
        ],
        [
            "Ook de zolders van de regio zijn droog",
            "en dat is voor de mensen die er wonen",
            "goed nieuws, al is er nog een en ander",
            "te doen aan de daken van de huizen in",
            "de oude stad.",
        ],
        [
            "Tot slot is er de tuin, die nat is en",
            "dat ook blijven moet, want de planten",
            "hebben water nodig en de bijen die er",
            "wonen hebben de planten nodig, zo is",
            "het nu eenmaal.",
        ],
    ]
    page = [
        Text(40 + 180 * n, 100 + 12 * row, line, 8) for row in range(5) for n in range(3) for line in [columns[n][row]]
    ]
    assert [text for _, text in shown(read(page))] == [" ".join(column) for column in columns]


def test_one_row_of_long_cells_is_a_page_of_columns():
    text = ["De kelders van de regio zijn droog en", "dat kost de gemeenten elk jaar geld,"] * 15
    frame = [(40, 80, 560, 80), (40, 480, 560, 480), (40, 80, 40, 480), (300, 80, 300, 480), (560, 80, 560, 480)]
    page = [*frame, *paragraph(50, 100, text), *paragraph(310, 100, text)]
    assert "table" not in [kind for kind, _ in kinds(*page)]


def test_the_number_of_an_article_alone_on_its_line_is_a_title():
    page = [
        *paragraph(60, 100, SENTENCE),
        Text(60, 160, "Artikel 3"),
        Text(60, 172, "1. De aanvrager wacht."),
        Text(60, 184, "2. De gemeente beslist."),
    ]
    assert [kind for kind, _ in kinds(*page)] == ["paragraph", "heading", "list_item", "list_item"]
