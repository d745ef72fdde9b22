"""Search: lexical and semantic candidates, fused, filtered over everything, and explained."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from index.embedder import Embedder
from index.errors import WrongEmbedderError
from index.library import Library
from index.model import Answer, DocumentRecord, Filters, Form, Hit, Mode, PassageRecord, Searched, Sort, Why
from index.query import Query, exact_expression, families_expression, parse
from index.vectors import VectorFile
from index.words import key, token_spans

# Each list gives this many candidates to the fusion.
CANDIDATES = 100
# Reciprocal rank fusion, Cormack et al. 2009.
RRF_K = 60
# A query of one or two content words is a look-up of those words: passages that have them come first.
LOOKUP_WORDS = 2


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
) -> Answer:
    """Find the passages that answer a query.

    Args:
        vectors, embedder: not needed for mode "lexical".
        typed: words, and "phrases" that must stand as they are.
        families: search each word in all its forms.

    Raises:
        QueryError: the query cannot be honoured as it stands.
        WrongEmbedderError: the vectors are of another model than the embedder's.
    """
    filters = filters or Filters()
    query = parse(typed)
    lexical = _lexical(library, query, filters, families=families) if mode != "semantic" else []
    semantic = _semantic(library, vectors, embedder, query, filters) if mode != "lexical" else []
    fused = fuse([[id for id, _ in lexical[:CANDIDATES]], [id for id, _ in semantic]])
    scores = {"hybrid": fused, "lexical": dict(lexical), "semantic": dict(semantic)}[mode]
    order = sorted(scores, key=lambda id: (-scores[id], id))
    if mode == "hybrid" and len(query.content_words) <= LOOKUP_WORDS:
        have_the_word = {id for id, _ in lexical}
        order.sort(key=lambda id: id not in have_the_word)
    if sort == "date":
        scores, order = _by_date(library, scores, lexical, order)
    hits = _hits(library, query, order, scores, lexical, semantic, limit, families=families)
    return Answer(
        query=typed,
        mode=mode,
        searched=_searched(library, filters),
        forms=_forms(library, query, filters, families=families),
        hits=hits,
        n_found=len(order),
        n_documents=len({record.document for record in library.passages.by_ids(order).values()}),
    )


def fuse(lists: Iterable[Sequence[int]]) -> dict[int, float]:
    """Reciprocal rank fusion: the sum over the lists of 1 / (k + rank), rank from 1."""
    scores: dict[int, float] = {}
    for ids in lists:
        for rank, id in enumerate(ids, start=1):
            scores[id] = scores.get(id, 0.0) + 1.0 / (RRF_K + rank)
    return scores


def _lexical(library: Library, query: Query, filters: Filters, *, families: bool) -> list[tuple[int, float]]:
    """All passages that match, best first. Phrases, and words without families, are matched as they stand."""
    if query.phrases or not families:
        exact = library.passages.lexical(exact_expression(query, words=not families), filters, -1, exact=True)
        if not families or not query.words:
            return exact
        by_family = dict(library.passages.lexical(families_expression(query), filters, -1, exact=False))
        found = [(id, score + by_family.get(id, 0.0)) for id, score in exact]
        return sorted(found, key=lambda item: (-item[1], item[0]))
    return library.passages.lexical(families_expression(query), filters, -1, exact=False)


def _semantic(
    library: Library, vectors: VectorFile | None, embedder: Embedder | None, query: Query, filters: Filters
) -> list[tuple[int, float]]:
    """The passages nearest in meaning, best first; with phrases only those that have them."""
    assert vectors is not None
    assert embedder is not None
    if library.embedder_fingerprint not in (None, embedder.fingerprint):
        raise WrongEmbedderError(library.embedder_name or "", embedder.name)
    allowed = library.passages.ids(filters) if filters.any else None
    if query.phrases:
        exact = library.passages.lexical(exact_expression(query, words=False), filters, -1, exact=True)
        allowed = np.array(sorted(id for id, _ in exact), dtype=np.int64)
    ids, scores = vectors.search(embedder.query(query.text), CANDIDATES, allowed)
    return [(int(id), float(score)) for id, score in zip(ids, scores, strict=True)]


def _by_date(
    library: Library, scores: dict[int, float], lexical: Sequence[tuple[int, float]], order: Sequence[int]
) -> tuple[dict[int, float], list[int]]:
    """Every passage found, newest first; within a document in order of the text. Undated ones last."""
    everything = {**{id: 0.0 for id, _ in lexical}, **scores}
    passages = library.passages.by_ids(everything)
    documents = library.documents.by_ids(record.document for record in passages.values())

    def newest_first(id: int) -> tuple[bool, int, str, int]:
        record = passages[id]
        date = documents[record.document].metadata.date
        return date is None, -int((date or "0").replace("-", "")), record.document, record.passage.start

    return everything, sorted(everything, key=newest_first)


def _hits(
    library: Library,
    query: Query,
    order: Sequence[int],
    scores: dict[int, float],
    lexical: Sequence[tuple[int, float]],
    semantic: Sequence[tuple[int, float]],
    limit: int,
    *,
    families: bool,
) -> tuple[Hit, ...]:
    # Copies of a hit are folded under it, so more are looked at than shown.
    records = library.passages.by_ids(order[: 3 * limit])
    documents = library.documents.by_ids(record.document for record in records.values())
    lexical_rank = {id: rank for rank, (id, _) in enumerate(lexical, start=1)}
    semantic_rank = {id: rank for rank, (id, _) in enumerate(semantic, start=1)}
    hits: list[Hit] = []
    for first, *copies in _fold([records[id] for id in order[: 3 * limit]])[:limit]:
        marks = find_marks(first.passage.text, query, families=families)
        why = Why(lexical_rank.get(first.id), semantic_rank.get(first.id), _words_of(first, marks))
        hits.append(
            Hit(
                rank=len(hits) + 1,
                score=scores[first.id],
                passage=first,
                document=documents[first.document],
                marks=marks,
                why=why,
                near_copies=tuple(copy.id for copy in copies),
            )
        )
    return tuple(hits)


def _fold(records: Sequence[PassageRecord]) -> list[list[PassageRecord]]:
    """Passages grouped by equal words, each group in the place of its first."""
    groups: dict[tuple[str, ...], list[PassageRecord]] = {}
    for record in records:
        words = tuple(token for _, _, token in token_spans(record.passage.text))
        groups.setdefault(words, []).append(record)
    return list(groups.values())


def find_marks(text: str, query: Query, *, families: bool) -> tuple[tuple[int, int], ...]:
    """The ranges of a text that hold words or phrases of the query."""
    spans = token_spans(text)
    wanted = {key(word) for word in query.content_words} if families else set(query.content_words)
    marked = {at for at, (_, _, token) in enumerate(spans) if (key(token) if families else token) in wanted}
    words = [token for _, _, token in spans]
    for phrase in query.phrases:
        for at in range(len(words) - len(phrase) + 1):
            if tuple(words[at : at + len(phrase)]) == phrase:
                marked.update(range(at, at + len(phrase)))
    return tuple(spans[at][:2] for at in sorted(marked))


def _words_of(record: PassageRecord, marks: Sequence[tuple[int, int]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(record.passage.text[start:end].lower() for start, end in marks))


def _forms(library: Library, query: Query, filters: Filters, *, families: bool) -> tuple[Form, ...]:
    """The word forms that were searched and how often each stands in what was searched."""
    forms: dict[str, None] = {}
    for word in query.content_words:
        forms.update(dict.fromkeys(library.passages.forms_of(key(word)) if families else [word]))
    counted = [Form(form, library.passages.occurrences(form, filters)) for form in forms]
    return tuple(form for form in counted if form.occurrences)


def _searched(library: Library, filters: Filters) -> Searched:
    """How much a search with these filters looks at, and what of it cannot be looked at."""
    documents, passages = library.passages.count(filters)
    held: list[DocumentRecord] = library.documents.all()
    if filters.dossier:
        held = [record for record in held if filters.dossier in record.metadata.dossiers]
    return Searched(
        documents=documents,
        passages=passages,
        pages_without_text=sum(len(record.pages_without_text) for record in held),
        failed=tuple(failure.file for failure in library.ledger.failures()),
        missing=(),
    )
