"""Footnotes: where they begin on a page, what they say, and where their markers stand in the text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.layout.compose import Mark
from ingest.layout.lines import SMALL, Line, make_line
from ingest.layout.pieces import Piece
from ingest.pdf.drawing import Area
from ingest.pdf.printed import Token

LABEL = re.compile(r"\[?(?:\d{1,3}|\*{1,3}|[†‡]|[a-z]|[ivx]{1,4})\]?[.)]?")
NUMBER_LABEL = re.compile(r"\[?\d{1,3}\]?")
# Markers in the type of the text: "gesproken.[3]Toekomstige", "16,6*".
GLUED = re.compile(r"(?P<before>.*?)(?P<name>\[\d{1,3}\]|[*†‡]{1,3})(?P<after>[^*†‡]*)")
# Notes are set at least this much smaller than the text, in points; with a rule above them they may be as large.
SMALLER_PT = 0.6
# A marker is raised above the baseline by at least this part of the size of its line.
RAISED = 0.1
# The rule above notes: Word draws 144 pt, the printer of parliament 57 pt.
RULE_PT = (30.0, 260.0)
# A raised digit behind one of these is an exponent (m2, km2, ha-1), not a marker, when another candidate exists.
UNITS = frozenset({"m", "km", "cm", "dm", "mm", "ha", "µg", "kg", "s", "n", "10", "µm"})


@dataclass(frozen=True, slots=True)
class Note:
    """A note and the lines of it on this page; label None: it goes on from the page before."""

    page: int
    label: tuple[Token, ...]
    lines: tuple[Line, ...]

    @property
    def name(self) -> str:
        return "".join(token.text for token in self.label).strip("[].)")


def split_notes(
    column: Sequence[Line], rules: Sequence[Area], body_size: float, goes_on: bool = True
) -> tuple[list[Line], list[Note]]:
    """Part a column of lines in text and the notes at its foot.

    Notes begin at the first line, below a short rule or in small type, that
    opens with a label, and from which on all lines are notes; small lines
    below a rule without a label go on from the page before.

    goes_on: whether a note stands before this column, that may go on in it.
    """
    start = _start_of_notes(column, rules, body_size, goes_on)
    if start is None:
        return list(column), []
    return list(column[:start]), _cut_notes(column[start:])


def _start_of_notes(column: Sequence[Line], rules: Sequence[Area], body_size: float, goes_on: bool) -> int | None:
    for index, line in enumerate(column):
        below = column[index:]
        small = all(other.size < body_size - SMALLER_PT for other in below)
        ruled = _rule_above(line, column[index - 1] if index else None, rules)
        label = label_of(line)
        if label and (small or ruled) and (ruled or _is_raised(line.tokens[0], line) or _is_ordered(below)):
            return index
        if ruled and small and goes_on:
            return index
    return None


def _is_ordered(lines: Sequence[Line]) -> bool:
    """Whether labels that are not raised at least count up: "1 Kamerstuk ...", "2 Idem.".

    "19 augustus 2020" and "125 kg N" begin with a number too, and go on in small letters.
    """
    labels = [
        (int(name), line.tokens[1].text)
        for line in lines
        if (label := label_of(line)) and (name := label[0].text.strip("[].)")).isdigit()
    ]
    numbers = [number for number, _ in labels]
    in_words = all(not after[:1].islower() or after.startswith(("http", "www")) for _, after in labels)
    return bool(numbers) and in_words and numbers == sorted(numbers) and numbers[0] >= 1


def _rule_above(line: Line, above: Line | None, rules: Sequence[Area]) -> bool:
    """Whether a short rule stands between this line and the one above it."""
    upper = above.baseline if above else line.top - 40
    return any(
        RULE_PT[0] <= rule.width <= RULE_PT[1]
        and abs(rule.x0 - line.x0) < 30
        and upper - 2 <= rule.top <= line.top + 3
        and line.top - rule.top < 40
        for rule in rules
    )


def label_of(line: Line) -> tuple[Token, ...]:
    """The tokens that label a note at the start of a line: a number, star or letter, raised or parted from the text."""
    first = line.tokens[0]
    if len(line.tokens) < 2 or not LABEL.fullmatch(first.text):
        return ()
    if _is_raised(first, line):
        return (first,)
    is_sign = NUMBER_LABEL.fullmatch(first.text) or first.text[0] in "*†‡["
    return (first,) if is_sign and line.tokens[1].space_before else ()


def _is_raised(token: Token, line: Line) -> bool:
    return token.style.size <= 0.85 * line.size and token.baseline < line.baseline - RAISED * line.size


def _cut_notes(lines: Sequence[Line]) -> list[Note]:
    """One note for each label, also where the printer set several on one line."""
    notes: list[Note] = []
    for line in lines:
        for label, part in _parts(line, notes):
            if label or not notes:
                notes.append(Note(line.page, label, part))
            else:
                notes[-1] = replace(notes[-1], lines=notes[-1].lines + part)
    return notes


def _parts(line: Line, notes: Sequence[Note]) -> list[tuple[tuple[Token, ...], tuple[Line, ...]]]:
    """A line cut before each raised label that counts on from the one before."""
    last = int(notes[-1].name) if notes and notes[-1].name.isdigit() else None
    starts: list[int] = []
    for index, token in enumerate(line.tokens):
        if index == 0 and label_of(line):
            number = int(name) if (name := token.text.strip("[].)")).isdigit() else None
            # A plain number at a line start inside a note is a page or a year, unless it counts on.
            if _is_raised(token, line) or last is None or number is None or number == last + 1:
                starts.append(0)
                last = number if number is not None else last
        elif index and last is not None and _is_raised(token, line) and token.text == str(last + 1):
            starts.append(index)
            last += 1
    cuts = [0, *[start for start in starts if start], len(line.tokens)]
    parts: list[tuple[tuple[Token, ...], tuple[Line, ...]]] = []
    for begin, end in pairwise(cuts):
        tokens = line.tokens[begin:end]
        label = (tokens[0],) if begin in starts else ()
        rest = tokens[1:] if label else tokens
        parts.append((label, (make_line(line.page, rest),) if rest else ()))
    return parts


def tie_notes(notes: Sequence[Note], text_lines: Sequence[Line]) -> dict[int, Mark]:
    """The tokens (by id) in running text that are markers, with the positions of their notes.

    A note is tied to the first free raised sign with its label on the same
    page, else on the page before or after it (a note may be set over).
    """
    if not notes:
        return {}
    candidates = _candidates(text_lines, {note.name for note in notes})
    tied: dict[int, Mark] = {}
    used: set[tuple[int, str]] = set()
    for position, note in enumerate(notes):
        for page in (note.page, note.page - 1, note.page + 1):
            free = [found for found in candidates[page, note.name] if (found.token, note.name) not in used]
            best = min(free, key=lambda found: found.doubt, default=None)
            if best is not None:
                used.add((best.token, note.name))
                known = tied.get(best.token)
                tied[best.token] = Mark((*(known.notes if known else ()), position), best.before, best.after)
                break
    return tied


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A sign that may be a marker: the token (by id), the words around the sign in it; doubt: 0 least."""

    token: int
    before: str = ""
    after: str = ""
    doubt: int = 0


