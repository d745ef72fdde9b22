"""Learn from readers' judgements of the recommendations of their own papers.

The recogniser stays as it is. On its chance comes a small layer: how much it is to be trusted, and what the type, the
speaker and the words of a sentence add to that. The layer is fitted to what readers accepted and rejected, tried on
papers that were left out of the fit, and kept beside the notes only where it does better on these.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.errors import LibraryError
from index.library import Library, folder_only
from index.readers.judged import judged_recommendations
from index.readers.taught import FILE, HIGHEST, LOWEST, Lesson, log_odds, names
from ingest.atomic import write_text
from nlp.model import Recommendation

Numbers = NDArray[np.float64]

# Below this a layer says more of the few papers that were judged than of others: of each kind, and of papers.
NEEDED, NEEDED_PAPERS = 15, 3
# A word that fewer of the judged sentences have teaches nothing of other papers.
NEEDED_WITH_WORD = 3
# How strongly the trust in the recogniser, and what a word adds, are held where they are.
HELD, WORD_HELD = 4.0, 1.0
_ROUNDS = 25
_GROUPS = 10


@dataclass(frozen=True, slots=True)
class Taught:
    """How a lesson does on papers left out of it: of n judgements so many were told right before, and are now.

    kept: whether the lesson is better there, and so is used from now on.
    """

    n: int
    papers: int
    right_before: int
    right: int
    kept: bool


def teach(library: Library, firm: float) -> Taught:
    """Fit a lesson to the judgements of a library, try it on papers left out, and keep it where it is better.

    Args:
        firm: the chance from which the recogniser tells without reserve.

    Raises:
        LibraryError: too little was judged; the sentence says what is needed.
    """
    folder = folder_only(library.path, "training")
    judged = judged_findings(library)
    _need_enough(judged)
    papers = sorted({paper for paper, *_ in judged})
    group = {paper: place % _GROUPS for place, paper in enumerate(papers)}
    before, after = np.zeros(len(judged)), np.zeros(len(judged))
    true = np.array([is_one for *_, is_one in judged])
    for each in set(group.values()):
        lesson = fitted([(found, yes) for paper, found, yes in judged if group[paper] != each], firm)
        for place, (paper, found, _) in enumerate(judged):
            if group[paper] == each:
                before[place], after[place] = found.confidence, lesson.chance(found)
    right_before, right = (int(((chance >= 0.5) == true).sum()) for chance in (before, after))
    kept = right >= right_before and _loss(after, true) < _loss(before, true)
    if kept:
        _write(folder / FILE, fitted([(found, yes) for _, found, yes in judged], firm))
    return Taught(len(judged), len(papers), right_before, right, kept)


def judged_findings(library: Library) -> list[tuple[str, Recommendation, bool]]:
    """(paper, recommendation as the program found it, whether a reader says that it is one), of what was judged."""
    found = {item.id: item for item in library.findings.recommendations()}
    return [
        (item.document, found[item.id].recommendation, item.judged != "rejected")
        for item in judged_recommendations(library).items
        if item.judged and item.id in found
    ]


def _need_enough(judged: Sequence[tuple[str, Recommendation, bool]]) -> None:
    right = sum(yes for *_, yes in judged)
    wrong, papers = len(judged) - right, len({paper for paper, *_ in judged})
    if right >= NEEDED and wrong >= NEEDED and papers >= NEEDED_PAPERS:
        return
    raise LibraryError(
        f"{right} recommendations were accepted or edited and {wrong} rejected, in {papers} "
        f"{'paper' if papers == 1 else 'papers'}; to learn from them takes {NEEDED} and {NEEDED}, in {NEEDED_PAPERS} "
        "papers: accept what is right too, with 'vindplaats recommendations accept'"
    )


def fitted(judged: Sequence[tuple[Recommendation, bool]], firm: float) -> Lesson:
    """The lesson that explains judgements best while it changes little."""
    named = [names(found) for found, _ in judged]
    counts = Counter(name for each in named for name in each)
    known = sorted(name for name, n in counts.items() if n >= NEEDED_WITH_WORD)
    column = {name: place + 2 for place, name in enumerate(known)}
    rows = np.zeros((len(judged), len(known) + 2))
    rows[:, 0] = [log_odds(found.confidence) for found, _ in judged]
    rows[:, 1] = 1.0
    for row, each in zip(rows, named, strict=True):
        row[[column[name] for name in each if name in column]] = 1 / math.sqrt(len(each))
    true = np.array([float(yes) for _, yes in judged])
    start = np.zeros(rows.shape[1])
    start[0] = 1.0
    weights = _logistic(rows, true, start, np.array([HELD, HELD / 4] + [WORD_HELD] * len(known)))
    return Lesson(float(weights[0]), float(weights[1]), firm, {name: float(weights[at]) for name, at in column.items()})


def _logistic(rows: Numbers, true: Numbers, start: Numbers, held: Numbers) -> Numbers:
    """Logistic regression by Newton's method, its weights held to where they start."""
    weights = start.copy()
    for _ in range(_ROUNDS):
        chance = 1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30)))
        slope = rows.T @ (chance - true) + held * (weights - start)
        bend = (rows * (chance * (1 - chance))[:, None]).T @ rows + np.diag(held)
        step = np.linalg.solve(bend, slope)
        weights = weights - step
        if np.abs(step).max() < 1e-6:
            break
    return weights


def _loss(chance: Numbers, true: NDArray[np.bool_]) -> float:
    """The mean surprise at what readers said, in nats."""
    inside = np.clip(chance, LOWEST, HIGHEST)
    return float(-np.log(np.where(true, inside, 1 - inside)).mean())


def _write(file: Path, lesson: Lesson) -> None:
    try:
        write_text(file, json.dumps(asdict(lesson), ensure_ascii=False, indent=1) + "\n")
    except OSError as error:
        raise LibraryError(f"{file} cannot be written: {error.strerror}") from error
