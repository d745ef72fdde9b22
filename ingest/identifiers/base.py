"""What every identifier can do, and the parts they share."""

from __future__ import annotations

import re
from typing import ClassVar, Self

from ingest.errors import VindplaatsError

OB = "https://zoek.officielebekendmakingen.nl"

_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
# The Eerste Kamer numbers the dossiers of its own work (its rules, its budget) in Roman numerals: XXI in 2004, CLXX in
# 2024.
ROMAN_DOSSIER = r"C{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})"
# Budget chapters run from I to XXIII; some carry a letter (IIA, IXB).
_CHAPTER = re.compile(r"(X{0,2}(?:IX|IV|V?I{0,3}))([A-E]?)")


class IdentifierError(VindplaatsError):
    """A text that is no identifier, or one that cannot exist."""


class Identifier:
    """An official identifier: str() prints it, parse() reads it back, url is where it is found.

    Identifiers of one kind sort as people count: nr. 9 before nr. 10.
    """

    kind: ClassVar[str]

    @classmethod
    def read(cls, text: str) -> Self | None:
        """The identifier that text prints, None when it has another form.

        Raises:
            IdentifierError: the form is right, but no such identifier can exist.
        """
        raise NotImplementedError

    @property
    def url(self) -> str:
        return f"{OB}/{self}.html"

    @property
    def likeliest(self) -> Identifier:
        """Itself; of an ambiguous identifier its likeliest reading."""
        return self

    @property
    def sort_key(self) -> tuple[object, ...]:
        return natural_key(str(self))

    def __lt__(self, other: Identifier) -> bool:
        mine, theirs = self.likeliest, other.likeliest
        return (mine.kind, mine.sort_key) < (theirs.kind, theirs.sort_key)


def natural_key(text: str) -> tuple[tuple[int, int, str], ...]:
    """A sort key in which numbers count as numbers: 9 before 10, and any number before any word."""
    parts = re.findall(r"\d+|[^\d\-.:/_ ]+", text)
    return tuple((0, int(part), "") if part.isdigit() else (1, len(part), part) for part in parts)


def chapter_value(text: str) -> int | None:
    """Which budget chapter a Roman numeral is (XIV: 14, IXB: 9), None when it is none of I to XXIII."""
    match = _CHAPTER.fullmatch(text)
    if not match or not match[1]:
        return None
    value = roman_value(match[1])
    return value if value <= 23 else None


def roman_value(numeral: str) -> int:
    """What a well-formed Roman numeral counts: CXXIV is 124."""
    digits = [_ROMAN_VALUES[letter] for letter in numeral]
    return sum(
        -digit if digit < following else digit for digit, following in zip(digits, [*digits[1:], 0], strict=True)
    )


def session_from_digits(digits: str) -> str:
    """The parliamentary year in an identifier, as it is written: 20192020 -> 2019-2020.

    Raises:
        IdentifierError: the years do not follow each other.
    """
    first, last = int(digits[:4]), int(digits[4:])
    if last != first + 1:
        raise IdentifierError(
            f"{digits} is no parliamentary year: it runs from one year to the next, as {first}{first + 1}"
        )
    return f"{first}-{last}"


def session_digits(session: str) -> str:
    """2019-2020 -> 20192020."""
    return session.replace("-", "")


def checked_number(digits: str, what: str) -> int:
    """A count from 1.

    Raises:
        IdentifierError: it is 0.
    """
    number = int(digits)
    if number == 0:
        raise IdentifierError(f"{what} 0 does not exist: they are counted from 1")
    return number
