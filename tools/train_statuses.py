"""Fit what tells the status of a recommendation where no form of words does: nlp/data/followup_statuses.npz.

    python -m tools.train_statuses GOLD

GOLD is a folder beside the project with followups.jsonl (sentences in which readers saw a status), units.jsonl.gz (all
sentences of the same papers and of others) and nothing more. The project's own teaching set is
tools/made_followups.tsv: sentences written for this, of no paper.

Learned from: the teaching set, the follow-ups, and the sentences that name advice, motions or commitments and in which
readers saw no status. Two logistic regressions: whether a status is told, and if so which; fixed seeds. Printed first:
the figures on organisations left out of the fit, by folds, beside those of the forms of words alone.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import scipy.sparse
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from nlp.followups.learned import STATUSES, StatusModel, features, hashed
from nlp.followups.status import UNTOLD, judged, status_by_form

HERE = Path(__file__).resolve().parent
MADE = HERE / "made_followups.tsv"
WEIGHTS = HERE.parent / "nlp" / "data" / "followup_statuses.npz"
SEED, FOLDS = 5, 5
DRAW = 0.3
# A feature of fewer sentences than this says nothing. A row of features has this length.
MIN_COUNT, LENGTH = 2, 4.0
# In 127 parts of the largest: a smaller weight changes nothing.
MIN_WEIGHT = 3
# A sentence without a status that could be taken for one with it.
_NAMES = re.compile(r"\b(?:advie[sz]\w*|aanbevel\w*|moties?|toezegging\w*|toegezegd)\b", re.IGNORECASE)
MIN_CHARS = 30


@dataclass(frozen=True)
class Example:
    """A sentence, its status, and who wrote it ("" for the teaching set). is_read: a reader saw the status in it."""

    text: str
    status: str
    organisation: str
    is_read: bool = False


def made() -> Iterator[Example]:
    """The teaching set: "geen", no word on a recommendation, counts as "vermeld", which tells nothing either."""
    for line in MADE.read_text("utf-8").splitlines()[1:]:
        status, _, text = line.split("\t")
        yield Example(text, "vermeld" if status == "geen" else status, "")


def read(gold: Path) -> Iterator[Example]:
    """The follow-ups, then the sentences like them in which readers saw none."""
    organisations = dict(
        line.split("\t")[:2] for line in (HERE / "advice_organisations.tsv").read_text("utf-8").splitlines()
    )
    told: dict[str, list[str]] = defaultdict(list)
    for line in (gold / "followups.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        told[row["document"]].append(_letters(row["text"]))
        yield Example(row["text"], row["status"], organisations.get(row["document"], row["document"]), True)
    with gzip.open(gold / "units.jsonl.gz", "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            text, letters = row["text"], _letters(row["text"])
            if row["kind"] == "heading" or len(text) <= MIN_CHARS or not _NAMES.search(text):
                continue
            if not any(letters in each or each in letters for each in told[row["document"]]):
                yield Example(text, "vermeld", organisations.get(row["document"], row["document"]))


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", text.lower())


def fit(examples: Sequence[Example]) -> StatusModel:
    """A linear model of the examples."""
    rows = [hashed(features(each.text)) for each in examples]
    counts = Counter(int(key) for row in rows for key in row)
    keys = np.array(sorted(key for key, count in counts.items() if count >= MIN_COUNT), np.uint32)
    kept = [np.searchsorted(keys, row[np.isin(row, keys)]) for row in rows]
    matrix = scipy.sparse.csr_matrix(
        (
            np.concatenate([np.full(len(row), LENGTH / max(len(row), 1) ** 0.5) for row in kept]),
            np.concatenate(kept),
            np.cumsum([0, *map(len, kept)]),
        ),
        shape=(len(rows), len(keys)),
    )
    told = np.array([each.status in STATUSES for each in examples])
    which = np.array([each.status for each in examples])
    whether = LogisticRegression(C=DRAW, solver="liblinear", random_state=SEED).fit(matrix, told)
    what = LogisticRegression(C=DRAW, max_iter=300, random_state=SEED).fit(matrix[told], which[told])
    order = [list(what.classes_).index(status) for status in STATUSES]
    weights = np.vstack([whether.coef_, what.coef_[order]]).T * LENGTH
    constant = np.concatenate([whether.intercept_, what.intercept_[order]])
    return StatusModel(keys, weights.astype(np.float32), constant.astype(np.float32))


def save(model: StatusModel) -> StatusModel:
    """Write the weights in eight bits, without those that change nothing; the model as it will be read."""
    scale = np.abs(model.weights).max(0) / 127
    eight = np.round(model.weights / scale).astype(np.int8)
    counts = np.abs(eight).max(1) >= MIN_WEIGHT
    np.savez_compressed(
        WEIGHTS, keys=model.keys[counts], weights=eight[counts], scale=scale.astype(np.float32), constant=model.constant
    )
    return StatusModel(model.keys[counts], (eight[counts] * scale).astype(np.float32), model.constant)


def left_out(examples: Sequence[Example], taught: Sequence[Example]) -> list[tuple[Example, str]]:
    """Each example with the status told by a model of other organisations and the forms before it."""
    groups = [each.organisation for each in examples]
    outcome = []
    for fitted, tested in GroupKFold(FOLDS, shuffle=True, random_state=SEED).split(groups, groups=groups):
        model = fit([*taught, *(examples[n] for n in fitted)])
        outcome += [(examples[n], judged(examples[n].text, model)[0]) for n in tested]
    return outcome


def tell(name: str, outcome: Sequence[tuple[Example, str]]) -> None:
    followed = [(each.status, status) for each, status in outcome if each.is_read]
    others = [status for each, status in outcome if not each.is_read]
    right = sum(said == status for said, status in followed)
    told = sum(status not in UNTOLD for _, status in followed)
    false = sum(status not in UNTOLD for status in others)
    print(f"{name}: {right} of {len(followed)} right, {told} told; a status where none is in {false} of {len(others)}")
    for status in (*STATUSES, "onduidelijk"):
        these = [said for gold, said in followed if gold == status]
        print(f"  {status} ({len(these)}): {dict(Counter(these).most_common())}")


def main() -> None:
    taught, examples = list(made()), list(read(Path(sys.argv[1])))
    print(f"{len(taught)} made, {len(examples)} read, {len({each.organisation for each in examples})} organisations")
    tell("forms", [(each, status_by_form(each.text)[0]) for each in examples])
    tell("forms and model, left out", left_out(examples, taught))
    model = save(fit([*taught, *examples]))
    print(f"{WEIGHTS}: {len(model.keys)} features, {WEIGHTS.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
