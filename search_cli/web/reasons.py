"""Why something was not read, found or known, in the Dutch of the page.

The sentences are kept and printed in English, as the commands say them. Each row of reasons.tsv has one of them, with
what differs between braces, and what the page says in its place; of rows that begin alike the longer stands first. A
sentence without a row is shown as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from string import Formatter

_ROWS = Path(__file__).with_name("reasons.tsv")


def in_dutch(sentence: str) -> str:
    """A reason as the page says it; as it is where no row is known for it.

    >>> in_dutch("brief.pdf is empty.")
    'brief.pdf is leeg.'
    """
    return translated(sentence) or sentence


def translated(sentence: str) -> str | None:
    """A reason in Dutch, with what it has of others in it; None where no row is known for it."""
    for parts, dutch in _parts():
        if (values := _read(sentence, parts)) is not None:
            return dutch.format(**values | ({"why": in_dutch(values["why"])} if "why" in values else {}))
    return None


Part = tuple[str, str | None]


@cache
def _parts() -> tuple[tuple[tuple[Part, ...], str], ...]:
    """The rows with their English as words and the name of what follows these."""
    rows = (row.split("\t") for row in _ROWS.read_text("utf-8").splitlines()[1:])
    return tuple(
        (tuple((words, name) for words, name, _, _ in Formatter().parse(english)), dutch) for english, dutch in rows
    )


def _read(sentence: str, parts: Sequence[Part]) -> dict[str, str] | None:
    """What stands in the places of a row; None where the sentence is another."""
    values: dict[str, str] = {}
    open_name: str | None = None
    at = 0
    for place, (words, name) in enumerate(parts):
        last = place == len(parts) - 1 and name is None
        found = len(sentence) - len(words) if last else sentence.find(words, at)
        if found < at or not sentence.startswith(words, found) or (open_name is None and found != at):
            return None
        if open_name is not None:
            values[open_name] = sentence[at:found]
        at, open_name = found + len(words), name
    if open_name is not None:
        values[open_name] = sentence[at:]
    return values if open_name is not None or at == len(sentence) else None
