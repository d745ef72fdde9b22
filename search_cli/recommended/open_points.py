"""What is still open: commitments, and requests of motions, of which no later paper that is held says what became."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from index.model import DocumentRecord, StoredRecommendation
from search_cli.recommended.ledger import Entry


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """A commitment or motion without a later word.

    dossiers: of its paper. looked_until: the date of the last paper that could have answered it: of its dossiers, or
    of all papers held where it has none; None when none is dated later than it. n_looked: how many such papers; of a
    paper without a date any dated paper may be one. is_dated: whether its paper has a date.
    """

    entry: Entry
    dossiers: tuple[str, ...]
    looked_until: str | None
    n_looked: int
    is_dated: bool = True


def is_open(entry: Entry, documents: dict[str, DocumentRecord]) -> bool:
    """Whether a commitment or motion has no follow-up but papers that only list it."""
    found = entry.item.recommendation
    is_motion = documents[entry.item.document].metadata.kind == "motie" or found.by == "member"
    asked = found.type == "toezegging" or (found.type == "verzoek" and is_motion)
    return asked and all(later.follow_up.status == "vermeld" for later in entry.follow_ups)


def open_points(
    entries: Sequence[Entry], documents: dict[str, DocumentRecord], held: Iterable[DocumentRecord]
) -> list[OpenPoint]:
    """Those that are open, by addressee and dossier, the oldest first."""
    papers = list(held)
    found = [_point(entry, documents[entry.item.document], papers) for entry in entries if is_open(entry, documents)]
    return sorted(found, key=lambda point: (place_of(point), documents[point.entry.item.document].metadata.date or ""))


def place_of(point: OpenPoint) -> tuple[str, str]:
    """Under which addressee and dossier a point is listed; "" where it names none."""
    return next(iter(point.entry.item.recommendation.addressees), ""), next(iter(point.dossiers), "")


def items_of(points: Sequence[OpenPoint]) -> Iterator[tuple[StoredRecommendation, OpenPoint]]:
    """The recommendations of open points, restatements too, each with its point."""
    for point in points:
        for item in (point.entry.item, *point.entry.restated):
            yield item, point


def _point(entry: Entry, paper: DocumentRecord, held: Sequence[DocumentRecord]) -> OpenPoint:
    since, dossiers = paper.metadata.date or "", set(paper.metadata.dossiers)
    later = [
        other.metadata.date
        for other in held
        if other.id != paper.id
        and other.metadata.date
        and other.metadata.date >= since
        and (not dossiers or dossiers & set(other.metadata.dossiers))
    ]
    return OpenPoint(entry, tuple(paper.metadata.dossiers), max(later, default=None), len(later), bool(since))
