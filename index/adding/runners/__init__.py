"""Where files are prepared: on this machine (local), or elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Protocol

from index.adding.prepare import Recipe
from index.embedding.protocol import Vectors
from index.library.prepared import Prepared
from ingest.workers import Outcome

# The vector of each of these texts.
Embed = Callable[[list[str]], dict[str, Vectors]]


class Runner(Protocol):
    """Prepares files, many at once."""

    def run(self, paths: Iterable[Path], recipe: Recipe, embed: Embed) -> Iterator[Outcome[Prepared]]:
        """One outcome for each file, in the order they are done.

        A file that crashes what reads or tags it, or passes a limit of the
        recipe, is a failure of that file only. Nothing that was started is left
        behind when the caller stops before all is done.

        Args:
            embed: vectors from the model that was loaded here, and from the
                library; a runner whose workers have a model of their own, with
                the fingerprint of the recipe, need not ask for them.
        """
