"""Running heads, running feet and folios: what comes again at the head or foot of pages, and the page number."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from ingest.layout.lines import Line, PageLines
from ingest.model import Furniture

# Running headers and folios stand in these parts of the page; in corpus/ the lowest running header ends at 0.135 of the
# height (letters with a logo), the highest running footer begins at 0.875.
TOP_ZONE = 0.14
BOTTOM_ZONE = 0.87
# In a long paper two lines at the foot of pages are alike by chance ("Besluit: Voor kennisgeving aangenomen.").
FEW_PAGES = 6
LARGEST_FOLIO_PT = 30.0
# A first sign this much smaller than its line is the label of a note, and notes may be alike.
NOTE_LABEL = 0.8
# "[ 16 ] Onderzoek naar inputdata", "Leeswijzer | 6": a running foot that names the chapter, with the folio at its end.
LEADING_FOLIO = re.compile(r"\W*+(\d{1,4})(?:\s*+(?:/|van)\s*+\d++)?\W++\S")
TRAILING_FOLIO = re.compile(r".*\S\W{1,40}(\d{1,4})\W{0,40}")
# "3.2. Leefomgeving" at the head of a page counts with nothing.
SECTION = re.compile(r"\d{1,2}\.\d")
# "Bijlage 1" and "Bijlage 2" at the head of two pages count with them, and are titles.
PART = re.compile(r"(?:Bijlage|Hoofdstuk|Deel)\s\d{1,2}:?")
# A running head is in one type on all pages, give or take rounding.
SAME_TYPE_PT = 1.0
# On fewer than this part of the pages a repeated line may be text; it then goes on, this many type sizes below.
OFTEN, NEXT_LINE = 0.2, 1.8
# A running head has at most three parts: left, in the middle and right.
COLUMNS_OF_TABLE = 4
# So many pages must count on for a foot that differs on each.
COUNTING_PAGES = 3

FOLIO = re.compile(
    r"(?:[-–|\[(•.]\s*)*(?:p(?:agina|age|ag\.|\.)?\s*)?(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:/|van|of|\|)\s*(?:de\s+)?\d{1,4})?"
    r"(?:\s*[-–|\])•.])*",
    re.IGNORECASE,
)
PAGE_OF = re.compile(r"\bp\s?agina\s+\d+(?:\s+van\s+\d+)?\b|\bpage \d+ of \d+\b|\bpag\. \d+\b", re.IGNORECASE)


def find_running(pages: Sequence[PageLines]) -> set[int]:
    """The running heads, feet and folios among the lines of a document, as id(line)."""
    found = _repeated(pages) | _counting(pages)
    for page in pages:
        found |= _folios(page, found)
    return found


def _repeated(pages: Sequence[PageLines]) -> set[int]:
    """Lines at the head or foot that come again at the same height of other pages, but for the folio in them.

    Notes under the text may differ in their digits only ("1 Kamerstuk 35 334, nr. 25"), so digits that differ
    must count with the pages.
    """
    places: dict[tuple[str, bool, int], list[tuple[int, Line]]] = defaultdict(list)
    wide: set[int] = set()
    for page in pages:
        for line in page.lines:
            at_head = line.bottom < TOP_ZONE * page.height
            if at_head or line.top > BOTTOM_ZONE * page.height:
                wide |= {page.number} if page.width > page.height else set()
                key = re.sub(r"\d+|\b[ivx]+\b", "#", line.text.lower())
                if len(key) <= 2 or line.tokens[0].style.size < NOTE_LABEL * line.size:
                    continue
                near = round(line.baseline / 4)
                for height in (near - 1, near, near + 1):
                    places[key, at_head, height].append((page.number, line))
    found: set[int] = set()
    seldom: set[int] = set()
    for (_, at_head, _), seen in places.items():
        needed = 2 if at_head or len(pages) <= FEW_PAGES else 3
        seen = _in_one_type(seen)
        numbers = {number for number, _ in seen}
        if len(numbers) < needed or (at_head and len(numbers) < 3 and not _is_near(numbers)):
            continue
        is_part = PART.fullmatch(seen[0][1].text) or SECTION.match(seen[0][1].text)
        if len({line.text for _, line in seen}) == 1 or (_counts_with_pages(seen, wide) and not is_part):
            found |= {id(line) for _, line in seen}
            if len(numbers) < OFTEN * len(pages):
                seldom |= {id(line) for _, line in seen}
    return (
        found - _labels_of_text(pages, found) - _openings_of_text(pages, found, seldom) - _heads_of_tables(pages, found)
    )


def _in_one_type(seen: Sequence[tuple[int, Line]]) -> list[tuple[int, Line]]:
    """Those in the type most of them have: the title on a cover is larger than the running head that repeats it."""
    sizes = Counter(round(line.size) for _, line in seen)
    usual = min(sizes, key=lambda size: (-sizes[size], size))
    return [(number, line) for number, line in seen if abs(line.size - usual) <= SAME_TYPE_PT]


def _is_near(numbers: Iterable[int]) -> bool:
    """Whether pages follow each other, or are the left or right ones of one chapter."""
    return max(numbers) - min(numbers) <= 2


def _openings_of_text(pages: Sequence[PageLines], repeated: set[int], seldom: set[int]) -> set[int]:
    """Lines that come again on a few pages, but go on in the line below: two chapters that open with the same words."""
    found: set[int] = set()
    for page in pages:
        lines = [line for line in page.lines if id(line) in seldom]
        for line in sorted(lines, key=lambda line: -line.baseline):
            if any(
                0 < other.baseline - line.baseline < NEXT_LINE * line.size
                and abs(other.x0 - line.x0) < 2
                and abs(other.size - line.size) < 0.3
                and line.text[-1] not in ".:"
                and (id(other) not in repeated or id(other) in found)
                for other in page.lines
            ):
                found.add(id(line))
    return found


def _labels_of_text(pages: Sequence[PageLines], repeated: set[int]) -> set[int]:
    """Lines that come again but open a row of text, as "Besluit:" does in a list of decisions."""
    return {
        id(line)
        for page in pages
        for line in page.lines
        if id(line) in repeated
        and any(
            abs(other.baseline - line.baseline) < 2
            and 0 < other.x0 - line.x1 < 110
            and id(other) not in repeated
            and not FOLIO.fullmatch(other.text)
            for other in page.lines
        )
    }


def _heads_of_tables(pages: Sequence[PageLines], repeated: set[int]) -> set[int]:
    """Lines that come again side by side, as the names of columns do where a table runs over pages."""
    found: set[int] = set()
    for page in pages:
        lines = [line for line in page.lines if id(line) in repeated]
        for line in lines:
            row = {id(other) for other in lines if abs(other.baseline - line.baseline) < 2}
            found |= row if len(row) >= COLUMNS_OF_TABLE else set()
    return found


def _counts_with_pages(seen: Sequence[tuple[int, Line]], wide: set[int]) -> bool:
    """Whether one number in the lines goes up with the number of the page, as a folio does.

    wide: pages that are broader than high: two printed pages may share one, "20 | Plan" left and "21 | Plan" right.
    """
    shifts: Counter[tuple[int, int, int]] = Counter()
    for number, line in seen:
        for place, digits in enumerate(re.findall(r"\d+", line.text)):
            folio = int(digits[:9])
            shifts[place, 1, folio - number] += 1
            if number in wide:
                shifts[place, 2, folio // 2 - number] += 1
                shifts[place, 3, (folio + 1) // 2 - number] += 1
    texts = Counter(line.text for _, line in seen)
    same = texts.most_common(1)[0][1]
    return max([*shifts.values(), 0]) >= max(2, 0.6 * len(seen)) or same >= max(2, 0.6 * len(seen))


def _counting(pages: Sequence[PageLines]) -> set[int]:
    """Outermost lines that begin or end with a number that counts with the pages, whatever else they say."""
    shifts: dict[tuple[bool, bool, int], list[Line]] = defaultdict(list)
    for page in pages:
        for at_head in (True, False):
            edge = min if at_head else max
            outer = [line for line in page.lines if _in_zone(line, page, at_head)]
            if not outer:
                continue
            line = edge(outer, key=lambda line: line.baseline)
            if SECTION.match(line.text) or PART.fullmatch(line.text):
                continue
            leads, trails = LEADING_FOLIO.match(line.text), TRAILING_FOLIO.fullmatch(line.text)
            for leading, match in ((True, leads), (False, trails)):
                if match:
                    shifts[at_head, leading, int(match[1]) - page.number].append(line)
    return {id(line) for lines in shifts.values() if len(lines) >= COUNTING_PAGES for line in lines}


def _in_zone(line: Line, page: PageLines, at_head: bool) -> bool:
    return line.bottom < TOP_ZONE * page.height if at_head else line.top > BOTTOM_ZONE * page.height


def _folios(page: PageLines, known: set[int]) -> set[int]:
    """The printed page number: alone on the outermost line of the page, or in so many words."""
    found: set[int] = set()
    rest = [line for line in page.lines if id(line) not in known]
    for line in rest:
        outer = line.bottom < TOP_ZONE * page.height or line.top > BOTTOM_ZONE * page.height
        if (
            outer
            and FOLIO.fullmatch(line.text)
            and _is_outermost(line, rest)
            and not _numbers_heading(line, rest)
            and not _ends_text(line, rest)
        ) or (PAGE_OF.match(line.text) and len(line.text) < 40 and (outer or line.x0 > 0.7 * page.width)):
            found.add(id(line))
    return found


def _numbers_heading(line: Line, lines: Sequence[Line]) -> bool:
    """Whether it is the number of the heading that stands behind it, in the same type."""
    return any(
        abs(other.baseline - line.baseline) < 2 and abs(other.size - line.size) < 0.6 and 0 < other.x0 - line.x1 < 60
        for other in lines
    )


def _ends_text(line: Line, lines: Sequence[Line]) -> bool:
    """Whether it goes on from the line right above, in the same type: "29 665, nr." and on the last line "482"."""
    return any(
        0 < line.baseline - other.baseline < NEXT_LINE * line.size
        and abs(other.x0 - line.x0) < 2
        and abs(other.size - line.size) < 0.3
        and other.text[-1] not in ":;"
        and not FOLIO.fullmatch(other.text)
        for other in lines
    )


def _is_outermost(line: Line, lines: Sequence[Line]) -> bool:
    above = any(other.bottom < line.top for other in lines)
    below = any(other.top > line.bottom for other in lines)
    return not (above and below)


def printed_numbers(furniture: Iterable[Furniture], heights: Mapping[int, float]) -> dict[int, str]:
    """The page number as printed, for each page that shows one: "2" for "Pagina 2 van 9"; heights: of the pages."""
    numbers: dict[int, str] = {}
    for note in furniture:
        at_edge = any(
            box.bottom < TOP_ZONE * heights[box.page] or box.top > BOTTOM_ZONE * heights[box.page] for box in note.boxes
        )
        folio = PAGE_OF.match(note.text) or (at_edge and FOLIO.fullmatch(note.text))
        number = re.search(r"\d+|\b[ivxl]+\b", note.text) if folio else None
        # The large 2 of the Tweede Kamer at the head of a paper is no page number.
        if number and not (note.boxes and note.boxes[0].bottom - note.boxes[0].top > LARGEST_FOLIO_PT):
            numbers[note.page] = number.group()
    return numbers
