"""Dutch words: how a text becomes tokens, and which tokens are one word family."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

import Stemmer

_TOKEN = re.compile(r"[^\W_]+")
_STEMMER = Stemmer.Stemmer("dutch_porter")


def fold(text: str) -> str:
    """Lower case without diacritics: Coördinatie -> coordinatie. May change the length of the text."""
    decomposed = unicodedata.normalize("NFKD", text.lower())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def token_spans(text: str) -> list[tuple[int, int, str]]:
    """(start, end, token) of every word of a text: runs of letters and digits, folded."""
    return [(match.start(), match.end(), fold(match.group())) for match in _TOKEN.finditer(text)]


def tokens(text: str) -> list[str]:
    """The folded words of a text, in order."""
    return [token for _, _, token in token_spans(text)]


@lru_cache(maxsize=200_000)
def key(token: str) -> str:
    """The name of a token's word family: tokens with one key are searched as one word."""
    return str(_STEMMER.stemWord(token)) or token


def keys(forms: Iterable[str]) -> list[str]:
    """The key of each token."""
    return [key(form) for form in forms]
