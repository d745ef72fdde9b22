"""Every block begins and ends where print does, on the page it says."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ingest.editions import align
from ingest.errors import UnreadableError
from ingest.model import Document
from ingest.reader import read_file
from ingest.xml.text import Run, TextWriter
from tests.conftest import SAMPLES
from tests.ingest.printed import Text, paragraph, read
from tests.ingest.test_editions import printed

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
PROSE = ["De uitvoering van het beleid vraagt om een langere adem dan de begroting van een", "enkel jaar toelaat."]
ROWS = st.lists(st.lists(st.sampled_from(["", "", "Oost", "12,5"]), min_size=3, max_size=3), min_size=2, max_size=4)


def assert_blocks_fit(document: Document) -> None:
    for block in document.blocks:
        text = document.text[block.start : block.end]
        assert text, block
        assert text == text.strip(), block
        assert all(block.start <= cell.start <= cell.end <= block.end for cell in block.cells), block
        if document.pages and block.kind != "footnote":
            assert [page.number for page in document.pages if page.start <= block.start < page.end] == [block.page]
    assert all(before.end <= after.start for before, after in pairwise(document.blocks))


def grid(rows: list[list[str]], top: float = 100) -> list[Text | tuple[float, float, float, float]]:
    """A ruled table."""
    bottom = top + 20 * len(rows)
    across = [(60.0, y, 420.0, y) for y in (top + 20 * n for n in range(len(rows) + 1))]
    down = [(x, top, x, bottom) for x in (60.0, 180.0, 300.0, 420.0)]
    cells = [
        Text(64 + 120 * column, top + 14 + 20 * row, text)
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
        if text
    ]
    return [*across, *down, *cells]


@settings(max_examples=60)
@given(ROWS)
def test_a_table_begins_and_ends_with_its_print_whatever_cells_are_empty(rows):
    assume(sum(text != "" for texts in rows for text in texts) > 3)
    document = read(paragraph(60, 100, PROSE), [*grid(rows), *paragraph(60, 300, PROSE)])
    assert_blocks_fit(document)


def test_a_table_whose_first_cell_is_empty_begins_on_its_own_page():
    rows = [["", "Uitgaven", ""], ["Oost", "12,5", "13"], ["West", "8", ""]]
    document = read(paragraph(60, 100, PROSE), grid(rows, 300))
    (table,) = [block for block in document.blocks if block.kind == "table"]
    assert document.text[table.start : table.end] == "| Uitgaven\nOost | 12,5 | 13\nWest | 8"
    assert (table.page, table.start) == (2, document.pages[1].start)
    assert (table.cells[0].start, table.cells[0].end) == (table.start, table.start)


@given(ROWS)
def test_a_table_of_an_xml_edition_begins_and_ends_with_its_print_on_the_page_of_the_pdf(rows):
    assume(any(text for texts in rows for text in texts))
    writer = TextWriter()
    writer.add("paragraph", Run(" ".join(PROSE)))
    writer.add_table([[Run(text) for text in texts] for texts in rows])
    written = writer.finish()
    pdf = printed(written.text.replace("|", ""), words_on_a_page=len(" ".join(PROSE).split()))
    xml = Document(pdf.metadata, written.text, words=written.words, blocks=written.blocks)
    assert_blocks_fit(xml)
    aligned = align(pdf, xml)
    table = aligned.blocks[-1]
    if len(aligned.words_in(table.start, table.end)) > 1:
        assert_blocks_fit(aligned)


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.pdf")), ids=lambda path: path.name)
def test_the_blocks_of_the_sample_papers_fit_their_print(path):
    assert_blocks_fit(read_file(path))


@pytest.mark.slow
@pytest.mark.skipif(not CORPUS.is_dir(), reason="the papers lie outside this project")
def test_the_blocks_of_all_papers_fit_their_print():
    n_read = 0
    for path in sorted(CORPUS.rglob("*.pdf")):
        try:
            assert_blocks_fit(read_file(path))
            n_read += 1
        except UnreadableError:
            continue
    assert n_read > 50
