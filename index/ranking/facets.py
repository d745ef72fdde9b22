"""What the passages with the words of a query have in common: the papers' dossiers, kinds, years and organisations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from index.library import Library
from index.model import DocumentRecord, Filters
from index.query.plan import planned
from index.query.syntax import parse

# More values of one kind are no choice any more.
SHOWN = 8
# Of more passages it takes longer to tell which organisations they name than to search.
COUNTED = 3_000


@dataclass(frozen=True, slots=True)
class Facet:
    """A value that a filter can have, and how many passages with the words of the query have it."""

    value: str
    passages: int


@dataclass(frozen=True, slots=True)
class Facets:
    """Each in order of how many passages there are; years with the latest first."""

    dossiers: tuple[Facet, ...] = ()
    kinds: tuple[Facet, ...] = ()
    years: tuple[Facet, ...] = ()
    organisations: tuple[Facet, ...] = ()


def find_facets(library: Library, typed: str, *, filters: Filters | None = None, families: bool = True) -> Facets:
    """The facets of the passages with the words of a query.

    Raises:
        QueryError: the query cannot be honoured as it stands.
    """
    plan = planned(parse(typed), library.vocabulary, families=families)
    ids = library.passages.lexical_ids(plan.text, filters or Filters())
    n_passages = library.passages.count_by_document(ids.tolist())
    records = library.documents.by_ids(n_passages)
    named = library.findings.named_in(ids.tolist(), "ORG") if len(ids) <= COUNTED else []
    return Facets(
        dossiers=_most(_counted(records.values(), n_passages, lambda record: record.metadata.dossiers)),
        kinds=_most(_counted(records.values(), n_passages, lambda record: [record.metadata.kind])),
        years=tuple(sorted(_most(_counted(records.values(), n_passages, _year)), key=lambda facet: facet.value))[::-1],
        organisations=tuple(Facet(name, n) for name, n in named[:SHOWN]),
    )


def _year(record: DocumentRecord) -> list[str]:
    return [record.metadata.date[:4]] if record.metadata.date else []


def _counted(
    records: Iterable[DocumentRecord],
    n_passages: dict[str, int],
    values: Callable[[DocumentRecord], Iterable[str]],
) -> Counter[str]:
    counts = Counter[str]()
    for record in records:
        for value in values(record):
            counts[value] += n_passages[record.id]
    return counts


def _most(counts: Counter[str]) -> tuple[Facet, ...]:
    return tuple(Facet(*item) for item in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:SHOWN])
