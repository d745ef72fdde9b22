"""One page of a paper shows what is printed on it: no more of a paragraph that runs on, and no fewer notes."""

from __future__ import annotations

import pytest
from rich.console import Console

from index.model import DocumentRecord
from ingest.model import Block, Document, Metadata, Page
from search_cli.render.document import show_view
from search_cli.showing import View

ONE, TWO, NOTES = "De brug is gesloten en de boot ", "vaart niet meer.", ("Zie de brief.", "Zie het plan.")
TEXT = f"{ONE}{TWO}\n\n1 {NOTES[0]}\n\n2 {NOTES[1]}"
TURN, END = len(ONE), len(ONE + TWO)
FIRST, SECOND = (TEXT.index(note) for note in NOTES)
LETTER = Document(
    Metadata("brief-1", "x"),
    TEXT,
    pages=(Page(1, 0, TURN, 595, 842), Page(2, TURN, END, 595, 842)),
    blocks=(
        Block("paragraph", 0, END, 1, 2),
        Block("footnote", FIRST, FIRST + 13, 1, 1, marker="1"),
        Block("footnote", SECOND, SECOND + 13, 2, 2, marker="2"),
    ),
)


@pytest.mark.parametrize(
    ("start", "end", "page", "printed"),
    [
        (0, TURN, 1, ["De brug is gesloten en de boot …", "  1 Zie de brief."]),
        (TURN, END, 2, ["… vaart niet meer.", "  2 Zie het plan."]),
        (0, END, 1, [ONE + TWO, "  1 Zie de brief.", "  2 Zie het plan."]),
        (0, len(TEXT), 1, [ONE + TWO, "  1 Zie de brief.", "  2 Zie het plan."]),
    ],
)
def test_a_page_shows_its_own_part_of_a_paragraph_and_its_own_notes(capsys, start, end, page, printed):
    record = DocumentRecord(LETTER.metadata, "brief.pdf", "/brief.pdf", 2, 1, (), (), "1")
    show_view(Console(width=100), View(record, LETTER, start, end, page, None))
    shown = capsys.readouterr().out.partition("pages  2\n")[2]
    assert [line for line in shown.splitlines() if line.strip()] == printed
