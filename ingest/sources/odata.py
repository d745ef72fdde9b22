"""The open data of the Tweede Kamer (OData): questions to ask and answers to read.

It has papers before they are printed, and it joins the number that the Tweede
Kamer gives a document (2021D09236) to the number that it is printed under
(kst-29362-290). Its ContentLength is wrong for some files, and its
ContentType for others: neither is relied on.

In June 2026 version 5 came beside version 4, with other names for some fields
(DocumentNummer became Nummer, Volgnummer Ondernummer). Answers are read by
either name; a question is asked in the words of one version.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from ingest.sources.model import FetchError, Publication, PublicationKind

# The service gives no more entities than this in one answer.
ENTITIES_PER_PAGE = 250

_KINDS: dict[str, PublicationKind] = {
    "Bijlage": "bijlage",
    "Antwoord schriftelijke vragen": "aanhangsel",
    "Stenogram": "handelingen",
}
_CHAMBERS = {"1": "I", "2": "II", "eerste kamer": "I", "tweede kamer": "II"}
_EDITIONS = {"pdf": "pdf", "xml": "xml"}
_RECEIVED = {
    "application/pdf": "pdf",
}
_NUMBER = re.compile(r"\d{4}D\d{3,6}")
# What a field was called before it got its present name.
_FORMER_NAMES = {"nummer": "documentnummer", "ondernummer": "volgnummer"}


@dataclass(frozen=True, slots=True)
class Dialect:
    """The words that one version of the service is asked in."""

    service: str
    number: str
    in_dossier: str
    expand: str

    def number_address(self, number: str) -> str:
        """Where to ask for the document with a number of the Tweede Kamer, "2021D09236"."""
        return self._address("Document", f"{self.number} eq '{number}'", self.expand)

    def paper_address(self, dossier: str, number: str) -> str:
        """Where to ask for the document with a number in a dossier: "29362" and "290"."""
        return self._address("Document", f"{self.in_dossier} eq {int(number)} and {_in_dossier(dossier)}", self.expand)

    def zaak_address(self, number: str) -> str:
        """Where to ask for the documents of a zaak, "2021Z04221"."""
        return self._address("Zaak", f"Nummer eq '{number}'", f"Document($expand={self.expand})")

    def dossier_address(self, dossier: str) -> str:
        """Where to ask for the numbered papers of a dossier, "31490" or "36600-VII"."""
        numbered = f"Verwijderd eq false and {self.in_dossier} gt 0 and {_in_dossier(dossier)}"
        return self._address("Document", numbered, self.expand)

    def _address(self, entities: str, among: str, expand: str) -> str:
        return f"{self.service}/{entities}?" + urlencode({"$filter": among, "$expand": expand}, quote_via=quote)


@dataclass(frozen=True, slots=True)
class OdataPage:
    """One page of an answer: documents that still exist, and the address of the next page. n_entities: in all."""

    publications: tuple[Publication, ...]
    next_page: str | None
    n_entities: int = 0


def dialects(service: str, service_before: str) -> tuple[Dialect, ...]:
    """How to ask, the way to try first before the others.

    The names of what hangs on a document (its dossier, its printed editions)
    were not announced to change; a version that refuses them is asked for the
    document alone.
    """
    whole = "Kamerstukdossier,BronDocument,HuidigeDocumentVersie($expand=DocumentPublicatie)"
    return (
        Dialect(service, "Nummer", "Ondernummer", whole),
        Dialect(service, "Nummer", "Ondernummer", "Kamerstukdossier"),
        Dialect(service_before, "DocumentNummer", "Volgnummer", whole),
    )


def parse_page(data: bytes, service: str) -> OdataPage:
    """Read an answer: documents, or zaken with their documents.

    Removed documents (they have nothing but an Id) give no publication.

    Args:
        data: a page with its envelope, a bare list of entities, or one entity.
        service: the address of the service; the files are named under it.

    Raises:
        FetchError: it is not JSON, so not an answer of the service itself, or not one that is known here.
    """
    try:
        answer = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise FetchError(f"the Tweede Kamer sent something that is not JSON ({error})", retry=True) from error
    if isinstance(answer, list):
        entities, next_page = answer, None
    elif isinstance(answer, dict):
        entities, next_page = answer.get("value", [answer]), answer.get("@odata.nextLink")
    else:
        raise FetchError("the Tweede Kamer sent JSON that is not an answer", retry=True)
    if not isinstance(entities, list) or not all(isinstance(entity, dict) for entity in entities):
        raise _unknown_form()
    documents = [document for entity in entities for document in (_field(entity, "Document") or [entity])]
    held = [document for document in documents if not _field(document, "Verwijderd")]
    named = [document for document in held if _number(document)]
    if held and not named:
        raise _unknown_form()
    publications = (_publication(document, service) for document in named)
    return OdataPage(tuple(publications), str(next_page) if next_page else None, len(entities))


def _unknown_form() -> FetchError:
    return FetchError("the Tweede Kamer answered in a form that this version of vindplaats does not know")


def _in_dossier(dossier: str) -> str:
    number, _, addition = dossier.partition("-")
    extra = f"'{addition}'" if addition else "null"
    return f"Kamerstukdossier/any(d: d/Nummer eq {int(number)} and d/Toevoeging eq {extra})"


def _field(entity: Mapping[str, Any], name: str) -> Any:
    """A field by its name or its name before; capitals make no difference."""
    fields = {key.casefold(): value for key, value in entity.items()}
    wanted = name.casefold()
    if wanted in fields:
        return fields[wanted]
    return fields.get(_FORMER_NAMES.get(wanted, ""))


def _number(document: Mapping[str, Any]) -> str | None:
    """The number of a document; a zaak has a field of that name too, with a Z in it."""
    number = str(_field(document, "Nummer") or "")
    return number if _NUMBER.fullmatch(number) else None


def _publication(document: Mapping[str, Any], service: str) -> Publication:
    number = _number(document) or ""
    version = _field(document, "HuidigeDocumentVersie") or {}
    dossiers = tuple(_dossier(entry) for entry in _field(document, "Kamerstukdossier") or [])
    in_dossier = _in_dossier_number(_field(document, "Ondernummer"))
    sources = _field(document, "BronDocument") or []
    return Publication(
        id=_id(number, _field(version, "ExterneIdentifier"), dossiers, in_dossier),
        kind=_kind(_field(document, "Soort") or ""),
        title=_words(_field(document, "Onderwerp")) or _words(_field(document, "Titel")),
        # Their times have the offset of The Hague, so the day is the day there.
        date=(_field(document, "Datum") or "")[:10] or None,
        dossiers=dossiers,
        number=in_dossier,
        session=_field(document, "Vergaderjaar"),
        chamber=_CHAMBERS.get(str(_field(document, "Kamer") or "").casefold()),
        files=_files(document, version, service),
        main_document=_number(sources[0]) if len(sources) == 1 else None,
        kenmerk=number,
        version=_field(version, "GewijzigdOp") or _field(document, "GewijzigdOp"),
    )


def _in_dossier_number(value: Any) -> str | None:
    """The number of a paper in its dossier: -1 says that it has none; letters are of the Eerste Kamer."""
    text = str(value if value is not None else "").strip()
    return text if re.fullmatch(r"[1-9]\d*|[A-Z]{1,3}", text) else None


def _id(number: str, printed_as: str | None, dossiers: tuple[str, ...], in_dossier: str | None) -> str:
    """The id it is, or will be, printed under; its own number when a paper of several dossiers leaves that open."""
    if printed_as:
        return printed_as
    return f"kst-{dossiers[0]}-{in_dossier}" if len(dossiers) == 1 and in_dossier else number


def _files(document: Mapping[str, Any], version: Mapping[str, Any], service: str) -> dict[str, str]:
    """The printed editions; without those the file that the Tweede Kamer received."""
    printed = {
        kind: f"{service}/DocumentPublicatie({_field(edition, 'Id')})/Resource"
        for edition in _field(version, "DocumentPublicatie") or []
        if (kind := _EDITIONS.get(str(_field(edition, "DocumentType")).casefold()))
        and not _field(edition, "Verwijderd")
    }
    received = _RECEIVED.get(str(_field(document, "ContentType")))
    if printed or not received:
        return printed
    return {received: f"{service}/Document({_field(document, 'Id')})/resource"}


def _dossier(entry: Mapping[str, Any]) -> str:
    return "-".join(str(part) for part in (_field(entry, "Nummer"), _field(entry, "Toevoeging")) if part)


def _kind(sort: str) -> PublicationKind:
    if re.match(r"Brief\b", sort):
        return "brief"
    if sort.startswith("Motie"):
        return "motie"
    return _KINDS.get(sort, "kamerstuk")


def _words(text: str | None) -> str | None:
    return " ".join((text or "").split()) or None
