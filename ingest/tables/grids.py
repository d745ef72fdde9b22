"""Grids and frames: drawn lines that meet, and the text in the cells between them.

The lines that pdfium read are joined and crossed by the table finder of
pdfplumber: reading a page with pdfplumber itself costs thirty times as much.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice, pairwise

from ingest.layout.lines import Line, make_line
from ingest.pdf.drawing import Area, Drawing
from ingest.pdf.printed import Token

Row = tuple[tuple[Line, ...], ...]
CellBox = tuple[float, float, float, float]
Edge = dict[str, float | str]

# Lines that end within this distance of each other meet on paper.
TOUCH_PT = 3.0
# A frame lower than one line of text, or a grid narrower than a word, holds nothing to read.
MIN_HEIGHT_PT = 14.0
MIN_WIDTH_PT = 60.0
# Coloured cells of one table stand this close to each other; a head may have two rows of them, a table has more.
CELL_GAP_PT, COLOURED_ROWS = 6.0, 3
# The colour behind a paragraph is this much narrower than its cell at most.
SHADING_PT = 14.0
LINE_HEIGHT_PT = 20.0
# A page frame or background is no box.
MAX_PAGE_SHARE = 0.85
# A page with more drawn lines is a map or a chart.
MAX_EDGES = 1500


@dataclass(frozen=True, slots=True)
class Grid:
    """Drawn lines that meet, and the number of columns they make."""

    area: Area
    across: tuple[Area, ...]
    down: tuple[Area, ...]
    n_columns: int

    def holds(self, line: Line) -> bool:
        x, y, area = (line.x0 + line.x1) / 2, (line.top + line.bottom) / 2, self.area
        return area.x0 - 2 <= x <= area.x1 + 2 and area.top - 2 <= y <= area.bottom + 2


@dataclass(slots=True)
class _Group:
    """Edges that meet, in the making, and the area they stand in; last: the number of the lowest edge."""

    last: int
    area: Area
    across: list[Area]
    down: list[Area]

    def meets(self, edge: Area) -> bool:
        if not _meet(edge, self.area):
            return False
        left, top, right, bottom = edge.x0 - TOUCH_PT, edge.top - TOUCH_PT, edge.x1 + TOUCH_PT, edge.bottom + TOUCH_PT
        return any(
            top <= other.bottom and left <= other.x1 and other.x0 <= right and other.top <= bottom
            for edges in (self.across, self.down)
            for other in edges
        )

    def add(self, other: _Group) -> None:
        self.area = _around(self.area, other.area)
        self.across += other.across
        self.down += other.down


def find_grids(drawing: Drawing, width: float, height: float) -> list[Grid]:
    """The grids and frames on a page of this width and height."""
    frames = [frame for frame in drawing.frames if _is_frame(frame, width, height)]
    if len(frames) > MAX_EDGES:
        return []
    frames = _without_head_rows(_without_shading(frames))
    down = [*drawing.down, *(edge for frame in frames for edge in _sides(frame))]
    across = [*drawing.across, *(edge for frame in frames for edge in ends(frame))]
    if not down or len(down) + len(across) > MAX_EDGES:
        return []
    return [grid for group in _groups(across, down) if (grid := _as_grid(group, width, height))]


def _groups(across: Sequence[Area], down: Sequence[Area]) -> list[_Group]:
    """Edges that meet, directly or by others; groups in the order of their lowest edge."""
    groups: list[_Group] = []
    closed: list[_Group] = []
    for number, edge in enumerate(sorted([*across, *down], key=lambda edge: edge.top)):
        is_down = edge.height > edge.width
        joined = _Group(number, edge, [] if is_down else [edge], [edge] if is_down else [])
        apart = []
        for group in groups:
            if group.area.bottom < edge.top - TOUCH_PT:
                closed.append(group)  # no edge further down meets it
            elif group.meets(edge):
                joined.add(group)
            else:
                apart.append(group)
        groups = [*apart, joined]
    return sorted([*closed, *groups], key=lambda group: group.last)


def _without_shading(frames: Sequence[Area]) -> list[Area]:
    """Frames without the colour behind one paragraph of a coloured cell, which Word fills by itself."""
    by_left = sorted(frames, key=lambda frame: frame.x0)
    lefts = [frame.x0 for frame in by_left]

    # Or it fills the cell, and each line in it once more.
    heights: dict[tuple[int, int], list[Area]] = defaultdict(list)
    for frame in frames:
        heights[round(frame.x0), round(frame.x1)].append(frame)
    lined = {
        id(cell)
        for column in heights.values()
        for cell in column
        if _is_filled_again(cell, [fill for fill in column if fill is not cell and fill.height < LINE_HEIGHT_PT])
    }

    def is_shading(fill: Area) -> bool:
        # A cell reaches around its paragraph: it begins at most SHADING_PT to the left of it.
        first, last = bisect_left(lefts, fill.x0 - SHADING_PT - 1), bisect_right(lefts, fill.x0 + 1)
        return any(
            other.top <= fill.top + 1
            and other.bottom >= fill.bottom - 1
            and other.x1 >= fill.x1 - 1
            and (2 < other.width - fill.width < SHADING_PT or (id(other) in lined and other.height > 1.5 * fill.height))
            for other in by_left[first:last]
        )

    return [frame for frame in frames if frame.framed or not is_shading(frame)]


def _is_filled_again(cell: Area, fills: Sequence[Area]) -> bool:
    """Whether a cell holds fills of one line each, right below each other."""
    inside = sorted(
        (fill for fill in fills if cell.top - 1 <= fill.top and fill.bottom <= cell.bottom + 1),
        key=lambda fill: fill.top,
    )
    in_one_run = all(below.top - above.bottom < TOUCH_PT for above, below in pairwise(inside))
    return cell.height > 1.5 * LINE_HEIGHT_PT and len(inside) > 1 and in_one_run


def _without_head_rows(frames: Sequence[Area]) -> list[Area]:
    """Frames without the coloured cells of a head row, which are no boxes; tables with more coloured rows keep them."""

    @cache
    def beside(top: float, bottom: float) -> list[tuple[float, float]]:
        """Where the frames at one height begin and end."""
        return [(other.x0, other.x1) for other in frames if _same(top, other.top) and _same(bottom, other.bottom)]

    @cache
    def n_rows(x0: float, x1: float) -> int:
        """How many frames of one width stand below each other."""
        return len({round(other.top) for other in frames if _same(x0, other.x0) and _same(x1, other.x1)})

    def has_neighbour(fill: Area) -> bool:
        return any(_near(fill.x1, x0) or _near(fill.x0, x1) for x0, x1 in beside(fill.top, fill.bottom))

    in_rows = [
        frame
        for frame in frames
        if frame.framed or not has_neighbour(frame) or n_rows(frame.x0, frame.x1) >= COLOURED_ROWS
    ]
    kept = {id(frame) for frame in in_rows}
    return [frame for frame in frames if id(frame) in kept or any(_stands_on(frame, other) for other in in_rows)]


def _stands_on(fill: Area, other: Area) -> bool:
    """Whether it is a cell of a table with coloured rows that spans several columns."""
    return not other.framed and _near(fill.bottom, other.top) and fill.x0 < other.x1 and other.x0 < fill.x1


def _same(first: float, second: float) -> bool:
    return abs(first - second) < 2


def _near(end: float, start: float) -> bool:
    return abs(start - end) < CELL_GAP_PT


def _sides(frame: Area) -> tuple[Area, Area]:
    """The left and the right edge of a frame."""
    x0, top, x1, bottom, *_ = frame
    return Area(x0, top, x0, bottom), Area(x1, top, x1, bottom)


def ends(frame: Area) -> tuple[Area, Area]:
    """The upper and the lower edge of a frame."""
    x0, top, x1, bottom, *_ = frame
    return Area(x0, top, x1, top), Area(x0, bottom, x1, bottom)


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


def _around(first: Area, second: Area) -> Area:
    return Area(
        min(first.x0, second.x0),
        min(first.top, second.top),
        max(first.x1, second.x1),
        max(first.bottom, second.bottom),
    )


def _as_grid(group: _Group, width: float, height: float) -> Grid | None:
    """The group as an area with columns; None when it cannot hold text."""
    area = group.area
    if len(group.down) < 2 or area.width < MIN_WIDTH_PT or area.height < MIN_HEIGHT_PT:
        return None
    if area.width > 0.97 * width and area.height > 0.9 * height:
        return None
    # A side counts as a column edge when its parts together run along a good part of the height.
    lengths: dict[int, float] = defaultdict(float)
    for edge in group.down:
        lengths[round((edge.x0 + edge.x1) / 2 / TOUCH_PT)] += edge.height
    edges_at = sorted(x for x, length in lengths.items() if length > 0.25 * area.height or length > 40)
    n_edges = sum(1 for before, x in pairwise([-10, *edges_at]) if x - before > 1)
    return Grid(area, tuple(group.across), tuple(group.down), n_edges - 1) if n_edges >= 2 else None


def grid_rows(grid: Grid, lines: Sequence[Line]) -> tuple[Row, ...]:
    """The text of a grid as rows of cells; empty when it fills fewer than two cells."""
    from pdfplumber.table import edges_to_intersections, merge_edges

    edges = [_plumber_edge(edge, "h") for edge in grid.across] + [_plumber_edge(edge, "v") for edge in grid.down]
    merged = merge_edges(edges, TOUCH_PT, TOUCH_PT, TOUCH_PT, TOUCH_PT)
    cells = [
        cell
        for cell in _smallest_cells(edges_to_intersections(merged, TOUCH_PT, TOUCH_PT))
        if cell[2] - cell[0] > 4 and cell[3] - cell[1] > 4
    ]
    if len(cells) < 2:
        return ()

    @cache
    def at_height(y: float) -> list[CellBox]:
        return [cell for cell in cells if cell[1] <= y <= cell[3]]

    filled: dict[CellBox, list[Line]] = defaultdict(list)
    n_outside = 0
    for line in sorted(lines, key=lambda line: (line.baseline, line.x0)):
        parts: dict[CellBox, list[Token]] = defaultdict(list)
        for token in line.tokens:
            x, y = (token.x0 + token.x1) / 2, (token.top + token.bottom) / 2
            cell = next((cell for cell in at_height(y) if cell[0] <= x <= cell[2]), None)
            if cell is None:
                cell = min(cells, key=lambda cell: _distance(cell, x, y))
                n_outside += _distance(cell, x, y) > TOUCH_PT
            parts[cell].append(token)
        for cell, tokens in parts.items():
            filled[cell].append(make_line(line.page, tokens))
    if len(filled) < 2 or n_outside > 0.1 * sum(len(line.tokens) for line in lines):
        return ()
    return _rows(cells, filled)


def _smallest_cells(crossings: Mapping[tuple[float, float], Mapping[str, list[Edge]]]) -> list[CellBox]:
    """The smallest cell that begins at each crossing of lines: its four sides are drawn without a gap.

    The same cells as intersections_to_cells of pdfplumber finds, which walks
    through all crossings of a table for each of them.
    """
    down = {point: set(map(id, lines["v"])) for point, lines in crossings.items()}
    across = {point: set(map(id, lines["h"])) for point, lines in crossings.items()}
    beside: dict[float, list[float]] = defaultdict(list)
    below: dict[float, list[float]] = defaultdict(list)
    cells: list[CellBox] = []
    for x0, top in sorted(crossings, reverse=True):
        # The nearest comes last, as crossings are met from the right and from below.
        corners = (
            (x1, bottom)
            for bottom in reversed(below[x0])
            if down[x0, top] & down[x0, bottom]
            for x1 in reversed(beside[top])
            if across[x0, top] & across[x1, top]
            and (x1, bottom) in crossings
            and down[x1, bottom] & down[x1, top]
            and across[x1, bottom] & across[x0, bottom]
        )
        cells += [(x0, top, *corner) for corner in islice(corners, 1)]
        beside[top].append(x0)
        below[x0].append(top)
    return cells[::-1]


def _distance(cell: CellBox, x: float, y: float) -> float:
    """How far a point stands outside a cell; 0 inside."""
    return max(cell[0] - x, x - cell[2], 0.0) + max(cell[1] - y, y - cell[3], 0.0)


def _plumber_edge(edge: Area, orientation: str) -> Edge:
    x, y = (edge.x0 + edge.x1) / 2, (edge.top + edge.bottom) / 2
    if orientation == "h":
        return {"x0": edge.x0, "x1": edge.x1, "top": y, "bottom": y, "width": edge.width, "orientation": "h"}
    return {"x0": x, "x1": x, "top": edge.top, "bottom": edge.bottom, "height": edge.height, "orientation": "v"}


def _rows(cells: Sequence[CellBox], filled: dict[CellBox, list[Line]]) -> tuple[Row, ...]:
    """Cells as rows and columns; a cell over several places stands at its first."""
    lefts = _levels(cell[0] for cell in cells)
    rows: list[Row] = []
    for top in _levels(cell[1] for cell in cells):
        columns: list[tuple[Line, ...]] = [()] * len(lefts)
        for cell in cells:
            if 0 <= cell[1] - top <= TOUCH_PT:
                columns[_place(lefts, cell[0])] += tuple(filled.get(cell, ()))
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
