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

from index.dutch.strong_verbs import infinitive_of, prefixed_infinitives_of

# A letter before a hyphen is part of the word: e-mail is email. Other hyphens separate words: ICT-systemen.
# A number with points or a comma is one word: 1.000.000, 2,5, artikel 3.1; in "leden 1,2,3" each is a word.
_THOUSANDS = r"\d{1,3}(?:[.\u00a0\u2009\u202f]\d{3})+(?:,\d+)?"
_NUMBER = rf"(?=\d)(?<![^\W_])(?<!\d[.,])(?:{_THOUSANDS}|\d+,\d+|\d+(?:\.\d+)+)(?![^\W_])(?![.,]\d)"
_TOKEN = re.compile(rf"{_NUMBER}|(?<![^\W_])[^\W\d_]-[^\W\d_]{{3,}}|[^\W_]+")
_THOUSANDS_ALONE = re.compile(_THOUSANDS)
_NUMBER_ALONE = re.compile(r"\d+(?:[.,]\d+)+")
_STEMMER = Stemmer.Stemmer("dutch_porter")

# Forms whose dictionary form is another word in other texts, not in these: leden are members, not sufferings.
_LEMMAS = dict(
    pair.split(":")
    for pair in """leden:lid ledens:lid stukken:stuk kamers:kamer baten:baat baat:baat moties:motie art:artikel
    wende:wenden wet:wet wetten:wet data:data zorgen:zorg emails:email mails:mail geweten:weten namen:naam
    verslagen:verslag gegevens:gegevens stal:stal staal:staal stalen:staal stallen:stal las:las bond:bond
    staats:staat""".split()
)

# Endings that make a new word of a word; they look like words of their own, and no compound ends in one.
_SUFFIXES = frozenset(
    """baar baarheid heid heden lijk lijke lijkheid loos loze schap schappen schappelijk schappelijke schapper schappers
    ling ring sing ster achtig matig zaam""".split()
)
# A part that is an end of one of these is none: ondernemer-s-chap.
_SUFFIX_ENDS = tuple(f"schap{ending}" for ending in ("", "pen", "pelijk", "pelijke", "per", "pers"))
# Words that open other words without being a part of their meaning: onderwijs is no kind of wijs.
_PARTICLES = frozenset(
    """aan achter alge ander binnen boven buiten door even geen hier langs maar mede meer mini naar neder onder over
    pass samen tegen terug tussen vast voor voort waar weder zelf""".split()
)
# What these are compounds of says nothing of what they mean.
_OPAQUE = frozenset(
    """maatregel maatregelen europees europese
    hoofdstuk hoofdstukken rechtbank rechtbanken burgemeester burgemeesters grondslag
    grondslagen landbouw loopbaan tijdstip hoogleraar werkelijk persoonlijk""".split()
)
# Words that the dictionary lacks, of which papers make compounds.
_ALSO_WORDS = frozenset(
    """systematiek ethiek informatica robotica management krapte welzijn criminaliteit effectiviteit concurrentie schade
    welvaart armoede governance compliance monitoring didactiek software integriteit taskforce""".split()
)
# A longer token is no word but a link or a code; taking it apart would take minutes.
LONGEST_WORD = 60
# No part of a compound is shorter: below this, every word falls apart (organisatie = organ + is + atie).
MIN_PART = 4
# Shorter words that make compounds, and are no ending of other words.
_SHORT_PARTS = frozenset(["wet", "lid", "eis"])
_LINKS = ("", "s", "e", "en", "er")
_VOWELS = "aeiou"
_TREMAS = {"a": "ä", "e": "ë", "i": "ï", "o": "ö", "u": "ü"}


def fold(word: str) -> str:
    """A word in lower case, its letters and digits only: Coördinatie -> coordinatie, E-mail -> email.

    A number loses the marks of its thousands, 1.000.000 -> 1000000, and keeps others: 2,5 and 3.1.
    """
    if word.isascii() and word.isalnum():
        return word.lower()
    if _THOUSANDS_ALONE.fullmatch(word):
        return re.sub(r"[^\d,]", "", word)
    if _NUMBER_ALONE.fullmatch(word):
        return word
    decomposed = unicodedata.normalize("NFKD", word.lower().replace("-", ""))
    return "".join(character for character in decomposed if character.isalnum())


def token_spans(text: str) -> list[tuple[int, int, str]]:
    """(start, end, token) of every word of a text: runs of letters and digits, and whole numbers, folded."""
    folded = ((match.start(), match.end(), fold(match.group())) for match in _TOKEN.finditer(text))
    # A letter may be no more than a mark on white space (U+FE70).
    return [span for span in folded if span[2]]


def tokens(text: str) -> list[str]:
    """The folded words of a text, in order."""
    return [token for _, _, token in token_spans(text)]


@lru_cache(maxsize=200_000)
def key(token: str) -> str:
    """The name of a token's word family: tokens with one key are searched as one word.

    >>> key("wendbare") == key("wendbaarheid"), key("wenden") == key("wendbaar")
    (True, False)
    """
    if len(token) > LONGEST_WORD:
        return token
    head, lemma = _lemma(token)
    if lemma is None:
        return _adjective(token) or _stem(token)
    return head + _root(_adjective(lemma) or lemma)


def _stem(word: str) -> str:
    """Snowball's older Dutch stem, with v and z at its end as they are spelt there: perspectiev -> perspectief."""
    return _devoice(str(_STEMMER.stemWord(word)) or word)


