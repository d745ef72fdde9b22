"""When a passage is near a question in meaning, and when it is only one of many."""

from __future__ import annotations

from collections.abc import Mapping
from math import inf

from index.embedding.protocol import Vectors
from index.library.store.nearest import Nearest
from index.model import Scores
from index.ranking.model import Ranking
from ingest.model import PassageKind

# A passage is near a question when its cosine is so many spreads above the mean of all. Of 295 questions none lost an
# answer among its first ten at 3.0. A question of words that no paper has must find what stands out further: the
# nearest of 1,600 passages to words without a meaning were 3.1 to 4.0 above it.
NEAR, NEAR_WITHOUT_WORDS = 3.0, 4.0
# A question in many words is answered in other words, and in papers on one subject all passages are near: of these only
# what is farther than most is left out.
MANY_WORDS, NEAR_A_QUESTION = 4, 1.0
# So many passages stand for all; of fewer than the least nothing can be said, and each counts as near.
SAMPLE, LEAST_SAMPLE = 400, 50
# Notes, lists and headings come after the text: they lose this part of the difference between the best and the last.
AFTER_THE_BODY: Mapping[PassageKind, float] = {"heading": 0.3, "notes": 0.1, "contents": 0.5, "caption": 0.1}


def least_cosine(vectors: Nearest, query: Vectors, n_words: int, *, has_words: bool) -> float:
    """The cosine from which a passage is near a query, by those of passages taken evenly from a library.

    Args:
        n_words: of the query, small ones too.
        has_words: some word of the query stands there, or it has none of its own.
    """
    ids = vectors.evenly(SAMPLE)
    if len(ids) < LEAST_SAMPLE:
        return -inf
    _, cosines = vectors.cosines(query, ids)
    of_words = NEAR_A_QUESTION if n_words >= MANY_WORDS else NEAR
    spreads = of_words if has_words else NEAR_WITHOUT_WORDS
    return float(cosines.mean() + spreads * cosines.std())


def is_near(ranking: Ranking, id: int) -> bool:
    """Whether a passage was found by meaning, and is nearer than any passage might be."""
    return id in ranking.semantic and ranking.semantic[id] >= ranking.near


def after_the_body(scores: Scores, kinds: Mapping[int, PassageKind]) -> Scores:
    """Scores in which passages that are no text lose a part."""
    if not kinds:
        return scores
    span = max(scores.values()) - min(scores.values())
    return {id: score - span * AFTER_THE_BODY.get(kinds.get(id, "body"), 0.0) for id, score in scores.items()}
