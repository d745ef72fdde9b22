"""Which recommendations of a document say the same: the summary and the section, the list and the body."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from nlp.advice.cues import is_advice_heading
from nlp.advice.statements import Statement
from nlp.model import Recommendation
from nlp.text.likeness import LetterVectors

# Likeness in letter runs, 0 to 1, at which two statements say the same.
MIN_LIKENESS = 0.32
# The same words, addressed to different parties, are as many recommendations.
SAME_WORDS = 0.95
# Advice of one section differs on purpose ("ook voor bemesten"): it must be as much more alike.
SAME_SECTION = 0.2
# "Aanbeveling 2" in the summary and in the body: they may be as much less alike.
SAME_LABEL = 0.25
# What a summary or conclusion says in other words, the body says too.
ONE_IN_SUMMARY = 0.1
# What stands in the first part of a paper without a summary is said again where it is worked out.
OPENING = 0.15
# A list of advice in this part of a paper stands before what it lists; one at the end gathers and is the fuller.
FRONT = 0.25
# How far before "past het voorstel in die zin aan" its reasons and the advice itself stand, in characters.
REACH = 1500
# So many later ones a statement is compared with, the most alike.
MOST_PAIRS = 50
_SUMMARY = re.compile(r"samenvatting|conclusie|ten geleide|voorwoord|in het kort", re.IGNORECASE)
# Advice that says nothing of itself: "adviseert het voorstel in het licht van het voorgaande aan te passen". To change
# something is what was advised just before; "in te gaan" on it is new.
_EMPTY = re.compile(
    r"(?:\badviseer\w*|\bbeve[el]\w*+|\baanbevolen)\W+(?:(?:het|de|in|dit|deze|die|dat|zin|wetsvoorstel|voorstel|"
    r"toelichting|ontwerp|besluit|daarom|licht|van|voorgaande|bovenstaande|op|om|dienovereenkomstig|nader|alsnog|zo|"
    r"nodig|en|aldus|daarmee)\W+)*"
    r"(?:(?P<change>(?:aan\s+)?te\s+(?:passen|vullen|wijzigen|herzien))|(?:in\s+)?te\s+gaan)\b",
    re.IGNORECASE,
)
_NAMED_SECTION = re.compile(r"\b(?:volgens|conform|als\s+in|zoals\s+in)\s+paragraaf\s+(\d{1,2}(?:\.\d{1,2})+)", re.I)
_SECTION_NUMBER = re.compile(r"^(\d+(?:\.\d+)*)\.?\s")


def find_restatements(found: Sequence[Recommendation], stated: Sequence[Statement], length: int) -> list[int | None]:
    """For each recommendation, the position of the fuller version that it restates; None for a fuller version.

    Args:
        found: in order of the text.
        stated: the statement each was found in, with the titles above it.
        length: of the document's text, in characters.
    """
    restates: list[int | None] = [None] * len(found)
    fuller_ones: set[int] = set()
    ranks = [_rank(each, its, length) for each, its in zip(found, stated, strict=True)]
    pairs = [(i, j) if _is_fuller(j, i, ranks, found, length) else (j, i) for i, j in _alike(found, stated)]
    for restating, fuller in [*_pointing(found, stated), *pairs]:
        target = restates[fuller]
        if target is not None and target != restating:
            fuller = target
        if restates[restating] is None and restates[fuller] is None and restating not in fuller_ones:
            restates[restating] = fuller
            fuller_ones.add(fuller)
    for one, other in _of_one_item(stated):
        target = restates[other]
        if restates[one] is None and one not in fuller_ones and target is not None:
            restates[one] = target
    return restates


def _of_one_item(stated: Sequence[Statement]) -> Iterator[tuple[int, int]]:
    """Positions of each two statements of one numbered item, both ways: what it says, it says of one subject."""
    items: dict[tuple[int, str], list[int]] = {}
    for i, statement in enumerate(stated):
        if statement.is_item and statement.number:
            items.setdefault((statement.section, statement.number), []).append(i)
    for members in items.values():
        yield from ((one, other) for one in members for other in members if one != other)


def _pointing(found: Sequence[Recommendation], stated: Sequence[Statement]) -> Iterator[tuple[int, int]]:
    """Positions (restating, fuller) where the words of one point to another."""
    for i, each in enumerate(found):
        if (empty := _EMPTY.search(each.text)) and empty["change"]:
            near = [j for j in range(i) if stated[j].section == stated[i].section and each.start - found[j].end < REACH]
            if near and not _EMPTY.search(found[near[-1]].text):
                yield i, near[-1]
        elif (match := _NAMED_SECTION.search(each.text)) and "in afwijking" not in each.text:
            there = (j for j, other in enumerate(stated) if j != i and match[1] in _sections(other))
            if (first := next(there, None)) is not None:
                yield i, first


def _sections(statement: Statement) -> list[str]:
    return [match[1] for title in statement.headings[-1:] if (match := _SECTION_NUMBER.match(title))]


def _alike(found: Sequence[Recommendation], stated: Sequence[Statement]) -> list[tuple[int, int]]:
    """Positions (i, j), i before j, of those that say the same, the most alike first."""
    vectors = LetterVectors([each.text for each in found])
    pairs = []
    says_something = np.array([not _EMPTY.search(each.text) for each in found], dtype=bool)
    summary = [_in_summary(each) for each in stated]
    for i in map(int, np.flatnonzero(says_something)):
        each, likeness = found[i], vectors.likeness(found[i].text)
        later = np.flatnonzero((likeness >= MIN_LIKENESS - SAME_LABEL) & says_something)
        for j in map(int, _most_alike(later[later > i], likeness)):
            worth = float(likeness[j]) + _by_place(stated[i], stated[j], summary[i] != summary[j])
            if worth >= MIN_LIKENESS and not (likeness[j] >= SAME_WORDS and _to_others(each, found[j])):
                pairs.append((-worth, i, j))
    return [(i, j) for _, i, j in sorted(pairs)]


def _most_alike(positions: NDArray[np.intp], likeness: NDArray[np.float64]) -> NDArray[np.intp]:
    """Of a paper that says one thing over and over, a bounded number of pairs."""
    if len(positions) <= MOST_PAIRS:
        return positions
    return positions[np.sort(np.argsort(-likeness[positions], kind="stable")[:MOST_PAIRS])]


def _to_others(one: Recommendation, other: Recommendation) -> bool:
    """Whether two are addressed to different parties."""
    ours, theirs = ({name.lower() for name in each.addressees} for each in (one, other))
    return bool(ours and theirs and not ours & theirs)


def _by_place(one: Statement, other: Statement, one_in_summary: bool) -> float:
    """What their places add to the likeness of two statements."""
    if one.section == other.section:
        return -SAME_SECTION
    opens = one.position == other.position == 0
    same_label = one.label is not None and (one.label, one.number) == (other.label, other.number)
    if opens and same_label and one.number:
        return SAME_LABEL
    return ONE_IN_SUMMARY if one_in_summary else 0.0


def _is_fuller(
    later: int, earlier: int, ranks: Sequence[tuple[bool, ...]], found: Sequence[Recommendation], length: int
) -> bool:
    """Whether the later of two that say the same is the fuller version.

    Standing outside a summary makes one the fuller, then a number, then the
    title of a list of advice; else the first that is worked out is.
    """
    if ranks[later] != ranks[earlier]:
        return ranks[later] > ranks[earlier]
    return found[earlier].start < OPENING * length


def _rank(recommendation: Recommendation, statement: Statement, length: int) -> tuple[bool, ...]:
    """A list of advice in front is a summary too."""
    listed = any(is_advice_heading(title) for title in statement.headings)
    in_front = listed and recommendation.start < FRONT * length
    return not (in_front or _in_summary(statement)), bool(recommendation.number), listed


def _in_summary(statement: Statement) -> bool:
    return any(_SUMMARY.search(title) for title in statement.headings)
