"""Fit the recogniser of recommendations: nlp/data/advice_model.npz.

    python -m tools.train_advice CORPUS SET [SET ...] [--cache FOLDER] [--curve] [--dealing N] [--out FILE]

Each SET is a folder with recommendations.jsonl and documents.json, CORPUS holds its papers; both lie beside the
project. advice_organisations.tsv says which organisation a paper comes from. With --cache what was read of each paper
is kept there. Printed: figures on papers of organisations that were left out, how well the chances are calibrated, and
with --curve what a quarter and a half of the organisations give. --dealing 1 and on deal the organisations into other
parts: a gain that another dealing does not show is chance. scikit-learn is needed for this only.

Organisations are dealt into five parts. The second look learns from what the first says of papers that it was not
fitted to. A borderline record weighs half in the fit and counts neither way in the figures; a piece of a record is
left out of the fit.
"""

from __future__ import annotations

import argparse
import hashlib
import pickle
import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score

from nlp.advice.features import DIMENSIONS, sigmoid
from nlp.advice.recogniser import REACH, TRIVIAL, TYPES, second_rows
from nlp.advice.trees import Trees
from tests.quality.recommendation_gold import f1, match
from tools.advice_papers import Floats, Paper, as_gold, read_all, read_made_up

Weights = list[tuple[NDArray[np.float64], float]]
PARTS = 5
# How freely the weights may move: the first look, its types, the types of the second.
FREE, FREE_TYPES, FREE_SECOND_TYPES = 0.6, 2.0, 0.01
N_TREES = 70
# A feature that fewer papers have says more of them than of Dutch.
MIN_PAPERS = 3
# A column that says that a paper was made up: three times as many of their sentences are records as of real papers.
MADE = 6.0
PRECISION = 0.82


def deal(papers: Sequence[Paper], dealing: int = 0) -> list[int]:
    """The part of each paper, an organisation in one part; parts are alike in papers and records.

    dealing: 0 deals the largest organisations first, 1 and on in an order by lot. Papers made up are dealt by turns.
    """
    size = Counter[str]()
    for paper in papers:
        if not paper.made:
            size[paper.organisation] += len(paper.records) + 3
    order = sorted(size, key=lambda name: (-size[name], name))
    if dealing:
        order.sort(key=lambda name: hashlib.sha256(f"{dealing} {name}".encode()).digest())
    loads, part = [0] * PARTS, dict[str, int]()
    for organisation in order:
        part[organisation] = loads.index(min(loads))
        loads[part[organisation]] += size[organisation]
    return [i % PARTS if paper.made else part[paper.organisation] for i, paper in enumerate(papers)]


def fit_first(papers: Sequence[Paper]) -> Weights:
    x = sp.vstack([paper.features for paper in papers]).tocsr()
    spread = sum(np.asarray(paper.features.sum(0) > 0).ravel().astype(int) for paper in papers)
    keep = np.flatnonzero(spread >= min(MIN_PAPERS, len(papers)))
    made = np.repeat([float(paper.made) for paper in papers], [len(paper.kinds) for paper in papers])
    x = sp.hstack([x[:, keep], MADE * sp.csr_matrix(made[:, None])]).tocsr()
    kinds = np.concatenate([paper.kinds for paper in papers])
    weights = np.concatenate([paper.weights for paper in papers])
    told, some = np.flatnonzero(weights > 0), np.flatnonzero(kinds > 0)
    fits = [_logistic(x[told], kinds[told] > 0, weights[told], FREE)]
    fits += [_logistic(x[some], kinds[some] == t, None, FREE_TYPES) for t in range(1, len(TYPES) + 1)]
    wide = []
    for slope, constant in fits:
        full = np.zeros(DIMENSIONS)
        full[keep] = slope[:-1]
        wide.append((full, constant))
    return wide


def _logistic(
    x: object, y: NDArray[np.bool_], weights: Floats | None, free: float
) -> tuple[NDArray[np.float64], float]:
    if y.all() or not y.any():
        return np.zeros(x.shape[1]), 6.0 if y.any() else -6.0
    fit = LogisticRegression(C=free, solver="liblinear", tol=0.01, random_state=0)
    fit.fit(x, y, sample_weight=weights)
    return fit.coef_[0], float(fit.intercept_[0])


def apply_first(weights: Weights, paper: Paper) -> Floats:
    return np.stack([paper.features @ slope + constant for slope, constant in weights], 1).astype(np.float32)


