"""How likely a sentence is part of the reason of a recommendation, as learned from papers in which people marked it.

Gradient boosted trees, fitted by tools/train_grounds.py; nlp/data/README.md has the model card. What is read here are
arrays of numbers: the program needs no library of learned models.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Chances = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Ranker:
    """Decision trees whose leaves add up to the logarithm of the odds.

    feature, threshold, left, right, value: one for each node of all trees; a
    leaf has itself to its left and right. roots: where each tree begins.
    base: what the leaves are added to. depth: the longest way to a leaf.
    slope and shift: how the odds of a sentence become those of a source around
    it, as measured on papers that the trees were not fitted to.
    """

    feature: NDArray[np.int32]
    threshold: NDArray[np.float64]
    left: NDArray[np.int32]
    right: NDArray[np.int32]
    value: NDArray[np.float64]
    roots: NDArray[np.int32]
    base: float
    depth: int
    slope: float = 1.0
    shift: float = 0.0

    def chances(self, rows: NDArray[np.float32]) -> Chances:
        """The chance of each row, 0 to 1: float64 (n_rows,)."""
        total = np.full(len(rows), self.base)
        which = np.arange(len(rows))
        for root in self.roots:
            node = np.full(len(rows), root, np.int32)
            for _ in range(self.depth):
                goes_left = rows[which, self.feature[node]] <= self.threshold[node]
                node = np.where(goes_left, self.left[node], self.right[node])
            total += self.value[node]
        return np.asarray(1 / (1 + np.exp(-total)), np.float64)

    def sureness(self, chance: float) -> float:
        """The chance that a source is right of which the likeliest sentence has a chance, 0 to 1."""
        odds = math.log(max(chance, 1e-9) / max(1 - chance, 1e-9))
        return 1 / (1 + math.exp(-(self.slope * odds + self.shift)))

    def save(self, path: Path) -> None:
        """Write the trees as arrays."""
        arrays = {name: getattr(self, name) for name in ("feature", "threshold", "left", "right", "value", "roots")}
        for name in ("base", "depth", "slope", "shift"):
            arrays[name] = np.array(getattr(self, name))
        np.savez_compressed(path, **arrays)


def joined(trees: Sequence[Ranker]) -> Ranker:
    """Several groups of trees as one; the base is that of the first."""
    offsets = np.cumsum([0, *(len(each.feature) for each in trees)])[:-1]
    return Ranker(
        feature=np.concatenate([each.feature for each in trees]),
        threshold=np.concatenate([each.threshold for each in trees]),
        left=np.concatenate([each.left + at for each, at in zip(trees, offsets, strict=True)]).astype(np.int32),
        right=np.concatenate([each.right + at for each, at in zip(trees, offsets, strict=True)]).astype(np.int32),
        value=np.concatenate([each.value for each in trees]),
        roots=np.concatenate([each.roots + at for each, at in zip(trees, offsets, strict=True)]).astype(np.int32),
        base=trees[0].base,
        depth=max(each.depth for each in trees),
    )


@cache
def learned_trees() -> Ranker:
    """The trees that are shipped."""
    with (files("nlp") / "data" / "grounds.npz").open("rb") as file, np.load(file) as arrays:
        return Ranker(
            feature=arrays["feature"],
            threshold=arrays["threshold"],
            left=arrays["left"],
            right=arrays["right"],
            value=arrays["value"],
            roots=arrays["roots"],
            base=float(arrays["base"]),
            depth=int(arrays["depth"]),
            slope=float(arrays["slope"]),
            shift=float(arrays["shift"]),
        )
