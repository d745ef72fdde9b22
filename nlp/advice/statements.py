"""The units that can recommend something: sentences, list items and titled actions, each with what stands around it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.model import Block, Document
from nlp.text.rules import patterns
from nlp.text.sentences import sentence_ranges

# "Aanbeveling 3: Richt ...", "4.1.8 Actie: Fundament op orde", "Voorstel 1A. ...", "Oproep aan het kabinet: ...".
# The label may name a number and an addressee; what follows it is the recommendation itself.
LABEL = re.compile(
    r"(?P<section>\d{1,2}(?:\.\d{1,2})*\.?\s+)?"
    r"(?P<kind>Aanbeveling|Advies|Actie|Oproep|Voorstel|Handelingsperspectief|Verbeterpunt|Maatregel|Verzoek)"
    r"(?:\s+(?:nr\.?\s*)?(?P<number>\d{1,2}(?:\.\d{1,2})*[A-Za-z]?|[IVX]{1,4}|[A-Z]\d?))?"
    r"(?:\s+(?P<to>(?:aan|voor)\s++[^:.]{3,60}))?"
    r"(?:\s*[:.–—-]\s*|(?<=\d)\s+(?=[A-Z]))",
)
# A label by itself ("Aanbeveling 1", "Aanbeveling"), the line above what it labels.
_BARE_LABEL = re.compile(
    r"(?P<kind>Aanbeveling|Advies|Actie|Oproep|Voorstel|Handelingsperspectief|Verbeterpunt)\s+(?:nr\.?\s*)?"
    r"(?P<number>\d{1,2}(?:\.\d{1,2})*[A-Za-z]?|[IVX]{1,4})\s*[:.]?|(?P<only>Aanbeveling)\s*:?"
)
# A title that is a recommendation where it stands under Aanbevelingen: "3. Maak afspraken met de gemeenten".
_NUMBERED_TITLE = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2})*[A-Za-z]?)[.)]?\s+")
# A line above a run of advice that the layout did not show as a heading: short, no full stop.
_BARE_HEADING = re.compile(
    r"(?:\d{1,2}(?:\.\d{1,2})*\.?\s+)?(?:\w+\s+){0,3}"
    r"(?:aanbevelingen|aanbeveling|adviezen|advies|handelingsperspectieven|oproepen|acties|actiepunten|"
    r"verbeterpunten)"
    r"(?:\s+[\w-]+){0,4}:?",
    re.IGNORECASE,
)
# "Noot: De commissie zal ...": what a list of decisions prints in front of a remark is no part of it.
_REMARK = re.compile(r"(?:Noot|Besluit)\s*:\s*")
_INLINE_BULLET = re.compile(r"(?<!\s)\s++[•●▪◦]\s+")
_ITEM_NUMBER = re.compile(r"\(?(\d{1,2}[A-Za-z]?|[A-Za-z]|[ivx]{1,5}|\d{1,2}(?:\.\d{1,2}){1,3})[.):]*\Z")
# "A. De begroting vast te stellen": a letter or number that the layout did not take for the mark of an item.
_PRINTED_MARKER = re.compile(r"\(?(?:[A-Za-z]|\d{1,2})[.)]\s")
_PROSE = frozenset({"paragraph", "list_item", "box", "table"})


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence, list item or titled action, as a range of the document's text.

    headings: titles above it, outermost first. section: the position of the
    block that heads it (-1: none). label: "Aanbeveling", "Actie" and the like
    when printed in front of it or of the paragraph it opens. number: as
    printed with the label or list item. stem: the sentence that introduces
    the list this is an item of; stem_is_item: that is an item itself, of
    which this is a part. position: of the sentence in its block, or after its
    label, from 0. previous: the sentence before it in the same section. to: whom the label names ("aan het kabinet").
    leads: the lines ending in a colon that it stands under, outermost first ("De raad voor te stellen:").
    """

    start: int
    end: int
    text: str
    headings: tuple[str, ...] = ()
    section: int = -1
    label: str | None = None
    number: str | None = None
    stem: str = ""
    is_item: bool = False
    stem_is_item: bool = False
    is_title: bool = False
    position: int = 0
    previous: str = ""
    to: str = ""
    leads: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Heading:
    """A title that holds for what follows; one in a box only for what else is in the box."""

    level: int
    title: str
    in_box: bool = False


@dataclass(frozen=True, slots=True)
class _Lead:
    """A line that ends in a colon, and what numbers it."""

    kind: str
    text: str


def statements(document: Document) -> list[Statement]:
    """All statements of a document in the order of the text; contents, captions and notes give none."""
    found: list[Statement] = []
    headings: list[_Heading] = []
    section, stem, previous, stem_is_item = -1, "", "", False
    label: re.Match[str] | None = None
    leads: list[_Lead] = []
    for position, block in enumerate(document.blocks):
        text = document.text[block.start : block.end]
        if headings and headings[-1].in_box and block.kind != "box":
            headings = headings[:-1]
        if block.kind == "heading" and headings and (title := _numbered_advice(document, block, headings, section)):
            found.append(title)
        elif block.kind == "heading" or _is_bare_heading(block, text):
            level = block.level or 4
            headings = [above for above in headings if above.level < level]
            headings.append(_Heading(level, text, in_box=block.kind == "box"))
            section, stem, previous, stem_is_item, leads = position, "", "", False, []
            label = _BARE_LABEL.fullmatch(text.strip())
            found.extend(_titled_action(document, block, headings, section))
        elif block.kind in _PROSE:
            titles = tuple(heading.title for heading in headings)
            leads = _still_open(leads, _marker_kind(block, text), previous)
            above = tuple(lead.text for lead in leads)
            inner = _block_statements(document, block, titles, section, stem, stem_is_item, previous, label, above)
            found.extend(inner)
            if inner:
                label = None
                previous = inner[-1].text
                if previous.endswith(":"):
                    leads.append(_Lead(_marker_kind(block, text), previous))
                if block.kind != "list_item" or previous.endswith(":"):
                    stem, stem_is_item = previous, block.kind == "list_item"
    return found


