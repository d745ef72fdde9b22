"""What is printed on a page but is no part of its text: headers, folios, margin columns, letterheads.

Found by place and repetition, and by what it says: a letter of one to three
pages repeats nothing, and a heading that stands alone is no header.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.lines import Line
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

FOLIO = re.compile(
    r"(?:[-–|\[(•.]\s*)*(?:p(?:agina|age|ag\.|\.)?\s*)?(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:/|van|of|\|)\s*(?:de\s+)?\d{1,4})?"
    r"(?:\s*[-–|\])•.])*",
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
# Above the page numbers of a table of contents.
COLUMN_LABELS = frozenset({"Blz.", "blz.", "Pag.", "pag."})
ADDRESS = re.compile(r"Aan (?:de|het) (?:[Vv]oorzitters?|leden|Presidium|Tweede Kamer)\b.{0,80}\Z")
PLACE_AND_DAY = re.compile(
    r"(?:Den Haag|[’'‘]s-Gravenhage|Amsterdam|Utrecht|Rotterdam|[A-Z]\w+), \d{1,2} [a-z]+ \d{4}\.?"
)
HEAD_LABEL = re.compile(r"(?:Datum|Betreft|Onderwerp|Inzake)\b")
SALUTATION = re.compile(r"(?:Zeer )?Geachte\b|Geacht (?:bestuur|college)|Excellentie\b|Hooggeachte\b|Beste\b")
LETTER_LABEL = re.compile(
    r"(?:Datum|Betreft|Onderwerp|Ons [Kk]enmerk|Uw [Kk]enmerk|Kenmerk|Bijlage(?:n|\(n\))?|Aan|Uw brief"
    r"|Contactpersoon)\b"
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
    return furniture | _letterhead(pages) | _decision_list_frame(pages)


def is_typeset(pages: Sequence[PageLines]) -> bool:
    """Whether a paper is set by the printer of parliament: its running footer says so on most pages."""
    marked = sum(
        any(TYPESET.match(line.text) and line.top > 0.8 * page.height for line in page.lines) for page in pages
    )
    return marked > 0 and marked * 2 >= len(pages)


def _repeated(pages: Sequence[PageLines]) -> set[int]:
    """Lines at the head or foot that come again at the same height of other pages, but for the folio in them.

    Notes under the text may differ in their digits only ("1 Kamerstuk 35 334, nr. 25"), so digits that differ
    must count with the pages.
    """
    places: dict[tuple[str, bool, int], list[tuple[int, Line]]] = defaultdict(list)
    for page in pages:
        for line in page.lines:
            at_head = line.bottom < TOP_ZONE * page.height
            if at_head or line.top > BOTTOM_ZONE * page.height:
                key = re.sub(r"\d+|\b[ivx]+\b", "#", line.text.lower())
                if len(key) <= 2 or line.tokens[0].style.size < NOTE_LABEL * line.size:
                    continue
                near = round(line.baseline / 4)
                for height in (near - 1, near, near + 1):
                    places[key, at_head, height].append((page.number, line))
    found: set[int] = set()
    for (_, at_head, _), seen in places.items():
        needed = 2 if at_head or len(pages) <= FEW_PAGES else 3
        enough = len({number for number, _ in seen}) >= needed
        if enough and (len({line.text for _, line in seen}) == 1 or _counts_with_pages(seen)):
            found |= {id(line) for _, line in seen}
    return found - _labels_of_text(pages, found)


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


def _counts_with_pages(seen: Sequence[tuple[int, Line]]) -> bool:
    """Whether one number in the lines goes up with the number of the page, as a folio does."""
    shifts: Counter[tuple[int, int]] = Counter()
    for number, line in seen:
        for place, digits in enumerate(re.findall(r"\d+", line.text)):
            shifts[place, int(digits[:9]) - number] += 1
    texts = Counter(line.text for _, line in seen)
    same = texts.most_common(1)[0][1]
    return max([*shifts.values(), 0]) >= max(2, 0.6 * len(seen)) or same >= max(2, 0.6 * len(seen))


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


def _numbers_heading(line: Line, lines: Sequence[Line]) -> bool:
    """Whether it is the number of the heading that stands behind it, in the same type."""
    return any(
        abs(other.baseline - line.baseline) < 2 and abs(other.size - line.size) < 0.6 and 0 < other.x0 - line.x1 < 60
        for other in lines
    )


def _is_outermost(line: Line, lines: Sequence[Line]) -> bool:
    above = any(other.bottom < line.top for other in lines)
    below = any(other.top > line.bottom for other in lines)
    return not (above and below)


def _by_words(page: PageLines) -> set[int]:
    """Mastheads, running feet and colophons of papers, and the address of a letter, by what they say."""
    found = {
        id(line)
        for line in page.lines
        if TYPESET.match(line.text) and (line.top > 0.8 * page.height or line.bottom < 0.25 * page.height)
    }
    found |= {id(line) for line in page.lines if line.text in COLUMN_LABELS}
    if page.number == 1:
        upper = [line for line in page.lines if line.bottom < 0.5 * page.height]
        found |= {id(line) for line in upper if ADDRESS.match(line.text) or PLACE_AND_DAY.fullmatch(line.text)}
        found |= {id(line) for line in upper if DOSSIER_MARGIN.fullmatch(line.text) and _has_text_beside(line, upper)}
    return found


def _has_text_beside(line: Line, lines: Sequence[Line]) -> bool:
    """Whether a title stands to the right at the same height, as beside a dossier number and "Nr. 3"."""
    return any(abs(other.baseline - line.baseline) < 4 and other.x0 > line.x1 for other in lines)


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
    """The head of a letter: all above its salutation, or above and with its last labelled line (Datum, Betreft)."""
    if not pages or any(TYPESET.match(line.text) for line in pages[0].lines):
        return set()
    for page in pages[:2]:
        labelled = [line for line in page.lines if HEAD_LABEL.match(line.text) and line.bottom < 0.6 * page.height]
        names = {line.tokens[0].text.rstrip(":") for line in labelled}
        if len(names & {"Datum", "Betreft", "Onderwerp", "Inzake"}) < 2:
            continue
        salutation = next((line for line in page.lines if SALUTATION.match(line.text)), None)
        if salutation is not None:
            return {id(line) for line in page.lines if line.bottom < salutation.top + 2}
        last = max(labelled, key=lambda line: line.baseline)
        return {id(line) for line in page.lines if line.baseline <= _end_of_value(last, page.lines) + 1}
    return set()


def _decision_list_frame(pages: Sequence[PageLines]) -> set[int]:
    """The head of a list of decisions (committees, date), above its title, and its foot (clerk, number)."""
    found: set[int] = set()
    for page in pages[:1]:
        title = next((line for line in page.lines if line.text == "Document:"), None)
        if title and any(line.text.startswith("Voortouwcommissie") for line in page.lines):
            found |= {id(line) for line in page.lines if line.baseline < title.baseline - 3} | {id(title)}
    for page in pages[-1:] if found else ():
        feet = [line.baseline for line in page.lines if re.match(r"(?:Griffier|Activiteitnummer)\s*:", line.text)]
        found |= {id(line) for line in page.lines if any(abs(line.baseline - foot) < 3 for foot in feet)}
    return found


def _end_of_value(label: Line, lines: Sequence[Line]) -> float:
    """The baseline of the last line of what stands behind a label."""
    end = label.baseline
    for line in lines:
        if line.x0 > label.x0 + 20 and 0 < line.baseline - end < 1.5 * label.size and line.size < label.size + 1:
            end = line.baseline
    return end


def masthead_titles(pages: Sequence[PageLines]) -> dict[int, int]:
    """Levels of the titles beside the dossier number (1) and the paper's number (2), by the id of their first token."""
    titles: dict[int, int] = {}
    for page in pages[:1]:
        upper = [line for line in page.lines if line.bottom < 0.5 * page.height]
        if any(line.text == "Aanhangsel van de Handelingen" for line in upper):
            titles |= {id(line.tokens[0]): 2 for line in upper if line.text.isdigit() and len(line.text) > 1}
        for label in upper:
            if DOSSIER_MARGIN.fullmatch(label.text) or label.text == "Document:":
                beside = [line for line in upper if abs(line.baseline - label.baseline) < 4 and line.x0 > label.x1]
                if beside:
                    title = min(beside, key=lambda line: line.x0)
                    titles[id(title.tokens[0])] = 2 if label.text.startswith("Nr") else 1
    return titles


def printed_numbers(furniture: Iterable[Furniture]) -> dict[int, str]:
    """The page number as printed, for each page that shows one: "2" for "Pagina 2 van 9"."""
    numbers: dict[int, str] = {}
    for note in furniture:
        folio = PAGE_OF.match(note.text) or FOLIO.fullmatch(note.text)
        number = re.search(r"\d+|\b[ivxl]+\b", note.text) if folio else None
        # The large 2 of the Tweede Kamer at the head of a paper is no page number.
        if number and not (note.boxes and note.boxes[0].bottom - note.boxes[0].top > LARGEST_FOLIO_PT):
            numbers[note.page] = number.group()
    return numbers
