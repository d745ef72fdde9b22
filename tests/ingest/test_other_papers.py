"""What was misread in papers of the same kinds: each test is a form that was seen there, in words of its own."""

from __future__ import annotations

import pytest

from ingest.furniture.running import find_running
from ingest.layout.lines import Line, PageLines
from ingest.metadata.signatures import find_signatories
from ingest.pdf.fonts import Font
from ingest.pdf.printed import Style, Token
from ingest.reader import read_pdf
from tests.ingest.printed import Fill, Text, paragraph, print_pdf, read, shown, width

LONG = [
    "De uitvoering van het beleid vraagt om een langere adem dan de begroting van een",
    "enkel jaar toelaat. Daarom is met de betrokken diensten afgesproken dat de plannen",
    "voor de komende periode telkens in het najaar worden herzien.",
]


def filler(page: int) -> list[Text]:
    return [*paragraph(60, 200, [f"{line} {page}" for line in LONG]), Text(290, 810, str(page))]


def texts(document, kind):
    return [text for found, text in shown(document) if found == kind]


def test_two_chapters_that_open_with_the_same_words_are_no_running_head():
    opening = paragraph(60, 80, [LONG[0], "enkel jaar toelaat, zo blijkt uit"])
    pages = [
        [*opening, Text(60, 104, f"het {word} onderzoek."), *filler(n)] for n, word in ((1, "eerste"), (2, "vorige"))
    ]
    document = read(*pages, *(filler(n) for n in range(3, 13)))
    assert document.text.count(LONG[0] + " enkel jaar toelaat, zo blijkt uit het") == 2


def test_a_title_on_the_cover_is_no_running_head_though_later_pages_repeat_it():
    cover = [Text(60, 60, "Zuinig met water", 24), Text(60, 88, "in de zomer", 24)]
    pages = [[Text(60, 60, "Zuinig met water", 8), *filler(n)] for n in range(2, 7)]
    document = read(cover, *pages)
    assert document.metadata.title == "Zuinig met water in de zomer"
    assert document.text.count("Zuinig met water") == 1


def test_the_number_of_a_chapter_at_the_head_of_a_page_is_no_folio():
    document = read(
        filler(1), [Text(60, 60, "2", 16, "B"), Text(90, 60, "Werkwijze van de commissie", 16, "B"), *filler(2)]
    )
    assert "2 Werkwijze van de commissie" in texts(document, "heading")


STYLE = Style(Font("Helvetica", bold=False, italic=False, symbols=False), 8)


def test_feet_of_two_printed_pages_side_by_side_are_running_feet():
    def spread(number: int) -> PageLines:
        feet = [(f"{2 * number} | Plan voor kelders", 100.0), (f"{2 * number + 1} | Plan voor kelders", 700.0)]
        lines = [
            Line(
                number,
                (Token(text, x0, 800, x0 + 90, 808, 808, STYLE),),
                x0,
                800,
                x0 + 90,
                808,
                808,
                8,
                False,
                False,
                text,
            )
            for text, x0 in feet
        ]
        return PageLines(number, 1190.0, 842.0, tuple(lines))

    pages = [spread(number) for number in range(1, 12)]
    assert find_running(pages) == {id(line) for page in pages for line in page.lines}


def test_the_head_of_a_table_that_runs_over_pages_is_no_running_head():
    names = ["Code", "Gebied", "Norm", "Oordeel"]
    pages = [
        [*(Text(60 + 110 * n, 60, name, 10, "B") for n, name in enumerate(names)), *filler(page)] for page in (1, 2, 3)
    ]
    document = read(*pages)
    assert document.text.count("Code") == 3


def test_a_short_last_line_ends_its_paragraph_at_the_foot_of_a_page():
    document = read(
        [*paragraph(60, 700, [*LONG[:2], "wordt herzien."]), Text(60, 760, "Besluit: aanhouden")],
        [Text(60, 100, "Zaak: brief van de commissie over de planning van het najaar")],
    )
    assert texts(document, "paragraph")[-2:] == [
        "Besluit: aanhouden",
        "Zaak: brief van de commissie over de planning van het najaar",
    ]


