"""Dutch words: how a text becomes tokens, which tokens are one word family, and what compounds are made of.

No stemmer alone joins what belongs together: Snowball's `dutch` splits
wendbare from wendbaar and maatregel from maatregelen, `dutch_porter` splits
uitvoeringsorganisatie(s) and handelingsperspectief/-ven. So a word is brought
to its dictionary form first (simplemma knows beloofd -> beloven), a compound
by its last part, and what is left is stemmed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache

import Stemmer

# A letter before a hyphen is part of the word: e-mail is email. Other hyphens separate words: ICT-systemen.
_TOKEN = re.compile(r"(?<![^\W_])[^\W\d_]-[^\W\d_]{3,}|[^\W_]+")
_STEMMER = Stemmer.Stemmer("dutch_porter")

# Forms whose dictionary form is another word in other texts, not in these: leden are members, not sufferings.
_LEMMAS = {
    "leden": "lid",
    "ledens": "lid",
    "stukken": "stuk",
    "kamers": "kamer",
    "baten": "baat",
    "moties": "motie",
    "wende": "wenden",
    "gewend": "wennen",
    "wet": "wet",
    "wetten": "wet",
    "data": "data",
    "zorgen": "zorg",
    "emails": "email",
    "mails": "mail",
}

# Endings that make a new word of a word; they look like words of their own, and no compound ends in one.
_SUFFIXES = frozenset(
    "baar baarheid heid heden lijk lijke lijkheid loos loze schap ling ster achtig matig zaam".split()
)
# No part of a compound is shorter: below this, every word falls apart (organisatie = organ + is + atie).
MIN_PART = 4
# A stem of three letters or fewer joins strangers: weten with wet.
MIN_STEM = 3
_LINKS = ("", "s", "e", "en", "er")


def fold(text: str) -> str:
    """Lower case without diacritics or hyphens: Coördinatie -> coordinatie, E-mail -> email."""
    decomposed = unicodedata.normalize("NFKD", text.lower().replace("-", ""))
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def token_spans(text: str) -> list[tuple[int, int, str]]:
    """(start, end, token) of every word of a text: runs of letters and digits, folded."""
    return [(match.start(), match.end(), fold(match.group())) for match in _TOKEN.finditer(text)]


def tokens(text: str) -> list[str]:
    """The folded words of a text, in order."""
    return [token for _, _, token in token_spans(text)]


@lru_cache(maxsize=200_000)
def key(token: str) -> str:
    """The name of a token's word family: tokens with one key are searched as one word.

    >>> key("wendbare") == key("wendbaarheid"), key("wenden") == key("wendbaar")
    (True, False)
    """
    lemma = _lemma(token)
    base = _adjective(lemma or token) or lemma
    if base is None:
        return _stem(token)
    # A verb and the noun in -ing that is made of it are one family (uitvoeren, uitgevoerd, uitvoering);
    # other dictionary forms are kept whole: stemming would join zaak with zak.
    stem = _stem(base) if base.endswith(("en", "ing")) else base
    return stem if len(stem) > MIN_STEM else base


def _stem(word: str) -> str:
    """Snowball's older Dutch stem, with v and z at its end as they are spelt there: perspectiev -> perspectief."""
    stem = str(_STEMMER.stemWord(word)) or word
    return stem[:-1] + {"v": "f", "z": "s"}.get(stem[-1], stem[-1])


def keys(forms: Iterable[str]) -> list[str]:
    """The key of each token."""
    return [key(form) for form in forms]


@lru_cache(maxsize=200_000)
def parts(token: str) -> tuple[str, ...]:
    """The keys of the words a compound is made of; empty for a word that is none.

    >>> parts("uitvoeringstoets") == (key("uitvoering"), key("toets"))
    True
    """
    split = _split(token)
    return tuple(key(part) for part in split) if len(split) > 1 else ()


def _lemma(token: str) -> str | None:
    """The dictionary form; of a word the dictionary does not know, that of its last part; None if that fails too."""
    if token in _LEMMAS:
        return _LEMMAS[token]
    if not token.isalpha():
        return None
    # The s of iets wendbaars and of the UWV's is no part of the word.
    known = _dictionary_form(token) or _dictionary_form(token.removesuffix("s"))
    if known:
        return known
    for at in range(MIN_PART - 1, len(token) - MIN_PART + 1):
        tail = _LEMMAS.get(token[at:]) or _dictionary_form(token[at:])
        if tail:
            return token[:at] + tail
    return None


def _adjective(lemma: str) -> str | None:
    """The adjective that a noun is made of: wendbaarheid -> wendbaar, flexibiliteit -> flexibel."""
    for ending, adjective in (("heid", ""), ("ibiliteit", "ibel"), ("abiliteit", "abel")):
        if lemma.endswith(ending) and len(lemma) > len(ending) + 2:
            base = lemma.removesuffix(ending) + adjective
            if base.endswith("baar") or _dictionary_form(base) or _split(base) != (base,):
                return _lemma(base) or base
    return None


@cache
def _dictionary_form(word: str) -> str | None:
    import simplemma

    if not word or not simplemma.is_known(word, lang="nl"):
        return None
    # Separable verbs are listed as uit_voeren.
    return fold(simplemma.lemmatize(word, lang="nl").replace("_", ""))


def _split(token: str) -> tuple[str, ...]:
    """The parts of a compound, the longest last part first; (token,) if it has none."""
    for at in range(MIN_PART, len(token) - MIN_PART + 1):
        head, tail = token[:at], token[at:]
        if not _is_word(tail):
            continue
        for link in _LINKS:
            stem = head.removesuffix(link)
            if not head.endswith(link) or len(stem) < MIN_PART or link + tail in _SUFFIXES:
                continue
            if _is_word(stem):
                return (stem, tail)
            if len(_split(stem)) > 1:
                return (*_split(stem), tail)
    return (token,)


def _is_word(token: str) -> bool:
    return token not in _SUFFIXES and _dictionary_form(token) is not None
