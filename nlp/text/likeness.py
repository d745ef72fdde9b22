"""How much of what one text says another says too, by their letters: for Dutch, with its compounds and inflections."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from nlp.text.runs import runs_of

# BM25 (Robertson et al. 1994) over runs of five letters, not words: "uitvoeringstoets" meets "uitvoering".
# k1, b and the length of the run were chosen on tk_motie_link, where they matter little.
RUN = 5
K1 = 1.5
B = 0.75
# A run that all texts have still says a little.
MIN_RARITY = 0.1
_LEFT_OUT = frozenset(
    "& de het een en van in op te dat die is voor met zijn aan niet om er ook als bij door over uit tot naar worden"
    " wordt of deze dit".split()
)


def letter_runs(text: str) -> list[str]:
    """Runs of five characters of a text, over word ends, without its function words.

    >>> letter_runs("De toets")
    [' toet', 'toets', 'oets ']
    """
    lower = text.lower()
    words = [word for start, end in runs_of(lower) if (word := lower[start:end]) not in _LEFT_OUT]
    joined = f" {' '.join(words)} "
    return [joined[i : i + RUN] for i in range(len(joined) - RUN + 1)]


class LetterIndex:
    """Texts to compare others with."""

    def __init__(self, texts: Sequence[str]) -> None:
        all_runs = [letter_runs(text) for text in texts]
        lengths = np.array([len(runs) for runs in all_runs], np.int64)
        self._n = len(texts)
        shares = lengths.astype(np.float32)
        self._norm = K1 * (1 - B + B * shares / max(float(shares.mean()) if self._n else 0.0, 1.0))
        self._numbers: dict[str, int] = {}
        number = self._numbers.setdefault
        # A number for each run, in the order in which they come first, and with it the text that it stands in.
        written = np.array([number(run, len(self._numbers)) for runs in all_runs for run in runs], np.int64)
        pairs, counts = np.unique(written * self._n + np.repeat(np.arange(self._n), lengths), return_counts=True)
        self._places = (pairs % max(self._n, 1)).astype(np.int32)
        self._counts = counts.astype(np.float32)
        self._from = np.searchsorted(pairs, np.arange(len(self._numbers) + 1) * self._n)

    def scores(self, text: str) -> NDArray[np.float32]:
        """BM25 of each of the texts for this one: float32 (n_texts,), 0 or more."""
        scores = np.zeros(self._n, np.float32)
        for run in dict.fromkeys(letter_runs(text)):
            number = self._numbers.get(run)
            if number is not None:
                of_run = slice(self._from[number], self._from[number + 1])
                where = self._places[of_run]
                rarity = np.log(1 + (self._n - len(where) + 0.5) / (len(where) + 0.5))
                count = self._counts[of_run]
                scores[where] += rarity * count * (K1 + 1) / (count + self._norm[where])
        return scores


class LetterVectors:
    """Texts as unit vectors of letter runs, weighed by how few of the texts have them."""

    def __init__(self, texts: Sequence[str]) -> None:
        bags = [Counter(letter_runs(text)) for text in texts]
        spread = Counter(run for bag in bags for run in bag)
        self._n = len(texts)
        self._rarity = {run: max(math.log((1 + self._n) / count), MIN_RARITY) for run, count in spread.items()}
        places: dict[str, list[int]] = defaultdict(list)
        weights: dict[str, list[float]] = defaultdict(list)
        for position, bag in enumerate(bags):
            for run, weight in self._unit(bag).items():
                places[run].append(position)
                weights[run].append(weight)
        self._places = {run: np.array(where, np.int32) for run, where in places.items()}
        self._weights = {run: np.array(weight) for run, weight in weights.items()}

    def likeness(self, text: str) -> NDArray[np.float64]:
        """The cosine of a text with each of the texts, 0 to 1: float64 (n_texts,)."""
        cosines = np.zeros(self._n)
        for run, weight in self._unit(Counter(letter_runs(text))).items():
            where = self._places.get(run)
            if where is not None:
                cosines[where] += weight * self._weights[run]
        return cosines

    def _unit(self, bag: Counter[str]) -> dict[str, float]:
        weights = {run: (1 + math.log(count)) * self._rarity.get(run, 1.0) for run, count in bag.items()}
        length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        return {run: weight / length for run, weight in weights.items()}
