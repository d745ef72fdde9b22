"""Is a page read as a careful reader does: in order, without furniture, with its notes, headings, lists and tables?"""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ingest.printed import Text, paragraph, read, shown, width

LONG = [
    "De uitvoering van het beleid vraagt om een langere adem dan de begroting van een",
    "enkel jaar toelaat. Daarom is met de betrokken diensten afgesproken dat de plannen",
    "voor de komende periode telkens in het najaar worden herzien.",
]
RAISED = 3.5


def furniture(document):
    return sorted(note.text for note in document.furniture)


def test_two_columns_are_read_one_after_the_other_also_above_a_figure():
    left = paragraph(60, 100, [f"links regel {n} van de eerste kolom" for n in range(8)])
    right = paragraph(320, 100, [f"rechts regel {n} van de tweede kolom" for n in range(8)])
    below = [Text(60, 300, "Onder de kolommen staat een regel over de volle breedte van de bladspiegel heen.")]
    text = read([*left, *right, *below]).text
    assert text.index("links regel 7") < text.index("rechts regel 0") < text.index("Onder de kolommen")


def test_labels_with_their_values_are_read_across():
    rows = [("Zaak:", "Brief van de regering over de voortgang"), ("Besluit:", "Voor kennisgeving aangenomen.")] * 3
    page = [
        item
        for n, (label, value) in enumerate(rows)
        for item in (Text(60, 100 + 30 * n, label), Text(160, 100 + 30 * n, value))
    ]
    assert "Zaak: Brief van de regering" in read(page).text


def test_what_hangs_from_a_label_is_read_on_and_each_label_begins_a_block():
    lines = [
        ("Zaak:", "Brief van de minister over de balies in de wijken en de"),
        ("", "tijden waarop zij open zijn"),
        ("Besluit:", "De minister verzoeken om een brief over wat er is veranderd in"),
        ("", "dit jaar en hoe dat is gegaan."),
        ("Besluit:", "Aanhouden."),
    ]
    page = [
        Text(x, 100 + 14 * n, words)
        for n, (label, value) in enumerate(lines)
        for x, words in ((60, label), (130, value))
        if words
    ]
    document = read(page)
    blocks = [" ".join(document.text[block.start : block.end].split()) for block in document.blocks]
    assert blocks == [
        "Zaak: Brief van de minister over de balies in de wijken en de tijden waarop zij open zijn",
        "Besluit: De minister verzoeken om een brief over wat er is veranderd in dit jaar en hoe dat is gegaan.",
        "Besluit: Aanhouden.",
    ]


def test_the_margin_column_of_a_letter_is_furniture_and_its_values_are_metadata():
    page = [
        Text(60, 60, "Aan de Voorzitter van de Tweede Kamer"),
        Text(60, 120, "Datum"),
        Text(130, 120, "3 maart 2031"),
        Text(60, 134, "Betreft"),
        Text(130, 134, "Voortgang van de uitvoering"),
        Text(470, 80, "Directie Uitvoering", 6.5),
        Text(470, 120, "Ons kenmerk", 6.5),
        Text(470, 129, "UITV/2031-77", 6.5),
        Text(60, 180, "Geachte voorzitter,"),
        *paragraph(60, 210, LONG),
        Text(470, 800, "Pagina 1 van 1", 6.5),
    ]
    document = read(page)
    assert shown(document) == [("paragraph", "Geachte voorzitter,"), ("paragraph", " ".join(LONG))]
    meta = document.metadata
    assert (meta.kind, meta.date, meta.subject, meta.kenmerk) == (
        "brief",
        "2031-03-03",
        "Voortgang van de uitvoering",
        "UITV/2031-77",
    )
    assert document.pages[0].label == "1"


