"""How much is read of one paper, and sentences on what is beyond that: nothing is left out in silence."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

# Some times what the largest papers have: a budget of 800 pages has 3 million characters, 4,000 notes, and tables of
# some thousands of cells.
MOST_CHARACTERS = 10_000_000
MOST_NOTES = 20_000
# Of one table, the empty ones before others in their row too.
MOST_CELLS = 50_000
MOST_COLUMNS = 1_000
# The longest addresses on the web in papers have some 500; pictures written as text have millions.
LONGEST_WORD = 2_000

# U+FDD0 stands where the marker of a note stood (ingest.xml.text).
_TOO_LONG = re.compile(rf"(?<![^\s\ufdd0])[^\s\ufdd0]{{{LONGEST_WORD + 1},}}")


@dataclass(slots=True)
class NotRead:
    """Counts what is left out of a paper."""

    cells: int = 0
    notes: int = 0
    deep: int = 0
    characters: int = 0
    ends_early: bool = False
    words: Counter[str] = field(default_factory=Counter)

    def without_long_words(self, text: str) -> str:
        """The text without runs that are no words, which are counted."""
        if len(text) <= LONGEST_WORD:
            return text
        return _TOO_LONG.sub(self._count_word, text)

    def sentences(self) -> tuple[str, ...]:
        """What was left out, in words."""
        told = {
            f"{self.cells:,} cells of its tables were not read: of a table the first {MOST_CELLS:,} are": self.cells,
            f"{self.notes:,} of its notes were not read: the first {MOST_NOTES:,} are": self.notes,
            f"{self.deep:,} parts were not read, as they stand inside too many others": self.deep,
            f"{self.words['n']:,} runs without a space were not read ({self.words['characters']:,} characters): "
            f"more than {LONGEST_WORD:,} are no word": self.words["n"],
            f"{self.characters:,} characters at its end were not read: the first {MOST_CHARACTERS:,} are": (
                self.characters
            ),
            "it was read up to a part that is too large, or that stands inside too many others": self.ends_early,
        }
        return tuple(sentence for sentence, n in told.items() if n)

    def _count_word(self, found: re.Match[str]) -> str:
        self.words["n"] += 1
        self.words["characters"] += len(found[0])
        return " "
