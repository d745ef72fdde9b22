"""How many recommendations are found, of which type and to whom."""

from __future__ import annotations

import statistics

from nlp.advice.recommendations import find_recommendations
from nlp.model import Recommendation
from nlp.text.sentences import sentence_ranges
from tests.quality import gate
from tests.quality.recommendation_gold import GoldDocument, covered, f1, gold_documents, match, outcome

# The naive floor: sentences that hold one of these words.
CUES = ("aanbevel", "adviseer", "verzoekt", "zou moeten", "dient te")


def naive(gold: GoldDocument) -> list[tuple[int, Recommendation]]:
    """Every sentence that holds a cue word, as an aanbeveling."""
    text = gold.document.text
    sentences = (
        Recommendation(start, end, text[start:end], "aanbeveling")
        for start, end in sentence_ranges(text, 0, len(text))
        if any(cue in text[start:end].lower() for cue in CUES)
    )
    return covered(gold, sentences)


def test_recommendations_are_found_and_typed():
    floor = [outcome(gold, naive(gold)) for gold in gold_documents()]
    averaged = statistics.mean(f1(*counts) for counts in floor)
    print(f"\ncue words over sentences: f1 {f1(*map(sum, zip(*floor, strict=True))):.2f}, averaged {averaged:.2f}")
    outcomes, types, addressed = {}, [], []
    for gold in gold_documents():
        found = covered(gold, find_recommendations(gold.document))
        outcomes[gold.name] = outcome(gold, found)
        for i, j in match(gold, [(page, each.text) for page, each in found]).items():
            record = gold.records[j]
            types.append(found[i][1].type == record["type"])
            if not record["borderline"]:
                addressed.append((set(found[i][1].addressees), set(record["addressees"])))
        print(gold.name[:40], outcomes[gold.name])
    right = sum(len(ours & theirs) for ours, theirs in addressed)
    figures = {
        "f1 pooled": f1(*(sum(column) for column in zip(*outcomes.values(), strict=True))),
        "f1 averaged over documents": statistics.mean(f1(*counts) for counts in outcomes.values()),
        "type": statistics.mean(types),
        "addressees f1": f1(right, sum(len(o) for o, _ in addressed), sum(len(t) for _, t in addressed)),
    }
    gate.check("recommendations", figures, [gate.gold("eval/gold/recommendations.jsonl")], gate.ROUNDING)


def test_restatements_are_paired_with_the_fuller_version():
    right, n_found, n_expected = 0, 0, 0
    for gold in gold_documents():
        sure = {record["index"]: record for record in gold.records if not record["borderline"]}
        pairs = {(i, record["is_restatement_of"]) for i, record in sure.items() if record["is_restatement_of"] in sure}
        recommendations = find_recommendations(gold.document)
        found = covered(gold, recommendations)
        matched = match(gold, [(page, each.text) for page, each in found])
        index = {found[i][1].start: gold.records[j]["index"] for i, j in matched.items()}
        starts = {each.start for _, each in found}
        for _, each in found:
            fuller = recommendations[each.restates] if each.restates is not None else None
            if fuller and fuller.start in starts:
                pair = index.get(each.start), index.get(fuller.start)
                right += pair in pairs
                n_found += all(place is None or place in sure for place in pair)
        n_expected += len(pairs)
    print(f"\n{n_expected} restatements in the gold")
    figures = {"paired f1": f1(right, n_found, n_expected)}
    gate.check("restatements", figures, [gate.gold("eval/gold/recommendations.jsonl")])
