"""Words in two parts: which hyphens at a line's end are the printer's, and which gaps no space.

The document's own vocabulary decides first: a word that stands elsewhere in
it, whole or with its hyphen, is written that way here too. Then the spelling:
capitals, digits and suspended compounds keep their hyphen. Then how often the
words occur in Dutch (wordfreq).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from ingest.words.frequencies import zipf

# "wet- en regelgeving", "emissie- en", "beleids- of": the first half of a compound that is finished later.
SUSPENDED_BY = frozenset({"en", "of", "en/of", "én", "noch", "tot", "als", "dan", "respectievelijk", "versus", "c.q."})
# Prefixes that Dutch sets with a hyphen before what follows, unless the whole is a word of its own ("ouders").
HYPHENATED_PREFIXES = frozenset("niet non oud ex adjunct aspirant interim kandidaat self".split())
# Latin prefixes: "re-integratie", "de-installeren", with a hyphen before a vowel only.
LATIN_PREFIXES = frozenset("re pre co de pro bi anti semi micro macro".split())
# Written small or in full they read as words, yet they are letters: "cao-overleg", "zzp-regeling".
ABBREVIATIONS = frozenset("cao zzp wia wao aow ict avg ov hbo mbo vwo havo".split())
# "privacy-by-design", "man-in-the-middle": what joins the parts of such chains.
CHAIN_WORDS = frozenset("by in of to the and on for".split())
# "1.000,-": whole euros.
WHOLE_EUROS = re.compile(r"\d,-\Z")
# Compounds of two equals: "kosten-batenanalyse", "woon-werkverkeer".
EQUALS = frozenset(
    {("kosten", "baten"), ("woon", "werk"), ("prijs", "kwaliteit"), ("publiek", "priva"), ("input", "output")}
    | {("oorzaak", "gevolg"), ("vraag", "aanbod"), ("arts", "patiënt"), ("noord", "zuid"), ("oost", "west")}
)
# What a web address may go on with, on the next line: never a plain word.
ADDRESS_PART = re.compile(
    r"[/%?&=#_~.-]\S*|(?=\S*(?:[/%=_]|\.(?:pdf|html?|aspx|nl|com|eu|org)\b|[a-z]-[a-z]|\d-|-\d))\S+"
)
CLASHES = frozenset("aa ae ai au ee ei eu ie ii ij oe oi oo ou ui uu".split())
URL = re.compile(r"(?<!\S)(?=\S*(?:https?:/|www\.|[a-z0-9-]\.(?:nl|com|eu|org|net)/))\S+\Z", re.IGNORECASE)
# ECLI:NL:RVS:2019: at the end of a line is no word with a colon: the identifier goes on. So does a link to a law (jci).
UNFINISHED_CODE = re.compile(
    r"(?:ECLI:(?:[A-Z]{2}:(?:[A-Z][A-Z0-9]*:(?:\d{4}:)?)?)?|jci1\.\d(?:\.\d)?:(?:[cv]:)?)\Z", re.I
)
CODE_PART = re.compile(r"[A-Z\d]", re.I)
# "la ndbouw": what two letter runs make is this much more of a word, on the scale of zipf, than one of them.
MORE_OF_A_WORD = 1.5
# "door met": both are words that people use, and what they make is this much rarer than the rarer of both.
COMMON_WORD, MUCH_RARER = 3.0, 2.0
VOWEL = re.compile(r"[aeiouyà-ÿ]", re.IGNORECASE)
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
    >>> joined("wet-", "en", {}) is None, joined("onderdel-", "en", {})
    (True, 'onderdelen')
    """
    suspended = second.lower().strip("(),;:.") in SUSPENDED_BY and not _is_broken_word(first[:-1], second)
    if (suspended or WHOLE_EUROS.search(first)) and not URL.search(first):
        return None
    return first + second if _keeps_hyphen(first, second, vocabulary) else first[:-1] + second


def _is_broken_word(stem: str, second: str) -> bool:
    """Whether a word is broken before its last letters "en": onderdel-en, where onderdel is no word by itself."""
    stem = EDGE.sub("", stem).lower()
    return stem.isalpha() and _is_word(stem + EDGE.sub("", second).lower(), 3.0) and not _is_word(stem, 1.5)


