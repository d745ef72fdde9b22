"""Reading order: columns first left, then right; what spans them comes where it stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

# Between two columns of running text there is at least this much white.
GUTTER_PT = 9.0
# White between the upper and the lower part of a page: at least half a line.
MIN_CUT_PT = 5.0
# Narrower than this a run of lines at the side is a list of labels or numbers, not a column.
MIN_COLUMN_PT = 85.0
# A column has at least so many lines, and most of them reach near its right edge.
MIN_COLUMN_LINES = 3
FULL_LINE = 0.72
# White between the words of a justified line, in heights of a line, and how many parts it falls into; a number, a
# label and its value are three.
JUSTIFIED, MIN_WORDS = 1.8, 4
# A column of text has no more parts than this; a table may.
MOST_PARTS = 300
# A page in this many columns or more has white strips that hardly a line crosses.
MANY, MOST_CROSSING = 3, 0.1


class Placed(Protocol):
    """Anything with a place on the page."""

    @property
    def x0(self) -> float: ...
    @property
    def top(self) -> float: ...
    @property
    def x1(self) -> float: ...
    @property
    def bottom(self) -> float: ...


P = TypeVar("P", bound=Placed)


@dataclass(frozen=True, slots=True)
class Gutter:
    """A strip of white between two columns."""

    x0: float
    x1: float


def reading_order(items: Sequence[P]) -> list[list[P]]:
    """The items of a page as columns in reading order, each from top to bottom.

    Two columns count as such when both are wide and mostly filled (labels
    with their values, or numbers with their items, are read across). Items
    that cross the gutter part the page in bands; within a band the left
    column comes first. A page whose upper and lower part are set differently
    is cut where the white between them is widest.
    """
    return _merged(_ordered(items))


@dataclass(frozen=True, slots=True)
class _Part(Generic[P]):
    """A run of items to read from top to bottom; is_column: another column stands beside it."""

    items: list[P]
    is_column: bool


def _ordered(items: Sequence[P]) -> list[_Part[P]]:
    gutter = _gutter(items) or _first_of_gutters(items)
    if gutter is not None:
        return _in_columns(items, gutter)
    cut = _widest_cut(items)
    if cut is None:
        return [_Part(_downwards(items), False)] if items else []
    upper = [item for item in items if item.bottom <= cut]
    lower = [item for item in items if item.bottom > cut]
    return _ordered(upper) + _ordered(lower)


def _in_columns(items: Sequence[P], gutter: Gutter) -> list[_Part[P]]:
    parts: list[_Part[P]] = []
    middle = (gutter.x0 + gutter.x1) / 2
    for band in _bands(items, gutter):
        left = [item for item in band if item.x1 <= middle + 2]
        right = [item for item in band if item.x0 >= middle - 2]
        if len(left) + len(right) < len(band):
            parts.append(_Part(_downwards(band), False))
        else:
            for column in (left, right):
                # Lines of a column that are set wide are cut apart to look for columns in it: they are one again.
                parts += [_Part(whole, True) for whole in _merged(_ordered(column))]
    return parts


def _merged(parts: Sequence[_Part[P]]) -> list[list[P]]:
    """Parts over the whole width that follow each other are one column."""
    columns: list[list[P]] = []
    for position, part in enumerate(parts):
        if position and not part.is_column and not parts[position - 1].is_column:
            columns[-1] += part.items
        else:
            columns.append(list(part.items))
    return columns


def _downwards(items: Sequence[P]) -> list[P]:
    return sorted(items, key=lambda item: (item.bottom, item.x0))


def _widest_cut(items: Sequence[P]) -> float | None:
    """The height of the widest white strip across all items, when there are items for columns on either side."""
    if len(items) < 2 * MIN_COLUMN_LINES + 1:
        return None
    best: tuple[float, float] | None = None
    reach = float("-inf")
    for item in sorted(items, key=lambda item: item.top):
        white = item.top - reach
        if reach > float("-inf") and white > MIN_CUT_PT and (best is None or white > best[0]):
            best = white, reach
        reach = max(reach, item.bottom)
    return best[1] if best else None


def _bands(items: Sequence[P], gutter: Gutter) -> list[list[P]]:
    """Runs of items, from top to bottom, that either all stand beside the gutter or all cross it."""
    middle = (gutter.x0 + gutter.x1) / 2
    bands: list[list[P]] = []
    kinds: list[bool] = []
    for item in sorted(items, key=lambda item: (item.top + item.bottom) / 2):
        # A note that is set wide may end within the gutter.
        crosses = item.x0 < middle - 2 and item.x1 > middle + 2
        if bands and kinds[-1] == crosses:
            bands[-1].append(item)
        else:
            bands.append([item])
            kinds.append(crosses)
    return bands


def _gutter(items: Sequence[P]) -> Gutter | None:
    """The white strip that parts two filled columns, crossed by few items."""
    if len(items) < 2 * MIN_COLUMN_LINES:
        return None
    left_edge, right_edge = min(item.x0 for item in items), max(item.x1 for item in items)
    best: tuple[int, Gutter] | None = None
    for x in sorted({round(item.x0, 0) for item in items}):
        if not left_edge + MIN_COLUMN_PT < x < right_edge - MIN_COLUMN_PT:
            continue
        right = [item for item in items if item.x0 >= x - 3]
        left = [item for item in items if item.x1 <= x - GUTTER_PT]
        crossing = len(items) - len(right) - len(left)
        if crossing > 0.3 * len(items) or not (_is_column(left) and _is_column(right)):
            continue
        if not _side_by_side(left, right):
            continue
        gutter = Gutter(max(item.x1 for item in left), min(item.x0 for item in right))
        score = min(len(left), len(right)) - 2 * crossing
        if best is None or score > best[0]:
            best = score, gutter
    return best[1] if best else None


def _first_of_gutters(items: Sequence[P]) -> Gutter | None:
    """The first white strip of a page in three columns or more; those to its right are found after it."""
    if len(items) < MANY * MIN_COLUMN_LINES:
        return None
    starts = Counter(round(item.x0) for item in items)
    gutters: list[Gutter] = []
    for x in sorted(start for start, n in starts.items() if n >= MIN_COLUMN_LINES):
        left = [item for item in items if item.x1 <= x - GUTTER_PT and (not gutters or item.x0 >= gutters[-1].x1 - 2)]
        crossing = sum(item.x0 < x - 3 and item.x1 > x - GUTTER_PT for item in items)
        if crossing <= MOST_CROSSING * len(items) and _is_column(left):
            gutters.append(Gutter(max(item.x1 for item in left), float(x)))
    if len(gutters) < MANY - 1:
        return None
    last = [item for item in items if item.x0 >= gutters[-1].x1 - 2]
    first = [item for item in items if item.x1 <= gutters[0].x0 + 2]
    return gutters[0] if _is_column(last) and _side_by_side(first, last) else None


def _is_column(items: Sequence[P]) -> bool:
    """Wide enough, and mostly filled from edge to edge."""
    if len(items) < MIN_COLUMN_LINES:
        return False
    x0, x1 = min(item.x0 for item in items), max(item.x1 for item in items)
    if x1 - x0 < MIN_COLUMN_PT:
        return False
    if sum(item.x1 - item.x0 >= FULL_LINE * (x1 - x0) for item in items) >= 0.45 * len(items):
        return True
    if len(items) > MOST_PARTS:
        return False
    rows = _rows(items)
    full = sum(end - start >= FULL_LINE * (x1 - x0) for start, end in rows)
    return len(rows) >= MIN_COLUMN_LINES and full >= 0.45 * len(rows)


def _rows(items: Sequence[P]) -> list[tuple[float, float]]:
    """From where to where each line reaches; a justified line whose words stand far apart is one line again."""
    runs: list[list[P]] = []
    for item in sorted(items, key=lambda item: (round(item.bottom), item.x0)):
        last = runs[-1][-1] if runs else None
        near = last is not None and abs(last.bottom - item.bottom) < 2
        if last is not None and near and 0 <= item.x0 - last.x1 < JUSTIFIED * (item.bottom - item.top):
            runs[-1].append(item)
        else:
            runs.append([item])
    whole = [
        [(run[0].x0, run[-1].x1)] if len(run) >= MIN_WORDS else [(item.x0, item.x1) for item in run] for run in runs
    ]
    return [row for rows in whole for row in rows]


def _side_by_side(left: Sequence[P], right: Sequence[P]) -> bool:
    """Whether the two stand at the same height for most of the shorter one."""
    top = max(min(item.top for item in left), min(item.top for item in right))
    bottom = min(max(item.bottom for item in left), max(item.bottom for item in right))
    shorter = min(max(item.bottom for item in column) - min(item.top for item in column) for column in (left, right))
    return bottom - top > 0.5 * shorter
