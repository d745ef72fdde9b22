"""Time that tests measure, so that it says something of the program and little of the machine.

The machine does other things too: what is measured is time of the processor, a few times, and the quickest counts.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from time import process_time

TRIES = 5
# Under this a measurement says more of the machine than of the program.
NOISE_S = 0.02


def seconds(work: Callable[[], object]) -> float:
    """Of the processor, in this process."""
    start = process_time()
    work()
    return process_time() - start


def least(measure: Callable[[], float], enough: float, tries: int = TRIES) -> float:
    """The least of some measurements, or the first that is at most enough.

    >>> least(iter([3.0, 1.0, 2.0]).__next__, enough=1.5)
    1.0
    """
    best = measure()
    for _ in range(tries - 1):
        if best <= enough:
            break
        best = min(best, measure())
    return best


def growth(
    time_of: Callable[[int], float], sizes: Sequence[int], enough: float, noise: float = NOISE_S, tries: int = TRIES
) -> float:
    """How many times longer each size takes than the one before it, at worst; less than noise counts as noise.

    Each size counts with its quickest try; the sizes are tried in turn, as a busy machine is busy for a while.

    time_of: by size the seconds it takes; sizes rise by the same factor; enough: growth that is no reason to try again.

    >>> growth({1: 1.0, 2: 2.0, 4: 8.0}.__getitem__, [1, 2, 4], enough=2.6)
    4.0
    """
    best = dict.fromkeys(sizes, float("inf"))

    def worst() -> float:
        for size in reversed(sizes):
            best[size] = min(best[size], time_of(size))
        return max(best[longer] / max(best[size], noise) for size, longer in pairwise(sizes))

    return least(worst, enough, tries)
