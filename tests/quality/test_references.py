"""References against the annotated passages: whole span, all targets."""

from __future__ import annotations

import json

from nlp.references.kamerstukken import find_references
from tests.quality import gate

GOLD = "eval/gold/entities.jsonl"


def test_references_are_found_whole_with_their_targets() -> None:
    path = gate.gold(GOLD)
    right = found = expected = wrong_targets = 0
    for line in path.read_text("utf-8").splitlines():
        passage = json.loads(line)
        gold = {
            (span["start"], span["end"]): set(span.get("targets") or ())
            for span in passage["spans"]
            if span["label"] == "REF"
        }
        for reference in find_references(passage["text"]):
            span = (reference.start, reference.end)
            found += 1
            right += span in gold
            wrong_targets += span in gold and gold[span] != set(reference.targets)
        expected += len(gold)
    figures = {
        "precision": right / found,
        "recall": right / expected,
        "f1": 2 * right / (found + expected),
        "targets right": 1 - wrong_targets / right,
    }
    gate.check("references", figures, [path])
    assert figures["f1"] >= 0.95
    assert wrong_targets == 0
