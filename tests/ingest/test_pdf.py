"""Are characters, words and boxes read as the page shows them, and are bad files refused in clear words?"""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from fpdf import FPDF

from ingest.errors import UnreadableError
from ingest.pdf.attached import attached_names, refuse_placeholder, write_attached
from ingest.pdf.opening import MAX_PAGES
from ingest.pdf.tokens import read_pages
from ingest.reader import read_pdf
from tests.ingest.printed import Text, print_pdf, read, width

SCALE = 2
# Antialiased edges reach a pixel out of the letter, side bearings a little out of the advance width.
SLACK_PX = 3

WORDS = [
    Text(60, 80, "De uitvoering van beleid", 12),
    Text(300, 400, "vraagt aandacht.", 9),
    Text(80, 700, "(Bijlage)", 16),
]


def turned(data: bytes, rotation: int, crop: tuple[float, float, float, float] | None = None) -> bytes:
    pdf = pdfium.PdfDocument(data)
    pdf[0].set_rotation(rotation)
    if crop:
        pdf[0].set_cropbox(*crop)
    buffer = io.BytesIO()
    pdf.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("crop", [None, (18, 35, 577, 807)], ids=["whole", "cropped"])
@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_all_ink_of_a_page_as_a_viewer_shows_it_is_inside_the_boxes_of_its_words(rotation, crop):
    data = turned(print_pdf(list(WORDS)), rotation, crop)
    document = read_pdf(data, "proef.pdf")
    image = pdfium.PdfDocument(data)[0].render(scale=SCALE, grayscale=True).to_pil()
    boxes = [box for word in document.words for box in word.boxes]
    boxes += [box for note in document.furniture for box in note.boxes]
    page = document.pages[0]

    assert (round(page.width * SCALE), round(page.height * SCALE)) == pytest.approx(image.size, abs=1)
    for box in boxes:
        left, top, right, bottom = (round(edge * SCALE) for edge in (box.x0, box.top, box.x1, box.bottom))
        assert image.crop((left, top, right, bottom)).getextrema()[0] < 128, "no ink in the box of a word"
        image.paste(255, (left - SLACK_PX, top - SLACK_PX, right + SLACK_PX, bottom + SLACK_PX))
    assert image.getextrema()[0] > 200, "ink outside the boxes of all words"


def test_the_text_of_each_word_is_what_pdfium_finds_in_its_boxes():
    data = print_pdf(list(WORDS))
    document = read_pdf(data, "proef.pdf")
    textpage = pdfium.PdfDocument(data)[0].get_textpage()
    height = document.pages[0].height
    for word in document.words:
        (box,) = word.boxes
        found = textpage.get_text_bounded(box.x0, height - box.bottom, box.x1, height - box.top)
        assert found.strip() == document.text[word.start : word.end]


def encrypted() -> bytes:
    pdf = FPDF()
    pdf.set_encryption(owner_password="eigenaar", user_password="lezer")
    pdf.add_page()
    return bytes(pdf.output())


def without_pages() -> bytes:
    buffer = io.BytesIO()
    pdfium.PdfDocument.new().save(buffer)
    return buffer.getvalue()


def with_too_many_pages() -> bytes:
    pdf = pdfium.PdfDocument.new()
    for _ in range(MAX_PAGES + 1):
        pdf.new_page(100, 100).close()
    buffer = io.BytesIO()
    pdf.save(buffer)
    return buffer.getvalue()


BAD = [
    # a download that was broken off before it began
    (lambda: b"", "proef.pdf is empty"),
    # an error page saved under the name of a PDF
    (lambda: b"<html><body>404</body></html>", "proef.pdf is not a PDF: it starts with '<html><body>'"),
    # the first bytes of a PDF and nothing else
    (lambda: print_pdf(list(WORDS))[:40], "proef.pdf is damaged"),
    (encrypted, "proef.pdf is encrypted"),
    (without_pages, "proef.pdf has no pages"),
    (with_too_many_pages, f"proef.pdf has {MAX_PAGES + 1} pages"),
]


def test_a_file_of_a_kind_that_is_not_read_is_not_called_a_broken_download():
    with pytest.raises(UnreadableError, match=r"^cijfers\.xlsx is not read: .* \.xlsx is not\. Save it as PDF"):
        read_pdf(b"PK\x03\x04", "cijfers.xlsx")


@pytest.mark.parametrize(("make", "message"), BAD, ids=[message for _, message in BAD])
def test_a_file_that_cannot_be_read_is_refused_with_a_sentence_and_for_good(make, message):
    with pytest.raises(UnreadableError) as caught:
        read_pdf(make(), "proef.pdf")
    assert str(caught.value).startswith(message)
    assert not caught.value.retry


def test_a_page_of_impossible_size_is_a_page_without_text():
    pdf = pdfium.PdfDocument(print_pdf(list(WORDS), list(WORDS)))
    pdf[0].set_mediabox(0, 0, 200_000, 200_000)
    buffer = io.BytesIO()
    pdf.save(buffer)
    document = read_pdf(buffer.getvalue(), "proef.pdf")
    assert document.pages_without_text == [1]
    assert "uitvoering" in document.text