class FirstLooks:
    """First looks fitted without some of the parts, each fitted once."""

    def __init__(self, papers: Sequence[Paper], parts: Sequence[int], share: float = 1.0) -> None:
        """share: of the organisations are learned from."""
        names = {paper.organisation for paper in papers}
        order = sorted(names, key=lambda name: hashlib.sha256(name.encode()).digest())
        used = set(order[: round(share * len(order))])
        pairs = [(each, its) for each, its in zip(papers, parts, strict=True) if each.organisation in used]
        self._papers, self._parts = [each for each, _ in pairs], [its for _, its in pairs]
        self._fits: dict[frozenset[int], Weights] = {}

    def papers(self, *parts: int) -> list[Paper]:
        """Those that the first look learns from, without these parts."""
        return [each for each, its in zip(self._papers, self._parts, strict=True) if its not in parts]

    def without(self, *parts: int) -> Weights:
        left_out = frozenset(parts)
        if left_out not in self._fits:
            self._fits[left_out] = fit_first(self.papers(*parts))
        return self._fits[left_out]

    def crossed(self, *parts: int) -> tuple[list[Paper], list[Floats]]:
        """What the second look learns from without these parts: papers, and what is said of each by a look that was
        fitted without its own part too."""
        pairs = [
            (paper, apply_first(self.without(its, *parts), paper))
            for paper, its in zip(self._papers, self._parts, strict=True)
            if its not in parts and paper.taught
        ]
        return [paper for paper, _ in pairs], [first for _, first in pairs]


@dataclass(frozen=True)
class Second:
    """The second look: trees for whether, weights for which type."""

    trees: Trees
    centre: Floats
    width: Floats
    types: Weights

    def judge(self, first: Floats, rows: Floats) -> Floats:
        """(n, 4): the chance that a statement is anything, then the log-odds of each type."""
        chances = sigmoid(self.trees.sums(rows))
        chances[sigmoid(first[:, 0]) <= TRIVIAL] = 0.0
        scaled = np.clip((rows - self.centre) / self.width, -REACH, REACH)
        return np.stack([chances, *(scaled @ slope + constant for slope, constant in self.types)], 1).astype(np.float32)


def fit_second(papers: Sequence[Paper], firsts: Sequence[Floats], names: Sequence[str]) -> Second:
    rows = np.vstack(
        [second_rows(paper.look, first, names) for paper, first in zip(papers, firsts, strict=True) if len(first)]
    )
    kinds = np.concatenate([paper.kinds for paper in papers])
    weights = np.concatenate([paper.weights for paper in papers])
    told = np.flatnonzero((weights > 0) & (sigmoid(rows[:, 0]) > TRIVIAL))
    some = np.flatnonzero(kinds > 0)
    boosted = HistGradientBoostingClassifier(
        max_iter=N_TREES, learning_rate=0.06, max_leaf_nodes=10, min_samples_leaf=30, l2_regularization=5,
        max_features=0.4, random_state=0, early_stopping=False,
    )  # fmt: skip
    boosted.fit(rows[told], kinds[told] > 0, sample_weight=weights[told])
    centre, width = rows[told].mean(0), rows[told].std(0) + 1e-3
    scaled = np.clip((rows[some] - centre) / width, -REACH, REACH)
    types = [_logistic(scaled, kinds[some] == t, None, FREE_SECOND_TYPES) for t in range(1, len(TYPES) + 1)]
    return Second(as_arrays(boosted), centre, width, types)


def as_arrays(boosted: HistGradientBoostingClassifier) -> Trees:
    """The trees of scikit-learn in arrays of our own."""
    nodes = [tree.nodes for (tree,) in boosted._predictors]
    roots = np.cumsum([0, *(len(each) for each in nodes)])[:-1].astype(np.int32)
    joined = np.concatenate(nodes)
    offset = np.repeat(roots, [len(each) for each in nodes])
    leaf = joined["is_leaf"].astype(bool)
    return Trees(
        roots=roots,
        column=np.where(leaf, -1, joined["feature_idx"]).astype(np.int32),
        limit=joined["num_threshold"].astype(np.float32),
        left=(joined["left"] + offset).astype(np.int32),
        right=(joined["right"] + offset).astype(np.int32),
        value=joined["value"].astype(np.float32),
        constant=float(np.ravel(boosted._baseline_prediction)[0]),
    )


def cue_names(papers: Sequence[Paper]) -> tuple[str, ...]:
    spread = Counter(cue for paper in papers for cue in set().union(*paper.look.cues))
    return tuple(sorted(cue for cue, n in spread.items() if n >= 10))


