"""Find quoted words in a text, compared as a careful reader compares them.

Not compared is what printers and word processors do by themselves: kinds of
quotation marks, spaces and line ends, hyphens, ligatures. Every letter, digit
and other sign counts. "[...]" and "(...)" leave words out; "[ingevoegd]" adds
a few words, or stands for them.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import Match, SequenceMatcher

from nlp.quotations.model import Change

_QUOTES = frozenset("\"'`´“”„‟‘’‚‛«»‹›′″")
_HYPHENS = frozenset("-\u00ad\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufffe")
# Some fonts have their bullet at the place of a control character, NUL included.
CONTROLS = frozenset(map(chr, [*range(0x20), *range(0x7F, 0xA0)]))
_UNSEEN = frozenset("•▪●■◦‣·\u200b\u200c\u200d\u2060\ufeff") | CONTROLS
# What may stand at the ends of a quotation without being quoted: "… wendbaar," he writes.
_EDGES = " \t\r\n.,;:!?…" + "".join(sorted(_QUOTES))
_MARK = re.compile(
    r"(?P<omission>[\[(]\s*(?:\.\s?\.\s?\.|…)\s*[\])]|(?<=\s)(?:\.\.\.|…)(?=\s))|(?P<insertion>\[[^\[\]]{1,200}\])"
)
# Signs of the source that an omission may leave out: about a page and a half; more is another passage.
MAX_OMITTED = 4000
# Signs of the source that an insertion may stand for: "[de minister]" for "hij".
MAX_REPLACED = 30
# The part of the words of a quotation that must be found in one place to call it that place with a difference.
MIN_LIKENESS = 0.5


@dataclass(frozen=True, slots=True)
class Place:
    """A range of a text where a quotation stands, with what is different there."""

    start: int
    end: int
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class _Fragment:
    """Signs between two marks; gap: how many signs of the source may precede it after the fragment before.

    starts_inside and ends_inside: a word goes on there, as in "[d]e".
    """

    signs: str
    gap: int = 0
    starts_inside: bool = False
    ends_inside: bool = False


class Comparable:
    """A text as it is compared: its signs without what is not compared, and where each stood."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._offsets = array("L")
        signs = []
        for offset, sign in _signs(text):
            signs.append(sign)
            self._offsets.extend([offset] * len(sign))
        self.signs = "".join(signs)
        self._words: list[tuple[int, int, str]] | None = None

    @property
    def words(self) -> list[tuple[int, int, str]]:
        """Start, end and signs of every word; made at first use."""
        if self._words is None:
            self._words = [
                (match.start(), match.end(), signs)
                for match in re.finditer(r"\S+", self.text)
                if (signs := compared_signs(match[0]))
            ]
        return self._words

    def occurrences(self, fragment: _Fragment, first: int = 0) -> Iterator[tuple[int, int]]:
        """Where a fragment stands, as ranges of signs, from sign first; whole words only."""
        at = self.signs.find(fragment.signs, first)
        while at >= 0:
            if self._is_whole(fragment, at):
                yield at, at + len(fragment.signs)
            at = self.signs.find(fragment.signs, at + 1)

    def place(self, first: int, last: int) -> Place:
        """The range of the text that a range of signs stands for."""
        return Place(self._offsets[first], self._offsets[last - 1] + 1)

    def _is_whole(self, fragment: _Fragment, at: int) -> bool:
        place = self.place(at, at + len(fragment.signs))
        before, after = self.text[max(0, place.start - 2) : place.start][::-1], self.text[place.end : place.end + 2]
        return (fragment.starts_inside or not _goes_on(self.text[place.start], before)) and (
            fragment.ends_inside or not _goes_on(self.text[place.end - 1], after)
        )


def _signs(text: str) -> Iterator[tuple[int, str]]:
    for offset, sign in enumerate(text):
        if sign.isspace() or sign in _QUOTES or sign in _UNSEEN:
            continue
        if sign in _HYPHENS:
            # A minus is no hyphen: it stands free before a digit.
            if text[offset + 1 : offset + 2].isdigit() and (offset == 0 or text[offset - 1] in " \n("):
                yield offset, "-"
        else:
            yield offset, unicodedata.normalize("NFKC", sign).replace(" ", "")


def compared_signs(text: str) -> str:
    """The signs of a text that count in a comparison."""
    return "".join(sign for _, sign in _signs(text))


def _goes_on(edge: str, outside: str) -> bool:
    """Whether a word goes on past its edge: with a letter, or with a hyphen and a letter (ICT-systemen)."""
    if not edge.isalnum() or not outside:
        return False
    return outside[0].isalnum() or (outside[0] in "-\u2011" and outside[1:].isalnum())


def find_quotation(quoted: str, source: Comparable) -> list[Place]:
    """Every place where quoted words stand exactly, in order; with omissions, from the first word to the last."""
    trimmed = quoted.strip(_EDGES)
    whole = _Fragment(compared_signs(trimmed))
    if not whole.signs:
        return []
    places = [source.place(*found) for found in source.occurrences(whole)]
    if places or not _MARK.search(trimmed):
        return places
    fragments = _fragments(trimmed, source)
    return list(_chains(fragments, source)) if fragments else []


