"""The heads of the columns of a table that are printed sideways, as where columns are narrow: set upright in their
cells to be read, and their boxes put back where they stand.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.layout.compose import Reading
from ingest.layout.lines import Line, read_lines
from ingest.layout.turned import box_on_page, upright
from ingest.model import Box, Furniture, Word
from ingest.pdf.drawing import Area, Drawing
from ingest.pdf.printed import PrintedPage, Token
from ingest.tables.finding import find_frames

# Lines of one head stand this near to each other, in type sizes; the heads of two columns further.
LEADING = 1.5
# A head stands over its column, whose cells begin or end this far beside it, in points.
BESIDE_PT = 8.0
# So many heads stand side by side, over so many rows.
MIN_HEADS, MIN_ROWS = 2, 2
# Heads set upright take this part of the room that their lines have across, so that those of two columns stay apart.
SHARE = 0.5
# A rule stands this near to the edge of a coloured cell when it is the same.
NEAR_PT = 3.0


@dataclass(frozen=True, slots=True)
class Laid:
    """A line of a head: where it is set upright on its page, and where it stands on its page when that is turned."""

    box: Box
    sheet: Box

    def printed(self, box: Box, pages: Mapping[int, PrintedPage]) -> Box:
        """Where something within the upright line is printed."""
        stretch = (self.sheet.x1 - self.sheet.x0) / (self.box.x1 - self.box.x0)
        x0, x1 = (self.sheet.x0 + (x - self.box.x0) * stretch for x in (box.x0, box.x1))
        return box_on_page(self.sheet._replace(x0=x0, x1=x1), pages)


def with_heads_upright(page: PrintedPage) -> tuple[PrintedPage, list[Laid]]:
    """The page with the sideways heads of its tables set upright; as it is where they are of no table that is seen."""
    laid: list[Laid] = []
    tokens = list(page.tokens)
    cells: list[tuple[Token, ...]] = []
    for angle in (90, 270):
        sideways = [token for token in page.tokens if token.style.angle == angle]
        if len(sideways) < MIN_HEADS:
            continue
        sheet = upright(page, sideways, angle)
        for lines, foot in _over_columns(_heads(read_lines(sheet)), page):
            moved, boxes = _set_upright(lines, page, foot)
            laid += boxes
            cells.append(moved)
            gone = {id(sheet_token) for line in lines for sheet_token in line.tokens}
            known = {id(turned): token for turned, token in zip(sheet.tokens, sideways, strict=True)}
            taken = {id(known[key]) for key in gone if key in known}
            tokens = [token for token in tokens if id(token) not in taken]
    if not cells:
        return page, []
    drawing = _with_foot(page.drawing, laid)
    changed = replace(page, tokens=(*tokens, *(token for cell in cells for token in cell)), drawing=drawing)
    return (changed, laid) if _in_tables(changed, cells) else (page, [])


def printed_boxes(reading: Reading, laid: Sequence[Laid], pages: Mapping[int, PrintedPage]) -> Reading:
    """The reading with the words of sideways heads where they are printed."""
    if not laid:
        return reading
    words = tuple(Word(word.start, word.end, _printed(word.boxes, laid, pages)) for word in reading.words)
    return replace(reading, words=words)


def furniture_as_printed(item: Furniture, laid: Sequence[Laid], pages: Mapping[int, PrintedPage]) -> Furniture:
    """The same for what is no part of the text."""
    return replace(item, boxes=_printed(item.boxes, laid, pages)) if laid else item


def _printed(boxes: Sequence[Box], laid: Sequence[Laid], pages: Mapping[int, PrintedPage]) -> tuple[Box, ...]:
    return tuple(next((line.printed(box, pages) for line in laid if _is_within(box, line.box)), box) for box in boxes)


def _is_within(box: Box, other: Box) -> bool:
    y = (box.top + box.bottom) / 2
    return (
        box.page == other.page
        and other.x0 - 0.01 <= box.x0
        and box.x1 <= other.x1 + 0.01
        and other.top <= y <= other.bottom
    )


def _heads(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines of a turned page, those of one head together."""
    heads: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: line.baseline):
        for head in heads:
            last = head[-1]
            step = line.baseline - last.baseline
            if 0 < step <= LEADING * max(line.size, last.size) and line.x0 < last.x1 and last.x0 < line.x1:
                head.append(line)
                break
        else:
            heads.append([line])
    return heads


