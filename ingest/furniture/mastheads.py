"""Mastheads, letterheads and colophons: the frame of a paper or letter, by what it says."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.identifiers.mastheads import dossier_of_line, is_margin, number_of_line
from ingest.layout.lines import Line, PageLines

TYPESET = re.compile(
    r"(?:Tweede|Eerste) Kamer,? (?:der Staten-Generaal|vergaderjaar)|Verenigde Vergadering"
    r"|\bISSN \d{4}|\b(?:kst-[CLXVI]+-[A-Z]|(?:kst|ah-[te]k|h-[te]k|blg|nds-tk|kv-[te]k)-\d)"
    r"|[’'‘]s-Gravenhage \d{4}\Z|Vergaderjaar \d{4}"
    r"|Sdu Uitgevers|KST\d{4,}|Aanhangsel van de Handelingen",
)
# Above the page numbers of a table of contents.
COLUMN_LABELS = frozenset({"Blz.", "blz.", "Pag.", "pag."})
ADDRESS = re.compile(r"Aan (?:de|het) (?:[Vv]oorzitters?|leden|Presidium|Tweede Kamer)\b.{0,80}\Z")
PLACE_AND_DAY = re.compile(
    r"(?:Den Haag|[’'‘]s-Gravenhage|Amsterdam|Utrecht|Rotterdam|[A-Z]\w{1,40}), \d{1,2} [a-z]+ \d{4}\.?"
)
# Where a sender can be reached, at the foot of a letter: a line with two of these is no text of it.
CONTACT = re.compile(
    r"(?P<box>Postbus \d)|(?P<code>\b\d{4} ?[A-Z]{2}\b)|(?P<phone>\b0\d{1,3} ?[-–] ?\d{2,3} ?\d{2})|(?P<mail>@[\w-]+\.)"
    r"|(?P<web>\bwww\.|(?<![a-z-])[a-z-]{1,63}\.(?:nl|eu|com)\b)|(?P<chamber>\bKvK\b)"
    r"|(?P<bank>\bIBAN\b|NL\d\d [A-Z]{4})"
)
FOOT = 0.87
# A line drawn with signs.
RULE = re.compile(r"_{8,}")
HEAD_LABEL = re.compile(r"(?:Datum|Betreft|Onderwerp|Inzake)\b")
SALUTATION = re.compile(r"(?:Zeer )?Geachte\b|Geacht (?:bestuur|college)|Excellentie\b|Hooggeachte\b|Beste\b")


def find_frame(pages: Sequence[PageLines]) -> set[int]:
    """Mastheads, colophons, letterheads and the heads of lists of decisions, as id(line)."""
    found = _letterhead(pages) | _decision_list_frame(pages)
    for page in pages:
        found |= _by_words(page)
    return found


def _by_words(page: PageLines) -> set[int]:
    """Mastheads, running feet and colophons of papers, and the address of a letter, by what they say."""
    found = {
        id(line)
        for line in page.lines
        if TYPESET.match(line.text) and (line.top > 0.8 * page.height or line.bottom < 0.25 * page.height)
    }
    found |= {id(line) for line in page.lines if line.text in COLUMN_LABELS or RULE.fullmatch(line.text)}
    feet = [line for line in page.lines if line.top > FOOT * page.height]
    found |= {id(line) for line in feet if len({match.lastgroup for match in CONTACT.finditer(line.text)}) > 1}
    if page.number == 1:
        upper = [line for line in page.lines if line.bottom < 0.5 * page.height]
        found |= {id(line) for line in upper if ADDRESS.match(line.text) or PLACE_AND_DAY.fullmatch(line.text)}
        house = of_eerste_kamer(page)
        found |= {
            id(line) for line in upper if is_margin(line.text, eerste_kamer=house) and _has_text_beside(line, upper)
        }
    return found


def of_eerste_kamer(page: PageLines) -> bool:
    """Whether a page is of a typeset paper of the Eerste Kamer: its head or its foot says so."""
    return any(line.text.startswith(("Eerste Kamer der", "Eerste Kamer, vergaderjaar")) for line in page.lines)


def _has_text_beside(line: Line, lines: Sequence[Line]) -> bool:
    """Whether a title stands to the right at the same height, as beside a dossier number and "Nr. 3"."""
    return any(abs(other.baseline - line.baseline) < 4 and other.x0 > line.x1 for other in lines)


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


def is_letter(pages: Sequence[PageLines]) -> bool:
    """A salutation, or two of the labels of a letterhead; a report has a line "Datum" too."""
    lines = [line for page in pages[:2] for line in page.lines]
    labels = {line.tokens[0].text.rstrip(":") for line in lines if HEAD_LABEL.match(line.text)}
    return len(labels) >= 2 or (bool(labels) and any(SALUTATION.match(line.text) for line in lines))


def masthead_titles(pages: Sequence[PageLines]) -> dict[int, int]:
    """Levels of the titles beside the dossier number (1) and the paper's number (2), by the id of their first token."""
    titles: dict[int, int] = {}
    for page in pages[:1]:
        upper = [line for line in page.lines if line.bottom < 0.5 * page.height]
        house = of_eerste_kamer(page)
        if any(line.text == "Aanhangsel van de Handelingen" for line in upper):
            titles |= {id(line.tokens[0]): 2 for line in upper if line.text.isdigit() and len(line.text) > 1}
        lowest = max((line.baseline for line in upper if is_margin(line.text, eerste_kamer=house)), default=0.0)
        for label in upper:
            if is_margin(label.text, eerste_kamer=house) or label.text == "Document:":
                beside = [line for line in upper if abs(line.baseline - label.baseline) < 4 and line.x0 > label.x1]
                if beside:
                    title = min(beside, key=lambda line: line.x0)
                    numbered = number_of_line(label.text, eerste_kamer=house) is not None
                    # Dossier CL stands above letter B.
                    numbered = numbered and not (dossier_of_line(label.text) and label.baseline < lowest)
                    titles[id(title.tokens[0])] = 2 if numbered else 1
    return titles
