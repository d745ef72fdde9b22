"""What a user points at on the command line: a document, a page of it, a passage by its number, or a dossier."""

from __future__ import annotations

from index.errors import LibraryError
from index.library import Library
from ingest.citing.cite import Citation, cite, cite_dossier
from ingest.identifiers import DossierId, IdentifierError
from ingest.model import Metadata


def cite_target(library: Library, target: str, page: int | None, *, as_report: bool = False) -> Citation:
    """The citation of a document, of one page of it, of the pages of a passage, or of a whole dossier.

    Raises:
        LibraryError: no such document, passage, page or dossier, or a number
            that is both a passage and a dossier.
    """
    passage = library.passages.by_ids([int(target)]).get(int(target)) if target.isascii() and target.isdigit() else None
    dossier = _dossier(target)
    papers = _papers(library, dossier) if dossier and page is None else []
    if passage is not None and papers:
        raise LibraryError(f"{target} is a passage of {passage.document} and a dossier; cite {passage.document} --page")
    if passage is not None:
        metadata = library.documents.find(passage.document).metadata
        return cite(metadata, passage.passage.page, passage.passage.last_page, as_report=as_report)
    if dossier and papers:
        return cite_dossier(dossier, papers)
    record = library.documents.find(target)
    if page is not None and not 1 <= page <= record.n_pages:
        raise LibraryError(f"{record.id} has {record.n_pages} pages, no page {page}")
    return cite(record.metadata, page, page, as_report=as_report)


def _dossier(text: str) -> DossierId | None:
    """The dossier that a text names by itself; kst-99901-12 is a paper of one."""
    try:
        return DossierId.read(text)
    except IdentifierError:
        return None


def _papers(library: Library, dossier: DossierId) -> list[Metadata]:
    held = (record.metadata for record in library.documents.all())
    return [metadata for metadata in held if any(_dossier(own) == dossier for own in metadata.dossiers)]
