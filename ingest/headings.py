"""Headings: by their type, their number and their words; and their level."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.lines import Line
from ingest.pieces import Piece

QUESTION = re.compile(
    r"(?:Vraag|Antwoord|Vragen|Antwoorden)\s+\d+[a-z]?(?:\s*(?:,|en|t/m|tot en met|-|–)?\s*\d+[a-z]?)*[.:]?\Z"
)
NUMBERED = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2}){0,4})(?P<stop>[.)])?\s+\S")
ROMAN = re.compile(r"[IVX]{1,5}\.?\s+[A-Z]")
PART = re.compile(r"(?:Hoofdstuk|Deel|Bijlage|Artikel|Paragraaf|Afdeling)\s+(?:\d+|[A-Z]|[IVX]+)\b", re.IGNORECASE)
PAPER_HEAD = re.compile(
    r"(?:BRIEF VAN|MOTIE VAN|AMENDEMENT VAN|GEWIJZIGD|NADER|VOORSTEL VAN|MEMORIE VAN|NOTA |VERSLAG|LIJST VAN|ADVIES|INITIATIEFNOTA"
    r"|VERSLAG VAN|ONTWERP|KONINKLIJKE BOODSCHAP|INBRENG|BIJLAGE|Memorie van [Tt]oelichting|Voorstel van [Ww]et|Advies van de)"
)
KNOWN = re.compile(
    r"(?:Inleiding|Samenvatting|Inhoud(?:sopgave)?|Conclusies?(?: en aanbevelingen)?|Aanbevelingen|Voorwoord|Colofon|Bijlagen?|Literatuur"
    r"|Referenties|Begrippenlijst|Leeswijzer|Aanleiding|Tot slot|Slot|Achtergrond|Vervolg|Ten slotte|Noten|Eindnoten)\Z"
)
CAPTION = re.compile(
    r"(?:Tabel|Figuur|Grafiek|Kaart|Schema|Afbeelding|Foto|Diagram|Box|Kader|Table|Figure)\s*\d+(?:[.\-]\d+)*[a-z]?\b[.:\s–-]*"
)
SOURCE = re.compile(r"Bron(?:nen)?\s*:")
MAX_HEADING_CHARS = 220
LARGER_PT = 0.9


@dataclass(frozen=True, slots=True)
class Face:
    """What a heading looks like: size in half points, bold, italic, in capitals."""

    size: float
    bold: bool
    italic: bool
    capitals: bool


def is_heading(piece: Piece, body_size: float, bold_text: bool) -> bool:
    """Whether a group of lines is a heading; bold_text: the running text itself is bold."""
    text = piece.text
    if not text or len(text) > MAX_HEADING_CHARS or not any(char.isalpha() for char in text) or len(piece.lines) > 5:
        return False
    if QUESTION.match(text):
        return True
    if CAPTION.match(text) or SOURCE.match(text):
        return False
    if (
        text[-1] in ",;"
        or text[0].islower()
        or (text[-1] == "." and len(text.split()) > 12 and not NUMBERED.match(text))
    ):
        return False
    size = max(line.size for line in piece.lines)
    bold = all(line.bold for line in piece.lines) and not bold_text
    larger = size >= body_size + LARGER_PT
    if text[-1] == ":" and not larger:
        return bold and len(text.split()) <= 6
    if bold or larger:
        return True
    capitals = text.upper() == text and sum(char.isalpha() for char in text) > 5
    if capitals and PAPER_HEAD.match(text) or KNOWN.match(text):
        return True
    numbered = NUMBERED.match(text)
    if numbered and "." in numbered["number"] and len(piece.lines) == 1 and text[-1] != "." and len(text) < 110:
        return True
    italic = all(line.italic for line in piece.lines)
    return italic and len(piece.lines) == 1 and text[-1] not in ".:!»”’" and len(text) < 100


def is_caption(piece: Piece) -> bool:
    """The line with a table or figure: "Tabel 3. ...", "Bron: ..."."""
    text = piece.text
    match = CAPTION.match(text)
    if match and len(text) < 600:
        rest = text[match.end() :]
        # "Tabel 3 laat zien dat ..." is a sentence about the table.
        return not rest[:1].islower()
    return bool(SOURCE.match(text)) and len(text) < 300


def face_of(piece: Piece) -> Face:
    text = piece.text
    line = piece.lines[0]
    letters = [char for char in text if char.isalpha()]
    return Face(round(line.size * 2) / 2, line.bold, line.italic, bool(letters) and text.upper() == text)


def with_levels(pieces: Sequence[Piece], body_size: float, is_paper: bool) -> list[Piece]:
    """Give each heading its level: by its printed number, else by its type among the types of the document.

    is_paper: parliamentary papers and letters have one title (level 1), under
    which their numbered parts are sections (level 2); in reports a numbered
    chapter is level 1.
    """
    headings = [piece for piece in pieces if piece.kind == "heading"]
    base = 2 if is_paper or not _has_chapters(headings) else 1
    by_face = _levels_of_faces(headings, body_size, base)
    return [
        replace(piece, level=_level(piece, by_face, base)) if piece.kind == "heading" else piece for piece in pieces
    ]


def _has_chapters(headings: Sequence[Piece]) -> bool:
    """Whether numbered headings have numbers of two levels, as the chapters of a report do."""
    return any((match := NUMBERED.match(piece.text)) and "." in match["number"] for piece in headings)


def _depth(text: str) -> int | None:
    match = NUMBERED.match(text)
    if match:
        return match["number"].strip(".").count(".") + 1
    return None


def _level(piece: Piece, by_face: dict[Face, int], base: int) -> int:
    text = piece.text
    if QUESTION.match(text):
        return 3
    depth = _depth(text)
    if depth is not None:
        return min(4, depth + base - 1)
    return by_face[face_of(piece)]


def _levels_of_faces(headings: Sequence[Piece], body_size: float, base: int) -> dict[Face, int]:
    """Levels for headings without number: the level of numbered ones in the same type, else by rank of size."""
    numbered: dict[Face, Counter[int]] = {}
    plain: Counter[Face] = Counter()
    for piece in headings:
        if QUESTION.match(piece.text):
            continue
        depth = _depth(piece.text)
        face = face_of(piece)
        if depth is None:
            plain[face] += 1
        else:
            numbered.setdefault(face, Counter())[min(4, depth + base - 1)] += 1
    levels: dict[Face, int] = {}
    ranked = sorted(plain, key=lambda face: (-face.size, not face.capitals, not face.bold, face.italic))
    title = ranked[0] if ranked and ranked[0].size >= body_size + LARGER_PT else None
    level = 1 if title else 2
    for position, face in enumerate(ranked):
        if face in numbered:
            levels[face] = numbered[face].most_common(1)[0][0]
            level = max(level, levels[face])
        else:
            if (
                position
                and face.size < ranked[position - 1].size - 0.4
                or (position and not face.bold and ranked[position - 1].bold)
            ):
                level = min(4, level + 1)
            levels[face] = level
    return levels


def first_line(piece: Piece) -> Line:
    return piece.lines[0]
