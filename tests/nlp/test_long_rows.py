"""A long row of words costs no more than its length asks."""

from __future__ import annotations

import pytest

from nlp.advice.addressees import find_addressees
from tests.timing import least, seconds

# What tries each row of adjectives at each of its words takes minutes.
MOST_S = 1.0


@pytest.mark.alone
def test_a_long_row_of_adjectives_before_no_party_is_read_in_no_time() -> None:
    row = "betrokken " * 400
    assert find_addressees(row, "verzoek") == ()
    assert least(lambda: seconds(lambda: find_addressees(row, "verzoek")), MOST_S) <= MOST_S
