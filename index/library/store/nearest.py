"""The vectors of a library, ready to search: in a file beside it (index.vectors), or in the database itself."""

from __future__ import annotations

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Ids = NDArray[np.int64]
Vectors = NDArray[np.float32]


class Nearest(Protocol):
    """The vectors as they are at one generation of the library."""

    @property
    def generation(self) -> int: ...

    def search(self, query: Vectors, k: int, allowed: Ids | None = None) -> tuple[Ids, Vectors]:
        """The k nearest vectors, best first: ids, int64 (n_found,), and cosines with the query, float32 (n_found,).

        Args:
            query: float32 (dim,), of length 1.
            allowed: only these ids may be found; None for all.
        """

    def cosines(self, query: Vectors, ids: Ids) -> tuple[Ids, Vectors]:
        """Those of some ids that are held, and their cosines with the query."""

    def evenly(self, n: int) -> Ids:
        """About n ids taken evenly from all, as evenly_from takes them; all of them where there are fewer."""


def numbers_evenly(first: int, last: int, n: int) -> range:
    """About n numbers taken evenly from those between two ids."""
    return range(first, last + 1, max(1, (last - first + 1) // n))


def are_enough(held: Ids, n: int, n_all: int) -> bool:
    """Whether so many of some numbers are still ids that these stand for all n_all."""
    return len(held) >= min(n, n_all) // 4


def evenly_from(ids: Ids, n: int) -> Ids:
    """Of ids, ascending, about n taken evenly by their number, which a database looks up without reading them all.

    Where most numbers between are ids no more, by their place instead.
    """
    if not len(ids):
        return ids
    numbers = np.array(numbers_evenly(int(ids[0]), int(ids[-1]), n), np.int64)
    held = numbers[ids[np.searchsorted(ids, numbers)] == numbers]
    return held if are_enough(held, n, len(ids)) else ids[:: max(1, len(ids) // n)]
