"""What the library holds, what failed, and what is missing per dossier."""

from __future__ import annotations

from collections import defaultdict

from index.library import Library
from index.model import DocumentRecord, DossierStatus, LibraryStatus


def library_status(library: Library) -> LibraryStatus:
    """The whole account, in order of dossier and date."""
    documents = library.documents.all()
    return LibraryStatus(
        library=str(library.path),
        generation=library.generation,
        embedder=library.embedder_name,
        documents=tuple(documents),
        failed=tuple(library.ledger.failures()),
        dossiers=dossiers(documents),
    )


def dossiers(documents: list[DocumentRecord]) -> tuple[DossierStatus, ...]:
    """What is held of each dossier that a held document belongs to."""
    held: dict[str, list[str]] = defaultdict(list)
    for record in documents:
        for dossier in record.metadata.dossiers:
            held[dossier].append(record.id)
    return tuple(DossierStatus(dossier, tuple(held[dossier])) for dossier in sorted(held))
