"""A library opened for searching: the record, its vectors and the model, opened once and used for many queries."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cached_property, lru_cache
from pathlib import Path
from threading import Lock

from index.derived import current_vectors
from index.embedding.choice import load_embedder
from index.embedding.protocol import Embedder, Progress, Vectors
from index.library import FolderLibrary, Library, library_path, open_library
from index.library.store.nearest import Nearest
from index.model import Filters, Mode, Sort
from index.ranking.model import Answer
from index.ranking.rerank import Reranker
from index.search import search

# So many questions are remembered with their vectors: who turns a page, or picks a filter, asks the same again.
REMEMBERED = 256


class OneAtATime:
    """An embedder for several threads: its engine does one thing at a time, and a question is embedded once."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._lock = Lock()
        self._query = lru_cache(maxsize=REMEMBERED)(embedder.query)

    @property
    def name(self) -> str:
        return self._embedder.name

    @property
    def fingerprint(self) -> str:
        return self._embedder.fingerprint

    @property
    def dim(self) -> int:
        return self._embedder.dim

    def passages(self, texts: list[str], progress: Progress | None = None) -> Vectors:
        with self._lock:
            return self._embedder.passages(texts, progress)

    def query(self, text: str) -> Vectors:
        with self._lock:
            return self._query(text)

    def count_tokens(self, text: str) -> int:
        with self._lock:
            return self._embedder.count_tokens(text)


class Engines:
    """The model and the vectors of one library, kept between openings of it, by one thread or several.

    Args:
        model: the name or path of the model; by default the one that the library was made with.
        note: is told when the file of vectors has to be made again, or cannot be kept.
    """

    def __init__(self, model: str | None = None, note: Callable[[str], None] = lambda _: None) -> None:
        self._model = model
        self._note = note
        self._lock = Lock()
        self._embedders: dict[str | None, Embedder] = {}
        self._vectors: tuple[int, Nearest | None] | None = None

    def embedder(self, library: Library) -> Embedder:
        name = self._model or library.embedder_name
        with self._lock:
            if name not in self._embedders:
                self._embedders[name] = OneAtATime(load_embedder(name))
            return self._embedders[name]

    def vectors(self, library: Library) -> tuple[int, Nearest | None]:
        """The vectors of a library as it is now, with their generation; None when it holds no passage."""
        generation = library.generation
        if not isinstance(library, FolderLibrary):
            # A server holds what it needs in memory itself; what is asked of it goes with the opening.
            return generation, current_vectors(library, self._note)
        with self._lock:
            if self._vectors is None or self._vectors[0] != generation:
                vectors = current_vectors(library, self._note)
                self._vectors = vectors.generation if vectors else generation, vectors
            return self._vectors


class Searcher:
    """Searches one open library.

    The model and the vectors are loaded at the first query that needs them:
    a lexical search loads no vectors. A library that gets papers while it is
    open is seen with them: the vectors are looked up again when it has changed.

    Args:
        model: the name or path of the model; by default the one that the library was made with.
        note: is told when the file of vectors has to be made again, or cannot be kept.
        engines: of the same library, from an earlier opening of it; model and note are then theirs.
    """

    def __init__(
        self,
        library: Library,
        model: str | None = None,
        note: Callable[[str], None] = lambda _: None,
        engines: Engines | None = None,
    ) -> None:
        self.library = library
        self._engines = engines or Engines(model, note)

    @cached_property
    def embedder(self) -> Embedder:
        return self._engines.embedder(self.library)

    @property
    def vectors(self) -> Nearest | None:
        """The vectors of the library as it is now; None when it holds no passage."""
        return self._engines.vectors(self.library)[1]

    def search(
        self,
        typed: str,
        *,
        mode: Mode = "hybrid",
        limit: int = 10,
        filters: Filters | None = None,
        sort: Sort = "relevance",
        families: bool = True,
        per_document: int | None = None,
        explained: bool = False,
        reranker: Reranker | None = None,
        everything: bool = False,
    ) -> Answer:
        """Find the passages that answer a query; see index.search.search for what each argument means.

        Searched is the library at one moment: with the last paper that was
        wholly added, while others are being added.

        Raises:
            QueryError: the query cannot be honoured as it stands.
            WrongEmbedderError: the vectors are of another model than the embedder's.
        """
        with self._at_one_moment(mode) as vectors:
            return search(
                self.library,
                vectors,
                self.embedder,
                typed,
                mode=mode,
                limit=limit,
                filters=filters,
                sort=sort,
                families=families,
                per_document=per_document,
                explained=explained,
                reranker=reranker,
                everything=everything,
            )

    @contextmanager
    def _at_one_moment(self, mode: Mode) -> Iterator[Nearest | None]:
        """The vectors that belong to what is read of the library meanwhile; None where a search needs none."""
        with ExitStack() as moment:
            vectors = None
            if not isinstance(self.library, FolderLibrary):
                moment.enter_context(self.library.reading())
                yield None if mode == "lexical" else self.vectors
                return
            while mode != "lexical":
                generation, vectors = self._engines.vectors(self.library)
                moment.enter_context(self.library.reading())
                # A paper may have been stored in between.
                if generation == self.library.generation:
                    break
                moment.close()
            else:
                moment.enter_context(self.library.reading())
            yield vectors


@contextmanager
def open_searcher(
    path: Path | str | None = None, model: str | None = None, note: Callable[[str], None] = lambda _: None
) -> Iterator[Searcher]:
    """Open a library for searching, and close it at the end.

    Args:
        path: the folder of the library; by default the one that the commands use.

    Raises:
        LibraryError: there is no library there, or it cannot be read.
    """
    with open_library(library_path(path)) as library:
        yield Searcher(library, model, note)