def test_a_dash_that_begins_a_line_by_chance_opens_no_list():
    lines = [
        "De gegevens blijven volgens de toelichting bij het besluit altijd onder beheer,",
        "- ook na afloop - van de dienst die ze heeft verzameld en ze heeft bewerkt voor",
        "een ander doel dan dat waarvoor zij oorspronkelijk door burgers zijn verstrekt.",
    ]
    lines[0] = lines[0].rstrip(",") + " x"
    longest = max(width(line) for line in lines)
    assert longest - width(lines[0]) < 12
    assert texts(read(paragraph(60, 100, lines)), "paragraph") == [" ".join(lines)]


def test_a_quotation_with_centred_lines_is_one_paragraph():
    lines = [
        "Horecaondernemer: \u201cals ik naar de regeling kijk dan heb ik daar toch echt geen woorden voor",
        "en ik weet ook niet goed wie er nu precies over gaat en bij wie ik dan zou moeten zijn",
        "maar dat zou toch echt beter kunnen\u201d",
    ]
    lines = [line.replace("\u201c", '"').replace("\u201d", '"') for line in lines]
    page = [Text(300 - width(line) / 2, 100 + 14 * n, line) for n, line in enumerate(lines)]
    assert texts(read(page), "paragraph") == [" ".join(lines)]


def test_a_title_in_display_type_runs_on_over_short_lines():
    document = read(
        [Text(60, 80, "Onderzoek naar de", 20), Text(60, 104, "(tweede) proef", 20), *paragraph(60, 200, LONG)]
    )
    assert texts(document, "heading") == ["Onderzoek naar de (tweede) proef"]


def test_the_largest_line_of_a_cover_is_its_title_not_the_organisation_above_it():
    document = read(
        [
            Text(60, 60, "Instituut voor Water en Bodem", 9, "B"),
            Text(60, 80, "Postbus 1, Utrecht"),
            Text(60, 120, "Verdroging van hoge zandgronden", 18, "B"),
        ],
        *(filler(n) for n in range(2, 5)),
    )
    assert document.metadata.title == "Verdroging van hoge zandgronden"


def test_a_report_with_a_date_on_its_cover_is_no_letter():
    cover = [Text(60, 90, "Meting van de waterkwaliteit", 18, "B"), Text(60, 160, "Datum 3 maart 2031")]
    document = read(cover, *(filler(n) for n in range(2, 5)))
    assert (document.metadata.kind, document.metadata.title) == ("overig", "Meting van de waterkwaliteit")
    assert document.blocks[0].level == 1


def test_labels_of_notes_stand_up_to_a_tab_in_front_of_them():
    page = [
        *paragraph(60, 100, LONG),
        Text(60 + width(LONG[2]), 120.5, "1", 6),
        (60, 700, 204, 700),
        Text(60, 712, "1", 5),
        Text(97, 715, "Zie de brief van 3 maart over de voortgang.", 8),
    ]
    document = read(page)
    assert [(note.marker, document.text[note.start : note.end]) for note in document.footnotes] == [
        ("1", "Zie de brief van 3 maart over de voortgang.")
    ]
    assert document.footnotes[0].ref is not None


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("19 augustus 2031", "a date on a cover"),
        ("125 kg per hectare en per jaar, gemeten over drie jaren.", "an amount"),
    ],
)
def test_small_print_that_begins_with_a_number_is_no_note(line, why):
    document = read([*paragraph(60, 100, LONG), *paragraph(60, 300, [line], 8)])
    assert document.footnotes == (), why


def test_small_print_below_a_rule_is_no_note_when_none_stands_before_it():
    page = [*paragraph(60, 100, LONG), (60, 300, 200, 300), *paragraph(60, 314, ["Jansen (2031). Water."], 8)]
    assert read(page).footnotes == ()


def test_spaces_of_the_file_count_also_where_the_boxes_of_letters_overlap():
    document = read([Text(60, 100, "Een besluit met gevolgen", 20, char_spacing=-2.4)])
    assert document.text == "Een besluit met gevolgen"


