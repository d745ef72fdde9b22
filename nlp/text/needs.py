"""The words that a text must hold before a pattern can match in it, read off the pattern itself.

Most rules of form match in few sentences, and each names a word or two: "beveelt" and "aan". A Sieve looks up the
words of a sentence once, and says which patterns are worth a try; it never leaves out one that matches.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Hashable, Iterable, Iterator, Sequence
from functools import lru_cache
from importlib.resources import files
from re import _constants as code  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, Generic, TypeVar

T = TypeVar("T", bound=Hashable)
# Where a word begins or ends, in a need: "·is·" is the whole word, "·advies" the beginning of one.
EDGE = "·"
# Alternatives beyond these are not multiplied out; what a need leaves out, the pattern itself decides.
_MOST_FORMS = 300
_WORD = re.compile(r"\w+")
FLAGS = re.IGNORECASE | re.DOTALL
# These signs are equal to letters where case does not count, while str.lower leaves them as they are or makes them two.
_ODD = frozenset("İıſ")
# Words looked up before are kept, as papers repeat them.
_MOST_WORDS = 60_000

Forms = frozenset[str]


def needs(pattern: str) -> list[Forms]:
    """Sets of pieces of words; a text in which the pattern matches holds one piece at least of each.

    >>> [sorted(forms) for forms in needs(r"\\bbeve(?:elt|el)\\b.{1,40}?\\baan\\b")]
    [['·beveelt·', '·beveel·'], ['·aan·']]
    """
    return list(dict.fromkeys(_clauses(parser.parse(pattern, FLAGS), "", "")))


def known_needs(pattern: str) -> list[Forms]:
    """The needs of a pattern as nlp/data/needs.tsv has them, which takes no time; of one that it has not, read off."""
    kept = _kept().get(key_of(pattern))
    return needs(pattern) if kept is None else kept


def key_of(pattern: str) -> str:
    """By what a pattern stands in nlp/data/needs.tsv."""
    return hashlib.blake2b(pattern.encode(), digest_size=8).hexdigest()


@lru_cache(maxsize=1)
def _kept() -> dict[str, list[Forms]]:
    rows = (line.split("\t") for line in (files("nlp") / "data" / "needs.tsv").read_text("utf-8").splitlines())
    return {key: [frozenset(forms.split()) for forms in clauses] for key, *clauses in rows}


def _clauses(items: Sequence[Any], begins: str, ends: str) -> list[Forms]:
    """The needs of a sequence; begins, ends: EDGE where a word is known to begin before or end after it."""
    found: list[Forms] = []
    forms = {begins}

    def cut(edge: str = "") -> None:
        """The piece of a word that was read so far ends."""
        nonlocal forms
        closed = frozenset(_joined(form, edge) for form in forms)
        if all(form.strip(EDGE) for form in closed):
            found.append(closed)
        forms = {edge}

    for i, (what, value) in enumerate(items):
        whole = _whole([(what, value)])
        if whole is not None and len(whole) * len(forms) <= _MOST_FORMS:
            forms = {_joined(form, more) for form in forms for more in whole}
        elif _is_sign([(what, value)]):
            cut(EDGE)
        else:
            after = items[i + 1 : i + 2]
            begun = EDGE if all(form.endswith(EDGE) for form in forms) else ""
            ended = EDGE if (after and (_is_edge(after[0]) or _is_sign(after))) or (not after and ends) else ""
            looks = what is code.ASSERT
            if not looks:
                cut()
            found += _inner(what, value, "" if looks else begun, "" if looks else ended)
    cut(ends)
    return found


def _inner(what: Any, value: Any, begins: str, ends: str) -> list[Forms]:
    """The needs of one item that is no plain piece of a word."""
    if what is code.BRANCH:
        either = [_best(_clauses(each, begins, ends)) for each in value[1]]
        return [frozenset().union(*(each for each in either if each))] if all(either) else []
    if what is code.SUBPATTERN:
        return _clauses(value[-1], begins, ends)
    if what is code.ATOMIC_GROUP:
        return _clauses(value, begins, ends)
    if what in (code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT) and value[0] > 0:
        return _clauses(value[2], "", "")
    if what is code.ASSERT:
        return _clauses(value[1], "", "")
    return []


def _best(clauses: list[Forms]) -> Forms:
    """The need that fewest texts meet: that with the longest pieces; none of an empty list."""
    return max(clauses, key=lambda forms: (min(map(len, forms)), -len(forms)), default=frozenset())


def _whole(items: Sequence[Any]) -> set[str] | None:
    """All that a sequence can match, where that is a few pieces of words or their edges; None for anything else."""
    forms = {""}
    for what, value in items:
        if what is code.LITERAL and _is_letter(chr(value)):
            more = {chr(value).lower()}
        elif _is_edge((what, value)):
            more = {EDGE}
        elif what is code.AT or what is code.ASSERT_NOT:
            more = {""}
        elif what is code.BRANCH:
            either = [_whole(each) for each in value[1]]
            if any(each is None for each in either):
                return None
            more = {form for each in either for form in each or ()}
        elif what is code.SUBPATTERN or what is code.ATOMIC_GROUP:
            within = _whole(value[-1] if what is code.SUBPATTERN else value)
            if within is None:
                return None
            more = within
        elif what in (code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT) and value[:2] in ((0, 1), (1, 1)):
            within = _whole(value[2])
            if within is None:
                return None
            more = within | {""} if value[0] == 0 else within
        elif what is code.IN and all(one is code.LITERAL and _is_letter(chr(letter)) for one, letter in value):
            more = {chr(letter).lower() for _, letter in value}
        else:
            return None
        if len(forms) * len(more) > _MOST_FORMS:
            return None
        forms = {_joined(form, end) for form in forms for end in more}
    return forms


def _joined(form: str, more: str) -> str:
    return form + more.removeprefix(EDGE) if form.endswith(EDGE) else form + more


def _is_letter(sign: str) -> bool:
    return bool(_WORD.fullmatch(sign)) and sign not in _ODD


def _is_edge(item: Any) -> bool:
    return bool(item[0] is code.AT and item[1] is code.AT_BOUNDARY)


def _is_sign(items: Sequence[Any]) -> bool:
    """Whether one item matches signs that are no part of a word, one at least: white space, a comma."""
    what, value = items[0]
    if what in (code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT):
        return value[0] > 0 and len(value[2]) == 1 and _is_sign(value[2])
    if what is code.LITERAL:
        return not _WORD.fullmatch(chr(value))
    if what is code.IN:
        return all(
            (one is code.CATEGORY and sign is code.CATEGORY_SPACE)
            or (one is code.LITERAL and not _WORD.fullmatch(chr(sign)))
            for one, sign in value
        )
    return False


class Sieve(Generic[T]):
    """Patterns, each with something of the caller's; tells which of them a text may match.

    A pattern is compiled when a text first holds all its words: a short text needs few.
    """

    def __init__(self, patterns: Iterable[tuple[str, T]]) -> None:
        bits: dict[Forms, int] = {}
        self._rows = [
            (sum({bits.setdefault(forms, 1 << len(bits)) for forms in known_needs(pattern)}), at, pattern, of)
            for at, (pattern, of) in enumerate(patterns)
        ]
        self._compiled: list[re.Pattern[str] | None] = [None] * len(self._rows)
        # By piece the needs it meets: pieces that begin or end a word, and those that may stand anywhere in it.
        self._edged: dict[str, int] = {}
        self._inner: dict[str, int] = {}
        for forms, bit in bits.items():
            for form in forms:
                met = self._edged if EDGE in form else self._inner
                met[form] = met.get(form, 0) | bit
        self._all = (1 << len(bits)) - 1
        self._seen: dict[str, int] = {}

    def likely(self, text: str) -> Iterator[tuple[re.Pattern[str], T]]:
        """The patterns that a text holds all needed words of, in their order."""
        met, seen = 0, self._seen
        for word in _WORD.findall(text):
            bits = seen.get(word)
            met |= self._look_up(word) if bits is None else bits
        for needed, at, pattern, of in self._rows:
            if met & needed == needed:
                compiled = self._compiled[at]
                if compiled is None:
                    compiled = self._compiled[at] = re.compile(pattern, FLAGS)
                yield compiled, of

    def found(self, text: str) -> set[T]:
        """What belongs to the patterns that are found somewhere in a text."""
        found: set[T] = set()
        for pattern, of in self.likely(text):
            if of not in found and pattern.search(text):
                found.add(of)
        return found

    def _look_up(self, word: str) -> int:
        """The needs that a word meets, which is kept."""
        if len(self._seen) > _MOST_WORDS:
            self._seen.clear()
        bits = self._seen[word] = self._bits(word)
        return bits

    def _bits(self, word: str) -> int:
        if not _ODD.isdisjoint(word):
            return self._all
        edged = f"{EDGE}{word.lower()}{EDGE}"
        met = self._edged.get
        bits = met(edged, 0)
        for at in range(1, len(edged)):
            bits |= met(edged[:at], 0) | met(edged[at:], 0)
        for piece, its_bits in self._inner.items():
            if piece in edged:
                bits |= its_bits
        return bits
