"""Tables and boxes of a page: what the drawn lines hold.

A grid with several columns is a table, a frame of one column a box. Rules
across without any down are a table when the text between them stands in columns.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.layout.lines import Line
from ingest.pdf.drawing import Area, Drawing
from ingest.tables.grids import Row, ends, find_grids, grid_rows

# Two rules of one table stand no further apart than this; more is two tables, or an underline.
MAX_RULE_STEP_PT = 320.0
MIN_RULE_PT = 100.0
# The cells of a table are in one type; large figures beside small print are an infographic.
ONE_TYPE_PT = 3.0
# The names over several columns stand in so many rows at the top, over at least so many that are not of the head.
HEAD_ROWS, MIN_BODY = 2, 3
# One row of cells as long as this is a page of columns, parted by lines or fields of colour.
LINES_OF_COLUMN = 25
# A grid as wide as its page is the fields of colour of a cover when it holds hardly a line.
WHOLE_PAGE, COVER_LINES = 0.95, 6


@dataclass(frozen=True, slots=True)
class Table:
    """A table where it stands on the page: its rows of cells, each cell the lines in it."""

    x0: float
    top: float
    x1: float
    bottom: float
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Frames:
    """Tables and boxes of a page, and the lines that stand in neither."""

    tables: tuple[Table, ...]
    boxes: tuple[tuple[Line, ...], ...]
    rest: tuple[Line, ...]


def find_frames(lines: Sequence[Line], drawing: Drawing, width: float, height: float) -> Frames:
    """Divide the lines of a page over tables, boxes and running text."""
    rest = list(lines)
    tables: list[Table] = []
    boxes: list[tuple[Line, ...]] = []
    for grid in find_grids(drawing, width, height):
        inside = [line for line in rest if grid.holds(line)]
        if not inside:
            continue
        rows = grid_rows(grid, inside) if grid.n_columns > 1 else ()
        if len(rows) == 1 and max(map(len, rows[0])) > LINES_OF_COLUMN:
            continue
        if rows and is_a_cover(rows, grid.area.width, width):
            continue
        if rows:
            tables.append(Table(grid.area.x0, grid.area.top, grid.area.x1, grid.area.bottom, rows))
        elif grid.n_columns == 1:
            boxes.append(tuple(inside))
        else:
            continue
        taken = {id(line) for line in inside}
        rest = [line for line in rest if id(line) not in taken]
    for table, taken in _ruled_tables(rest, drawing, width):
        tables.append(table)
        rest = [line for line in rest if id(line) not in taken]
    return Frames(tuple(tables), tuple(boxes), tuple(rest))


def is_a_cover(rows: Sequence[Row], wide: float, width: float) -> bool:
    """Whether fields of colour over the whole page hold a few lines, never two beside each other."""
    alone = all(sum(bool(cell) for cell in row) <= 1 for row in rows)
    return alone and wide > WHOLE_PAGE * width and sum(len(cell) for row in rows for cell in row) <= COVER_LINES


def _ruled_tables(lines: Sequence[Line], drawing: Drawing, width: float) -> list[tuple[Table, set[int]]]:
    """Tables with rules across only: at least three rules of one width with text in columns between them."""
    found: list[tuple[Table, set[int]]] = []
    for rules in _rule_stacks(drawing, width):
        if _straddled(rules, lines):
            continue
        run: list[tuple[Area, list[Line]]] = []
        for above, below in pairwise(rules):
            between = [
                line
                for line in lines
                if above.top - 1 <= (line.top + line.bottom) / 2 <= below.top + 1 and _within(line, above)
            ]
            if _stands_in_columns(between):
                run.append((above, between))
            else:
                found += _close_run(run, above)
                run = []
        found += _close_run(run, rules[-1])
    return found


def _rule_stacks(drawing: Drawing, width: float) -> list[list[Area]]:
    """Rules across with the same ends, from top to bottom; parts that lie end to end count as one rule."""
    rows: list[Area] = []
    for edge in sorted([*drawing.across, *_fill_edges(drawing, width)], key=lambda e: (round(e.top / 2), e.x0)):
        last = rows[-1] if rows else None
        if last and abs(last.top - edge.top) <= 2.2 and -2 <= edge.x0 - last.x1 <= 6:
            rows[-1] = last._replace(x1=max(last.x1, edge.x1))
        elif not (last and abs(last.top - edge.top) <= 2.2 and edge.x1 <= last.x1 + 2 and edge.x0 >= last.x0 - 2):
            rows.append(edge)
    stacks: list[list[Area]] = []
    for rule in sorted(rows, key=lambda e: e.top):
        if rule.width < MIN_RULE_PT:
            continue
        for stack in stacks:
            same = abs(stack[-1].x0 - rule.x0) < 4 and abs(stack[-1].x1 - rule.x1) < 4
            if same and 4 < rule.top - stack[-1].top < MAX_RULE_STEP_PT:
                stack.append(rule)
                break
        else:
            stacks.append([rule])
    return [stack for stack in stacks if len(stack) >= 3]


def _straddled(rules: Sequence[Area], lines: Sequence[Line]) -> bool:
    """Whether text stands at the height of the rules, as the labels of a chart do at its grid lines."""
    inner = rules[1:-1] or rules
    labels = sum(
        any(abs((line.top + line.bottom) / 2 - rule.top) < 0.3 * line.size for rule in inner)
        and line.x1 > rules[0].x0 - 40
        and line.x0 < rules[0].x1 + 40
        for line in lines
    )
    return labels >= 2


def _fill_edges(drawing: Drawing, width: float) -> list[Area]:
    """Upper and lower edges of filled cells, such as a coloured head row."""
    cells = [frame for frame in drawing.frames if frame.filled and frame.height < 60 and frame.width < 0.9 * width]
    return [edge for cell in cells for edge in ends(cell)]


def _within(line: Line, rule: Area) -> bool:
    return line.x0 >= rule.x0 - 4 and line.x1 <= rule.x1 + 4


def _stands_in_columns(lines: Sequence[Line]) -> bool:
    """Whether some height of the band holds two pieces of text side by side."""
    return any(
        abs(first.baseline - second.baseline) < 3 and (second.x0 > first.x1 or first.x0 > second.x1)
        for index, first in enumerate(lines)
        for second in lines[index + 1 :]
    )


def _close_run(run: Sequence[tuple[Area, list[Line]]], last: Area) -> list[tuple[Table, set[int]]]:
    """A run of bands as a table; one band is a line of text with two underlines."""
    if len(run) < 2:
        return []
    lines = [line for _, between in run for line in between]
    lefts, n_heads = _columns([between for _, between in run])
    sizes = [line.size for line in lines]
    if len(lefts) < 2 or max(sizes) - min(sizes) > ONE_TYPE_PT:
        return []
    rows = tuple(
        row
        for number, (_, between) in enumerate(run)
        for row in _band_rows(between, lefts, _over if number < n_heads else _from)
    )
    first = run[0][0]
    return [(Table(first.x0, first.top, first.x1, last.bottom, rows), {id(line) for line in lines})]


def _columns(bands: Sequence[Sequence[Line]]) -> tuple[list[float], int]:
    """Where the columns of a table begin, and in how many rows at its top a name stands over several of them."""
    lefts = _column_starts([line for band in bands for line in band])
    for n_heads in range(1, min(HEAD_ROWS, len(bands) - MIN_BODY) + 1):
        starts = _column_starts([line for band in bands[n_heads:] for line in band])
        if len(starts) > len(lefts):
            return starts, n_heads
    return lefts, 0


def _from(line: Line, lefts: Sequence[float]) -> int:
    """The last column that begins before a line."""
    return max((i for i, x in enumerate(lefts) if line.x0 >= x - 2), default=0)


def _over(line: Line, lefts: Sequence[float]) -> int:
    """The first column that a line stands over for a good part of either."""
    for column, (left, right) in enumerate(pairwise([*lefts, lefts[-1] + line.width])):
        shared = min(line.x1, right) - max(line.x0, left)
        if shared >= 0.5 * min(line.width, right - left):
            return column
    return _from(line, lefts)


def _column_starts(lines: Sequence[Line]) -> list[float]:
    """Where columns begin: after each strip of white that (nearly) all lines leave open."""
    spans = sorted((line.x0, line.x1) for line in lines)
    starts: list[float] = []
    reach = float("-inf")
    size = min(line.size for line in lines)
    for x0, x1 in spans:
        if x0 > reach + 0.4 * size:
            starts.append(x0)
        reach = max(reach, x1)
    return starts


def _band_rows(
    lines: Sequence[Line], lefts: Sequence[float], column_of: Callable[[Line, Sequence[float]], int]
) -> list[Row]:
    """The rows between two rules: a line with text in its first and another column begins a row."""
    by_height: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: line.baseline):
        if by_height and abs(by_height[-1][0].baseline - line.baseline) < 3:
            by_height[-1].append(line)
        else:
            by_height.append([line])
    placed = [[column_of(line, lefts) for line in level] for level in by_height]
    openings = [0 in columns and len(set(columns)) > 1 for columns in placed]
    rows: list[list[list[Line]]] = []
    for level, columns, opens in zip(by_height, placed, openings, strict=True):
        # A name that stands lower than the text beside it begins no row when it is the only one.
        if not rows or (opens and sum(openings) > 1):
            rows.append([[] for _ in lefts])
        for line, column in zip(level, columns, strict=True):
            rows[-1][column].append(line)
    return [_trimmed(row) for row in rows]


def _trimmed(row: list[list[Line]]) -> Row:
    last = max(index for index, cell in enumerate(row) if cell)
    return tuple(tuple(cell) for cell in row[: last + 1])
