"""The file of vectors, kept in step with the library that it is made from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from index.library import Library
from index.vectors import (
    A_PART,
    VectorFile,
    VectorsDamagedError,
    VectorsNotKeptError,
    change,
    generation_of,
    in_memory,
    keep,
    open_vectors,
)


def current_vectors(library: Library, note: Callable[[str], None] = lambda _: None) -> VectorFile | None:
    """The library's vectors, ready to search; None when it holds no passage.

    A file that is missing, damaged or of another generation is made again
    from the library; note is told so, and when it could not be kept.
    """
    path, generation = library.vectors_path, library.generation
    try:
        vectors = open_vectors(path)
        if vectors.generation == generation:
            return vectors
        reason = f"is of generation {vectors.generation}, the library of {generation}"
    except VectorsDamagedError as error:
        reason = f"cannot be used ({error})"
    if library.passages.size().n_passages:
        note(f"{path.name} {reason}; it is made again from the library")
    return _made_again(library, note)


def _made_again(library: Library, note: Callable[[str], None]) -> VectorFile | None:
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


def _not_kept(library: Library, error: VectorsNotKeptError) -> str:
    return f"{library.vectors_path} could not be kept ({error}), so the next search makes it again"


@contextmanager
def vectors_in_step(library: Library, note: Callable[[str], None] = lambda _: None) -> Iterator[None]:
    """Carry what is added and removed inside over to the file of vectors, at the cost of the change only.

    A file that was not in step before is made again. When the file could not
    be kept note is told so: what was added and removed holds all the same.
    """
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