def _candidates(lines: Sequence[Line], names: set[str]) -> dict[tuple[int, str], list[_Candidate]]:
    """Signs in running text that may be markers of the notes with these names, per page and name."""
    found: dict[tuple[int, str], list[_Candidate]] = defaultdict(list)
    for line in lines:
        small = _small(line)
        for index, token in enumerate(line.tokens):
            if token.style.size > small and token.text.isalnum():
                continue  # a plain word, as nearly all are
            if _is_marker(token, line):
                before = line.tokens[index - 1].text.lower() if index and not token.space_before else ""
                for name in re.split(r"[,;\s]+", token.text.strip("[](),;.")):
                    found[line.page, name].append(_Candidate(id(token), doubt=int(before in UNITS)))
            elif (
                not token.text.isalnum()
                and (glued := GLUED.fullmatch(token.text))
                and (name := glued["name"].strip("[]")) in names
            ):
                found[line.page, name].append(_Candidate(id(token), glued["before"], glued["after"], doubt=2))
    return found


def _small(line: Line) -> float:
    """The largest type of a raised sign in a line."""
    return SMALL * line.size + 0.3


def _is_marker(token: Token, line: Line) -> bool:
    raised = token.style.size <= _small(line) and token.baseline < line.baseline - RAISED * line.size
    if not raised:
        return token.text in ("*", "**", "***")
    return all(LABEL.fullmatch(name) for name in re.split(r"[,;]\s*", token.text.strip("(),;.")))


def join_notes(notes: Sequence[Note]) -> list[Note]:
    """Notes with what is printed of them on the next page."""
    joined: list[Note] = []
    for note in notes:
        if note.label or not joined:
            joined.append(note)
        else:
            joined[-1] = replace(joined[-1], lines=joined[-1].lines + note.lines)
    return joined


def as_piece(note: Note) -> Piece:
    """The note as a block of its own."""
    return Piece("footnote", note.page, note.lines, note.label)
