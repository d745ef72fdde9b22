"""What readers' judgements taught about the papers of a library: a layer on the recogniser's chance."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from index.library import Library, Server, folder_only
from index.model import StoredRecommendation
from nlp.model import Recommendation

FILE = "taught.json"
# Chances are told between these: no layer makes one certain.
LOWEST, HIGHEST = 0.01, 0.99


@dataclass(frozen=True, slots=True)
class Lesson:
    """What is added, in log-odds, to `trust` times those of the recogniser.

    words: by name, "type verzoek", "by agency" or "word bezie". firm: chances from here on are told without reserve.
    """

    trust: float = 1.0
    constant: float = 0.0
    firm: float = 1.0
    words: Mapping[str, float] = field(default_factory=dict)

    def chance(self, found: Recommendation) -> float:
        named = names(found)
        sum_of_words = math.fsum(self.words.get(name, 0.0) for name in named) / math.sqrt(len(named))
        total = self.trust * log_odds(found.confidence) + self.constant + sum_of_words
        return min(max(1 / (1 + math.exp(-total)), LOWEST), HIGHEST)

    def applied(self, item: StoredRecommendation) -> StoredRecommendation:
        chance = self.chance(item.recommendation)
        found = replace(
            item.recommendation, confidence=round(chance, 3), grade="firm" if chance >= self.firm else "doubtful"
        )
        return replace(item, recommendation=found)


def names(found: Recommendation) -> set[str]:
    """By what a sentence is known to a lesson."""
    from nlp.advice.features import stems

    return {f"word {word}" for word in stems(found.text)} | {f"type {found.type}", f"by {found.by}"}


def lesson_of(library: Library) -> Lesson | None:
    """What this library was taught; None for nothing, or for a file that is no lesson."""
    if isinstance(library.path, Server):
        return None
    try:
        return Lesson(**json.loads((library.path / FILE).read_text("utf-8")))
    except (OSError, ValueError, TypeError, RecursionError):
        return None


def forget(library: Library) -> bool:
    """Judge again as the program came; whether anything was taught."""
    file = folder_only(library.path, "training") / FILE
    known = file.exists()
    file.unlink(missing_ok=True)
    return known


def log_odds(chance: float) -> float:
    """Of a chance that is not quite certain."""
    inside = min(max(chance, LOWEST), HIGHEST)
    return math.log(inside / (1 - inside))
