"""What can be seen on a page is its text; what cannot is kept apart, and said."""

from __future__ import annotations

import re
import zlib
from resource import RUSAGE_SELF, getrusage
from time import process_time

import pytest
from fpdf import FPDF
from PIL import Image

from ingest.model import Document
from ingest.pdf.visible import has_layers_off
from ingest.reader import read_pdf
from tests.ingest.printed import HEIGHT, WIDTH, shown
from tests.ingest.test_fonts_not_in_file import file_of

TEXT = "De gemeente onderzoekt de grondwaterstand in de binnenstad."
MORE = "Het waterschap verlaagt de heffing met zes procent."


def page() -> FPDF:
    pdf = FPDF(unit="pt", format=(WIDTH, HEIGHT))
    pdf.set_auto_page_break(False)
    pdf.add_page()
    pdf.set_font("Helvetica", size=10)
    return pdf


def read(pdf: FPDF) -> Document:
    data = bytes(pdf.output())
    return read_pdf(data, "proef.pdf")


@pytest.mark.parametrize(("angle", "x", "y"), [(90, 300, 700), (270, 300, 100), (180, 500, 400)])
def test_a_page_that_is_printed_sideways_or_upside_down_is_read(angle, x, y):
    pdf = page()
    with pdf.rotation(angle, x, y):
        pdf.text(x, y, TEXT)
        pdf.text(x, y + 12, MORE)
    document = read(pdf)
    assert document.text == f"{TEXT} {MORE}"
    (first,) = document.boxes_of(0, 2)
    # The box is where the word stands on the page: at the corner that the text was turned around.
    assert first.page == 1
    assert abs((first.x0 + first.x1) / 2 - x) < 14
    assert abs((first.top + first.bottom) / 2 - y) < 14


def test_words_that_are_laid_across_the_page_are_no_text():
    pdf = page()
    pdf.text(70, 300, "De minister")
    with pdf.rotation(45, 200, 500):
        pdf.set_font_size(60)
        pdf.text(200, 500, "CONCEPT")
    pdf.set_font_size(10)
    pdf.text(70, 312, "besluit.")
    document = read(pdf)
    assert shown(document) == [("paragraph", "De minister besluit.")]
    assert [item.text for item in document.furniture] == ["CONCEPT"]


def test_text_at_an_angle_that_is_too_much_for_a_stamp_is_said():
    pdf = page()
    pdf.text(70, 100, TEXT)
    with pdf.rotation(45, 200, 500):
        pdf.text(200, 500, f"{TEXT} {MORE}")
    document = read(pdf)
    assert document.text == TEXT
    assert document.metadata.unread == ((1, "15 words", "printed at an angle"),)


@pytest.mark.parametrize("places", [[(150, 420)], [(60, 310), (300, 310), (60, 500), (300, 500)]])
def test_large_words_at_the_same_place_of_all_pages_are_no_text(places):
    pdf = FPDF(unit="pt", format=(WIDTH, HEIGHT))
    pdf.set_auto_page_break(False)
    for lines in (
        ["De raad besluit na het advies", "van de commissie om de"],
        ["regeling in te trekken.", "Dat is zo."],
    ):
        pdf.add_page()
        pdf.set_font("Helvetica", size=10)
        for number, line in enumerate(lines):
            pdf.text(70, 300 + 12 * number, line)
        pdf.set_font_size(24)
        for x, y in places:
            pdf.text(x, y, "VERTROUWELIJK")
    document = read(pdf)
    assert document.text == "De raad besluit na het advies van de commissie om de regeling in te trekken. Dat is zo."


def test_a_title_that_comes_again_at_the_same_place_within_the_text_is_text():
    pdf = FPDF(unit="pt", format=(WIDTH, HEIGHT))
    pdf.set_auto_page_break(False)
    for street in ("Kelderpad", "Zolderweg"):
        pdf.add_page()
        pdf.set_font("Helvetica", size=10)
        pdf.text(70, 200, f"Een voorstel van bewoners van het {street}.")
        pdf.text(70, 280, f"Het college opent een loket aan het {street}.")
        pdf.set_font_size(24)
        pdf.text(70, 240, "Wat willen wij?")
    assert read(pdf).text.count("Wat willen wij?") == 2


