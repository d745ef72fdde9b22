"""When a passage is near a question in meaning, and when it is only one of many."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from index.embedding.protocol import Vectors
from index.model import Ranking, Scores
from ingest.model import PassageKind

if TYPE_CHECKING:
    from index.vectors import VectorFile

# A passage is near a question when its cosine is so many spreads above that of any passage.
# Measured in benchmarks/bench_ranking.py.
NEAR = 2.5
# So many passages stand for all; of fewer than the least nothing can be said, and each counts as near.
SAMPLE, LEAST_SAMPLE = 400, 50
# Notes, lists and headings come after the text: they lose this part of the difference between the best and the last.
AFTER_THE_BODY: Mapping[PassageKind, float] = {"heading": 0.3, "notes": 0.1, "contents": 0.5, "caption": 0.1}


def background(vectors: VectorFile, query: Vectors) -> tuple[float, float] | None:
    """Mean and spread of the cosines of a query with passages taken evenly from a library; None for a small one."""
    ids = vectors.ids[vectors.order]
    if len(ids) < LEAST_SAMPLE:
        return None
    sample = ids[:: max(1, len(ids) // SAMPLE)]
    _, cosines = vectors.cosines(query, sample)
    return float(cosines.mean()), float(cosines.std())


def is_near(ranking: Ranking, id: int) -> bool:
    """Whether a passage was found by meaning, and is nearer than any passage might be."""
    cosine = ranking.semantic.get(id)
    if cosine is None or ranking.background is None:
        return cosine is not None
    mean, spread = ranking.background
    return cosine >= mean + NEAR * spread


def after_the_body(scores: Scores, kinds: Mapping[int, PassageKind]) -> Scores:
    """Scores in which passages that are no text lose a part."""
    if not kinds:
        return scores
    span = max(scores.values()) - min(scores.values())
    return {id: score - span * AFTER_THE_BODY.get(kinds.get(id, "body"), 0.0) for id, score in scores.items()}
