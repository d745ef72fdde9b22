"""Paragraphs and list items: where one block of print ends and the next begins."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.layout.lines import Line, make_line
from ingest.layout.pieces import Piece
from ingest.model import BlockKind
from ingest.pdf.printed import Token

# Bullets of text fonts; those of symbol fonts have no Unicode value and come as private signs.
BULLET = re.compile(r"[•●○◦▪■□▫►▶➢✓✔❖◆–—·\-*oØ§>]|[\ue000-\uf8ff]|[→➔➜➤]")
# Capitals with a full stop are initials of a signatory ("W. Koolmees").
NUMBER_MARKER = re.compile(r"(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]|[A-Z]\)|\((?:\d{1,3}|[a-z]|[ivx]{1,5})\)|\d{1,2}°")
PARAGRAPH_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,3}\.?")
# A number without a full stop is a marker where the lines below hang as far right as what follows it.
BARE_NUMBER = re.compile(r"\d{1,2}")
# What a sentence counts with before these ("(ii)" before "(iii)").
ROMAN_BEFORE = {"ii": "i", "iii": "ii", "iv": "iii", "v": "iv", "vi": "v", "vii": "vi", "viii": "vii"}
HANGING_ROOM = 0.45
# "Besluit:", "Noot:", "Betreft:" in a column of their own.
LABEL = re.compile(r"[A-Z][a-z]{2,}:")
ADDRESS = re.compile(r"https?:|www\.|@|\.(?:nl|eu|com|org)\b")
LETTERED_BULLETS = frozenset("oØ§")
# These are signs of the text too ("> 0,6 mg"); as bullets they stand further from it.
SPACED_BULLETS = LETTERED_BULLETS | {">"}
# These open a list item, or part a sentence and stand at the start of a line by chance.
DASHES = frozenset("–—-")

# Lines of one paragraph stand at most this many leadings apart; a blank line is 2, half a blank line 1.5.
PARAGRAPH_GAP = 1.25
# A block that begins further right than the lines above it, in points.
INDENT_PT = 5.0
# A line with no full stop ends a block when it is this many type sizes shorter than it could be.
HARD_SPACE_ROOM = 3.0
# Titles are set in this size or larger; text is not.
DISPLAY_PT, TITLE_LEADING = 13.0, 1.5
CLOSING = tuple(".:;?!»”’)")


def leading_of(lines: Sequence[Line]) -> float:
    """The usual distance between the baselines of lines in one column, in points."""
    steps: Counter[float] = Counter()
    for above, below in pairwise(lines):
        step = below.baseline - above.baseline
        if 0.9 * below.size < step < 2.2 * below.size and abs(above.size - below.size) < 0.6:
            steps[round(step * 2) / 2] += 1
    if not steps:
        return 1.25 * lines[0].size if lines else 0.0
    most = max(steps.values())
    return min(step for step, count in steps.items() if count >= 0.6 * most)


def split_blocks(column: Sequence[Line], right: float) -> list[Piece]:
    """Cut a column of lines into pieces; those that open with a list marker become list items.

    right: how far the lines of the column may reach, in points from the left edge of the page.
    """
    if not column:
        return []
    leading = leading_of(column)
    groups: list[list[Line]] = [[column[0]]]
    for line in column[1:]:
        if _begins_block(groups[-1], line, leading, right):
            groups.append([line])
        else:
            groups[-1].append(line)
    return [_piece(group) for group in groups]


def _begins_block(block: Sequence[Line], line: Line, leading: float, right: float) -> bool:
    above = block[-1]
    step = line.baseline - above.baseline
    if _is_same_title(block, line, step):
        return False
    usual = max(leading, 1.05 * line.size) if leading < 2 * line.size else 1.25 * line.size
    gap = step > PARAGRAPH_GAP * usual
    if gap or step < -1 or abs(line.size - above.size) > 0.8:
        return True
    if _is_next_title(above, line):
        return True
    room = _room(above, line, right)
    if line.bold != above.bold:
        changes = _changes_face(block, line, room)
        if changes or list_marker(line) is None:
            return changes
    if (
        line.colour != above.colour
        and (room > 0 or above.text.endswith(CLOSING))
        and not _is_address(above)
        and not _is_address(line)
    ):
        return True
    if line.italic != above.italic and room > 0 and (len(above.tokens) > 1 or len(block) == 1) and len(line.tokens) > 1:
        return True
    if list_marker(line) is not None and _may_open_item(block, line, room, step, usual):
        return True
    if _hangs_from_number(block) and abs(line.x0 - block[0].x0) < 2:
        return True
    if _label(line) is not None and (line.x0 < above.x0 - INDENT_PT or _label(block[0]) is not None):
        return True
    in_item = list_marker(block[0]) is not None
    indented = line.x0 > above.x0 + INDENT_PT and (len(block) > 1 or room > 0)
    if indented and not in_item and not _hangs(block, line) and not _is_centred(above, line, room):
        return True
    if in_item and len(block) > 1 and line.x0 < above.x0 - INDENT_PT and line.x0 < block[0].tokens[1].x0 - INDENT_PT:
        return True
    starts = line.text[:1]
    if above.text.endswith(CLOSING) and not _is_abbreviation(above.text):
        return room > 0 and (not starts.islower() or room > line.size)
    # "op | 6 februari", "(TLP | AMBER)": what a hard space keeps together leaves more room than one word needs.
    return room > HARD_SPACE_ROOM * line.size and (starts.isupper() or starts in "«“‘'\"(")


def _is_address(line: Line) -> bool:
    """Whether a line may be in colour as an address or link is."""
    return ADDRESS.search(line.text) is not None


def _is_same_title(block: Sequence[Line], line: Line, step: float) -> bool:
    """Whether a line in display type goes on with the title above it; such lines break where the sense does."""
    above = block[-1]
    alike = line.size >= DISPLAY_PT and abs(line.size - above.size) < 0.3 and line.bold == above.bold
    close = 0 < step < TITLE_LEADING * line.size and abs(line.x0 - above.x0) < 2
    return alike and close and len(block) < 4 and list_marker(line) is None and not above.text.endswith(CLOSING)


def _is_next_title(above: Line, line: Line) -> bool:
    """Whether two lines of display type, each centred on the page, are titles of their own."""
    centred = abs(above.x0 + above.x1 - line.x0 - line.x1) < 6 and abs(above.x0 - line.x0) > 10
    return centred and line.size >= DISPLAY_PT and line.text[:1].isupper() and not above.text.endswith(("-", ","))


def _is_centred(above: Line, line: Line, room: float) -> bool:
    """Whether both are lines of one centred text, such as a quotation, in which each begins elsewhere."""
    return abs(above.x0 + above.x1 - line.x0 - line.x1) < 4 and room < line.size and not above.text.endswith(CLOSING)


def _hangs(block: Sequence[Line], line: Line) -> bool:
    """Whether a block has its first line further left than the others (hanging indent)."""
    edge = _label(block[0]) or (block[1].x0 if len(block) > 1 else None)
    return edge is not None and abs(edge - line.x0) < 2


def _label(line: Line) -> float | None:
    """Where the text of a line begins after a label and a gap ("Besluit:   Aanhouden"); None without a label."""
    if len(line.tokens) < 2:
        return None
    label, word = line.tokens[:2]
    apart = word.x0 - label.x1 > HANGING_ROOM * line.size
    return word.x0 if apart and LABEL.fullmatch(label.text) else None


def _room(above: Line, line: Line, right: float) -> float:
    """How many points the line above has left once the first word of the next is put behind it."""
    word = [line.tokens[0]]
    for token in line.tokens[1:]:
        if token.space_before:
            break
        word.append(token)
    return right - (above.x1 + 0.5 * line.size + word[-1].x1 - word[0].x0)


def _changes_face(block: Sequence[Line], line: Line, room: float) -> bool:
    """Whether bold type begins or ends here because a heading does, and not a stressed phrase."""
    above = block[-1]
    if above.bold and all(other.bold for other in block):
        return room > 0 or above.text.endswith(CLOSING) or (line.text[:1].isupper() and len(block) <= 3)
    return line.bold and (room > 0 or above.text.endswith(CLOSING))


def list_marker(line: Line) -> int | None:
    """How many tokens at the start of a line are a list marker; None when there is none."""
    tokens = line.tokens
    if len(tokens) < 2 or not tokens[1].space_before:
        return None
    text = tokens[0].text
    if BULLET.fullmatch(text):
        apart = tokens[1].x0 - tokens[0].x1 > 0.4 * line.size and not (text == ">" and tokens[1].text[0].isdigit())
        return 1 if text not in SPACED_BULLETS or apart else None
    return 1 if NUMBER_MARKER.fullmatch(text) or PARAGRAPH_NUMBER.fullmatch(text) else None


def _may_open_item(block: Sequence[Line], line: Line, room: float, step: float, usual: float) -> bool:
    """A dash or number at the start of a line is a marker when the text above it has come to a stop."""
    above = block[-1]
    if counts_in_sentence(block, line.tokens[0].text):
        return False
    spaced = step > 1.06 * usual and (line.tokens[0].text not in DASHES or abs(line.x0 - above.x0) > 2)
    stopped = above.text.endswith((*CLOSING, ",", " en", " of")) or room > 0 or spaced
    in_item = list_marker(block[0]) is not None and abs(line.x0 - block[0].x0) < 2
    hangs = len(block) > 1 and above.x0 > line.x0 + 3
    return stopped or (in_item and (hangs or _counts_on(block[0].tokens[0].text, line.tokens[0].text)))


def counts_in_sentence(block: Sequence[Line], marker: str) -> bool:
    """Whether a sentence counts: the number before this one stands inside a line above, "als 1) er ..., 2) dat"."""
    text = block[-1].text
    if not marker.endswith(")") or text.endswith((".", ":", ";", "?", "!")):
        return False
    name = marker.strip("()")
    before = (
        str(int(name) - 1) if name.isdigit() else ROMAN_BEFORE.get(name, "" if len(name) > 1 else chr(ord(name) - 1))
    )
    wanted = marker.replace(name, before)
    return any(token.text == wanted for line in block for token in line.tokens[1:])


def _counts_on(marker: str, following: str) -> bool:
    """Whether one marker comes after another: "3." after "2.", a bullet after the same bullet."""
    number, next_number = marker.strip("()."), following.strip("().")
    if number.isdigit() and next_number.isdigit():
        return int(next_number) == int(number) + 1
    return marker == following and marker not in DASHES and not marker.isalnum()


def _piece(lines: Sequence[Line]) -> Piece:
    n_marker = 1 if _hangs_from_number(lines) else list_marker(lines[0])
    if n_marker is None:
        return Piece("paragraph", lines[0].page, tuple(lines))
    marker, rest = lines[0].tokens[:n_marker], lines[0].tokens[n_marker:]
    first = make_line(lines[0].page, rest)
    numbered = PARAGRAPH_NUMBER.fullmatch(marker[0].text) and not NUMBER_MARKER.fullmatch(marker[0].text)
    kind: BlockKind = "paragraph" if numbered else "list_item"
    return Piece(kind, first.page, (first, *lines[1:]), tuple(_shown(token) for token in marker))


def _hangs_from_number(lines: Sequence[Line]) -> bool:
    """Whether the lines hang from a bare number in front of the first one, as in a numbered list."""
    if len(lines) < 2 or len(lines[0].tokens) < 2 or not BARE_NUMBER.fullmatch(lines[0].tokens[0].text):
        return False
    number, word = lines[0].tokens[:2]
    room = word.x0 - number.x1 > HANGING_ROOM * lines[0].size
    return room and word.text[:1].isupper() and all(abs(line.x0 - word.x0) < 2 for line in lines[1:])


def _shown(token: Token) -> Token:
    """A bullet of a symbol font as the sign a reader sees."""
    bullet = "\ue000" <= token.text <= "\uf8ff" or token.text in LETTERED_BULLETS
    return token._replace(text="•") if bullet else token


def without_marker(piece: Piece) -> Piece:
    """The piece with its marker as part of its text again, as headings have their number."""
    if not piece.marker:
        return piece
    first = make_line(piece.page, [*piece.marker, *piece.lines[0].tokens])
    return replace(piece, lines=(first, *piece.lines[1:]), marker=())


def runs_on(before: Piece, after: Piece, right: float) -> bool:
    """Whether a piece at the foot of a column or page goes on as the first piece of the next."""
    last, first = before.lines[-1], after.lines[0]
    if after.marker or abs(last.size - first.size) > 0.6:
        return False
    text = last.text
    if text.endswith((".", "?", "!", ":", ";", ".”", ".’", ".»", ".)", "?»")) and not _is_abbreviation(text):
        return False
    opening = first.text.lstrip("«“‘'\"(")[:1]
    if opening.islower() or text.endswith(("-", ",")):
        return True
    return last.x1 > right - 6 * last.size


def _is_abbreviation(text: str) -> bool:
    """Whether a line ends in an abbreviation that something follows: "nr." before its number."""
    last = text.split()[-1].lower().strip("(")
    return last in {
        "nr.",
        "nrs.",
        "par.",
        "stb.",
        "stcrt.",
        "trb.",
        "art.",
        "o.a.",
        "bijv.",
        "d.w.z.",
        "m.b.t.",
        "t.a.v.",
        "blz.",
        "p.",
        "dr.",
        "mr.",
        "drs.",
        "ca.",
    }
