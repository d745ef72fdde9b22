"""Search: candidates by words and by meaning, fused; filtered over everything; explained."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from index.copies import fold_copies
from index.embedder import Embedder
from index.errors import WrongEmbedderError
from index.expression import Expression
from index.library import Library
from index.model import Answer, Filters, Form, Hit, Mode, PassageRecord, Searched, Sort, Why
from index.query import Query, parse
from index.words import token_spans

if TYPE_CHECKING:
    from index.vectors import VectorFile

# Each list gives this many candidates to the fusion.
CANDIDATES = 200
# The share of the words in a fused score; the rest is meaning. Measured in benchmarks/bench_ranking.py.
WORDS_WEIGHT = 0.45
# A query of one or two words is a look-up of those words: passages that have them come first.
LOOKUP_WORDS = 2
# Hits are folded and limited per document, so more are looked at than shown.
LOOK_AHEAD = 5

Scores = dict[int, float]


def search(
    library: Library,
    vectors: VectorFile | None,
    embedder: Embedder | None,
    typed: str,
    *,
    mode: Mode = "hybrid",
    limit: int = 10,
    filters: Filters | None = None,
    sort: Sort = "relevance",
    families: bool = True,
    per_document: int | None = None,
) -> Answer:
    """Find the passages that answer a query.

    Args:
        vectors, embedder: not needed for mode "lexical"; vectors is None for an empty library.
        typed: see index/query.py.
        families: search each word in all its forms.
        per_document: show at most so many hits of one document.

    Raises:
        QueryError: the query cannot be honoured as it stands.
        WrongEmbedderError: the vectors are of another model than the embedder's.
    """
    filters = filters or Filters()
    query = parse(typed)
    expression = Expression(query, library.vocabulary, families=families)
    lexical, semantic, scores = _candidates(library, vectors, embedder, query, expression, filters, mode)
    order = sorted(scores, key=lambda id: (-scores[id], id))
    if mode == "hybrid" and len(query.words) <= LOOKUP_WORDS:
        order = _words_first(library, expression, lexical, order)
    if sort == "date":
        everything = scores if mode == "semantic" else library.passages.lexical_ids(expression.text, filters)
        order = library.passages.newest_first(everything)
    n_found, n_documents = (
        (len(scores), 0) if mode == "semantic" else library.passages.count_matching(expression.text, filters)
    )
    return Answer(
        query=typed,
        mode=mode,
        searched=_searched(library, filters),
        forms=tuple(Form(form, n) for form in expression.forms if (n := library.vocabulary.occurrences(form, filters))),
        hits=_hits(library, expression, order, scores, lexical, semantic, limit, per_document),
        n_found=n_found,
        n_documents=n_documents,
    )


def fuse(lexical: Mapping[int, float], semantic: Mapping[int, float], weight: float = WORDS_WEIGHT) -> Scores:
    """A convex combination of normalised scores (Bruch et al. 2023, "An Analysis of Fusion Functions").

    Lexical scores are divided by the best one; cosines are stretched to 0..1
    over the candidates. An id that one side lacks has nothing from that side.
    """
    best = max(lexical.values(), default=0.0) or 1.0
    low, high = min(semantic.values(), default=0.0), max(semantic.values(), default=1.0)
    span = (high - low) or 1.0
    return {
        id: weight * lexical.get(id, 0.0) / best + (1 - weight) * (semantic.get(id, low) - low) / span
        for id in {**lexical, **semantic}
    }


def _candidates(
    library: Library,
    vectors: VectorFile | None,
    embedder: Embedder | None,
    query: Query,
    expression: Expression,
    filters: Filters,
    mode: Mode,
) -> tuple[Scores, Scores, Scores]:
    """(lexical, semantic, final) scores of the candidates, best first in the first two."""
    lexical: Scores = {}
    semantic: Scores = {}
    if mode != "semantic":
        lexical = dict(library.passages.lexical(expression.full, filters, CANDIDATES))
    if mode != "lexical" and vectors is not None:
        assert embedder is not None
        _check_embedder(library, embedder)
        query_vector = embedder.query(query.text)
        allowed = _allowed(library, query, expression, filters)
        ids, cosines = vectors.search(query_vector, CANDIDATES, allowed)
        semantic = dict(zip(ids.tolist(), cosines.tolist(), strict=True))
        if mode == "semantic":
            return lexical, semantic, semantic
        known = {**_cosines(library, lexical.keys() - semantic.keys(), query_vector), **semantic}
        return lexical, semantic, fuse(lexical, known)
    return lexical, semantic, lexical


def _check_embedder(library: Library, embedder: Embedder) -> None:
    if library.embedder_fingerprint not in (None, embedder.fingerprint):
        raise WrongEmbedderError(library.embedder_name or "", embedder.name)


def _allowed(library: Library, query: Query, expression: Expression, filters: Filters) -> np.ndarray | None:
    """The passages that may be found by meaning: those that pass the filters and what the query requires."""
    if query.strict or query.excluded:
        if query.strict:
            return library.passages.lexical_ids(expression.text, filters)
        avoided = library.passages.matching(expression.avoided) if expression.avoided else np.empty(0, np.int64)
        return np.setdiff1d(library.passages.ids(filters), avoided)
    return library.passages.ids(filters) if filters.any else None


def _cosines(library: Library, ids: Iterable[int], query_vector: np.ndarray) -> Scores:
    found, rows = library.passages.vectors(ids)
    return dict(zip(found.tolist(), (rows @ query_vector).tolist(), strict=True)) if len(found) else {}


def _words_first(library: Library, expression: Expression, lexical: Scores, order: list[int]) -> list[int]:
    """Passages with the very words first, then those with compounds or headings, then the others."""
    have_words = set(library.passages.matching(expression.narrow).tolist())
    return sorted(order, key=lambda id: (id not in have_words, id not in lexical))


def _hits(
    library: Library,
    expression: Expression,
    order: Sequence[int],
    scores: Scores,
    lexical: Scores,
    semantic: Scores,
    limit: int,
    per_document: int | None,
) -> tuple[Hit, ...]:
    ahead = order if per_document else order[: LOOK_AHEAD * limit]
    records = library.passages.by_ids(ahead)
    groups = _at_most(fold_copies([records[id] for id in ahead]), per_document)[:limit]
    documents = library.documents.by_ids(first.document for first, *_ in groups)
    ranks = [{id: rank for rank, id in enumerate(ids, start=1)} for ids in (lexical, semantic)]
    hits = []
    for rank, (first, *copies) in enumerate(groups, start=1):
        marks = find_marks(first.passage.text, expression)
        hits.append(
            Hit(
                rank=rank,
                score=scores.get(first.id, 0.0),
                passage=first,
                document=documents[first.document],
                marks=marks,
                why=Why(ranks[0].get(first.id), ranks[1].get(first.id), _marked_words(first, marks)),
                near_copies=tuple(copy.id for copy in copies),
            )
        )
    return tuple(hits)


def _at_most(groups: Sequence[list[PassageRecord]], per_document: int | None) -> list[list[PassageRecord]]:
    """The groups, at most so many of one document."""
    if per_document is None:
        return list(groups)
    seen: dict[str, int] = defaultdict(int)
    kept = []
    for group in groups:
        seen[group[0].document] += 1
        if seen[group[0].document] <= per_document:
            kept.append(group)
    return kept


def find_marks(text: str, expression: Expression) -> tuple[tuple[int, int], ...]:
    """The ranges of a text that hold words or phrases of the query, in order."""
    spans = token_spans(text)
    words = [token for _, _, token in spans]
    forms = set(expression.forms)
    marked = {at for at, token in enumerate(words) if token in forms}
    for phrase in expression.phrases:
        for at in range(len(words) - len(phrase) + 1):
            if tuple(words[at : at + len(phrase)]) == phrase:
                marked.update(range(at, at + len(phrase)))
    return tuple(spans[at][:2] for at in sorted(marked))


def _marked_words(record: PassageRecord, marks: Sequence[tuple[int, int]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(record.passage.text[start:end].lower() for start, end in marks))


def _searched(library: Library, filters: Filters) -> Searched:
    """How much a search with these filters looks at, and what of it cannot be looked at."""
    documents, passages = library.passages.count(filters)
    return Searched(
        documents=documents,
        passages=passages,
        pages_without_text=library.documents.count_pages_without_text(filters.dossier),
        failed=tuple(failure.file for failure in library.ledger.failures()),
        missing=tuple(library.dossiers.missing(filters.dossier)),
    )
