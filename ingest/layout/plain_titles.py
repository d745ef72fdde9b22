"""Titles in the type of the text, and what looks like a title and is none: told by what stands above and below."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from ingest.layout.blocks import ADDRESS, CLOSING, without_marker
from ingest.layout.headings import BYLINE, CAPTION
from ingest.layout.pieces import Piece

# Longer than this a line is a sentence that lost its full stop.
MAX_CHARS, MAX_WORDS = 70, 9
# The paragraph below stands one leading lower, and more white than this many leadings is above the title.
BELOW, ABOVE = 1.2, 1.5
# The first line of that paragraph fills this much of the column; those of addresses and forms do not.
FULL_LINE = 0.75
# White below a title that stands alone: a little more than above it is a slip of the scan, three lines are a form's.
SLIP, MOST_WHITE = 0.3, 3.0
SALUTATION = re.compile(r"(?i)(?:geachte|beste|hooggeachte|aan|dear|namens|met vriendelijke)\b")
LEADING, NEXT_LINE = 1.25, 1.7
SAME_SIZE_PT = 0.3
# The second line of a title is no longer than this.
LONGEST_TITLE_END = 100
# So many lines in a row are no titles of one paper.
LEAST_NAMES = 4
NUMBER = re.compile(r"\d{1,2}[.)]")
# The last word of a line that cannot be the end of a title.
UNFINISHED = re.compile(
    r"\b(?:van|de|het|een|en|of|voor|met|bij|aan|op|in|der|ten|ter|uit|over|door|naar|tot|als|tussen)\Z"
)
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
    if after.kind != "paragraph" or after.marker or not before.lines:
        return False
    numbered = piece.kind == "list_item" and bool(NUMBER.fullmatch(piece.marker[0].text)) and before.kind != "list_item"
    # A number tells too: then one line of text may do.
    if len(after.lines) < 2 and not (numbered and after.text[-1] == "."):
        return False
    line, first = piece.lines[0], after.lines[0]
    x0 = piece.marker[0].x0 if piece.marker else line.x0
    same = abs(first.x0 - x0) < 2 and abs(first.size - line.size) < SAME_SIZE_PT and first.bold == line.bold
    leading = after.lines[1].baseline - first.baseline if len(after.lines) > 1 else LEADING * line.size
    below = first.baseline - line.baseline
    close = 0 < below <= BELOW * leading
    full = numbered or (first.x1 - first.x0 > FULL_LINE * (right - first.x0))
    above = before.lines[-1]
    height = line.baseline - above.baseline
    # A scan tells no bold: then a line by itself between white lines, of which that above is no smaller.
    alone = ABOVE * leading <= below <= min(height + SLIP * leading, MOST_WHITE * leading) and _stands_alone(piece.text)
    if not (same and (close or alone) and full and first.text[:1].isupper()) or first.italic != line.italic:
        return False
    if piece.kind == "list_item":
        return numbered and close
    apart = height >= ABOVE * leading
    return (
        piece.kind == "paragraph"
        and not piece.marker
        and apart
        and (above.text.endswith(CLOSING) or (alone and before.kind == "heading"))
    )


def _stands_alone(text: str) -> bool:
    """Whether a line between white lines can be a title: of two words or more, and no salutation."""
    return " " in text and not SALUTATION.match(text)


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


def with_sentences_whole(pieces: Sequence[Piece]) -> list[Piece]:
    """A line is no heading when the sentence in it goes on below: "1.1 Stel een overzicht op | van het"."""
    whole: list[Piece] = []
    for piece in pieces:
        before = whole[-1] if whole else None
        goes_on = piece.kind == "paragraph" and not piece.marker and piece.text[:1].islower()
        if before is not None and goes_on and (_is_plain_number(before, piece) or _is_in_italics(before, piece)):
            whole[-1] = replace(before, kind="paragraph", lines=before.lines + piece.lines)
        else:
            whole.append(piece)
    return whole


def with_titles_whole(pieces: Sequence[Piece]) -> list[Piece]:
    """A title that ends in a word such as "van" or "de" goes on in the one below it, when both are in one type."""
    whole: list[Piece] = []
    for piece in pieces:
        if whole and _goes_on(whole[-1], piece):
            whole[-1] = replace(whole[-1], lines=whole[-1].lines + piece.lines)
        else:
            whole.append(piece)
    return whole


def _goes_on(above: Piece, below: Piece) -> bool:
    if above.kind != "heading" or below.kind != "heading" or below.marker or not UNFINISHED.search(above.text):
        return False
    last, first = above.lines[-1], below.lines[0]
    alike = abs(last.size - first.size) < SAME_SIZE_PT and last.bold == first.bold and last.italic == first.italic
    return alike and 0 < first.baseline - last.baseline < 1.5 * NEXT_LINE * last.size and not first.text[0].isdigit()


def _is_plain_number(heading: Piece, text: Piece) -> bool:
    """Whether a heading has a number only to show for it, and is in the type of the text below it."""
    if heading.kind != "heading" or heading.lines[-1].bold or not heading.text[:1].isdigit():
        return False
    is_sentence = len(text.text) > LONGEST_TITLE_END or text.text[-1] in ".;:"
    return is_sentence and abs(heading.lines[-1].size - text.lines[0].size) < SAME_SIZE_PT


def _is_in_italics(heading: Piece, text: Piece) -> bool:
    """Whether a heading is the first line of a quotation in italics, each line of which begins elsewhere."""
    last, first = heading.lines[-1], text.lines[0]
    alike = last.italic and first.italic and last.bold == first.bold and abs(last.size - first.size) < SAME_SIZE_PT
    return heading.kind == "heading" and alike and 0 < first.baseline - last.baseline < NEXT_LINE * last.size


def without_lists_of_names(pieces: Sequence[Piece]) -> list[Piece]:
    """Lines below each other that are larger than the text of the paper, and so look like titles: names, an address."""
    found = list(pieces)
    for _, group in groupby(enumerate(pieces), key=lambda pair: _type_of_name(pair[1])):
        run = list(group)
        steps = [below.lines[0].baseline - above.lines[0].baseline for (_, above), (_, below) in pairwise(run)]
        if len(run) >= LEAST_NAMES and _type_of_name(run[0][1]) and max(steps) < NEXT_LINE * run[0][1].lines[0].size:
            for index, piece in run:
                found[index] = replace(piece, kind="paragraph")
    return found


def _type_of_name(piece: Piece) -> tuple[float, float] | None:
    """Where a heading of one plain line begins, and its size; None of others."""
    if (
        piece.kind != "heading"
        or piece.marker
        or len(piece.lines) != 1
        or piece.lines[0].bold
        or piece.text[0].isdigit()
    ):
        return None
    return round(piece.lines[0].x0), round(piece.lines[0].size, 1)
