"""Which papers a paper cites, and which held papers cite it."""

from __future__ import annotations

from collections.abc import Iterable

from index.library import Library
from index.model import Citations, Cited, Citing, DocumentRecord
from ingest.citing.cite import printed_number


def citations_of(library: Library, name: str) -> Citations:
    """Both ways of one document. Raises DocumentNotFoundError."""
    record = library.documents.find(name)
    cited = library.findings.references(record.id)
    targets = {target for _, reference in cited for target in reference.targets}
    names = other_names(library.documents.all())
    held = frozenset(library.documents.by_ids(targets)) | targets.intersection(names.values())
    # A paper is cited by the number it was held under first, and by the one it is typeset under.
    cited_as = {record.id, names.get(record.id), *(id for id, printed in names.items() if printed == record.id)}
    citing = [
        (document, page, reference)
        for name in sorted(filter(None, cited_as))
        for document, page, reference in library.findings.citing(name)
        if document != record.id
    ]
    records = library.documents.by_ids(document for document, _, _ in citing)
    return Citations(
        document=record,
        cites=tuple(Cited(page, reference, held.intersection(reference.targets)) for page, reference in cited),
        cited_by=tuple(Citing(records[document], page, reference) for document, page, reference in citing),
    )


def other_names(records: Iterable[DocumentRecord]) -> dict[str, str]:
    """Of papers held as first published (kst-1183151), the id that each is typeset under (kst-30252-331)."""
    named = ((record.id, printed_number(record.metadata)) for record in records)
    return {id: str(printed) for id, printed in named if printed}
