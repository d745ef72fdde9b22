import contextlib
import random
import re
from itertools import pairwise

import pytest
from fpdf import FPDF

from ingest.errors import UnreadableError
from ingest.reader import read_file

N_MUTANTS = 500
SEED = 20260301

LETTER = (
    "Geachte voorzitter, hierbij zend ik u het rapport over de uitvoering.1 De dijkversterkings-\n"
    "werken liggen op schema, al blijft het beheer- en onderhoudsplan achter."
)


def new_pdf():
    pdf = FPDF()
    # Left readable, so that mutations reach the operators of the pages too.
    pdf.set_compression(False)
    pdf.set_font("Helvetica", size=10)
    return pdf


def letter():
    """A heading, paragraphs, a list and a footnote, over two pages with header and folio."""
    pdf = new_pdf()
    for number in (1, 2):
        pdf.add_page()
        pdf.text(20, 10, "Tweede Kamer, vergaderjaar 2031-2032, 90 001, nr. 7")
        pdf.text(190, 287, str(number))
        pdf.set_y(30)
        pdf.set_font(style="B", size=12)
        pdf.cell(text=f"{number}. Aanpak", new_x="LMARGIN", new_y="NEXT")
        pdf.set_font(style="", size=10)
        for paragraph in (LETTER, "1. eerste punt", "2. tweede punt"):
            pdf.multi_cell(0, 5, paragraph, new_x="LMARGIN", new_y="NEXT")
            pdf.ln(3)
        pdf.set_font(size=7)
        pdf.text(20, 280, "1 Zie het rapport van 3 oktober.")
        pdf.set_font(size=10)
    return bytes(pdf.output())


def table():
    """A ruled table and a line drawing."""
    pdf = new_pdf()
    pdf.add_page()
    with pdf.table() as rows:
        for row in (("Jaar", "Bedrag"), ("2030", "12"), ("2031", "13")):
            rows.row(row)
    pdf.rect(20, 100, 60, 40)
    pdf.ellipse(100, 100, 30, 20)
    return bytes(pdf.output())


def turned():
    """A page shown on its side, with text in a box and turned text."""
    pdf = new_pdf()
    pdf.add_page(orientation="landscape")
    pdf.multi_cell(80, 5, LETTER, border=1)
    with pdf.rotation(90, 100, 100):
        pdf.text(100, 100, "gedraaid")
    return bytes(pdf.output()).replace(b"/Type /Page\n", b"/Type /Page\n/Rotate 90\n")


OBJECT = re.compile(rb"(?<=\n)\d+ 0 obj\n(.*?)\nendobj", re.DOTALL)
NUMBER = re.compile(rb"-?\d+(?:\.\d+)?")
EXTREMES = [b"0", b"-1", b"99999999999", b"-2147483649", b"1e308", b"0.0000001", b"nan"]


def flip_bytes(data, chance):
    mutant = bytearray(data)
    for _ in range(chance.randint(1, 30)):
        mutant[chance.randrange(len(mutant))] = chance.randrange(256)
    return bytes(mutant)


def truncate(data, chance):
    return data[: chance.randrange(len(data))]


def cut_out(data, chance):
    start = chance.randrange(len(data))
    return data[:start] + data[start + chance.randint(1, 400) :]


def repeat(data, chance):
    start = chance.randrange(len(data))
    return data[:start] + data[start : start + chance.randint(1, 400)] * chance.randint(2, 5) + data[start:]


def swap_objects(data, chance):
    first, second = sorted(chance.sample([match.span(1) for match in OBJECT.finditer(data)], 2))
    return (
        data[: first[0]] + data[slice(*second)] + data[first[1] : second[0]] + data[slice(*first)] + data[second[1] :]
    )


def extreme_numbers(data, chance):
    numbers = list(NUMBER.finditer(data))
    for match in sorted(chance.sample(numbers, chance.randint(1, 5)), key=lambda match: -match.start()):
        data = data[: match.start()] + chance.choice(EXTREMES) + data[match.end() :]
    return data


MUTATIONS = [flip_bytes, truncate, cut_out, repeat, swap_objects, extreme_numbers]