def test_contents_without_page_numbers_keep_their_numbers_and_lines_that_read_otherwise():
    titles = ["Inleiding", "Aanleiding van het voorstel", "Hoofdlijnen", "Gevolgen", "Financiële kant", "Advies"]
    page = [Text(60, 140, "Inhoudsopgave", 10, "B")]
    page += [Text(60, 160 + 14 * n, f"{n + 1}. {title}") for n, title in enumerate(titles)]
    body = []
    for n, title in enumerate(titles):
        shown_title = "Financiële gevolgen" if n == 4 else title
        body += [Text(60, 90 + 100 * n, f"{n + 1}. {shown_title}", 10, "B"), *paragraph(60, 110 + 100 * n, LONG)]
    document = read(page, body)
    assert texts(document, "toc") == titles


def test_questions_that_come_again_as_headings_are_a_list_when_text_stands_before_them():
    titles = [f"Wat zijn de gevolgen voor groep {n}?" for n in range(1, 7)]
    page = [*paragraph(60, 60, LONG * 2), *(Text(60, 180 + 14 * n, f"{n + 1}. {t}") for n, t in enumerate(titles))]
    body = [Text(60, 80 + 100 * n, f"{n + 1}. {t}", 10, "B") for n, t in enumerate(titles)]
    body += [line for n in range(6) for line in paragraph(60, 100 + 100 * n, LONG)]
    assert texts(read(page, body), "list_item") == titles


def test_coloured_cells_are_a_table_also_where_word_fills_the_paragraphs_in_them():
    rows = [("Gebied", "Norm", "Meting"), ("Noord", "12", "14"), ("Oost", "10", "9"), ("Zuid", "11", "11")]
    page = [*paragraph(60, 60, LONG)]
    for n, row in enumerate(rows):
        for m, cell in enumerate(row):
            x, y = 60 + 120 * m, 200 + 20 * n
            page += [Fill(x, y, x + 119.5, y + 19.5), Fill(x + 5, y, x + 114.5, y + 19), Text(x + 8, y + 13, cell)]
    document = read(page)
    assert [text for kind, text in shown(document) if kind in ("table", "box")] == ["\n".join(map(" | ".join, rows))]


def test_an_item_that_counts_on_is_an_item_also_after_the_longest_line():
    items = ["De regeling", "De gevolgen van de regeling voor burgers", "De kosten"]
    assert texts(read([Text(60, 100 + 12 * n, f"{n + 1}. {t}") for n, t in enumerate(items)]), "list_item") == items


SIGNATURES = [
    (
        "a supplement with remedies follows the signature",
        ["Hoogachtend,", "De Minister van Financiën, namens deze,", "mr. A. di Lauro", *["Bezwaar maken kan zo."] * 20],
        [("mr. A. di Lauro", "De Minister van Financiën, namens deze")],
    ),
    (
        "name and office on one line",
        ["Namens deze,", "Anna de Wit - Directeur Wonen"],
        [("Anna de Wit", "Directeur Wonen")],
    ),
    ("closing words are no name", ["Hoogachtend", "De staatssecretaris van Defensie", ""], []),
    ("a name that was blotted out", ["De directeur Belastingen,", "X"], []),
    (
        "a remark between office and name",
        ["De minister van Justitie,", "[Deze brief is niet met de hand ondertekend.]", "Piet Bakker"],
        [("Piet Bakker", "De minister van Justitie")],
    ),
]


@pytest.mark.parametrize(("why", "blocks", "wanted"), SIGNATURES)
def test_signatories_of_letters(why, blocks, wanted):
    assert [(found.name, found.office) for found in find_signatories(blocks, "brief", [])] == wanted, why


def test_lines_that_hang_from_a_bare_number_are_an_item():
    items = [
        (
            "1",
            ["Maak van de vier proeven een plan met een vaste termijn, en laat de diensten ieder", "half jaar zien."],
        ),
        ("2", ["Geef de loketten eigen ruimte om in een enkel geval van de regels af te wijken en", "meld het later"]),
        ("3", ["Stel een budget vast."]),
    ]
    page: list[Text] = paragraph(60, 80, ["De belangrijkste conclusies zijn:"])
    for number, (marker, lines) in enumerate(items):
        top = 110 + 24 * number
        page += [Text(60, top, marker), *paragraph(78, top, lines)]
    blocks = read(page).blocks
    assert [(block.kind, block.marker) for block in blocks[1:3]] == [("list_item", "1"), ("list_item", "2")]
    assert len(blocks) == 4


