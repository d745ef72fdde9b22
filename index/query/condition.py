"""What a passage must have to be found, as a value: each kind of library renders it in its own language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

# The words of a passage as they stand, the keys of their families, and of the parts of compounds; of its headings and
# of its title the keys of families.
Field = Literal["exact", "body", "parts", "heading", "title"]

EVERYWHERE: tuple[Field, ...] = ("body", "parts", "heading", "title")
# Without headings and titles: a passage is a hit of a word only when the word stands in its text.
TEXT: tuple[Field, ...] = ("body", "parts")
BODY: tuple[Field, ...] = ("body",)
EXACT: tuple[Field, ...] = ("exact",)


@dataclass(frozen=True, slots=True)
class Run:
    """Words in this order, in one of some fields; begins: the last one may be only the beginning of a word."""

    words: tuple[str, ...]
    fields: tuple[Field, ...] = EXACT
    begins: bool = False


@dataclass(frozen=True, slots=True)
class Close:
    """Runs with at most so many words between them, in any order, in one field."""

    runs: tuple[tuple[str, ...], ...]
    field: Field
    distance: int


@dataclass(frozen=True, slots=True)
class Every:
    """All of some conditions."""

    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """One of some conditions; of none, nothing."""

    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class But:
    """One condition, and not another."""

    wanted: Condition
    unwanted: Condition


Condition = Run | Close | Every | Either | But


def any_word(forms: tuple[str, ...] | list[str]) -> Either:
    """One of these words as it stands."""
    return Either(tuple(Run((form,)) for form in forms))
