"""Which text of the same paper gives the reasons of a recommendation, in ranges of sentences.

A learned ranker says of each sentence how likely it is part of the reason; the likeliest one is drawn on to the
likelier of its neighbours, as far as half a page. A recommendation amid its reasons is left out of them. Where no
sentence is likely, the paper gives no reason apart from the recommendation itself.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from ingest.model import Document
from nlp.grounds.features import Candidates, Ints, PairFigures, gives_own_reason
from nlp.grounds.ranker import Chances, Ranker, learned_trees
from nlp.grounds.sentences import Sentences
from nlp.model import LEFT_OUT, Link, Recommendation

MAX_LINKS = 3
# Less than these chances of the likeliest sentence is no answer; more is asked beside a recommendation that says why in
# its own words. On papers of organisations left out of the fit, 3 of 100 such sources are right, and 1 in 4.
MIN_FIRST = 0.05
MIN_FIRST_BESIDE_OWN = 0.1
# No source is longer than this, half a page. On papers of organisations left out of the fit each 200 characters more
# hold one or two in a hundred reasons more; the sentences around a likely one are read anyhow to understand it.
MAX_CHARS = 1600
# The second and third source are chosen among this many, by the chance that any of their sentences is a reason.
TRIED = 7
# How sure a rule is that knows the form of the paper.
SURE = 0.97
# How sure it is at least that reasons stand in the section that an explanation names; that source is shown first.
NAMED = 0.5
_CONSIDERATION = re.compile(r"\b(?:constaterende|overwegende|van mening|gelezen|gezien|gehoord)\b", re.IGNORECASE)
_DICTUM = re.compile(r"\b(?:verzoekt|verzoeken|spreekt uit|roept)\b")


@dataclass(frozen=True, slots=True)
class _Run:
    """A run of sentences, by the positions of the first and last, with the chance of the likeliest.

    worth: the chance that any of them is a reason, were these independent.
    """

    first: int
    last: int
    best: int
    chance: float
    worth: float


def link_sources(document: Document, recommendations: Sequence[Recommendation]) -> tuple[Link, ...]:
    """The likeliest sources of each recommendation in its own paper, at most three, the best first.

    A source shows the reasons and never the sentence of the recommendation
    itself (that is left out where reasons stand at both sides of it), but
    where the reason stands in that sentence alone: that link is the
    recommendation's own range, and is_own. A recommendation whose paper
    gives no reason has no link. The score is the chance that the source is right.
    """
    if not recommendations:
        return ()
    return links_by(learned_trees(), document, recommendations)


def links_by(trees: Ranker, document: Document, recommendations: Sequence[Recommendation]) -> tuple[Link, ...]:
    """As link_sources, by trees of one's own."""
    return tuple(_links(trees, document, recommendations))


def _links(trees: Ranker, document: Document, recommendations: Sequence[Recommendation]) -> Iterator[Link]:
    sentences = Sentences(document)
    pairs = PairFigures(sentences, recommendations)
    all_candidates = [pairs.of(position) for position in range(len(recommendations))]
    all_chances = _chances(trees, all_candidates)
    for position, recommendation in enumerate(recommendations):
        if considerations := _considerations(document, recommendation):
            yield _link(document, position, *considerations, SURE, "de overwegingen van de motie")
            continue
        own, candidates, chances = pairs.own[position], all_candidates[position], all_chances[position]
        named = candidates.rested_on
        runs = likely_runs(sentences, candidates.positions, chances, own)
        if named.any():
            said = likely_runs(sentences, candidates.positions[named], chances[named], own, strictly=True)[0]
            start, end = int(sentences.start[said.first]), int(sentences.end[said.last])
            runs = [run for run in runs if run.last < said.first or said.last < run.first][: MAX_LINKS - 1]
            others = [_run_link(trees, sentences, position, run, own) for run in runs]
            score = max([NAMED, *(each.score + 0.01 for each in others)])
            yield _link(document, position, start, end, score, "de toelichting noemt deze paragraaf")
            yield from others
            continue
        says_why = gives_own_reason(recommendation.text)
        if runs and runs[0].chance >= (MIN_FIRST_BESIDE_OWN if says_why else MIN_FIRST):
            yield from (_run_link(trees, sentences, position, run, own) for run in runs)
        elif says_why:
            start, end = recommendation.start, recommendation.end
            yield Link(position, start, end, recommendation.text, SURE / 2, "de reden staat in de zin zelf", True)


