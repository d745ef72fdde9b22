"""All that a user can see of a library, to compare one with another."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from index.library import Library, open_library


def content(path: Path) -> list[tuple[object, ...]]:
    """The contents of a library document by document, without the numbers that SQLite gave out."""
    with open_library(path) as library:
        ids, vectors = library.passages.vectors()
        vector = dict(zip(ids.tolist(), vectors.round(4).tolist(), strict=True))
        return sorted(
            (
                record.id,
                record.file,
                library.documents.load(record.id),
                [(found.passage, vector[found.id]) for found in library.passages.of_document(record.id)],
                library.findings.entities(record.id),
                library.findings.references(record.id),
                recommendations(library, record.id),
            )
            for record in library.documents.all()
        )


def recommendations(library: Library, document: str) -> list[tuple[object, ...]]:
    """Each recommendation with the place it restates, its sources and its follow-ups."""
    stored = library.findings.recommendations(document)
    starts = {each.id: each.recommendation.start for each in stored}
    return [
        (
            each.page,
            each.recommendation,
            each.restates and starts[each.restates],
            [replace(source, passage=None, score=round(source.score, 4)) for source in each.sources],
            each.follow_ups,
        )
        for each in stored
    ]
