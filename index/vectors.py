"""The vectors' file: nearest passages by FAISS.  No other module knows FAISS.

The file is derived from the library and says which generation of it. It holds
the vectors in full; up to 50,000 of them are compared one by one. Beyond that
they are first compared in short codes (product quantisation, Jégou et al. 2011,
with the 4-bit codes of André et al. 2015, held in memory, 96 bytes a vector) and
the best of these in full, from the file as it lies on disk.

A small file is written anew at each change. A large one stays as it is, and a
second, small file beside it, the tail, holds what came in and went out since.
"""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.embedding.threads import sleep_while_waiting
from index.library.store.nearest import evenly_from
from index.stamped import DamagedFileError, Stamp, read_stamp, write_stamped

Ids = NDArray[np.int64]
Vectors = NDArray[np.float32]

# At this size a comparison with all vectors takes 5 ms, and a rewritten file is 77 MB.
LARGE = 50_000
# As many changes are carried in a tail before the large file is built again.
LONGEST_TAIL = 20_000
# How many of the best by their codes are compared in full: one in 250. Of the best 10 of a million, 99.5 in 100 are
# among the 4,000 best by their codes, and 95.8 among the 1,000 best (benchmarks/bench_scale.py). For each passage that
# is wanted 40: of the best 200 of 100,000, 95.8 in 100 are among the 2,000 best by their codes, 99.9 among the 8,000.
_CANDIDATES = 1000
_CANDIDATES_A_HIT = 40
_ONE_CANDIDATE_IN = 250
_TRAINING_VECTORS = 50_000
# Vectors are read and coded in parts of this many, 31 MB.
A_PART = 20_000


class VectorsDamagedError(Exception):
    """The file is missing, truncated or not ours: build it again from the library."""


class VectorsNotKeptError(Exception):
    """The file cannot be written; what is there is as it was."""


class Tail(NamedTuple):
    """What changed since a large file was built: vectors under ids, and the ids of the file that are no more."""

    ids: Ids
    vectors: Vectors
    removed: Ids


@dataclass(frozen=True, slots=True)
class VectorFile:
    """An opened file: the generation of the library it was made from, and a search.

    index: FAISS's IndexIDMap, whose parts live as long as it does. ids: int64, those of its rows. order: the places
    of the ids from the lowest to the highest.
    """

    generation: int
    index: Any
    ids: Ids
    order: Ids
    tail: Tail | None = None

    def __len__(self) -> int:
        return len(self.ids) if self.tail is None else len(self.ids) - len(self.tail.removed) + len(self.tail.ids)

    @property
    def held(self) -> Ids:
        """The ids that are found here, those of the tail included."""
        if self.tail is None:
            return self.ids
        return np.concatenate([self.ids[~np.isin(self.ids, self.tail.removed)], self.tail.ids])

    def changed(self, generation: int, *, removed: Ids, ids: Ids, vectors: Vectors) -> VectorFile:
        """What is found here, with changes as of `change`, held in memory: the file stays as it is."""
        return replace(self, generation=generation, tail=self.tail_with(removed, ids, vectors))

    def tail_with(self, removed: Ids, ids: Ids, vectors: Vectors) -> Tail:
        """The tail, with changes as of `change`."""
        vectors = vectors.reshape(len(ids), self.index.d)
        old = self.tail or Tail(self.ids[:0], vectors[:0], self.ids[:0])
        kept = ~np.isin(old.ids, removed)
        return Tail(
            np.concatenate([old.ids[kept], ids]),
            np.concatenate([old.vectors[kept], vectors]),
            np.union1d(old.removed, self.ids[np.isin(self.ids, removed)]),
        )

    def search(self, query: Vectors, k: int, allowed: Ids | None = None) -> tuple[Ids, Vectors]:
        """The k nearest vectors, best first; fewer when there are fewer.

        Args:
            query: float32 (dim,), of length 1.
            k: at least 1.
            allowed: only these ids may be found; None for all.

        Returns:
            ids, int64 (n_found,), and their cosines with the query, float32 (n_found,).
        """
        query = np.ascontiguousarray(query, dtype=np.float32)
        if self.tail is None:
            return self._search_index(query, k, allowed)
        ids, scores = self._search_kept(query, k, allowed, self.tail.removed)
        changed = slice(None) if allowed is None else np.isin(self.tail.ids, allowed)
        ids = np.concatenate([ids, self.tail.ids[changed]])
        scores = np.concatenate([scores, self.tail.vectors[changed] @ query])
        best = np.argsort(-scores, kind="stable")[:k]
        return ids[best], scores[best]

    def cosines(self, query: Vectors, ids: Ids) -> tuple[Ids, Vectors]:
        """The cosines of some vectors with the query, by the vectors in full.

        Returns:
            those of the ids that are here, int64 (n_found,), and their cosines, float32 (n_found,).
        """
        places = self._places(ids if self.tail is None else ids[~np.isin(ids, self.tail.removed)])
        rows = _full(self.index).reconstruct_batch(places) if len(places) else np.empty((0, len(query)), np.float32)
        if self.tail is None:
            return self.ids[places], rows @ query
        changed = np.isin(self.tail.ids, ids)
        found = np.concatenate([self.ids[places], self.tail.ids[changed]])
        return found, np.concatenate([rows, self.tail.vectors[changed]]) @ query

    def evenly(self, n: int) -> Ids:
        """As index.library.store.nearest.Nearest."""
        return evenly_from(self.ids[self.order] if self.tail is None else np.sort(self.held), n)

    def _places(self, ids: Ids) -> Ids:
        """Where those of some ids stand that are in the file."""
        if not len(self.ids):
            return self.ids
        places: Ids = self.order[np.searchsorted(self.ids, ids, sorter=self.order).clip(max=len(self.ids) - 1)]
        places = places[self.ids[places] == ids]
        return places

    def _search_kept(self, query: Vectors, k: int, allowed: Ids | None, removed: Ids) -> tuple[Ids, Vectors]:
        if allowed is not None:
            return self._search_index(query, k, allowed[~np.isin(allowed, removed)])
        # The removed are few: most often enough is left of twice as many.
        ids, scores = self._search_index(query, 2 * k, None)
        kept = ~np.isin(ids, removed)
        if kept.sum() >= k:
            return ids[kept][:k], scores[kept][:k]
        return self._search_index(query, k, self.ids[~np.isin(self.ids, removed)])

    def _search_index(self, query: Vectors, k: int, allowed: Ids | None) -> tuple[Ids, Vectors]:
        """Of all by their codes where there are codes; of some, and of few, by their vectors."""
        import faiss

        parameters, index, coded = None, _full(self.index), _coded(self.index)
        if allowed is not None:
            may_be_found = np.zeros(len(self.ids), dtype=bool)
            may_be_found[self._places(allowed)] = True
            bits = np.packbits(may_be_found, bitorder="little")
            parameters = faiss.SearchParameters(sel=faiss.IDSelectorBitmap(bits))  # type: ignore[call-arg, arg-type]
        elif coded is not None:
            index = coded
            a_hit = max(_CANDIDATES_A_HIT, _CANDIDATES / k, len(self.ids) / _ONE_CANDIDATE_IN / k)
            parameters = faiss.IndexRefineSearchParameters(k_factor=a_hit)  # type: ignore[call-arg]
        scores, places = index.search(query[None, :], k, params=parameters)
        found = places[0] >= 0
        return self.ids[places[0][found]], scores[0][found]


