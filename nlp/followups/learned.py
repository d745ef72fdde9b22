"""What became of a recommendation where no form of words says it: learned from sentences, as a second opinion.

Two linear models over the words of a sentence, their beginnings and ends: whether it tells a status, and if so which.
They speak only where no form of nlp/data/statuses.tsv does, and only when they are sure that something is told.
nlp/data/README.md is its model card; tools/train_statuses.py makes the weights.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from nlp.advice.features import Floats, sigmoid, stems, words
from nlp.model import FollowUpStatus

STATUSES: tuple[FollowUpStatus, ...] = ("overgenomen", "loopt", "afgerond", "niet overgenomen", "deels")
# Where it is less likely than this that a sentence tells a status, none is told: on organisations left out of the fit
# ten more of 200 sentences are right then, and three more of 791 tell one that readers did not see.
MIN_TOLD = 0.75
# Beginnings of words of so many letters, and ends of so many: Dutch writes as one word what belongs together.
BEGINNINGS, ENDS = (5, 7), 4
# The words shown as those that say the status are at most this many.
SHOWN = 8
_WEIGHTS = "followup_statuses.npz"
_WORD = re.compile(r"\w+")


def features(text: str) -> set[str]:
    """The features of a sentence by name."""
    plain, stemmed = words(text), stems(text)
    found = {feature for word, stem in zip(plain, stemmed, strict=True) for feature in _of_word(word, stem)}
    found |= {f"b{one} {two}" for one, two in pairwise(stemmed)}
    found |= {f"l{word}" for word in plain[-3:]} | {f"f{stem}" for stem in stemmed[:2]}
    found.add(f"n{min(len(plain) // 8, 5)}")
    return found


def _of_word(word: str, stem: str) -> set[str]:
    found = {f"w{stem}"} | {f"g{word[:letters]}" for letters in BEGINNINGS if len(word) > letters}
    return found | {f"z{word[-ENDS:]}"} if len(word) > ENDS + 1 else found


def hashed(names: Iterable[str]) -> NDArray[np.uint32]:
    """Features by number, each once, in order."""
    return np.unique(np.array([zlib.crc32(name.encode()) for name in names], np.uint32))


@dataclass(frozen=True)
class StatusModel:
    """keys: the features that count, in order. weights: (keys, 1 + statuses), in log-odds: that a status is told, and
    each status if one is. constant: what these are added to.
    """

    keys: NDArray[np.uint32]
    weights: Floats
    constant: Floats

    def told(self, text: str) -> tuple[FollowUpStatus, str] | None:
        """The likeliest status and the words that speak for it most; None where likely none is told."""
        rows = self._rows(features(text))
        log_odds = self.constant + self.weights[rows].sum(0) / max(len(rows), 1) ** 0.5
        if not _WORD.search(text) or sigmoid(log_odds[:1])[0] < MIN_TOLD:
            return None
        status = int(log_odds[1:].argmax())
        return STATUSES[status], self._words_for(text, status)

    def _rows(self, names: Iterable[str]) -> NDArray[np.intp]:
        """Where the features stand that count."""
        wanted = hashed(names)
        at: NDArray[np.intp] = np.minimum(np.searchsorted(self.keys, wanted), len(self.keys) - 1)
        found: NDArray[np.intp] = at[self.keys[at] == wanted]
        return found

    def _words_for(self, text: str, status: int) -> str:
        """The run of at most SHOWN words that says most that a status is told, and that it is this one."""
        places = [match.span() for match in _WORD.finditer(text)]
        worth = []
        for start, end in places:
            word = text[start:end]
            rows = self._rows(_of_word(words(word)[0], stems(word)[0]))
            worth.append(float(self.weights[rows][:, [0, 1 + status]].sum()))
        sums = np.concatenate([[0.0], np.cumsum(worth)])
        runs = [(first, last) for first in range(len(places)) for last in range(first, min(first + SHOWN, len(places)))]
        first, last = max(runs, key=lambda run: float(sums[run[1] + 1] - sums[run[0]]))
        return text[places[first][0] : places[last][1]]


@lru_cache(maxsize=1)
def status_model() -> StatusModel:
    """The weights that come with the program."""
    with (files("nlp") / "data" / _WEIGHTS).open("rb") as file, np.load(file) as held:
        return StatusModel(held["keys"], held["weights"] * held["scale"], held["constant"])
