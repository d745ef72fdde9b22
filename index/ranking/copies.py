"""Passages that repeat each other across papers: boilerplate, a motion quoted in a letter."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from index.model import PassageRecord

# Two passages are near copies when of the smaller one's runs of five words this share stands in the other too.
NEAR_COPY = 0.8
RUN = 5

Run = tuple[str, ...]


def fold_copies(records: Sequence[PassageRecord], words: Mapping[int, Sequence[str]]) -> list[list[PassageRecord]]:
    """Group near copies, each group in the place of its first; passages of one document are no copies.

    words: the folded words of each passage, by its id.
    """
    groups: list[list[PassageRecord]] = []
    n_runs: list[int] = []
    with_run = defaultdict[Run, list[int]](list)
    for record in records:
        runs = _runs(words[record.id])
        shared = Counter(at for run in runs for at in with_run.get(run, ()))
        alike = (
            at
            for at, n_shared in shared.items()
            if groups[at][0].document != record.document and _are_copies(n_shared, len(runs), n_runs[at])
        )
        first = min(alike, default=None)
        if first is not None:
            groups[first].append(record)
            continue
        for run in runs:
            with_run[run].append(len(groups))
        groups.append([record])
        n_runs.append(len(runs))
    return groups


def _runs(words: Sequence[str]) -> frozenset[Run]:
    if len(words) < RUN:
        return frozenset([tuple(words)])
    return frozenset(zip(*(words[at:] for at in range(RUN)), strict=False))


def _are_copies(n_shared: int, n_one: int, n_other: int) -> bool:
    # A long passage that quotes a short one is another passage: both must be of about one size.
    smaller, larger = sorted((n_one, n_other))
    return smaller >= NEAR_COPY * larger and n_shared >= NEAR_COPY * smaller
