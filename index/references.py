"""Which papers a paper cites, and which held papers cite it."""

from __future__ import annotations

from index.library import Library
from index.model import Citations, Cited, Citing


def citations_of(library: Library, name: str) -> Citations:
    """Both ways of one document. Raises DocumentNotFoundError."""
    record = library.documents.find(name)
    cited = library.findings.references(record.id)
    targets = {target for _, reference in cited for target in reference.targets}
    held = frozenset(library.documents.by_ids(targets))
    citing = [
        (document, page, reference)
        for document, page, reference in library.findings.citing(record.id)
        if document != record.id
    ]
    records = library.documents.by_ids(document for document, _, _ in citing)
    return Citations(
        document=record,
        cites=tuple(Cited(page, reference, held.intersection(reference.targets)) for page, reference in cited),
        cited_by=tuple(Citing(records[document], page, reference) for document, page, reference in citing),
    )
