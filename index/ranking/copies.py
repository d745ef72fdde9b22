"""Passages that repeat each other across papers: boilerplate, a motion quoted in a letter."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher

from index.dutch.families import token_spans
from index.model import PassageRecord
from index.ranking.model import Difference
from ingest.months import MONTHS

# Two passages are near copies when of the smaller one's runs of five words this share stands in the other too.
NEAR_COPY = 0.8
RUN = 5

# Words that turn what a sentence says: what is not, what must and what may.
_TURNING = frozenset(
    """niet geen nooit noch zonder nimmer niets niemand nergens evenmin onmogelijk wel
    moet moeten moest moesten mag mogen mocht mochten kan kunnen kon konden zal zullen zou zouden
    wil willen wilde wilden hoeft hoeven dient dienen behoort behoren
    alle alleen sommige enkele minder meer hoogstens minstens hooguit verplicht vrijwillig eens oneens
    een twee drie vier vijf zes zeven acht negen tien elf twaalf""".split()
) | frozenset(MONTHS)
# A name is written with a capital within a sentence.
_BEGINS_SENTENCE = re.compile(r"(?:\A|[.!?:•\n]\s{0,3}[\"'“‘(]?)\Z")


def fold_copies(records: Sequence[PassageRecord], words: Mapping[int, Sequence[str]]) -> list[list[PassageRecord]]:
    """Group near copies, each group in the place of its first; passages of one document are no copies.

    words: the folded words of each passage, by its id.
    """
    groups: list[list[PassageRecord]] = []
    n_runs: list[int] = []
    with_run = dict[int, list[int]]()
    for record in records:
        runs = _runs(words[record.id])
        shared = Counter[int]()
        for run in runs & with_run.keys():
            shared.update(with_run[run])
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
            with_run.setdefault(run, []).append(len(groups))
        groups.append([record])
        n_runs.append(len(runs))
    return groups


def differences(one: str, other: str) -> tuple[Difference, ...]:
    """(words of one, words of the other) where they differ in a number, a name, a negation or what must or may be.

    Empty for texts that say the same, however they are spelt and set.
    """
    spans, other_spans = token_spans(one), token_spans(other)
    words, other_words = [span[2] for span in spans], [span[2] for span in other_spans]
    return tuple(
        (_shown(one, spans[a:b]), _shown(other, other_spans[c:d]))
        for what, a, b, c, d in SequenceMatcher(None, words, other_words, autojunk=False).get_opcodes()
        if what != "equal" and (_says_much(one, spans[a:b]) or _says_much(other, other_spans[c:d]))
    )


def _says_much(text: str, spans: Sequence[tuple[int, int, str]]) -> bool:
    return any(
        token in _TURNING or any(character.isdigit() for character in token) or _is_name(text, start, end)
        for start, end, token in spans
    )


def _is_name(text: str, start: int, end: int) -> bool:
    word = text[start:end]
    if not word[0].isupper():
        return False
    return word[1:].isupper() or not _BEGINS_SENTENCE.search(text[max(0, start - 4) : start])


def _shown(text: str, spans: Sequence[tuple[int, int, str]]) -> str:
    return " ".join(text[spans[0][0] : spans[-1][1]].split()) if spans else ""


def _runs(words: Sequence[str]) -> frozenset[int]:
    """The runs of words, each as a number of 64 bits: no two of the few that are compared share one by chance."""
    if len(words) < RUN:
        return frozenset([hash(tuple(words))])
    return frozenset(map(hash, zip(*(words[at:] for at in range(RUN)), strict=False)))


def _are_copies(n_shared: int, n_one: int, n_other: int) -> bool:
    # A long passage that quotes a short one is another passage: both must be of about one size.
    smaller, larger = sorted((n_one, n_other))
    return smaller >= NEAR_COPY * larger and n_shared >= NEAR_COPY * smaller