def test_an_empty_page_is_listed_as_one_without_text():
    assert read([Text(60, 80, "Tekst")], []).pages_without_text == [2]


def test_letter_spaced_words_stay_whole():
    def spaced(x: float, word: str) -> list[Text]:
        # One letter at a time, 0.18 of the type size apart, as in the colophons of ministries.
        pdf = FPDF(unit="pt")
        pdf.set_font("Helvetica", size=6.5)
        letters = []
        for letter in word:
            letters.append(Text(x, 80, letter, 6.5))
            x += pdf.get_string_width(letter) + 0.18 * 6.5
        return letters

    page = next(read_pages(print_pdf(spaced(60, "Verkeersveiligheid")), "proef.pdf"))
    assert [token.text for token in page.tokens] == ["Verkeersveiligheid"]


@pytest.mark.parametrize(
    ("first", "second", "text"),
    [
        ("in onderl", "inge afstemming", "in onderlinge afstemming"),
        ("uitdrukkeli", "jk gevraagd", "uitdrukkelijk gevraagd"),
        ("het doel", "is bereikt", "het doel is bereikt"),
    ],
)
def test_a_little_room_parts_words_but_not_the_letters_of_a_word(first, second, text):
    # pdfium takes this much room between two narrow letters for a space.
    pdf = FPDF(unit="pt")
    pdf.set_font("Helvetica", size=10)
    assert read([Text(60, 80, first), Text(60 + pdf.get_string_width(first) + 1.6, 80, second)]).text == text


@pytest.mark.parametrize(
    ("first", "second", "room", "text"),
    [
        # Justified lines of which the spaces are no signs.
        ("de adviezen aan", "waarvoor een", 1.4, "de adviezen aan waarvoor een"),
        ("een brief op 8", "mei 2020", 1.9, "een brief op 8 mei 2020"),
        ("het besluit -", "met het oog", 1.9, "het besluit - met het oog"),
        ("onderdelen A", "en B", 2.5, "onderdelen A en B"),
        ("de opzet,", "dat is", 1.6, "de opzet, dat is"),
        ("sleutels", "(waarmee", 1.5, "sleutels (waarmee"),
        # The title of a section stands near to its number.
        ("3.1.", "Opwek", 0.8, "3.1. Opwek"),
        # Parts of compounds, of numbers and of names stand apart too.
        ("de programma", "directie", 1.1, "de programmadirectie"),
        ("het bedrag 2", "5", 1.4, "het bedrag 25"),
        ("de V", "erkeerswet", 2.3, "de Verkeerswet"),
        ("aan u", "itvoering", 1.6, "aan uitvoering"),
    ],
)
def test_words_with_little_room_between_them_are_words_by_themselves(first, second, room, text):
    assert read([Text(60, 80, first), Text(60 + width(first) + room, 80, second)]).text == text


def test_the_words_of_a_label_that_is_drawn_letter_by_letter_are_not_glued():
    x, letters = 60.0, []
    for letter in "drukke wegen":
        if letter != " ":
            letters.append(Text(x, 80, letter))
        x += 1.3 if letter == " " else width(letter) + 0.5
    page = next(read_pages(print_pdf(letters), "proef.pdf"))
    assert [token.text for token in page.tokens] == ["drukke", "wegen"]


def test_signs_of_a_page_that_say_nothing_count_as_no_text():
    garbage = [Text(60, 80 + 14 * row, "B2>D<28 1A/C7; ;<;@B.; @2<AC *</ 422; 1<0A:2;@2;") for row in range(12)]
    assert read(garbage).pages_without_text == [1]


def test_a_file_that_hangs_on_a_place_of_a_page_is_named_and_taken_out(tmp_path: Path) -> None:
    (tmp_path / "bijlage.txt").write_text("Een advies.")
    document = FPDF()
    document.add_page()
    document.file_attachment_annotation(tmp_path / "bijlage.txt", 20, 20)
    (tmp_path / "brief.pdf").write_bytes(bytes(document.output()))
    assert attached_names((tmp_path / "brief.pdf").read_bytes(), "brief.pdf") == ("bijlage.txt",)
    # Others list it on its page only.
    data = (tmp_path / "brief.pdf").read_bytes().replace(b"/EmbeddedFiles", b"/EmbeddedFilez")
    (tmp_path / "brief.pdf").write_bytes(data)
    assert attached_names(data, "brief.pdf") == ("bijlage.txt",)
    (written,) = write_attached(tmp_path / "brief.pdf", tmp_path / "uit")
    assert written.read_text() == "Een advies."


@pytest.mark.parametrize(
    "words", ["Please wait... If this is not replaced", "Een ogenblik geduld. Als dit bericht blijft"]
)
def test_a_form_that_only_another_program_can_show_is_refused_with_what_to_do(words: str) -> None:
    with pytest.raises(UnreadableError, match="Print it to a PDF"):
        refuse_placeholder(b"%PDF-1.7 /XFA 4 0 R", "formulier.pdf", words.split())
    refuse_placeholder(b"%PDF-1.7", "brief.pdf", words.split())
