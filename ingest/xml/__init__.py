"""The XML edition of officielebekendmakingen.nl as a Document without pages.

Its vocabulary is that of KOOP's schema "op-consolidated". Two generations are
about: with the metadata in the file, and with a link to a metadata.xml beside it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from hashlib import sha256

from lxml import etree

from ingest.errors import UnreadableError
from ingest.model import Document
from ingest.words.signs import readable
from ingest.xml.body import write_body
from ingest.xml.metadata import describe, read_fields
from ingest.xml.text import NOTE, TextWriter

PUBLICATION = "officiele-publicatie"

# The byte order mark, read as Latin-1 and written as UTF-8 by a careless download: all of the text went the same way.
TWICE_ENCODED_MARK = "\ufeff".encode().decode("latin-1").encode()
# How UTF-16 begins: with a mark, or with "<" where it has none.
_UTF_16 = {"utf-16-le": (b"\xff\xfe", b"<\0"), "utf-16-be": (b"\xfe\xff", b"\0<")}
MARKS_AND_SPACE = b"\xef\xbb\xbf \t\r\n"


def read_xml(data: bytes, name: str, metadata: bytes | None = None) -> Document:
    """The document in an XML edition: body, then footnotes, as in a PDF, but without pages and boxes.

    Args:
        name: of the file, for messages and for the id when the file states none.
        metadata: the metadata.xml that is published beside it, if at hand.

    Raises:
        UnreadableError: no well-formed XML, none of officielebekendmakingen.nl,
            or a shell without text, as is published for papers that exist only
            as PDF.
    """
    root = parse(data, name)
    if root.tag != PUBLICATION:
        raise UnreadableError(
            f"{name} is XML, but no paper of officielebekendmakingen.nl: it begins with <{root.tag}> "
            f"and not with <{PUBLICATION}>. Download the .xml of the paper itself."
        )
    writer = TextWriter()
    write_body(root, writer)
    if all(block.kind == "heading" for block in writer.blocks):
        raise UnreadableError(f"{name} holds a title and no text: this paper is published as PDF only. Fetch the PDF.")
    fields = read_fields(root)
    if metadata is not None:
        fields = {**fields, **read_fields(parse(metadata, f"the metadata of {name}"))}
    body = writer.finish()
    described = describe(root, fields, body.text, body.blocks, name, sha256(data).hexdigest())
    described = replace(described, not_read=body.not_read)
    return Document(metadata=described, text=body.text, words=body.words, blocks=body.blocks, footnotes=body.footnotes)


def parse(data: bytes, name: str) -> etree._Element:
    """The root element; nothing outside the file is read, entities are not expanded."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return _readable(etree.fromstring(_repaired(data), parser))
    except etree.XMLSyntaxError as error:
        raise UnreadableError(
            f"{name} is no well-formed XML ({error.msg}), so it is damaged. Fetch it again."
        ) from error


def _readable(root: etree._Element) -> etree._Element:
    """The same element, where nothing it holds has a sign that is no text."""
    for node in root.iter():
        node.tail = _readable_text(node.tail)
        if isinstance(node.tag, str):
            node.text = _readable_text(node.text)
            for name, value in node.attrib.items():
                node.set(name, readable(str(value)))
    return root


def _readable_text(text: str | None) -> str | None:
    return text and readable(text).replace(NOTE, "")


def looks_like_xml(data: bytes) -> bool:
    """Whether a file begins as XML does."""
    start = _as_utf8(data[:512]).removeprefix(TWICE_ENCODED_MARK).lstrip(MARKS_AND_SPACE)
    return start.startswith((b"<?xml", b"<" + PUBLICATION.encode()))


def _as_utf8(data: bytes) -> bytes:
    """The bytes of UTF-16 as UTF-8, their declaration without what it says of it; others as they are."""
    known = next((name for name, marks in _UTF_16.items() if data.startswith(marks)), None)
    if known is None:
        return data
    text = data.decode(known, "replace").removeprefix("\ufeff")
    return re.sub(r"\A(<\?xml[^>]{0,100}?)\s+encoding=[\"'][\w-]{1,20}[\"']", r"\1", text).encode()


def _repaired(data: bytes) -> bytes:
    """The bytes as UTF-8, one that was applied twice undone, beginning with the XML declaration."""
    data = _as_utf8(data)
    if data.startswith(TWICE_ENCODED_MARK):
        try:
            data = data.decode("utf-8").encode("latin-1")
        except UnicodeError:
            data = data.removeprefix(TWICE_ENCODED_MARK)
    return data.lstrip(MARKS_AND_SPACE)
