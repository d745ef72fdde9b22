"""Tables and boxes: what the drawn lines of a page hold.

A grid of lines is cut in cells by the table finder of pdfplumber, which gets
the lines that pdfium read (reading a page with pdfplumber itself costs thirty
times as much). Rules across without any down are tables when the text between
them stands in columns. A frame of one column is a box.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.drawing import Area, Drawing
from ingest.lines import Line, make_line
from ingest.pdf import Token

Row = tuple[tuple[Line, ...], ...]

# Lines that end within this distance of each other meet on paper.
TOUCH_PT = 3.0
# A frame lower than one line of text, or a grid narrower than a word, holds nothing to read.
MIN_HEIGHT_PT = 14.0
MIN_WIDTH_PT = 60.0
# A page frame or background is no box.
MAX_PAGE_SHARE = 0.85
# Between the columns of a table without lines down there is at least this much white, in type sizes.
COLUMN_WHITE = 0.9
# Two rules of one table stand no further apart than this; more is two tables, or an underline.
MAX_RULE_STEP_PT = 320.0


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
    for group in _touching(drawing, width, height):
        inside = [line for line in rest if _holds(group.area, line)]
        if not inside:
            continue
        rows = _grid_rows(group, inside) if group.n_columns > 1 else ()
        if rows:
            tables.append(Table(group.area.x0, group.area.top, group.area.x1, group.area.bottom, rows))
        elif group.n_columns == 1:
            boxes.append(tuple(inside))
        else:
            continue
        taken = {id(line) for line in inside}
        rest = [line for line in rest if id(line) not in taken]
    for table, taken in _ruled_tables(rest, drawing, width):
        tables.append(table)
        rest = [line for line in rest if id(line) not in taken]
    return Frames(tuple(tables), tuple(boxes), tuple(rest))


@dataclass(frozen=True, slots=True)
class _Group:
    """Drawn lines that meet, and the number of columns they make."""

    area: Area
    across: tuple[Area, ...]
    down: tuple[Area, ...]
    n_columns: int


def _touching(drawing: Drawing, width: float, height: float) -> list[_Group]:
    """Groups of lines across and down that meet; the largest first."""
    frames = [frame for frame in drawing.frames if frame.framed or not _has_neighbour(frame, drawing.frames)]
    down = [*drawing.down, *(edge for frame in frames for edge in _sides(frame, width, height))]
    across = [*drawing.across, *(edge for frame in frames for edge in _ends(frame, width, height))]
    if not down or len(down) > 1500 or len(across) > 1500:
        return []
    groups: list[list[tuple[Area, bool]]] = []
    for edge, is_down in sorted([*((a, False) for a in across), *((a, True) for a in down)], key=lambda e: e[0].top):
        meeting = [group for group in groups if any(_meet(edge, other) for other, _ in group)]
        merged = [(edge, is_down), *(member for group in meeting for member in group)]
        groups = [group for group in groups if group not in meeting]
        groups.append(merged)
    return [found for group in groups if (found := _as_group(group, width, height))]


def _has_neighbour(frame: Area, frames: Sequence[Area]) -> bool:
    """Whether another fill stands beside it at the same height: coloured cells of one row, no box."""
    return any(
        other is not frame
        and abs(other.top - frame.top) < 2
        and abs(other.bottom - frame.bottom) < 2
        and (abs(other.x0 - frame.x1) < 6 or abs(frame.x0 - other.x1) < 6)
        for other in frames
    )


def _sides(frame: Area, width: float, height: float) -> list[Area]:
    if not _is_frame(frame, width, height):
        return []
    return [replace(frame, x1=frame.x0), replace(frame, x0=frame.x1)]


def _ends(frame: Area, width: float, height: float) -> list[Area]:
    if not _is_frame(frame, width, height):
        return []
    return [replace(frame, bottom=frame.top), replace(frame, top=frame.bottom)]


def _is_frame(frame: Area, width: float, height: float) -> bool:
    large = frame.width > MAX_PAGE_SHARE * width and frame.height > MAX_PAGE_SHARE * height
    return not large and frame.width > 8 and frame.height > 6


def _meet(first: Area, second: Area) -> bool:
    return (
        first.x0 - TOUCH_PT <= second.x1
        and second.x0 - TOUCH_PT <= first.x1
        and first.top - TOUCH_PT <= second.bottom
        and second.top - TOUCH_PT <= first.bottom
    )


def _as_group(edges: Sequence[tuple[Area, bool]], width: float, height: float) -> _Group | None:
    """The group as an area with columns; None when it cannot hold text."""
    down = tuple(edge for edge, is_down in edges if is_down)
    across = tuple(edge for edge, is_down in edges if not is_down)
    if len(down) < 2:
        return None
    every = [*down, *across]
    area = Area(
        min(e.x0 for e in every), min(e.top for e in every), max(e.x1 for e in every), max(e.bottom for e in every)
    )
    if area.width < MIN_WIDTH_PT or area.height < MIN_HEIGHT_PT:
        return None
    if area.width > 0.97 * width and area.height > 0.9 * height:
        return None
    # A side counts as a column edge when its parts together run along a good part of the height.
    lengths: dict[int, float] = defaultdict(float)
    for edge in down:
        lengths[round((edge.x0 + edge.x1) / 2 / TOUCH_PT)] += edge.height
    edges_at = sorted(x for x, length in lengths.items() if length > 0.25 * area.height or length > 40)
    n_edges = sum(1 for before, x in pairwise([-10, *edges_at]) if x - before > 1)
    return _Group(area, across, down, n_edges - 1) if n_edges >= 2 else None


def _holds(area: Area, line: Line) -> bool:
    x, y = (line.x0 + line.x1) / 2, (line.top + line.bottom) / 2
    return area.x0 - 2 <= x <= area.x1 + 2 and area.top - 2 <= y <= area.bottom + 2


def _grid_rows(group: _Group, lines: Sequence[Line]) -> tuple[Row, ...]:
    """The rows of a grid; empty when the lines make fewer than two cells with text."""
    from pdfplumber.table import edges_to_intersections, intersections_to_cells, merge_edges

    edges = [_plumber_edge(edge, "h") for edge in group.across] + [_plumber_edge(edge, "v") for edge in group.down]
    merged = merge_edges(edges, TOUCH_PT, TOUCH_PT, TOUCH_PT, TOUCH_PT)
    cells = intersections_to_cells(edges_to_intersections(merged, TOUCH_PT, TOUCH_PT))
    cells = [cell for cell in cells if cell[2] - cell[0] > 4 and cell[3] - cell[1] > 4]
    filled: dict[tuple[float, ...], list[Token]] = defaultdict(list)
    for line in lines:
        for token in line.tokens:
            x, y = (token.x0 + token.x1) / 2, (token.top + token.bottom) / 2
            holder = [cell for cell in cells if cell[0] <= x <= cell[2] and cell[1] <= y <= cell[3]]
            if not holder:
                continue
            filled[min(holder, key=lambda cell: (cell[2] - cell[0]) * (cell[3] - cell[1]))].append(token)
    n_tokens = sum(len(line.tokens) for line in lines)
    if len(filled) < 2 or sum(map(len, filled.values())) < 0.9 * n_tokens:
        return ()
    return _rows_of_cells(cells, filled, lines)


def _plumber_edge(edge: Area, orientation: str) -> dict[str, float | str]:
    x, y = (edge.x0 + edge.x1) / 2, (edge.top + edge.bottom) / 2
    if orientation == "h":
        return {"x0": edge.x0, "x1": edge.x1, "top": y, "bottom": y, "width": edge.width, "orientation": "h"}
    return {"x0": x, "x1": x, "top": edge.top, "bottom": edge.bottom, "height": edge.height, "orientation": "v"}


def _rows_of_cells(
    cells: Sequence[tuple[float, ...]], filled: dict[tuple[float, ...], list[Token]], lines: Sequence[Line]
) -> tuple[Row, ...]:
    """Cells as rows and columns; a cell over several places stands at its first."""
    lefts = _levels(cell[0] for cell in cells)
    rows: list[Row] = []
    for top in _levels(cell[1] for cell in cells):
        row = {_place(lefts, cell[0]): cell for cell in cells if abs(cell[1] - top) <= TOUCH_PT}
        columns = [_cell_lines(filled[row[place]], lines) if place in row else () for place in range(len(lefts))]
        while columns and not columns[-1]:
            columns.pop()
        if columns:
            rows.append(tuple(columns))
    return tuple(rows)


def _levels(values: Iterable[float]) -> list[float]:
    levels: list[float] = []
    for value in sorted(values):
        if not levels or value - levels[-1] > TOUCH_PT:
            levels.append(value)
    return levels


def _place(levels: Sequence[float], value: float) -> int:
    return min(range(len(levels)), key=lambda index: abs(levels[index] - value))


def _cell_lines(tokens: Sequence[Token], lines: Sequence[Line]) -> tuple[Line, ...]:
    """The tokens of a cell in their lines again."""
    wanted = {id(token) for token in tokens}
    parts = []
    for line in sorted(lines, key=lambda line: (line.baseline, line.x0)):
        inside = [token for token in line.tokens if id(token) in wanted]
        if inside:
            parts.append(make_line(line.page, inside))
    return tuple(parts)


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
            rows[-1] = replace(last, x1=max(last.x1, edge.x1))
        elif not (last and abs(last.top - edge.top) <= 2.2 and edge.x1 <= last.x1 + 2 and edge.x0 >= last.x0 - 2):
            rows.append(edge)
    stacks: list[list[Area]] = []
    for rule in sorted(rows, key=lambda e: e.top):
        if rule.width < 100:
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
    return [edge for cell in cells for edge in (replace(cell, bottom=cell.top), replace(cell, top=cell.bottom))]


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
    lefts = _column_starts(lines)
    if len(lefts) < 2:
        return []
    rows = tuple(row for _, between in run for row in _band_rows(between, lefts))
    first = run[0][0]
    return [(Table(first.x0, first.top, first.x1, last.bottom, rows), {id(line) for line in lines})]


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


def _band_rows(lines: Sequence[Line], lefts: Sequence[float]) -> list[Row]:
    """The rows between two rules: a line with text in its first and another column begins a row."""
    by_height: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: line.baseline):
        if by_height and abs(by_height[-1][0].baseline - line.baseline) < 3:
            by_height[-1].append(line)
        else:
            by_height.append([line])
    rows: list[list[list[Line]]] = []
    for level in by_height:
        columns = [max((i for i, x in enumerate(lefts) if line.x0 >= x - 2), default=0) for line in level]
        if not rows or (0 in columns and len(set(columns)) > 1):
            rows.append([[] for _ in lefts])
        for line, column in zip(level, columns, strict=True):
            rows[-1][column].append(line)
    return [_trimmed(row) for row in rows]


def _trimmed(row: list[list[Line]]) -> Row:
    last = max(index for index, cell in enumerate(row) if cell)
    return tuple(tuple(cell) for cell in row[: last + 1])