def test_the_margin_column_is_known_on_a_page_where_the_text_reaches_under_it():
    def page(text: list[Text], number: int) -> list[Text]:
        return [
            *text,
            Text(470, 80, "Ons kenmerk", 6.5),
            Text(470, 89, "UITV/2031-77", 6.5),
            Text(470, 800, f"Pagina {number} van 2", 6.5),
        ]

    wide = paragraph(60, 84, [f"{line} en daarnaast nog wat" for line in LONG])
    document = read(page(paragraph(60, 84, LONG), 1), page(wide, 2))
    assert "kenmerk" not in document.text
    assert furniture(document).count("Ons kenmerk") == 2


def test_a_typeset_motion_tells_its_number_dossier_date_and_movers():
    document = read(
        [
            Text(55, 60, "Tweede Kamer der Staten-Generaal", 11, "B"),
            Text(500, 60, "2", 40),
            Text(55, 90, "Vergaderjaar 2030-2031", 9),
            Text(55, 130, "90 001", 12, "B"),
            Text(221, 130, "Regels voor de uitvoering", 12, "B"),
            Text(55, 160, "Nr. 12", 9, "B"),
            Text(221, 160, "MOTIE VAN DE LEDEN JANSEN EN PIETERS", 9, "B"),
            Text(221, 180, "Voorgesteld 4 februari 2031", 9),
            Text(221, 200, "De Kamer,", 9),
            Text(221, 220, "gehoord de beraadslaging,", 9),
            Text(221, 240, "verzoekt de regering de Kamer voor de zomer te berichten,", 9),
            Text(221, 260, "en gaat over tot de orde van de dag.", 9),
            Text(221, 280, "Jansen", 9),
            Text(221, 291, "Pieters", 9),
            Text(55, 800, "kst-90001-12", 6),
            Text(221, 810, "Tweede Kamer, vergaderjaar 2030-2031, 90 001, nr. 12", 8),
            Text(520, 810, "1", 8),
        ]
    )
    meta = document.metadata
    assert (meta.id, meta.kind, meta.number, meta.dossiers, meta.session, meta.chamber, meta.date) == (
        "kst-90001-12",
        "motie",
        "12",
        ("90001",),
        "2030-2031",
        "II",
        "2031-02-04",
    )
    assert [signatory.name for signatory in meta.signatories] == ["Jansen", "Pieters"]
    assert [(block.level, document.text[block.start : block.end]) for block in document.blocks[:2]] == [
        (1, "Regels voor de uitvoering"),
        (2, "MOTIE VAN DE LEDEN JANSEN EN PIETERS"),
    ]
    assert "90 001" not in document.text


def test_the_marker_of_a_note_leaves_the_text_and_the_note_knows_where_it_stood():
    page = [
        *paragraph(60, 100, LONG),
        Text(60, 160, "De brief is van 2 juli 2032"),
        Text(60 + width("De brief is van 2 juli 2032"), 160 - RAISED, "1", 6),
        Text(
            64 + width("De brief is van 2 juli 2032"),
            160,
            ". Daarna volgde overleg met de betrokken diensten in het land.",
        ),
        (60, 700, 200, 700),
        Text(60, 712 - 2, "1", 5),
        Text(66, 712, "Kamerstuk 90 001, nr. 3.", 8),
    ]
    document = read(page)
    (note,) = document.footnotes
    assert "2 juli 2032. Daarna" in document.text
    assert document.text[: note.ref].endswith("2 juli 2032")
    assert document.text[note.start : note.end] == "Kamerstuk 90 001, nr. 3."
    assert (note.marker, document.blocks[-1].marker) == ("1", "1")


def test_an_exponent_is_no_marker_and_stays_in_the_text():
    page = [
        *paragraph(60, 100, LONG),
        Text(60, 160, "De norm is 5 kg ha"),
        Text(60 + width("De norm is 5 kg ha"), 160 - RAISED, "-1", 6),
        Text(153, 160, "per jaar."),
    ]
    assert "kg ha-1 per jaar." in read(page).text


