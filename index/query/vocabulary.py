"""What a query asks of the words of a library."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from index.model import Filters


class KnownWords(Protocol):
    """The words that stand in one library, folded; each kind of library has its own."""

    def key(self, form: str) -> str:
        """The family of a word."""

    def family(self, key: str) -> list[str]:
        """The forms of a family, in alphabetical order."""

    def compounds(self, key: str) -> list[str]:
        """The forms that are compounds with a word of this family, in alphabetical order."""

    def parts(self, form: str) -> list[str]:
        """The families that a compound is made of, in alphabetical order."""

    def starting_with(self, beginning: str) -> list[str]:
        """The forms that begin so, in alphabetical order."""

    def names(self, candidates: Sequence[str]) -> dict[str, list[str]]:
        """Which candidates name an organisation or measure, and its other names as they stand in papers."""

    def in_passages(self, forms: Iterable[str]) -> int:
        """In how many passages these words stand, a passage with two of them counted twice."""

    def occurrences(self, forms: Iterable[str], filters: Filters | None = None) -> dict[str, int]:
        """How often each word stands in the passages that pass the filters; words that do not are left out."""
