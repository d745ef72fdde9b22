"""The third look: statements that may be a recommendation are read in their context, by an encoder fitted to that.

multilingual-e5-small (Wang et al. 2024), its last five layers fitted to the papers that people read, sees a run of
statements with the title above them and what was said before. Of each statement it gives how much more likely it is a
recommendation than not. It is asked only about statements that the second look does not rule out, and is loaded at the
first of them; where it cannot be had, the first two looks decide. tools/tune_advice.py makes its weights.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nlp.advice.context.weights import Weights, load_weights
from nlp.advice.context.windows import windows
from nlp.advice.features import Floats
from nlp.advice.statements import Statement
from nlp.encoder.cache import cached_folder
from nlp.encoder.e5_graph import build_graph
from nlp.encoder.e5_text import clean
from nlp.encoder.e5_weights import is_installed, read_weights, weights_digest, weights_path
from nlp.encoder.session import EngineError, open_session, open_tokenizer, write_folder
from nlp.encoder.tuning import tuned

log = logging.getLogger(__name__)

# Part of the folder's name in the cache: raise it when the graph is made otherwise.
_LAYOUT = 2
# More are not read, so that no paper takes minutes: a report of 500 pages has some 300.
MOST_WINDOWS = 1_000


class Reader:
    """The encoder with its head."""

    def __init__(self, weights: Weights, folder: Path) -> None:
        self.weights = weights
        self._session: Any = open_session(folder)
        self._tokenizer = open_tokenizer(folder)

    def read(
        self, stated: Sequence[Statement], in_doubt: Sequence[bool], first: Floats
    ) -> tuple[NDArray[np.int64], Floats]:
        """Which statements were read, and (n_read, 4): the log-odds of nothing and of each type.

        in_doubt: which must be; some between them are read along. first: (n, 4), of the first look.
        """
        places, pooled = list[int](), list[Floats]()
        for n, window in enumerate(windows(stated, in_doubt, self._encode)):
            if n == MOST_WINDOWS:
                break
            states = self._session.run(["states"], {"tokens": np.array([window.tokens], np.int64)})[0][0]
            for place, start, end in window.spans:
                places.append(place)
                pooled.append(np.concatenate([states[start:end].mean(0), states[start:end].max(0)]))
        if not places:
            return np.zeros(0, np.int64), np.zeros((0, 4), np.float32)
        return np.array(places), self.weights.head.judge(np.stack(pooled), first[places])

    def _encode(self, text: str) -> list[int]:
        ids: list[int] = self._tokenizer.encode(clean(text), add_special_tokens=False).ids
        return ids


@lru_cache(maxsize=1)
def load_reader() -> Reader | None:
    """The encoder, its folder made in the cache at the first call (5 seconds, 90 MB); None where it cannot be had."""
    if not is_installed():
        return None
    weights = load_weights()
    name = f"advice-reader-{weights_digest(weights_path())}-{weights.digest}-{_LAYOUT}"
    try:
        return Reader(weights, cached_folder(name, lambda folder: write_reader(folder, weights)))
    except (ImportError, OSError, EngineError) as error:
        log.warning("recommendations are judged without reading them in their context, so fewer are found: %s", error)
        return None


def write_reader(folder: Path, weights: Weights) -> None:
    """Write the graph and the tokenizer."""
    encoder = tuned(read_weights(weights_path()), weights.tuning)
    write_folder(folder, build_graph(encoder, pooled=False), encoder)
