"""Words marked: in a text as HTML, and on a page as rectangles, one a line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from ingest.model import Box

# Of the smaller box so much must stand beside the other for both to be on one line.
SAME_LINE = 0.5
# A space is about a quarter of the height; wider than this is another column, or a cell of a table.
WIDEST_GAP = 1.6
# The marker's ink stands a little around the words.
AROUND_PT = 1.0


def lines(boxes: Iterable[Box]) -> list[Box]:
    """The boxes of words merged into one for each line they stand on, in their order.

    >>> lines([Box(1, 10, 10, 30, 20), Box(1, 33, 11, 60, 20), Box(1, 10, 24, 50, 34)])
    [Box(page=1, x0=10, top=10, x1=60, bottom=20), Box(page=1, x0=10, top=24, x1=50, bottom=34)]
    """
    merged: list[Box] = []
    for box in boxes:
        if merged and _go_on(merged[-1], box):
            last = merged[-1]
            merged[-1] = Box(
                last.page, last.x0, min(last.top, box.top), max(last.x1, box.x1), max(last.bottom, box.bottom)
            )
        else:
            merged.append(box)
    return merged


def _go_on(line: Box, box: Box) -> bool:
    """Whether a word stands behind a line."""
    height = min(line.bottom - line.top, box.bottom - box.top)
    beside = min(line.bottom, box.bottom) - max(line.top, box.top)
    gap = box.x0 - line.x1
    return box.page == line.page and beside >= SAME_LINE * height and -height < gap <= WIDEST_GAP * height


def marked(text: str, marks: Sequence[tuple[int, int]], start: int = 0, end: int | None = None) -> Markup:
    """A part of a text as HTML, the ranges in <mark>; those next to each other in one, and the lines as they are."""
    end = len(text) if end is None else end
    parts, at = [Markup()], start
    for first, last in joined(text, marks):
        if first < at or last > end:
            continue
        parts += [Markup.escape(text[at:first]), Markup("<mark>{}</mark>").format(text[first:last])]
        at = last
    parts.append(Markup.escape(text[at:end]))
    return Markup().join(parts)


def joined(text: str, marks: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Marked words with only white space between them as one range."""
    ranges: list[tuple[int, int]] = []
    for first, last in marks:
        if ranges and not text[ranges[-1][1] : first].strip():
            ranges[-1] = ranges[-1][0], last
        else:
            ranges.append((first, last))
    return ranges
