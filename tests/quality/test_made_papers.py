"""Recommendations in papers that no fit has seen, most of bodies and kinds of which no real one was judged."""

from __future__ import annotations

import re
import statistics

from nlp.advice.recommendations import find_recommendations
from tests.quality import gate
from tests.quality.made_papers import made_paths, paths_to_learn_from, read_made
from tests.quality.recommendation_gold import covered, f1, match, outcome

WRITTEN = """organisation: Gemeente Kadezicht
kind: Brief van het college
date: 2026-03-02
title: Het veer

# 1 Stand van zaken

Het veer vaart sinds 1998.
[T] Wij laten het in mei keuren.

1. [A?] Koop een tweede veer.
  Dat kan in 2027.
- Het oude veer blijft.
"""


def test_the_marks_are_taken_off_and_say_what_is_a_record():
    made = read_made("brief-veer", WRITTEN)
    assert made.document.text == (
        "# Het veer\n\nGemeente Kadezicht\n\n# 1 Stand van zaken\n\n"
        "Het veer vaart sinds 1998. Wij laten het in mei keuren.\n\n"
        "1. Koop een tweede veer. Dat kan in 2027.\n- Het oude veer blijft."
    )
    assert made.document.metadata.kind == "brief"
    assert [(record["text"], record["type"], record["borderline"]) for record in made.records] == [
        ("Wij laten het in mei keuren.", "toezegging", False),
        ("Koop een tweede veer.", "aanbeveling", True),
    ]


def test_no_paper_is_both_measured_by_and_learned_from():
    learned = {line for path in paths_to_learn_from() for line in path.read_text("utf-8").splitlines()[4:]}
    assert len(learned) > 9000
    for path in made_paths():
        lines = {line for line in path.read_text("utf-8").splitlines()[4:] if len(line) > 60}
        assert len(lines & learned) <= 1, path.name


def test_every_mark_of_a_paper_to_learn_from_is_taken_off():
    for path in paths_to_learn_from():
        made = read_made(path.stem, path.read_text("utf-8"))
        assert not re.search(r"\[[AVT]", made.document.text), path.name


def test_recommendations_in_papers_that_nobody_learned_from():
    outcomes, firm, types = [], [], []
    for path in made_paths():
        paper = read_made(path.stem, path.read_text("utf-8"))
        found = covered(paper, find_recommendations(paper.document))
        outcomes.append(outcome(paper, found))
        firm.append(outcome(paper, [(page, each) for page, each in found if each.grade == "firm"]))
        matched = match(paper, [(page, each.text) for page, each in found])
        types += [found[i][1].type == paper.records[j]["type"] for i, j in matched.items()]
    true, told, expected = map(sum, zip(*outcomes, strict=True))
    sure, n_firm, _ = map(sum, zip(*firm, strict=True))
    print(f"\n{len(outcomes)} papers, {expected} records; precision {true / told:.3f}, recall {true / expected:.3f};")
    print(f"firm: {sure} of {n_firm} right")
    figures = {
        "f1 pooled": f1(true, told, expected),
        "f1 averaged over papers": statistics.mean(f1(*each) for each in outcomes),
        "precision of the firm": sure / max(n_firm, 1),
        "type": statistics.mean(types),
    }
    gate.check("papers made up", figures, made_paths(), gate.ROUNDING)
