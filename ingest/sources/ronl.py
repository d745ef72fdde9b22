"""The open data of rijksoverheid.nl: the reports and letters that ministries publish themselves."""

from __future__ import annotations

import re
from urllib.parse import urljoin

from lxml import etree, html

from ingest.sources.model import FetchError, Publication, PublicationKind

_DAY_IN_ADDRESS = re.compile(r"/(\d{4})/(\d{2})/(\d{2})/")
_KINDS: dict[str, PublicationKind] = {"rapport": "rapport", "brief": "brief", "kamerstuk: kamerbrief": "brief"}


def parse_documents(data: bytes) -> tuple[Publication, ...]:
    """Read a list of documents, or one document with its files.

    A document with several files gives as many publications: the first has the
    id of the document (ronl-<guid>), the next ones that id with -2, -3 and the
    first as their main document. In a list no files are named.

    Raises:
        FetchError: the answer is not well-formed (the service does send such documents).
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise FetchError(f"rijksoverheid.nl sent a description that is not well-formed XML ({error})") from error
    documents = [root] if root.tag == "document" else root.findall("document")
    return tuple(publication for document in documents for publication in _publications(document))


def _publications(document: etree._Element) -> list[Publication]:
    address, guid = _text(document, "canonical") or "", _text(document, "id")
    if not guid:
        return []
    id = f"ronl-{guid}"
    # Their times are UTC, so a paper of 1 April is issued on 31 March, 23:00; the address has the day that people see.
    day = _DAY_IN_ADDRESS.search(address)
    titled = _files(document, address) or [(None, {})]
    return [
        Publication(
            id=id if place == 1 else f"{id}-{place}",
            kind=_KINDS.get(_text(document, "type") or "", "overig"),
            title=title or _text(document, "title"),
            date="-".join(day.groups()) if day else (_text(document, "frontenddate") or "")[:10] or None,
            available=(_text(document, "available") or "")[:10] or None,
            signatories=tuple(
                name for element in document.findall("creators/department") if (name := _words(element.text))
            ),
            files=files,
            main_document=None if place == 1 else id,
            version=_text(document, "lastmodified"),
        )
        for place, (title, files) in enumerate(titled, start=1)
    ]


def _files(document: etree._Element, address: str) -> list[tuple[str | None, dict[str, str]]]:
    """The PDFs of a document, with their titles; those of some are only linked in the introduction."""
    named = [
        (_text(element, "filetitle"), {"pdf": url})
        for element in document.findall("files/file")
        if _text(element, "mimetype") == "application/pdf" and (url := _text(element, "fileurl"))
    ]
    introduction = document.findtext("introduction") or ""
    if named or not introduction.strip():
        return [(title, dict(files)) for title, files in named]
    links = html.fragment_fromstring(introduction, create_parent=True).iter("a")
    return [
        (_words("".join(link.itertext())), {"pdf": urljoin(address, link.get("href", ""))})
        for link in links
        if link.get("href", "").lower().endswith(".pdf")
    ]


def _text(element: etree._Element, name: str) -> str | None:
    return _words(element.findtext(name))


def _words(text: str | None) -> str | None:
    return " ".join((text or "").split()) or None
