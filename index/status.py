"""What the library holds, what failed, and what is missing per dossier."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path, PurePath

from index.adding.files import not_taken_out
from index.library import Library
from index.model import DocumentRecord, DossierStatus, Failure, LibraryStatus
from ingest.sources.model import ExpectedPaper


def library_status(library: Library) -> LibraryStatus:
    """The whole account, in order of dossier and date."""
    documents, failed = library.documents.all(), library.ledger.failures()
    # The same file may lie inside two papers: the second time it is a copy.
    held = {record.path for record in documents} | {
        name for record in documents if "#" in record.path for name in record.copies
    }
    passed_over = [each for each in library.ledger.passed_over() if Path(each.path).exists()]
    for record in documents:
        passed_over += not_taken_out(record.metadata, record.path, held)
    return LibraryStatus(
        library=str(library.path),
        generation=library.generation,
        embedder=library.embedder_name,
        documents=tuple(documents),
        failed=tuple(failed),
        dossiers=dossiers(documents, library.dossiers.expected(), failed),
        passed_over=tuple(passed_over),
    )


def dossiers(
    documents: list[DocumentRecord], expected: list[ExpectedPaper], failed: list[Failure]
) -> tuple[DossierStatus, ...]:
    """What is held of each dossier, and what the official services name in it that is not.

    Numbers in a dossier run with gaps, so only what a service names is
    missing. A paper that came down and could not be read has failed. One that
    is held and that no service names any more is withdrawn as well.
    """
    held: dict[str, dict[str, None]] = defaultdict(dict)
    for record in documents:
        for dossier in record.metadata.dossiers:
            held[dossier][record.id] = None
    ids = {record.id for record in documents}
    unreadable = {PurePath(failure.path).stem for failure in failed}
    lacking: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for paper in expected:
        if paper.id in ids:
            held[paper.dossier][paper.id] = None
        if paper.id in ids and paper.status != "withdrawn":
            continue
        status = "failed" if paper.id in unreadable else "missing" if paper.status == "held" else paper.status
        lacking[paper.dossier][status].append(paper.id)
    return tuple(
        DossierStatus(
            dossier,
            tuple(held[dossier]),
            missing=tuple(lacking[dossier]["missing"]),
            failed=tuple(lacking[dossier]["failed"]),
            withdrawn=tuple(lacking[dossier]["withdrawn"]),
        )
        for dossier in sorted(held.keys() | lacking.keys())
    )
