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
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.stamped import DamagedFileError, read_stamp, write_stamped

Ids = NDArray[np.int64]
Vectors = NDArray[np.float32]

# At this size a comparison with all vectors takes 5 ms, and a rewritten file is 77 MB.
LARGE = 50_000
# As many changes are carried in a tail before the large file is built again.
LONGEST_TAIL = 20_000
# How many of the best by their codes are compared in full: with 1,000 for the best 10 of
# a million, 99 of 100 are found (benchmarks/bench_vectors.py).
_CANDIDATES = 1000
_CANDIDATES_A_HIT = 10
_TRAINING_VECTORS = 50_000


class VectorsDamagedError(Exception):
    """The file is missing, truncated or not ours: build it again from the library."""


class Tail(NamedTuple):
    """What changed since a large file was built: vectors under ids, and the ids of the file that are no more."""

    ids: Ids
    vectors: Vectors
    removed: Ids


@dataclass(frozen=True, slots=True)
class VectorFile:
    """An opened file: the generation of the library it was made from, and a search.

    index: FAISS's IndexIDMap, whose parts live as long as it does. ids: int64, those of its rows.
    """

    generation: int
    index: Any
    ids: Ids
    tail: Tail | None = None

    def __len__(self) -> int:
        return len(self.ids) if self.tail is None else len(self.ids) - len(self.tail.removed) + len(self.tail.ids)

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
        order = np.argsort(self.ids, kind="stable")
        places = order[np.searchsorted(self.ids, ids, sorter=order).clip(max=len(order) - 1)]
        gone = () if self.tail is None else self.tail.removed
        places = places[(self.ids[places] == ids) & ~np.isin(ids, gone)]
        rows = _full(self.index).reconstruct_batch(places) if len(places) else np.empty((0, len(query)), np.float32)
        if self.tail is None:
            return self.ids[places], rows @ query
        changed = np.isin(self.tail.ids, ids)
        found = np.concatenate([self.ids[places], self.tail.ids[changed]])
        return found, np.concatenate([rows, self.tail.vectors[changed]]) @ query

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
            bits = np.packbits(np.isin(self.ids, allowed), bitorder="little")
            parameters = faiss.SearchParameters(sel=faiss.IDSelectorBitmap(bits))  # type: ignore[call-arg, arg-type]
        elif coded is not None:
            index = coded
            a_hit = max(_CANDIDATES_A_HIT, _CANDIDATES // k)
            parameters = faiss.IndexRefineSearchParameters(k_factor=a_hit)  # type: ignore[call-arg]
        scores, places = index.search(query[None, :], k, params=parameters)
        found = places[0] >= 0
        return self.ids[places[0][found]], scores[0][found]


def build(path: Path, ids: Ids, vectors: Vectors, generation: int) -> None:
    """Write the file anew.

    Args:
        path: where; the folder exists.
        ids: int64 (n,), each once.
        vectors: float32 (n, dim), rows of length 1.
        generation: that of the library the vectors were read from.
    """
    import faiss

    dim = vectors.shape[1]
    index = faiss.IndexIDMap(faiss.IndexFlatIP(dim))
    if len(ids) >= LARGE:
        codes = faiss.IndexPQFastScan(dim, dim // 2, 4, faiss.METRIC_INNER_PRODUCT)
        sample = np.random.default_rng(0).choice(len(ids), min(len(ids), _TRAINING_VECTORS), replace=False)
        codes.train(vectors[np.sort(sample)])
        index = faiss.IndexIDMap(faiss.IndexRefineFlat(codes))
    index.add_with_ids(vectors, ids)
    write_stamped(path, generation, generation, lambda beside: faiss.write_index(index, str(beside)))
    _tail_path(path).unlink(missing_ok=True)


def change(path: Path, generation: int, *, removed: Ids, ids: Ids, vectors: Vectors) -> None:
    """Take vectors out and put others in, and give the file a new generation.

    An id may be in both removed and ids: its vector is replaced. Ids in
    removed that the file does not have are passed over.

    Raises:
        VectorsDamagedError: there is no sound file to change.
    """
    opened = open_vectors(path)
    vectors = vectors.reshape(len(ids), opened.index.d)
    old = opened.tail or Tail(opened.ids[:0], vectors[:0], opened.ids[:0])
    kept = ~np.isin(old.ids, removed)
    tail = Tail(
        np.concatenate([old.ids[kept], ids]),
        np.concatenate([old.vectors[kept], vectors]),
        np.union1d(old.removed, opened.ids[np.isin(opened.ids, removed)]),
    )
    if _coded(opened.index) is not None and len(tail.ids) + len(tail.removed) <= LONGEST_TAIL:
        _write_tail(path, tail, generation, read_stamp(path).generation)
        return
    still = ~np.isin(opened.ids, tail.removed)
    full = _full(opened.index)
    rows = full.reconstruct_n(0, full.ntotal)[still]
    build(path, np.concatenate([opened.ids[still], tail.ids]), np.concatenate([rows, tail.vectors]), generation)


def open_vectors(path: Path) -> VectorFile:
    """Open a file for searching.

    Raises:
        VectorsDamagedError: it is missing, truncated, or was not written by build or change.
    """
    import faiss

    try:
        stamp = read_stamp(path)
        index: Any = faiss.read_index(str(path), faiss.IO_FLAG_MMAP_IFC)
    except (DamagedFileError, RuntimeError) as error:
        raise VectorsDamagedError(str(error)) from error
    ids = faiss.vector_to_array(index.id_map)
    generation, tail = _read_tail(path, stamp.generation) or (stamp.generation, None)
    return VectorFile(generation, index, ids, tail)


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

    write_stamped(_tail_path(path), generation, base, write)


def _read_tail(path: Path, base: int) -> tuple[int, Tail] | None:
    """The tail and its generation; None when there is none to this file.

    One that is damaged counts as none: the file is then of an old generation, and built again.
    """
    try:
        stamp = read_stamp(_tail_path(path))
    except DamagedFileError:
        return None
    if stamp.base != base:
        return None
    with _tail_path(path).open("rb") as file:
        arrays = np.load(io.BytesIO(file.read(stamp.n_bytes)))
    return stamp.generation, Tail(arrays["ids"], arrays["vectors"], arrays["removed"])
