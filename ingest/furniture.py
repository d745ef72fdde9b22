"""What is printed on a page but is no part of its text: headers, folios, margin columns, letterheads.

Found by place and repetition, and by what it says: a letter of one to three
pages repeats nothing, and a heading that stands alone is no header.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.lines import Line

# Running headers and folios stand in these parts of the page; in corpus/ the lowest running header ends at 0.135 of the
# height (letters with a logo), the highest running footer begins at 0.875.
TOP_ZONE = 0.14
BOTTOM_ZONE = 0.87

FOLIO = re.compile(
    r"(?:[-–|\[(•.]\s*)*(?:p(?:agina|age|ag\.|\.)?\s*)?(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:/|van|of|\|)\s*(?:de\s+)?\d{1,4})?(?:\s*[-–|\])•.])*",
    re.IGNORECASE,
)
PAGE_OF = re.compile(r"\bp\s?agina\s+\d+(?:\s+van\s+\d+)?\b|\bpage \d+ of \d+\b|\bpag\. \d+\b", re.IGNORECASE)
TYPESET = re.compile(
    r"(?:Tweede|Eerste) Kamer,? (?:der Staten-Generaal|vergaderjaar)|Verenigde Vergadering"
    r"|\bISSN \d{4}|\b(?:kst|ah-[te]k|h-[te]k|blg|nds-tk|kv-[te]k)-\d|[’'‘]s-Gravenhage \d{4}\Z|Vergaderjaar \d{4}"
    r"|Sdu Uitgevers|KST\d{4,}|Aanhangsel van de Handelingen",
)
DOSSIER_MARGIN = re.compile(
    r"\d\d ?\d{3}(?:[ -](?:[IVX]+|\(R\d+\)|\d\d|[A-Z]))*|\d\d \*\*\*|Nr\. ?[\dA-Z]+[a-z]?|[A-Z]{1,3}"
)
SALUTATION = re.compile(r"(?:Zeer )?Geachte\b|Geacht (?:bestuur|college)|Excellentie\b|Hooggeachte\b|Beste\b")
LETTER_LABEL = re.compile(
    r"(?:Datum|Betreft|Onderwerp|Ons [Kk]enmerk|Uw [Kk]enmerk|Kenmerk|Bijlage(?:n|\(n\))?|Aan|Uw brief|Contactpersoon)\b"
)


@dataclass(frozen=True, slots=True)
class PageLines:
    """The lines of one page and the size of the page, in points."""

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """The part of a page, across, that the running text fills."""

    x0: float
    x1: float


def find_furniture(pages: Sequence[PageLines], body_size: float) -> set[int]:
    """The furniture among the lines of a document, as id(line)."""
    furniture: set[int] = set()
    furniture |= _repeated(pages)
    for page in pages:
        furniture |= _folios(page, furniture)
        furniture |= _by_words(page)
        furniture |= _margins(page, furniture, body_size)
    furniture |= _letterhead(pages)
    return furniture


def is_typeset(pages: Sequence[PageLines]) -> bool:
    """Whether a paper is set by the printer of parliament: its running footer says so on most pages."""
    marked = sum(
        any(TYPESET.match(line.text) and line.top > 0.8 * page.height for line in page.lines) for page in pages
    )
    return marked > 0 and marked * 2 >= len(pages)


def _repeated(pages: Sequence[PageLines]) -> set[int]:
    """Lines at the head or foot that come again, but for their digits, at the same height of other pages."""
    places: dict[tuple[str, bool], list[tuple[int, Line]]] = defaultdict(list)
    for page in pages:
        for line in page.lines:
            if line.bottom < TOP_ZONE * page.height or line.top > BOTTOM_ZONE * page.height:
                key = re.sub(r"\d+|\b[ivx]+\b", "#", line.text.lower())
                places[key, line.bottom < TOP_ZONE * page.height].append((page.number, line))
    found: set[int] = set()
    for (key, _), seen in places.items():
        heights = Counter(round(line.baseline / 4) for _, line in seen)
        for number, line in seen:
            near = round(line.baseline / 4)
            again = heights[near - 1] + heights[near] + heights[near + 1]
            if again >= 2 and again >= min(3, 0.1 * len(pages)) and (len(key) > 2 or "#" in key):
                found.add(id(line))
    return found


def _folios(page: PageLines, known: set[int]) -> set[int]:
    """The printed page number: alone on the outermost line of the page, or in so many words."""
    found: set[int] = set()
    rest = [line for line in page.lines if id(line) not in known]
    for line in rest:
        outer = line.bottom < TOP_ZONE * page.height or line.top > BOTTOM_ZONE * page.height
        if (outer and FOLIO.fullmatch(line.text) and _is_outermost(line, rest)) or (
            PAGE_OF.match(line.text) and len(line.text) < 40 and (outer or line.x0 > 0.7 * page.width)
        ):
            found.add(id(line))
    return found


def _is_outermost(line: Line, lines: Sequence[Line]) -> bool:
    above = any(other.bottom < line.top for other in lines)
    below = any(other.top > line.bottom for other in lines)
    return not (above and below)


def _by_words(page: PageLines) -> set[int]:
    """Mastheads, running footers and colophons of parliamentary papers, by what they say."""
    return {
        id(line)
        for line in page.lines
        if TYPESET.match(line.text) and (line.top > 0.8 * page.height or line.bottom < 0.25 * page.height)
    }


def body_column(page: PageLines, known: set[int], body_size: float) -> Column | None:
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


def _margins(page: PageLines, known: set[int], body_size: float) -> set[int]:
    """Lines wholly beside the running text, in smaller type or with the labels of a letter or a paper."""
    column = body_column(page, known, body_size)
    if column is None:
        return set()
    found: set[int] = set()
    body_lines = [line for line in page.lines if line.x0 < column.x1 and line.x1 > column.x0]
    for line in page.lines:
        if id(line) in known:
            continue
        right = line.x0 > column.x1 + 3 and line.x0 > 0.6 * page.width
        left = line.x1 < column.x0 - 3 and line.x1 < 0.45 * page.width
        small = line.size < body_size - 0.7
        if (
            (right and (small or LETTER_LABEL.match(line.text)))
            or (left and DOSSIER_MARGIN.fullmatch(line.text) and column.x0 > 0.3 * page.width)
            or (left and small and not any(abs(other.baseline - line.baseline) < 3 for other in body_lines))
        ):
            found.add(id(line))
    return found


def _letterhead(pages: Sequence[PageLines]) -> set[int]:
    """All that stands above the salutation of a letter: address, Datum, Betreft, directorate."""
    for page in pages[:2]:
        for line in page.lines:
            if SALUTATION.match(line.text):
                head = [other for other in page.lines if other.bottom < line.top + 2]
                labels = sum(bool(LETTER_LABEL.match(other.text)) for other in page.lines)
                typeset = any(TYPESET.match(other.text) for other in page.lines)
                return {id(other) for other in head} if labels >= 2 and not typeset else set()
    return set()
