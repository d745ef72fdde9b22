"""The search service of KOOP (SRU 2.0): questions to ask and answers to read.

Fields and behaviour as in real answers of 2021 and 2026: a refused question is
answered with status 200 and a diagnostic instead of a count, and the namespaces
of the answers come with different prefixes, or with none. So elements are
known here by their local names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree

from ingest.identifiers import IdentifierError, KamerstukId, parse
from ingest.sources.model import FetchError, Publication, PublicationKind

# The service answers 504 when asked for a record beyond this one, however few are asked for.
LAST_RECORD = 9_999
RECORDS_PER_PAGE = 500
RECORDS_PER_SMALL_PAGE = 50

# info:srw/diagnostic/1/1 is a general system error, 1/2 "temporarily unavailable"; the others say that the
# question is wrong, and it will be wrong the next time.
TRANSIENT_DIAGNOSTICS = ("info:srw/diagnostic/1/1", "info:srw/diagnostic/1/2")

_NUMBERS = ("ondernummer", "aanhangselnummer", "publicatienummer")


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """What the service objects to."""

    uri: str
    message: str

    @property
    def transient(self) -> bool:
        return self.uri in TRANSIENT_DIAGNOSTICS


@dataclass(frozen=True, slots=True)
class SruPage:
    """One page of an answer. total: how many records the service has in all; None when it refused the question."""

    total: int | None
    n_records: int
    publications: tuple[Publication, ...]
    diagnostics: tuple[Diagnostic, ...] = ()


def dossier_question(dossier: str, publication_names: Iterable[str] = ("Kamerstuk",)) -> str:
    """All papers of a dossier ("31490", "36600-VII"); its attachments are among them."""
    names = " OR ".join(f'w.publicatienaam=="{name}"' for name in publication_names)
    return _official(f'w.dossiernummer=="{_quoted(dossier)}" AND ({names})')


def ids_question(ids: Iterable[str]) -> str:
    """The papers with exactly these ids (upper and lower case differ)."""
    return _official(" OR ".join(f'dt.identifier=="{_quoted(id)}"' for id in ids))


def attachments_question(ids: Iterable[str]) -> str:
    """The attachments that were sent with these papers."""
    return _official(" OR ".join(f'w.hoofddocument=="{_quoted(id)}"' for id in ids))


def text_question(text: str, since: str | None = None) -> str:
    """Kamerstukken with these words, published on or after the ISO date since."""
    published = f' AND dt.available>="{since}"' if since else ""
    return _official(f'w.publicatienaam=="Kamerstuk" AND cql.textAndIndexes="{_quoted(text)}"{published}')


def parameters(question: str, start: int, maximum: int = RECORDS_PER_PAGE) -> dict[str, str]:
    """The request for one page; start is 1-based. The order is fixed, so that pages do not overlap."""
    return {
        "operation": "searchRetrieve",
        "version": "2.0",
        "recordSchema": "gzd",
        "httpAccept": "application/xml",
        "maximumRecords": str(maximum),
        "startRecord": str(start),
        "query": f"{question} sortBy dt.date/sort.ascending",
    }


def parse_page(data: bytes) -> SruPage:
    """Read an answer of the service, or a single record of one.

    Records without an identifier (registers that share the service have them)
    are counted but are not publications.

    Raises:
        FetchError: the answer is not XML, so it is not from the service itself.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise FetchError(f"the search service sent something that is not XML ({error})", retry=True) from error
    total = _first(root, "numberOfRecords")
    records = [root] if _name(root) == "record" else _all(root, "recordData")
    diagnostics = tuple(
        Diagnostic(_first(element, "uri") or "", _first(element, "message") or _first(element, "details") or "")
        for element in _all(root, "diagnostic")
    )
    publications = tuple(found for record in records if (found := _publication(record)) is not None)
    return SruPage(int(total) if total and total.isdigit() else None, len(records), publications, diagnostics)


def _official(question: str) -> str:
    return f'(c.product-area=="officielepublicaties" AND ({question}))'


def _quoted(value: str) -> str:
    return value.replace("\\", " ").replace('"', " ")


def _publication(record: etree._Element) -> Publication | None:
    meta = next(iter(_all(record, "meta")), None)
    if meta is None or not (id := _first(meta, "identifier")):
        return None
    number = _number(id, meta)
    return Publication(
        id=id,
        kind=_kind(id, _first(meta, "subrubriek")),
        title=_first(meta, "documenttitel") or _first(meta, "title"),
        date=_date(_first(meta, "date")),
        available=_date(_first(meta, "available")),
        dossiers=tuple(dict.fromkeys(_texts(meta, "dossiernummer"))),
        number=number,
        session=_first(meta, "vergaderjaar"),
        chamber=_chamber(id, _first(meta, "creator"), number),
        signatories=tuple(dict.fromkeys(_texts(meta, "indiener"))),
        status=_first(meta, "documentstatus"),
        files={
            element.get("manifestation", ""): element.text.strip()
            for element in _all(record, "itemUrl")
            if element.text and element.get("manifestation")
        },
        main_document=_first(meta, "hoofddocument"),
        version=_first(record, "timestamp") or _first(meta, "modified"),
    )


def _number(id: str, meta: etree._Element) -> str | None:
    """The number of a paper; the id is surer than the field. An attachment has its paper's number, so none itself."""
    if id.startswith("blg-"):
        return None
    try:
        paper = parse(id).likeliest
    except IdentifierError:
        paper = None
    if isinstance(paper, KamerstukId):
        return paper.number
    return next((text for name in _NUMBERS if (text := _first(meta, name))), None)


def _kind(id: str, heading: str | None) -> PublicationKind:
    """What kind of paper it is, by its id and the heading (subrubriek) that the service files it under."""
    match id.split("-")[0]:
        case "blg":
            return "bijlage"
        case "h":
            return "handelingen"
        case "ah":
            return "aanhangsel"
        case "kst":
            words = (heading or "").casefold()
            if "motie" in words:
                return "motie"
            return "brief" if words.startswith("brief") else "kamerstuk"
    return "overig"


def _chamber(id: str, creator: str | None, number: str | None) -> str | None:
    """Which house: by the publisher, else ("overige") by the id. The Eerste Kamer numbers its papers with letters."""
    for house, sign, mark in (("Eerste Kamer", "I", "-ek-"), ("Tweede Kamer", "II", "-tk-")):
        if (creator or "").startswith(house) or mark in id:
            return sign
    if id.startswith("kst-") and number:
        return "II" if number.isdigit() else "I"
    return None


def _date(text: str | None) -> str | None:
    return text[:10] if text and re.match(r"\d{4}-\d{2}-\d{2}", text) else None


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname


def _all(element: etree._Element, name: str) -> list[etree._Element]:
    return list(element.iter("{*}" + name))


def _texts(element: etree._Element, name: str) -> list[str]:
    return [text for found in _all(element, name) if (text := " ".join((found.text or "").split()))]


def _first(element: etree._Element, name: str) -> str | None:
    return next(iter(_texts(element, name)), None)
