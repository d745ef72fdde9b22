"""Kamerstukken and the dossiers they are in."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import ClassVar, Self

from ingest.identifiers.base import (
    OB,
    ROMAN_DOSSIER,
    Identifier,
    IdentifierError,
    chapter_value,
    natural_key,
    roman_value,
    session_digits,
    session_from_digits,
)

# The dossiers whose parts have two digits: 21501-02, -20, -33 (councils of the European Union),
# and one paper of 19291. Found in 336,528 keys of officielebekendmakingen.nl.
_NUMBERED_PARTS = ("21501", "19291")
# Funds beside the budget chapters: A (Infrastructuurfonds) and on; new ones are added now and then.
_FUNDS = frozenset("ABCDEFGHIJKLMNOP")
_ADDITION = r"\d{2}|[A-Z]{1,6}"
# Dossiers count on since 1945/46, and had three digits until 1949; what has fewer is a slip of the pen.
_FIRST_OF_THREE_DIGITS = 100
_SUFFIX = r"[bhnv]\d{1,3}"
_ROMAN = rf"(?=[CLXVI]){ROMAN_DOSSIER}"
_KAMERSTUK = re.compile(
    rf"kst-(?:(?P<session>\d{{8}})-)?(?:(?P<dossier>\d{{3,5}})(?:-(?P<addition>{_ADDITION}))?|(?P<roman>{_ROMAN}))"
    rf"-(?P<number>\d{{1,5}}[a-z]{{0,2}}|[A-Z]{{1,3}})(?:-(?P<suffix>{_SUFFIX}))?"
)
# Three digits alone may be any number; four are a dossier.
# A Roman numeral alone is a dossier where it cannot be a word or a chapter: CXXIV.
_DOSSIER = re.compile(
    rf"(?:kst-)?(?P<dossier>\d{{4,5}}|(?<=kst-)\d{{3}})(?:-(?P<addition>{_ADDITION}))?"
    rf"|(?:kst-|(?=[CLXVI]{{3}}))(?P<roman>{_ROMAN})"
)
_PROVISIONAL = re.compile(r"kst-(\d{6,7})")
# A rijkswet is numbered on its own as well: 34158-(R2048). That number is in no identifier of its papers.
_RIJKSWET = re.compile(r"[- ]?\(R ?\d{3,4}\)")


def _check(text: str, dossier: str, addition: str | None) -> None:
    if dossier.isalpha():
        return
    if dossier.startswith("0") or int(dossier) < _FIRST_OF_THREE_DIGITS:
        raise IdentifierError(f"{text}: there is no dossier {dossier}")
    if addition is None:
        return
    if addition.isdigit() and dossier not in _NUMBERED_PARTS:
        raise IdentifierError(f"{text}: dossier {dossier} has no parts of two digits, as {_NUMBERED_PARTS[0]} has")
    if addition.isalpha() and addition not in _FUNDS and chapter_value(addition) is None:
        raise IdentifierError(f"{text}: {addition} is no budget chapter (I to XXIII) or fund")


def _addition_key(addition: str | None) -> tuple[int, int, str]:
    """Funds (A, B) come after the chapters, as in the budget."""
    if addition is None:
        return (0, 0, "")
    if addition.isdigit():
        return (1, int(addition), "")
    value = chapter_value(addition)
    return (2, value, addition) if value else (3, len(addition), addition)


@dataclass(frozen=True, slots=True)
class DossierId(Identifier):
    """A dossier, or one chapter or part of it: 29362, 36600-XV, 21501-02; of the Eerste Kamer also CXXIV."""

    dossier: str
    addition: str | None = None
    kind: ClassVar[str] = "dossier"

    def __str__(self) -> str:
        return f"kst-{self.dossier}" + (f"-{self.addition}" if self.addition else "")

    @classmethod
    def read(cls, text: str) -> Self | None:
        match = _DOSSIER.fullmatch(text)
        if not match:
            return None
        dossier = match["dossier"] or match["roman"]
        _check(text, dossier, match["addition"])
        return cls(dossier, match["addition"])

    @property
    def url(self) -> str:
        return f"{OB}/dossier/{str(self).removeprefix('kst-')}"

    @property
    def sort_key(self) -> tuple[object, ...]:
        # The dossiers of the Eerste Kamer itself come after those that both houses share.
        is_roman = self.dossier.isalpha()
        value = roman_value(self.dossier) if is_roman else int(self.dossier)
        return (is_roman, value, _addition_key(self.addition))


@dataclass(frozen=True, slots=True)
class KamerstukId(Identifier):
    """A paper in a dossier: kst-31490-284, kst-35925-VII-5, kst-29362-A, kst-CXXIV-G.

    number: as printed: "284", or the Eerste Kamer's letters ("A", "AB") or
    number and letter ("188b"). suffix: "b1" for an attachment that hangs on
    the paper, "h1" for a reprint (herdruk), "n1" and "v1" as published. session: only for the ids of
    about 3 % of the papers, which begin with it (kst-20032004-29200-II-C).
    """

    dossier: str
    number: str
    addition: str | None = None
    suffix: str | None = None
    session: str | None = None
    kind: ClassVar[str] = "kst"

    def __str__(self) -> str:
        session = session_digits(self.session) if self.session else None
        parts = ("kst", session, self.dossier, self.addition, self.number, self.suffix)
        return "-".join(part for part in parts if part)

    @classmethod
    def read(cls, text: str) -> Self | None:
        match = _KAMERSTUK.fullmatch(text)
        if not match:
            return None
        dossier, addition, number = match["dossier"] or match["roman"], match["addition"], match["number"]
        _check(text, dossier, addition)
        if number.startswith("0"):
            raise IdentifierError(f"{text}: papers in a dossier are numbered from 1, without a leading 0")
        session = session_from_digits(match["session"]) if match["session"] else None
        return cls(dossier, number, addition, match["suffix"], session)

    @property
    def in_dossier(self) -> DossierId:
        return DossierId(self.dossier, self.addition)

    @property
    def reprint_of(self) -> KamerstukId | None:
        """The first print of a reprint, which replaces it; None for any other paper."""
        return replace(self, suffix=None) if self.suffix and self.suffix[0] == "h" else None

    @property
    def sort_key(self) -> tuple[object, ...]:
        return (*self.in_dossier.sort_key, natural_key(self.number), self.suffix or "", self.session or "")


@dataclass(frozen=True, slots=True)
class ProvisionalId(Identifier):
    """A Kamerstuk as first published, before it is typeset and gets its number in a dossier: kst-1183151."""

    number: str
    kind: ClassVar[str] = "kst-onopgemaakt"

    def __str__(self) -> str:
        return f"kst-{self.number}"

    @classmethod
    def read(cls, text: str) -> Self | None:
        match = _PROVISIONAL.fullmatch(text)
        return cls(match[1]) if match else None


def without_rijkswet_number(text: str) -> str:
    """34158-(R2048)-13 -> 34158-13."""
    return _RIJKSWET.sub("", text)
