"""open.overheid.nl: the reports and letters that the government itself makes public.

One document is asked for by its id (a GUID, or one of the source it came from:
ronl-..., oep-...), many by words. Its answers are JSON. Fields are read
tolerantly: what is not there is unknown.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, unquote, urlencode, urlsplit

from ingest.sources.model import FetchError, Publication, PublicationKind

# The service refuses pages of any other size than 10, 20 and 50.
RESULTS_PER_PAGE = 50
# A question in words finds thousands of documents; the first of them are the likeliest.
MOST_RESULTS = 200

_GUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_ID = re.compile(rf"(?i)((?:ronl|oep|plooi)-[0-9a-z-]{{8,}}|{_GUID})(?:_\d+)?")
_KINDS: tuple[tuple[str, PublicationKind], ...] = (
    ("rapport", "rapport"),
    ("onderzoek", "rapport"),
    ("advies", "rapport"),
    ("brief", "brief"),
    ("bijlage", "bijlage"),
)
_FILE_TYPES = {
    "application/pdf": "pdf",
}
# How the thesaurus of the government names a document that another was sent with, and the other way round.
_ATTACHMENT_ROLES = ("c_05f4a5f3", "bijlage", "onderdeel")
_MAIN_ROLES = ("c_4d1ea9ba",)


@dataclass(frozen=True, slots=True)
class FoundPage:
    """One page of what a question in words finds. total: in all."""

    ids: tuple[str, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Described:
    """One document with its files, and the ids of what was published with it."""

    publications: tuple[Publication, ...]
    attachments: tuple[str, ...]


def id_in(text: str) -> str | None:
    """The id of a document in a target or a web address of open.overheid.nl, None when it is of another sort."""
    if "://" in text or text.startswith("open.overheid.nl/"):
        address = urlsplit(text if "://" in text else f"https://{text}")
        if address.netloc.lower() not in ("open.overheid.nl", "www.open.overheid.nl"):
            return None
        parts = [unquote(part) for part in address.path.split("/")]
    else:
        parts = [text.strip()]
    return next((match[1].lower() for part in parts if (match := _ID.fullmatch(part))), None)


def document_address(service: str, id: str) -> str:
    """Where a document is described."""
    return f"{service}/zoek/{quote(id, safe='')}"


def file_address(service: str, id: str) -> str:
    """Where the file of a document is."""
    return f"{service}/documenten/{quote(id, safe='')}"


def relations_address(service: str, id: str) -> str:
    """Where it is said what was published with a document."""
    return f"{service}/publicatie/{quote(id, safe='')}/_relaties"


def search_address(service: str, words: str, start: int, since: str | None = None) -> str:
    """Where to ask for the documents with these words; start is 0-based, since an ISO date."""
    asked = {"zoektekst": words, "start": str(start), "aantalResultaten": str(RESULTS_PER_PAGE)}
    if since:
        asked["publicatiedatumVan"] = "-".join(reversed(since.split("-")))
    return f"{service}/zoek?" + urlencode(asked, quote_via=quote)


def parse_found(data: bytes) -> FoundPage:
    """Read what a question in words found.

    Raises:
        FetchError: it is no answer that is known here.
    """
    answer = _json(data)
    results = answer.get("resultaten")
    if not isinstance(results, list):
        raise _unknown_form()
    documents = [result.get("document") or result for result in results if isinstance(result, dict)]
    ids = tuple(id for document in documents if (id := _own_id(document)))
    if results and not ids:
        raise _unknown_form()
    total = answer.get("totaal", answer.get("aantal"))
    return FoundPage(ids, total if isinstance(total, int) else len(ids))


def parse_document(data: bytes, service: str, id: str) -> Described:
    """Read the description of one document.

    A document with several files gives as many publications: the first has the
    id of the document, the next ones that id with -2, -3 and the first as their
    main document.

    Raises:
        FetchError: it is no description that is known here.
    """
    answer = _json(data)
    document = answer.get("document")
    if not isinstance(document, dict):
        raise _unknown_form()
    versions = [version for version in answer.get("versies") or [] if isinstance(version, dict)]
    newest = versions[-1] if versions else {}
    available = _day(newest.get("openbaarmakingsdatum")) or _day(document.get("openbaarmakingsdatum"))
    title, kind = _title(document), _kind(document)
    relations = _relations(answer.get("documentrelaties"))
    main = next((other for role, other in relations if role.endswith(_MAIN_ROLES)), None)
    files = _files(newest, service, id)
    publications = tuple(
        Publication(
            id=id if place == 1 else f"{id}-{place}",
            kind=kind,
            title=title if place == 1 else named or title,
            date=_day(document.get("creatiedatum")) or available,
            available=available,
            signatories=_labels(document.get("opsteller")) or _labels(document.get("publisher")),
            files=file,
            main_document=main if place == 1 else id,
            version=str(newest.get("mutatiedatumtijd") or newest.get("nummer") or available or "") or None,
        )
        for place, (named, file) in enumerate(files, start=1)
    )
    return Described(publications, tuple(other for role, other in relations if role.endswith(_ATTACHMENT_ROLES)))


def parse_relations(data: bytes) -> tuple[str, ...]:
    """The ids of what was published with a document."""
    try:
        answer = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise FetchError(f"open.overheid.nl sent something that is not JSON ({error})", retry=True) from error
    entries = answer if isinstance(answer, list) else answer.get("documentrelaties") if isinstance(answer, dict) else []
    return tuple(other for role, other in _relations(entries) if role.endswith(_ATTACHMENT_ROLES))


def _json(data: bytes) -> Mapping[str, Any]:
    try:
        answer = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise FetchError(f"open.overheid.nl sent something that is not JSON ({error})", retry=True) from error
    if not isinstance(answer, dict):
        raise _unknown_form()
    return answer


def _unknown_form() -> FetchError:
    return FetchError("open.overheid.nl answered in a form that this version of vindplaats does not know")


def _own_id(document: Mapping[str, Any]) -> str | None:
    """The id: by itself, or at the end of the document's permanent address."""
    for name in ("id", "pid", "weblocatie"):
        if match := _ID.fullmatch(str(document.get(name) or "").rstrip("/").rsplit("/", 1)[-1]):
            return match[1].lower()
    return None


