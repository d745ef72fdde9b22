"""Find quoted words in a document, as a careful reader would compare them.

Not compared is what printers and word processors do by themselves: kinds of
quotation marks, spaces and line ends, hyphens at them, ligatures. Every letter,
digit and other sign counts. "[...]" and "(...)" leave words out;
"[ingevoegd]" adds or replaces a few.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from search_cli.model import Change

_QUOTES = frozenset("\"'`´“”„‟‘’‚‛«»‹›′″")
_HYPHENS = frozenset("-\u00ad\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufffe")
_BULLETS = frozenset("•▪●■◦‣·\u200b\u200c\u200d\u2060\ufeff")
_IGNORED = _QUOTES | _HYPHENS | _BULLETS
# What may open or close a quotation without being quoted: "… wendbaar," he writes.
_EDGES = " \t\n.,;:!?…" + "".join(_QUOTES)
_OMISSION = re.compile(r"\[\s*(?:\.\s?\.\s?\.|…)\s*\]|\(\s*(?:\.\s?\.\s?\.|…)\s*\)|(?<=\s)(?:\.\.\.|…)(?=\s)")
_INSERTION = re.compile(r"\[[^\[\]]{1,200}\]")
# An insertion may stand for a few words of the source ("[het kabinet]" for "wij").
MAX_REPLACED_CHARS = 30
# Words left out between two fragments of one quotation: more is another passage.
MAX_OMITTED_CHARS = 6000
# Of the words of a quotation this part must be found in one place for it to be that place with a difference.
MIN_LIKENESS = 0.5
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Span:
    """A range of a text."""

    start: int
    end: int


class Comparable:
    """A text as it is compared: its signs without what is not compared, and where each stood."""

    def __init__(self, text: str) -> None:
        self.text = text
        signs: list[str] = []
        self.offsets = array("L")
        for offset, sign in _signs(text):
            signs.append(sign)
            self.offsets.extend([offset] * len(sign))
        self.signs = "".join(signs)

    def occurrences(self, signs: str, first: int = 0, last: int | None = None) -> Iterator[tuple[int, int]]:
        """Where signs stand as whole words, as ranges of self.signs, beginning between first and last."""
        at = self.signs.find(signs, first)
        while at >= 0 and (last is None or at <= last):
            if self._whole_words(at, at + len(signs)):
                yield at, at + len(signs)
            at = self.signs.find(signs, at + 1)

    def span(self, first: int, last: int) -> Span:
        """The range of the text that a range of signs stands for."""
        return Span(self.offsets[first], self.offsets[last - 1] + 1)

    def _whole_words(self, first: int, last: int) -> bool:
        span = self.span(first, last)
        before, after = self.text[: span.start][-2:], self.text[span.end : span.end + 2]
        return not (_continues(before[::-1], self.text[span.start]) or _continues(after, self.text[span.end - 1]))


def _continues(outside: str, edge: str) -> bool:
    """Whether a word goes on past an edge: with a letter, or with a hyphen and a letter (ICT-systemen)."""
    if not edge.isalnum() or not outside:
        return False
    return outside[0].isalnum() or (len(outside) == 2 and outside[0] in "-\u2011\u00ad" and outside[1].isalnum())


def _signs(text: str) -> Iterator[tuple[int, str]]:
    for offset, sign in enumerate(text):
        if sign.isspace():
            continue
        if sign in _HYPHENS:
            # A minus is no hyphen: it stands free before a digit.
            is_minus = text[offset + 1 : offset + 2].isdigit() and (offset == 0 or text[offset - 1] in " \n(")
            if is_minus:
                yield offset, "-"
        elif sign not in _IGNORED:
            yield offset, unicodedata.normalize("NFKC", sign).replace(" ", "")


def find_quotation(quoted: str, source: Comparable) -> list[Span]:
    """Every place where quoted words stand in a text exactly, in order; [] when they do not.

    With omissions a place runs from the first word to the last.
    """
    whole = _plain_signs(quoted)
    if not whole:
        return []
    literal = [source.span(*found) for found in source.occurrences(whole)]
    return literal or list(_find_fragments(quoted, source))


def _plain_signs(quoted: str) -> str:
    return Comparable(quoted.strip(_EDGES)).signs


def _find_fragments(quoted: str, source: Comparable) -> Iterator[Span]:
    fragments = _fragments(quoted)
    if len(fragments) < 2 and not _INSERTION.search(quoted):
        return
    if not fragments:
        return
    (_, first_signs), rest = fragments[0], fragments[1:]
    for first, last in _loose(source, first_signs, 0, None, fragments[0][0]):
        at: int | None = last
        for gap, signs in rest:
            limit = last_of(at, gap)
            at = next((end for _, end in _loose(source, signs, at, limit, gap)), None)
            if at is None:
                break
        if at is not None:
            yield source.span(first, at)


def last_of(at: int, gap: int) -> int:
    """The last sign at which the next fragment may begin."""
    return at + gap


def _loose(source: Comparable, signs: str, first: int, last: int | None, gap: int) -> Iterator[tuple[int, int]]:
    del gap
    return source.occurrences(signs, first, last)


def _fragments(quoted: str) -> list[tuple[int, str]]:
    return []
