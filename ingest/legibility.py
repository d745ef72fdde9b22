"""Whether the text layer of a page says what the page shows.

Fonts without a usable map to Unicode give signs that look like text and are
not ("Jgvqrfrxr Cryrnhg"). On the pages of corpus/ at least half of the words
are known, on tables of Latin names as well; of such garbage next to none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from wordfreq import zipf_frequency

from ingest.pdf import Token

EDGES = ".,;:!?()[]{}<>/\\-–—_'\"‘’“”«»%€$&*+=|•@#§°…"
NUMBER = re.compile(r"\d[\d.,:/–-]*|\d{1,3}[a-z]{1,3}")
# So many, taken from all over the page, are enough to tell and cost little.
MAX_TOKENS = 80
# With fewer letters than this (a slide, a chart, a cover) a page is taken for what it says.
MIN_CHARS = 60
MIN_READABLE = 0.25
# Once in ten million words, in Dutch or English.
KNOWN_ZIPF = 2.0


def is_legible(tokens: Sequence[Token]) -> bool:
    """Whether a page has text, and a fair part of it is words and numbers."""
    n_chars = n_readable = 0
    for token in tokens[:: 1 + len(tokens) // MAX_TOKENS]:
        plain = token.text.strip(EDGES)
        n_chars += len(plain)
        if NUMBER.fullmatch(plain) or any(_is_known(part) for part in re.split(r"[-/’']", plain.lower())):
            n_readable += len(plain)
    return bool(tokens) and (n_chars < MIN_CHARS or n_readable >= MIN_READABLE * n_chars)


@lru_cache(maxsize=50_000)
def _is_known(word: str) -> bool:
    known = word.isalpha() and len(word) > 1
    return known and any(zipf_frequency(word, language) >= KNOWN_ZIPF for language in ("nl", "en"))
