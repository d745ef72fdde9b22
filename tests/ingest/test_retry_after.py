"""Pauses and redirects that no service asks for in earnest."""

from __future__ import annotations

import pytest

from ingest.sources.client import Client, retry_after_s
from ingest.sources.model import FetchError


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        (None, 0.0),
        ("30", 30.0),
        # a superscript is a digit that is no number
        ("²", 0.0),
        ("inf", 0.0),
        ("-5", 0.0),
        ("1e9", 0.0),
        # a year that no clock has
        ("Fri, 31 Dec 99999 23:59:59 GMT", 0.0),
        ("1" * 400, float("1" * 20)),
    ],
)
def test_a_pause_is_a_number_of_seconds_or_nothing(header: str | None, seconds: float) -> None:
    assert retry_after_s(header, now=0.0) == seconds


def test_a_redirect_to_no_address_is_a_sentence() -> None:
    with pytest.raises(FetchError, match="which is no address"):
        Client._sent_on("https://example.org/a", "http://[::1", "example.org")
