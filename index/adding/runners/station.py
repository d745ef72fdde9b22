"""All that one machine needs to prepare files, kept between them: processes under limits, and the model."""

from __future__ import annotations

from pathlib import Path

from index.adding.prepare import Recipe, completed, embedded
from index.adding.runners.local import draft_in_worker, started_workers
from index.library.prepared import Prepared
from ingest.workers import Outcome


class Station:
    """Prepares one file at a time for each of its callers, which may be threads."""

    def __init__(self, recipe: Recipe, jobs: int) -> None:
        self.recipe = recipe
        self._workers = started_workers(recipe, jobs)

    def prepared(self, path: Path) -> Outcome[Prepared]:
        """All of a file that is stored, or why not."""
        workers, embedder = self._workers, self.recipe.embedder
        outcome = workers.outcome(workers.start(path, draft_in_worker))
        if outcome.result is None:
            return outcome
        draft = outcome.result
        return Outcome(path, completed(draft, embedded(draft.texts, embedder)))

    def close(self) -> None:
        """End its processes."""
        self._workers.__exit__()
