"""Upright words that are laid over the text of all pages: CONCEPT in large type, at the same place on each."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from ingest.furniture.running import BOTTOM_ZONE, TOP_ZONE
from ingest.pdf.printed import PrintedPage, Token

# Set in type this much larger than the text, on so many of the pages: a cover may be without.
LARGE, MOST = 1.5, 0.6


def find_watermarks(pages: Sequence[PrintedPage]) -> set[int]:
    """The tokens that come again in large type at the same place within the text of most pages, as id(token)."""
    if len(pages) < 2:
        return set()
    places: dict[tuple[str, int, int, float], list[tuple[int, Token]]] = defaultdict(list)
    for page in pages:
        for token in page.tokens:
            inside = TOP_ZONE * page.height < token.bottom and token.top < BOTTOM_ZONE * page.height
            if inside and not token.style.angle:
                place = token.text, round(token.x0), round(token.baseline), round(token.style.size, 1)
                places[place].append((page.number, token))
    again = {
        place: seen
        for place, seen in places.items()
        if len({number for number, _ in seen}) >= max(2, MOST * len(pages))
    }
    sizes: Counter[float] = Counter()
    # Where the text of each page begins: a title that comes again stands above it.
    tops: dict[int, float] = {}
    for place in places.keys() - again.keys():
        sizes[place[-1]] += len(place[0]) * len(places[place])
        for number, token in places[place]:
            tops[number] = min(token.top, tops.get(number, token.top))
    usual = max(sizes, key=lambda size: (sizes[size], size), default=0.0)
    marks = {
        (text, size)
        for (text, _, _, size), seen in again.items()
        if size >= LARGE * usual > 0
        and sum(tops.get(number, token.bottom) < token.baseline for number, token in seen) > len(seen) / 2
    }
    return {id(token) for (text, _, _, size), seen in again.items() if (text, size) in marks for _, token in seen}
