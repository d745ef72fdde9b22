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

WORD = re.compile(r"[^\W\d_]+")
# Enough to tell, and few enough to cost nothing.
MAX_TOKENS = 300
# With fewer letters than this (a slide, a chart, a cover) a page is taken for what it says.
MIN_CHARS = 60
MIN_READABLE = 0.25
# Once in ten million words, in Dutch or English.
KNOWN_ZIPF = 2.0
PUNCTUATION = frozenset(".,;:!?()[]{}<>/\\-–—_'\"‘’“”«»%€$&*+=|•@#")


def is_legible(tokens: Sequence[Token]) -> bool:
    """Whether a page has text, and a fair part of it is words and numbers."""
    n_chars = n_readable = 0
    for token in tokens[:MAX_TOKENS]:
        n_chars += sum(char not in PUNCTUATION for char in token.text)
        n_readable += sum(char.isdigit() for char in token.text)
        n_readable += sum(len(word) for word in WORD.findall(token.text) if _is_known(word.lower()))
    return bool(tokens) and (n_chars < MIN_CHARS or n_readable >= MIN_READABLE * n_chars)


@lru_cache(maxsize=50_000)
def _is_known(word: str) -> bool:
    return len(word) > 1 and any(zipf_frequency(word, language) >= KNOWN_ZIPF for language in ("nl", "en"))
