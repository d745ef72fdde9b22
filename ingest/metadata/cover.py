"""The title of a paper by its print: what stands with a label, or in the largest type of its first page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ingest.layout.lines import Line, PageLines
from ingest.months import MONTHS

_LABEL = re.compile(r"(?i)(?:onderwerp|betreft|inzake|titel)\s*:?")
_LABEL_AND_TEXT = re.compile(r"(?i)(?:onderwerp|betreft|inzake|titel)\s*:\s*(?=\S)")
# What says which state or kind a paper is in, or names a part of it; no title of it.
_NO_TITLE = re.compile(
    r"(?i)(?:ontwerp|concept|definitie(?:f|ve)|consultatie|werk)[- ]?versie\b.*|versie\b.*|(?:eind|tussen|concept)?"
    r"rapport(?:age)?|notitie|memo\b.*|nota(?: gs-mandaat)?|concept|definitief|ontwerp|handreiking|kennisnotitie"
    r"|adviesdocument|oplegnotitie.*|(?:management)?samenvatting|inhoud(?:sopgave)?|voorwoord|inleiding|colofon|bijlagen?"
    r"|geadviseerd besluit|kernpunten|aanleiding|algemeen|mededeling|vertrouwelijk|openbaar|[A-Z]+-rapport"
    r"|p ?e ?r ?s ?b ?e ?r ?i ?c ?h ?t|wijze van bekendmaking|voorstel aan .*|.*retouradres.*|ontvangen .*"
    r"|tweede kamer der staten-generaal|eerste kamer der staten-generaal|deze publicatie .*|titel max .*"
    r"|error! .*|beleidskompasformulier.*|uitspraak|ondertekening|nader rapport|aan(?:wezig(?:en)?)?|behandeling|\W*"
    r"|(?:van|voor|datum|status)\b|\(?vul hier .*"
)
_OTHER_LABEL = re.compile(
    r"(?i)(?:aan|van|voor|datum|status|kopie(?: aan)?|(?:zaak)?(?:nummer|nr\.?)|kenmerk|bijlagen?)"
)
_LIST = re.compile(r"(?i)(?:\w{1,15}[ -])?(?:besluiten|toezeggingen|actie|afspraken)lijst\b[^.:]{3,120}")
_FIRST_LINES = 4
_LARGE_WORD = re.compile(r"(?i)(?:beslis)?nota|memo(?:randum)?|notitie|(?:concept)?verslag")
_DATE_OR_NUMBER = re.compile(
    rf"(?i)(?:[a-z]+datum:? )?[\W\d]*(?:(?:[a-z]+dag )?\d{{1,2}} )?(?:{'|'.join(MONTHS)}) \d{{4}}[\W\d]*|[\W\d]+|\*.*"
)
# "2006 - 2009" below a title belongs to it.
_YEARS = re.compile(r"\d{1,4}(?:\s?[-–]\s?\d{1,4}){0,2}")
# "Princetonlaan 6 3584 CB Utrecht".
_ADDRESS = re.compile(r"\b\d{1,5}[a-z]?,? [1-9]\d{3} ?[A-Z]{2}\b")
_HAS_WORD = re.compile(r"[^\W\d_]{3}")
# The title is set this much larger than the text of the paper; its lines have about the same size and stand together.
_LARGER, _ALIKE, _APART = 1.25, 0.78, 2.4
_ABOUT_LARGEST = 0.85
# A subtitle, or the rest of a title in smaller type.
_SMALLER = 0.45
_MOST_CHARS = 300
# So many texts on one line are no title.
_COLUMNS = 4
# How far below its label a title stands, in type sizes; twice that where a line of instruction stands between.
_BELOW = 2.6


def is_no_title(text: str) -> bool:
    """Whether a text says what kind or state of paper it is, is a date, or a heading that many have."""
    plain = " ".join(text.split()).strip(" :.-–|")
    fixed = _NO_TITLE.fullmatch(plain) or _DATE_OR_NUMBER.fullmatch(plain) or _ADDRESS.search(plain)
    return bool(fixed) or not _HAS_WORD.search(plain)


def labelled_title(pages: Sequence[PageLines]) -> str | None:
    """What stands behind, beside or below "Onderwerp", "Betreft", "Inzake" or "Titel", on the first page."""
    for page in pages[:1]:
        for line in page.lines:
            opens = _LABEL_AND_TEXT.match(line.text)
            if opens:
                return _joined(line.text[opens.end() :], line, page.lines)
            if _LABEL.fullmatch(line.text) and (value := _near(line, page.lines)):
                return _joined(value.text, value, page.lines)
    return None


def _near(label: Line, lines: Sequence[Line]) -> Line | None:
    """The line beside a label, or right below it."""
    beside = [
        line
        for line in lines
        if abs(line.baseline - label.baseline) < 4 and 0 <= line.x0 - label.x1 < 260 and _HAS_WORD.search(line.text)
    ]
    below = [
        line
        for line in lines
        if 0 < line.baseline - label.baseline < 2 * _BELOW * max(line.size, label.size)
        and abs(line.x0 - label.x0) < 14
        and _HAS_WORD.search(line.text)
    ]
    found = sorted(beside, key=lambda line: line.x0) or sorted(below, key=lambda line: line.baseline)
    # "(Vul hier de titel in)" stands between a label and what was filled in.
    reach = _BELOW
    while found and found[0].text.startswith("("):
        found.pop(0)
        reach = 2 * _BELOW
    found = [line for line in found if line.baseline - label.baseline < reach * max(line.size, label.size)]
    return found[0] if found and not is_no_title(found[0].text) else None


def _joined(text: str, first: Line, lines: Sequence[Line]) -> str:
    """A text with the lines it goes on in: of the same type, one below the other."""
    last = first
    for line in sorted(lines, key=lambda line: line.baseline):
        step = line.baseline - last.baseline
        same = abs(line.size - first.size) < 0.6 and line.bold == first.bold and first.x0 - 14 < line.x0 < first.x1
        ends = re.match(r"[^.]{1,40}:", line.text) or len(text) > _MOST_CHARS
        if 2 < step < 1.6 * first.size and same and not ends:
            if _has_label(line, lines):
                break
            text, last = f"{text} {line.text}", line
    return " ".join(text.split())


def _has_label(line: Line, lines: Sequence[Line]) -> bool:
    """Whether a label stands to the left of a line: then it is the value of another one."""
    return any(
        abs(other.baseline - line.baseline) < 3
        and other.x1 < line.x0
        and (other.text.endswith(":") or _LABEL.fullmatch(other.text) or _OTHER_LABEL.fullmatch(other.text))
        for other in lines
    )


def list_name(pages: Sequence[PageLines]) -> str | None:
    """The name of a list of decisions or actions, where it is set as the first of the page, or one of the first."""
    for page in pages[:1]:
        usual = _usual_size(pages)
        first = sorted(page.lines, key=lambda line: (round(line.baseline), line.x0))[:_FIRST_LINES]
        for line in first:
            is_set_off = line.bold or line.size >= _LARGER * usual
            if is_set_off and _LIST.fullmatch(line.text) and not is_no_title(line.text):
                return _joined(line.text, line, page.lines)
    return None


def word_with_title(pages: Sequence[PageLines]) -> str | None:
    """What stands beside the word "nota", "memo" or "verslag" that is set large on the first page of a form."""
    for page in pages[:1]:
        usual = _usual_size(pages)
        for word in page.lines:
            if not _LARGE_WORD.fullmatch(word.text) or word.size < _LARGER * usual:
                continue
            beside = [
                line
                for line in page.lines
                if abs(line.baseline - word.baseline) < word.size and line.x0 > word.x1 and not is_no_title(line.text)
            ]
            if beside:
                first = min(beside, key=lambda line: (round(line.x0), line.baseline))
                return _joined(first.text, first, page.lines)
    return None


def cover_title(pages: Sequence[PageLines]) -> str | None:
    """The text in the largest type of the first page that has any; None where no type is larger than the text's."""
    page = next((page for page in pages[:2] if page.lines), None)
    if page is None:
        return None
    usual = _usual_size(pages)
    lines = sorted(page.lines, key=lambda line: (round(line.baseline), line.x0))
    wanted = [line for line in lines if not is_no_title(line.text) and line.size >= _LARGER * usual]
    if not wanted:
        return None
    # A heading further down may be somewhat larger than the title.
    most = max(line.size for line in wanted)
    largest = next(line for line in wanted if line.size >= _ABOUT_LARGEST * most)
    block = _around(largest, lines, _ALIKE)
    title = _text(block)
    if _is_head_of_table(block):
        return None
    if len(title.split()) < 3 or is_no_title(title):
        block = _around(largest, lines, _SMALLER)
        title = _text(block)
    return title if len(title) <= _MOST_CHARS and not is_no_title(title) else None