def _keeps_hyphen(first: str, second: str, vocabulary: Vocabulary) -> bool:
    stem, rest = EDGE.sub("", first), EDGE.sub("", second)
    if not stem or not rest or URL.search(first) or second[0] in "/&+":
        return True
    if not stem[-1].isalpha() or not rest[0].isalpha():
        return True
    whole, hyphenated = (stem + rest).lower(), f"{stem}-{rest}".lower()
    seen_whole, seen_hyphenated = vocabulary.get(whole, 0), vocabulary.get(hyphenated, 0)
    if seen_whole != seen_hyphenated:
        return seen_hyphenated > seen_whole
    if rest[0].isupper():
        return True
    *chain, last_part = stem.split("-")
    if len(chain) > 1 or (chain and last_part.lower() in CHAIN_WORDS) or _is_abbreviation(last_part):
        return True
    if last_part[0].isupper() and vocabulary.get(last_part.lower(), 0) and not _is_word(last_part, 3.2):
        return True  # a name or short title that the document also uses alone: "Wob-verzoek"
    last_part, rest = last_part.lower(), rest.lower()
    if last_part == "vice" or any(last_part == left and rest.startswith(right) for left, right in EQUALS):
        return True
    if last_part in LATIN_PREFIXES and last_part[-1] + rest[0] in CLASHES:
        return True
    if _opens_with_word(last_part + rest, len(last_part) + 3):
        return False
    return last_part in HYPHENATED_PREFIXES or _vowels_clash(last_part, rest)


def continues_address(first: str, second: str) -> bool:
    """Whether a web address, or the code of a judgment, at the end of a line goes on with the first word of the next.

    >>> continues_address("https://www.voorbeeld.nl/stukken/", "2020/brief.pdf")
    True
    >>> continues_address("www.voorbeeld.nl.", "De")
    False
    >>> continues_address("ECLI:NL:RVS:2019:", "1603.")
    True
    """
    if UNFINISHED_CODE.search(first):
        return bool(CODE_PART.match(second))
    if not URL.search(first):
        return False
    if first.endswith(("/", "_", "=", "&", "?", "%", "-", "://")):
        return bool(re.match(r"[\w%/?&=#.~-]", second))
    if first.endswith((".", ",", ";", ")")):
        return first.endswith(".") and second[:1].islower() and bool(ADDRESS_PART.fullmatch(second))
    return bool(ADDRESS_PART.fullmatch(second)) and not second[:1].isupper()


def _is_abbreviation(part: str) -> bool:
    """ICT, NOW, N, e (mail), pdf, cao: two capitals or more, one letter alone, or no vowel at all."""
    if sum(char.isupper() for char in part) >= 2 or len(part) == 1:
        return True
    return part.lower() in ABBREVIATIONS or (len(part) > 1 and not VOWEL.search(part))


def _opens_with_word(text: str, shortest: int) -> bool:
    """Whether a text begins with a common word of so many letters: "expertisecentrum" does with "expertise"."""
    return any(_is_word(text[:length], 2.5) for length in range(shortest, len(text) + 1))


def _vowels_clash(stem: str, rest: str) -> bool:
    """Whether two words meet in vowels that would read as one sound: "zee-eend", "energie-infrastructuur"."""
    if stem[-1:] + rest[:1] not in CLASHES or not _is_word(stem, 3.0):
        return False
    return _opens_with_word(rest, 4)


def _is_word(text: str, lowest: float) -> bool:
    """Whether Dutch text uses this word; a zipf frequency of 2 is once in ten million words."""
    return zipf(text, "nl") >= lowest


def is_split_word(left: str, right: str) -> bool:
    """Whether two runs of letters with little room between them are one word: one of them is hardly a word by itself.

    "metingen" and "meting en" may both be meant, and so may a compound that no list has and "en".

    >>> is_split_word("(la", "ndbouw,"), is_split_word("meting", "en"), is_split_word("fosfaatrecht", "en")
    (True, False, False)
    """
    first, second = EDGE.sub("", left), EDGE.sub("", right)
    if not first.isalpha() or not second.isalpha() or second == "en":
        return False
    return zipf(first + second, "nl") - min(zipf(first, "nl"), zipf(second, "nl")) > MORE_OF_A_WORD


def are_two_words(left: str, right: str) -> bool:
    """Whether two runs of letters, not both of one, are words by themselves and make none together, as compounds may.

    >>> are_two_words("(door", "met"), are_two_words("ont", "wikkeling"), are_two_words("voor", "stel")
    (True, False, False)
    """
    first, second = EDGE.sub("", left), EDGE.sub("", right)
    if not first.isalpha() or not second.isalpha() or len(first) == len(second) == 1:
        return False
    rarer = min(zipf(first, "nl"), zipf(second, "nl"))
    return rarer >= COMMON_WORD and zipf(first + second, "nl") < rarer - MUCH_RARER