def test_a_note_goes_on_at_the_foot_of_the_next_page():
    first = [
        *paragraph(60, 100, LONG),
        Text(437, 100 - RAISED, "1", 6),
        (60, 780, 200, 780),
        Text(60, 790, "1", 5),
        Text(66, 792, "Zie hierover de brief van de minister die in het", 8),
    ]
    second = [*paragraph(60, 100, LONG), (60, 780, 200, 780), Text(66, 792, "najaar aan de Kamer is gezonden.", 8)]
    document = read(first, second)
    assert [document.text[note.start : note.end] for note in document.footnotes] == [
        "Zie hierover de brief van de minister die in het najaar aan de Kamer is gezonden."
    ]
    assert (document.blocks[-1].page, document.blocks[-1].last_page) == (1, 2)


def test_a_word_broken_over_a_page_is_one_word_on_two_pages():
    first = [
        *paragraph(
            60,
            740,
            [LONG[0], LONG[1], "voor de komende periode worden herzien in een brede beleids- en handelingsperspec-"],
        )
    ]
    second = [*paragraph(60, 60, ["tieven omvattende ronde.", "Zo blijft de Kamer op de hoogte."])]
    document = read(first, second)
    (word,) = [word for word in document.words if document.text[word.start : word.end] == "handelingsperspectieven"]
    assert [box.page for box in word.boxes] == [1, 2]
    assert [join.removed for join in document.joins] == ["-\n"]
    assert "beleids- en handelings" in document.text
    (block,) = [block for block in document.blocks if block.start <= word.start < block.end]
    assert (block.page, block.last_page) == (1, 2)


def test_headings_lists_captions_and_contents_are_told_apart():
    page = [
        Text(60, 80, "Uitvoering op orde", 20, "B"),
        Text(60, 120, "2.1 Aanpak", 10, "B"),
        *paragraph(60, 140, LONG),
        Text(60, 200, "De minister doet het volgende:"),
        Text(70, 216, "1."),
        Text(85, 216, "hij vraagt de diensten om een plan;"),
        Text(70, 230, "2."),
        Text(85, 230, "hij legt dat plan voor aan de Kamer."),
        Text(60, 270, "Tabel 3. Uitgaven per dienst in miljoenen euro's"),
    ]
    document = read(page)
    assert [(block.kind, block.marker, document.text[block.start : block.end][:20]) for block in document.blocks] == [
        ("heading", None, "Uitvoering op orde"),
        ("heading", None, "2.1 Aanpak"),
        ("paragraph", None, "De uitvoering van he"),
        ("paragraph", None, "De minister doet het"),
        ("list_item", "1.", "hij vraagt de dienst"),
        ("list_item", "2.", "hij legt dat plan vo"),
        ("caption", None, "Tabel 3. Uitgaven pe"),
    ]
    assert "1. hij vraagt" in document.text


def test_contents_lose_their_dots_and_keep_their_page_numbers():
    rows = [("Inleiding", 3), ("Aanpak", 5), ("Gevolgen", 9), ("Slot", 12)]
    document = read([Text(60, 100 + 15 * n, f"{title} {'.' * 60} {page}") for n, (title, page) in enumerate(rows)])
    assert shown(document) == [("toc", f"{title} {page}") for title, page in rows]


def test_a_ruled_grid_is_a_table_with_its_cells_row_by_row():
    across = [(60.0, y, 300.0, y) for y in (100.0, 120.0, 140.0)]
    down = [(x, 100.0, x, 140.0) for x in (60.0, 180.0, 300.0)]
    cells = [Text(64, 114, "Dienst"), Text(184, 114, "Uitgaven"), Text(64, 134, "Oost"), Text(184, 134, "12,5")]
    document = read([*paragraph(60, 40, LONG), *across, *down, *cells])
    (table,) = [block for block in document.blocks if block.kind == "table"]
    assert document.text[table.start : table.end] == "Dienst | Uitgaven\nOost | 12,5"
    assert [(cell.row, cell.column, document.text[cell.start : cell.end]) for cell in table.cells] == [
        (0, 0, "Dienst"),
        (0, 1, "Uitgaven"),
        (1, 0, "Oost"),
        (1, 1, "12,5"),
    ]


