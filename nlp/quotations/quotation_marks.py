"""Find what stands between quotation marks: “…”, „…”, «…», "…", and ‘…’ or '…' where they are no apostrophes."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

# The marks that each closing mark may answer. Word makes ” of an opening mark after a bracket or a tab.
_ANSWERS = {"”": "“„”", '"': '"', "»": "«", "“": "„"}
_DOUBLE = re.compile(r"[“”„«»\"]")
_SENTENCE_SIGNS = ".,;:!?…"
# What a quotation may begin with, beside a letter or digit.
_FIRST_SIGNS = frozenset("[(…'‘’“„«\"")
# 's avonds, 't, 'n: an apostrophe that opens nothing.
_SINGLE_OPEN = re.compile(r"(?<![\w'’‘])[‘'](?=[\w\[(])(?!(?:s|t|n|k|m|r)\b)")
_SINGLE_CLOSE = re.compile(r"(?<=\S)[’'](?!\w)")


@dataclass(frozen=True, slots=True)
class Quoted:
    """A range of a text, its quotation marks included."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Quotes:
    """What a text quotes, outermost only and in order; unclosed: where a mark opens that nothing closes."""

    quoted: tuple[Quoted, ...]
    unclosed: tuple[int, ...]


def find_quotes(text: str, citations: Sequence[int] = ()) -> Quotes:
    """What stands between quotation marks; a quotation within a quotation is part of the outer one.

    Args:
        citations: where citations begin. The last single mark before one
            closes what a single mark opened, as an apostrophe may stand between.
    """
    pairs, unclosed = _double(text)
    pairs += _single(text, pairs, citations)
    return Quotes(tuple(_outermost(pairs)), tuple(unclosed))


def _double(text: str) -> tuple[list[Quoted], list[int]]:
    opened: list[tuple[str, int]] = []
    # By mark where it stands among those opened, so that a long text of one mark is read once.
    places: dict[str, list[int]] = {}
    pairs = []
    for match in _DOUBLE.finditer(text):
        mark, at = match[0], match.start()
        answered = [places[each][-1] for each in _ANSWERS.get(mark, "") if places.get(each)]
        partner = max(answered, default=None)
        if partner is not None and _closes(text, at, mark):
            pairs.append(Quoted(opened[partner][1], match.end()))
            for each, _ in reversed(opened[partner:]):
                places[each].pop()
            del opened[partner:]
        elif mark in "“„«" or (mark in '"”' and _opens(text, at)):
            places.setdefault(mark, []).append(len(opened))
            opened.append((mark, at))
    return pairs, [at for _, at in opened]


def _closes(text: str, at: int, mark: str) -> bool:
    """Of marks that open and close alike, whether this one closes: it stands after words, not before one."""
    if mark in "”»":
        return not (mark == "”" and _opens(text, at))
    return not text[at - 1].isspace() and not text[at + 1 : at + 2].isalnum()


def _opens(text: str, at: int) -> bool:
    before, after = text[max(0, at - 1) : at], text[at + 1 : at + 2]
    after_words = before.isalnum() or (before in _SENTENCE_SIGNS and bool(before))
    return not after_words and (after.isalnum() or after in _FIRST_SIGNS)


def _single(text: str, double: Sequence[Quoted], citations: Sequence[int]) -> list[Quoted]:
    """What single marks quote outside double ones: to the last mark before the next citation or opening mark."""
    ranges = _outermost(double)
    opened = [match.start() for match in _SINGLE_OPEN.finditer(text) if not _inside(match.start(), ranges)]
    closed = [match.end() for match in _SINGLE_CLOSE.finditer(text) if not _inside(match.start(), ranges)]
    cited = sorted(citations)
    pairs = []
    for at, following in zip(opened, [*opened[1:], len(text)], strict=False):
        limit = min([following, *cited[bisect_right(cited, at) :][:1]])
        last = bisect_right(closed, limit) - 1
        if last >= 0 and closed[last] > at + 1:
            pairs.append(Quoted(at, closed[last]))
    return pairs


def _inside(at: int, ranges: Sequence[Quoted]) -> bool:
    """Whether a place is within one of some ranges that are in order and apart."""
    before = bisect_left(ranges, at, key=lambda quoted: quoted.start) - 1
    return before >= 0 and at < ranges[before].end


def _outermost(pairs: Sequence[Quoted]) -> list[Quoted]:
    found: list[Quoted] = []
    for pair in sorted(pairs, key=lambda pair: (pair.start, -pair.end)):
        if not found or pair.start >= found[-1].end:
            found.append(pair)
    return found
