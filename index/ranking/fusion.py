"""Two lists made one: what words find and what meaning finds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from index.library.wording.words import Size
from index.model import Scores
from index.query.plan import Plan
from index.ranking.weighing import idf

# What each kind of evidence counts for; the rest, .45, is for meaning. Alike for short and long questions. Chosen on
# page questions, overheid_faq, tk_motie_link_small and parts of tk_brief_motie and tk_moties, leaving out each in turn;
# around these shares the figures are flat (docs/quality.md).
OF_SCORE, OF_COVERAGE, OF_TOGETHER = 0.25, 0.10, 0.20
# So much of what is for meaning is for that of the paper, which is that of its nearest passage: a page that answers
# often stands in a paper of which another page is about the question. Chosen on the older page questions alone.
OF_PAPER = 0.10
# A passage has the words of a query when its score is this times what the rarest words weigh, at most so many of them.
FULL_SCORE = 1.5
RAREST = 3


class Match(NamedTuple):
    """How well a passage matches by words: its score, which part of the words it has, and which part together."""

    score: float
    coverage: float
    together: float


def fuse(
    lexical: Mapping[int, Match], semantic: Mapping[int, float], papers: Mapping[int, int], full_score: float
) -> Scores:
    """A convex combination of normalised scores (Bruch et al. 2023, "An Analysis of Fusion Functions").

    Lexical scores are divided by the best one or, when no passage has enough
    of the words, by full_score, so that the best of bad matches does not
    outweigh meaning. Beside them counts which part of the words a passage has,
    and which part within the length of a sentence. Cosines are stretched to
    0..1 over the candidates, and beside that of a passage counts the best of
    its paper. An id that one side lacks has nothing from that side.

    Args:
        papers: the number of the paper in which each passage stands.
    """
    of_meaning = 1 - OF_SCORE - OF_COVERAGE - OF_TOGETHER - OF_PAPER
    best = max([full_score, *(match.score for match in lexical.values())])
    low, high = min(semantic.values(), default=0.0), max(semantic.values(), default=1.0)
    span = (high - low) or 1.0
    none = Match(0.0, 0.0, 0.0)
    near = {id: (semantic.get(id, low) - low) / span for id in {**lexical, **semantic}}
    in_paper: dict[int, float] = {}
    for id, nearness in near.items():
        in_paper[papers[id]] = max(nearness, in_paper.get(papers[id], 0.0))
    return {
        id: OF_SCORE * (match := lexical.get(id, none)).score / best
        + OF_COVERAGE * match.coverage
        + OF_TOGETHER * match.together
        + of_meaning * nearness
        + OF_PAPER * in_paper[papers[id]]
        for id, nearness in near.items()
    }


def full_score(plan: Plan, size: Size) -> float:
    """The lexical score of a passage that has the words of the query."""
    rarest = sorted((idf(word.in_passages, size) for word in plan.words.values() if word.key), reverse=True)[:RAREST]
    return FULL_SCORE * sum(rarest) or 1.0
