"""What all requests share: where the library is, and the engines that stay loaded between them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from threading import Timer

from starlette.requests import Request

from index.library import Library, open_library
from index.library.store.place import Place
from index.searcher import Engines, Searcher
from ingest.errors import VindplaatsError

WARM_UP_AFTER_S = 1.0


@dataclass(frozen=True, slots=True)
class Desk:
    """A library is opened for each request, so that every answer has what was added last."""

    path: Place
    engines: Engines = field(default_factory=Engines)

    @contextmanager
    def open(self) -> Iterator[Library]:
        with open_library(self.path) as library:
            yield library

    @contextmanager
    def searcher(self) -> Iterator[Searcher]:
        with self.open() as library:
            yield Searcher(library, engines=self.engines)

    def warm_up(self) -> None:
        """Load the engines while nobody waits; what keeps them from it is told to who searches."""

        def load() -> None:
            with suppress(VindplaatsError), self.searcher() as searcher:
                searcher.search("vindplaats", limit=1)

        # Not while the page itself starts: what loads first keeps the other waiting.
        timer = Timer(WARM_UP_AFTER_S, load)
        timer.daemon = True
        timer.start()


def desk_of(request: Request) -> Desk:
    desk: Desk = request.app.state.desk
    return desk
