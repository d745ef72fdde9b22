"""Which recommendations of a document say the same: the summary and the section, the list and the body."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence

from ingest.model import Document
from nlp.model import Recommendation

# Share of the words (weighed by rarity in the document) that two statements must have in common.
MIN_LIKENESS = 0.5


def find_restatements(document: Document, found: Sequence[Recommendation]) -> list[int | None]:
    """For each recommendation, the position of the fuller version that it restates; None for a fuller version itself."""
    vectors = _vectors([each.text for each in found])
    restates: list[int | None] = [None] * len(found)
    pairs = sorted(
        (
            (likeness, i, j)
            for i in range(len(found))
            for j in range(i + 1, len(found))
            if (likeness := _cosine(vectors[i], vectors[j])) >= MIN_LIKENESS
        ),
        reverse=True,
    )
    for _, i, j in pairs:
        restating, fuller = _ordered(found, i, j)
        if restates[restating] is None and restates[fuller] is None and restating not in restates:
            restates[restating] = fuller
    return restates


def _ordered(found: Sequence[Recommendation], i: int, j: int) -> tuple[int, int]:
    """(the restatement, the fuller version): numbered before unnumbered, else the later one is the fuller."""
    if found[i].number and not found[j].number:
        return j, i
    return i, j


def _vectors(texts: Sequence[str]) -> list[dict[str, float]]:
    bags = [Counter(_grams(text)) for text in texts]
    spread = Counter(gram for bag in bags for gram in bag)
    vectors = []
    for bag in bags:
        weights = {gram: math.log(1 + count) * math.log((1 + len(texts)) / spread[gram]) for gram, count in bag.items()}
        length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        vectors.append({gram: weight / length for gram, weight in weights.items()})
    return vectors


def _grams(text: str) -> list[str]:
    """Runs of five letters within words: they join inflections and parts of compounds."""
    words = (f"_{word}_" for word in re.findall(r"\w+", text.lower()))
    return [word[i : i + 5] for word in words for i in range(max(1, len(word) - 4))]


def _cosine(a: dict[str, float], b: dict[str, float]) -> float:
    if len(b) < len(a):
        a, b = b, a
    return sum(weight * b.get(gram, 0.0) for gram, weight in a.items())
