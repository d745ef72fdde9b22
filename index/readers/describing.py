"""What is known of a paper, and corrections of it by a reader."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from index.errors import LibraryError, NotWritableError
from index.library import Library
from index.model import DocumentRecord
from ingest.metadata.corrections import FIELDS, checked


def describe(
    library: Library, name: str, values: Mapping[str, str | Sequence[str]], reset: Sequence[str] = ()
) -> DocumentRecord:
    """Correct what is known of a paper, all of it or nothing, and give the record as it is then.

    Args:
        name: the document, as documents.find takes it.
        values: by field of Metadata what it should be; an empty text: not known.
        reset: fields that are again as they were read; "all" is every one.

    Raises:
        DocumentNotFoundError: no such document.
        CorrectionError: a value that a field cannot have.
        LibraryError: a field that was not corrected, or both given and reset.
    """
    record = library.documents.find(name)
    given = {field: checked(field, value) for field, value in values.items()}
    again = record.metadata.corrected if "all" in reset else tuple(dict.fromkeys(reset))
    if both := [field for field in again if field in given]:
        raise LibraryError(f"{', '.join(both)} cannot be both given and reset; leave out one")
    for field in again:
        if field not in FIELDS:
            raise LibraryError(f"{field!r} cannot be reset; name one of {', '.join(FIELDS)}, or all")
        if field not in record.metadata.corrected:
            raise LibraryError(f"{field} of {record.id} was not corrected; nothing to reset")
    if given or again:
        _correct(library, record, given, again)
    return library.documents.find(record.id)


def _correct(library: Library, record: DocumentRecord, given: Mapping[str, Any], again: Sequence[str]) -> None:
    if library.why_read_only:
        raise NotWritableError(library.path, library.why_read_only)
    as_read = library.documents.metadata_as_read(record.id)
    with library.notes.writing():
        for field, value in given.items():
            library.corrections.put(as_read, field, value)
        for field in again:
            library.corrections.drop(as_read, field)
        # Not behind the lock of add: it takes a moment between two papers.
        with library.transaction():
            library.documents.correct(record.id)
