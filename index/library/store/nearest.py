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
        """About n ids taken evenly from all; all of them where there are fewer."""
