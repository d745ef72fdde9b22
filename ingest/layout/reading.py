"""From printed pages to a reading: the steps in the order a careful reader takes them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from ingest.furniture.finding import find_furniture
from ingest.furniture.mastheads import TYPESET, is_letter, masthead_titles
from ingest.furniture.watermarks import find_watermarks
from ingest.layout.blocks import DISPLAY_PT, counts_in_sentence, runs_on, split_blocks, without_marker
from ingest.layout.columns import reading_order
from ingest.layout.compose import Reading, compose
from ingest.layout.contents import entries, mark_contents, mark_lists_of_headings
from ingest.layout.headings import NUMBERED, is_bar, is_caption, is_heading, is_marked_title
from ingest.layout.levels import with_levels
from ingest.layout.lines import Line, PageLines, join_neighbours, make_line, read_lines, text_of
from ingest.layout.notes import Note, as_piece, join_notes, split_notes, tie_notes
from ingest.layout.pieces import Piece
from ingest.layout.plain_titles import (
    with_plain_titles,
    with_sentences_whole,
    with_titles_whole,
    without_lists_of_names,
)
from ingest.layout.sideways import Laid, furniture_as_printed, printed_boxes, with_heads_upright
from ingest.layout.turned import furniture_on_page, sheets, turned_back
from ingest.model import Box, Furniture
from ingest.pdf.drawing import Area, Drawing
from ingest.pdf.printed import PrintedPage, Token
from ingest.tables.charts import find_chart_labels
from ingest.tables.finding import Table, find_frames

# More than the pieces of text that stand on one page.
PIECES_OF_PAGE = 60
# The names of columns stand further apart than the words of a heading, in type sizes; a number may stand as far.
COLUMN_ROOM = 4.0
# A title in a coloured bar: "DOEL 2:" and what it is.
BAR_LINES = 2
# The title on a cover is set this much larger than the text, often in a coloured frame.
COVER_SIZE, LAST_COVER_PAGE = 1.6, 2
# A credit, an axis or a stamp has fewer different words; more are text that somebody will miss.
MANY_WORDS, AT_AN_ANGLE = 12, "printed at an angle"
# A note below a table: "*uitgaande van ...".
GLUED_STAR = re.compile(r"\*[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Layout:
    """A document taken apart: its reading, and what is no part of its text."""

    reading: Reading
    pieces: tuple[Piece, ...]
    furniture: tuple[Furniture, ...]
    pages: tuple[PageLines, ...]


@dataclass(frozen=True, slots=True)
class Framed:
    """The lines of a box, as one thing with a place on the page."""

    x0: float
    top: float
    x1: float
    bottom: float
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Types:
    """The type of the running text: its size in points, whether it is bold, its colour; the short rules of a page."""

    size: float
    bold: bool
    colour: int = 0
    rules: tuple[Area, ...] = ()


def read_layout(printed: Sequence[PrintedPage]) -> Layout:
    """Take the pages of a document apart into running text, notes and furniture."""
    pages: list[PageLines] = []
    furniture: list[Furniture] = []
    upright: list[PrintedPage] = []
    marks = find_watermarks(printed)
    heads: list[Laid] = []
    for page_as_printed in printed:
        page_to_read, laid = with_heads_upright(page_as_printed)
        heads += laid
        parts, loose = sheets(page_to_read)
        if marks:
            loose += [token for token in page_as_printed.tokens if id(token) in marks]
            parts = [replace(part, tokens=tuple(t for t in part.tokens if id(t) not in marks)) for part in parts]
        upright += parts
        pages += [PageLines(part.number, part.width, part.height, tuple(read_lines(part))) for part in parts]
        furniture += _kept_apart(page_as_printed, loose)
    types = usual_type([line for page in pages for line in page.lines])
    apart = find_furniture(pages, types.size).union(*(find_chart_labels(page.lines) for page in pages))
    body: list[Piece] = []
    notes: list[Note] = []
    for page, sheet in zip(pages, upright, strict=True):
        furniture += [Furniture(page.number, line.text, (line.box,)) for line in page.lines if id(line) in apart]
        inside = [line for line in page.lines if id(line) not in apart]
        goes_on = bool(notes) and notes[-1].page == page.number - 1
        pieces, found = _read_page(inside, page, sheet.drawing, types, goes_on)
        body = _append(body, pieces)
        notes += found
    notes = join_notes(notes)
    tied = tie_notes(notes, [line for piece in body for line in _all_lines(piece)])
    titles = masthead_titles(pages)
    is_paper = bool(titles) or _opens_with(pages, TYPESET)
    body = with_levels(mark_lists_of_headings(body), is_paper, is_letter(pages), titles)
    reading = compose(body, [as_piece(note) for note in notes], tied)
    by_number = {page.number: page for page in printed}
    furniture = [furniture_as_printed(furniture_on_page(item, by_number), heads, by_number) for item in furniture]
    reading = printed_boxes(turned_back(reading, by_number), heads, by_number)
    return Layout(reading, tuple(body), tuple(furniture), tuple(pages))


def _kept_apart(page: PrintedPage, loose: Sequence[Token]) -> list[Furniture]:
    """What is printed at an angle beside or across the text, and what the page does not show."""
    unseen: dict[str, list[Token]] = {}
    for item in page.unseen:
        unseen.setdefault(item.reason, []).append(item.token)
    words = {word for word in text_of(loose).split() if sum(map(str.isalpha, word)) > 2}
    groups = [(AT_AN_ANGLE if len(words) >= MANY_WORDS else "", list(loose)), *unseen.items()]
    return [
        Furniture(
            page.number,
            text_of(tokens),
            tuple(Box(page.number, token.x0, token.top, token.x1, token.bottom) for token in tokens),
            reason or None,
        )
        for reason, tokens in groups
        if tokens
    ]


def usual_type(lines: Sequence[Line]) -> Types:
    """The type of most characters."""
    sizes: Counter[tuple[float, bool]] = Counter()
    for line in lines:
        sizes[round(line.size, 1), line.bold] += len(line.text)
    (size, bold), _ = sizes.most_common(1)[0] if sizes else ((10.0, False), 0)
    colours: Counter[int] = Counter()
    for line in lines:
        colours[line.colour] += len(line.text)
    return Types(size, bold, colours.most_common(1)[0][0] if colours else 0)


def _all_lines(piece: Piece) -> list[Line]:
    return [*piece.lines, *(line for row in piece.rows for cell in row for line in cell)]


def _read_page(
    lines: Sequence[Line], page: PageLines, drawing: Drawing, types: Types, goes_on: bool
) -> tuple[list[Piece], list[Note]]:
    """The pieces of one page in reading order, and its notes; goes_on: the page before ends with a note."""
    frames = find_frames(lines, drawing, page.width, page.height)
    types = replace(types, rules=drawing.across)
    items: list[Line | Table | Framed] = [*frames.rest, *frames.tables, *map(_framed, frames.boxes)]
    pieces: list[Piece] = []
    notes: list[Note] = []
    for column in reading_order(items):
        parts = [
            split_notes(_joined(part), drawing.across, types.size, goes_on or bool(notes))
            if isinstance(part, list)
            else part
            for part in _parts(column)
        ]
        right = _right_edge(parts)
        for part in parts:
            if isinstance(part, Table):
                pieces += _table_pieces(part)
            elif isinstance(part, Framed):
                inside = _text_pieces(part.lines, types, inside_box=True)
                alone = len(part.lines) <= BAR_LINES and not any(_is_beside(other, part) for other in items)
                if alone and len(inside) > 1 and not any(piece.marker for piece in inside):
                    inside = [replace(inside[0], lines=part.lines)]
                pieces += [_boxed(piece, types, alone) for piece in inside]
            else:
                text, found = part
                pieces = _with_next_column(pieces, _column_pieces(text, right, types))
                notes += found
    return _without_lone_stars(pieces, notes)


def _with_next_column(pieces: list[Piece], column: list[Piece]) -> list[Piece]:
    """Add the pieces of a column; a paragraph at the foot of the column before it that runs on is one piece."""
    goes_up = bool(pieces and column and pieces[-1].lines and column[0].lines) and (
        column[0].lines[0].baseline < pieces[-1].lines[-1].baseline
    )
    return _append(pieces, column) if goes_up else [*pieces, *column]


def _is_beside(other: Line | Table | Framed, part: Framed) -> bool:
    """Whether something else stands at the height of a box, as the boxes of a chart do."""
    return not isinstance(other, Line) and other is not part and other.top < part.bottom and part.top < other.bottom


def _right_edge(parts: Sequence[tuple[list[Line], list[Note]] | Table | Framed]) -> float:
    """How far a column reaches; notes are set wider than the text above them."""
    edges = [part.x1 for part in parts if isinstance(part, Table | Framed)]
    edges += [line.x1 for part in parts if isinstance(part, tuple) for line in part[0]]
    return max(edges, default=0.0)


def _without_lone_stars(pieces: list[Piece], notes: list[Note]) -> tuple[list[Piece], list[Note]]:
    """An item with a star that is the only one of its page is a note, with the lines that go on below it."""
    pieces = [_with_star_apart(piece) if above.kind == "table" else piece for above, piece in _with_above(pieces)]
    starred = [index for index, piece in enumerate(pieces) if piece.kind == "list_item" and piece.marker[0].text == "*"]
    if len(starred) != 1:
        return pieces, notes
    first, end = starred[0], starred[0] + 1
    star = pieces[first]
    while end < len(pieces) and _stands_below(pieces[end], star):
        end += 1
    lines = tuple(line for piece in pieces[first:end] for line in piece.lines)
    return pieces[:first] + pieces[end:], [*notes, Note(star.page, star.marker, lines)]


def _with_above(pieces: Sequence[Piece]) -> Iterator[tuple[Piece, Piece]]:
    """Each piece behind the one above it; the first behind itself."""
    return zip([*pieces[:1], *pieces], pieces, strict=False)


def _with_star_apart(piece: Piece) -> Piece:
    """A paragraph that opens with a star without a space behind it as an item with a star: "*uitgaande van 61 euro"."""
    first = piece.lines[0].tokens[0] if piece.lines else None
    if first is None or piece.kind != "paragraph" or piece.marker or not GLUED_STAR.match(first.text):
        return piece
    at = first.x0 + (first.x1 - first.x0) / len(first.text)
    star, word = first._replace(text="*", x1=at), first._replace(text=first.text[1:], x0=at, space_before=True)
    line = make_line(piece.page, [word, *piece.lines[0].tokens[1:]])
    return replace(piece, kind="list_item", marker=(star,), lines=(line, *piece.lines[1:]))


def _stands_below(piece: Piece, star: Piece) -> bool:
    """Whether a paragraph is in the type and at the place of the lines of a note."""
    if piece.kind != "paragraph" or piece.marker:
        return False
    line, above = piece.lines[0], star.lines[0]
    return abs(line.size - above.size) < 0.3 and abs(line.x0 - above.x0) < 2 * above.size


def _framed(lines: tuple[Line, ...]) -> Framed:
    return Framed(
        min(line.x0 for line in lines),
        min(line.top for line in lines),
        max(line.x1 for line in lines),
        max(line.bottom for line in lines),
        lines,
    )


def _parts(column: Sequence[Line | Table | Framed]) -> Iterator[list[Line] | Table | Framed]:
    """Runs of lines, and the tables and boxes between them."""
    for is_line, group in groupby(column, key=lambda item: isinstance(item, Line)):
        if is_line:
            yield [item for item in group if isinstance(item, Line)]
        else:
            yield from (item for item in group if not isinstance(item, Line))


def _joined(lines: Sequence[Line]) -> list[Line]:
    """The lines of one column, those at one height put together whatever the white between them."""
    return sorted(join_neighbours(list(lines), gap=1000.0), key=lambda line: line.baseline)


def _text_pieces(lines: Sequence[Line], types: Types, inside_box: bool = False) -> list[Piece]:
    pieces: list[Piece] = []
    for column in reading_order(lines):
        right = max(line.x1 for line in column)
        pieces += split_blocks(_joined(column), right) if inside_box else _column_pieces(_joined(column), right, types)
    return pieces


def _boxed(piece: Piece, types: Types, alone: bool) -> Piece:
    """A piece in a frame: of a box, the title on a cover, or a title that is alone in a bar."""
    size = piece.lines[0].size
    if alone and is_bar(piece, types.size, types.bold):
        return replace(without_marker(piece), kind="heading")
    on_cover = piece.page <= LAST_COVER_PAGE and size >= max(DISPLAY_PT, COVER_SIZE * types.size)
    # In a field of its own beside the text: "2. Stakeholders".
    numbered = size >= COVER_SIZE * types.size and NUMBERED.match(without_marker(piece).text)
    if (on_cover or numbered) and is_heading(without_marker(piece), types.size, types.bold):
        return replace(without_marker(piece), kind="heading")
    return replace(piece, kind="box")


def _column_pieces(lines: Sequence[Line], right: float, types: Types) -> list[Piece]:
    """The lines of a column as headings, captions, contents, list items and paragraphs."""
    marked = mark_contents(lines)
    if marked:
        first, last = marked[0], marked[-1]
        while first and not _is_apart(lines[first - 1], lines[first]):
            first -= 1
        before = _column_pieces(lines[:first], right, types)
        inside = entries(lines[first : last + 1], [index - first for index in marked])
        return [*before, *inside, *_column_pieces(lines[last + 1 :], right, types)]
    pieces = with_sentences_whole([_classified(piece, types) for piece in split_blocks(lines, right)])
    return with_titles_whole(with_plain_titles(without_lists_of_names(pieces), right))


def _is_apart(above: Line, line: Line) -> bool:
    """Whether white space or a change of type parts two lines."""
    return (
        line.baseline - above.baseline > 1.6 * line.size or abs(line.size - above.size) > 0.8 or above.bold != line.bold
    )


def _classified(piece: Piece, types: Types) -> Piece:
    whole = without_marker(piece)
    bullet = bool(piece.marker) and not any(char.isalnum() for char in piece.marker[0].text)
    if is_heading(piece if bullet else whole, types.size, types.bold) and not _stands_in_columns(whole):
        return replace(piece if bullet else whole, kind="heading")
    if is_marked_title(piece, types.colour, types.rules):
        return replace(whole, kind="heading")
    return replace(whole, kind="caption") if is_caption(whole) else piece


def _table_pieces(table: Table) -> list[Piece]:
    """A table as one piece, cut where a row of one cell is a title of what follows."""
    pieces: list[Piece] = []
    rows: list[tuple[tuple[Line, ...], ...]] = []
    n_columns = max(len(row) for row in table.rows)
    for row in table.rows:
        if len(row) == 1 and row[0] and n_columns > 1 and _is_title(row[0], table):
            pieces += [_table_piece(rows)] if rows else []
            rows = []
            pieces.append(Piece("heading", row[0][0].page, row[0]))
        else:
            rows.append(row)
    return [*pieces, _table_piece(rows)] if rows else pieces


def _is_title(cell: tuple[Line, ...], table: Table) -> bool:
    text = cell[0].text
    return len(cell) == 1 and len(text) < 80 and not text[0].islower() and (cell[0].bold or cell[0].italic)


def _stands_in_columns(piece: Piece) -> bool:
    """Whether a line is the head of a table without rules, as its words stand far apart."""
    return len(piece.lines) == 1 and any(
        after.x0 - before.x1 > COLUMN_ROOM * before.style.size and before.text[-1:] != ":"
        for before, after in pairwise(piece.lines[0].tokens[0 if piece.lines[0].tokens[0].text[:1].isalpha() else 1 :])
    )


def _table_piece(rows: Sequence[tuple[tuple[Line, ...], ...]]) -> Piece:
    page = next(line.page for row in rows for cell in row for line in cell)
    return Piece("table", page, (), rows=tuple(rows))


def _append(body: list[Piece], pieces: list[Piece]) -> list[Piece]:
    """Add the pieces of the next page; a paragraph that runs on is one piece."""
    if body and pieces and body[-1].lines and pieces[0].lines:
        last, first = body[-1], pieces[0]
        kinds = (last.kind, first.kind)
        if kinds in (("paragraph", "paragraph"), ("list_item", "paragraph"), ("box", "box")):
            page = last.lines[-1].page
            above = [line for piece in body[-PIECES_OF_PAGE:] for line in piece.lines if line.page == page]
            if runs_on(last, first, max(line.x1 for line in above)):
                return [*body[:-1], replace(last, lines=last.lines + first.lines), *pieces[1:]]
        if kinds == ("paragraph", "list_item") and counts_in_sentence(last.lines, first.marker[0].text):
            return [*body[:-1], replace(last, lines=last.lines + without_marker(first).lines), *pieces[1:]]
    return [*body, *pieces]


def _opens_with(pages: Sequence[PageLines], form: re.Pattern[str]) -> bool:
    """Whether some line of the first page has this form."""
    return any(form.match(line.text) for page in pages[:1] for line in page.lines)