def test_text_in_a_frame_of_one_column_is_a_box():
    frame = [
        (60.0, 100.0, 500.0, 100.0),
        (60.0, 160.0, 500.0, 160.0),
        (60.0, 100.0, 60.0, 160.0),
        (500.0, 100.0, 500.0, 160.0),
    ]
    document = read([*frame, *paragraph(70, 120, LONG[2:]), *paragraph(60, 200, LONG)])
    assert shown(document) == [("box", LONG[2]), ("paragraph", " ".join(LONG))]


def test_a_one_off_heading_at_the_top_of_a_page_is_no_running_header():
    pages = [
        [Text(60, 60, f"Tekst over de uitvoering, deel {n}", 8), *paragraph(60, 110, LONG), Text(290, 810, str(n))]
        for n in (4, 5)
    ]
    pages[1].insert(0, Text(60, 85, "Gevolgen voor burgers", 14, "B"))
    assert ("heading", "Gevolgen voor burgers") in shown(read(*pages))


LINE = st.text(st.sampled_from("abcdefghij ABC123.,;-(%)"), min_size=1, max_size=60)
SIZES, STYLES = st.sampled_from([6.0, 8.0, 10.0, 14.0]), st.sampled_from(["", "B", "I"])
STEPS = st.sampled_from([15.0, 18.0, 40.0])


@st.composite
def printed_pages(draw):
    """One to three pages of lines below each other, at any distance from the left edge."""
    pages = []
    for _ in range(draw(st.integers(1, 3))):
        y, page = 30.0, []
        while y < 800 and draw(st.booleans() | st.just(True)):
            page.append(Text(draw(st.floats(20, 500)), y, draw(LINE), draw(SIZES), draw(STYLES)))
            y += draw(STEPS)
        pages.append(page)
    return pages


PAGES = printed_pages()


@settings(max_examples=40)
@given(PAGES)
def test_whatever_stands_on_the_pages_all_spans_fit_the_text(pages):
    document = read(*pages)
    words = [document.text[word.start : word.end] for word in document.words]
    assert all(len(word.split()) == 1 for word in words)
    assert all(before.end <= after.start for before, after in pairwise(document.words))
    assert all(before.end <= after.start for before, after in pairwise(document.blocks))
    assert document.pages[0].start == 0
    assert all(before.end == after.start for before, after in pairwise(document.pages))
    assert all(1 <= box.page <= len(pages) for word in document.words for box in word.boxes)


@settings(max_examples=40)
@given(PAGES)
def test_no_letter_of_a_page_is_lost_or_made_up(pages):
    document = read(*pages)
    if document.pages_without_text:
        return
    printed = sorted(char for page in pages for item in page for char in item.text if char.isalnum())
    kept = sorted(char for char in document.text + "".join(note.text for note in document.furniture) if char.isalnum())
    markers = sorted(
        char for note in document.footnotes if note.ref is not None for char in note.marker if char.isalnum()
    )
    assert sorted([*kept, *markers]) == printed


def test_columns_with_much_room_between_their_lines_are_read_in_whole_paragraphs_that_run_on():
    left = [f"De gemeente onderzoekt het grondwater van wijk {place} en" for place in range(9)]
    right = [f"verlaagt daarna de heffing van straat {place} daarvoor en" for place in range(8)] + ["wacht dan af."]
    page = paragraph(60, 100, left, size=9, leading=15) + paragraph(320, 100, right, size=9, leading=15)
    assert shown(read(page)) == [("paragraph", " ".join(left + right))]


def test_a_short_line_that_ends_in_an_abbreviation_does_not_end_its_paragraph():
    lines = [
        "De uitvoering van het beleid vraagt om een langere adem dan de begroting van een jaar",
        "toelaat. Dat staat in het rapport, Kamerstukken II 2019/20, 99901, nr.",
        "271 en in de bijlage bij die brief, en ook in het verslag van een schriftelijk overleg met",
        "de vaste commissie.",
    ]
    document = read(paragraph(60, 100, lines))
    assert len(document.blocks) == 1
