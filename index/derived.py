"""The file of vectors, kept in step with the library that it is made from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from index.library import Library
from index.vectors import A_PART, VectorFile, VectorsDamagedError, build, change, generation_of, open_vectors


def current_vectors(library: Library, note: Callable[[str], None] = lambda _: None) -> VectorFile | None:
    """The library's vectors, ready to search; None when it holds no passage.

    A file that is missing, damaged or of another generation is made again
    from the library; note is told so.
    """
    path, generation = library.vectors_path, library.generation
    try:
        vectors = open_vectors(path)
        if vectors.generation == generation:
            return vectors
        reason = f"is of generation {vectors.generation}, the library of {generation}"
    except VectorsDamagedError as error:
        reason = f"cannot be used ({error})"
    if not library.passages.size().n_passages:
        path.unlink(missing_ok=True)
        return None
    note(f"{path.name} {reason}; it is made again from the library")
    build(path, library.passages.vectors_in_parts(A_PART), generation)
    return open_vectors(path)


@contextmanager
def vectors_in_step(library: Library) -> Iterator[None]:
    """Carry what is added and removed inside over to the file of vectors, at the cost of the change only.

    A file that was not in step before is left for current_vectors to make again.
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
    current_vectors(library)
