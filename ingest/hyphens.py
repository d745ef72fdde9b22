"""Line-end hyphens: which ones are the printer's and which belong to the word.

The document's own vocabulary decides first: a word that stands elsewhere in
it, whole or with its hyphen, is written that way here too. Then the spelling:
capitals, digits and suspended compounds keep their hyphen. Then how often the
words occur in Dutch (wordfreq).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from wordfreq import zipf_frequency

# "wet- en regelgeving", "emissie- en", "beleids- of": the first half of a compound that is finished later.
SUSPENDED_BY = frozenset({"en", "of", "en/of", "én", "noch", "tot", "als", "dan", "respectievelijk", "versus", "c.q."})
# Prefixes and first members that Dutch sets with a hyphen before what follows.
HYPHENATED_PREFIXES = frozenset(
    "niet non oud ex anti pro semi quasi vice adjunct aspirant interim bijna kandidaat leerling chef min euro ".split()
)  # fmt: skip
URL = re.compile(r"(?:https?://|www\.|[a-z0-9-]+\.(?:nl|com|eu|org|net)/)\S*\Z", re.IGNORECASE)
EDGE = re.compile(r"\A[^\w]+|[^\w]+\Z")

Vocabulary = Mapping[str, int]


def joined(first: str, second: str, vocabulary: Vocabulary) -> str | None:
    """What a word broken over a line reads when put together; None when a space stays between the halves.

    first: all of the word that stands on the first line, with its hyphen.
    second: the rest, as it stands on the next line. vocabulary: how often the
    words of the document occur, in lower case, those at line ends left out.

    >>> joined("handelingsperspec-", "tieven", {})
    'handelingsperspectieven'
    >>> joined("ICT-", "systemen", {})
    'ICT-systemen'
    >>> joined("wet-", "en", {}) is None
    True
    """
    if second.lower().strip("(),;:.") in SUSPENDED_BY and not URL.search(first):
        return None
    return first + second if _keeps_hyphen(first, second, vocabulary) else first[:-1] + second


def _keeps_hyphen(first: str, second: str, vocabulary: Vocabulary) -> bool:
    stem, rest = EDGE.sub("", first), EDGE.sub("", second)
    if not stem or not rest or URL.search(first):
        return True
    if not stem[-1].isalpha() or not rest[0].isalpha():
        return True
    whole, hyphenated = (stem + rest).lower(), f"{stem}-{rest}".lower()
    seen_whole, seen_hyphenated = vocabulary.get(whole, 0), vocabulary.get(hyphenated, 0)
    if seen_whole != seen_hyphenated:
        return seen_hyphenated > seen_whole
    if rest[0].isupper():
        return True
    last_part = stem.rsplit("-", 1)[-1]
    if _is_abbreviation(last_part):
        return True
    if last_part.lower() in HYPHENATED_PREFIXES:
        return not _is_word(last_part + rest, 1.0)
    return _reads_better_apart(last_part, rest.split("-", 1)[0])


def _is_abbreviation(part: str) -> bool:
    """ICT, NOW, AVG, GGD, ov: two capitals or more, or no vowel at all."""
    return sum(char.isupper() for char in part) >= 2 or (len(part) == 1 and part.isupper())


def _reads_better_apart(stem: str, rest: str) -> bool:
    """Compounds that Dutch writes with a hyphen where vowels meet: "zee-eend", "auto-ongeluk", "energie-infrastructuur"."""
    if _is_word(stem + rest, 1.0) or not (_is_word(stem, 2.0) and _is_word(rest, 2.0)):
        return False
    return _vowels_clash(stem.lower(), rest.lower())


def _vowels_clash(stem: str, rest: str) -> bool:
    pair = stem[-1:] + rest[:1]
    return pair in {"aa", "ae", "ai", "au", "ee", "ei", "eu", "ie", "ii", "ij", "oe", "oi", "oo", "ou", "ui", "uu"}


@lru_cache(maxsize=50_000)
def _is_word(text: str, zipf: float) -> bool:
    """Whether Dutch text uses this word; zipf 2 is once in ten million words."""
    return bool(zipf_frequency(text.lower(), "nl") >= zipf)
