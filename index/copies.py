"""Passages that repeat each other across papers: boilerplate, a motion quoted in a letter."""

from __future__ import annotations

from collections.abc import Sequence

from index.model import PassageRecord
from index.words import tokens

# Two passages are near copies when of the smaller one's runs of five words this share stands in the other too.
NEAR_COPY = 0.8
RUN = 5


def fold_copies(records: Sequence[PassageRecord]) -> list[list[PassageRecord]]:
    """Group near copies, each group in the place of its first; passages of one document are no copies."""
    groups: list[tuple[frozenset[tuple[str, ...]], list[PassageRecord]]] = []
    for record in records:
        runs = _runs(record.passage.text)
        for first_runs, group in groups:
            if record.document != group[0].document and _alike(runs, first_runs):
                group.append(record)
                break
        else:
            groups.append((runs, [record]))
    return [group for _, group in groups]


def _runs(text: str) -> frozenset[tuple[str, ...]]:
    words = tokens(text)
    return frozenset(tuple(words[at : at + RUN]) for at in range(max(1, len(words) - RUN + 1)))


def _alike(a: frozenset[tuple[str, ...]], b: frozenset[tuple[str, ...]]) -> bool:
    # A long passage that quotes a short one is another passage: both must be of about one size.
    if min(len(a), len(b)) < NEAR_COPY * max(len(a), len(b)):
        return False
    return len(a & b) >= NEAR_COPY * min(len(a), len(b))
