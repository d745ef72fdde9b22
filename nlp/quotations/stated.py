"""What a citation states of its paper beside its number: the chamber, the session, the date."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.months import MONTHS
from nlp.quotations.model import Stated
from nlp.references.citation_forms import expand_session, same_length

_SECOND = re.compile(r"\bII\b|\bTK\b|Tweede\s+Kamer")
_FIRST = re.compile(r"\bI\b|\bEK\b|Eerste\s+Kamer")
_SESSION = re.compile(r"(?<![\d/])(?:1[89]|20)\d\d\s*+[/-]\s*+-?\s*+(?:(?:19|20)\d\d|\d\d)(?!\d)")
_DAY = re.compile(rf"\b(\d{{1,2}})\s+({'|'.join(MONTHS)})\s+(\d{{4}})\b", re.IGNORECASE)


def stated_in(citation: str) -> Stated:
    """What a citation states; None for what it leaves out or leaves open (I/II, 1993/94-1996/97).

    >>> stated_in("Kamerstukken I 2018/19, 31490, nr. 284, p. 1")
    Stated(chamber='I', session='2018-2019', date=None)
    >>> stated_in("Kamerstuk 36 600 I, nr. 2")
    Stated(chamber=None, session=None, date=None)
    """
    plain = same_length(citation)
    # The chamber stands before all numbers: behind the dossier I and II are chapters of the budget.
    series = re.split(r"\d", plain, maxsplit=1)[0]
    second, first = _SECOND.search(series), _FIRST.search(series)
    chamber = None if bool(second) == bool(first) else "II" if second else "I"
    sessions = {expand_session(found) for found in _SESSION.findall(plain)}
    # A title may have a day of its own; that of the paper is the last.
    day = next(reversed([*_DAY.finditer(plain)]), None)
    return Stated(chamber, sessions.pop() if len(sessions) == 1 else None, _iso(day) if day else None)


def contradicts(citation: Stated, paper: Stated) -> bool:
    """Whether a citation states something else than a paper is; what either leaves out contradicts nothing."""
    pairs = (
        (citation.chamber, paper.chamber),
        (citation.session, paper.session),
        (citation.date, paper.date),
    )
    return any(mine and theirs and mine != theirs for mine, theirs in pairs)


def without_day(citation: str) -> str:
    """A citation without the day of its paper, to find citations that state another day."""
    day = next(reversed([*_DAY.finditer(citation)]), None)
    return f"{citation[: day.start()]}\0{citation[day.end() :]}" if day else citation


def find_citations(text: str, known: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where citations that are known stand in a text, as ranges; with any day in the place of theirs.

    The memorie van toelichting "bij" something is not the one that has no other name.
    """
    for citation in known:
        words = (re.escape(word) for word in without_day(citation).split())
        pattern = r"\s+".join(words).replace(re.escape("\0"), _DAY.pattern)
        yield from (match.span() for match in re.finditer(rf"{pattern}(?!\s+bij\b)", text))


def _iso(day: re.Match[str]) -> str:
    return f"{day[3]}-{MONTHS.index(day[2].lower()) + 1:02}-{int(day[1]):02}"
