"""The open data of the Tweede Kamer (OData v4): questions to ask and answers to read.

It has papers before they are printed, and it joins the number that the Tweede
Kamer gives a document (2021D09236) to the number that it is printed under
(kst-29362-290). Its ContentLength is wrong for some files, and its
ContentType for others: neither is relied on.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from ingest.sources.model import FetchError, Publication, PublicationKind

_EXPAND = "Kamerstukdossier,BronDocument,HuidigeDocumentVersie($expand=DocumentPublicatie)"
_KINDS: dict[str, PublicationKind] = {
    "Bijlage": "bijlage",
    "Antwoord schriftelijke vragen": "aanhangsel",
    "Stenogram": "handelingen",
}
_EDITIONS = {"Pdf": "pdf", "Xml": "xml"}


@dataclass(frozen=True, slots=True)
class OdataPage:
    """One page of an answer: documents that still exist, and the address of the next page."""

    publications: tuple[Publication, ...]
    next_page: str | None


def number_address(service: str, number: str) -> str:
    """Where to ask for the document with a number of the Tweede Kamer, "2021D09236"."""
    return _address(service, "Document", f"DocumentNummer eq '{number}'", _EXPAND)


def paper_address(service: str, dossier: str, number: str) -> str:
    """Where to ask for the document with a number in a dossier: "29362" and "290"."""
    return _address(service, "Document", f"Volgnummer eq {int(number)} and {_in_dossier(dossier)}", _EXPAND)


def zaak_address(service: str, number: str) -> str:
    """Where to ask for the documents of a zaak, "2021Z04221"."""
    return _address(service, "Zaak", f"Nummer eq '{number}'", f"Document($expand={_EXPAND})")


def dossier_address(service: str, dossier: str) -> str:
    """Where to ask for the numbered papers of a dossier, "31490" or "36600-VII"."""
    return _address(service, "Document", f"Verwijderd eq false and Volgnummer gt 0 and {_in_dossier(dossier)}", _EXPAND)


def parse_page(data: bytes, service: str) -> OdataPage:
    """Read an answer: documents, or zaken with their documents.

    Removed documents (they have nothing but an Id) and things of another sort
    (meetings) give no publication.

    Args:
        data: a page with its envelope, a bare list of entities, or one entity.
        service: the address of the service; the files are named under it.

    Raises:
        FetchError: it is not JSON, so not an answer of the service itself.
    """
    try:
        answer = json.loads(data)
    except ValueError as error:
        raise FetchError(f"the Tweede Kamer sent something that is not JSON ({error})", retry=True) from error
    if isinstance(answer, list):
        entities, next_page = answer, None
    elif isinstance(answer, dict):
        entities, next_page = answer.get("value", [answer]), answer.get("@odata.nextLink")
    else:
        raise FetchError("the Tweede Kamer sent JSON that is not an answer", retry=True)
    documents = [document for entity in entities for document in entity.get("Document", [entity])]
    publications = (_publication(document, service) for document in documents)
    return OdataPage(tuple(found for found in publications if found is not None), next_page)


def _address(service: str, entities: str, among: str, expand: str) -> str:
    return f"{service}/{entities}?" + urlencode({"$filter": among, "$expand": expand}, quote_via=quote)


def _in_dossier(dossier: str) -> str:
    number, _, addition = dossier.partition("-")
    extra = f"'{addition}'" if addition else "null"
    return f"Kamerstukdossier/any(d: d/Nummer eq {int(number)} and d/Toevoeging eq {extra})"


def _publication(document: dict[str, Any], service: str) -> Publication | None:
    number = document.get("DocumentNummer")
    if not number or document.get("Verwijderd"):
        return None
    version = document.get("HuidigeDocumentVersie") or {}
    dossiers = tuple(_dossier(entry) for entry in document.get("Kamerstukdossier") or [])
    in_dossier = str(document["Volgnummer"]) if (document.get("Volgnummer") or 0) > 0 else None
    sources = document.get("BronDocument") or []
    return Publication(
        id=_id(number, version.get("ExterneIdentifier"), dossiers, in_dossier),
        kind=_kind(document.get("Soort") or ""),
        title=_words(document.get("Onderwerp")) or _words(document.get("Titel")),
        # Their times have the offset of The Hague, so the day is the day there.
        date=(document.get("Datum") or "")[:10] or None,
        dossiers=dossiers,
        number=in_dossier,
        session=document.get("Vergaderjaar"),
        chamber={1: "I", 2: "II"}.get(document.get("Kamer") or 0),
        files=_files(document, version, service),
        main_document=sources[0].get("DocumentNummer") if len(sources) == 1 else None,
        kenmerk=number,
        version=version.get("GewijzigdOp") or document.get("GewijzigdOp"),
    )


def _id(number: str, printed_as: str | None, dossiers: tuple[str, ...], in_dossier: str | None) -> str:
    """The id it is, or will be, printed under; its own number when a paper of several dossiers leaves that open."""
    if printed_as:
        return printed_as
    return f"kst-{dossiers[0]}-{in_dossier}" if len(dossiers) == 1 and in_dossier else number


def _files(document: dict[str, Any], version: dict[str, Any], service: str) -> dict[str, str]:
    """The printed editions; without those the file that the Tweede Kamer received."""
    printed = {
        _EDITIONS[edition["DocumentType"]]: f"{service}/DocumentPublicatie({edition['Id']})/Resource"
        for edition in version.get("DocumentPublicatie") or []
        if edition.get("DocumentType") in _EDITIONS and not edition.get("Verwijderd")
    }
    if printed or document.get("ContentType") != "application/pdf":
        return printed
    return {"pdf": f"{service}/Document({document['Id']})/resource"}


def _dossier(entry: dict[str, Any]) -> str:
    return "-".join(str(part) for part in (entry.get("Nummer"), entry.get("Toevoeging")) if part)


def _kind(sort: str) -> PublicationKind:
    if re.match(r"Brief\b", sort):
        return "brief"
    if sort.startswith("Motie"):
        return "motie"
    return _KINDS.get(sort, "kamerstuk")


def _words(text: str | None) -> str | None:
    return " ".join((text or "").split()) or None
