"""The vectors' file: nearest passages by FAISS.  No other module knows FAISS.

The file is derived from the library and says which generation of it. It is
FAISS's own format with 32 bytes of ours behind it, which FAISS does not read:
faiss.read_index opens it as it is. It is written beside, synced and renamed,
so a reader sees the old one or the new one, whole.
"""

from __future__ import annotations

import os
import struct
import tempfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ids = NDArray[np.int64]
Vectors = NDArray[np.float32]

# Behind FAISS's bytes: magic, generation, how many bytes FAISS has, their checksum.
_TRAILER = struct.Struct("<8sqqI4x")
_MAGIC = b"vpvec\x00\x00\x01"
# The checksum covers all of a file up to this size, and of a larger one its two ends:
# reading all of a gigabyte would cost each search a second.
_CHECKED_BYTES = 32 * 2**20


class VectorsDamagedError(Exception):
    """The file is missing, truncated or not ours: build it again from the library."""


@dataclass(frozen=True, slots=True)
class VectorFile:
    """An opened file: the generation of the library it was made from, and a search."""

    generation: int
    index: Any

    def __len__(self) -> int:
        return int(self.index.ntotal)

    def search(self, query: Vectors, k: int, allowed: Ids | None = None) -> tuple[Ids, Vectors]:
        """The k nearest vectors, best first; fewer when there are fewer.

        Args:
            query: float32 (dim,), of length 1.
            k: at least 1.
            allowed: only these ids may be found; None for all.

        Returns:
            ids, int64 (n_found,), and their cosines with the query, float32 (n_found,).
        """
        import faiss

        parameters = None
        if allowed is not None:
            selector = faiss.IDSelectorBatch(np.asarray(allowed, dtype=np.int64))
            parameters = faiss.SearchParameters(sel=selector)  # type: ignore[call-arg]
        scores, ids = self.index.search(np.asarray(query, np.float32)[None, :], k, params=parameters)
        found = ids[0] >= 0
        return ids[0][found], scores[0][found]


def build(path: Path, ids: Ids, vectors: Vectors, generation: int) -> None:
    """Write the file anew.

    Args:
        path: where; the folder exists.
        ids: int64 (n,), each once.
        vectors: float32 (n, dim), rows of length 1.
        generation: that of the library the vectors were read from.
    """
    import faiss

    index = faiss.IndexIDMap(faiss.IndexFlatIP(vectors.shape[1]))
    index.add_with_ids(vectors, ids)
    _write(path, index, generation)


def change(path: Path, generation: int, *, removed: Ids, ids: Ids, vectors: Vectors) -> None:
    """Take vectors out and put others in, and give the file a new generation.

    An id may be in both removed and ids: its vector is replaced. Ids in
    removed that the file does not have are passed over.

    Raises:
        VectorsDamagedError: there is no sound file to change.
    """
    index = open_vectors(path).index
    index.remove_ids(np.asarray(removed, dtype=np.int64))
    index.add_with_ids(vectors, ids)
    _write(path, index, generation)


def open_vectors(path: Path) -> VectorFile:
    """Open a file for searching.

    Raises:
        VectorsDamagedError: it is missing, truncated, or was not written by build or change.
    """
    import faiss

    generation = _checked_generation(path)
    try:
        return VectorFile(generation, faiss.read_index(str(path)))
    except RuntimeError as error:
        raise VectorsDamagedError(f"{path}: FAISS cannot read it ({error})") from error


def _write(path: Path, index: Any, generation: int) -> None:
    import faiss

    descriptor, temporary = tempfile.mkstemp(prefix=path.name, suffix=".new", dir=path.parent)
    os.close(descriptor)
    beside = Path(temporary)
    try:
        faiss.write_index(index, temporary)
        n_bytes = beside.stat().st_size
        checksum = _checksum(beside, n_bytes)
        with beside.open("ab") as file:
            file.write(_TRAILER.pack(_MAGIC, generation, n_bytes, checksum))
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def _checked_generation(path: Path) -> int:
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            file.seek(max(0, size - _TRAILER.size))
            magic, generation, n_bytes, checksum = _TRAILER.unpack(file.read())
    except (OSError, struct.error) as error:
        raise VectorsDamagedError(f"{path}: {error}") from error
    if magic != _MAGIC or n_bytes != size - _TRAILER.size:
        raise VectorsDamagedError(f"{path}: it is truncated, or not a file of vectors")
    if checksum != _checksum(path, n_bytes):
        raise VectorsDamagedError(f"{path}: its checksum is wrong")
    return int(generation)


def _checksum(path: Path, n_bytes: int) -> int:
    with path.open("rb") as file:
        if n_bytes <= _CHECKED_BYTES:
            return zlib.crc32(file.read(n_bytes))
        checksum = zlib.crc32(file.read(_CHECKED_BYTES // 2))
        file.seek(n_bytes - _CHECKED_BYTES // 2)
        return zlib.crc32(file.read(_CHECKED_BYTES // 2), checksum)
