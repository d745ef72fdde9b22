"""Search: candidates by words and by meaning, fused; filtered over everything; explained."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from math import fsum, inf
from typing import get_args

import numpy as np

from index.dutch.families import fold
from index.embedding.embedded import embedded_text
from index.embedding.protocol import Embedder, Vectors
from index.errors import QueryError, WrongEmbedderError
from index.library import Library
from index.library.store.nearest import Nearest
from index.library.wording.words import Columns
from index.model import Filters, Mode, Scores, Sort
from index.query.plan import Plan, PlannedWord, of_name, planned
from index.query.spelling import suggested
from index.query.syntax import Query, parse
from index.ranking.explain import explain
from index.ranking.fusion import Match, full_score, fuse
from index.ranking.hits import found_hits
from index.ranking.model import Answer, Form, Ranking, Searched
from index.ranking.nearness import after_the_body, is_near, least_cosine
from index.ranking.rerank import RERANKED, Reranker
from index.ranking.weighing import all_weights, coverage, has_word, telling, together
from ingest.model import DocumentKind

# Each list gives this many candidates to the fusion.
CANDIDATES = 200
# FTS5 ranks about 300 passages a millisecond. Of a query whose words stand in more than this many places the rarest
# words find the candidates, and all words rank them (after MaxScore, Turtle and Flood 1995).
RANKED_AT_ONCE = 5_000
# Counting who has one of some words is quicker than ranking them.
COUNTED_AT_ONCE = 10_000


def search(
    library: Library,
    vectors: Nearest | None,
    embedder: Embedder | None,
    typed: str,
    *,
    mode: Mode = "hybrid",
    limit: int = 10,
    filters: Filters | None = None,
    sort: Sort = "relevance",
    families: bool = True,
    per_document: int | None = None,
    explained: bool = False,
    reranker: Reranker | None = None,
    everything: bool = False,
) -> Answer:
    """Find the passages that answer a query.

    Args:
        vectors, embedder: not needed for mode "lexical"; vectors is None for an empty library.
        typed: see index/query.py.
        families: search each word in all its forms.
        per_document: show at most so many hits of one document.
        explained: say of each hit how it came to its rank; embeds the sentences of the hits.
        reranker: reads the first passages again, and orders them anew.
        everything: also passages without the words that are hardly nearer in meaning than any other.

    Raises:
        QueryError: the query cannot be honoured as it stands.
        WrongEmbedderError: the vectors are of another model than the embedder's.
    """
    filters = filters or Filters()
    if filters.kind not in (None, *get_args(DocumentKind)):
        raise QueryError(f"kind: {filters.kind!r} is none of {', '.join(get_args(DocumentKind))}")
    query = parse(typed)
    plan = planned(query, library.vocabulary, families=families)
    ranking = _rank(library, vectors, embedder, query, plan, filters, mode)
    ranking = replace(ranking, final=after_the_body(ranking.final, library.passages.kinds(ranking.final)))
    order = ranking.order
    if reranker is not None and sort == "relevance":
        ranking = replace(ranking, read_again=_read_again(library, reranker, query, order[:RERANKED]))
        order.sort(key=lambda id: -ranking.read_again.get(id, -inf))
    if mode == "hybrid" and plan.is_lookup:
        order = _words_first(library, plan, ranking.lexical, order)
    if sort == "date":
        found = ranking.final if mode == "semantic" else library.passages.lexical_ids(plan.text, filters)
        order = library.passages.newest_first(found)
    elif not everything:
        order = [id for id in order if id in ranking.lexical or is_near(ranking, id)]
    hits = found_hits(library, plan, order, ranking, limit, per_document)
    if explained:
        query_vector = None if mode == "lexical" or embedder is None else embedder.query(query.text)
        hits = explain(library, embedder, query_vector, plan, hits, ranking, filters)
    n_found, n_documents = _count(library, plan, filters, mode, sort)
    forms = () if mode == "semantic" else _forms(library, plan, filters)
    absent = () if mode == "semantic" else _absent(plan, forms)
    return Answer(
        query=typed,
        mode=mode,
        searched=what_is_searched(library, filters),
        forms=forms,
        absent=absent,
        hits=tuple(hits),
        n_found=n_found,
        n_documents=n_documents,
        suggestion=suggested(typed, absent, library.vocabulary),
        marked=tuple(library.documents.marked(typed.strip(' "'))),
        n_further=0 if sort == "date" else len(ranking.final) - len(order),
    )


def _rank(
    library: Library,
    vectors: Nearest | None,
    embedder: Embedder | None,
    query: Query,
    plan: Plan,
    filters: Filters,
    mode: Mode,
) -> Ranking:
    if mode == "lexical" or vectors is None or embedder is None:
        lexical = _scores(_by_words(library, plan, filters))
        return Ranking(lexical, {}, lexical)
    if library.embedder_fingerprint not in (None, embedder.fingerprint):
        raise WrongEmbedderError(library.embedder_name or "", embedder.name)
    allowed = _allowed(library, query, plan, filters)
    # The engines of meaning do not hold the interpreter, so that the words are looked up meanwhile.
    with ThreadPoolExecutor(1) as pool:
        nearest = pool.submit(_by_meaning, vectors, embedder, query.text, allowed)
        matches = _by_words(library, plan, filters) if mode != "semantic" else {}
        query_vector, semantic = nearest.result()
    n_held = sum(word.n > 0 for word in plan.words.values())
    near = least_cosine(vectors, query_vector, len(query.text.split()), has_words=not plan.words or n_held > 0)
    if mode == "semantic":
        return Ranking({}, semantic, semantic, near=near)
    by_words_only = np.array(sorted(matches.keys() - semantic.keys()), dtype=np.int64)
    ids, cosines = vectors.cosines(query_vector, by_words_only)
    missing = dict(zip(ids.tolist(), cosines.tolist(), strict=True))
    cosines_of = {**missing, **semantic}
    papers = library.passages.papers(cosines_of)
    final = fuse(matches, cosines_of, papers, full_score(plan, library.passages.size()))
    return Ranking(_scores(matches), semantic, final, near=near)


def _read_again(library: Library, reranker: Reranker, query: Query, ids: Sequence[int]) -> Scores:
    records = library.passages.by_ids(ids)
    scores = reranker.scores(query.text, [embedded_text(records[id].passage) for id in ids])
    return dict(zip(ids, scores.tolist(), strict=True))


def _by_meaning(vectors: Nearest, embedder: Embedder, text: str, allowed: np.ndarray | None) -> tuple[Vectors, Scores]:
    """The vector of a query, and the passages nearest to it."""
    vector = embedder.query(text)
    ids, cosines = vectors.search(vector, CANDIDATES, allowed)
    return vector, dict(zip(ids.tolist(), cosines.tolist(), strict=True))


def _scores(matches: Mapping[int, Match]) -> Scores:
    return {id: match.score for id, match in matches.items()}


def _by_words(library: Library, plan: Plan, filters: Filters) -> dict[int, Match]:
    """The best passages by their words; one that honours a strict query has all of it."""
    if not plan.is_plain:
        found = library.passages.lexical(plan.full, filters, CANDIDATES)
        return {id: Match(score, 1.0, 1.0) for id, score in found}
    rare = _rarest([*plan.words.values(), *plan.parts])
    found = library.passages.lexical(plan.of(rare), filters, CANDIDATES)
    size = library.passages.size()
    tells = telling(plan, size)
    matches = {}
    for id, columns in library.passages.words(id for id, _ in found).items():
        by_word = all_weights(columns, plan, size)
        matches[id] = Match(
            fsum(by_word.values()),
            coverage(columns, by_word, plan, tells),
            together(columns, by_word, plan, tells),
        )
    return dict(sorted(matches.items(), key=lambda item: (-item[1].score, item[0])))


def _rarest(words: Sequence[PlannedWord]) -> list[PlannedWord]:
    """The words that FTS5 ranks in good time: the rarest one, and the next as long as all stand in few places.

    Parts of compounds come after the words that were typed.
    """
    n_places, rare = 0, list[PlannedWord]()
    for word in sorted(words, key=lambda word: (word.share < 1, word.n)):
        n_places += word.n
        if rare and n_places > RANKED_AT_ONCE:
            break
        # A word that the library does not have finds nothing, so it is not the one to find candidates by.
        rare += [word] if word.n or word.names or n_places else []
    return rare if any(word.n for word in rare) else list(words)


def _allowed(library: Library, query: Query, plan: Plan, filters: Filters) -> np.ndarray | None:
    """The passages that may be found by meaning: those that pass the filters and what the query requires."""
    if query.strict:
        return library.passages.lexical_ids(plan.text, filters)
    if query.excluded:
        avoided = library.passages.matching(plan.avoided) if plan.avoided else np.empty(0, np.int64)
        return np.setdiff1d(library.passages.ids(filters), avoided)
    return library.passages.ids(filters) if filters.any else None


def _words_first(library: Library, plan: Plan, lexical: Scores, order: list[int]) -> list[int]:
    """Passages with all of the very words first, then those with one, then those with compounds, then the others."""
    columns = library.passages.words(lexical)
    n_words = {id: _n_words(columns[id], plan) for id in lexical}
    return sorted(order, key=lambda id: (-n_words.get(id, 0), id not in lexical))


def _n_words(columns: Columns, plan: Plan) -> int:
    """How many words of a query a passage has; another name of what some of them name stands for them all."""
    found = [word for word in plan.words.values() if has_word(columns, word)]
    return max([sum(bool(word.key) for word in found), *(len(word.word.split()) for word in found if not word.key)])


def _forms(library: Library, plan: Plan, filters: Filters) -> tuple[Form, ...]:
    """The forms and names that were searched and that stand somewhere, each with how often."""
    counts = library.vocabulary.occurrences(plan.forms, filters)
    names = {
        name: library.passages.count_matching(of_name(name), filters)[0]
        if name in plan.spellings
        else library.vocabulary.occurrences_of_name(name, filters)
        for name in plan.names
    }
    of_words = [Form(form, counts[form]) for form in plan.forms if form in counts]
    return tuple(of_words + [Form(name, n) for name, n in names.items() if n])


def _absent(plan: Plan, forms: Sequence[Form]) -> tuple[str, ...]:
    """The words of the query of which no form and no other name stands somewhere."""
    present = {form.form for form in forms}
    # The id of a paper is one word as it is typed, and a name where papers cite it: kst31490271, 31 490 nr 271.
    present |= {fold(word.word) for word in plan.words.values() if not present.isdisjoint(word.names)}
    words = (word for word in plan.words.values() if word.key)
    return tuple(word.word for word in words if present.isdisjoint((word.word, *word.forms, *word.names)))


def _count(library: Library, plan: Plan, filters: Filters, mode: Mode, sort: Sort) -> tuple[int | None, int | None]:
    """(passages, documents) with the words of the query; None where counting would take longer than searching."""
    n_places = sum(word.n for word in plan.words.values())
    is_long = plan.is_plain and n_places > COUNTED_AT_ONCE and sort == "relevance"
    if mode == "semantic" or is_long:
        return None, None
    return library.passages.count_matching(plan.text, filters)


def what_is_searched(library: Library, filters: Filters) -> Searched:
    """How much a search with these filters looks at, and what of it cannot be looked at."""
    documents, passages = library.passages.count(filters)
    return Searched(
        documents=documents,
        passages=passages,
        pages_without_text=library.documents.count_pages_without_text(filters.dossier),
        failed=tuple(failure.file for failure in library.ledger.failures()),
        missing=tuple(library.dossiers.missing(filters.dossier)),
        filters=filters.named,
        undated=library.passages.count_undated(filters) if filters.date_from or filters.date_to else 0,
    )
