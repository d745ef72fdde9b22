"""From printed pages to a reading: the steps in the order a careful reader takes them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.blocks import leading_of, split_blocks
from ingest.columns import reading_order
from ingest.compose import Reading, compose
from ingest.furniture import PageLines, find_furniture
from ingest.lines import Line, join_neighbours, read_lines, text_of
from ingest.model import Box, Furniture
from ingest.pdf import PrintedPage
from ingest.pieces import Piece


@dataclass(frozen=True, slots=True)
class Layout:
    """A document taken apart: its reading, and what is no part of its text."""

    reading: Reading
    furniture: tuple[Furniture, ...]
    pages: tuple[PageLines, ...]


def read_layout(printed: Sequence[PrintedPage]) -> Layout:
    """Take the pages of a document apart into running text, notes and furniture."""
    pages: list[PageLines] = []
    furniture: list[Furniture] = []
    for sheet in printed:
        lines, sideways = read_lines(sheet)
        pages.append(PageLines(sheet.number, sheet.width, sheet.height, tuple(lines)))
        if sideways:
            boxes = tuple(Box(sheet.number, token.x0, token.top, token.x1, token.bottom) for token in sideways)
            furniture.append(Furniture(sheet.number, text_of(sideways), boxes))
    body_size = usual_size([line for page in pages for line in page.lines])
    apart = find_furniture(pages, body_size)
    body: list[Piece] = []
    for page in pages:
        furniture += [Furniture(page.number, line.text, (line.box,)) for line in page.lines if id(line) in apart]
        body += _pieces([line for line in page.lines if id(line) not in apart])
    return Layout(compose(body, [], {}), tuple(furniture), tuple(pages))


def usual_size(lines: Sequence[Line]) -> float:
    """The type size of most characters, in points."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 10.0


def _pieces(lines: Sequence[Line]) -> list[Piece]:
    pieces: list[Piece] = []
    for column in reading_order(lines):
        whole = sorted(join_neighbours(column, gap=60.0), key=lambda line: line.baseline)
        pieces += split_blocks(whole, leading_of(whole))
    return pieces
