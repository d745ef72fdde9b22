"""What a fetch did, for people and for scripts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from ingest.citing.cite import on_page
from ingest.sources.check import ServiceCheck
from ingest.sources.model import FetchOutcome, OutcomeStatus, Plan, Publication
from search_cli.render.results import plural, report_line
from search_cli.runs.fetch_command import Fetched
from search_cli.shapes import hit_shape, report_shape
from search_cli.terminal import say

if TYPE_CHECKING:
    from search_cli.shapes.types.errands import FetchedPaperShape, FetchShape, ServicesShape

TITLE_CHARS = 80
LINE_CHARS = 100


def show_plan(planned: Plan) -> None:
    """What would be fetched, a line a paper."""
    for publication in planned.wanted:
        print(_line(publication))
    skipped = f", {plural(len(planned.skipped), 'other')} not asked for" if planned.skipped else ""
    print(f"{plural(len(planned.wanted), 'paper')} to fetch{skipped}")


def show_fetch(fetched: Fetched) -> None:
    """What is new, what failed, and the new passages for saved searches."""
    for outcome in fetched.outcomes:
        if outcome.status in ("new", "updated"):
            print(f"{outcome.status:<8} {_line(outcome.publication)}")
        elif outcome.reason:
            say(f"vindplaats: {outcome.publication.id} {outcome.status}: {outcome.reason}")
        for note in outcome.notes:
            say(f"vindplaats: {note}")
    for failure in fetched.report.failed:
        say(f"vindplaats: {failure.reason}")
    for saved, hits in fetched.matches:
        print(f"\n{plural(len(hits), 'new passage')} for '{saved.name}' ({saved.query}):")
        for hit in hits:
            passage = hit.passage.passage
            print(f"  {hit.document.id}, {on_page(passage.page)}: {' '.join(passage.text.split())[:LINE_CHARS]}")
    print(_summary(fetched))


def show_checks(checks: Sequence[ServiceCheck]) -> None:
    """How each service answered, a line a service."""
    for one in checks:
        spare = "" if one.needed or one.status == "as expected" else " (not needed while the new one answers)"
        print(f"{one.status:<12} {one.service:<38} {one.said}{spare}")
    answering = sum(one.status == "as expected" for one in checks)
    print(f"{answering} of {plural(len(checks), 'service')} answer as expected")


def check_shape(checks: Sequence[ServiceCheck]) -> ServicesShape:
    return {
        "services": [
            {
                "service": one.service,
                "address": one.address,
                "status": one.status,
                "said": one.said,
                "needed": one.needed,
            }
            for one in checks
        ]
    }


def fetch_shape(fetched: Fetched) -> FetchShape:
    return {
        "papers": [_outcome_shape(outcome) for outcome in fetched.outcomes]
        or [_publication_shape(publication, "planned") for publication in fetched.planned.wanted],
        "skipped": [publication.id for publication in fetched.planned.skipped],
        "failed": [
            {"target": failure.target, "reason": failure.reason, "retry": failure.retry}
            for failure in fetched.planned.failures
        ],
        "added": report_shape(fetched.report),
        "searches": [
            {"name": saved.name, "query": saved.query, "hits": [hit_shape(hit) for hit in hits]}
            for saved, hits in fetched.matches
        ],
    }


def _outcome_shape(outcome: FetchOutcome) -> FetchedPaperShape:
    return {
        **_publication_shape(outcome.publication, outcome.status),
        "files": [str(file) for file in outcome.files],
        "reason": outcome.reason,
        "retry": outcome.retry,
        "notes": list(outcome.notes),
    }


def _publication_shape(publication: Publication, status: OutcomeStatus | Literal["planned"]) -> FetchedPaperShape:
    return {
        "id": publication.id,
        "kind": publication.kind,
        "title": publication.title,
        "date": publication.date,
        "dossiers": list(publication.dossiers),
        "attachment_of": publication.main_document,
        "status": status,
    }


def _line(publication: Publication) -> str:
    title = publication.title or ""
    shown = title if len(title) <= TITLE_CHARS else title[: TITLE_CHARS - 1].rstrip() + "…"
    return f"{publication.id:<18} {publication.date or 'undated':<10}  {shown}".rstrip()


def _summary(fetched: Fetched) -> str:
    statuses = [outcome.status for outcome in fetched.outcomes]
    counts = {status: statuses.count(status) for status in ("new", "updated", "unchanged", "withdrawn", "failed")}
    told = ", ".join(f"{n} {status}" for status, n in counts.items() if n)
    total = plural(len(fetched.planned.wanted), "paper")
    return f"{total}: {told or 'nothing fetched'}; {report_line(fetched.report)}" if statuses else "nothing to fetch"
