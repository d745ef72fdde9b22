"""Which text of the same paper gives the reasons of a recommendation, in tight ranges of sentences.

A learned ranker says of each sentence how likely it is part of the reason; the likeliest one is drawn on to its
neighbours while they are likely too. Where none is, the paper gives no reason apart from the recommendation itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from ingest.model import Document
from nlp.grounds.features import Candidates, Ints, PairFigures, gives_own_reason
from nlp.grounds.ranker import Chances, Trees, learned_trees
from nlp.grounds.sentences import Sentences
from nlp.model import Link, Recommendation

MAX_LINKS = 3
# A chance below this is no answer: on papers of other organisations 1 in 10 of such first sources is right.
MIN_FIRST = 0.1
# A second and third source are shown beside a better one, so that less is asked of them.
MIN_OTHER = 0.004
# A neighbour of a likely sentence is shown with it from this chance on, and no source is longer than this. More shows
# more of the reasons (and of what is none).
MIN_NEIGHBOUR = 0.002
MAX_CHARS = 1200
# How sure a rule is that knows the form of the paper.
SURE = 0.97
_CONSIDERATION = re.compile(r"\b(?:constaterende|overwegende|van mening|gelezen|gezien|gehoord)\b", re.IGNORECASE)
_DICTUM = re.compile(r"\b(?:verzoekt|verzoeken|spreekt uit|roept)\b")


@dataclass(frozen=True, slots=True)
class _Run:
    """A run of sentences, by the positions of the first and last, with the chance of the likeliest."""

    first: int
    last: int
    best: int
    chance: float


def link_sources(document: Document, recommendations: Sequence[Recommendation]) -> tuple[Link, ...]:
    """The likeliest sources of each recommendation in its own paper, at most three, the best first.

    A source holds the reasons and never the sentence of the recommendation
    itself, but where the reason stands in that sentence alone: that link is
    the recommendation's own range, and is_own. A recommendation whose paper
    gives no reason has no link. The score is the chance that the source is right.
    """
    if not recommendations:
        return ()
    return links_by(learned_trees(), document, recommendations)


def links_by(trees: Trees, document: Document, recommendations: Sequence[Recommendation]) -> tuple[Link, ...]:
    """As link_sources, by trees of one's own."""
    return tuple(_links(trees, document, recommendations))


def _links(trees: Trees, document: Document, recommendations: Sequence[Recommendation]) -> Iterator[Link]:
    sentences = Sentences(document)
    pairs = PairFigures(sentences, recommendations)
    all_candidates = [pairs.of(position) for position in range(len(recommendations))]
    all_chances = _chances(trees, all_candidates)
    for position, recommendation in enumerate(recommendations):
        if considerations := _considerations(document, recommendation):
            yield _link(document, position, *considerations, SURE, "de overwegingen van de motie")
            continue
        runs = likely_runs(sentences, all_candidates[position].positions, all_chances[position])
        shown = [run for n, run in enumerate(runs) if run.chance >= (MIN_OTHER if n else MIN_FIRST)]
        if runs and shown[:1] == runs[:1]:
            for run in shown:
                start, end = int(sentences.start[run.first]), int(sentences.end[run.last])
                reason = _reason(sentences, run, pairs.own[position])
                yield _link(document, position, start, end, trees.sureness(run.chance), reason)
        elif gives_own_reason(recommendation.text):
            start, end = recommendation.start, recommendation.end
            yield Link(position, start, end, recommendation.text, SURE / 2, "de reden staat in de zin zelf", True)


def _chances(trees: Trees, candidates: Sequence[Candidates]) -> list[Chances]:
    """The chance of each candidate of each recommendation."""
    given = [each.figures for each in candidates if len(each.positions)]
    if not given:
        return [np.zeros(0) for _ in candidates]
    chances = trees.chances(np.concatenate(given))
    return np.split(chances, np.cumsum([len(each.positions) for each in candidates])[:-1])


def likely_runs(sentences: Sentences, positions: Ints, chances: Chances) -> list[_Run]:
    """The likeliest runs of sentences under one title, at most MAX_LINKS, the best first; they do not overlap.

    Only sentences among positions are in them, and these leave out the recommendation itself.
    """
    chance_of = dict(zip(positions.tolist(), chances.tolist(), strict=True))
    taken: set[int] = set()
    runs: list[_Run] = []
    for best in sorted(chance_of, key=lambda each: (-chance_of[each], each)):
        if len(runs) == MAX_LINKS:
            break
        if best in taken:
            continue
        first = last = best
        while True:
            fitting = [
                each
                for each in (first - 1, last + 1)
                if each not in taken
                and chance_of.get(each, 0.0) >= MIN_NEIGHBOUR
                and sentences.chapter[each] == sentences.chapter[best]
                and sentences.end[max(last, each)] - sentences.start[min(first, each)] <= MAX_CHARS
            ]
            if not fitting:
                break
            likeliest = max(fitting, key=lambda each: chance_of[each])
            first, last = min(first, likeliest), max(last, likeliest)
        taken.update(range(first, last + 1))
        runs.append(_Run(first, last, best, chance_of[best]))
    return runs


def _considerations(document: Document, recommendation: Recommendation) -> tuple[int, int] | None:
    """The range from the first consideration of a motion to its first dictum, None if this is no motion."""
    if recommendation.type != "verzoek":
        return None
    first = _CONSIDERATION.search(document.text, max(0, recommendation.start - 6000), recommendation.start)
    dictum = _DICTUM.search(document.text, first.start()) if first else None
    if not first or not dictum or "gaat over tot de orde" not in document.text[recommendation.start :]:
        return None
    end = min(dictum.start(), recommendation.start)
    return first.start(), first.start() + len(document.text[first.start() : end].rstrip())


def _reason(sentences: Sentences, run: _Run, own: range) -> str:
    """In words, where a source stands as seen from the recommendation."""
    likeliest, beside = sentences.all[run.best], sentences.all[own.start]
    if run.last + 1 == own.start:
        return "gaat er direct aan vooraf"
    if run.first == own.stop:
        return "volgt er direct op"
    where = "erna" if run.first >= own.stop else "ervoor"
    if likeliest.block == beside.block:
        return f"staat in dezelfde alinea, {where}"
    title = likeliest.titles[-1] if likeliest.titles else ""
    if likeliest.section == beside.section:
        return f"staat in dezelfde paragraaf, {where}" + (f" ({title})" if title else "")
    return f"gaat over hetzelfde, elders ({title})" if title else "gaat over hetzelfde, elders"


def _link(document: Document, position: int, start: int, end: int, score: float, reason: str) -> Link:
    return Link(position, start, end, document.text[start:end], round(score, 3), reason)
