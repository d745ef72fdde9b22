"""Decision trees that add up, as boosting fits them, in arrays."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Places = NDArray[np.int32]


@dataclass(frozen=True)
class Trees:
    """Trees one after another in arrays of nodes.

    roots: the first node of each tree. column: which number a node looks at, -1 in a leaf. limit: at most this goes
    left. left, right: the next node. value: what a leaf adds. constant: what it is added to.
    """

    roots: Places
    column: Places
    limit: Floats
    left: Places
    right: Places
    value: Floats
    constant: float

    def sums(self, rows: Floats) -> Floats:
        """What the trees add up to, for each row."""
        total = np.full(len(rows), self.constant, np.float32)
        every = np.arange(len(rows))
        for root in self.roots:
            at = np.full(len(rows), root, np.int32)
            while True:
                column = self.column[at]
                inside = column >= 0
                if not inside.any():
                    break
                goes_left = rows[every, np.maximum(column, 0)] <= self.limit[at]
                at = np.where(inside, np.where(goes_left, self.left[at], self.right[at]), at)
            total += self.value[at]
        return total
