"""Fit what each cue of a recommendation is worth: nlp/data/cue_weights.tsv.

    python -m tools.train_recommendation_weights CORPUS RECORDS DOCUMENTS [RECORDS DOCUMENTS ...]

RECORDS (.jsonl) and DOCUMENTS (.json) are gold sets as tests/quality/recommendation_gold.py reads them. They lie beside
the project: five sets by five annotators, 44 documents (letters, answers, motions, advices, reports, decisions), 949
records. Four sets were annotated without having seen what the program finds; of what they showed the cues were made, so
that also documents left out of the fit are judged better here than papers that nobody has read for it.

Logistic regression, drawn to weights set by hand (recommendation_priors.json) instead of to 0: without that draw
documents left out of the fit are judged worse. F1 is highest where a statement counts at less than even odds: LENIENCY.
Printed: F1 pooled and averaged over documents, each document judged by weights fitted to the others; then the table.

Tried and left out, as documents left out were judged no better: documents weighing alike or as the root of their
records, products of cues (title and form), and what the neighbours of a statement are.
"""

from __future__ import annotations

import json
import statistics
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from nlp.advice import cues
from nlp.advice.cue_weights import ALWAYS
from nlp.advice.recommendations import find_recommendations, surroundings
from nlp.advice.statements import statements
from tests.quality.recommendation_gold import GoldDocument, covered, f1, match, outcome, read_gold

Kind = Literal["aanbeveling", "toezegging"]
Weights = dict[Kind, dict[str, float]]
Floats = NDArray[np.float64]
KINDS: tuple[Kind, ...] = ("aanbeveling", "toezegging")
PRIORS = Path(__file__).with_name("recommendation_priors.json")
# How strongly a weight is held to the one set by hand: as by this many statements.
DRAW = 8.0
LENIENCY = 0.8
# Weights below this are left out of the table.
LEAST = 0.15
# A cue that fewer documents have says more of them than of Dutch.
MIN_DOCUMENTS = 2


@dataclass(frozen=True)
class Example:
    """A statement: its cues, and for each kind whether it is one (None: says nothing)."""

    cues: frozenset[str]
    is_kind: dict[Kind, bool | None]


def examples(gold: GoldDocument) -> list[Example]:
    """The statements on the annotated pages that cues decide about; borderline records say nothing."""
    document = gold.document
    all_statements = statements(document)
    forms = [cues.form_cues(statement.text) for statement in all_statements]
    around = surroundings(document, all_statements, forms)
    stated = [
        (document.pages_of(statement.start, statement.end)[0], statement, place, form)
        for statement, place, form in zip(all_statements, around, forms, strict=True)
    ]
    stated = [each for each in stated if each[0] in gold.pages and not each[2].is_motion and not each[1].is_title]
    matched = match(gold, [(page, statement.text) for page, statement, _, _ in stated])
    found = []
    for n, (_, statement, place, form) in enumerate(stated):
        record = gold.records[matched[n]] if n in matched else None
        is_kind = {kind: _is_kind(kind, record, place.governs) for kind in KINDS}
        found.append(Example(frozenset(form | cues.context_cues(statement, place, form)), is_kind))
    return found


def _is_kind(kind: Kind, record: dict | None, governs: bool) -> bool | None:  # type: ignore[type-arg]
    if kind == "toezegging" and not governs:
        return None
    if record is None:
        return False
    if record["borderline"]:
        return None
    if kind == "toezegging":
        return None if record["type"] == "aanbeveling" else True
    return record["type"] != "toezegging" or not governs


def fit(kind: Kind, documents: Sequence[Sequence[Example]], prior: dict[str, float]) -> dict[str, float]:
    """The weights of one kind by Newton's method, the constant under ALWAYS."""
    told = [[each for each in examples if each.is_kind[kind] is not None] for examples in documents]
    spread = [cue for examples in told for cue in set().union(*(each.cues for each in examples))]
    names = sorted({cue for cue in spread if spread.count(cue) >= MIN_DOCUMENTS} | prior.keys() - {ALWAYS})
    # What all statements have says nothing beside the constant.
    names = [name for name in names if not all(name in each.cues for examples in told for each in examples)]
    column = {name: n for n, name in enumerate(names)}
    rows = [each for examples in told for each in examples]
    x = np.zeros((len(rows), len(names) + 1))
    x[:, -1] = 1
    for n, row in enumerate(rows):
        for cue in row.cues & column.keys():
            x[n, column[cue]] = 1
    y = np.array([bool(row.is_kind[kind]) for row in rows], np.float64)
    by_hand = np.array([prior.get(name, 0.0) for name in [*names, ALWAYS]])
    fitted = newton(x, y, by_hand)
    return {name: round(float(weight), 1) for name, weight in zip([*names, ALWAYS], fitted, strict=True)}


def newton(x: Floats, y: Floats, by_hand: Floats) -> Floats:
    weights = by_hand.copy()
    for _ in range(30):
        chance = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (chance - y) + DRAW * (weights - by_hand)
        curve = (x * (chance * (1 - chance))[:, None]).T @ x + DRAW * np.eye(len(weights))
        step = np.linalg.solve(curve, slope)
        weights -= step
        if np.abs(step).max() < 1e-6:
            break
    return weights


def fit_all(documents: Sequence[Sequence[Example]], priors: Weights) -> Weights:
    """Fitted weights of both kinds, lenient, without those that came out as next to nothing."""
    weights: Weights = {}
    for kind in KINDS:
        fitted = fit(kind, documents, priors[kind])
        fitted[ALWAYS] = round(fitted[ALWAYS] + LENIENCY, 1)
        weights[kind] = {cue: weight for cue, weight in fitted.items() if abs(weight) >= LEAST}
    return weights


def judged(gold: GoldDocument, weights: Weights) -> tuple[int, int, int]:
    """(true, found, expected) on a document with other weights than the program's."""
    from nlp.advice import recommendations

    own = recommendations.WEIGHTS
    recommendations.WEIGHTS = weights
    try:
        return outcome(gold, covered(gold, find_recommendations(gold.document)))
    finally:
        recommendations.WEIGHTS = own


def show(name: str, outcomes: Iterable[tuple[int, int, int]]) -> None:
    counts = list(outcomes)
    pooled = f1(*(sum(column) for column in zip(*counts, strict=True)))
    averaged = statistics.mean(f1(*each) for each in counts)
    print(f"{name}: F1 {pooled:.3f} pooled, {averaged:.3f} averaged over {len(counts)} documents")


def main(corpus: str, *files: str) -> None:
    gold = [
        each
        for records, covers in zip(files[::2], files[1::2], strict=True)
        for each in read_gold(Path(records), Path(covers), Path(corpus))
    ]
    priors: Weights = json.loads(PRIORS.read_text("utf-8"))
    documents = [examples(each) for each in gold]
    show("set by hand", (judged(each, priors) for each in gold))
    left_out = (fit_all(documents[:n] + documents[n + 1 :], priors) for n in range(len(gold)))
    show("fitted, on documents left out", [judged(each, weights) for each, weights in zip(gold, left_out, strict=True)])
    weights = fit_all(documents, priors)
    show("fitted, on the documents of the fit", (judged(each, weights) for each in gold))
    for kind in KINDS:
        print(f"    {kind}:")
        for cue, weight in sorted(weights[kind].items(), key=lambda item: (-item[1], item[0])):
            print(f'        "{cue}": {weight},')


if __name__ == "__main__":
    main(*sys.argv[1:])
