"""Fetch papers into a library: ask what there is, bring it down, add it, and remember what is missing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from index.adding import build
from index.adding.files import look_through
from index.embedding.choice import load_embedder
from index.library import Library, open_library
from index.model import FollowedDossier, SavedSearch
from index.ranking.model import Hit
from index.watch import new_matches
from ingest.errors import VindplaatsError
from ingest.sources.client import Client
from ingest.sources.completeness import expected_papers
from ingest.sources.download import download
from ingest.sources.model import FetchOutcome, Plan, PublicationKind
from ingest.sources.plan import plan

DOWNLOADS = "downloads"

Progress = Callable[[str, int, int], None]


class NothingFollowedError(VindplaatsError):
    """An update of a library into which no dossier was fetched."""


class FetchBusyError(VindplaatsError):
    """Two fetches at once would ask the services twice as fast as is polite."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What of a dossier is wanted; see ingest.sources.plan.plan."""

    since: str | None = None
    kinds: tuple[PublicationKind, ...] = ()
    attachments: bool = True


@dataclass(slots=True)
class Fetched:
    """What one fetch did. stopped: why it could not go on; what came before that is in the library."""

    planned: Plan
    outcomes: list[FetchOutcome] = field(default_factory=list)
    report: build.Report = field(default_factory=build.Report)
    stopped: VindplaatsError | None = None
    matches: list[tuple[SavedSearch, list[Hit]]] = field(default_factory=list)

    @property
    def has_failures(self) -> bool:
        failed = any(outcome.status == "failed" for outcome in self.outcomes)
        return failed or bool(self.planned.failures or self.report.failed)


def plan_targets(targets: Sequence[str], client: Client, choices: Choices) -> Plan:
    """What the services have for these targets."""
    return plan(targets, client, choices.since, choices.kinds, choices.attachments)


def plan_update(path: Path, client: Client) -> Plan:
    """What the services have now for the dossiers that were fetched before, each with the choices made then.

    Raises:
        NothingFollowedError: there are none.
    """
    with open_library(path) as library:
        followed = library.dossiers.followed()
    if not followed:
        raise NothingFollowedError(f"{path} follows no dossier yet; fetch one with 'vindplaats fetch 31490'")
    plans = [plan([one.dossier], client, one.since, one.kinds, one.attachments) for one in followed]  # type: ignore[arg-type]
    wanted = {publication.id: publication for part in plans for publication in part.wanted}
    return Plan(
        wanted=tuple(wanted.values()),
        skipped=tuple(one for part in plans for one in part.skipped if one.id not in wanted),
        failures=tuple(failure for part in plans for failure in part.failures),
        listings=tuple(listing for part in plans for listing in part.listings),
    )


def fetch(
    path: Path, planned: Plan, client: Client, follow: Choices | None, model: str | None, progress: Progress | None
) -> Fetched:
    """Bring down what was planned, and add it to the library at path.

    Papers that are here and unchanged are not fetched, and not read, again.
    When the connection is lost, what came down until then is added.

    Args:
        follow: the choices to ask the planned dossiers again with; None when they are followed already.
        progress: told (what is done now, how many are done, how many there are).

    Raises:
        FetchBusyError: another fetch into this library goes on.
    """
    asked_at = datetime.now(UTC).isoformat(timespec="microseconds")
    fetched = Fetched(planned)
    with open_library(path, create=True) as library:
        folder = path / DOWNLOADS
        folder.mkdir(exist_ok=True)
        try:
            with FileLock(folder / "fetch.lock", timeout=0):
                _bring(planned, folder, client, fetched, progress)
                _record(library, fetched, follow, asked_at)
        except Timeout:
            raise FetchBusyError(f"another fetch into {path} goes on; wait for it, or stop it") from None
        files = [file for outcome in fetched.outcomes for file in outcome.files]
        if files:
            embedder = load_embedder(model or library.embedder_name)
            fetched.report = build.add(library, look_through(files).sources, embedder, progress=progress)
        fetched.matches = [(saved, hits) for saved, hits in new_matches(library) if hits]
        with library.notes.writing():
            for saved, _ in fetched.matches:
                library.searches.mark_seen(saved.name)
    return fetched


def _bring(planned: Plan, folder: Path, client: Client, fetched: Fetched, progress: Progress | None) -> None:
    n_papers = len(planned.wanted)

    def tell(id: str) -> None:
        if progress:
            progress(id, len(fetched.outcomes), n_papers)

    try:
        for outcome in download(planned.wanted, folder, client, lambda publication: tell(publication.id)):
            fetched.outcomes.append(outcome)
    except VindplaatsError as error:
        fetched.stopped = error


def _record(library: Library, fetched: Fetched, follow: Choices | None, asked_at: str) -> None:
    """Remember what the services named, and what to ask again."""
    with library.writing(), library.transaction():
        library.dossiers.record(expected_papers(fetched.planned, fetched.outcomes, asked_at))
        for listing in fetched.planned.listings:
            if listing.complete:
                library.dossiers.withdraw_unnamed(listing.dossier, asked_at)
            if follow and listing.publications:
                chosen = FollowedDossier(listing.dossier, follow.kinds, follow.since, follow.attachments)
                library.dossiers.follow(chosen)
