"""What a condition finds in a library of PostgreSQL, ranked by BM25 as SQLite's FTS5 ranks it.

The words stand in postings, so that a word which 5,000 passages have is
ranked in milliseconds; ts_rank takes 18 microseconds a passage. Words in a row,
and words near each other, are found by the tsvector or by their postings, and
then counted where they stand.

BM25 is that of https://sqlite.org/fts5.html#the_bm25_function: k1 = 1.2,
b = 0.75, the length of a passage over all its columns, a run of words or a
prefix counted as one word, and at least 0.000001 for one that half of all have.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce
from math import log
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.library.postgres.connection import PostgresConnection
from index.library.wording.words import FIELD_WEIGHTS, Columns, Size
from index.query.condition import But, Close, Condition, Either, Every, Field, Run

_K1, _B = 1.2, 0.75
_LEAST_IDF = 1e-6
# The first letter of a lexeme, and the weight of a word in BM25, by the column that the word stands in.
KINDS: Mapping[Field, str] = {"exact": "e", "body": "b", "parts": "p", "heading": "h", "title": "t"}
_WEIGHTS: Mapping[Field, float] = dict(zip(KINDS, FIELD_WEIGHTS, strict=True))
# A lexeme has at most 2046 bytes, and a letter at most four.
_LONGEST_WORD = 500

Ids = NDArray[np.int64]
Numbers = NDArray[np.float64]
# A passage, how often the word stands in it, how many words it has.
_PLACE = np.dtype([("passage", "<i4"), ("n", "<i4"), ("size", "<i4")])


class Ranked(NamedTuple):
    """Passages, ascending, with the number of their document and their score."""

    ids: Ids
    documents: Ids
    scores: Numbers

    def of(self, kept: NDArray[np.bool_]) -> Ranked:
        return Ranked(self.ids[kept], self.documents[kept], self.scores[kept])


class Postings(NamedTuple):
    """Where a lexeme stands: in which passages how often, as _PLACE, and the number of the document of each."""

    places: NDArray[np.void]
    documents: Ids


class _Counted(NamedTuple):
    """Passages with one run of words: how often it stands in each, by weight, and how many words each has."""

    ids: Ids
    documents: Ids
    frequencies: Numbers
    sizes: Numbers


def lexeme(field: Field, word: str) -> str:
    """A word as it stands in postings."""
    return f"{KINDS[field]}:{word[:_LONGEST_WORD]}"


def tsvector_of(exact: str) -> str:
    """The words of a passage as they stand, as PostgreSQL reads a tsvector."""
    places = defaultdict[str, list[int]](list)
    for at, word in enumerate(exact.split(), start=1):
        places[word[:_LONGEST_WORD]].append(at)
    return " ".join(f"'e:{word}':{','.join(map(str, at))}" for word, at in places.items())


def postings_of(ids: Sequence[int], passages: Sequence[Columns]) -> dict[str, bytes]:
    """The postings of the passages of one document, by lexeme."""
    found = defaultdict[str, list[tuple[int, int, int]]](list)
    for id, columns in zip(ids, passages, strict=True):
        size = len(columns)
        for field, words in zip(KINDS, columns.all, strict=True):
            for word, n in Counter(word[:_LONGEST_WORD] for word in words.split()).items():
                found[lexeme(field, word)].append((id, n, size))
    return {word: np.array(places, dtype=_PLACE).tobytes() for word, places in found.items()}


# One row a lexeme: 5,000 rows of one document each take the client longer than the server.
_POSTINGS = """
SELECT lexeme, string_agg(places, ''), string_agg(int8send(document), ''), string_agg(int4send(length(places)), '')
FROM postings WHERE {} GROUP BY lexeme
"""


class PostingsRead:
    """The postings of a library, each lexeme read once as long as this lives."""

    def __init__(self, connection: PostgresConnection) -> None:
        self._connection = connection
        self._read: dict[str, Postings] = {}

    def of(self, lexemes: Iterable[str]) -> dict[str, Postings]:
        """Those of some lexemes; without those that stand nowhere."""
        wanted = sorted(set(lexemes))
        missing = [word for word in wanted if word not in self._read]
        if missing:
            nowhere = Postings(np.empty(0, _PLACE), np.empty(0, np.int64))
            self._read |= dict.fromkeys(missing, nowhere) | self._found("lexeme = ANY(%s)", (missing,))
        return {word: postings for word in wanted if len((postings := self._read[word]).places)}

    def within(self, lexemes: Iterable[str], documents: Sequence[int]) -> dict[str, Postings]:
        """Those in some papers, by number."""
        return self._found("lexeme = ANY(%s) AND document = ANY(%s)", (sorted(set(lexemes)), list(documents)))

    def beginning_with(self, beginning: str) -> dict[str, Postings]:
        return self._found("lexeme >= %s AND lexeme < %s", (beginning, beginning + "\U0010ffff"))

    def _found(self, which: str, given: Sequence[object]) -> dict[str, Postings]:
        found = {}
        for word, places, documents, lengths in self._connection.prepared(_POSTINGS.format(which), given):
            n_places = np.frombuffer(lengths, ">i4") // _PLACE.itemsize
            numbers = np.repeat(np.frombuffer(documents, ">i8").astype(np.int64), n_places)
            found[word] = Postings(np.frombuffer(places, _PLACE), numbers)
        return found


def counted_in(postings: Mapping[str, Postings], allowed: Ids) -> dict[str, int]:
    """How often each lexeme stands in some passages; without those that do not. allowed: ascending."""
    counts = {
        word: int(each.places["n"][np.isin(each.places["passage"], allowed)].sum()) for word, each in postings.items()
    }
    return {word: n for word, n in counts.items() if n}


class Looking:
    """One look for a condition."""

    def __init__(
        self, connection: PostgresConnection, postings: PostingsRead, size: Size, condition: Condition
    ) -> None:
        self._connection = connection
        self._read = postings
        self._size = size
        words = {lexeme(field, run.words[0]) for run in _runs(condition) if _is_word(run) for field in run.fields}
        words |= {lexeme(near.field, words[0]) for near in _nears(condition) for words in near.runs if len(words) == 1}
        self._postings = postings.of(words)
        self._found = self._evaluated(condition)

    @property
    def found(self) -> Ranked:
        return self._found

    def _evaluated(self, condition: Condition) -> Ranked:
        """A run counts only in passages that all around it is true of."""
        match condition:
            case Run():
                return self._scored([self._counted(condition)])
            case Close():
                return self._scored(*self._near(condition))
            case Every(conditions=conditions):
                return reduce(_both, map(self._evaluated, conditions))
            case Either(conditions=conditions):
                return _any([self._evaluated(each) for each in conditions])
            case But(wanted=wanted, unwanted=unwanted):
                found = self._evaluated(wanted)
                return found.of(~np.isin(found.ids, self._evaluated(unwanted).ids))

    def _scored(self, runs: Sequence[_Counted], n_with: Sequence[int] | None = None) -> Ranked:
        """All runs are of the same passages; n_with: in how many passages each stands, where that is not all."""
        n_passages, mean = self._size.n_passages, self._size.mean_words or 1.0
        scores: Numbers = np.zeros(len(runs[0].ids))
        for at, run in enumerate(runs):
            n = len(run.ids) if n_with is None else n_with[at]
            idf = max(log((n_passages - n + 0.5) / (n + 0.5)), _LEAST_IDF) if n < n_passages else _LEAST_IDF
            frequencies = run.frequencies
            scores = scores + idf * (frequencies * (_K1 + 1) / (frequencies + _K1 * (1 - _B + _B * run.sizes / mean)))
        return Ranked(runs[0].ids, runs[0].documents, scores)

    def _counted(self, run: Run) -> _Counted:
        if _is_word(run):
            lexemes = [(lexeme(field, run.words[0]), _WEIGHTS[field]) for field in run.fields]
            return _of_postings([(self._postings[word], weight) for word, weight in lexemes if word in self._postings])
        if len(run.words) == 1:
            return _of_postings(
                [
                    (postings, _WEIGHTS[field])
                    for field in run.fields
                    for postings in self._read.beginning_with(lexeme(field, run.words[0])).values()
                ]
            )
        return self._in_a_row(run)

    def _in_a_row(self, run: Run) -> _Counted:
        """Words in a row are of the words as they stand only; the tsvector knows these."""
        assert run.fields == ("exact",)
        *before, last = (_quoted(word) for word in run.words)
        query = " <-> ".join([*before, last + ":*" if run.begins else last])
        rows = self._connection.query(
            "SELECT w.passage, p.document, w.n_words, w.exact FROM words w JOIN passages p ON p.id = w.passage "
            "WHERE w.places @@ %s::tsquery ORDER BY w.passage",
            (query,),
        )
        counted = [
            (id, document, n, size)
            for id, document, size, exact in rows
            if (n := len(_starts(exact.split(), run.words, begins=run.begins)))
        ]
        return _columns(counted, _WEIGHTS["exact"])

    def _near(self, near: Close) -> tuple[list[_Counted], list[int]]:
        """Each run where it stands close to all others, and in how many passages it stands at all."""
        alone = [self._counted(Run(words, (near.field,))) for words in near.runs]
        ids = reduce(np.intersect1d, (run.ids for run in alone))
        rows = self._connection.query(
            f"SELECT w.passage, p.document, w.n_words, w.{near.field} FROM words w "
            "JOIN passages p ON p.id = w.passage WHERE w.passage = ANY(%s) ORDER BY w.passage",
            (ids.tolist(),),
        )
        found = [
            (id, document, size, counts)
            for id, document, size, text in rows
            if (counts := close_together(text.split(), near.runs, near.distance))
        ]
        runs = [
            _columns([(id, document, counts[at], size) for id, document, size, counts in found], _WEIGHTS[near.field])
            for at in range(len(near.runs))
        ]
        return runs, [len(run.ids) for run in alone]


def close_together(words: Sequence[str], runs: Sequence[Sequence[str]], distance: int) -> list[int]:
    """How often each run stands with all others near it, at most `distance` words between; empty when none does.

    Counted as FTS5 does: from the left, each set of places where the last of
    them is no further than that from the end of the others.
    """
    places = [_starts(words, run) for run in runs]
    if not all(places):
        return []
    at, counted = [0] * len(runs), [list[int]() for _ in runs]
    while True:
        furthest = places[0][at[0]]
        matched = False
        while not matched:
            matched = True
            for i, run in enumerate(runs):
                nearest = furthest - len(run) - distance
                while places[i][at[i]] < nearest:
                    matched = False
                    at[i] += 1
                    if at[i] == len(places[i]):
                        return _numbers(counted)
                if places[i][at[i]] > furthest:
                    matched, furthest = False, places[i][at[i]]
        for i, found in enumerate(counted):
            if not found or found[-1] != places[i][at[i]]:
                found.append(places[i][at[i]])
        following = [places[i][at[i] + 1] if at[i] + 1 < len(places[i]) else None for i in range(len(runs))]
        left = [(place, i) for i, place in enumerate(following) if place is not None]
        if not left:
            return _numbers(counted)
        at[min(left)[1]] += 1


def _numbers(counted: Sequence[Sequence[int]]) -> list[int]:
    return [len(found) for found in counted] if counted[0] else []


def _starts(words: Sequence[str], run: Sequence[str], *, begins: bool = False) -> list[int]:
    """Where words stand in a row; begins: of the last one the beginning will do."""
    first, n = run[0], len(run)
    starts = [at for at, word in enumerate(words) if word == first] if n > 1 or not begins else range(len(words))
    *before, last = run
    return [
        at
        for at in starts
        if at + n <= len(words)
        and list(words[at : at + n - 1]) == before
        and (words[at + n - 1].startswith(last) if begins else words[at + n - 1] == last)
    ]


def _of_postings(parts: Sequence[tuple[Postings, float]]) -> _Counted:
    """Postings of several lexemes, each with its weight, as one word."""
    if not parts:
        return _columns([], 1.0)
    places = np.concatenate([each.places for each, _ in parts])
    documents = np.concatenate([each.documents for each, _ in parts])
    weighted = np.concatenate([each.places["n"] * weight for each, weight in parts])
    ids, first, place = np.unique(places["passage"].astype(np.int64), return_index=True, return_inverse=True)
    frequencies: Numbers = np.bincount(place, weights=weighted, minlength=len(ids)).astype(np.float64)
    return _Counted(ids, documents[first], frequencies, places["size"][first].astype(np.float64))


def _columns(rows: Sequence[tuple[int, int, int, int]], weight: float) -> _Counted:
    """(passage, document, how often, how many words) of each passage, as arrays."""
    table = np.array(rows, np.int64).reshape(-1, 4)
    return _Counted(table[:, 0], table[:, 1], (table[:, 2] * weight).astype(np.float64), table[:, 3].astype(np.float64))


def _both(one: Ranked, other: Ranked) -> Ranked:
    ids, left, right = np.intersect1d(one.ids, other.ids, assume_unique=True, return_indices=True)
    return Ranked(ids, one.documents[left], one.scores[left] + other.scores[right])


def _any(found: Sequence[Ranked]) -> Ranked:
    if not found:
        return Ranked(np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0))
    ids, first, place = np.unique(np.concatenate([each.ids for each in found]), return_index=True, return_inverse=True)
    weights = np.concatenate([each.scores for each in found])
    scores: Numbers = np.bincount(place, weights=weights, minlength=len(ids)).astype(np.float64)
    return Ranked(ids, np.concatenate([each.documents for each in found])[first], scores)


def _quoted(word: str) -> str:
    """Words are letters and digits, points and commas, so nothing in them is escaped."""
    return f"'e:{word[:_LONGEST_WORD]}'"


def _is_word(run: Run) -> bool:
    return len(run.words) == 1 and not run.begins


def _leaves(condition: Condition) -> Iterator[Run | Close]:
    match condition:
        case Run() | Close():
            yield condition
        case Every(conditions=conditions) | Either(conditions=conditions):
            for each in conditions:
                yield from _leaves(each)
        case But(wanted=wanted, unwanted=unwanted):
            yield from _leaves(wanted)
            yield from _leaves(unwanted)


def _runs(condition: Condition) -> Iterable[Run]:
    return (leaf for leaf in _leaves(condition) if isinstance(leaf, Run))


def _nears(condition: Condition) -> Iterable[Close]:
    return (leaf for leaf in _leaves(condition) if isinstance(leaf, Close))
