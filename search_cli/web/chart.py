"""A term over time, as the parts of an SVG that the page draws in its own colours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.term import Term

WIDTH, HEIGHT = 720, 190
LEFT, BOTTOM, TOP = 8, 34, 24
# Bars stay bars, also of three papers.
WIDEST = 56
# So few years stand together at the left.
FEW = 4


@dataclass(frozen=True, slots=True)
class YearBar:
    """A year: how often the term stands in its papers, in how many of them, and where its bar is drawn."""

    year: str
    count: int
    papers: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Chart:
    """bars: a year each, also those without the term in between. undated: the times in papers without a date."""

    bars: tuple[YearBar, ...]
    undated: int
    width: int = WIDTH
    height: int = HEIGHT
    base: int = HEIGHT - BOTTOM


def term_chart(found: Term) -> Chart | None:
    """The times a year; None where no paper with the term has a date."""
    counts: dict[int, int] = {}
    papers: dict[int, int] = {}
    undated = 0
    for item in found.documents:
        date = item.document.metadata.date
        if not date:
            undated += item.count
            continue
        year = int(date[:4])
        counts[year] = counts.get(year, 0) + item.count
        papers[year] = papers.get(year, 0) + 1
    if not counts:
        return None
    years = range(min(counts), max(counts) + 1)
    step = (WIDTH - 2 * LEFT) / len(years)
    width = min(WIDEST, 0.7 * step)
    most = max(counts.values()) or 1
    room = HEIGHT - BOTTOM - TOP
    bars = []
    for index, year in enumerate(years):
        n = counts.get(year, 0)
        height = room * n / most
        x = LEFT + index * step + (step - width) / 2 if len(years) > FEW else LEFT + index * (WIDEST + 40)
        bars.append(YearBar(str(year), n, papers.get(year, 0), x, HEIGHT - BOTTOM - height, width, height))
    return Chart(tuple(bars), undated)
