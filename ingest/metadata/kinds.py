"""What kind of paper a PDF is: by its identifiers, its head, its letterhead, its cover and its length."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.furniture.mastheads import SALUTATION
from ingest.identifiers.mastheads import DOSSIER_LINE, number_of_line
from ingest.layout.headings import MAX_TITLE_CHARS
from ingest.layout.reading import Layout
from ingest.model import Block, DocumentKind

MOTION = re.compile(r"(?:NADER )?(?:GEWIJZIGDE )?MOTIE\b", re.IGNORECASE)
LETTER = re.compile(r"BRIEF\b|Brief van (?:de|het)\b")
# Without the foot of a typeset paper these heads alone tell: an "Advies" or "Verslag" may be anyone's.
PAPER = re.compile(r"MEMORIE VAN TOELICHTING|VOORSTEL VAN WET|NOTA VAN WIJZIGING", re.IGNORECASE)
# The draft of an order or a bill opens with its name: "Regeling van de Minister van ..., houdende ...".
LEGISLATION = re.compile(
    r"(?:Regeling|Besluit|Beleidsregel|Voorstel van wet|Wet) van (?:de|het|[0-9.…])|Wijziging van (?:de|het|enkele) "
    r"(?:\w{1,40}[ -]){0,30}?(?:[Ww]et|[Bb]esluit|[Rr]egeling)"
)
DECISION_LIST = re.compile(r"Besluitenlijst\b")
ADDRESSED = re.compile(r"Aan d|De (?:[Vv]oorzitter|[Mm]inister|[Ss]taatssecretaris) van [^.]{3,70}\Z|> ?Retouradres")
# Fewer pages than this are a note or a fact sheet, not a report.
REPORT_PAGES = 8
# A shorter one has a cover or calls itself a report; a long one may have its first heading far inside.
SHORT_REPORT_PAGES, LONG_REPORT_PAGES, FEW_CHAPTERS = 3, 20, 8
COVER_LINES, COVER_PT = 12, 20.0
REPORT = re.compile(r"(?i)\b(?:\w{2,20})?rapport(?:age)?\b")
# However long, a proposal to a council, a form or the notes with an order are none.
NO_REPORT = re.compile(
    r"(?i)(?:raads|staten|college|initiatief)?voorstel(?:\Z| aan )|nota van toelichting|beleidskompas ?formulier"
    r"|(?:concept-?)?voordracht\b|(?:advies|beslis|opleg)nota\b|memo\Z|notulen\b|(?:concept)?verslag\b"
)


@dataclass(frozen=True, slots=True)
class Paper:
    """What the running foot and the id line of a typeset paper say."""

    id: str | None
    chamber: str | None
    session: str | None
    dossier: str | None
    number: str | None
    is_annex: bool


def blocks_of(layout: Layout) -> Iterator[tuple[Block, str]]:
    """The blocks of the body with their text, without the markers of notes."""
    text = layout.reading.text
    return ((block, text[block.start : block.end]) for block in layout.reading.blocks if block.kind != "footnote")


def kind_of(layout: Layout, paper: Paper, headings: Sequence[str]) -> DocumentKind:
    """What kind of paper it is; headings: those of its first three pages."""
    if paper.is_annex or (paper.id or "").startswith("ah-"):
        return "aanhangsel"
    if (paper.id or "").startswith("h-"):
        return "handelingen"
    head = headings[:5]
    if any(MOTION.match(text) for text in head) and len(layout.pages) <= 3:
        return "motie"
    if any(LETTER.match(text) for text in head) and (paper.dossier or paper.id or _numbered_masthead(layout)):
        return "brief"
    if paper.dossier or (paper.id or "").startswith("kst"):
        return "kamerstuk"
    if _is_letter(layout):
        return "brief"
    if any(PAPER.match(text) for text in head) or _numbered_masthead(layout):
        return "kamerstuk"
    if any(DECISION_LIST.match(text) for text in head) or name_of_legislation(layout):
        return "overig"
    return "rapport" if _is_report(layout, headings) else "overig"


def _is_letter(layout: Layout) -> bool:
    """A salutation, or a letterhead with date and subject addressed to someone."""
    lines = [line for page in layout.pages[:2] for line in page.lines]
    labels = {text for line in lines if (text := line.tokens[0].text.rstrip(":")) in ("Datum", "Betreft", "Onderwerp")}
    salutation = any(SALUTATION.match(line.text) for line in lines)
    addressed = any(ADDRESSED.match(line.text) for line in lines)
    # Who answers a letter has places for its date and mark in the head of the own one.
    answers = any(re.match(r"Uw (?:brief|kenmerk|referentie)\b", line.text) for line in lines)
    return (salutation and bool(labels)) or (len(labels) == 2 and (addressed or answers))


def _numbered_masthead(layout: Layout) -> bool:
    """A paper in the Word form of parliament: dossier number and "Nr. 3" beside its title."""
    texts = [note.text for note in layout.furniture if note.page == 1]
    return any(DOSSIER_LINE.fullmatch(text) for text in texts) and any(
        number_of_line(text, eerste_kamer=False) for text in texts
    )


def _is_report(layout: Layout, headings: Sequence[str]) -> bool:
    """Whether a paper is one by its length and chapters, its cover, or because it says so."""
    first = [line.text for page in layout.pages[:1] for line in page.lines]
    if any(NO_REPORT.match(text) for text in [*first, *headings[:3]]):
        return False
    kinds = Counter(block.kind for block in layout.reading.blocks)
    in_chapters = kinds["toc"] > 0 or kinds["heading"] >= FEW_CHAPTERS
    n_pages = len(layout.pages)
    if in_chapters and (n_pages >= LONG_REPORT_PAGES or (n_pages >= REPORT_PAGES and len(headings) > 0)):
        return True
    says_so = any(REPORT.search(text) for text in headings[:3])
    return n_pages >= SHORT_REPORT_PAGES and len(headings) > 1 and (says_so or _has_cover(layout))


def _has_cover(layout: Layout) -> bool:
    """Whether the first page has a title in large type and hardly any text."""
    lines = layout.pages[0].lines if layout.pages else ()
    return 0 < len(lines) <= COVER_LINES and max(line.size for line in lines) >= COVER_PT


def name_of_legislation(layout: Layout) -> str | None:
    """What the draft of an order is called, where that is its first text and not in the type of a heading."""
    first = next((text for block, text in blocks_of(layout) if block.kind == "paragraph"), "")
    return first if LEGISLATION.match(first) and len(first) < MAX_TITLE_CHARS and first[-1] not in ".:" else None
