"""Upright words that are laid over the text of all pages: CONCEPT in large type, at the same place on each."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from ingest.furniture.running import BOTTOM_ZONE, TOP_ZONE
from ingest.pdf.printed import PrintedPage, Token

# Set in type this much larger than the text, on so many of the pages: a cover may be without.
LARGE, MOST = 1.5, 0.6
# A mark that lies over words does so on one of so many pages.
LOOKED_AT = 20


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
    others: dict[int, list[Token]] = defaultdict(list)
    for place in places.keys() - again.keys():
        sizes[place[-1]] += len(place[0]) * len(places[place])
        for number, token in places[place]:
            others[number].append(token)
    usual = max(sizes, key=lambda size: (sizes[size], size), default=0.0)
    marks = {
        (text, size)
        for (text, _, _, size), seen in again.items()
        if size >= LARGE * usual > 0 and (_lie_over(seen, others) or _stand_last(seen, others))
    }
    return {id(token) for (text, _, _, size), seen in again.items() if (text, size) in marks for _, token in seen}


def _lie_over(seen: Sequence[tuple[int, Token]], others: Mapping[int, Sequence[Token]]) -> bool:
    """Whether words of some page are printed within the room of a mark: a title that comes again has its own."""
    return any(
        mark.top < (word.top + word.bottom) / 2 < mark.bottom and word.x0 < mark.x1 and mark.x0 < word.x1
        for number, mark in seen[:LOOKED_AT]
        for word in others[number]
    )


def _stand_last(seen: Sequence[tuple[int, Token]], others: Mapping[int, Sequence[Token]]) -> bool:
    """Whether nothing is printed below a mark on most pages, as there is below a title."""
    n_last = sum(all(word.baseline < mark.baseline for word in others[number]) for number, mark in seen)
    return n_last > len(seen) / 2
