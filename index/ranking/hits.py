"""From ranked passages to hits: copies folded, words marked, what begins in a passage and what rests on it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Literal

from index.dutch.families import token_spans
from index.errors import DamagedDocumentError
from index.library import Library
from index.model import PassageRecord
from index.query.plan import Plan
from index.ranking.copies import differences, fold_copies
from index.ranking.model import Hit, NearCopy, Ranking, Why
from index.ranking.nearness import is_near
from index.readers.judged import judged_recommendations
from index.readers.remarks import remarks_at

# Hits are folded and limited per document, so more are looked at than shown.
LOOK_AHEAD = 3


def found_hits(
    library: Library,
    plan: Plan,
    order: Sequence[int],
    ranking: Ranking,
    limit: int,
    per_document: int | None,
) -> list[Hit]:
    """The first passages of an order as hits.

    Args:
        per_document: at most so many of one document.

    Raises:
        DamagedDocumentError: the words of one are not those of its document.
    """
    groups = _groups(library, order, limit, per_document)
    records = [record for group in groups for record in group]
    if damaged := library.passages.damaged(record.id for record in records):
        raise DamagedDocumentError(damaged[0], library.path)
    documents = library.documents.by_ids(record.document for record in records)
    ids = [first.id for first, *_ in groups]
    recommendations = defaultdict(list)
    for item in judged_recommendations(library, passages=ids).items:
        if item.judged != "rejected":
            recommendations[item.passage].append(item)
    source_of = library.findings.resting_on(ids)
    remarks = remarks_at(library, records, documents)
    ranks = [{id: rank for rank, id in enumerate(ids, start=1)} for ids in (ranking.lexical, ranking.semantic)]
    hits = []
    for rank, (first, *copies) in enumerate(groups, start=1):
        marks = find_marks(first.passage.text, plan)
        hits.append(
            Hit(
                rank=rank,
                score=ranking.final.get(first.id, 0.0),
                passage=first,
                document=documents[first.document],
                marks=marks,
                why=Why(ranks[0].get(first.id), ranks[1].get(first.id), _marked_words(first, marks)),
                near_copies=tuple(
                    NearCopy(
                        copy,
                        documents[copy.document],
                        differences(first.passage.text, copy.passage.text),
                        remarks.get(copy.id, ()),
                    )
                    for copy in copies
                ),
                recommendations=tuple(recommendations[first.id]),
                source_of=tuple(source_of[first.id]),
                remarks=remarks.get(first.id, ()),
                by=_found_by(first.id, marks, ranking),
            )
        )
    return hits


def _found_by(id: int, marks: Sequence[tuple[int, int]], ranking: Ranking) -> tuple[Literal["words", "meaning"], ...]:
    words: tuple[Literal["words"], ...] = ("words",) if marks or id in ranking.lexical else ()
    meaning: tuple[Literal["meaning"], ...] = ("meaning",) if is_near(ranking, id) else ()
    return words + meaning


def _groups(library: Library, order: Sequence[int], limit: int, per_document: int | None) -> list[list[PassageRecord]]:
    """The first passages, each with its near copies, at most per_document of one document."""
    n_ahead = LOOK_AHEAD * limit
    while True:
        ahead = order[:n_ahead]
        records = library.passages.by_ids(ahead)
        words = {id: columns.exact.split() for id, columns in library.passages.words(ahead).items()}
        groups = _at_most(fold_copies([records[id] for id in ahead], words), per_document)
        if len(groups) >= limit or n_ahead >= len(order):
            return groups[:limit]
        n_ahead *= 4


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


def find_marks(text: str, plan: Plan) -> tuple[tuple[int, int], ...]:
    """The ranges of a text that hold words or phrases of the query, in order."""
    spans = token_spans(text)
    words = [token for _, _, token in spans]
    forms = set(plan.forms)
    marked = {at for at, token in enumerate(words) if token in forms}
    for phrase in plan.phrases:
        for at in range(len(words) - len(phrase) + 1):
            if tuple(words[at : at + len(phrase)]) == phrase:
                marked.update(range(at, at + len(phrase)))
    ranges: list[tuple[int, int]] = []
    for at in sorted(marked):
        start, end, _ = spans[at]
        if not ranges or start >= ranges[-1][1]:
            ranges.append((start, _word_end(text, end)))
    return tuple(ranges)


# What foto's has behind foto.
_POSSESSIVE = re.compile(r"['’]s(?!\w)")


def _word_end(text: str, end: int) -> int:
    """Where a word ends that has an apostrophe before its s."""
    more = _POSSESSIVE.match(text, end)
    return more.end() if more else end


def _marked_words(record: PassageRecord, marks: Sequence[tuple[int, int]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(record.passage.text[start:end].lower() for start, end in marks))
