"""What a file that came down really is: the services send error pages with status 200, and shells without text."""

from __future__ import annotations

import re
from pathlib import Path

from lxml import etree

from ingest.sources.model import FetchError

# A reader finds the end of a PDF in its last 1024 bytes (ISO 32000); of 79 published papers none needs more.
END_OF_PDF_BYTES = 1024
_TITLE = re.compile(rb"<title[^>]*>(.*?)</title", re.IGNORECASE | re.DOTALL)


def is_worth_keeping(path: Path, name: str) -> bool:
    """Whether a file that came down has something in it; False only for an XML edition that is a shell.

    Args:
        path: the file.
        name: the name it is to have; its ending says what it must be: .pdf, .metadata.xml or .xml.

    Raises:
        FetchError: it is something else, or it was cut off.
    """
    if name.endswith(".pdf"):
        _check_pdf(path)
        return True
    root = _xml(path)
    if name.endswith(".metadata.xml"):
        return True
    return any(piece.strip() for paragraph in root.iter("{*}al") for piece in paragraph.itertext())


def _check_pdf(path: Path) -> None:
    data = path.read_bytes()
    if b"%PDF-" not in data[:END_OF_PDF_BYTES]:
        raise FetchError(f"the service sent {describe(data)} instead of a PDF", retry=True)
    if b"%%EOF" not in data[-END_OF_PDF_BYTES:]:
        raise FetchError(f"the PDF was cut off after {len(data)} bytes", retry=True)


def _xml(path: Path) -> etree._Element:
    data = path.read_bytes()
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise FetchError(
            f"the service sent {describe(data)} instead of well-formed XML ({error})", retry=True
        ) from error
    if etree.QName(root).localname.lower() == "html":
        raise FetchError(f"the service sent {describe(data)} instead of XML", retry=True)
    return root


def describe(data: bytes) -> str:
    """What the bytes look like, in words: "a web page ('Pagina niet gevonden')"."""
    head = data[:2048].lstrip().lower()
    if not head:
        return "an empty file"
    if head.startswith(b"<!doctype html") or b"<html" in head:
        title = _TITLE.search(data[:20_000])
        words = " ".join(title[1].decode("utf-8", "replace").split()) if title else ""
        return f"a web page ('{words}')" if words else "a web page"
    if head.startswith(b"<"):
        return "XML"
    if data.startswith(b"PK\x03\x04"):
        return "a Word file or another zip"
    return "something unknown"
