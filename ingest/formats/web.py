"""A web page as a Document: the HTML edition of an official publication, or another page that was saved."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from itertools import count

from lxml import html
from lxml.etree import LxmlError
from lxml.etree import _Element as Element

from ingest.bounds import NotRead
from ingest.errors import UnreadableError
from ingest.formats.described import Head, describe
from ingest.identifiers import AanhangselId, HandelingenId, KamerstukId, parse
from ingest.metadata.kinds import LETTER, MOTION
from ingest.metadata.signatures import find_signatories
from ingest.model import Document, DocumentKind, Metadata
from ingest.words.signs import readable
from ingest.xml.metadata import describe as describe_published
from ingest.xml.metadata import read_fields
from ingest.xml.text import NOTE, Run, TextWriter

# The text of an official publication, and of other pages; the first that is there.
TEXT_IDS = ("broodtekst", "Inhoud", "main", "content")
UNREAD = frozenset("script style nav header footer aside form noscript template svg iframe button select head".split())
HEADINGS = {f"h{level}": min(level, 4) for level in range(1, 7)}
LEAVES = frozenset({"p", "dt", "dd", "pre", "address", "figcaption", "caption", "blockquote"})
INLINE = frozenset("a abbr b br cite code em font i img ins mark q s small span strong sub sup time u wbr".split())
# Deeper than any page that people made.
MAX_DEPTH = 120
_COMMENTS = rb"(?:<!--.{0,2000}?-->\s*)*"
_BEGINNING = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*"
    + _COMMENTS
    + rb"(?:<!doctype\s+html\b[^>]{0,300}>\s*)?"
    + _COMMENTS
    + rb"<(?:html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)


def looks_like_html(data: bytes) -> bool:
    """Whether a file begins as a web page does; an XML declaration may stand before it."""
    start = re.sub(rb"\A\s*(?:\xef\xbb\xbf)?\s*<\?xml[^>]{0,200}\?>", b"", data[:4096])
    return bool(_BEGINNING.match(start))


def read_html(data: bytes, name: str) -> Document:
    """The document in a web page.

    Raises:
        UnreadableError: it holds no text.
    """
    parser = html.HTMLParser(
        no_network=True, remove_comments=True, remove_pis=True, huge_tree=False, encoding=_encoding(data)
    )
    try:
        root = html.document_fromstring(data, parser=parser)
    except (LxmlError, ValueError) as error:
        raise UnreadableError(f"{name} is a damaged web page ({error}): save it again.") from error
    writer = TextWriter()
    _visit(_main(root), writer, 0)
    if any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log):
        writer.not_read.ends_early = True
    written = writer.finish()
    if not any(block.kind != "heading" for block in written.blocks):
        raise UnreadableError(f"{name} is a web page without text; a browser fetches what it shows. Save the PDF.")
    fields = read_fields(root)
    digest = sha256(data).hexdigest()
    if "identifier" in fields:
        described = describe_published(root, fields, written.text, written.blocks, name, digest)
        headings = [written.text[block.start : block.end] for block in written.blocks if block.kind == "heading"]
        paragraphs = [written.text[block.start : block.end] for block in written.blocks if block.kind == "paragraph"]
        metadata = _with_kind(described, headings[:5], paragraphs)
    else:
        metadata = describe(written.text, written.blocks, Head(), name, digest)
    metadata = replace(metadata, not_read=written.not_read)
    return Document(metadata, written.text, (), written.words, written.blocks, written.footnotes)


def _with_kind(metadata: Metadata, headings: Sequence[str], paragraphs: Sequence[str]) -> Metadata:
    """The kind, and the number of an Aanhangsel, by the id: a web page has no elements that are named for them.

    headings may lack the title of the paper, which its fields have; a motion has its movers in its paragraphs.
    """
    paper = parse(metadata.id).likeliest if metadata.id.startswith(("ah-", "h-", "kst-")) else None
    if isinstance(paper, AanhangselId):
        return replace(metadata, kind="aanhangsel", number=str(paper.number))
    if isinstance(paper, HandelingenId):
        return replace(metadata, kind="handelingen")
    if isinstance(paper, KamerstukId):
        named = [*headings, metadata.title or ""]
        kind: DocumentKind = "motie" if any(map(MOTION.match, named)) else "kamerstuk"
        kind = "brief" if any(map(LETTER.match, named)) else kind
        number, dossier = paper.number, str(paper.in_dossier).removeprefix("kst-")
        signed = metadata.signatories or (find_signatories(paragraphs, kind, ()) if kind == "motie" else ())
        return replace(metadata, kind=kind, number=number, dossiers=metadata.dossiers or (dossier,), signatories=signed)
    return metadata


def _encoding(data: bytes) -> str | None:
    """UTF-8 where the bytes are that; else what the page says."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return "utf-8"