def _over_columns(heads: Sequence[Sequence[Line]], page: PrintedPage) -> list[tuple[Sequence[Line], float]]:
    """The heads beside each other, two or more of them over rows of upright text, and how far down those reach."""
    areas = [_area(head, page) for head in heads]
    seen = [area for area in areas if _n_rows_below(area, page) >= MIN_ROWS]
    beside = ([other for other in seen if other.top < area.bottom and area.top < other.bottom] for area in areas)
    return [
        (head, max(area.bottom, *(other.bottom for other in others)))
        for head, area, others in zip(heads, areas, beside, strict=True)
        if len(others) >= MIN_HEADS
    ]


def _area(head: Sequence[Line], page: PrintedPage) -> Box:
    """Where a head is printed on its page."""
    boxes = [box_on_page(line.box, {page.number: page}) for line in head]
    return Box(
        page.number,
        min(box.x0 for box in boxes),
        min(box.top for box in boxes),
        max(box.x1 for box in boxes),
        max(box.bottom for box in boxes),
    )


def _n_rows_below(area: Box, page: PrintedPage) -> int:
    rows = sorted(
        token.baseline
        for token in page.tokens
        if not token.style.angle
        and token.top > area.bottom - 2
        and area.x0 - BESIDE_PT <= (token.x0 + token.x1) / 2 <= area.x1 + BESIDE_PT
    )
    return sum(below - above > 3 for above, below in pairwise([float("-inf"), *rows]))


def _set_upright(head: Sequence[Line], page: PrintedPage, foot: float) -> tuple[tuple[Token, ...], list[Laid]]:
    """The lines of a head below each other, down to the foot of all heads beside it, and where they were."""
    area = _area(head, page)
    middle, half = (area.x0 + area.x1) / 2, SHARE * (area.x1 - area.x0) / 2
    step = min(1.2 * max(line.size for line in head), (area.bottom - area.top) / len(head))
    tokens: list[Token] = []
    laid: list[Laid] = []
    for place, line in enumerate(head):
        down = foot - (len(head) - 1 - place) * step - line.bottom
        squeeze = 2 * half / max(line.width, 0.1)
        left = middle - half
        for token in line.tokens:
            x0, x1 = (left + (x - line.x0) * squeeze for x in (token.x0, token.x1))
            tokens.append(
                token._replace(
                    x0=x0, x1=x1, top=token.top + down, bottom=token.bottom + down, baseline=token.baseline + down
                )
            )
        upright_box = Box(page.number, left, line.top + down, middle + half, line.bottom + down)
        laid.append(Laid(upright_box, line.box))
    return tuple(tokens), laid


def _with_foot(drawing: Drawing, laid: Sequence[Laid]) -> Drawing:
    """The drawing with the upper and lower edge of a coloured head that is as high as sideways words, as rules."""
    cells = [
        frame
        for frame in drawing.frames
        if frame.filled
        and any(
            frame.x0 < line.box.x0 and line.box.x1 < frame.x1 and frame.top < line.box.top < frame.bottom
            for line in laid
        )
    ]
    beside = [frame for frame in drawing.frames if any(_at_one_height(frame, cell) for cell in cells)]
    if not beside:
        return drawing
    x0, x1 = min(cell.x0 for cell in beside), max(cell.x1 for cell in beside)
    rules = (Area(x0, y, x1, y) for y in (beside[0].top, beside[0].bottom))
    known = [edge.top for edge in drawing.across]
    new = (rule for rule in rules if all(abs(rule.top - top) > NEAR_PT for top in known))
    return replace(drawing, across=(*drawing.across, *new))


def _at_one_height(first: Area, second: Area) -> bool:
    return first.filled and abs(first.top - second.top) < 1 and abs(first.bottom - second.bottom) < 1


def _in_tables(page: PrintedPage, heads: Sequence[Sequence[Token]]) -> bool:
    """Whether all heads come to stand in cells of tables that have more rows."""
    lines = read_lines(replace(page, tokens=tuple(token for token in page.tokens if not token.style.angle)))
    tables = [
        table
        for table in find_frames(lines, page.drawing, page.width, page.height).tables
        if sum(sum(map(bool, row)) > 1 for row in table.rows) > MIN_ROWS
    ]
    inside = {
        (token.text, token.x0, token.top)
        for table in tables
        for row in table.rows
        for cell in row
        for line in cell
        for token in line.tokens
    }
    return all((token.text, token.x0, token.top) in inside for head in heads for token in head)
