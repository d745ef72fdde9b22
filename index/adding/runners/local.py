"""Files are read and tagged in processes of this machine; the model is loaded once, in this one, and embeds here.

A model in each process would take some 300 MB for every core, and the limit on
the memory of reading would have to allow for it. While this process embeds,
which is most of the time, the others read and tag what comes next.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sized
from functools import partial
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from index.adding.prepare import Draft, Recipe, completed, drafted
from index.adding.runners import Embed
from index.library.prepared import Prepared
from ingest.workers import OCR_TIME_FACTOR, Outcome, Task, Workers, finished, n_cores


class _Drafted(NamedTuple):
    path: Path
    draft: Draft


class LocalRunner:
    """jobs: how many files are read at once; None for one a core."""

    def __init__(self, jobs: int | None = None) -> None:
        self._jobs = jobs

    def run(self, paths: Iterable[Path], recipe: Recipe, embed: Embed) -> Iterator[Outcome[Prepared]]:
        """As Runner.run. What is embedded together is all that was read and tagged meanwhile."""
        with started_workers(recipe, _no_more_than(paths, self._jobs)) as workers:
            yield from _Run(workers, embed).outcomes(paths)


def _no_more_than(paths: Iterable[Path], jobs: int | None) -> int:
    """How many processes to start: one more than there are files would load the registers for nothing."""
    most = jobs or n_cores()
    return min(most, max(len(paths), 1)) if isinstance(paths, Sized) else most


def started_workers(recipe: Recipe, jobs: int | None) -> Workers:
    """Processes that read, split and tag, under the limits of a recipe."""
    limit_s = recipe.time_limit_s * (OCR_TIME_FACTOR if recipe.ocr else 1)
    return Workers(jobs, limit_s, recipe.memory_limit_mb, partial(_Worker.begin, recipe))


def draft_in_worker(path: Path) -> Draft:
    """In one of these processes: a file read and tagged by the recipe that it was told."""
    return drafted(path, _Worker.recipe)


class _Run:
    """The files of one run, by how far they are."""

    def __init__(self, workers: Workers, embed: Embed) -> None:
        self.workers = workers
        self.embed = embed
        self.drafting: list[Task] = []
        self.to_embed: list[_Drafted] = []

    def outcomes(self, paths: Iterable[Path]) -> Iterator[Outcome[Prepared]]:
        waiting = iter(paths)
        while True:
            free = self.workers.most_at_once - len(self.drafting)
            self.drafting += [self.workers.start(path, draft_in_worker) for path in islice(waiting, max(free, 0))]
            if not (self.drafting or self.to_embed):
                return
            if done := finished(self.drafting, timeout_s=0 if self.to_embed else None):
                for task in done:
                    yield from self._taken(task)
            else:
                yield from self._embedded()

    def _taken(self, task: Task) -> Iterator[Outcome[Prepared]]:
        """What a worker made of a file waits to be embedded; a failure is its outcome."""
        self.drafting.remove(task)
        outcome = self.workers.outcome(task)
        if outcome.result is None:
            yield outcome
        else:
            self.to_embed.append(_Drafted(task.path, outcome.result))

    def _embedded(self) -> Iterator[Outcome[Prepared]]:
        batch, self.to_embed = self.to_embed, []
        vectors = self.embed([text for item in batch for text in item.draft.texts])
        for path, draft in batch:
            yield Outcome(path, completed(draft, vectors))


class _Worker:
    """One of the processes: it is told the recipe once."""

    recipe: Recipe

    @classmethod
    def begin(cls, recipe: Recipe) -> None:
        cls.recipe = recipe