def _main(root: Element) -> Element:
    for id in TEXT_IDS:
        found = next((element for element in root.iter() if element.get("id") == id), None)
        if found is not None and _words(found):
            return found
    for tag in ("main", "article", "body"):
        element = root.find(f".//{tag}")
        if element is not None:
            return element
    return root


def _visit(element: Element, writer: TextWriter, depth: int) -> None:
    tag = element.tag
    if not isinstance(tag, str) or tag in UNREAD:
        return
    if depth > MAX_DEPTH:
        writer.not_read.deep += 1
    elif tag in HEADINGS:
        writer.add("heading", Run(_words(element, writer.not_read)), level=HEADINGS[tag])
    elif tag == "table":
        cells = ([cell for cell in row if cell.tag in ("td", "th")] for row in _rows(element))
        writer.add_table([Run(_words(cell, writer.not_read)) for cell in row] for row in cells)
    elif tag in LEAVES and all(child.tag in INLINE for child in element):
        writer.add("caption" if "caption" in tag else "paragraph", Run(_words(element, writer.not_read)))
    elif tag in ("ul", "ol"):
        numbers = count(1)
        for item in element:
            if item.tag == "li":
                _item(item, writer, f"{next(numbers)}." if tag == "ol" else "•", depth)
    else:
        _mixed(element, writer, depth)


def _rows(table: Element) -> Iterator[Element]:
    """The rows of a table; those of a table in one of its cells are words of that cell."""
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from child.iterchildren("tr")


def _item(item: Element, writer: TextWriter, marker: str, depth: int) -> None:
    inside = [child for child in item if child.tag in ("ul", "ol", "table")]
    writer.add("list_item", Run(_words(item, writer.not_read, inside)), marker=marker)
    for child in inside:
        _visit(child, writer, depth + 1)


def _mixed(element: Element, writer: TextWriter, depth: int) -> None:
    """Blocks, and words that stand loose between them."""
    loose = [element.text or ""]
    for child in element:
        if child.tag in INLINE:
            loose.append(_words(child, writer.not_read))
        else:
            writer.add("paragraph", Run(" ".join(loose)))
            loose = []
            _visit(child, writer, depth + 1)
        loose.append(child.tail or "")
    writer.add("paragraph", Run(readable(" ".join(loose)).replace(NOTE, "")))


def _words(element: Element, not_read: NotRead | None = None, leave_out: list[Element] | None = None) -> str:
    """All words of an element, with spaces for line ends; not_read counts what stands too deep inside it."""
    pieces: list[str] = []
    left_out = set(leave_out or ())

    def collect(node: Element, depth: int) -> None:
        if not isinstance(node.tag, str) or node.tag in UNREAD or node in left_out:
            return
        if depth > MAX_DEPTH:
            if not_read:
                not_read.deep += 1
            return
        pieces.append(node.text or "")
        for child in node:
            pieces.append(" " if child.tag == "br" else "")
            collect(child, depth + 1)
            pieces.append(child.tail or "")

    collect(element, 0)
    return " ".join(readable("".join(pieces)).replace(NOTE, "").split())
