"""The level of each heading: by its printed number, else by how strongly it is printed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ingest.layout.headings import AGENDA_ITEM, NUMBERED, QUESTION
from ingest.layout.pieces import Piece

ROMAN_PART = re.compile(
    r"(?:[IVX]{1,5}|[A-Z])\.?\s+[A-Z]{4,}|(?:ALGEMEEN|ARTIKELSGEWIJS)\b|(?:Algemeen|Artikelsgewijs)(?:e? deel)?\Z"
)
# The papers that come with a bill, in the form of Word: they have no foot that names the dossier.
BILL = re.compile(r"(?:MEMORIE VAN TOELICHTING|VOORSTEL VAN WET|NOTA VAN (?:TOELICHTING|WIJZIGING))", re.IGNORECASE)
# Parts of this many pages and more have chapters of level 1; a shorter paper has one title, and sections under it.
REPORT_PAGES = 15
# With a paragraph this long above it on its page a heading is no title.
FIRST_TEXT_CHARS = 120
LAST_TITLE_PAGE = 5
# What stands over a title that is this much larger is not the title.
LARGER_TITLE_PT = 3.0
# The lines between the titles on a cover (date, number, address) are no longer than this.
COVER_LINE_CHARS = 100
DEEPEST = 4


@dataclass(frozen=True, slots=True, order=True)
class Strength:
    """How strongly a heading is printed: size in half points, then bold, then upright."""

    size: float
    bold: bool
    upright: bool


def with_levels(pieces: Sequence[Piece], is_paper: bool, is_letter: bool, titles: Mapping[int, int]) -> list[Piece]:
    """Give each heading its level, 1 (title or chapter) to 4.

    is_paper: papers of parliament have one title, under which numbered parts
    are sections (level 2). In letters, long reports and those whose sections
    are numbered in two steps, a numbered chapter is level 1.
    titles: levels of the headings beside the dossier number of a paper, by the
    id of their first token.
    """
    pieces = [_as_title(piece, titles) for piece in pieces]
    opening = {} if is_letter else _opening(pieces)
    rest = [piece for piece in pieces if piece.kind == "heading" and id(piece) not in opening and not piece.level]
    base = _base(pieces, rest, is_paper or any(BILL.match(piece.text) for piece in pieces[:12]), is_letter)
    numbered = any(NUMBERED.match(piece.text) for piece in rest)
    sections = _type_of_sections(rest)
    known = {strength_of(piece): opening[id(piece)] for piece in pieces if id(piece) in opening}
    by_strength = _levels_by_strength(rest, base, base if numbered else 2, known, sections)
    levelled = []
    for piece in pieces:
        if piece.kind == "heading" and not piece.level:
            level = opening.get(id(piece)) or _level_of(piece, base, sections) or by_strength[strength_of(piece)]
            # A heading with a bullet stands under the one without.
            piece = replace(piece, level=min(level + bool(piece.marker), DEEPEST))
        levelled.append(piece)
    return levelled


def strength_of(piece: Piece) -> Strength:
    line = piece.lines[0]
    return Strength(round(line.size * 2) / 2, line.bold, not line.italic)


def _as_title(piece: Piece, titles: Mapping[int, int]) -> Piece:
    level = titles.get(id(piece.lines[0].tokens[0])) if piece.lines else None
    return replace(piece, kind="heading", level=level) if level else piece


def _opening(pieces: Sequence[Piece]) -> dict[int, int]:
    """The run of headings a document opens with: the first (and one as strong) is its title, level 1.

    A cover or colophon may stand before it; text on its own page may not.
    """
    start = next((index for index, piece in enumerate(pieces) if piece.kind == "heading"), len(pieces))
    if start == len(pieces) or pieces[start].page > LAST_TITLE_PAGE:
        return {}
    page = pieces[start].page
    if any(piece.page == page and len(piece.text) > FIRST_TEXT_CHARS for piece in pieces[:start]):
        return {}
    run: list[Piece] = []
    for piece in pieces[start:]:
        if piece.kind != "heading" and piece.page == page and len(piece.text) < COVER_LINE_CHARS:
            continue
        if piece.kind != "heading" or piece.page != page or _is_numbered(piece.text):
            break
        if not piece.level:
            run.append(piece)
    found: dict[int, int] = {}
    # A small line over the title names the series or the organisation.
    title = max(run, key=lambda piece: strength_of(piece).size, default=None)
    if title is None or strength_of(title).size < strength_of(run[0]).size + LARGER_TITLE_PT:
        title = run[0] if run else None
    for piece in run:
        first = piece is title or (strength_of(piece) == strength_of(title or piece) and not BILL.match(piece.text))
        found[id(piece)] = 1 if first and sum(level == 1 for level in found.values()) < 2 else 2
    return found


def _base(pieces: Sequence[Piece], headings: Sequence[Piece], is_paper: bool, is_letter: bool) -> int:
    """The level of a heading numbered "1." """
    if sum(bool(ROMAN_PART.match(piece.text)) for piece in headings) >= 2:
        return 3
    if is_paper:
        return 2
    last_page = max((piece.page for piece in pieces), default=1)
    in_two_steps = any(_depth(piece.text) == 2 for piece in headings) or any(
        piece.kind == "paragraph" and piece.marker and "." in piece.marker[0].text.strip(".") for piece in pieces
    )
    return 1 if in_two_steps or is_letter or last_page >= REPORT_PAGES else 2


def _is_numbered(text: str) -> bool:
    return bool(NUMBERED.match(text) or ROMAN_PART.match(text))


def _depth(text: str) -> int | None:
    match = NUMBERED.match(text)
    return match["number"].count(".") + 1 if match else None


def _fixed_level(text: str, base: int) -> int | None:
    """The level that number or words give, whatever the type."""
    if QUESTION.match(text) or AGENDA_ITEM.match(text):
        return 3
    if base == 3 and ROMAN_PART.match(text):
        return 2
    depth = _depth(text)
    return depth + base - 1 if depth else None


def _type_of_sections(headings: Sequence[Piece]) -> Strength | None:
    """The type of most headings that are numbered in two steps, "2.1"."""
    types = Counter(strength_of(piece) for piece in headings if _depth(piece.text) == 2)
    return max(types, key=lambda strength: (types[strength], strength), default=None)


def _level_of(piece: Piece, base: int, sections: Strength | None) -> int | None:
    """The level by number or words; "1. Kansen" in weaker type than "1.2 Jeugd" counts what stands in that section."""
    weaker = sections is not None and _depth(piece.text) == 1 and strength_of(piece) < sections
    return None if weaker else _fixed_level(piece.text, base)


def _levels_by_strength(
    headings: Sequence[Piece],
    base: int,
    strongest: int,
    known: Mapping[Strength, int],
    sections: Strength | None,
) -> dict[Strength, int]:
    """Levels for headings without number: that of numbered ones in the same type, else one below the next stronger.

    strongest: the level of the strongest type when nothing else tells; known:
    the level of types that the titles of the document are in.
    """
    fixed: dict[Strength, Counter[int]] = {}
    for piece in headings:
        if level := _level_of(piece, base, sections):
            fixed.setdefault(strength_of(piece), Counter())[level] += 1
    counts = Counter(strength_of(piece) for piece in headings)
    levels: dict[Strength, int] = {}
    deepest = min(strongest, 2) - 1
    for strength in sorted(counts, reverse=True):
        if strength in fixed:
            levels[strength] = fixed[strength].most_common(1)[0][0]
        else:
            levels[strength] = known.get(strength) or min(deepest + 1, DEEPEST)
        # A type that is used once does not make those below it deeper.
        if counts[strength] > 1 or strength in fixed:
            deepest = max(deepest, levels[strength])
    return levels
