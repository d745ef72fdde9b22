"""Titles in the type of the text: told only by the white above them and the paragraph right below."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.layout.blocks import ADDRESS, CLOSING, without_marker
from ingest.layout.headings import BYLINE, CAPTION
from ingest.layout.pieces import Piece

# Longer than this a line is a sentence that lost its full stop.
MAX_CHARS, MAX_WORDS = 70, 9
# The paragraph below stands one leading lower, and more white than this many leadings is above the title.
BELOW, ABOVE = 1.2, 1.5
# The first line of that paragraph fills this much of the column; those of addresses and forms do not.
FULL_LINE = 0.75
NUMBER = re.compile(r"\d{1,2}[.)]")
# The deepest level: all other headings are printed more strongly.
LEVEL = 4


def with_plain_titles(pieces: Sequence[Piece], right: float) -> list[Piece]:
    """The pieces of one column with such lines as headings; right: how far the column reaches, in points."""
    if not pieces:
        return []
    return [
        replace(without_marker(piece), kind="heading", level=LEVEL)
        if before and after and _is_title(before, piece, after, right)
        else piece
        for before, piece, after in zip([None, *pieces[:-1]], pieces, [*pieces[1:], None], strict=True)
    ]


def _is_title(before: Piece, piece: Piece, after: Piece, right: float) -> bool:
    """Whether a line stands over a paragraph as a title does: "Optimale meetstrategie", "2. Rechtmatigheid"."""
    if len(piece.lines) != 1 or not _reads_as_title(piece.text):
        return False
    if after.kind != "paragraph" or after.marker or len(after.lines) < 2 or not before.lines:
        return False
    line, first = piece.lines[0], after.lines[0]
    x0 = piece.marker[0].x0 if piece.marker else line.x0
    same = abs(first.x0 - x0) < 2 and abs(first.size - line.size) < 0.3 and first.bold == line.bold
    leading = after.lines[1].baseline - first.baseline
    close = 0 < first.baseline - line.baseline <= BELOW * leading
    full = first.x1 - first.x0 > FULL_LINE * (right - first.x0) and first.text[:1].isupper()
    if not (same and close and full) or first.italic != line.italic:
        return False
    if piece.kind == "list_item":
        return bool(NUMBER.fullmatch(piece.marker[0].text)) and before.kind != "list_item"
    above = before.lines[-1]
    apart = line.baseline - above.baseline >= ABOVE * leading
    return piece.kind == "paragraph" and not piece.marker and apart and above.text.endswith(CLOSING)


def _reads_as_title(text: str) -> bool:
    """Whether words can be those of a title: a few, without a stop behind them."""
    letters = sum(char.isalpha() for char in text)
    if not text[:1].isupper() or letters < max(4, 0.6 * len(text.replace(" ", ""))):
        return False
    if not (text[-1].isalpha() or text[-1] in "?)"):
        return False
    if ":" in text or BYLINE.match(text) or CAPTION.match(text) or ADDRESS.search(text):
        return False
    return len(text) <= MAX_CHARS and len(text.split()) <= MAX_WORDS
