"""A second look at the first passages: a cross-encoder reads the question and a passage together."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Protocol

import numpy as np

from index.embedding.models_extra import load_model
from index.embedding.protocol import Vectors

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

# Reading takes a cross-encoder some hundredths of a second a passage, so only the first passages are read again.
RERANKED = 50


class Reranker(Protocol):
    """Says how well each passage answers a question."""

    @property
    def name(self) -> str:
        """What people call the model."""

    def scores(self, question: str, texts: list[str]) -> Vectors:
        """The higher the better, comparable within one question: float32 (n_texts,)."""


class CrossEncoderModel:
    """Any cross-encoder of sentence-transformers, on a GPU when there is one."""

    def __init__(self, name: str) -> None:
        """Choose a model; it is loaded at first use.

        Args:
            name: a name on the Hugging Face hub, or the path of a folder.
        """
        self.name = name

    def scores(self, question: str, texts: list[str]) -> Vectors:
        """Of a model with several outputs the last one counts, as in those trained to say irrelevant or relevant.

        Raises:
            ModelError: the model cannot be loaded.
        """
        if not texts:
            return np.empty(0, np.float32)
        rows = np.asarray(self._model.predict([(question, text) for text in texts], show_progress_bar=False))
        return rows.reshape(len(texts), -1)[:, -1].astype(np.float32)

    @cached_property
    def _model(self) -> CrossEncoder:
        model: CrossEncoder = load_model(
            "CrossEncoder",
            self.name,
            wanted_for=f"--rerank {self.name}",
            advice="Give '--rerank' the path of a cross-encoder's folder, or its name on the Hugging Face hub.",
        )
        return model