def _root(lemma: str) -> str:
    """The name that a verb shares with what is made of it: uitvoeren and uitvoering -> uitvoer, eisen -> eis.

    regelen keeps its ending: a regel is not what is geregeld.
    """
    verb = _infinitive(lemma) or lemma
    if not verb.endswith("en") or _dictionary_form(verb + "s") == verb:
        return verb
    return next((root for root in _first_persons(verb) if _dictionary_form(root)), verb)


def _infinitive(noun: str) -> str | None:
    """The verb that a noun in -ing is made of."""
    if not noun.endswith("ing"):
        return None
    verb = noun.removesuffix("ing") + "en"
    return verb if _dictionary_form(verb) == verb else None


def _first_persons(verb: str) -> tuple[str, ...]:
    """geven -> geef, stellen -> stel, appen -> ap or app: the rules of Dutch spelling for open and closed syllables."""
    stem = verb.removesuffix("en")
    if len(stem) < 2 or stem[-1] in _VOWELS:
        return (stem,)
    if stem[-1] == stem[-2]:
        return stem[:-1], stem
    is_open = stem[-2] in "aeou" and stem[-3:-2] not in _VOWELS
    return (_devoice(stem[:-1] + stem[-2] + stem[-1] if is_open else stem),)


def _devoice(stem: str) -> str:
    """No Dutch word ends in v or z."""
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
    is_whole = token in _OPAQUE or len(token) > LONGEST_WORD or token[:1].isdigit()
    split = (token,) if is_whole else _split(token)
    return tuple(key(part) for part in split) if len(split) > 1 else ()


def _lemma(token: str) -> tuple[str, str | None]:
    """("", dictionary form); of a word that is in no dictionary (what precedes it, the form of its last part)."""
    whole = _known_lemma(token) or _infinitive(token)
    # The s of iets wendbaars and of the UWV's is no part of the word.
    whole = whole or (_known_lemma(token.removesuffix("s")) if token.endswith("s") else None)
    if whole or not token.isalpha():
        return "", whole
    for at in range(MIN_PART - 1, len(token) - MIN_PART + 1):
        tail = _known_lemma(token[at:])
        if tail:
            return token[:at], tail
    return "", None


def _known_lemma(token: str) -> str | None:
    """The dictionary form of a word that the dictionary or the grammar knows."""
    if token in _LEMMAS:
        return _LEMMAS[token]
    if not token.isalpha():
        return None
    lemma = infinitive_of(token) or _dictionary_form(token)
    if lemma is None or (lemma == token and "ge" in token):
        verbs = (verb for verb in prefixed_infinitives_of(token) if _dictionary_form(verb))
        lemma = next(verbs, None) or _of_participle(token) or lemma
    if lemma and lemma.endswith("ster") and "ster" not in token:
        # The dictionary brings a werkgever to the werkgeefster.
        return token.removesuffix("s")
    return _LEMMAS.get(lemma, lemma) if lemma else None


def _of_participle(token: str) -> str | None:
    """The infinitive of a weak participle that the dictionary lacks: geevalueerd -> evalueren."""
    if not (token.startswith("ge") and token.endswith(("d", "t"))):
        return None
    return _dictionary_form(token[2:-1])


def _adjective(word: str) -> str | None:
    """The adjective that a noun is made of: wendbaarheid -> wendbaar, flexibiliteit -> flexibel."""
    for ending, adjective in _QUALITIES:
        base = word.removesuffix(ending) + adjective
        if word.endswith(ending) and len(word) > len(ending) + 2:
            if base.endswith("baar"):
                return base
            if base in _PARTICLES:
                return None
            lemma = _dictionary_form(base)
            if lemma or _split(base) != (base,):
                return lemma or base
    return None


_QUALITIES = (("heid", ""), ("ibiliteit", "ibel"), ("abiliteit", "abel"), ("iviteit", "ief"), ("xiteit", "x"))


@cache
def _dictionary_form(word: str) -> str | None:
    import simplemma

    if not word:
        return None
    for spelling in _spellings(word):
        if simplemma.is_known(spelling, lang="nl"):
            # Separable verbs are listed as uit_voeren.
            return fold(simplemma.lemmatize(spelling, lang="nl").replace("_", ""))
    return None


def _spellings(word: str) -> list[str]:
    """A folded word as it may stand in a dictionary: coordinatie, coördinatie."""
    between_vowels = [at for at in range(1, len(word)) if word[at] in _VOWELS and word[at - 1] in _VOWELS]
    return [word, *(word[:at] + _TREMAS[word[at]] + word[at + 1 :] for at in between_vowels)]


def _split(token: str) -> tuple[str, ...]:
    """The parts of a compound, the longest last part first; (token,) if it has none."""
    for at in range(MIN_PART - 1, len(token) - MIN_PART + 2):
        head, tail = token[:at], token[at:]
        if not _is_word(tail) or any(token.endswith(end) and len(tail) <= len(end) for end in _SUFFIX_ENDS):
            continue
        for link in _LINKS:
            stem = head.removesuffix(link)
            if not head.endswith(link) or stem in _PARTICLES or link + tail in _SUFFIXES:
                continue
            if _is_word(stem):
                return (stem, tail)
            if len(_split(stem)) > 1:
                return (*_split(stem), tail)
    return (token,)


def _is_word(token: str) -> bool:
    if len(token) < MIN_PART:
        return token in _SHORT_PARTS
    if token in _SUFFIXES:
        return False
    if token in _ALSO_WORDS:
        return True
    return any(known(token) is not None for known in (_dictionary_form, _infinitive, _quality))


def _quality(token: str) -> str | None:
    """The adjective of a noun in -heid that dictionaries do not list: uitvoerbaarheid."""
    return _adjective(token) if token.endswith("baarheid") else None
