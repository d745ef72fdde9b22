"""Read a file as a careful reader does: a PDF, or the official XML of a paper, as a Document."""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from ingest.errors import UnreadableError
from ingest.furniture.running import printed_numbers
from ingest.layout.reading import Layout, read_layout
from ingest.metadata.labels import page_labels
from ingest.metadata.local import METADATA_ENDING
from ingest.metadata.printed import describe
from ingest.model import Document, Furniture, Page
from ingest.pdf.glyphs import UNKNOWN
from ingest.pdf.hints import read_hints
from ingest.pdf.legibility import is_legible
from ingest.pdf.printed import PrintedPage
from ingest.pdf.tokens import read_pages
from ingest.system.garbage import without_garbage_collection


def read_file(path: Path, *, ocr: bool = False) -> Document:
    """The document in a file.

    Where kst-1-2.xml lies beside kst-1-2.pdf, the text is that of the XML
    edition and the pages and boxes are those of the PDF (ingest.editions).

    Args:
        path: a PDF, the XML or HTML edition of officielebekendmakingen.nl, a Word file, or plain text (.md, .txt).
        ocr: recognise the text of pages that are only a picture (needs
            ocrmypdf and tesseract); without it they are listed as pages
            without text.

    Raises:
        UnreadableError: the file cannot become a Document; the message says
            why and what to do.
    """
    data = _read_bytes(path)
    if not data.startswith(b"%PDF"):
        from ingest.xml import looks_like_xml, read_xml

        if looks_like_xml(data) and not _is_web_page(data):
            beside = path.with_suffix(METADATA_ENDING)
            return read_xml(data, path.name, beside.read_bytes() if beside.is_file() else None)
        if (written := _read_other(data, path.name)) is not None:
            return written
    document = _with_attachments(read_pdf(data, path.name), data, path.name)
    if ocr and document.pages_without_text:
        from ingest.pdf.ocr import recognise

        sha256, pages = document.metadata.sha256, frozenset(document.pages_without_text)
        document = recognise(document, data, path.name, lambda readable: read_pdf(readable, path.name, sha256, pages))
    document = _as_published(document, path)
    xml_edition = path.with_suffix(".xml")
    return _with_edition(document, xml_edition) if xml_edition.is_file() else document


def _is_web_page(data: bytes) -> bool:
    from ingest.formats.web import looks_like_html

    return looks_like_html(data)


def _read_other(data: bytes, name: str) -> Document | None:
    """A Word file, web page or plain text, by its first bytes and the ending of its name; None when it is none."""
    from ingest.formats.converted import OLD_WORD, to_docx
    from ingest.formats.docx import read_docx
    from ingest.formats.text import TEXT_ENDINGS, read_text
    from ingest.formats.web import looks_like_html, read_html

    ending = Path(name).suffix.lower()
    if data.startswith(b"PK\x03\x04"):
        return read_docx(to_docx(data, name) if ending == ".odt" else data, name)
    if data.startswith(OLD_WORD):
        return read_docx(to_docx(data, name), name)
    # What a server answers in the place of a PDF is no paper.
    if looks_like_html(data) and ending != ".pdf":
        return read_html(data, name)
    return read_text(data, name) if ending in TEXT_ENDINGS else None


def _with_attachments(document: Document, data: bytes, name: str) -> Document:
    """The document with the names of the files inside it; a form that only says that it cannot be shown is refused."""
    from ingest.pdf.attached import attached_names, refuse_placeholder

    refuse_placeholder(data, name, document.text.split(maxsplit=200))
    names = attached_names(data, name)
    return replace(document, metadata=replace(document.metadata, attachments=names)) if names else document


def _as_published(pdf: Document, path: Path) -> Document:
    """The PDF with what its publisher says of it; if that cannot be read, the PDF, with a line that says so."""
    from ingest.metadata.published import with_published

    try:
        return with_published(pdf, path)
    except UnreadableError as error:
        return replace(pdf, differences=(f"the metadata were not used: {error}",))


def _with_edition(pdf: Document, path: Path) -> Document:
    """The PDF with the text of the XML edition beside it; if that cannot be read, the PDF, with a line that says so."""
    from ingest.editions import align

    try:
        return align(pdf, read_file(path))
    except UnreadableError as error:
        return replace(pdf, differences=(f"the XML edition was not used: {error}",))


def read_pdf(data: bytes, name: str, sha256: str | None = None, recognised: frozenset[int] = frozenset()) -> Document:
    """The document in the bytes of a PDF.

    Args:
        name: of the file, for messages and for an id when it shows none.
        sha256: of the file that data was made from, if it is not the file itself.
        recognised: the pages whose text tesseract recognised.
    """
    with without_garbage_collection():
        return _read_pdf(data, name, sha256, recognised)


def _read_pdf(data: bytes, name: str, sha256: str | None, recognised: frozenset[int]) -> Document:
    printed = [page if is_legible(page.tokens) else replace(page, tokens=()) for page in read_pages(data, name)]
    if recognised:
        from ingest.pdf.recognised import tidied

        printed = tidied(printed, recognised)
    layout = read_layout(printed)
    reading = layout.reading
    pages = _page_ranges(printed, layout)
    hints = read_hints(data, name)
    metadata = describe(layout, name, sha256 or hashlib.sha256(data).hexdigest(), hints)
    seen = {page.number: page.label for page in pages if page.label}
    metadata = replace(metadata, labels=page_labels(seen, hints.labels), unread=_unread(layout.furniture, printed))
    return Document(
        metadata=metadata,
        text=reading.text,
        pages=pages,
        words=reading.words,
        blocks=reading.blocks,
        footnotes=reading.footnotes,
        furniture=layout.furniture,
        joins=reading.joins,
    )


def _unread(furniture: Iterable[Furniture], printed: Iterable[PrintedPage]) -> tuple[tuple[int, str, str], ...]:
    """Page, part and reason of what cannot be seen or read; without its words, which may be blacked out."""
    found = []
    for page in printed:
        if n_words := sum(UNKNOWN in token.text for token in page.tokens):
            found.append((page.number, _words(n_words), "its font does not say which letters stand there"))
    for item in furniture:
        n_words = sum(any(map(str.isalpha, word)) for word in item.text.split())
        if item.why_unread and n_words:
            found.append((item.page, _words(n_words), item.why_unread))
    return tuple(sorted(found))


def _words(number: int) -> str:
    return f"{number} word{'s' if number > 1 else ''}"


def _page_ranges(printed: Sequence[PrintedPage], layout: Layout) -> tuple[Page, ...]:
    """Pages that tile the body: each begins where its first word stands, the first at 0."""
    starts, end = layout.reading.page_starts, layout.reading.body_end
    labels = printed_numbers(layout.furniture, {page.number: page.height for page in printed})
    pages: list[Page] = []
    for page in reversed(printed):
        start = 0 if page is printed[0] else starts.get(page.number, end)
        label = labels.get(page.number)
        pages.append(Page(page.number, start, end, page.width, page.height, label, bool(page.tokens)))
        end = start
    return tuple(reversed(pages))


def _read_bytes(path: Path) -> bytes:
    """The bytes of a file, or one sentence on why not."""
    try:
        if not stat.S_ISREG(path.stat().st_mode) and not path.is_dir():
            # Reading it may never end.
            raise UnreadableError(f"{path} is a pipe or a device; write what it gives to a file, and read that.")
        return path.read_bytes()
    except FileNotFoundError as error:
        raise UnreadableError(f"{path} does not exist.") from error
    except OSError as error:
        raise UnreadableError(f"{path} cannot be read: {error.strerror}.", retry=True) from error
