"""Which recommendations of a document say the same: the summary and the section, the list and the body."""

from __future__ import annotations

from collections.abc import Sequence

from nlp.likeness import LetterVectors
from nlp.model import Recommendation

# Share of the words (weighed by rarity in the document) that two statements must have in common.
MIN_LIKENESS = 0.35


def find_restatements(found: Sequence[Recommendation]) -> list[int | None]:
    """For each recommendation, the position of the fuller version that it restates; None for a fuller version."""
    vectors = LetterVectors([each.text for each in found])
    cosines = [vectors.likeness(each.text) for each in found]
    restates: list[int | None] = [None] * len(found)
    pairs = sorted(
        (
            (likeness, i, j)
            for i in range(len(found))
            for j in range(i + 1, len(found))
            if (likeness := cosines[i][j]) >= MIN_LIKENESS
        ),
        reverse=True,
    )
    fuller_ones: set[int] = set()
    for _, i, j in pairs:
        restating, fuller = _ordered(found, i, j)
        if restates[restating] is None and restates[fuller] is None and restating not in fuller_ones:
            restates[restating] = fuller
            fuller_ones.add(fuller)
    return restates


def _ordered(found: Sequence[Recommendation], i: int, j: int) -> tuple[int, int]:
    """(the restatement, the fuller version): numbered before unnumbered, else the later one is the fuller."""
    if found[i].number and not found[j].number:
        return j, i
    return i, j
