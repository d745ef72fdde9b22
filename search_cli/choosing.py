"""Which recommendations are asked for: the same filters for the page and for other programs."""

from __future__ import annotations

from dataclasses import dataclass

from index.errors import QueryError
from index.library import Library
from index.model import DocumentRecord, StoredRecommendation
from index.readers.judged import judged_recommendations
from search_cli.ledger import Entry, addressed_to, make_ledger

TYPES = ("aanbeveling", "verzoek", "toezegging")
STATUSES = ("overgenomen", "deels", "niet overgenomen", "loopt", "afgerond", "onduidelijk", "geen")


@dataclass(frozen=True, slots=True)
class Wanted:
    """None means all. status: what the last follow-up says; "geen" is without one.

    rejected: also those that a reader rejected. doubtful: also what may well be none, and nobody judged.
    """

    document: str | None = None
    type: str | None = None
    addressee: str | None = None
    dossier: str | None = None
    status: str | None = None
    rejected: bool = False
    doubtful: bool = True


def choose(library: Library, wanted: Wanted) -> tuple[list[Entry], dict[str, DocumentRecord]]:
    """The entries of the ledger that are asked for, and the papers that they name.

    Raises:
        QueryError: there is no such type or status.
        DocumentNotFoundError: the document is not held.
    """
    for name, value, values in (("type", wanted.type, TYPES), ("status", wanted.status, STATUSES)):
        if value not in (None, *values):
            raise QueryError(f"{name}: {value!r} is none of {', '.join(values)}")
    id = library.documents.find(wanted.document).id if wanted.document else None
    items = judged_recommendations(library, id).items
    items = [item for item in items if wanted.type in (None, item.recommendation.type)]
    if not wanted.rejected:
        items = [item for item in items if item.judged != "rejected"]
    if not wanted.doubtful:
        items = [item for item in items if item.recommendation.grade == "firm" or item.judged]
    if wanted.addressee:
        items = list(filter(addressed_to(wanted.addressee), items))
    documents = documents_of(library, items)
    if wanted.dossier:
        items = [item for item in items if wanted.dossier in documents[item.document].metadata.dossiers]
    ledger = [entry for entry in make_ledger(items) if wanted.status in (None, status_of(entry))]
    return ledger, documents


def status_of(entry: Entry) -> str:
    """What the last follow-up says; "geen" without one."""
    return entry.latest.follow_up.status if entry.latest else "geen"


def in_order(ledger: list[Entry], documents: dict[str, DocumentRecord]) -> list[StoredRecommendation]:
    """The recommendations of these entries, with those that restate them, by date of the paper and place in it."""
    items = [item for entry in ledger for item in (entry.item, *entry.restated)]

    def place(item: StoredRecommendation) -> tuple[bool, str, str, int]:
        date = documents[item.document].metadata.date
        return date is None, date or "", item.document, item.recommendation.start

    return sorted(items, key=place)


def documents_of(library: Library, items: list[StoredRecommendation]) -> dict[str, DocumentRecord]:
    """The papers that recommendations stand in, rest on and are followed up by."""
    named = {item.document for item in items} | {later.document for item in items for later in item.follow_ups}
    return library.documents.by_ids(named | {source.document for item in items for source in item.sources})
