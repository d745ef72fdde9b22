"""Abbreviations and short names that a document itself introduces: "Centrum Indicatiestelling Zorg (CIZ)".

After Schwartz and Hearst, A simple algorithm for identifying abbreviation
definitions in biomedical text, 2003: the letters of the short form are looked
for backwards in the words before the bracket, its first at the beginning of a
word. Besides the short form in brackets: "CIZ (Centrum Indicatiestelling
Zorg)", "NEM – Netwerk Ecologische Monitoring", and "(hierna: de Afdeling)".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_QUOTES = "\"'“”‘’«»"
_SHORT = r"[A-Za-zÀ-ÿ0-9][\w&+/-]{1,14}(?: [A-Z][\w-]{1,8})?"
_IN_BRACKETS = re.compile(
    rf"\((?:afgekort(?: als)?:? |hierna:? |verder:? )?(?:de |het )?[{_QUOTES}]?({_SHORT})[{_QUOTES}]?(?:\)(?!\w)|,|;)"
)
_HEREAFTER = re.compile(
    rf"\((?:hierna|verder)(?: te noemen)?:? (?:ook )?(?:de |het )?[{_QUOTES}]?([A-Z][\w -]{{1,40}}?)[{_QUOTES}]?\)"
)
_LONG_AFTER = re.compile(
    r"\b((?=\w{0,11}[A-Z]\w{0,11}[A-Z])[\w&-]{2,12}) (?:\(|[–-] )([A-Za-zÀ-ÿ][^()\n.;–,]{6,100}?)(?=[),.;–])"
)


_EDITION = re.compile(r" \d\.\d\Z")


@dataclass(frozen=True, slots=True)
class Definition:
    """Two ranges of the text that name the same thing: the full name and its short form."""

    long_start: int
    long_end: int
    short_start: int
    short_end: int


def find_definitions(text: str) -> Iterator[Definition]:
    """Short forms with the full names that stand beside them, in the order of the text for each way of writing."""
    for match in _IN_BRACKETS.finditer(text):
        short = match[1]
        if not _looks_short(short):
            continue
        before = text[max(0, match.start() - 220) : match.start()].rstrip()
        # "‘Droge Kelders’ (DK)": the marks around a name are no part of it.
        before = before.rstrip(_QUOTES)
        # "Regionale Energiestrategie 1.0 (RES)": nor is its edition.
        before = _EDITION.sub("", before)
        start = long_form_start(short, before)
        if start is not None:
            offset = max(0, match.start() - 220)
            yield Definition(offset + start, offset + len(before), *match.span(1))
    for match in _LONG_AFTER.finditer(text):
        start = long_form_start(match[1], match[2])
        if start is not None and start <= 12 and _looks_short(match[1]):
            article = re.match(r"(?:de|het|een) ", match[2])
            yield Definition(match.start(2) + (article.end() if article else 0), match.end(2), *match.span(1))


_HEREAFTER_IN_LOWER_CASE = re.compile(
    rf"\((?:hierna|verder)(?: te noemen)?:? (?:ook )?(?:de |het )?[{_QUOTES}]?([a-zà-ÿ]{{8,}})[{_QUOTES}]?\)"
)


def find_hereafters_in_lower_case(text: str) -> Iterator[tuple[int, re.Match[str]]]:
    """As find_hereafters, of a short name of one long word: "(hierna: de reparatieregeling)"."""
    for match in _HEREAFTER_IN_LOWER_CASE.finditer(text):
        yield match.start(), match


def find_hereafters(text: str) -> Iterator[tuple[int, re.Match[str]]]:
    """Where "(hierna: de Afdeling)" begins, and the match whose group 1 is the short name."""
    for match in _HEREAFTER.finditer(text):
        yield match.start(), match


def long_form_start(short: str, before: str) -> int | None:
    """Where the full name of a short form begins in the words before it; None when its letters are not there.

    >>> long_form_start("CIZ", "de taken van het Centrum Indicatiestelling Zorg")
    17
    """
    by_initials = _start_by_initials(short, before)
    if by_initials is not None:
        return by_initials
    letters = [c.lower() for c in short if c.isalnum()]
    limit = _start_of_window(before, len(letters))
    at = len(before)
    for index in range(len(letters) - 1, -1, -1):
        at -= 1
        while at >= limit and (
            before[at].lower() != letters[index] or (index == 0 and at > 0 and before[at - 1].isalnum())
        ):
            at -= 1
        if at < limit:
            return None
    long = before[at:]
    is_longer = len(long) > len(short) + 2 and (" " in long or len(long) > 2 * len(short))
    return at if is_longer and short not in long.split() and not re.search(r"[.;:()]", long) else None


def _start_by_initials(short: str, before: str) -> int | None:
    """Where the last words begin whose capital initials are the letters of the short form, in full."""
    initials = [(m.start(), m[0]) for m in re.finditer(r"\b[A-ZÀ-Þ]", before)][-len(short) :]
    matches = len(initials) == len(short) >= 3 and "".join(letter for _, letter in initials) == short.upper()
    return initials[0][0] if matches and not re.search(r"[.;:()]", before[initials[0][0] :]) else None


def _start_of_window(before: str, n_letters: int) -> int:
    words = list(re.finditer(r"\S+", before))
    allowed = min(n_letters + 5, n_letters * 2 + 2)
    return words[-allowed].start() if len(words) > allowed else 0


def _looks_short(short: str) -> bool:
    """An abbreviation has a second capital or is short: "RIVM", "Wpg", "Srv", "lvv", "IBP VTH"."""
    capitals = sum(c.isupper() for c in short)
    return (
        (capitals >= 2 or 3 <= len(short) <= 5)
        and not short.isdigit()
        and capitals + sum(c.islower() for c in short) >= 2
    )
