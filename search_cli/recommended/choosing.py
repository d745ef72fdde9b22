"""Which recommendations are asked for: the same filters for the command, the page and other programs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

from index.errors import QueryError
from index.library import Library
from index.model import DocumentRecord, Judgement, StoredRecommendation
from index.readers.judged import judged_recommendations
from nlp.model import FollowUpStatus, RecommendationType, Speaker
from search_cli.recommended.ledger import Entry, addressed_to, make_ledger

TYPES: tuple[str, ...] = get_args(RecommendationType)
STATUSES: tuple[str, ...] = (*get_args(FollowUpStatus), "geen")


@dataclass(frozen=True, slots=True)
class Wanted:
    """None means all. status: what the last follow-up says; "geen" is without one. by: who speaks.

    rejected: also those that a reader rejected. doubtful: also what may well be none, and nobody judged.
    """

    document: str | None = None
    type: str | None = None
    addressee: str | None = None
    dossier: str | None = None
    status: str | None = None
    by: str | None = None
    rejected: bool = False
    doubtful: bool = True


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was asked for, and what was left out of it.

    documents: the papers that the ledger names, by id. n_rejected, n_doubtful:
    how many were left out as such. lost: judgements of words that are gone.
    """

    ledger: list[Entry]
    documents: dict[str, DocumentRecord]
    n_rejected: int
    n_doubtful: int
    lost: tuple[Judgement, ...]

    @property
    def items(self) -> list[StoredRecommendation]:
        """The recommendations of the ledger, with those that restate them, by date of the paper and place in it."""
        items = [item for entry in self.ledger for item in (entry.item, *entry.restated)]

        def place(item: StoredRecommendation) -> tuple[bool, str, str, int]:
            date = self.documents[item.document].metadata.date
            return date is None, date or "", item.document, item.recommendation.start

        return sorted(items, key=place)


def choose(library: Library, wanted: Wanted) -> Chosen:
    """The entries of the ledger that are asked for.

    Raises:
        QueryError: there is no such type, status or speaker.
        DocumentNotFoundError: the document is not held.
    """
    for name, value, values in (
        ("type", wanted.type, TYPES),
        ("status", wanted.status, STATUSES),
        ("by", wanted.by, get_args(Speaker)),
    ):
        if value not in (None, *values):
            raise QueryError(f"{name}: {value!r} is none of {', '.join(values)}")
    id = library.documents.find(wanted.document).id if wanted.document else None
    judged = judged_recommendations(library, id)
    items = [
        item
        for item in judged.items
        if wanted.type in (None, item.recommendation.type) and wanted.by in (None, item.recommendation.by)
    ]
    if wanted.addressee:
        items = list(filter(addressed_to(wanted.addressee), items))
    documents = documents_of(library, items)
    if wanted.dossier:
        items = [item for item in items if wanted.dossier in documents[item.document].metadata.dossiers]
    kept = [item for item in items if wanted.rejected or item.judged != "rejected"]
    sure = [item for item in kept if wanted.doubtful or item.recommendation.grade == "firm" or item.judged]
    ledger = [entry for entry in make_ledger(sure) if wanted.status in (None, status_of(entry))]
    return Chosen(ledger, documents, len(items) - len(kept), len(kept) - len(sure), judged.lost)


def status_of(entry: Entry) -> str:
    """What the last follow-up says; "geen" without one."""
    return entry.latest.follow_up.status if entry.latest else "geen"


def documents_of(library: Library, items: list[StoredRecommendation]) -> dict[str, DocumentRecord]:
    """The papers that recommendations stand in, rest on and are followed up by."""
    named = {item.document for item in items} | {later.document for item in items for later in item.follow_ups}
    return library.documents.by_ids(named | {source.document for item in items for source in item.sources})