def assert_spans_hold(document):
    """What holds of every document, however odd."""
    text = document.text
    for spans in (document.words, document.blocks):
        assert all(0 <= span.start <= span.end <= len(text) for span in spans)
        assert all(first.end <= second.start for first, second in pairwise(spans))
    assert not any(char.isspace() for word in document.words for char in text[word.start : word.end])
    bounds = [bound for page in document.pages for bound in (page.start, page.end)]
    assert bounds == sorted(bounds)
    assert all(box.page <= len(document.pages) for word in document.words for box in word.boxes)
    assert all(note.ref is None or 0 <= note.ref <= len(text) for note in document.footnotes)


@pytest.mark.parametrize("original", [letter, table, turned])
def test_sample_is_read_before_it_is_mutated(original, tmp_path):
    path = tmp_path / "paper.pdf"
    path.write_bytes(original())
    document = read_file(path)
    assert_spans_hold(document)
    assert document.text


@pytest.mark.parametrize("mutate", MUTATIONS)
def test_mutated_pdf_is_read_or_refused_with_a_reason(mutate, tmp_path):
    chance = random.Random(f"{SEED} {mutate.__name__}")
    originals = [letter(), table(), turned()]
    path = tmp_path / "mutant.pdf"
    for _ in range(N_MUTANTS // len(MUTATIONS) + 1):
        path.write_bytes(mutate(chance.choice(originals), chance))
        with contextlib.suppress(UnreadableError):
            assert_spans_hold(read_file(path))


def encrypted():
    pdf = FPDF()
    pdf.set_encryption(owner_password="geheim", user_password="ook geheim")
    pdf.add_page()
    return bytes(pdf.output())


def same_page_repeated(n_pages):
    """A PDF that says it has so many pages, all of them the same one."""
    kids = b" ".join([b"3 0 R"] * n_pages)
    return (
        b"%%PDF-1.4\n1 0 obj\n<</Type /Catalog /Pages 2 0 R>>\nendobj\n"
        b"2 0 obj\n<</Type /Pages /Count %d /Kids [%s]>>\nendobj\n"
        b"3 0 obj\n<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842]>>\nendobj\n"
        b"trailer\n<</Root 1 0 R>>\n%%%%EOF\n" % (n_pages, kids)
    )


REFUSED = [
    (b"", "is empty"),
    (b"<html>404 Not Found</html>", "is not a PDF: it starts with '<html>404"),
    (letter()[:600], "is damaged"),
    (encrypted(), "is encrypted"),
    # pdfium does not open a PDF that says it has no pages
    (same_page_repeated(0), "is damaged"),
    (same_page_repeated(20_000), "has 20000 pages"),
]


@pytest.mark.parametrize(("data", "reason"), REFUSED)
def test_what_cannot_be_read_is_refused_in_one_sentence(data, reason, tmp_path):
    path = tmp_path / "paper.pdf"
    path.write_bytes(data)
    with pytest.raises(UnreadableError, match=re.escape(f"paper.pdf {reason}")):
        read_file(path)


def test_page_of_impossible_size_is_listed_as_without_text(tmp_path):
    path = tmp_path / "huge.pdf"
    path.write_bytes(letter().replace(b"/MediaBox [0 0 595.28 841.89]", b"/MediaBox [0 0 9e9 9e9]", 1))
    document = read_file(path)
    assert_spans_hold(document)
    assert 1 in [*document.pages_without_text, *(page.number for page in document.pages if page.width < 14_400)]


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_turned_page_reads_as_the_same_text_within_its_shown_size(angle, tmp_path):
    path = tmp_path / "turned.pdf"
    path.write_bytes(letter().replace(b"/Type /Page\n", b"/Type /Page\n/Rotate %d\n" % angle))
    document = read_file(path)
    width, height = (842, 595) if angle in (90, 270) else (595, 842)
    assert [(round(page.width), round(page.height)) for page in document.pages] == [(width, height)] * 2
    for word in document.words:
        for box in word.boxes:
            assert 0 <= box.x0 <= box.x1 <= width
            assert 0 <= box.top <= box.bottom <= height