def build(path: Path, parts: Iterable[tuple[Ids, Vectors]], generation: int) -> None:
    """Write the file anew, with the vectors of in_memory.

    Raises:
        VectorsNotKeptError: it cannot be written.
    """
    keep(path, in_memory(parts, generation))


def in_memory(parts: Iterable[tuple[Ids, Vectors]], generation: int, *, coded: bool = True) -> VectorFile:
    """Vectors ready to search, that no file holds yet.

    Args:
        parts: ids, int64 (n,), each once, with their vectors, float32 (n, dim), rows of length 1.
            At least one part. Each is let go before the next, so that a million vectors are held once.
        generation: that of the library the vectors were read from.
        coded: give many vectors short codes, as a file has them; making these takes longer than one search.
    """
    sleep_while_waiting()
    import faiss

    full, of_parts = None, list[Ids]()
    for some_ids, vectors in parts:
        full = full or faiss.IndexFlatIP(vectors.shape[1])
        full.add(vectors)
        of_parts.append(some_ids)
    assert full is not None
    ids = np.concatenate(of_parts)
    codes = _codes(full) if coded and full.ntotal >= LARGE else None
    rows: Any = full if codes is None else faiss.IndexRefine(codes, full)
    # FAISS gives ids to what is added through it; here the vectors were added before, to code them in parts.
    empty = faiss.IndexFlatIP(full.d)
    index: Any = faiss.IndexIDMap(empty)
    index.index = rows
    # That took the rows away from Python without giving them to FAISS: nobody would free them.
    rows.thisown = True
    # FAISS does not keep its parts alive; an attribute does.
    index.referenced_objects = [empty, full, codes, rows]
    faiss.copy_array_to_vector(ids, index.id_map)
    index.ntotal = full.ntotal
    return VectorFile(generation, index, ids, np.argsort(ids, kind="stable"))


def keep(path: Path, vectors: VectorFile) -> None:
    """Write the file anew.

    Args:
        path: where; the folder exists.
        vectors: of in_memory.

    Raises:
        VectorsNotKeptError: it cannot be written.
    """
    import faiss

    _write(path, vectors.generation, vectors.generation, lambda beside: faiss.write_index(vectors.index, str(beside)))
    _tail_path(path).unlink(missing_ok=True)