def _marker_kind(block: Block, text: str) -> str:
    """What numbers a block: digits, letters, a bullet; "" for running text."""
    printed = block.marker or ((match := _PRINTED_MARKER.match(text)) and match[0]) or ""
    return re.sub(r"\d+", "1", re.sub(r"[a-z]+", "a", re.sub(r"[A-Z]+", "A", printed.strip())))


def _still_open(leads: list[_Lead], kind: str, previous: str) -> list[_Lead]:
    """The lines with a colon that a block still stands under: the next item numbered alike closes one.

    Running text closes all, unless it follows a colon at once.
    """
    if not kind:
        return leads if previous.endswith(":") else []
    alike = [i for i, lead in enumerate(leads) if lead.kind == kind]
    return leads[: alike[0]] if alike else leads


def _is_bare_heading(block: Block, text: str) -> bool:
    return block.kind in ("paragraph", "box") and len(text) <= 80 and bool(_BARE_HEADING.fullmatch(text.strip()))


def _numbered_advice(document: Document, block: Block, headings: Sequence[_Heading], section: int) -> Statement | None:
    """A numbered title in the imperative, straight under a title such as Aanbevelingen: itself a recommendation."""
    match = _NUMBERED_TITLE.match(document.text, block.start, block.end)
    start = match.end() if match else block.start
    number = match["number"] if match else _number(block.marker)
    text = document.text[start : block.end]
    is_advice = patterns("headings")["advies"].search(headings[-1].title)
    if number is None or not is_advice or not patterns("openings")["gebiedende wijs"].match(text):
        return None
    titles = tuple(heading.title for heading in headings)
    return Statement(start, block.end, text, titles, section, "Aanbeveling", number, is_title=True)


def _titled_action(document: Document, block: Block, headings: Sequence[_Heading], section: int) -> Iterator[Statement]:
    """The heading itself, when it is titled as an action ("4.1.8 Actie: Fundament continu op orde")."""
    text = document.text[block.start : block.end]
    match = LABEL.match(text)
    if match and len(text) - match.end() >= 8:
        number = match["number"] or (match["section"] or "").strip(" .") or _number(block.marker)
        above = tuple(heading.title for heading in headings[:-1])
        start = block.start + match.end()
        yield Statement(
            start, block.end, document.text[start : block.end], above, section, match["kind"], number, is_title=True,
            to=match["to"] or "",
        )  # fmt: skip


def _block_statements(
    document: Document,
    block: Block,
    headings: tuple[str, ...],
    section: int,
    stem: str,
    stem_is_item: bool,
    previous: str,
    line_above: re.Match[str] | None,
    leads: tuple[str, ...],
) -> list[Statement]:
    """The statements of one block; line_above: the label right above it, if that is a line by itself."""
    number, label, labelled_at, to = _number(block.marker), None, 0, ""
    if line_above:
        label, number = line_above["kind"] or line_above["only"], line_above["number"] or number
    found: list[Statement] = []
    for start, end in _units(document, block):
        if alone := _BARE_LABEL.fullmatch(document.text, start, end):
            label, number, labelled_at = alone["kind"] or alone["only"], alone["number"] or number, len(found)
            continue
        match = LABEL.match(document.text, start, end)
        if match and (match["number"] or document.text[match.end() - 2 : match.end()].strip() == ":"):
            label, number, to = match["kind"], match["number"] or number, match["to"] or ""
            labelled_at = len(found)
            start = match.end()
            if start >= end:
                continue
        if remark := _REMARK.match(document.text, start, end):
            start = remark.end()
            if start >= end:
                continue
        text = document.text[start:end]
        is_item = block.kind == "list_item"
        item_stem = stem if is_item else ""
        found.append(
            Statement(
                start, end, text, headings, section, label, number, item_stem, is_item,
                is_item and stem_is_item, position=len(found) - labelled_at, previous=previous, to=to,
                leads=leads,
            )
        )  # fmt: skip
        previous = text
    return found


def _units(document: Document, block: Block) -> Iterator[tuple[int, int]]:
    ranges = [(cell.start, cell.end) for cell in block.cells] or [(block.start, block.end)]
    for begin, finish in ranges:
        for start, end in sentence_ranges(document.text, begin, finish):
            for match in _INLINE_BULLET.finditer(document.text, start, end):
                if start < match.start():
                    yield start, match.start()
                start = match.end()
            yield start, end


def _number(marker: str | None) -> str | None:
    """ "3" of "3.", "a" of "(a)"; None for bullets and dashes."""
    match = _ITEM_NUMBER.match(marker.strip()) if marker else None
    return match[1] if match else None
