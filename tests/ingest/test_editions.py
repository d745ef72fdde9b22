import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from fpdf import FPDF
from hypothesis import given
from hypothesis import strategies as st

from ingest.editions import align
from ingest.model import Block, Box, Footnote, Furniture, Join, Metadata, Page
from ingest.plain import document_from_text
from ingest.reader import read_file

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"

TEXT = (
    "De minister schrijft dat de dijken in het noorden worden versterkt. Daarvoor is in de begroting geld "
    "gereserveerd, dat de waterschappen volgend jaar kunnen aanvragen.\n\nHet onderzoek naar de gevolgen voor "
    "de landbouw is bijna klaar en wordt na de zomer naar de Kamer gestuurd."
)


def printed(text, words_on_a_page=10):
    """A PDF edition: each word in a box of its own, on pages of so many words."""
    plain = document_from_text(text)
    pages_of_words = [position // words_on_a_page + 1 for position in range(len(plain.words))]
    words = tuple(
        word._replace(boxes=(Box(page, position, 0, position + 1, 1),))
        for position, (word, page) in enumerate(zip(plain.words, pages_of_words, strict=True))
    )
    pages = tuple(Page(number, 0, 0, 595, 842) for number in range(1, max(pages_of_words, default=1) + 1))
    return replace(plain, words=words, pages=pages, furniture=(Furniture(1, "Pagina 1"),))


def test_same_words_get_their_own_boxes_and_the_pages_of_the_pdf():
    pdf, xml = printed(TEXT), document_from_text(TEXT)
    aligned = align(pdf, xml)
    assert aligned.text == TEXT
    assert aligned.words == pdf.words
    assert aligned.differences == ()
    assert aligned.furniture == pdf.furniture
    first_words = [TEXT[page.start :].split()[0] for page in aligned.pages]
    assert first_words == [TEXT.split()[position] for position in range(0, len(TEXT.split()), 10)]
    start = TEXT.index("gereserveerd")
    assert aligned.pages_of(start, start + 5) == (2, 2)
    assert [(block.page, block.last_page) for block in aligned.blocks] == [(1, 3), (3, 5)]


DIFFERENCES = [
    # typography is no difference
    ("de dijken in het noorden", "de „dijken” in hét noorden".replace("é", "e"), ()),
    # nor is where a word is parted
    ("onderzoek", "onder zoek", ()),
    ("het noorden", "hetnoorden", ()),
    # a misread letter
    ("landbouw", "landbauw", ("page 4: 'landbouw' in the XML, 'landbauw' in the PDF",)),
    # a sentence that only one edition has
    ("Daarvoor is", "Nieuwe zin. Daarvoor is", ("page 2: only the PDF has 'Nieuwe zin.'",)),
    ("bijna klaar en ", "", ("page 4: only the XML has 'bijna klaar en'",)),
]


@pytest.mark.parametrize(("in_xml", "in_pdf", "differences"), DIFFERENCES)
def test_differences_are_reported_with_their_page(in_xml, in_pdf, differences):
    aligned = align(printed(TEXT.replace(in_xml, in_pdf)), document_from_text(TEXT))
    assert aligned.text == TEXT
    assert aligned.differences == differences


def test_word_that_the_pdf_parts_has_the_boxes_of_both_parts():
    aligned = align(printed(TEXT.replace("onderzoek", "onder zoek")), document_from_text(TEXT))
    (word,) = [word for word in aligned.words if TEXT[word.start : word.end] == "onderzoek"]
    assert len(word.boxes) == 2


def test_words_that_the_pdf_has_not_are_on_the_page_of_those_around_them():
    aligned = align(printed(TEXT.replace("volgend jaar ", "")), document_from_text(TEXT))
    start = TEXT.index("volgend")
    assert aligned.boxes_of(start, start + len("volgend jaar")) == ()
    assert aligned.pages_of(start, start + len("volgend jaar")) == aligned.pages_of(start - 2, start - 1) == (3, 3)


def test_notes_stand_after_the_pages_and_keep_the_page_they_are_printed_on():
    body = document_from_text(f"{TEXT}\n\n1 Zie het rapport.")
    start = body.text.index("Zie")
    note = Footnote("1", 1, start, len(body.text), 20)
    blocks = (*body.blocks[:2], Block("footnote", start, len(body.text), 1, 1, marker="1"))
    aligned = align(printed(body.text), replace(body, blocks=blocks, footnotes=(note,)))
    assert aligned.pages[-1].end == start - len("1 ")
    assert aligned.footnotes == (replace(note, page=5),)


def test_broken_words_are_known_in_the_text_of_the_xml_too():
    pdf = replace(printed(f"Kop {TEXT}"), joins=(Join(len("Kop De mini"), "-\n"),))
    aligned = align(pdf, document_from_text(TEXT))
    assert aligned.joins == (Join(len("De mini"), "-\n"),)


def test_metadata_of_the_xml_is_completed_by_the_pdf_and_contradictions_are_reported():
    pdf = replace(printed(TEXT), metadata=Metadata("kst-1", "a", date="2031-01-02", kenmerk="X/1"))
    xml = replace(document_from_text(TEXT), metadata=Metadata("kst-1", "b", kind="brief", date="2031-01-03"))
    aligned = align(pdf, xml)
    assert aligned.metadata == Metadata("kst-1", "a", kind="brief", date="2031-01-03", kenmerk="X/1")
    assert aligned.differences == ("date: '2031-01-03' in the XML, '2031-01-02' in the PDF",)


def test_xml_with_another_text_is_not_used():
    pdf = printed(TEXT)
    aligned = align(pdf, document_from_text("Heel wat anders."))
    assert (aligned.text, aligned.words) == (pdf.text, pdf.words)
    assert aligned.differences[0].startswith("the XML edition was not used")


WORDS = st.lists(st.sampled_from("de het een dijk water geld en van jaar plan".split()), min_size=1, max_size=60)


@given(WORDS, st.lists(st.tuples(st.integers(0, 59), st.sampled_from(["", "nieuw", "dijk dijk"])), max_size=6))
def test_alignment_keeps_text_and_order_whatever_differs(words, edits):
    changed = list(words)
    for position, replacement in edits:
        if position < len(changed):
            changed[position] = replacement
    text = " ".join(words)
    aligned = align(printed(" ".join(changed) or "leeg"), document_from_text(text))
    if aligned.text == text:
        bounds = [bound for page in aligned.pages for bound in (page.start, page.end)]
        assert bounds == sorted(bounds)
        assert (bounds[0], bounds[-1]) == (0, len(text))
        shown = [word.boxes[0] for word in aligned.words if word.boxes]
        assert [(box.page, box.x0) for box in shown] == sorted((box.page, box.x0) for box in shown)
        assert all(word.boxes for word in aligned.words) or aligned.differences


@pytest.mark.skipif(not CORPUS.is_dir(), reason=f"{CORPUS} is not here")
def test_both_editions_of_an_answer_lie_in_a_folder_and_agree_word_for_word(tmp_path):
    shutil.copy(CORPUS / "kamerstukken" / "ah-tk-20202021-3235.pdf", tmp_path)
    shutil.copy(CORPUS / "xml" / "ah-tk-20202021-3235.xml", tmp_path)
    xml = read_file(tmp_path / "ah-tk-20202021-3235.xml")
    aligned = read_file(tmp_path / "ah-tk-20202021-3235.pdf")
    assert aligned.text == xml.text
    assert all(word.boxes for word in aligned.words)
    assert aligned.differences == ()
    assert [page.number for page in aligned.pages if page.end > page.start] == [1, 2, 3]


def test_damaged_xml_beside_a_pdf_leaves_the_pdf_as_it_is(tmp_path):
    pdf = FPDF()
    pdf.set_font("Helvetica", size=11)
    pdf.add_page()
    pdf.multi_cell(0, 6, "Een brief van een bladzijde.")
    pdf.output(str(tmp_path / "brief.pdf"))
    (tmp_path / "brief.xml").write_text("<?xml version='1.0'?><officiele-publicatie>")
    document = read_file(tmp_path / "brief.pdf")
    assert document.text == "Een brief van een bladzijde."
    assert document.differences[0].startswith("the XML edition was not used: brief.xml is no well-formed XML")
