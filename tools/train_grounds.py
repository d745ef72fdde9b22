"""Fit the ranker of reasons: nlp/data/grounds.npz.

    python -m tools.train_grounds GOLD CORPUS [CACHE]

GOLD is a folder with recommendations.jsonl (records with type and source_passages), CORPUS one with the papers and, in
each folder, a MANIFEST.tsv that names who wrote them; both lie beside the project. CACHE keeps read papers.

For each record the sentences near it and the most alike ones of the paper are examples: part of a ground or not.
Gradient boosted trees tell them apart. Printed first: the figures on organisations left out of the fit, by folds; then
how sure the scores are (of the first sources with a chance around c, how many are right). Everything has a fixed seed.

Tried and left out, as left-out organisations were judged no better: nearness in meaning of passages (a source is found
by where it stands), more or deeper trees. How far a source grows was chosen on organisations left out, by hand: from
1,200 to 1,600 characters, and past the recommendation to its other side, it holds more of the reasons at every step.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from nlp.grounds.features import PairFigures
from nlp.grounds.links import links_by
from nlp.grounds.ranker import Ranker, joined
from nlp.grounds.sentences import Sentences
from tests.quality.grounds_gold import GoldPaper, Judged, figures, judged, read_papers

WEIGHTS = Path(__file__).resolve().parents[1] / "nlp" / "data" / "grounds.npz"
SEED = 5
FOLDS = 4
TREES, RATE, LEAVES, MIN_LEAF, DRAW = 80, 0.1, 15, 40, 5.0
# Sentences as near as this are all examples; of the others a part, that counts the more.
NEAR, PART = 6, 0.15
# A sentence is part of a ground when this much of it is, or this much of the ground is in it.
OF_SENTENCE, OF_GROUND = 0.5, 0.8


@dataclass(frozen=True)
class Examples:
    """rows: a sentence for a record each. is_ground: 1 or 0. weight: how many sentences it stands for."""

    rows: NDArray[np.float32]
    is_ground: NDArray[np.int64]
    weight: NDArray[np.float64]


def examples(paper: GoldPaper, seed: int) -> Examples:
    """The examples of a paper; records that took over their grounds, or whose grounds are not found, give none."""
    sentences = Sentences(paper.document)
    pairs = PairFigures(sentences, paper.recommendations)
    chance = np.random.default_rng(seed)
    rows, marks, weights = [], [], []
    for position, record in enumerate(paper.records):
        found = pairs.of(position)
        if not len(found.positions) or (record.has_grounds and not record.grounds) or not record.is_sure:
            continue
        is_ground = np.zeros(len(found.positions), np.int64)
        for first, last in record.grounds:
            for each in sentences.holding(first, last):
                start, end = sentences.start[each], sentences.end[each]
                shared = min(last, end) - max(first, start)
                if shared > OF_SENTENCE * (end - start) or shared > OF_GROUND * (last - first):
                    is_ground[found.positions == each] = 1
        if record.has_grounds and not is_ground.any():
            continue
        near = (is_ground > 0) | (np.abs(found.figures[:, 0]) <= NEAR)
        kept = near | (chance.random(len(near)) < PART)
        rows.append(found.figures[kept])
        marks.append(is_ground[kept])
        weights.append(np.where(near, 1.0, 1 / PART)[kept])
    if not rows:
        return Examples(np.zeros((0, 0), np.float32), np.zeros(0, np.int64), np.zeros(0))
    return Examples(np.concatenate(rows), np.concatenate(marks), np.concatenate(weights))


def fit(found: Sequence[Examples]) -> Ranker:
    """Trees that tell grounds from other sentences."""
    given = [each for each in found if len(each.rows)]
    model = HistGradientBoostingClassifier(
        max_iter=TREES, learning_rate=RATE, max_leaf_nodes=LEAVES, min_samples_leaf=MIN_LEAF, l2_regularization=DRAW,
        early_stopping=False, random_state=SEED,
    )  # fmt: skip
    model.fit(
        np.concatenate([each.rows for each in given]),
        np.concatenate([each.is_ground for each in given]),
        np.concatenate([each.weight for each in given]),
    )
    return exported(model)


def exported(model: HistGradientBoostingClassifier) -> Ranker:
    """The trees of a fitted model as arrays."""
    base = float(np.asarray(model._baseline_prediction).ravel()[0])
    return joined([_tree(each[0].nodes, base) for each in model._predictors])


def _tree(nodes: NDArray[np.void], base: float) -> Ranker:
    own, is_leaf = np.arange(len(nodes)), nodes["is_leaf"].astype(bool)
    return Ranker(
        feature=np.where(is_leaf, 0, nodes["feature_idx"]).astype(np.int32),
        threshold=np.where(is_leaf, np.inf, nodes["num_threshold"]).astype(np.float64),
        left=np.where(is_leaf, own, nodes["left"]).astype(np.int32),
        right=np.where(is_leaf, own, nodes["right"]).astype(np.int32),
        value=np.where(is_leaf, nodes["value"], 0.0).astype(np.float64),
        roots=np.zeros(1, np.int32),
        base=base,
        depth=int(nodes["depth"].max()),
    )


def organisations(corpus: Path) -> dict[str, str]:
    """Who wrote a paper, by file name: the column organisation of a MANIFEST.tsv, else where it comes from."""
    found: dict[str, str] = {}
    for manifest in sorted(corpus.rglob("MANIFEST.tsv"), key=lambda path: len(path.parts)):
        head, *lines = [line.split("\t") for line in manifest.read_text("utf-8").splitlines()]
        for line in lines:
            row = dict(zip(head, line, strict=False))
            source = f"{row.get('source_repository', '')} {row.get('kind', '').split(',')[0]}"
            found[Path(row["file"]).name] = row.get("organisation") or source
    return found


def left_out(papers: Sequence[GoldPaper], found: Sequence[Examples]) -> list[tuple[str, Judged]]:
    """Each record with its organisation, judged by trees fitted to other organisations."""
    groups = [paper.organisation for paper in papers]
    outcome = []
    for fitted, judged_by in GroupKFold(FOLDS, shuffle=True, random_state=SEED).split(groups, groups=groups):
        trees = fit([found[n] for n in fitted])
        for n in judged_by:
            links = links_by(trees, papers[n].document, papers[n].recommendations)
            outcome += [(papers[n].organisation, each) for each in judged(papers[n], links)]
    return outcome


def calibrated(outcome: Sequence[tuple[str, Judged]]) -> tuple[float, float]:
    """The slope and shift by which the odds of first sources fit how many are right."""
    shown = [each for _, each in outcome if each.right]
    odds = [[odds_of(each.score)] for each in shown]
    model = LogisticRegression(C=1e6).fit(odds, [each.right[0] for each in shown])
    return float(model.coef_[0, 0]), float(model.intercept_[0])


def odds_of(chance: float) -> float:
    return float(np.log(max(chance, 1e-9) / max(1 - chance, 1e-9)))


def sure(chance: float, slope: float, shift: float) -> float:
    return float(1 / (1 + np.exp(-(slope * odds_of(chance) + shift))))


def tell(outcome: Sequence[tuple[str, Judged]]) -> None:
    """Print the figures: pooled, averaged over organisations, by type, and how sure the scores are."""
    everything = [each for _, each in outcome]
    sourced = [each for each in everything if each.gold.has_grounds]
    print(
        f"{len(everything)} records of {len({name for name, _ in outcome})} organisations, {len(sourced)} with grounds"
    )
    print("left out:", _spelled(figures(everything)))
    by_name: dict[str, list[Judged]] = {}
    for name, each in outcome:
        by_name.setdefault(name, []).append(each)
    averaged = [figures(each) for each in by_name.values() if any(one.gold.has_grounds for one in each)]
    print("averaged:", _spelled({name: float(np.mean([each[name] for each in averaged])) for name in averaged[0]}))
    for kind in ("aanbeveling", "verzoek", "toezegging"):
        of_kind = [each for each in everything if each.gold.recommendation.type == kind]
        print(f"{kind} ({len(of_kind)}):", _spelled(figures(of_kind)))
    own = [each for each in everything if each.is_own]
    print(f"own sentence: said of {len(own)}, right for {sum(each.gold.is_own for each in own)}, "
          f"in the gold {sum(each.gold.is_own for each in everything)}")  # fmt: skip
    shown = [each for each in everything if each.right]
    error = 0.0
    for low in np.arange(0, 1, 0.1):
        within = [each for each in shown if low <= each.score < low + 0.1]
        if within:
            said = float(np.mean([each.score for each in within]))
            right = float(np.mean([each.right[0] for each in within]))
            error += abs(said - right) * len(within) / len(shown)
            print(f"  said {said:.2f}, right {right:.2f} ({len(within)})")
    print(f"expected calibration error {error:.3f}")


def _spelled(each: dict[str, float]) -> str:
    return ", ".join(f"{name} {value:.3f}" for name, value in each.items())


def main() -> None:
    gold, corpus, *cache = map(Path, sys.argv[1:])
    papers = list(
        read_papers(gold / "recommendations.jsonl", corpus, organisations(corpus), cache[0] if cache else None)
    )
    found = [examples(paper, SEED + n) for n, paper in enumerate(papers)]
    outcome = left_out(papers, found)
    slope, shift = calibrated(outcome)
    tell([(name, replace(each, score=sure(each.score, slope, shift))) for name, each in outcome])
    print(f"slope {slope:.3f}, shift {shift:.3f}")
    trees = replace(fit(found), slope=slope, shift=shift)
    trees.save(WEIGHTS)
    print(f"{WEIGHTS}: {len(trees.roots)} trees, {WEIGHTS.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
