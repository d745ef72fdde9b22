"""Whether the text layer of a page says what the page shows.

Fonts without a usable map to Unicode give signs that look like text and are
not ("Jgvqrfrxr Cryrnhg"). On the pages of corpus/ at least half of the words
are known, on tables of Latin names as well; of such garbage next to none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.pdf.printed import Token
from ingest.words.frequencies import zipf

EDGES = ".,;:!?()[]{}<>/\\-–—_'\"‘’“”«»%€$&*+=|•@#§°…"
NUMBER = re.compile(r"\d[\d.,:/–-]*|\d{1,3}[a-z]{1,3}")
SEAM = re.compile(r"[-/’']")
# So many, taken from all over the page, are enough to tell and cost little.
MAX_TOKENS = 80
# With fewer letters than this (a slide, a chart, a cover) a page is taken for what it says.
MIN_CHARS = 60
MIN_READABLE = 0.25
# Once in ten million words, in Dutch or English.
KNOWN_ZIPF = 2.0


def is_legible(tokens: Sequence[Token]) -> bool:
    """Whether a page has text, and a fair part of it is words and numbers."""
    plain = [token.text.strip(EDGES) for token in tokens[:: 1 + len(tokens) // MAX_TOKENS]]
    n_chars = sum(map(len, plain))
    if n_chars < MIN_CHARS:
        return bool(tokens)
    # Few pages are in English; its list of words takes as long to load as ten pages take to read.
    return any(_has_readable(plain, languages, MIN_READABLE * n_chars) for languages in (("nl",), ("nl", "en")))


def _has_readable(words: Sequence[str], languages: tuple[str, ...], n_chars: float) -> bool:
    """Whether so many characters stand in numbers and in words of these languages."""
    n_readable = 0
    for word in words:
        if NUMBER.fullmatch(word) or any(
            _is_known(part, language) for part in SEAM.split(word.lower()) for language in languages
        ):
            n_readable += len(word)
            if n_readable >= n_chars:
                return True
    return False


def _is_known(word: str, language: str) -> bool:
    return len(word) > 1 and word.isalpha() and zipf(word, language) >= KNOWN_ZIPF
