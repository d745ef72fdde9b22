"""What `show` shows: a document, one page or one passage of it, and that page as an image."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import LibraryError
from index.library import Library
from index.model import DocumentRecord, PassageRecord, StoredRecommendation
from ingest.addresses import Address
from ingest.atomic import writing
from ingest.citing.cite import citation_text
from ingest.metadata.labels import label_of
from ingest.model import Document
from search_cli.shapes import metadata_shape
from search_cli.targets import Addressed, addressed, pages_of

if TYPE_CHECKING:
    from search_cli.shapes.types.papers import ShowShape

# 150 dots an inch: readable on a screen, half a megabyte a page.
SCALE = 150 / 72
# A highlighter's yellow: black print stays black under it.
MARKER = "#fff176"


@dataclass(frozen=True, slots=True)
class View:
    """A part of a document: the whole, one page (1-based), one passage, recommendation or address, as a range.

    is_marked: whether its words are marked on an image of the page, and are
    cited. passage: the one that is shown.
    """

    record: DocumentRecord
    document: Document
    start: int
    end: int
    page: int
    passage: PassageRecord | None
    is_marked: bool = False


def view(library: Library, name: str | None, *, page: str | None, passage: int | None) -> View:
    """Look up what is asked for.

    Raises:
        LibraryError: an unknown document, page or passage, or an address that is no longer there; it says what
            there is.
    """
    if name is not None and (found := addressed(library, name)):
        if page is not None or passage is not None:
            raise LibraryError(f"{name} names a page and words itself; leave out --page and --passage")
        return _address_view(library, found)
    if passage is not None:
        return _passage_view(library, name, passage)
    if name is None:
        raise LibraryError("name a document or give --passage; 'vindplaats status' lists the documents")
    record = library.documents.find(name)
    document = library.documents.load(record.id)
    if page is None:
        return View(record, document, 0, len(document.text), 1, None)
    first, last = pages_of(record, page)
    return View(record, document, document.pages[first - 1].start, document.pages[last - 1].end, first, None)


def _passage_view(library: Library, name: str | None, passage: int) -> View:
    found = library.passages.by_ids([passage]).get(passage)
    if found is None:
        raise LibraryError(f"no passage {passage} in the library; 'vindplaats search' shows the numbers of passages")
    record = library.documents.find(found.document)
    if name is not None and library.documents.find(name).id != record.id:
        raise LibraryError(f"passage {passage} stands in {record.id}, not in {name}")
    document = library.documents.load(record.id)
    return View(record, document, found.passage.start, found.passage.end, found.passage.page, found, True)


def _address_view(library: Library, found: Addressed) -> View:
    document, start, end = found
    held = library.passages.of_document(document.id)
    passage = next((record for record in held if (record.passage.start, record.passage.end) == (start, end)), None)
    page, _ = document.pages_of(start, end)
    return View(library.documents.find(document.id), document, start, end, page, passage, True)


def recommendation_view(library: Library, found: StoredRecommendation) -> View:
    """The words of a recommendation on the page where they begin."""
    record = library.documents.find(found.document)
    document = library.documents.load(record.id)
    return View(record, document, found.recommendation.start, found.recommendation.end, found.page, None, True)


def shape(view: View) -> ShowShape:
    """A view as JSON."""
    first, last = view.document.pages_of(view.start, view.end)
    text = view.document.text[view.start : view.end]
    return {
        "document": metadata_shape(view.document.metadata),
        "page": view.page if view.is_marked or view.end < len(view.document.text) else first,
        "last_page": last,
        "page_label": label_of(view.document.metadata.labels, view.page),
        "passage": view.passage.id if view.passage else None,
        "start": view.start,
        "end": view.end,
        "text": text,
        "address": str(Address.of(view.record.id, view.page, view.start, view.end, text)) if view.is_marked else None,
        "headings": list(view.passage.passage.headings) if view.passage else [],
        "citation": citation_text(view.document.metadata, first, last) if view.is_marked else None,
        "boxes": [
            {"page": box.page, "x0": box.x0, "top": box.top, "x1": box.x1, "bottom": box.bottom}
            for box in view.document.boxes_of(view.start, view.end)
        ],
    }


def draw(library: Library, view: View, target: Path) -> Path:
    """Write the page of a view as PNG; of a passage, its words are marked.

    Raises:
        LibraryError: the document has no pages, its original is gone, or target cannot be written or is named
            as another kind of image.
    """
    import pypdfium2
    from PIL import Image, ImageChops, ImageDraw

    if target.suffix.lower() != ".png":
        raise LibraryError(
            f"a page is drawn as PNG, not as '{target.suffix or target.name}'; name it {target.stem}.png"
        )
    original = library.documents.original(view.record)
    if not view.document.pages:
        raise LibraryError(f"{view.record.id} is of a kind of file that has no pages; add its PDF to see one")
    if not original.exists():
        raise LibraryError(f"the original of {view.record.id} is gone; add {view.record.file} again")
    pdf = pypdfium2.PdfDocument(original)
    try:
        image = pdf[view.page - 1].render(scale=SCALE).to_pil().convert("RGB")
    finally:
        pdf.close()
    if view.is_marked:
        marks = Image.new("RGB", image.size, "white")
        pen = ImageDraw.Draw(marks)
        for box in view.document.boxes_of(view.start, view.end):
            if box.page == view.page:
                pen.rectangle([v * SCALE for v in (box.x0 - 1, box.top - 1, box.x1 + 1, box.bottom + 1)], fill=MARKER)
        image = ImageChops.multiply(image, marks)
    try:
        with writing(target) as file:
            image.save(file, format="PNG")
    except OSError as error:
        raise LibraryError(f"{target} cannot be written: {error.strerror or error}") from error
    return target
