"""Train nlp/data/unknown_names.tsv: which unknown capitalised names are organisations or measures.

    python -m tools.train_names ../shared/corpus/text/kamerstukken_moties.jsonl.gz \
        --leave-out ../shared/eval/gold/entities.jsonl

Data statement. Text: motions of the Tweede Kamer (2023-2025), official papers
without copyright (art. 11 Auteurswet); those of the annotated passages are
left out. Labels: by the registers of this project. Names the registers know
are ORG or MAATREGEL; Dutch places, countries, notions, members of parliament
(who sign the motions) and all other capitalised names are no entity, so some
true names among the last count as wrong: the chances come out low. No name is
a feature of itself, and no annotated passage is used. The figures of the
model are those of tests/quality/test_entities.py.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from nlp.names.entities import propose
from nlp.names.unknown_names import LABELS, features, names_of
from nlp.text.phrases import words_of

OUT = Path(__file__).parents[1] / "nlp" / "data" / "unknown_names.tsv"
# A feature of fewer names than this says nothing; a weight below this changes nothing.
MIN_COUNT, MIN_WEIGHT = 4, 0.02
# An unlabelled name is mostly, not always, no entity.
UNLABELLED_WEIGHT = 0.5
# Motions name the Kamer and the EU thousands of times: more of one name teaches nothing.
MAX_OF_ONE_NAME = 25


def motions(path: Path, left_out: set[str]) -> Iterator[str]:
    """The considerations and requests of the motions, without their signatories."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            motion = json.loads(line)
            if motion["id"] not in left_out:
                yield " ".join((motion["alineas"] or [])[:-1])


def examples(text: str) -> Iterator[tuple[str, list[str], str]]:
    """Each capitalised name of a text, its features, and ORG, MAATREGEL or O.

    A known name is described as if it were unknown: known are only the others.
    """
    words = words_of(text)
    kept = [c for c in propose(text) if c.rejected is None]
    known = {(c.start, c.end): c for c in kept if c.rule == "register"}
    taken = {at for c in kept for at in range(c.start, c.end)}
    for first, last in names_of(words):
        span = (words[first].start, words[last].end)
        candidate = known.get(span)
        if candidate is None and (span[0] in taken or span[1] - 1 in taken):
            continue
        labels = {at: c.label for c in kept if (c.start, c.end) != span for at in (c.start, c.end - 1)}
        label = candidate.label if candidate and candidate.label in LABELS else "O"
        yield text[slice(*span)], features(text, words, first, last, labels), label


def train(rows: list[tuple[list[str], str]]) -> dict[str, list[float]]:
    """Weights per feature for O, ORG and MAATREGEL."""
    counts = Counter(feature for found, _ in rows for feature in found)
    table = [{feature: 1 for feature in found if counts[feature] >= MIN_COUNT} for found, _ in rows]
    vectorizer = DictVectorizer()
    weights = [UNLABELLED_WEIGHT if label == "O" else 1.0 for _, label in rows]
    model = LogisticRegression(C=0.5, max_iter=400)
    model.fit(vectorizer.fit_transform(table), [label for _, label in rows], sample_weight=weights)
    order = [list(model.classes_).index(label) for label in ("O", *LABELS)]
    names = vectorizer.get_feature_names_out()
    found = {name: [model.coef_[row][at] for row in order] for at, name in enumerate(names)}
    return {"bias": [model.intercept_[row] for row in order], **found}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("motions", type=Path)
    parser.add_argument(
        "--leave-out", type=Path, nargs="+", required=True, help="annotated passages, whose motions are not used"
    )
    parser.add_argument("--out", type=Path, default=OUT)
    arguments = parser.parse_args()
    annotated = (line for path in arguments.leave_out for line in path.open(encoding="utf-8"))
    left_out = {json.loads(line)["source"].split("#")[-1] for line in annotated}
    seen: Counter[str] = Counter()
    rows = []
    for text in motions(arguments.motions, left_out):
        for name, found, label in examples(text):
            seen[name] += 1
            if seen[name] <= MAX_OF_ONE_NAME:
                rows.append((found, label))
    print(f"{len(rows)} names: {Counter(label for _, label in rows)}")
    weights = {name: values for name, values in train(rows).items() if max(map(abs, values)) >= MIN_WEIGHT}
    lines = ["# feature\tno entity\tORG\tMAATREGEL: made by tools/train_names.py"]
    lines += ["\t".join((name, *(f"{value:.2f}" for value in values))) for name, values in sorted(weights.items())]
    arguments.out.write_text("\n".join(lines) + "\n", "utf-8")
    print(f"{len(weights)} features, {arguments.out.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
