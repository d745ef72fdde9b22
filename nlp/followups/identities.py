"""By what names later papers know a motion or a commitment: who moved it, and the number it was given."""

from __future__ import annotations

import re
from collections.abc import Iterator

# Commitments are numbered TZ202106-089 by the Tweede Kamer and T03842 by the Eerste Kamer.
_COMMITMENT = re.compile(r"(?<![\w-])(?:TZ\s?\d{6}-\d{2,4}|T\d{5})(?![\w-])")
_PREFIX = r"(?:(?:[Vv]an(?: (?:de[nr]?|het|'t))?|[Dd]e[nr]?|[Tt]e[nr]|[Ee]l|'t|Op) ){0,2}"
_SURNAME = rf"(?:{_PREFIX}[A-ZÀ-Þ][\w’'\u00ad]+(?:[ -](?:[a-z]+ )?[A-ZÀ-Þ][\w’']+){{0,2}})"
_PARTY = r"(?: \([A-Z][\w\-/ ]{1,20}\))?"
# "motie van de leden Erkens en Grinwis", "motie van het lid Hertzberger (NSC)"
_OF_MEMBERS = re.compile(
    rf"\b[Mm]oties?\s+van\s+(?:de\s+leden|het\s+lid|het\s+Kamerlid|de\s+Kamerleden|lid)\s+"
    rf"(?P<names>{_SURNAME}{_PARTY}(?:(?:, | en ){_SURNAME}{_PARTY}){{0,8}})"
)
# "motie-Erkens/Grinwis", "de motie De Hoop", "motie-Boswijk (CDA) c.s."
_NAMED = re.compile(rf"\b[Mm]otie(?:-\s?| )(?P<names>{_SURNAME}(?:\s?/\s?{_SURNAME}){{0,4}})")
# What begins with a capital behind "motie" and is no member: "motie Kamerstuk 31 490", "motie Tweede Kamer".
_NO_MEMBER = re.compile(
    r"(?:Kamerstuk\w*|Tweede|Eerste|Kamer|Nr|Grip|De Kamer|Het|Provinciale|Staten|TK|EK|Over|Met)\b"
)


def commitment_numbers(text: str) -> list[tuple[int, int, str]]:
    """The numbers of commitments in a text, as (start, end, number).

    >>> commitment_numbers("Zie toezegging TZ202106-089 en (T03842).")
    [(15, 27, 'TZ202106-089'), (32, 38, 'T03842')]
    """
    return [(*match.span(), match[0].replace(" ", "")) for match in _COMMITMENT.finditer(text)]


def movers_named(text: str) -> list[tuple[int, int, tuple[str, ...]]]:
    """The motions that a text names by who moved them, as (start, end, surnames in lower case).

    >>> movers_named("de motie-Erkens/Grinwis is uitgevoerd")
    [(3, 23, ('erkens', 'grinwis'))]
    >>> [names for _, _, names in movers_named("de motie van het lid De Hoop (PvdA) c.s.")]
    [('de hoop',)]
    """
    return [
        (match.start(), match.end(), names)
        for pattern in (_OF_MEMBERS, _NAMED)
        for match in pattern.finditer(text)
        if (names := tuple(_surnames(match["names"])))
    ]


def movers_of_title(title: str) -> tuple[str, ...]:
    """Who moved a motion, by its title.

    >>> movers_of_title("Motie van het lid Omtzigt c.s. over de wachttijden")
    ('omtzigt',)
    """
    return next((names for _, _, names in movers_named(" ".join(title.split()))), ())


def _surnames(names: str) -> Iterator[str]:
    without_party = re.sub(r"\s?\([^)]*\)", "", names)
    for name in re.split(r"\s?/\s?|, | en ", without_party):
        if not _NO_MEMBER.match(name):
            yield " ".join(name.split()).lower()
