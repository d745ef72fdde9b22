"""Two lists made one: what words find and what meaning finds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from index.library.words import Size
from index.model import Scores
from index.query.plan import Plan
from index.ranking.weighing import idf

# A question of few words is often put in other words than its answer, a title or a sentence in the same: see shares.
# Which of the words a passage has counts alike for both. Chosen on overheid_faq, tk_motie_link_small and 45 questions
# on papers that were not used before, leaving out each in turn; around these shares the figures are flat.
SHORT_QUERY, LONG_QUERY = 6, 10
SHARES_OF_SHORT = (0.10, 0.20)
SHARES_OF_LONG = (0.30, 0.20)
# A passage has the words of a query when its score is this times what the rarest words weigh, at most so many of them.
FULL_SCORE = 1.5
RAREST = 3


class Match(NamedTuple):
    """How well a passage matches by words: its score, and which part of the words it has, 0 to 1."""

    score: float
    coverage: float


def fuse(lexical: Mapping[int, Match], semantic: Mapping[int, float], n_words: int, full_score: float) -> Scores:
    """A convex combination of normalised scores (Bruch et al. 2023, "An Analysis of Fusion Functions").

    Lexical scores are divided by the best one or, when no passage has enough
    of the words, by full_score, so that the best of bad matches does not
    outweigh meaning. Beside them counts which part of the words a passage has.
    Cosines are stretched to 0..1 over the candidates. An id that one side
    lacks has nothing from that side.

    Args:
        n_words: how many words the query has, which decides what words and meaning count for.
    """
    of_score, of_coverage = shares(n_words)
    best = max([full_score, *(match.score for match in lexical.values())])
    low, high = min(semantic.values(), default=0.0), max(semantic.values(), default=1.0)
    span = (high - low) or 1.0
    none = Match(0.0, 0.0)
    return {
        id: of_score * (match := lexical.get(id, none)).score / best
        + of_coverage * match.coverage
        + (1 - of_score - of_coverage) * ((semantic.get(id, low) - low) / span)
        for id in {**lexical, **semantic}
    }


def shares(n_words: int) -> tuple[float, float]:
    """What the score by words and the part of the words count for in a fused score; the rest is for meaning."""
    length = min(1.0, max(0.0, (n_words - SHORT_QUERY) / (LONG_QUERY - SHORT_QUERY)))
    score, part = (short + length * (long - short) for short, long in zip(SHARES_OF_SHORT, SHARES_OF_LONG, strict=True))
    return score, part


def full_score(plan: Plan, size: Size) -> float:
    """The lexical score of a passage that has the words of the query."""
    rarest = sorted((idf(word.in_passages, size) for word in plan.words.values() if word.key), reverse=True)[:RAREST]
    return FULL_SCORE * sum(rarest) or 1.0