def _fragments(quoted: str, source: Comparable) -> list[_Fragment]:
    """The words between the marks of a quotation; what stands before the first or after the last mark is free.

    An insertion that the source has itself is no mark of who quotes it.
    """
    marks = [m for m in _MARK.finditer(quoted) if not (m["insertion"] and compared_signs(m[0]) in source.signs)]
    found: list[_Fragment] = []
    start, gap, glued = 0, 0, False
    for mark in [*marks, None]:
        end = mark.start() if mark else len(quoted)
        text = quoted[start:end] if glued else quoted[start:end].lstrip(_EDGES)
        is_insertion = mark is not None and mark["insertion"] is not None
        if signs := compared_signs(text if is_insertion else text.rstrip(_EDGES)):
            inside = glued and text[:1].isalnum()
            found.append(_Fragment(signs, gap, inside, is_insertion and text[-1:].isalnum()))
            gap = 0
        if mark:
            start, glued = mark.end(), is_insertion
            gap = max(gap, MAX_REPLACED if is_insertion else MAX_OMITTED)
    return found


def _chains(fragments: list[_Fragment], source: Comparable) -> Iterator[Place]:
    for first, last in source.occurrences(fragments[0]):
        end: int | None = last
        for fragment in fragments[1:]:
            end = _next_end(fragment, source, end) if end is not None else None
        if end is not None:
            yield source.place(first, end)


def _next_end(fragment: _Fragment, source: Comparable, after: int) -> int | None:
    found = next(source.occurrences(fragment, after), None)
    return found[1] if found and found[0] - after <= fragment.gap else None


def nearest_place(quoted: str, source: Comparable) -> Place | None:
    """Where a quotation that stands nowhere exactly comes nearest, with what differs; None when nowhere near."""
    words = Comparable(_MARK.sub(" ", quoted).strip(_EDGES))
    if not words.words:
        return None
    candidates = [_aligned(words, source, at) for at in _likely_positions(words, source)]
    likeness, place = max(candidates, key=lambda candidate: candidate[0], default=(0.0, None))
    return place if likeness >= MIN_LIKENESS else None


def _key(signs: str) -> str:
    """A word without the sign that ends its sentence, to be laid beside the same word elsewhere."""
    return signs.rstrip(".,;:!?") or signs


def _likely_positions(quoted: Comparable, source: Comparable) -> list[int]:
    """Where in the words of the source the quotation may begin: where most of its rarer words agree."""
    positions = defaultdict(list)
    for position, (_, _, signs) in enumerate(source.words):
        positions[_key(signs)].append(position)
    votes: Counter[int] = Counter()
    width = max(3, len(quoted.words) // 3)
    for index, (_, _, signs) in enumerate(quoted.words):
        for position in positions.get(_key(signs), ()):
            votes[(position - index) // width] += 1000 // len(positions[_key(signs)])
    return [bucket * width for bucket, _ in votes.most_common(3)]


def _aligned(quoted: Comparable, source: Comparable, at: int) -> tuple[float, Place | None]:
    """The quotation laid beside the source from about a position: how much is alike, and what is not."""
    length = len(quoted.words)
    slack = length // 3 + 4
    window = source.words[max(0, at - slack) : at + length + 2 * slack]
    keys = [_key(signs) for _, _, signs in quoted.words]
    matcher = SequenceMatcher(None, keys, [_key(signs) for _, _, signs in window], autojunk=False)
    blocks = _together([block for block in matcher.get_matching_blocks() if block.size])
    if not blocks:
        return 0.0, None
    # Words before the first that agrees, and after the last, stand against as many of the source.
    window = window[max(0, blocks[0].b - blocks[0].a) : blocks[-1].b + length - blocks[-1].a]
    matcher.set_seq2([_key(signs) for _, _, signs in window])
    changes: list[Change] = []
    for operation, i1, i2, j1, j2 in matcher.get_opcodes():
        if operation != "equal":
            changes.append(Change(_slice(quoted, quoted.words[i1:i2]), _slice(source, window[j1:j2])))
        else:
            pairs = zip(quoted.words[i1:i2], window[j1:j2], range(i1, i2), strict=True)
            changes += [
                Change(_slice(quoted, [mine]), _slice(source, [theirs]))
                for mine, theirs, index in pairs
                if mine[2] != theirs[2] and index < length - 1
            ]
    alike = sum(block.size for block in matcher.get_matching_blocks()) / length
    return alike, Place(window[0][0], window[-1][1], tuple(changes))


def _together(blocks: list[Match]) -> list[Match]:
    """The runs of words that agree, without a single word at either end that agrees by chance, further off."""
    while len(blocks) > 1 and blocks[-1].size == 1 and _strays(blocks[-2], blocks[-1]):
        blocks = blocks[:-1]
    while len(blocks) > 1 and blocks[0].size == 1 and _strays(blocks[0], blocks[1]):
        blocks = blocks[1:]
    return blocks


def _strays(block: Match, following: Match) -> bool:
    quoted = following.a - (block.a + block.size)
    return following.b - (block.b + block.size) > quoted + 4


def _slice(text: Comparable, words: list[tuple[int, int, str]]) -> str:
    return text.text[words[0][0] : words[-1][1]] if words else ""
