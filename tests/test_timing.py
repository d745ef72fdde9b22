"""The measures of time that tests use tell growth as the square from growth in step, also on a busy machine."""

from __future__ import annotations

import random
from collections.abc import Callable

from tests.timing import growth, least

LENGTHS = (500, 1000, 2000)


def busy(time_of: Callable[[int], float], moments: random.Random) -> Callable[[int], float]:
    """As measured where one in three runs takes up to twice its time."""
    return lambda size: time_of(size) * (1 + moments.random() * (moments.random() < 1 / 3))


def test_growth_in_step_passes_and_growth_as_the_square_fails_on_a_busy_machine():
    moments = random.Random(31490)
    linear = [growth(busy(lambda size: size / 1000, moments), LENGTHS, 2.6) for _ in range(1000)]
    assert max(linear) <= 2.6
    square = [growth(busy(lambda size: size**2 / 1e6, moments), LENGTHS, 2.6) for _ in range(1000)]
    assert min(square) > 2.6


def test_no_more_is_measured_than_is_needed():
    measured = iter([1.0])
    assert least(lambda: next(measured), enough=2) == 1
    measured = iter([5.0, 4.0, 3.0])
    assert least(lambda: next(measured), enough=2, tries=3) == 3
