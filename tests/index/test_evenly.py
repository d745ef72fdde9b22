"""Passages taken evenly from a library are the same, whatever keeps it."""

from __future__ import annotations

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from index.library.store.nearest import are_enough, evenly_from, numbers_evenly
from index.vectors import in_memory

ids_held = st.lists(st.integers(1, 3000), min_size=1, unique=True).map(sorted)


@given(ids_held, st.integers(1, 500))
@example([1, 2, 3, 2999], 4)
def test_a_sample_looked_up_by_number_is_that_taken_from_all(ids, n):
    """A database looks up the numbers; a file has all ids."""
    held = [number for number in numbers_evenly(ids[0], ids[-1], n) if number in ids]
    taken = evenly_from(np.array(ids), n).tolist()
    assert set(taken) <= set(ids)
    if are_enough(np.array(held), n, len(ids)):
        assert taken == held
    else:
        assert taken == ids[:: max(1, len(ids) // n)]


def test_of_a_file_what_went_is_not_taken_and_what_came_is():
    vectors = np.eye(4, dtype=np.float32)
    opened = in_memory([(np.array([4, 1, 2, 3]), vectors)], 1)
    assert opened.evenly(10).tolist() == [1, 2, 3, 4]
    changed = opened.changed(2, removed=np.array([2]), ids=np.array([5]), vectors=vectors[:1])
    assert changed.evenly(10).tolist() == [1, 3, 4, 5]
