"""The months, as papers name them: months.tsv beside this module."""

from __future__ import annotations

from pathlib import Path

_ROWS = [line.split("\t") for line in Path(__file__).with_suffix(".tsv").read_text("utf-8").splitlines()[1:]]
# In order: that of January is 0.
MONTHS = tuple(name for name, _ in _ROWS)
# How their names begin, also where they are shortened: "22 sept. 2020".
SHORT_MONTHS = tuple(short for _, short in _ROWS)
