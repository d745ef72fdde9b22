"""What a user points at on the command line: a document, a page of it, or a passage by its number."""

from __future__ import annotations

from index.errors import LibraryError
from index.library import Library
from search_cli.cite import Citation, cite


def cite_target(library: Library, target: str, page: int | None, *, as_report: bool = False) -> Citation:
    """The citation of a document, of one page of it, or of the pages of a passage.

    Raises:
        LibraryError: no such document, passage or page.
    """
    passage = library.passages.by_ids([int(target)]).get(int(target)) if target.isascii() and target.isdigit() else None
    if passage is not None:
        metadata = library.documents.find(passage.document).metadata
        return cite(metadata, passage.passage.page, passage.passage.last_page, as_report=as_report)
    record = library.documents.find(target)
    if page is not None and not 1 <= page <= record.n_pages:
        raise LibraryError(f"{record.id} has {record.n_pages} pages, no page {page}")
    return cite(record.metadata, page, page, as_report=as_report)
