"""Kinds of instrument and of body ("programma", "raad"), and what each says of a name.

The tables are nlp/data/instruments.tsv and bodies.tsv; README.md beside them tells what each use means.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

INSTRUMENTS, BODIES = "instruments", "bodies"


@dataclass(frozen=True, slots=True)
class Kind:
    """A word, as a pattern in small letters. not_after: letters before which it ends another word ("televisie")."""

    word: str
    not_after: tuple[str, ...]
    uses: frozenset[str]

    @property
    def pattern(self) -> str:
        return "".join(f"(?<!{letters})" for letters in self.not_after) + self.word

    @property
    def with_capital(self) -> str:
        return self.word[0].upper() + self.word[1:]


@lru_cache
def kinds(table: str) -> tuple[Kind, ...]:
    """The rows of a table."""
    lines = (files("nlp") / "data" / f"{table}.tsv").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines[1:])
    return tuple(Kind(word, tuple(not_after.split()), frozenset(uses.split())) for word, not_after, uses in rows)


def either(table: str, use: str, *, capital: bool = False) -> str:
    """One group of all kinds with a use, as part of a pattern; capital: each with a capital.

    >>> either(INSTRUMENTS, "numbered")
    '(?:akkoord|convenant|programma)'
    """
    chosen = [kind for kind in kinds(table) if use in kind.uses]
    return "(?:" + "|".join(kind.with_capital if capital else kind.pattern for kind in chosen) + ")"
