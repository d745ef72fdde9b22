"""Two papers, or two versions of one, side by side: which paragraphs are the same, changed, added or gone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from ingest.model import Document

# Two paragraphs are versions of one when this share of their words is in both, in order.
ALIKE = 0.5
# Comparing each paragraph with each takes long where two papers have little in common.
MOST_PAIRS = 40_000
_WORD = re.compile(r"\w+(?:[.,]\d+)*|[^\w\s]")

Kind = Literal["equal", "changed", "removed", "added"]


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph, heading, list item or table of one paper: its range in the text, and its page."""

    start: int
    end: int
    page: int
    text: str


@dataclass(frozen=True, slots=True)
class Difference:
    """Words of the one that stand otherwise in the other: ranges of the texts of two parts, empty for no words."""

    one: tuple[int, int]
    other: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Aligned:
    """A part of the one beside that of the other; None where it has none."""

    kind: Kind
    one: Part | None
    other: Part | None
    changes: tuple[Difference, ...] = ()


def compared(one: Document, other: Document) -> list[Aligned]:
    """The parts of two papers in order, those that are alike side by side."""
    ours, theirs = _parts(one), _parts(other)
    folded, their_folded = ([" ".join(part.text.split()) for part in parts] for parts in (ours, theirs))
    aligned: list[Aligned] = []
    for what, a, b, c, d in SequenceMatcher(None, folded, their_folded, autojunk=False).get_opcodes():
        if what == "equal":
            aligned += [Aligned("equal", *pair) for pair in zip(ours[a:b], theirs[c:d], strict=True)]
        else:
            aligned += _paired(ours[a:b], theirs[c:d])
    return aligned


def _parts(document: Document) -> list[Part]:
    blocks = sorted(document.blocks, key=lambda block: block.start)
    return [
        Part(block.start, block.end, block.page, document.text[block.start : block.end])
        for block in blocks
        if block.kind != "toc" and document.text[block.start : block.end].strip()
    ]


def _paired(ours: Sequence[Part], theirs: Sequence[Part]) -> Iterator[Aligned]:
    """Parts that stand between the same parts: the likest side by side, in order; the others gone or added."""
    pairs = _pairs([_words(part.text) for part in ours], [_words(part.text) for part in theirs])
    at, place = 0, 0
    for first, second in [*pairs, (len(ours), len(theirs))]:
        yield from (Aligned("removed", part, None) for part in ours[at:first])
        yield from (Aligned("added", None, part) for part in theirs[place:second])
        if first < len(ours):
            one, other = ours[first], theirs[second]
            changes = changes_between(one.text, other.text)
            yield Aligned("changed" if changes else "equal", one, other, changes)
        at, place = first + 1, second + 1


def _pairs(ours: Sequence[Sequence[str]], theirs: Sequence[Sequence[str]]) -> list[tuple[int, int]]:
    """The pairs, in order in both, that are the most alike together (the alignment of Needleman and Wunsch 1970)."""
    if len(ours) * len(theirs) > MOST_PAIRS:
        return []
    best = [[0.0] * (len(theirs) + 1) for _ in range(len(ours) + 1)]
    likeness = [[_likeness(one, other) for other in theirs] for one in ours]
    for at in range(len(ours) - 1, -1, -1):
        for place in range(len(theirs) - 1, -1, -1):
            paired = likeness[at][place] + best[at + 1][place + 1] if likeness[at][place] >= ALIKE else 0.0
            best[at][place] = max(paired, best[at + 1][place], best[at][place + 1])
    pairs, at, place = [], 0, 0
    while at < len(ours) and place < len(theirs):
        if best[at][place] == best[at + 1][place]:
            at += 1
        elif best[at][place] == best[at][place + 1]:
            place += 1
        else:
            pairs.append((at, place))
            at, place = at + 1, place + 1
    return pairs


def _likeness(one: Sequence[str], other: Sequence[str]) -> float:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    # The cheap measures are never below the dear one.
    if matcher.real_quick_ratio() < ALIKE or matcher.quick_ratio() < ALIKE:
        return 0.0
    return matcher.ratio()


def changes_between(one: str, other: str) -> tuple[Difference, ...]:
    """Where two texts differ, by whole words and signs; white space makes no difference."""
    ours, theirs = list(_WORD.finditer(one)), list(_WORD.finditer(other))
    words, other_words = [match.group() for match in ours], [match.group() for match in theirs]
    return tuple(
        Difference(_range(one, ours, a, b), _range(other, theirs, c, d))
        for what, a, b, c, d in SequenceMatcher(None, words, other_words, autojunk=False).get_opcodes()
        if what != "equal"
    )


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _range(text: str, words: Sequence[re.Match[str]], first: int, last: int) -> tuple[int, int]:
    """The range of some words of a text; of none, the place where they would stand."""
    start = words[first].start() if first < len(words) else len(text)
    return (start, words[last - 1].end()) if last > first else (start, start)
