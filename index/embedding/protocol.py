"""Texts to vectors: the protocol that every embedder follows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from ingest.errors import VindplaatsError

DEFAULT_MODEL = "multilingual-e5-small"

Vectors = NDArray[np.float32]
Progress = Callable[[int], None]


class Embedder(Protocol):
    """Makes vectors of passages and queries that can be compared by dot product."""

    @property
    def name(self) -> str:
        """What people call the model, for example multilingual-e5-small."""

    @property
    def fingerprint(self) -> str:
        """Equal for two embedders exactly when their vectors may be compared.

        It covers weights and prefixes, not the engine that does the sums.
        """

    @property
    def dim(self) -> int:
        """The length of a vector."""

    def passages(self, texts: list[str], progress: Progress | None = None) -> Vectors:
        """Embed passages.

        A text longer than the model takes is embedded in windows, whose
        vectors are averaged, so its end counts as much as its beginning.

        Args:
            texts: passages, in any order and of any length.
            progress: called with the number of texts done since the last call.

        Returns:
            float32 (n_texts, dim), rows of length 1 in the order of texts.
        """

    def query(self, text: str) -> Vectors:
        """Embed a question: float32 (dim,), of length 1."""

    def count_tokens(self, text: str) -> int:
        """How many of the model's tokens a passage takes, prefix and markers included."""


class ModelError(VindplaatsError):
    """A model that was asked for cannot be loaded."""