def test_a_year_or_figure_that_opens_a_paragraph_is_no_marker():
    lines = [
        "12 Gemeenten hebben zich gemeld voor de proef, die nog dit jaar in de regio begint en in",
        "twee jaar af is.",
    ]
    assert [block.kind for block in read(paragraph(60, 80, lines)).blocks] == ["paragraph"]


def test_the_clerk_of_a_list_of_decisions_stands_beside_his_label():
    assert [found.name for found in find_signatories([], "overig", ["Griffier:", "B.T. de Vries"])] == ["B.T. de Vries"]


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("Bijlage bij Kamerstuk 35 334, nr. 44", "kst-35334-44"),
        ("Bijlage 2 bij Kamerstukken II 2030/31, 36 600 VII, nr. 12", "kst-36600-VII-12"),
        # a letter that is not named by its number
        ("Bijlage 1 bij Kamerbrief 1 november 2031", None),
        # a citation in running text
        ("Zie Kamerstuk 35 334, nr. 44", None),
    ],
)
def test_an_attachment_names_the_paper_it_was_sent_with(line, wanted):
    document = read([Text(60, 60, line), *paragraph(60, 120, LONG)])
    assert document.metadata.attachment_of == wanted


def test_the_draft_of_an_order_is_called_by_its_first_words_and_is_no_report():
    name = ["Regeling van de Minister van Onderwijs, houdende regels over de bekostiging van", "scholen op eilanden"]
    pages = [[*paragraph(60, 100, name), *filler(1)], *(filler(n) for n in range(2, 11))]
    document = read(*pages)
    assert (document.metadata.kind, document.metadata.title) == ("overig", " ".join(name))


def test_a_number_in_the_letterhead_is_no_page_number():
    page = [Text(60, 300, "24"), *paragraph(60, 330, LONG)]
    assert read_pdf(print_pdf(page), "proef.pdf").pages[0].label is None


def test_cells_whose_lines_word_fills_once_more_are_cells_and_not_rows():
    page: list[Text | Fill | tuple[float, float, float, float]] = []
    for row, (name, lines) in enumerate([("Doel", 3), ("Instrument", 4), ("Gevolgen", 3)]):
        top = 100 + 60 * row
        page += [Fill(70, top, 190, top + 60), Fill(191, top, 520, top + 60)]
        page += [Fill(191, top + 12 * line, 520, top + 12 * line + 12) for line in range(lines)]
        page += [
            Text(195, top + 9 + 12 * line, f"De tekst van {name} op regel {line} gaat over de kelders")
            for line in range(lines)
        ]
        page.append(Text(74, top + 14, name))
    page += paragraph(70, 400, ["De kelders in de regio zijn droog en dat is voor de gemeenten goed nieuws."] * 6)
    (table,) = [text for kind, text in shown(read(page)) if kind == "table"]
    assert [row.split(" | ")[0] for row in table.split("\n")] == ["Doel", "Instrument", "Gevolgen"]


def test_an_item_that_follows_a_line_in_bold_type_is_an_item():
    page = [
        Text(70, 100, "d."), Text(90, 100, "Het starten van de planvorming voor het"),
        Text(90, 112, "Kelderkwartier.", style="B"),
        Text(70, 124, "e."), Text(90, 124, "Het afronden daarvan in wijk en buurt."),
    ]  # fmt: skip
    assert [kind for kind, _ in shown(read(page))] == ["list_item", "list_item"]


def test_where_a_sender_can_be_reached_is_no_text_of_a_letter():
    page = paragraph(70, 100, ["De kelders in de regio zijn droog en dat is voor de gemeenten goed nieuws."] * 6)
    page += [Text(70, 790, "Kelderlaan 12 Delft | Postbus 30435 | 2500 GK Delft", 7)]
    page += [Text(70, 800, "070 - 373 83 93 | info@kelders.nl | kelders.nl", 7)]
    document = read(page)
    assert [kind for kind, _ in shown(document)] == ["paragraph"]
    assert [note.text[:7] for note in document.furniture] == ["Kelderl", "070 - 3"]
