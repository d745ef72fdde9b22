"""The units that can recommend something: sentences, list items and titled actions, each with what stands "
"around it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.model import Block, Document
from nlp.sentences import sentence_ranges

# "Aanbeveling 3: Richt ...", "4.1.8 Actie: Fundament op orde", "Voorstel 1A. ...", "Oproep aan het kabinet: ...".
# The label may name a number and an addressee; what follows it is the recommendation itself.
LABEL = re.compile(
    r"(?P<section>\d{1,2}(?:\.\d{1,2})*\.?\s+)?"
    r"(?P<kind>Aanbeveling|Advies|Actie|Oproep|Voorstel|Handelingsperspectief|Verbeterpunt|Maatregel|Verzoek)"
    r"(?:\s+(?:nr\.?\s*)?(?P<number>\d{1,2}(?:\.\d{1,2})*[A-Za-z]?|[IVX]{1,4}|[A-Z]\d?))?"
    r"(?:\s+(?:aan|voor)\s+[^:.]{3,60})?"
    r"\s*[:.–—-]\s*",
)
# A line above a run of advice that the layout did not show as a heading: short, no full stop.
_BARE_HEADING = re.compile(
    r"(?:\d{1,2}(?:\.\d{1,2})*\.?\s+)?(?:\w+\s+){0,3}"
    r"(?:aanbevelingen|aanbeveling|adviezen|advies|handelingsperspectieven|oproepen|acties|actiepunten|"
    r"verbeterpunten)"
    r"(?:\s+[\w-]+){0,4}:?",
    re.IGNORECASE,
)
_INLINE_BULLET = re.compile(r"\s+[•●▪◦]\s+")
_ITEM_NUMBER = re.compile(r"\(?(\d{1,2}[A-Za-z]?|[A-Za-z]|[ivx]{1,5}|\d{1,2}(?:\.\d{1,2}){1,3})[.):]*\Z")
_PROSE = frozenset({"paragraph", "list_item", "box", "table"})


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence, list item or titled action, as a range of the document's text.

    headings: titles above it, outermost first. section: the position of the
    block that heads it (-1: none). label: "Aanbeveling", "Actie" and the like
    when printed in front of it or of the paragraph it opens. number: as
    printed with the label or list item. stem: the sentence that introduces
    the list this is an item of. position: of the sentence in its block, from
    0. previous: the sentence before it in the same section.
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
    is_title: bool = False
    position: int = 0
    previous: str = ""


def statements(document: Document) -> list[Statement]:
    """All statements of a document in the order of the text; contents, captions and notes give none."""
    found: list[Statement] = []
    headings: list[tuple[int, str]] = []
    section, stem, previous = -1, "", ""
    for position, block in enumerate(document.blocks):
        text = document.text[block.start : block.end]
        if block.kind == "heading" or _is_bare_heading(block, text):
            level = block.level or 4
            headings = [(above, title) for above, title in headings if above < level] + [(level, text)]
            section, stem, previous = position, "", ""
            found.extend(_titled_action(document, block, headings, section))
        elif block.kind in _PROSE:
            inner = _block_statements(document, block, tuple(title for _, title in headings), section, stem, previous)
            found.extend(inner)
            if inner:
                previous = inner[-1].text
                if block.kind != "list_item" or previous.endswith(":"):
                    stem = previous
    return found


def _is_bare_heading(block: Block, text: str) -> bool:
    return block.kind == "paragraph" and len(text) <= 80 and bool(_BARE_HEADING.fullmatch(text.strip()))


def _titled_action(
    document: Document, block: Block, headings: Sequence[tuple[int, str]], section: int
) -> Iterator[Statement]:
    """The heading itself, when it is titled as an action ("4.1.8 Actie: Fundament continu op orde")."""
    text = document.text[block.start : block.end]
    match = LABEL.match(text)
    if match and len(text) - match.end() >= 8:
        number = match["number"] or (match["section"] or "").strip(" .") or _number(block.marker)
        above = tuple(title for _, title in headings[:-1])
        start = block.start + match.end()
        yield Statement(
            start, block.end, document.text[start : block.end], above, section, match["kind"], number, is_title=True
        )


def _block_statements(
    document: Document, block: Block, headings: tuple[str, ...], section: int, stem: str, previous: str
) -> list[Statement]:
    number, label = _number(block.marker), None
    found: list[Statement] = []
    for start, end in _units(document, block):
        match = LABEL.match(document.text, start, end)
        if match and (match["number"] or document.text[match.end() - 2 : match.end()].strip() == ":"):
            label, number = match["kind"], match["number"] or number
            start = match.end()
            if start >= end:
                continue
        text = document.text[start:end]
        is_item = block.kind == "list_item"
        item_stem = stem if is_item else ""
        found.append(
            Statement(
                start, end, text, headings, section, label, number, item_stem, is_item,
                position=len(found), previous=previous,
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
