"""The months, as papers name them."""

from __future__ import annotations

# In order: that of January is 0.
MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