def hidden_by(way: str) -> FPDF:
    """A page of one line that is seen and one that is not."""
    pdf = page()
    pdf.text(70, 300, TEXT)
    x, hidden = 70.0, "Verborgen woorden."
    if way == "white":
        pdf.set_text_color(255)
    if way == "nearly white":
        pdf.set_text_color(247)
    if way == "outside":
        x = WIDTH + 5
    if way == "tiny":
        pdf.set_font_size(0.8)
    if way == "in the colour of its ground":
        pdf.set_fill_color(20, 60, 120)
        pdf.rect(60, 318, 200, 16, style="F")
        pdf.set_text_color(24, 60, 120)
    if way == "outlined in white":
        with pdf.local_context(text_mode="STROKE", draw_color=255):
            pdf.text(x, 330, hidden)
    elif way == "transparent":
        with pdf.local_context(fill_opacity=0.02):
            pdf.text(x, 330, hidden)
    else:
        pdf.text(x, 330, hidden)
    if way == "bar":
        pdf.rect(60, 318, 200, 16, style="F")
    if way == "rounded bar":
        pdf.rect(60, 318, 200, 16, style="F", round_corners=True, corner_radius=4)
    if way == "broad line":
        pdf.set_line_width(16)
        pdf.line(60, 327, 260, 327)
    if way == "paper":
        pdf.set_fill_color(255)
        pdf.rect(60, 318, 200, 16, style="F")
    if way == "picture":
        pdf.image(Image.new("L", (4, 4), 90), 60, 318, 200, 16)
    return pdf


WAYS = (
    "white",
    "nearly white",
    "bar",
    "rounded bar",
    "broad line",
    "paper",
    "picture",
    "outside",
    "tiny",
    "in the colour of its ground",
    "outlined in white",
    "transparent",
)


@pytest.mark.parametrize("way", WAYS)
def test_what_a_page_does_not_show_is_kept_apart_and_said(way):
    document = read(hidden_by(way))
    assert document.text == TEXT
    (kept,) = document.furniture
    assert kept.text == "Verborgen woorden."
    assert document.metadata.unread == ((1, "2 words", kept.why_unread),)


def test_words_that_are_squeezed_to_hardly_any_width_are_not_read_and_narrow_ones_are():
    pdf = page()
    pdf.text(70, 300, TEXT)
    pdf.set_stretching(5)
    pdf.text(70, 330, "Verborgen woorden.")
    pdf.set_stretching(30)
    pdf.text(70, 360, "Het is zo in die tijd.")
    document = read(pdf)
    assert document.text == f"{TEXT}\n\nHet is zo in die tijd."
    assert document.metadata.unread == ((1, "1 word", "too small to be read"),)


def test_a_shape_that_is_laid_on_a_page_hides_what_is_printed_there():
    pdf = page()
    pdf.text(70, 300, TEXT)
    pdf.text(70, 330, "Verborgen woorden.")
    pdf.link(60, 318, 200, 16, "https://voorbeeld.nl")
    data = bytes(pdf.output()).replace(b"/Subtype /Link", b"/Subtype /Square /IC [0 0 0] /F 4")
    assert read_pdf(data, "proef.pdf").text == TEXT


@pytest.mark.parametrize(
    ("drawn", "text"),
    [
        # some programs leave it to the viewer how a text box looks
        (b"/Subtype /FreeText /F 4 /Contents (Toegevoegd: de raad stemt tegen.)", "Toegevoegd: de raad stemt tegen."),
        (b"/Subtype /FreeText /F 2 /Contents (Niet getoond.)", ""),
        # a remark beside the text is none of the page
        (b"/Subtype /Text /F 4 /Contents (Een losse opmerking.)", ""),
    ],
)
def test_words_in_a_box_that_is_laid_on_a_page_are_text_of_it(drawn, text):
    pdf = page()
    pdf.text(70, 300, TEXT)
    pdf.link(60, 380, 300, 20, "https://voorbeeld.nl")
    data = bytes(pdf.output()).replace(b"/Subtype /Link", drawn)
    assert read_pdf(data, "proef.pdf").text == f"{TEXT}\n\n{text}".strip()


