"""Where the print of a table begins and ends: its first and last cells may be empty."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.model import Cell


def printed_range(written: str, end: int) -> tuple[int, int]:
    """Where the rows of a table stand that were written last, up to end, without the white space beside empty cells."""
    start = end - len(written.lstrip())
    return start, max(start, end - len(written) + len(written.rstrip()))


def within(start: int, end: int, cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """The cells of a table that stands in this range; the empty ones before and behind its print are at its edges."""
    return tuple(cell if start <= cell.start <= cell.end <= end else _at_edge(start, end, cell) for cell in cells)


def _at_edge(start: int, end: int, cell: Cell) -> Cell:
    edge = min(max(cell.start, start), end)
    return Cell(cell.row, cell.column, edge, edge)
