"""What all requests share: where the library is, and the engines that stay loaded between them."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import cached_property
from importlib import import_module
from threading import Timer
from typing import TYPE_CHECKING

from anyio import CapacityLimiter
from starlette.requests import Request

from index.library import Library, Server, open_library
from index.library.store.place import Place
from ingest.errors import VindplaatsError

if TYPE_CHECKING:
    from index.searcher import Engines, Searcher

WARM_UP_AFTER_S = 1.0
# Python does one thing at a time: twenty searches that take turns at each of their hundred looks into the library
# are all as late as the last of them. Two, since one waits while its words are embedded or its files are read.
AT_ONCE = 2
# So many sessions of a server stay open between requests; to begin one takes as long as a small search.
KEPT = 4


class Desk:
    """A library is opened for each request, so that every answer has what was added last.

    One on a server always tells what it holds now, and stays open for the next request.

    What searches is loaded with the first search, or while nobody waits: the first page needs none of it.
    """

    def __init__(self, path: Place) -> None:
        self.path = path
        self.turns = CapacityLimiter(AT_ONCE)
        # Appending and popping are safe between threads.
        self._idle: list[Library] = []

    @cached_property
    def engines(self) -> Engines:
        from index.searcher import Engines

        return Engines()

    @contextmanager
    def open(self) -> Iterator[Library]:
        with ExitStack() as until_done:
            library = self._taken() or open_library(self.path)
            until_done.enter_context(library)
            yield library
            if isinstance(self.path, Server) and len(self._idle) < KEPT:
                until_done.pop_all()
                self._idle.append(library)

    def _taken(self) -> Library | None:
        """One that stayed open, and whose server still answers."""
        while self._idle:
            library = self._idle.pop()
            if library.still_answers():
                return library
            library.close()
        return None

    @contextmanager
    def searcher(self) -> Iterator[Searcher]:
        from index.searcher import Searcher

        with self.open() as library:
            yield Searcher(library, engines=self.engines)

    def warm_up(self) -> None:
        """Load the other pages and the engines while nobody waits; what keeps them from it is told to who searches."""

        from search_cli.web.pages import load_templates

        def load() -> None:
            for page in ("documents", "findings", "briefing", "noting", "account"):
                import_module(f"search_cli.web.routes.{page}")
            load_templates("search.html", "page.html", "document.html")
            with suppress(VindplaatsError), self.searcher() as searcher:
                searcher.search("vindplaats", limit=1)
            # What was loaded stays: looking through all of it for rubbish keeps who asks meanwhile waiting.
            gc.collect()
            gc.freeze()

        # Not while the page itself starts: what loads first keeps the other waiting.
        timer = Timer(WARM_UP_AFTER_S, load)
        timer.daemon = True
        timer.start()


def desk_of(request: Request) -> Desk:
    desk: Desk = request.app.state.desk
    return desk