def left_out(papers: Sequence[Paper], parts: Sequence[int], looks: FirstLooks) -> list[Floats]:
    """What each paper is judged to hold by what was learned from the other parts."""
    found: dict[int, Floats] = {}
    for part in range(PARTS):
        names = cue_names([each for each in looks.papers(part) if not each.made])
        second = fit_second(*looks.crossed(part), names)
        first = looks.without(part)
        for i, its in enumerate(parts):
            if its == part:
                looked = apply_first(first, papers[i])
                rows = second_rows(papers[i].look, looked, names) if len(looked) else None
                found[i] = second.judge(looked, rows) if rows is not None else np.zeros((0, 4), np.float32)
        print(f"part {part} of {PARTS} judged", flush=True)
    return [found[i] for i in range(len(papers))]


def outcomes(papers: Sequence[Paper], chances: Sequence[Floats], at_least: float) -> dict[str, tuple[int, int, int]]:
    """(true, found, expected) by paper; borderline records count neither way."""
    found = {}
    for paper, chance in zip(papers, chances, strict=True):
        chosen = [
            (page, statement.text)
            for page, statement, its in zip(paper.pages, paper.look.stated, chance, strict=True)
            if paper.dutch and its >= at_least and page in paper.covered
        ]
        matched = match(as_gold(paper.name, paper.covered, paper.records), chosen)
        sure = sum(not paper.records[j]["borderline"] for j in matched.values())
        expected = sum(not record["borderline"] for record in paper.records)
        found[paper.name] = (sure, len(chosen) - len(matched) + sure, expected)
    return found


def show(name: str, found: dict[str, tuple[int, int, int]]) -> None:
    true, told, expected = (sum(column) for column in zip(*found.values(), strict=True))
    averaged = statistics.mean(f1(*each) for each in found.values())
    some = statistics.mean(f1(*each) for each in found.values() if each[2])
    print(
        f"{name}: F1 {f1(true, told, expected):.3f} pooled, {averaged:.3f} averaged over {len(found)} papers, "
        f"{some:.3f} over those with records; precision {true / max(told, 1):.3f}, "
        f"recall {true / max(expected, 1):.3f}",
        flush=True,
    )


def calibration(papers: Sequence[Paper], judged: Sequence[Floats]) -> tuple[Floats, Floats, float]:
    """Chances as they come out and what they are worth, and the mean error of the latter on papers left out of it."""
    raw, true, group = [], [], []
    for n, (paper, each) in enumerate(zip(papers, judged, strict=True)):
        told = paper.weights == 1
        raw.append(each[told, 0])
        true.append(paper.kinds[told] > 0)
        group.append(np.full(int(told.sum()), n % 2))
    x, y, half = np.concatenate(raw), np.concatenate(true), np.concatenate(group)
    errors = []
    for side in (0, 1):
        fit = IsotonicRegression(out_of_bounds="clip").fit(x[half != side], y[half != side])
        worth = fit.predict(x[half == side])
        errors.append(_calibration_error(worth, y[half == side]))
    fit = IsotonicRegression(out_of_bounds="clip").fit(x, y)
    grid = np.unique(np.round(np.quantile(x[x > 0.02], np.linspace(0, 1, 24)), 3))
    grid = np.concatenate([[0.0], grid, [1.0]])
    worth = np.maximum.accumulate(fit.predict(grid) + np.linspace(0, 1e-3, len(grid)))
    for low, high in zip(np.linspace(0.1, 0.9, 9), np.linspace(0.2, 1.0, 9), strict=True):
        inside = (np.interp(x, grid, worth) >= low) & (np.interp(x, grid, worth) < high)
        if inside.any():
            print(f"  told {low:.1f} to {high:.1f}: {y[inside].mean():.2f} of {inside.sum()}")
    return grid.astype(np.float32), np.clip(worth, 0, 1).astype(np.float32), statistics.mean(errors)