@pytest.mark.parametrize("way", ["marker", "drawn round", "outlined", "half"])
def test_what_is_painted_with_care_is_seen(way):
    pdf = page()
    if way == "outlined":
        with pdf.local_context(text_mode="STROKE"):
            pdf.text(70, 300, TEXT)
    elif way == "half":
        with pdf.local_context(fill_opacity=0.5):
            pdf.text(70, 300, TEXT)
    else:
        pdf.text(70, 300, TEXT)
    if way == "marker":
        with pdf.local_context(blend_mode="MULTIPLY"):
            pdf.set_fill_color(255, 255, 0)
            pdf.rect(60, 288, 300, 16, style="F")
    if way == "drawn round":
        pdf.set_line_width(5)
        pdf.rect(60, 280, 350, 40)
    document = read(pdf)
    assert (document.text, document.metadata.unread) == (TEXT, ())


def test_white_letters_on_a_colour_and_letters_on_a_fill_are_text():
    pdf = page()
    pdf.set_fill_color(20, 60, 120)
    pdf.rect(60, 280, 300, 60, style="F")
    pdf.set_text_color(255)
    pdf.text(70, 300, TEXT)
    pdf.set_text_color(0)
    pdf.text(70, 380, MORE)
    document = read(pdf)
    assert sorted(text for _, text in shown(document)) == [TEXT, MORE]
    assert document.metadata.unread == ()


def test_letters_that_are_never_drawn_are_text_over_a_picture_only():
    def text_of(with_picture: bool) -> str:
        pdf = page()
        if with_picture:
            pdf.image(Image.new("L", (4, 4), 200), 50, 250, 500, 200)
        with pdf.local_context(text_mode="INVISIBLE"):
            pdf.text(70, 300, TEXT)
        return read(pdf).text

    assert (text_of(True), text_of(False)) == (TEXT, "")


def test_a_size_below_zero_that_a_matrix_turns_back_is_upright():
    pdf = page()
    pdf.compress = False
    pdf.text(70, 300, TEXT)
    data = bytes(pdf.output())
    turned = re.sub(rb"BT (\S+) (\S+) Td", rb"BT /F1 -10 Tf -1 0 0 -1 \1 \2 Tm", data)
    assert turned != data
    assert read_pdf(turned, "proef.pdf").text == TEXT


def test_letters_of_a_font_of_pictures_are_as_large_as_they_are_drawn():
    letters = sorted(set(TEXT) - {" "})
    content, letter = f"0.1 0 0 0.1 72 600 cm BT /F 1 Tf 0 0 Td ({TEXT}) Tj ET", "45 0 0 0 40 50 d1 0 0 40 50 re f"
    named = " ".join(f"{ord(each)} /g{ord(each)}" for each in letters)
    drawn = " ".join(f"/g{ord(each)} 6 0 R" for each in letters)
    meant = " ".join(f"<{ord(each):02x}> <{ord(each):04x}>" for each in [*letters, " "])
    unicode = (
        "begincmap 1 begincodespacerange <00> <ff> endcodespacerange "
        f"{len(letters) + 1} beginbfchar {meant} endbfchar endcmap"
    )
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        f"<</Length {len(content)}>>stream\n{content}\nendstream",
        "<</Type/Font/Subtype/Type3/FontBBox[0 0 45 50]/FontMatrix[1 0 0 1 0 0]/ToUnicode 7 0 R/Resources<<>>"
        f"/Encoding<</Differences[{named}]>>/CharProcs<<{drawn}>>/FirstChar 32/LastChar 126/Widths[{'45 ' * 95}]>>",
        f"<</Length {len(letter)}>>stream\n{letter}\nendstream",
        f"<</Length {len(unicode)}>>stream\n{unicode}\nendstream",
    ]
    assert read_pdf(file_of(objects), "proef.pdf").text == TEXT


