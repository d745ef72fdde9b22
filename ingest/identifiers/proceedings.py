"""Handelingen, questions and answers, agendas, and the Tweede Kamer's own numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Literal, Self

from ingest.identifiers.base import (
    Identifier,
    IdentifierError,
    checked_number,
    session_digits,
    session_from_digits,
)

Chamber = Literal["I", "II"]
_CHAMBERS: dict[str, Chamber] = {"tk": "II", "ek": "I"}
_CODES = {chamber: code for code, chamber in _CHAMBERS.items()}

_HANDELINGEN = re.compile(
    r"h-(?P<code>tk|ek|vv)-(?P<session>\d{8})-(?P<numbers>\d{1,5}(?:-\d{1,5}){1,2})(?:-n(?P<supplement>\d{1,2}))?"
)
_AANHANGSEL = re.compile(r"ah-(tk|ek)-(\d{8})-(\d{1,5})(?:-([bhn]\d{1,2}))?")
_QUESTION = re.compile(r"kv-(tk|ek)-(\d{4}Z\d{5})")
_DISPATCHED = re.compile(r"nds-(tk|ek)-(\d{4}D\d{5})")
_AGENDA = re.compile(r"ag-(tk|ek)-(\d\d)-(\d\d)-(\d{4})")
_TWEEDE_KAMER = re.compile(r"(\d{4})([DZA])(\d{5})")


@dataclass(frozen=True, slots=True)
class HandelingenId(Identifier):
    """A piece of the Handelingen. The same shape meant different things over the years.

    numbers: as printed; meaning tells what they are. chamber: None for the
    joint session (verenigde vergadering). supplement: the n of "-n1".
    """

    chamber: Chamber | None
    session: str
    numbers: tuple[int, ...]
    supplement: int | None = None
    kind: ClassVar[str] = "h"

    def __str__(self) -> str:
        code = _CODES[self.chamber] if self.chamber else "vv"
        numbers = "-".join(map(str, self.numbers))
        supplement = f"-n{self.supplement}" if self.supplement else ""
        return f"h-{code}-{session_digits(self.session)}-{numbers}{supplement}"

    @classmethod
    def read(cls, text: str) -> Self | None:
        match = _HANDELINGEN.fullmatch(text)
        if not match:
            return None
        numbers = tuple(checked_number(number, "number") for number in match["numbers"].split("-"))
        supplement = checked_number(match["supplement"], "supplement") if match["supplement"] else None
        found = cls(_CHAMBERS.get(match["code"]), session_from_digits(match["session"]), numbers, supplement)
        pages = dict(zip(found.meaning, numbers, strict=True))
        if pages.get("last page", numbers[-1]) < pages.get("first page", 0):
            raise IdentifierError(f"{text}: its last page comes before its first")
        return found

    @property
    def meaning(self) -> tuple[str, ...]:
        """What each number is, by the era of the session.

        Counted over the keys of officielebekendmakingen.nl: three numbers are
        meeting and pages (1994-1996); two are pages until 2008-2009, meeting and
        first page in 2009-2010, meeting and item since.
        """
        if len(self.numbers) == 3:
            return ("meeting", "first page", "last page")
        if self.session < "2009":
            return ("first page", "last page")
        # 1,149 of the 1,238 keys of 2009-2010; the others cannot be told apart by their form.
        return ("meeting", "first page") if self.session == "2009-2010" else ("meeting", "item")


@dataclass(frozen=True, slots=True)
class AanhangselId(Identifier):
    """Questions of members with the answers: ah-tk-20192020-1241."""

    chamber: Chamber
    session: str
    number: int
    suffix: str | None = None
    kind: ClassVar[str] = "ah"

    def __str__(self) -> str:
        suffix = f"-{self.suffix}" if self.suffix else ""
        return f"ah-{_CODES[self.chamber]}-{session_digits(self.session)}-{self.number}{suffix}"

    @classmethod
    def read(cls, text: str) -> Self | None:
        match = _AANHANGSEL.fullmatch(text)
        if not match:
            return None
        number = checked_number(match[3], "Aanhangsel nr.")
        return cls(_CHAMBERS[match[1]], session_from_digits(match[2]), number, match[4])


@dataclass(frozen=True, slots=True)
class QuestionId(Identifier):
    """Questions of members before they are answered: kv-tk-2010Z06025."""

    chamber: Chamber
    zaak: str
    kind: ClassVar[str] = "kv"

    def __str__(self) -> str:
        return f"kv-{_CODES[self.chamber]}-{self.zaak}"

    @classmethod
    def read(cls, text: str) -> Self | None:
        match = _QUESTION.fullmatch(text)
        return cls(_CHAMBERS[match[1]], match[2]) if match else None


@dataclass(frozen=True, slots=True)
class UnfiledPaperId(Identifier):
    """A paper outside the dossiers (niet-dossierstuk): nds-tk-2014D45599."""

    chamber: Chamber
    document: str
    kind: ClassVar[str] = "nds"

    def __str__(self) -> str:
        return f"nds-{_CODES[self.chamber]}-{self.document}"

    @classmethod
    def read(cls, text: str) -> Self | None:
        match = _DISPATCHED.fullmatch(text)
        return cls(_CHAMBERS[match[1]], match[2]) if match else None


@dataclass(frozen=True, slots=True)
class AgendaId(Identifier):
    """The agenda of a day: ag-tk-02-04-2010. day is ISO."""

    chamber: Chamber
    day: str
    kind: ClassVar[str] = "ag"

    def __str__(self) -> str:
        year, month, day = self.day.split("-")
        return f"ag-{_CODES[self.chamber]}-{day}-{month}-{year}"

    @classmethod
    def read(cls, text: str) -> Self | None:
        match = _AGENDA.fullmatch(text)
        if not match:
            return None
        try:
            day = date(int(match[4]), int(match[3]), int(match[2]))
        except ValueError:
            raise IdentifierError(f"{text}: there is no {match[2]}-{match[3]}-{match[4]}") from None
        return cls(_CHAMBERS[match[1]], day.isoformat())

    @property
    def sort_key(self) -> tuple[object, ...]:
        return (self.day, self.chamber)


@dataclass(frozen=True, slots=True)
class TweedeKamerNumber(Identifier):
    """A number of the Tweede Kamer: document 2020D24822, zaak 2020Z11540, activiteit 2024A02517."""

    year: int
    letter: str
    number: int
    kind: ClassVar[str] = "tweede-kamer"

    def __str__(self) -> str:
        return f"{self.year}{self.letter}{self.number:05d}"

    @classmethod
    def read(cls, text: str) -> Self | None:
        match = _TWEEDE_KAMER.fullmatch(text)
        if not match:
            return None
        if match[1] < "1994":
            raise IdentifierError(f"{text}: the Tweede Kamer has no numbers of {match[1]}")
        return cls(int(match[1]), match[2], int(match[3]))

    @property
    def url(self) -> str:
        page = "debat_en_vergadering/commissievergaderingen/details" if self.letter == "A" else "kamerstukken/detail"
        return f"https://www.tweedekamer.nl/{page}?id={self}"
