"""The file of vectors, kept in step with the library that it is made from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from typing import NamedTuple

import numpy as np

from index.errors import LibraryBusyError, NotWritableError
from index.library import FolderLibrary, Library
from index.library.opening import write_lock
from index.library.store.nearest import Nearest
from index.vectors import (
    A_PART,
    Ids,
    VectorFile,
    VectorsDamagedError,
    VectorsNotKeptError,
    change,
    generation_of,
    in_memory,
    keep,
    open_vectors,
)

# How many passages that came or went since the file was made are looked up at each search before it is made again. A
# thousand take 13 ms, 4 % of a search from the shell; to know which they are takes 0.7 ms for each thousand held.
MOST_BEHIND = 1_000


def current_vectors(
    library: Library, note: Callable[[str], None] = lambda _: None, most_behind: int = MOST_BEHIND
) -> Nearest | None:
    """The library's vectors, ready to search; None when it holds no passage.

    A database searches its own. Of a folder, what came or went since the file was made is searched in memory behind it,
    and the file stays as it is. One that is more than most_behind passages
    behind, missing or damaged is made again from the library; note is told so,
    and when it could not be kept. Not while another adds papers: who adds
    brings the file up to date at the end, and until then all is in memory.
    """
    if not isinstance(library, FolderLibrary):
        return library.own_vectors()
    opened = None
    try:
        opened = open_vectors(library.vectors_path)
        reason = f"is of generation {opened.generation}, the library of {library.generation}"
    except VectorsDamagedError as error:
        reason = f"cannot be used ({error})"
    # Opened before the library is read, the file is never the newer of the two.
    with library.reading():
        if opened and opened.generation == library.generation:
            return opened
        if not library.passages.size().n_passages:
            return None
        behind = _behind(library, opened) if opened else None
        if opened and behind and behind.n <= most_behind:
            return _caught_up(library, opened, behind)
        with _alone(library) as alone:
            if alone:
                note(f"{library.vectors_path.name} {reason}; it is made again from the library")
                return _made_again(library, note)
        if opened and behind:
            return _caught_up(library, opened, behind)
        return in_memory(library.passages.vectors_in_parts(A_PART), library.generation, coded=False)


class _Behind(NamedTuple):
    """The ids of the library that a file lacks, and those it has that are gone."""

    missing: Ids
    gone: Ids

    @property
    def n(self) -> int:
        return len(self.missing) + len(self.gone)


def _behind(library: FolderLibrary, opened: VectorFile) -> _Behind | None:
    """What changed since a file was made; None for one that is not of this library as it was before.

    That is one from before all vectors became others, or newer than the
    library, of which an older copy was put back.
    """
    if not library.vectors_since <= opened.generation < library.generation:
        return None
    held, ids = opened.held, library.passages.every_id()
    return _Behind(np.setdiff1d(ids, held, assume_unique=True), np.setdiff1d(held, ids, assume_unique=True))


def _caught_up(library: FolderLibrary, opened: VectorFile, behind: _Behind) -> VectorFile:
    ids, vectors = library.passages.vectors(behind.missing)
    return opened.changed(library.generation, removed=behind.gone, ids=ids, vectors=vectors)


@contextmanager
def _alone(library: FolderLibrary) -> Iterator[bool]:
    """Whether nobody adds papers; then nobody begins to meanwhile. True where the lock cannot be written."""
    with ExitStack() as stack:
        try:
            stack.enter_context(write_lock(library.path, 0))
            alone = True
        except LibraryBusyError:
            alone = False
        except NotWritableError:
            alone = True
        yield alone


def _made_again(library: FolderLibrary, note: Callable[[str], None]) -> VectorFile | None:
    """The vectors from the library, kept in the file where that can be written."""
    path = library.vectors_path
    if not library.passages.size().n_passages:
        with suppress(OSError):
            path.unlink(missing_ok=True)
        return None
    made = in_memory(library.passages.vectors_in_parts(A_PART), library.generation)
    try:
        keep(path, made)
    except VectorsNotKeptError as error:
        note(_not_kept(library, error))
        return made
    return open_vectors(path)


def _not_kept(library: FolderLibrary, error: VectorsNotKeptError) -> str:
    return f"{library.vectors_path} could not be kept ({error}), so the next search makes it again"


def forget_vectors(library: Library) -> None:
    """All vectors became others: what a file holds of them is of no use."""
    if isinstance(library, FolderLibrary):
        library.vectors_path.unlink(missing_ok=True)


@contextmanager
def vectors_in_step(library: Library, note: Callable[[str], None] = lambda _: None) -> Iterator[None]:
    """Carry what is added and removed inside over to the file of vectors, at the cost of the change only.

    A file that was not in step before is made again. When the file could not
    be kept note is told so: what was added and removed holds all the same.
    """
    if not isinstance(library, FolderLibrary):
        yield
        return
    generation = library.generation
    with library.passages.changes() as changes_until_now:
        yield
        added, removed = changes_until_now()
    if library.generation == generation:
        return
    try:
        if library.passages.size().n_passages and generation_of(library.vectors_path) == generation:
            ids, rows = library.passages.vectors(added)
            change(library.vectors_path, library.generation, removed=removed, ids=ids, vectors=rows)
            return
    except VectorsDamagedError:
        pass
    except VectorsNotKeptError as error:
        note(_not_kept(library, error))
        return
    _made_again(library, note)