def test_a_coloured_margin_that_is_painted_white_again_makes_no_box_of_the_text():
    pdf = page()
    pdf.set_fill_color(240, 160, 210)
    pdf.rect(0, 0, WIDTH / 2, HEIGHT, style="F")
    pdf.set_fill_color(255)
    pdf.rect(80, 60, WIDTH - 80, HEIGHT - 120, style="F")
    pdf.text(90, 300, "Een korte regel.")
    assert shown(read(pdf)) == [("paragraph", "Een korte regel.")]


def test_a_last_line_that_is_only_a_number_belongs_to_its_note():
    pdf = page()
    for place in range(6):
        pdf.text(70, 80 + 14 * place, TEXT)
    pdf.set_font_size(6)
    pdf.text(70 + 280, 146, "1")
    pdf.set_font_size(8)
    pdf.line(70, 770, 214, 770)
    pdf.text(70, 784, "1  Kamerstukken II 2022/23, 29 665, nr.")
    pdf.text(70, 794, "482")
    pdf.set_font_size(10)
    pdf.text(300, 826, "3")
    document = read(pdf)
    assert document.text.endswith("Kamerstukken II 2022/23, 29 665, nr. 482")
    assert [item.text for item in document.furniture] == ["3"]


def test_what_is_filled_in_on_a_form_is_text_of_the_page():
    form = FORM.encode()
    assert read_pdf(form, "formulier.pdf").text == "Uw reactie: De meldplicht kan weg."


# A page with one text field that has a value and no looks, as programs that fill in forms leave it.
FORM = """%PDF-1.7
1 0 obj
<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[5 0 R]/NeedAppearances true/DA(/Helv 10 Tf 0 g)
/DR<</Font<</Helv 4 0 R>>>>>>>>
endobj
2 0 obj
<</Type/Pages/Kids[3 0 R]/Count 1>>
endobj
3 0 obj
<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</Helv 4 0 R>>>>/Contents 6 0 R/Annots[5 0 R]>>
endobj
4 0 obj
<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>
endobj
5 0 obj
<</Type/Annot/Subtype/Widget/FT/Tx/T(reactie)/V(De meldplicht kan weg.)/Rect[130 695 400 712]/P 3 0 R/F 4
/DA(/Helv 10 Tf 0 g)>>
endobj
6 0 obj
<</Length 46>>
stream
BT /Helv 10 Tf 70 700 Td (Uw reactie:) Tj ET  
endstream
endobj
trailer
<</Root 1 0 R/Size 7>>
%%EOF
"""


def object_stream(data: bytes) -> bytes:
    return b"<< /Type /ObjStm /Filter /FlateDecode >>\nstream\r\n" + zlib.compress(data) + b"\nendstream\n"


def test_layers_that_are_off_are_known_from_packed_objects_too():
    packed = object_stream(b"<< /Type /Catalog /Pages 2 0 R >>") + object_stream(b"<< /D << /OFF [7 0 R] >> >>")
    assert has_layers_off(packed)
    assert not has_layers_off(packed.replace(packed[-40:], b""))


@pytest.mark.parametrize(
    "hostile",
    [b"/ObjStm stream\r\n" * 200_000, object_stream(bytes(500_000_000)), b"/ObjStm stream\r\nx" + bytes(20_000_000)],
    ids=["streams without an end", "a stream that unpacks to much", "a long stream"],
)
def test_packed_objects_that_are_made_to_be_slow_are_not(hostile):
    began = process_time()
    assert not has_layers_off(hostile)
    assert process_time() - began < 2


def test_a_page_of_any_size_is_drawn_within_bounds():
    pdf = FPDF(unit="pt", format=(14_000, 14_000))
    pdf.set_auto_page_break(False)
    pdf.add_page()
    pdf.set_font("Helvetica", size=100)
    pdf.text(500, 500, "De minister")
    pdf.set_text_color(255, 255, 255)
    pdf.text(500, 900, "verborgen")
    peak = getrusage(RUSAGE_SELF).ru_maxrss
    document = read(pdf)
    assert document.text == "De minister"
    assert getrusage(RUSAGE_SELF).ru_maxrss - peak < 300_000
