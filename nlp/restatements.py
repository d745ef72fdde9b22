"""Which recommendations of a document say the same: the summary and the section, the list and the body."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from nlp.cues import is_advice_heading
from nlp.likeness import LetterVectors
from nlp.model import Recommendation
from nlp.statements import Statement

# Likeness in letter runs, 0 to 1, at which two statements say the same.
MIN_LIKENESS = 0.35
# Advice of one section differs on purpose ("ook voor bemesten"): it must be as much more alike.
SAME_SECTION = 0.2
# "Aanbeveling 2" in the summary and in the body: they may be as much less alike.
SAME_LABEL = 0.25
# What stands in the first part of a paper without a summary is said again where it is worked out.
OPENING = 0.15
_SUMMARY = re.compile(r"samenvatting|conclusie|ten geleide|voorwoord|in het kort", re.IGNORECASE)


def find_restatements(found: Sequence[Recommendation], stated: Sequence[Statement], length: int) -> list[int | None]:
    """For each recommendation, the position of the fuller version that it restates; None for a fuller version.

    Args:
        found: in order of the text.
        stated: the statement each was found in, with the titles above it.
        length: of the document's text, in characters.
    """
    restates: list[int | None] = [None] * len(found)
    fuller_ones: set[int] = set()
    for i, j in _alike(found, stated):
        restating, fuller = (i, j) if _is_fuller(j, i, found, stated, length) else (j, i)
        if restates[restating] is None and restates[fuller] is None and restating not in fuller_ones:
            restates[restating] = fuller
            fuller_ones.add(fuller)
    return restates


def _alike(found: Sequence[Recommendation], stated: Sequence[Statement]) -> list[tuple[int, int]]:
    """Positions (i, j), i before j, of those that say the same, the most alike first."""
    vectors = LetterVectors([each.text for each in found])
    pairs = []
    for i, each in enumerate(found):
        likeness = vectors.likeness(each.text)
        for j in (int(n) for n in np.flatnonzero(likeness >= MIN_LIKENESS - SAME_LABEL) if n > i):
            worth = float(likeness[j]) + _by_place(stated[i], stated[j])
            if worth >= MIN_LIKENESS:
                pairs.append((-worth, i, j))
    return [(i, j) for _, i, j in sorted(pairs)]


def _by_place(one: Statement, other: Statement) -> float:
    """What their places add to the likeness of two statements."""
    if one.section == other.section:
        return -SAME_SECTION
    opens = one.position == other.position == 0
    same_label = one.label is not None and (one.label, one.number) == (other.label, other.number)
    return SAME_LABEL if opens and same_label and one.number else 0.0


def _is_fuller(
    later: int, earlier: int, found: Sequence[Recommendation], stated: Sequence[Statement], length: int
) -> bool:
    """Whether the later of two that say the same is the fuller version.

    Standing outside a summary makes one the fuller, then a number, then the
    title of a list of advice; else the first that is worked out is.
    """
    ours, theirs = _rank(found[later], stated[later]), _rank(found[earlier], stated[earlier])
    if ours != theirs:
        return ours > theirs
    return found[earlier].start < OPENING * length


def _rank(recommendation: Recommendation, statement: Statement) -> tuple[bool, bool, bool]:
    in_summary = any(_SUMMARY.search(title) for title in statement.headings)
    listed = any(is_advice_heading(title) for title in statement.headings)
    return not in_summary, bool(recommendation.number), listed
