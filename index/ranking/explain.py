"""How a hit came to its rank: what each word weighed, and which sentence is nearest in meaning."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from index.embedding.protocol import Embedder
from index.library import Library
from index.model import Filters
from index.query.plan import Plan
from index.ranking.model import Explanation, Hit, Ranking
from index.ranking.weighing import all_weights


def explain(
    library: Library,
    embedder: Embedder | None,
    query_vector: NDArray[np.float32] | None,
    plan: Plan,
    hits: Sequence[Hit],
    ranking: Ranking,
    filters: Filters,
) -> list[Hit]:
    """The hits, each with its explanation.

    Args:
        query_vector: None where meaning was not searched.
    """
    ids = [hit.passage.id for hit in hits]
    columns, size = library.passages.words(ids), library.passages.size()
    found, rows = library.passages.vectors(ids)
    vectors = dict(zip(found.tolist(), rows, strict=True))
    ranks = {id: rank for rank, id in enumerate(ranking.order, start=1)}
    explained = []
    for hit in hits:
        if plan.is_plain:
            by_word = all_weights(columns[hit.passage.id], plan, size)
        else:
            # FTS5 ranks phrases and operators as a whole.
            by_word = {plan.typed: score} if (score := ranking.lexical.get(hit.passage.id)) is not None else {}
        sentence, cosine = None, None
        if embedder is not None and query_vector is not None:
            sentence = _nearest_sentence(hit.passage.passage.text, embedder, query_vector)
            cosine = float(vectors[hit.passage.id] @ query_vector)
        explanation = Explanation(
            words=tuple(sorted(by_word.items(), key=lambda item: -item[1])),
            lexical_score=sum(by_word.values()),
            cosine=cosine,
            sentence=sentence,
            fused_rank=ranks.get(hit.passage.id),
            filters=filters.named,
            read_again=ranking.read_again.get(hit.passage.id),
        )
        explained.append(replace(hit, explanation=explanation))
    return explained


def _nearest_sentence(text: str, embedder: Embedder, query_vector: NDArray[np.float32]) -> tuple[int, int] | None:
    # Few ask for an explanation, and its patterns take time to make.
    from nlp.text.sentences import sentence_ranges

    spans = list(sentence_ranges(text))
    if not spans:
        return None
    cosines = embedder.passages([text[start:end] for start, end in spans]) @ query_vector
    start, end = spans[int(np.argmax(cosines))]
    return start, end
