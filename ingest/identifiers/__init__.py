"""The identifiers of official papers: read, print, compare, and find on the web.

    >>> parse("https://zoek.officielebekendmakingen.nl/kst-31490-284.html")
    KamerstukId(dossier='31490', number='284', addition=None, suffix=None, session=None)
    >>> str(parse("36 600 XV"))
    'kst-36600-XV'

Not every form has one meaning: kst-31444-C is letter C of the Eerste Kamer, or
the whole of fund C. parse() then gives an AmbiguousId with both readings; it
is for the caller, who may hold the paper, to choose.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar, Self
from urllib.parse import parse_qs, unquote, urlsplit

from ingest.identifiers.base import Identifier, IdentifierError
from ingest.identifiers.cited import identifier_of
from ingest.identifiers.kamerstuk import DossierId, KamerstukId, ProvisionalId, without_rijkswet_number
from ingest.identifiers.proceedings import (
    AanhangselId,
    AgendaId,
    HandelingenId,
    QuestionId,
    TweedeKamerNumber,
    UnfiledPaperId,
)
from ingest.identifiers.publications import AttachmentId, EcliId, JciId, JournalId, LawId, LocalRegulationId

__all__ = [
    "AanhangselId",
    "AgendaId",
    "AmbiguousId",
    "AttachmentId",
    "DossierId",
    "EcliId",
    "HandelingenId",
    "Identifier",
    "IdentifierError",
    "JciId",
    "JournalId",
    "KamerstukId",
    "LawId",
    "LocalRegulationId",
    "ProvisionalId",
    "QuestionId",
    "TweedeKamerNumber",
    "UnfiledPaperId",
    "filed_dossier",
    "parse",
]

_FORMS: tuple[type[Identifier], ...] = (
    KamerstukId,
    DossierId,
    ProvisionalId,
    HandelingenId,
    AanhangselId,
    QuestionId,
    UnfiledPaperId,
    AgendaId,
    TweedeKamerNumber,
    AttachmentId,
    JournalId,
    EcliId,
    LawId,
    JciId,
    LocalRegulationId,
)
# What people type in small letters, as in the address bar of a browser: chapters and letters are printed in capitals,
# and so are the numbers of the Tweede Kamer, judgments and laws. "188b" and the suffixes (b1, h1) stay small.
_SMALL_ADDITION = re.compile(r"(?<=[\da-z]-)[a-z]{1,8}(?=-|$)")
_CAPITAL_SUFFIX = re.compile(r"(?<=-)[BHNV]\d{1,3}$")
_ALL_CAPITALS = re.compile(r"(?i:ecli:.*|bwb[rv]\d{7}|\d{4}[dza]\d{3,6})")
_LOWER_PREFIX = re.compile(
    r"(?i:kst|blg|h|ah|kv|nds|ag|stb|stcrt|trb)-(?:(?i:tk|ek|vv)-)?(?=\d)|(?i:kst)-(?=[CLXVI]+\b)"
)
_WITHOUT_PREFIX = re.compile(r"\d{5}-[\w-]+|[CLXVI]{3,}-[A-Z]{1,3}")
_SPACE = re.compile(r"[\s\u00a0\u2009\u202f]+")
_EXTENSION = re.compile(r"\.(?:html|pdf|xml|odt|zip)$")
_HYPHENS = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013", "-"))


@dataclass(frozen=True, slots=True)
class AmbiguousId(Identifier):
    """An identifier that can be read in more than one way; the likelier reading comes first."""

    readings: tuple[Identifier, ...]
    kind: ClassVar[str] = "ambiguous"

    def __str__(self) -> str:
        return str(self.likeliest)

    @classmethod
    def read(cls, text: str) -> Self | None:
        readings = _readings(text)
        return cls(readings) if len(readings) > 1 else None

    @property
    def likeliest(self) -> Identifier:
        return self.readings[0]

    @property
    def url(self) -> str:
        return self.likeliest.url


def filed_dossier(text: str) -> str:
    """A dossier as papers are filed under it: "35 925 VII" is 35925-VII.

    Raises:
        IdentifierError: it is none.
    """
    found = parse(text)
    readings = found.readings if isinstance(found, AmbiguousId) else (found,)
    dossier = next((each for each in readings if isinstance(each, DossierId)), None)
    if dossier is None:
        raise IdentifierError(f"{text!r} is no dossier")
    return str(dossier).removeprefix("kst-")


def parse(text: str) -> Identifier:
    """The identifier that text is: printed, as an address on the web, a dossier in digits, or a citation of one paper.

    Raises:
        IdentifierError: it has no form of an identifier, or one that cannot exist; the message says which.
    """
    cleaned = text.strip()
    if "://" in cleaned or cleaned.startswith(("zoek.", "repository.", "wetten.", "www.")):
        return _from_address(cleaned)
    plain = _SPACE.sub(" ", cleaned.translate(_HYPHENS))
    readings = _readings(identifier_of(without_rijkswet_number(plain)) or _normalised(cleaned))
    if not readings:
        raise IdentifierError(f"'{cleaned}' is no identifier of an official paper; an example is kst-31490-284")
    return readings[0] if len(readings) == 1 else AmbiguousId(readings)


def _normalised(text: str) -> str:
    """The way an identifier is printed: '36 600 XV', '36.600XV' -> '36600-XV', 'KST-31490-284' -> 'kst-31490-284'."""
    text = without_rijkswet_number(text.translate(_HYPHENS))
    if _ALL_CAPITALS.fullmatch(text):
        return text.upper()
    text = re.sub(r"^(\d{2})[\s.](\d{3})(?!\d)", r"\1\2", _SPACE.sub(" ", text))
    text = re.sub(r"^(\d{5})(?:[ .](?=[A-Za-z]{1,6}$|\d{2}$)|(?=[IVX]{1,6}[A-E]?$))", r"\1-", text)
    text = _LOWER_PREFIX.sub(lambda prefix: prefix[0].lower(), text)
    text = f"kst-{text}" if _WITHOUT_PREFIX.fullmatch(text) else text
    if text.startswith("kst-"):
        text = _SMALL_ADDITION.sub(lambda letters: letters[0].upper(), text)
        text = _CAPITAL_SUFFIX.sub(lambda suffix: suffix[0].lower(), text)
    return text


def _readings(text: str) -> tuple[Identifier, ...]:
    """Every way to read a printed identifier, the likelier first.

    kst-DDDDD-X is a paper of the Eerste Kamer or a chapter or fund. One letter
    is nearly always the paper; a Roman numeral of more letters the chapter.
    Raises when no form fits because the identifier cannot exist.
    """
    found: list[Identifier] = []
    refusal: IdentifierError | None = None
    for form in _FORMS:
        try:
            identifier = form.read(text)
        except IdentifierError as error:
            refusal = refusal or error
            continue
        if identifier is not None:
            found.append(identifier)
    if not found and refusal:
        raise refusal
    if len(found) > 1 and isinstance(found[0], KamerstukId) and len(found[0].number) > 1:
        found.reverse()
    return tuple(found)


def _from_address(text: str) -> Identifier:
    """The identifier in a web address: in its query (document before zaak), or in its path from the end."""
    address = urlsplit(text if "://" in text else f"https://{text}")
    query = parse_qs(address.query)
    path = unquote(address.path).strip("/")
    if "wetten.overheid.nl" in address.netloc:
        candidates = [path.removeprefix("id/"), path.split("/")[0]]
    elif "lokaleregelgeving" in address.netloc:
        candidates = [path.replace("/", "_")]
    else:
        candidates = [*query.get("did", []), *query.get("id", []), *reversed(path.split("/"))]
    refusal: IdentifierError | None = None
    for candidate in candidates:
        printed = _EXTENSION.sub("", candidate)
        if printed.isdigit() and "dossier" not in path:
            continue
        try:
            return parse(printed)
        except IdentifierError as error:
            refusal = refusal or error
    raise IdentifierError(f"{text} leads to no official paper that has an identifier") from refusal
