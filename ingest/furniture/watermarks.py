"""Upright words that are laid over the text of all pages, at the same place on each: CONCEPT in large type, or words
of any size that are printed over others.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from ingest.furniture.running import BOTTOM_ZONE, TOP_ZONE
from ingest.pdf.printed import PrintedPage, Token

# Set in type this much larger than the text, on so many of the pages: a cover may be without.
LARGE, MOST = 1.5, 0.6
# A mark that lies over words does so on one of so many pages.
LOOKED_AT = 20
# Words in the type of the text are a mark when they cover others, by this part of their size across and down, on so
# many pages; they may stand halfway between two lines.
ACROSS, DOWN, OVER_PAGES = 0.5, 0.3, 2
# The words of one mark stand at most this far from each other, in type sizes.
APART = 1.5

Place = tuple[str, int, int, float]
Places = Mapping[Place, Sequence[tuple[int, Token]]]


def find_watermarks(pages: Sequence[PrintedPage]) -> set[int]:
    """The tokens that come again at the same place within the text of most pages, in large type or over other words.

    As id(token).
    """
    if len(pages) < 2:
        return set()
    places: dict[Place, list[tuple[int, Token]]] = defaultdict(list)
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
    small = _printed_over(again, others)
    return {
        id(token)
        for place, seen in again.items()
        if (place[0], place[-1]) in marks or place in small
        for _, token in seen
    }


def _printed_over(again: Places, others: Mapping[int, Sequence[Token]]) -> set[Place]:
    """The places of words that are printed over other words of several pages, and of the words beside them."""
    found = {place for place, seen in again.items() if place[0].isalpha() and _n_covered(seen, others) >= OVER_PAGES}
    new = found
    while new:
        new = {place for place in again.keys() - found if any(_is_beside(again, place, other) for other in new)}
        found = found | new
    return found


def _n_covered(seen: Sequence[tuple[int, Token]], others: Mapping[int, Sequence[Token]]) -> int:
    """On how many pages a word covers a good part of another one."""
    return sum(
        any(
            min(mark.x1, word.x1) - max(mark.x0, word.x0) > ACROSS * mark.style.size
            and min(mark.bottom, word.bottom) - max(mark.top, word.top) > DOWN * mark.style.size
            for word in others[number]
            if any(map(str.isalpha, word.text))
        )
        for number, mark in seen[:LOOKED_AT]
    )


def _is_beside(again: Places, first: Place, second: Place) -> bool:
    """Whether two words that come again stand on one line, one right after the other."""
    if first[2:] != second[2:]:
        return False
    (_, one), (_, other) = again[first][0], again[second][0]
    return max(one.x0 - other.x1, other.x0 - one.x1) < APART * one.style.size


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
