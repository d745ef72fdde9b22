"""How often a word occurs in a language, by the lists of wordfreq (Speer 2022).

Read straight from its files: the package itself loads tokenizers for all
languages first, which takes as long as reading ten pages of a report.
"""

from __future__ import annotations

import gzip
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

# Rarer words (less than once in ten million) are left out: they are as often misspelt as right.
RAREST_ZIPF = 2.0


def zipf(word: str, language: str) -> float:
    """The base-10 logarithm of how often a word occurs in a thousand million words; 0 when that is under 2.

    >>> zipf("regering", "nl") > 4 > zipf("regeringsvergaderplan", "nl")
    True
    """
    return _frequencies(language).get(word.lower(), 0.0)


@lru_cache(maxsize=2)
def _frequencies(language: str) -> dict[str, float]:
    """The list of a language: its place in the file (in centibels below certainty) is how often a word occurs."""
    import msgpack

    found = find_spec("wordfreq")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("wordfreq is not installed: run 'pip install wordfreq'.")
    packed = (Path(found.origin).parent / "data" / f"large_{language}.msgpack.gz").read_bytes()
    header, *lists = msgpack.unpackb(gzip.decompress(packed), raw=False)
    if header != {"format": "cB", "version": 1}:
        raise ValueError(f"the word list of wordfreq for {language} has another format: {header}")
    n_lists = round((9 - RAREST_ZIPF) * 100)
    frequencies: dict[str, float] = {}
    for place, words in enumerate(lists[: n_lists + 1]):
        frequencies.update(dict.fromkeys(words, 9 - place / 100))
    return frequencies