def _title(document: Mapping[str, Any]) -> str | None:
    titles = document.get("titelcollectie")
    official = titles.get("officieleTitel") if isinstance(titles, dict) else None
    others = document.get("titels") or [document.get("titel")]
    return _words(official) or _words(others[0] if isinstance(others, list) else others)


def _kind(document: Mapping[str, Any]) -> PublicationKind:
    classes = document.get("classificatiecollectie")
    classes = classes if isinstance(classes, dict) else document
    sorts = " ".join(_labels(classes.get("documentsoorten") or classes.get("documentsoort"))).casefold()
    return next((kind for word, kind in _KINDS if word in sorts), "overig")


def _files(version: Mapping[str, Any], service: str, id: str) -> list[tuple[str | None, dict[str, str]]]:
    """The readable files of a version with their names; the one of the document itself when none is named."""
    entries = [entry for entry in version.get("bestanden") or [] if isinstance(entry, dict)]
    named: list[tuple[str | None, dict[str, str]]] = []
    for entry in entries:
        sort = str(entry.get("mime-type") or entry.get("mimeType") or "").lower()
        kind = _FILE_TYPES.get(sort) or ("pdf" if str(entry.get("bestandsnaam")).lower().endswith(".pdf") else None)
        if kind:
            address = str(entry.get("url") or "").strip()
            place = address if address.startswith("http") else file_address(service, id)
            named.append((_words(entry.get("bestandsnaam")), {kind: place}))
    return named or [(None, {} if entries else {"pdf": file_address(service, id)})]


def _relations(entries: Any) -> list[tuple[str, str]]:
    """Pairs of a role and the id of the other document."""
    pairs = []
    for entry in entries if isinstance(entries, list) else []:
        if isinstance(entry, dict):
            other = str(entry.get("relation") or entry.get("relatie") or "").rstrip("/").rsplit("/", 1)[-1]
            if match := _ID.fullmatch(other):
                pairs.append((str(entry.get("role") or entry.get("rol") or ""), match[1].lower()))
    return pairs


def _labels(value: Any) -> tuple[str, ...]:
    """The labels of a term, or of a list of them."""
    terms = value if isinstance(value, list) else [value]
    words = (_words(term.get("label") if isinstance(term, dict) else term) for term in terms)
    return tuple(word for word in words if word)


def _day(value: Any) -> str | None:
    """An ISO date: of 2023-04-05T00:00, or of 05-04-2023 as people see it."""
    text = str(value or "")
    if match := re.match(r"(\d{2})-(\d{2})-(\d{4})", text):
        return "-".join(reversed(match.groups()))
    return text[:10] if re.match(r"\d{4}-\d{2}-\d{2}", text) else None


def _words(text: Any) -> str | None:
    return " ".join(str(text or "").split()) or None