def _write(path: Path, generation: int, base: int, write: Callable[[Path], None]) -> None:
    try:
        write_stamped(path, generation, base, write)
    except OSError as error:
        raise VectorsNotKeptError(error.strerror or str(error)) from error
    except RuntimeError as error:
        # FAISS says where in its source it could not write, and seldom why.
        raise VectorsNotKeptError("the disk may be full") from error


def _codes(full: Any) -> Any:
    """The short codes of vectors, as an index by which they are compared."""
    import faiss

    codes = faiss.IndexPQFastScan(full.d, full.d // 2, 4, faiss.METRIC_INNER_PRODUCT)
    sample = np.random.default_rng(0).choice(full.ntotal, min(full.ntotal, _TRAINING_VECTORS), replace=False)
    codes.train(full.reconstruct_batch(np.sort(sample)))
    for start in range(0, full.ntotal, A_PART):
        codes.add(full.reconstruct_n(start, min(A_PART, full.ntotal - start)))
    return codes


def change(path: Path, generation: int, *, removed: Ids, ids: Ids, vectors: Vectors) -> None:
    """Take vectors out and put others in, and give the file a new generation.

    An id may be in both removed and ids: its vector is replaced. Ids in
    removed that the file does not have are passed over.

    Raises:
        VectorsDamagedError: there is no sound file to change.
        VectorsNotKeptError: it cannot be written.
    """
    opened = open_vectors(path)
    tail = opened.tail_with(removed, ids, vectors)
    if _coded(opened.index) is not None and len(tail.ids) + len(tail.removed) <= LONGEST_TAIL:
        _write_tail(path, tail, generation, read_stamp(path).generation)
        return
    build(path, _changed(opened, tail), generation)


def _changed(opened: VectorFile, tail: Tail) -> Iterator[tuple[Ids, Vectors]]:
    """What an opened file holds, in parts, with the changes of a tail."""
    full = _full(opened.index)
    for start in range(0, len(opened.ids), A_PART):
        ids = opened.ids[start : start + A_PART]
        still = ~np.isin(ids, tail.removed)
        yield ids[still], full.reconstruct_n(start, len(ids))[still]
    yield tail.ids, tail.vectors


def generation_of(path: Path) -> int:
    """The generation of the library that a file follows, its tail included, without reading the vectors.

    Raises:
        VectorsDamagedError: as of open_vectors.
    """
    try:
        stamp = read_stamp(path)
    except DamagedFileError as error:
        raise VectorsDamagedError(str(error)) from error
    tail = _tail_stamp(path, stamp.generation)
    return stamp.generation if tail is None else tail.generation


def open_vectors(path: Path) -> VectorFile:
    """Open a file for searching.

    Raises:
        VectorsDamagedError: it is missing, truncated, or was not written by build or change.
    """
    sleep_while_waiting()
    import faiss

    try:
        stamp = read_stamp(path)
        # FAISS maps no files on Windows, where a mapped file could not be replaced either.
        index: Any = faiss.read_index(str(path), faiss.IO_FLAG_MMAP_IFC if os.name == "posix" else 0)
    except (DamagedFileError, RuntimeError) as error:
        raise VectorsDamagedError(str(error)) from error
    ids = faiss.vector_to_array(index.id_map)
    generation, tail = _read_tail(path, stamp.generation) or (stamp.generation, None)
    return VectorFile(generation, index, ids, np.argsort(ids, kind="stable"), tail)


def _coded(index: Any) -> Any | None:
    """The index that compares by codes first; None in a small file."""
    import faiss

    inner = faiss.downcast_index(index.index)
    return inner if isinstance(inner, faiss.IndexRefine) else None


def _full(index: Any) -> Any:
    """The index that compares all vectors in full."""
    import faiss

    coded = _coded(index)
    return faiss.downcast_index(index.index if coded is None else coded.refine_index)


def _tail_path(path: Path) -> Path:
    return path.with_name(path.name + ".tail")


def _write_tail(path: Path, tail: Tail, generation: int, base: int) -> None:
    def write(beside: Path) -> None:
        with beside.open("wb") as file:
            np.savez(file, ids=tail.ids, vectors=tail.vectors, removed=tail.removed)

    _write(_tail_path(path), generation, base, write)


def _tail_stamp(path: Path, base: int) -> Stamp | None:
    """The stamp of the tail to a file of generation base; None when there is none.

    One that is damaged counts as none: the file is then of an old generation, and built again.
    """
    try:
        stamp = read_stamp(_tail_path(path))
    except DamagedFileError:
        return None
    return stamp if stamp.base == base else None


def _read_tail(path: Path, base: int) -> tuple[int, Tail] | None:
    """The tail and its generation; None when there is none to this file."""
    stamp = _tail_stamp(path, base)
    if stamp is None:
        return None
    with _tail_path(path).open("rb") as file:
        arrays = np.load(io.BytesIO(file.read(stamp.n_bytes)))
    return stamp.generation, Tail(arrays["ids"], arrays["vectors"], arrays["removed"])
