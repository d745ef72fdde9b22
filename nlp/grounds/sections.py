"""Sections that a text names by their printed numbers, and those it says that something rests on."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nlp.text.sentences import sentence_ranges

_NUMBER = re.compile(r"\d+(?:\.\d+)*")
_NAMED_SECTIONS = re.compile(
    r"(?:paragra(?:af|fen)|hoofdstuk(?:ken)?|(?<!§)§++)\s*+\d+(?:\.\d+)*(?:(?:,|\s+en|\s+of)\s+\d+(?:\.\d+)*)*",
    re.IGNORECASE,
)
_SECTION_NUMBER = re.compile(r"^(\d+(?:\.\d+)*)\.?\s")
# "Uit paragraaf 3.1 blijkt ...", "Deze aanbeveling rust op paragraaf 3.4"; not "wordt uitgewerkt in hoofdstuk 6".
_GROUNDED = re.compile(
    r"\b(?:blijkt|bleek|rust|berust|volgt uit|gebaseerd|grond|beschreven|laat zien|laten zien|toont|tonen|aanleiding|"
    r"geconstateerd|vastgesteld|bevindingen|toegelicht|onderbouw\w*|betoogd)\b",
    re.IGNORECASE,
)


def section_numbers(titles: Sequence[str]) -> frozenset[str]:
    """The numbers that titles begin with.

    >>> sorted(section_numbers(["4 Bevindingen", "4.1 De loketten", "Slot"]))
    ['4', '4.1']
    """
    return frozenset(match[1] for title in titles if (match := _SECTION_NUMBER.match(title)))


def sections_named(text: str) -> frozenset[str]:
    """The numbers of the sections that a text names.

    >>> sorted(sections_named("Zie paragraaf 4.2 en 4.3, en artikel 5."))
    ['4.2', '4.3']
    """
    return frozenset(number for match in _NAMED_SECTIONS.finditer(text) for number in _NUMBER.findall(match[0]))


def sections_rested_on(text: str) -> frozenset[str]:
    """The numbers of the sections that a text names as a ground, not only as a place to read on.

    >>> sorted(sections_rested_on("Uit paragraaf 3.1 blijkt dat. Hoofdstuk 6 gaat over de invoering."))
    ['3.1']
    """
    sentences = (text[start:end] for start, end in sentence_ranges(text))
    return frozenset(
        number for sentence in sentences if _GROUNDED.search(sentence) for number in sections_named(sentence)
    )
