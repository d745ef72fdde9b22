"""Attachments, the official journals, laws and judgments."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Self

from ingest.identifiers.base import Identifier, IdentifierError, checked_number

_ATTACHMENT = re.compile(r"blg-(\d{1,8})(?:-(\d{0,3}[A-Za-z]?\d{0,3}))?")
_JOURNAL = re.compile(r"(stb|stcrt|trb)-(\d{4})-(\d{1,6})(?:-([a-z]\d{0,3}))?")
_JOURNAL_BEGAN = {"stb": 1813, "stcrt": 1813, "trb": 1951}
_ECLI = re.compile(r"ECLI:([A-Z]{2}):([A-Z][A-Z0-9]{0,6}):(\d{4}):([A-Z0-9.]{1,25})")
_BWB = re.compile(r"(BWB[RV]\d{7})(?:/(\d{4}-\d\d-\d\d)(?:/(\d{1,2}))?)?")
_JCI = re.compile(r"jci(1\.\d(?:\.\d)?):([cv]):(BWB[RV]\d{7})((?:&[a-z]+=[^&\s]+)*)")
_LOCAL = re.compile(r"(?:CVDR)?(\d{1,7})_(\d{1,4})")


@dataclass(frozen=True, slots=True)
class AttachmentId(Identifier):
    """What was sent with a paper: blg-1007826; some carry a part ("10F")."""

    number: int
    part: str | None = None
    kind: ClassVar[str] = "blg"

    def __str__(self) -> str:
        return f"blg-{self.number}" + (f"-{self.part}" if self.part else "")

    @classmethod
    def read(cls, text: str) -> Self | None:
        match = _ATTACHMENT.fullmatch(text)
        if not match or match[2] == "":
            return None
        return cls(checked_number(match[1], "attachment"), match[2])


@dataclass(frozen=True, slots=True)
class JournalId(Identifier):
    """A publication in the Staatsblad, Staatscourant or Tractatenblad: stb-2023-281."""

    series: str
    year: int
    number: int
    suffix: str | None = None
    kind: ClassVar[str] = "journal"

    def __str__(self) -> str:
        return f"{self.series}-{self.year}-{self.number}" + (f"-{self.suffix}" if self.suffix else "")

    @classmethod
    def read(cls, text: str) -> Self | None:
        match = _JOURNAL.fullmatch(text)
        if not match:
            return None
        series, year = match[1], int(match[2])
        if year < _JOURNAL_BEGAN[series]:
            raise IdentifierError(f"{text}: that journal began in {_JOURNAL_BEGAN[series]}")
        return cls(series, year, checked_number(match[3], f"{series} {year}, nr."), match[4])


@dataclass(frozen=True, slots=True)
class EcliId(Identifier):
    """A judgment, by its European Case Law Identifier: ECLI:NL:RVS:2019:1603."""

    country: str
    court: str
    year: int
    number: str
    kind: ClassVar[str] = "ecli"

    def __str__(self) -> str:
        return f"ECLI:{self.country}:{self.court}:{self.year:04d}:{self.number}"

    @classmethod
    def read(cls, text: str) -> Self | None:
        match = _ECLI.fullmatch(text)
        return cls(match[1], match[2], int(match[3]), match[4]) if match else None

    @property
    def url(self) -> str:
        if self.country == "NL":
            return f"https://deeplink.rechtspraak.nl/uitspraak?id={self}"
        return f"https://e-justice.europa.eu/ecli/{self}"


@dataclass(frozen=True, slots=True)
class LawId(Identifier):
    """A law or treaty in the Basiswettenbestand, or its text on one day: BWBR0005537/2026-06-04/0.

    The Netherlands publishes no ELI for these; the /id/ address is the
    permanent one.
    """

    bwb: str
    valid_on: str | None = None
    version: str | None = None
    kind: ClassVar[str] = "bwb"

    def __str__(self) -> str:
        return "/".join(part for part in (self.bwb, self.valid_on, self.version) if part)

    @classmethod
    def read(cls, text: str) -> Self | None:
        match = _BWB.fullmatch(text)
        if not match:
            return None
        if match[2]:
            _check_day(text, match[2])
        return cls(match[1], match[2], match[3])

    @property
    def url(self) -> str:
        return f"http://wetten.overheid.nl/id/{self}" if self.valid_on else f"https://wetten.overheid.nl/{self}"


@dataclass(frozen=True, slots=True)
class JciId(Identifier):
    """A link to a place in a law (Juriconnect): jci1.3:c:BWBR0002221&hoofdstuk=II&artikel=6.

    mode: "c" for the text on one day, "v" for a period. places: pairs of a
    part of the law (or z, g, s, e: its dates) and its number, in order.
    """

    version: str
    mode: str
    bwb: str
    places: tuple[tuple[str, str], ...] = ()
    kind: ClassVar[str] = "jci"

    def __str__(self) -> str:
        places = "".join(f"&{name}={value}" for name, value in self.places)
        return f"jci{self.version}:{self.mode}:{self.bwb}{places}"

    @classmethod
    def read(cls, text: str) -> Self | None:
        match = _JCI.fullmatch(text)
        if not match:
            return None
        pairs = tuple(pair.partition("=") for pair in match[4].split("&")[1:])
        places = tuple((name, value) for name, _, value in pairs)
        for name, value in places:
            if name in ("z", "g", "s", "e"):
                _check_day(text, value)
        return cls(match[1], match[2], match[3], places)

    @property
    def url(self) -> str:
        return f"https://wetten.overheid.nl/{self}"


@dataclass(frozen=True, slots=True)
class LocalRegulationId(Identifier):
    """A regulation of a municipality, province or water board, and its version: CVDR612978_1."""

    number: int
    version: int
    kind: ClassVar[str] = "cvdr"

    def __str__(self) -> str:
        return f"CVDR{self.number}_{self.version}"

    @classmethod
    def read(cls, text: str) -> Self | None:
        match = _LOCAL.fullmatch(text)
        if not match:
            return None
        return cls(checked_number(match[1], "regulation"), checked_number(match[2], "version"))

    @property
    def url(self) -> str:
        return f"https://lokaleregelgeving.overheid.nl/CVDR{self.number}/{self.version}"


def _check_day(text: str, day: str) -> None:
    try:
        date.fromisoformat(day)
    except ValueError:
        raise IdentifierError(f"{text}: there is no day {day}") from None
