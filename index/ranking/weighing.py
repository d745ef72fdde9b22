"""What each word of a query weighs in a passage: BM25 as SQLite FTS5 counts it, term by term.

FTS5 only gives the sum, and only for all passages that match, which takes
long for words that stand in most of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import compress
from math import fsum, log

from index.dutch.families import tokens
from index.library.wording.words import FIELD_WEIGHTS, Columns, Size
from index.query.plan import Plan, PlannedWord
from index.query.syntax import STOP_WORDS

# The parameters of FTS5's bm25(); the least a word can weigh is what FTS5 gives to one that stands everywhere.
K1 = 1.2
B = 0.75
LEAST_IDF = 1e-6
# Words that stand side by side in the query and in a passage weigh this much more, together (after the sequential
# dependence model, Metzler and Croft 2005).
PAIR_SHARE = 0.2
# Words of a question that an answer has within so many words stand in one sentence, most often.
A_SENTENCE = 16


def weights(columns: Columns, words: Iterable[PlannedWord], size: Size) -> dict[str, float]:
    """Each word of a query with what it adds to the BM25 score of a passage; words that add nothing are left out."""
    length = _length(columns, size)
    found = {}
    for word in words:
        as_typed = 0.0 if word.narrowed or word.share < 1 else FIELD_WEIGHTS[0] * count_run(columns.exact, word.word)
        weight = _weight(_frequency(columns, word), word.in_passages, length, size)
        weight += _weight(as_typed, word.n_exact, length, size)
        if weight:
            found[word.word] = word.share * weight
    return found


def all_weights(columns: Columns, plan: Plan, size: Size) -> dict[str, float]:
    """What words, parts of compounds and words side by side add to the lexical score of a passage."""
    found = weights(columns, (*plan.words.values(), *plan.parts), size)
    pairs = [(one, next) for one, next in plan.pairs if one.word in found and next.word in found]
    if pairs:
        length = _length(columns, size)
        families = _content(columns, columns.body)
        for one, next in pairs:
            as_typed = one.narrowed or next.narrowed
            run = f"{one.word} {next.word}" if as_typed else f"{one.key} {next.key}"
            n_found = count_run(_content(columns, columns.exact) if as_typed else families, run)
            if n_found:
                both = sum(_weight(n_found, word.in_passages, length, size) for word in (one, next))
                found[f"{one.word} {next.word}"] = PAIR_SHARE * both
    return found


def telling(plan: Plan, size: Size) -> dict[str, float]:
    """What each word of a query can tell."""
    return {word.word: idf(word.in_passages, size) for word in plan.words.values() if word.key}


def coverage(columns: Columns, found: Mapping[str, float], plan: Plan, tells: Mapping[str, float]) -> float:
    """Which part of what the words of a query can tell a passage has, 0 to 1; how often it has them is all one.

    The very words count, in its text and its headings; compounds with them say something else too.

    Args:
        found: what the words weigh that a passage has in any way.
        tells: of telling.
    """
    held = (
        tells[word.word]
        for word in plan.words.values()
        if word.key
        and word.word in found
        and (has_word(columns, word) or (not word.narrowed and count_run(columns.heading, word.key) > 0))
    )
    return fsum(held) / (fsum(tells.values()) or 1.0)


def together(columns: Columns, found: Mapping[str, float], plan: Plan, tells: Mapping[str, float]) -> float:
    """Which part of what the words of a query can tell stands within A_SENTENCE words of a passage, where it has most.

    Args:
        found, tells: as of coverage.
    """
    words = [word for word in plan.words.values() if word.key and word.word in found]
    # What each family tells; of an abbreviation only the very form stands for it.
    families, forms = dict[str, float](), dict[str, float]()
    for word in words:
        if word.narrowed:
            forms |= dict.fromkeys(word.family, tells[word.word])
        else:
            families[word.key] = families.get(word.key, 0.0) + tells[word.word]
    places = [(at, key) for at, key in enumerate(columns.body.split()) if key in families]
    if forms:
        places += [(at, form) for at, form in enumerate(columns.exact.split()) if form in forms]
        places.sort()
    return _most_within(places, families | forms) / (fsum(tells.values()) or 1.0)


def _most_within(places: Sequence[tuple[int, str]], tells: Mapping[str, float]) -> float:
    """The most that words tell which stand within A_SENTENCE words of each other; each counts once."""
    held = dict.fromkeys([word for _, word in places], 0)
    most, now, first = 0.0, 0.0, 0
    # No more than all of them can be in one place.
    all_told = sum(tells[word] for word in held)
    for at, word in places:
        if not held[word]:
            now += tells[word]
        held[word] += 1
        while at - places[first][0] >= A_SENTENCE:
            gone = places[first][1]
            held[gone] -= 1
            if not held[gone]:
                now -= tells[gone]
            first += 1
        if now > most:
            most = now
            if most >= all_told:
                break
    return most


def idf(n: int, size: Size) -> float:
    """What a word weighs that stands in n passages."""
    n = min(n, size.n_passages)
    return max(LEAST_IDF, log((size.n_passages - n + 0.5) / (n + 0.5)))


def _length(columns: Columns, size: Size) -> float:
    return K1 * (1 - B + B * len(columns) / size.mean_words)


def _content(columns: Columns, words: str) -> str:
    """The words of the text of a passage, as families or as they stand, without its stop words."""
    return " ".join(compress(words.split(), [form not in STOP_WORDS for form in columns.exact.split()]))


def _weight(frequency: float, n: int, length: float, size: Size) -> float:
    return idf(n, size) * frequency * (K1 + 1) / (frequency + length) if frequency else 0.0


def _frequency(columns: Columns, word: PlannedWord) -> float:
    """How often a word stands in a passage in one of its forms or names, weighed by column."""
    in_exact = float(sum(count_run(columns.exact, _folded(name)) for name in word.names)) if word.names else 0.0
    if word.narrowed:
        _, body, parts, *_ = FIELD_WEIGHTS
        own, compounds = (
            sum(count_run(columns.exact, form) for form in some) for some in (word.family, word.compounds)
        )
        return FIELD_WEIGHTS[0] * in_exact + body * own + parts * compounds
    in_families = 0.0
    for column, weight in zip(columns.all[1:], FIELD_WEIGHTS[1:], strict=True):
        if word.key in column:
            in_families += weight * count_run(column, word.key)
    return FIELD_WEIGHTS[0] * in_exact + in_families


def has_word(columns: Columns, word: PlannedWord) -> bool:
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
    padded = f" {words} "
    if f" {run} {run} " in padded:
        # Two in a row share the space between them.
        return padded.replace(" ", "  ").count(f" {run.replace(' ', '  ')} ")
    return padded.count(f" {run} ")


def _folded(name: str) -> str:
    return " ".join(tokens(name))
