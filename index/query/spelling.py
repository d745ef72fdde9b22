"""What was meant by a word that no paper has: the nearest word that stands in the library."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from string import ascii_lowercase

from index.dutch.families import token_spans
from index.query.vocabulary import KnownWords

# A shorter word has too many neighbours; a longer one is no word.
SHORTEST, LONGEST = 5, 40
# Of a longer word two letters may be wrong, when it begins as it should.
LONG = 8
SURE_LETTERS = 3
SHORTEST_PART = 4


def suggested(typed: str, absent: Collection[str], vocabulary: KnownWords) -> str | None:
    """The query as typed, with for each word that stands nowhere the nearest one that does; None where there is none.

    absent: the words of the query that stand nowhere among what was searched, folded; elsewhere they may.
    """
    held = vocabulary.occurrences(absent)
    nearest = {word: near for word in absent if word not in held and (near := _nearest(word, vocabulary))}
    if not nearest:
        return None
    parts, at = [], 0
    for start, end, token in token_spans(typed):
        if token in nearest:
            near = nearest[token]
            parts += [typed[at:start], near.capitalize() if typed[start].isupper() else near]
            at = end
    return "".join([*parts, typed[at:]]) if parts else None


def _nearest(word: str, vocabulary: KnownWords) -> str | None:
    """The word with the fewest letters otherwise, and of several the commonest."""
    if not SHORTEST <= len(word) <= LONGEST or not word.isalpha():
        return None
    counts = vocabulary.occurrences(set(_edits(word)))
    if not counts and len(word) >= LONG and not _is_compound(word, vocabulary):
        begin_so = vocabulary.starting_with(word[:SURE_LETTERS])
        counts = vocabulary.occurrences([form for form in begin_so if _within_two(word, form)])
    return max(sorted(counts), key=lambda form: counts[form], default=None)


def _is_compound(word: str, vocabulary: KnownWords) -> bool:
    """Whether a word is made of two that stand in the library, as meerwerk is: it lacks there, and is no error."""
    halves = [(word[:at], word[at:]) for at in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1)]
    held = vocabulary.occurrences({half for pair in halves for half in pair})
    return any(first in held and second in held for first, second in halves)


def _edits(word: str) -> Iterator[str]:
    """The words with one letter more, less or other, or two letters in turn (after Damerau 1964)."""
    for at in range(len(word) + 1):
        before, after = word[:at], word[at:]
        for letter in ascii_lowercase:
            yield before + letter + after
            if after:
                yield before + letter + after[1:]
        if after:
            yield before + after[1:]
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]


def _within_two(one: str, other: str) -> bool:
    """Whether two words differ in at most two letters (Levenshtein 1966)."""
    if abs(len(one) - len(other)) > 2:
        return False
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, start=1):
        previous, row[0] = row[0], at
        for place, other_letter in enumerate(other, start=1):
            previous, row[place] = (
                row[place],
                min(row[place] + 1, row[place - 1] + 1, previous + (letter != other_letter)),
            )
        if min(row) > 2:
            return False
    return row[-1] <= 2
