"""Folders with a graph and a tokenizer, and sessions of onnxruntime over them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nlp.encoder.e5_text import build_tokenizer
from nlp.encoder.e5_weights import E5Weights

if TYPE_CHECKING:
    from onnx import ModelProto
    from tokenizers import Tokenizer

_GRAPH, _TOKENIZER = "model.onnx", "tokenizer.json"


class EngineError(Exception):
    """An engine cannot be had on this machine; another one, or none, can stand in."""


def report_to_nobody() -> None:
    """Keep onnxruntime from telling its maker of this machine. Call before it is loaded: it reads this then, once.

    From 1.29 on it otherwise leaves a number of the machine and a file of events in the
    user's cache, and sends what machine, system, processor and folder of Python it runs
    in (its Privacy.md).
    """
    os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")


def write_folder(folder: Path, graph: ModelProto, weights: E5Weights) -> None:
    """Write a graph and the tokenizer of its tokens."""
    (folder / _GRAPH).write_bytes(graph.SerializeToString())
    build_tokenizer(weights).save(str(folder / _TOKENIZER), pretty=False)


def open_session(folder: Path) -> Any:
    """A session over the graph of a folder, one thread a run, so that what comes out depends on what goes in alone.

    Raises:
        EngineError: this onnxruntime does not know what the graph asks for.
    """
    report_to_nobody()
    from onnxruntime import InferenceSession, SessionOptions
    from onnxruntime.capi.onnxruntime_pybind11_state import Fail, InvalidGraph, NotImplemented

    options = SessionOptions()
    options.intra_op_num_threads = 1
    try:
        return InferenceSession(folder / _GRAPH, options, providers=["CPUExecutionProvider"])
    except (Fail, InvalidGraph, NotImplemented) as error:
        raise EngineError(f"onnxruntime refuses the model: {error}") from error


def open_tokenizer(folder: Path) -> Tokenizer:
    from tokenizers import Tokenizer

    return Tokenizer.from_file(str(folder / _TOKENIZER))