def _run_link(trees: Ranker, sentences: Sentences, position: int, run: _Run, own: range) -> Link:
    start, end = int(sentences.start[run.first]), int(sentences.end[run.last])
    score, reason = round(trees.sureness(run.chance), 3), _reason(sentences, run, own)
    return Link(position, start, end, _shown(sentences, run, own), score, reason)


def _chances(trees: Ranker, candidates: Sequence[Candidates]) -> list[Chances]:
    """The chance of each candidate of each recommendation."""
    given = [each.figures for each in candidates if len(each.positions)]
    if not given:
        return [np.zeros(0) for _ in candidates]
    chances = trees.chances(np.concatenate(given))
    return np.split(chances, np.cumsum([len(each.positions) for each in candidates])[:-1])


def likely_runs(
    sentences: Sentences, positions: Ints, chances: Chances, own: range, strictly: bool = False
) -> list[_Run]:
    """The likeliest runs of sentences under one title, at most MAX_LINKS, the best first; they do not overlap.

    Each grows around one of the positions; it may go on at the other side of
    the recommendation (own), whose sentences belong to none. strictly: it
    holds no other sentences than those of positions.
    """
    chance_of = dict(zip(positions.tolist(), chances.tolist(), strict=True))
    taken: set[int] = set()
    runs: list[_Run] = []
    for best in sorted(chance_of, key=lambda each: (-chance_of[each], each)):
        if len(runs) == TRIED:
            break
        if best in taken or best in own:
            continue
        first = last = best
        while fitting := [
            each
            for each in _neighbours(first, last, own)
            if 0 <= each < len(sentences)
            and each not in taken
            and (not strictly or each in chance_of)
            and sentences.chapter[each] == sentences.chapter[best]
            and _length(sentences, min(first, each), max(last, each), own) <= MAX_CHARS
        ]:
            likeliest = max(fitting, key=lambda each: chance_of.get(each, 0.0))
            first, last = min(first, likeliest), max(last, likeliest)
        last = _without_stubs(sentences, last, best, own)
        held = [each for each in range(first, last + 1) if each not in own]
        taken.update(held)
        none = math.prod(1 - chance_of.get(each, 0.0) for each in held)
        runs.append(_Run(first, last, best, chance_of[best], 1 - none))
    others = sorted(runs[1:], key=lambda run: -run.worth)[: MAX_LINKS - 1]
    return runs[:1] + sorted(others, key=lambda run: -run.chance)


def _without_stubs(sentences: Sentences, last: int, best: int, own: range) -> int:
    """Where a run ends that does not announce what it does not show: "20. Agendapunt: Zaak: Besluit:"."""
    text, end = sentences.document.text, sentences.end
    while last > best and text[end[last] - 1] == ":":
        last = own.start - 1 if last - 1 in own else last - 1
    return last


def _neighbours(first: int, last: int, own: range) -> tuple[int, int]:
    """The sentences before and after a run, beyond those of the recommendation."""
    before, after = first - 1, last + 1
    return own.start - 1 if before in own else before, own.stop if after in own else after


def _spans(run_first: int, run_last: int, own: range) -> bool:
    """Whether a run stands at both sides of the recommendation."""
    return run_first < own.start and own.stop <= run_last


def _length(sentences: Sentences, first: int, last: int, own: range) -> int:
    """The characters of a run, without those of the recommendation."""
    left_out = sentences.end[own.stop - 1] - sentences.start[own.start] if _spans(first, last, own) else 0
    return int(sentences.end[last] - sentences.start[first] - left_out)


def _shown(sentences: Sentences, run: _Run, own: range) -> str:
    """The words of a run, without the sentences of the recommendation."""
    text, start, end = sentences.document.text, sentences.start[run.first], sentences.end[run.last]
    if not _spans(run.first, run.last, own):
        return text[start:end]
    return LEFT_OUT.join((text[start : sentences.end[own.start - 1]], text[sentences.start[own.stop] : end]))


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
    if _spans(run.first, run.last, own):
        return "staat eromheen"
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