def _calibration_error(worth: NDArray[np.float64], true: NDArray[np.bool_]) -> float:
    """The expected calibration error in ten bins, of what is told at all (0.1 or more)."""
    told = worth >= 0.1
    bins = np.minimum((worth[told] * 10).astype(int), 9)
    return float(
        sum(
            abs(worth[told][bins == b].mean() - true[told][bins == b].mean()) * (bins == b).mean()
            for b in range(10)
            if (bins == b).any()
        )
    )


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("corpus", type=Path)
    parser.add_argument("sets", type=Path, nargs="+")
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--curve", action="store_true")
    parser.add_argument("--dealing", type=int, default=0)
    parser.add_argument("--out", type=Path, default=Path("nlp/data/advice_model.npz"))
    given = parser.parse_args()
    papers = [*read_all(given.corpus, given.sets, given.cache), *read_made_up()]
    parts = deal(papers, given.dealing)
    n = sum(not paper.made for paper in papers)
    print(f"{n} papers of {len({each.organisation for each in papers[:n]})} organisations, {len(papers) - n} made up")
    for share in (0.25, 0.5) if given.curve else ():
        judged = left_out(papers, parts, FirstLooks(papers, parts, share))
        chances = [each[:, 0] for each in judged[:n]]
        for at in (0.15, 0.2, 0.3):
            show(f"{share:.0%} of the organisations, at {at}", outcomes(papers[:n], chances, at))
    looks = FirstLooks(papers, parts)
    judged = left_out(papers, parts, looks)
    if given.cache:
        (given.cache / f"judged{given.dealing}.pkl").write_bytes(pickle.dumps((papers[:n], judged)))
    raw, worth, error = calibration(papers[:n], judged[:n])
    print(f"expected calibration error {error:.3f}")
    chances = [np.interp(each[:, 0], raw, worth) for each in judged]
    real, of_real = papers[:n], chances[:n]
    levels = limits(real, of_real)
    for at in (*levels, 0.3, 0.4, 0.5, 0.6, 0.7):
        show(f"left out, at {at:.2f}", outcomes(real, of_real, at))
    print(f"average precision of the statements, left out: {average_precision(real, of_real):.4f}")
    show(f"made up, left out, at {levels[0]:.2f}", outcomes(papers[n:], chances[n:], levels[0]))
    save(given.out, real, looks, raw, worth, levels)


def average_precision(papers: Sequence[Paper], chances: Sequence[Floats]) -> float:
    """How well statements are ranked whatever the level, 0 to 1; it moves less by chance than F1 does."""
    told = [(paper.weights == 1) & paper.dutch for paper in papers]
    true = np.concatenate([paper.kinds[which] > 0 for paper, which in zip(papers, told, strict=True)])
    chance = np.concatenate([each[which] for each, which in zip(chances, told, strict=True)])
    return float(average_precision_score(true, chance))


def limits(papers: Sequence[Paper], chances: Sequence[Floats]) -> tuple[float, float]:
    """From which chance on F1 is highest, and from which on PRECISION is reached, on papers left out."""
    told = np.concatenate([np.isin(paper.pages, list(paper.covered)) & paper.dutch for paper in papers])
    chance, kinds = np.concatenate(chances), np.concatenate([paper.kinds for paper in papers])
    weights = np.concatenate([paper.weights for paper in papers])
    levels = np.arange(0.1, 0.95, 0.01)
    counted = []
    for at in levels:
        found = told & (chance >= at)
        true = int((found & (kinds > 0) & (weights == 1)).sum())
        counted.append((true, true + int((found & (kinds == 0)).sum()), int(((kinds > 0) & (weights == 1)).sum())))
    floor = levels[int(np.argmax([f1(*each) for each in counted]))]
    sure = [at for at, (true, n, _) in zip(levels, counted, strict=True) if n and true / n >= PRECISION]
    return float(floor), float(min(sure, default=0.9))


def save(
    out: Path,
    papers: Sequence[Paper],
    looks: FirstLooks,
    raw: Floats,
    worth: Floats,
    levels: tuple[float, float],
) -> None:
    """Fit to all papers, and write the weights; levels: from where on records are told, and are firm."""
    names = cue_names(papers)
    second = fit_second(*looks.crossed(), names)
    first = looks.without()
    floor, firm = levels
    scale = np.array([np.abs(slope).max() / 127 for slope, _ in first], np.float32)
    np.savez_compressed(
        out,
        first=np.stack([np.round(slope / s) for (slope, _), s in zip(first, scale, strict=True)]).astype(np.int8),
        first_scale=scale,
        first_constant=np.array([constant for _, constant in first], np.float32),
        names=np.array(names),
        centre=second.centre.astype(np.float32),
        width=second.width.astype(np.float32),
        roots=second.trees.roots,
        column=second.trees.column.astype(np.int16),
        limit=second.trees.limit,
        left=second.trees.left.astype(np.int16),
        right=second.trees.right.astype(np.int16),
        value=second.trees.value,
        constant=np.float32(second.trees.constant),
        types=np.stack([slope for slope, _ in second.types]).astype(np.float32),
        types_constant=np.array([constant for _, constant in second.types], np.float32),
        raw=raw,
        calibrated=worth,
        floor=np.float32(floor),
        firm=np.float32(firm),
    )
    print(f"floor {floor:.2f}, firm {firm:.2f}; {out.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
