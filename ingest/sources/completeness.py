"""What the services name in a dossier, and what became of it: so that 'not found' can be told from 'not held'."""

from __future__ import annotations

from collections.abc import Iterable

from ingest.identifiers import IdentifierError, KamerstukId, parse
from ingest.sources.model import ExpectedPaper, FetchOutcome, PaperStatus, Plan, Publication


def expected_papers(plan: Plan, outcomes: Iterable[FetchOutcome], fetched_at: str) -> list[ExpectedPaper]:
    """One record per paper and dossier that the services named, or that was asked for and not found.

    Args:
        plan: what was asked, and what the services named.
        outcomes: of the downloads that were tried; a wanted paper without an outcome is missing.
        fetched_at: when, ISO in UTC.
    """
    by_id = {outcome.publication.id: outcome for outcome in outcomes}
    skipped = {publication.id for publication in plan.skipped}
    named = {
        (listing.dossier, publication.id): publication
        for listing in plan.listings
        for publication in listing.publications
    }
    # A paper that was asked for by its id is recorded under the dossiers that it says it is in.
    named |= {(dossier, one.id): one for one in plan.wanted for dossier in one.dossiers}
    papers = [
        _record(dossier, publication, *_status(publication.id, by_id, skipped), fetched_at)
        for (dossier, _), publication in named.items()
    ]
    return papers + [
        ExpectedPaper(dossier, failure.target, number, None, None, "missing", failure.reason, fetched_at)
        for failure in plan.failures
        for dossier, number in _place(failure.target)
    ]


def _record(
    dossier: str, publication: Publication, status: PaperStatus, reason: str | None, fetched_at: str
) -> ExpectedPaper:
    return ExpectedPaper(
        dossier, publication.id, publication.number, publication.title, publication.date, status, reason, fetched_at
    )


def _status(id: str, outcomes: dict[str, FetchOutcome], skipped: set[str]) -> tuple[PaperStatus, str | None]:
    outcome = outcomes.get(id)
    if outcome is None:
        return ("skipped", "not asked for") if id in skipped else ("missing", "not fetched yet")
    if outcome.status == "failed" or outcome.status == "withdrawn":
        return outcome.status, outcome.reason
    return "held", "; ".join(outcome.notes) or None


def _place(target: str) -> list[tuple[str, str]]:
    """The dossier and number of a paper that no service knows."""
    try:
        paper = parse(target).likeliest
    except IdentifierError:
        return []
    return [(str(paper.in_dossier).removeprefix("kst-"), paper.number)] if isinstance(paper, KamerstukId) else []
