"""What each word of a query weighs in a passage: BM25 as SQLite FTS5 counts it, term by term.

FTS5 only gives the sum, and only for all passages that match, which takes
long for words that stand in most of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import log

from index.expression import Searched
from index.library.words import FIELD_WEIGHTS, Columns, Size
from index.words import tokens

# The parameters of FTS5's bm25(); the least a word can weigh is what FTS5 gives to one that stands everywhere.
K1 = 1.2
B = 0.75
LEAST_IDF = 1e-6


def weights(columns: Columns, words: Iterable[Searched], size: Size) -> dict[str, float]:
    """Each word of a query with what it adds to the BM25 score of a passage; words that add nothing are left out."""
    length = K1 * (1 - B + B * len(columns) / size.mean_words)
    found = {}
    for word in words:
        as_typed = 0.0 if word.narrowed else FIELD_WEIGHTS[0] * count_run(columns.exact, word.word)
        weight = _weight(_frequency(columns, word), word.n, length, size)
        weight += _weight(as_typed, word.n_exact, length, size)
        if weight:
            found[word.word] = weight
    return found


def idf(n: int, size: Size) -> float:
    """What a word weighs that stands in n places; in how many passages is not kept, and is no more than that."""
    n = min(n, size.n_passages)
    return max(LEAST_IDF, log((size.n_passages - n + 0.5) / (n + 0.5)))


def _weight(frequency: float, n: int, length: float, size: Size) -> float:
    return idf(n, size) * frequency * (K1 + 1) / (frequency + length) if frequency else 0.0


def _frequency(columns: Columns, word: Searched) -> float:
    """How often a word stands in a passage in one of its forms or names, weighed by column."""
    in_exact = float(sum(count_run(columns.exact, _folded(name)) for name in word.names))
    if word.narrowed:
        return FIELD_WEIGHTS[0] * (in_exact + sum(count_run(columns.exact, form) for form in word.forms))
    in_families = zip(columns.all[1:], FIELD_WEIGHTS[1:], strict=True)
    return FIELD_WEIGHTS[0] * in_exact + sum(weight * count_run(column, word.key) for column, weight in in_families)


def has_word(columns: Columns, word: Searched) -> bool:
    """Whether the text of a passage has the very word: a form or a name of it, not a compound with it."""
    if word.narrowed:
        return any(count_run(columns.exact, form) for form in (*word.family, *map(_folded, word.names)))
    return bool(count_run(columns.body, word.key)) or any(
        count_run(columns.exact, _folded(name)) for name in word.names
    )


def count_run(words: str, run: str) -> int:
    """How often a word, or some in this order, stands among words that are parted by spaces."""
    if not run or run not in words:
        return 0
    return f" {words} ".replace(" ", "  ").count(f" {run.replace(' ', '  ')} ")


def _folded(name: str) -> str:
    return " ".join(tokens(name))
