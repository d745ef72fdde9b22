"""Margin columns: Datum, Kenmerk and the directorate beside a letter, the dossier number beside a paper."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.furniture.mastheads import of_eerste_kamer
from ingest.identifiers.mastheads import is_margin
from ingest.layout.lines import Line, PageLines

LETTER_LABEL = re.compile(
    r"(?:Datum|Betreft|Onderwerp|Ons [Kk]enmerk|Uw [Kk]enmerk|Kenmerk|Bijlage(?:n|\(n\))?|Aan|Uw brief"
    r"|Contactpersoon)\b"
)
# Margin columns are set at least this much smaller than the text, in points.
SMALLER_PT = 0.7
# The lines of one margin column begin at the same place on all pages, give or take.
SAME_PLACE_PT = 3.0
# A margin column stands on so many of the pages; the small print of a chart or table on fewer.
PART_OF_PAGES = 0.25


@dataclass(frozen=True, slots=True)
class Column:
    """The part of a page, across, that the running text fills."""

    x0: float
    x1: float


def find_margins(pages: Sequence[PageLines], known: set[int], body_size: float) -> set[int]:
    """The margin columns among the lines of a document, as id(line); known: other furniture.

    Where the text of a page reaches under its margin column, as on the last
    page of a letter, the column is known by its place on the other pages.
    """
    found: set[int] = set()
    for page in pages:
        found |= {id(line) for line in _beside(page, known, body_size)}
    margins = known | found
    places: Counter[float] = Counter()
    for page in pages:
        places.update(
            {
                round(line.x0)
                for line in page.lines
                if id(line) in margins and line.x0 > 0.6 * page.width and line.size < body_size - SMALLER_PT
            }
        )
    needed = max(min(2, len(pages)), PART_OF_PAGES * len(pages))
    usual = [place for place, n_pages in places.items() if n_pages >= needed]
    for page in pages:
        for line in page.lines:
            small = line.size < body_size - SMALLER_PT
            if small and any(abs(line.x0 - place) <= SAME_PLACE_PT for place in usual):
                found.add(id(line))
    return found


def _body_column(page: PageLines, known: set[int], body_size: float) -> Column | None:
    """Where the wide lines of body type stand; None on a page without any."""
    wide = [
        line
        for line in page.lines
        if id(line) not in known and line.width > 0.28 * page.width and abs(line.size - body_size) < 1.1
    ]
    if len(wide) < 2:
        return None
    lefts, rights = sorted(line.x0 for line in wide), sorted(line.x1 for line in wide)
    return Column(lefts[len(lefts) // 20], rights[-1 - len(rights) // 20])


def _beside(page: PageLines, known: set[int], body_size: float) -> list[Line]:
    """Lines wholly beside the running text, in smaller type or with the labels of a letter or a paper."""
    column = _body_column(page, known, body_size)
    if column is None:
        return []
    found: list[Line] = []
    house = of_eerste_kamer(page)
    body_lines = [line for line in page.lines if line.x0 < column.x1 and line.x1 > column.x0]
    for line in page.lines:
        if id(line) in known:
            continue
        right = line.x0 > column.x1 + 3 and line.x0 > 0.6 * page.width
        left = line.x1 < column.x0 - 3 and line.x1 < 0.45 * page.width
        small = line.size < body_size - SMALLER_PT
        if (
            (right and (small or LETTER_LABEL.match(line.text)))
            or (left and is_margin(line.text, eerste_kamer=house) and column.x0 > 0.3 * page.width)
            or (left and small and not any(abs(other.baseline - line.baseline) < 3 for other in body_lines))
        ):
            found.append(line)
    return found