def _around(seed: Line, lines: Sequence[Line], alike: float) -> list[Line]:
    """The lines above and below one, of about its size, without a gap."""
    at = lines.index(seed)
    block = [seed]
    for line in lines[at + 1 :]:
        if not alike * seed.size <= line.size or line.baseline - block[-1].baseline > _APART * seed.size:
            break
        block.append(line)
    for line in reversed(lines[:at]):
        if not alike * seed.size <= line.size or block[0].baseline - line.baseline > _APART * seed.size:
            break
        block.insert(0, line)
    return block


def _is_head_of_table(block: Sequence[Line]) -> bool:
    """Whether many texts stand beside each other, as the names of columns do."""
    return max(Counter(round(line.baseline) for line in block).values(), default=0) >= _COLUMNS


def _text(block: Sequence[Line]) -> str:
    texts = [line.text for line in block]
    while texts and (is_no_title(texts[-1]) and not _YEARS.fullmatch(texts[-1].strip())):
        texts.pop()
    while texts and is_no_title(texts[0]) and len(texts) > 1:
        texts.pop(0)
    joined = ""
    for text in texts:
        joined = joined[:-1] + text if joined.endswith("-") and text[:1].islower() else f"{joined} {text}"
    return " ".join(joined.split())


def _usual_size(pages: Sequence[PageLines]) -> float:
    """The type size of the running text: of most characters."""
    counts: dict[float, int] = {}
    for page in pages[:8]:
        for line in page.lines:
            counts[round(line.size * 2) / 2] = counts.get(round(line.size * 2) / 2, 0) + len(line.text)
    return max(counts, key=lambda size: (counts[size], size), default=10.0)
