"""A long row of words costs no more than its length asks."""

from __future__ import annotations

from time import perf_counter

import pytest

from nlp.advice.addressees import find_addressees


@pytest.mark.alone
def test_a_long_row_of_adjectives_before_no_party_is_read_in_no_time() -> None:
    start = perf_counter()
    assert find_addressees("betrokken " * 400, "verzoek") == ()
    assert perf_counter() - start < 1
