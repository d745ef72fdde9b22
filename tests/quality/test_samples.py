"""Every gate in small, on the six sample papers: for a machine that has no evaluation data."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from index.library import Library, open_library
from index.model import StoredRecommendation
from tests.quality import gate

GOLD = Path(__file__).with_name("gold") / "samples.json"
_NEXT_SECTION = re.compile(r"\n\n\d(?:\.\d)? ")


@pytest.fixture(scope="module")
def library(sample_papers):
    with open_library(sample_papers) as opened:
        yield opened


@pytest.fixture(scope="module")
def papers(library: Library) -> dict[str, tuple[str, str]]:
    """Id and text of each paper by its key in the gold."""
    held = dict(library.documents.texts())
    papers = {key: next((id, text) for id, text in held.items() if id.startswith(key)) for key in _gold_papers()}
    return papers


def _gold() -> dict:
    return json.loads(GOLD.read_text("utf-8"))


def _gold_papers() -> list[str]:
    return [key for key in _gold() if key not in ("questions", "entities")]


def _f1(right: int, found: int, expected: int) -> float:
    return 2 * right / (found + expected) if found + expected else 1.0


def _at(text: str, words: str) -> int:
    return text.index(words) + len(words) // 2


def _pairs(library: Library, papers: dict[str, tuple[str, str]]) -> list[tuple[str, dict, StoredRecommendation | None]]:
    """Each record of the gold, with the text of its paper and what was found there; and what was found elsewhere."""
    pairs = []
    for key, (id, text) in papers.items():
        found = list(library.findings.recommendations(document=id))
        for record in _gold()[key]["recommendations"]:
            at = _at(text, record["words"])
            hit = next((one for one in found if one.recommendation.start <= at < one.recommendation.end), None)
            if hit is not None:
                found.remove(hit)
            pairs.append((text, record, hit))
        pairs += [(text, {}, one) for one in found]
    return pairs


def test_recommendations_of_the_samples(library, papers):
    pairs = [(gold, found) for _, gold, found in _pairs(library, papers) if not gold.get("borderline")]
    both = [(gold, found) for gold, found in pairs if gold and found]
    f1 = _f1(len(both), sum(found is not None for _, found in pairs), sum(bool(gold) for gold, _ in pairs))
    types = sum(gold["type"] == found.recommendation.type for gold, found in both) / len(both)
    asked = [(set(gold["to"]), set(found.recommendation.addressees)) for gold, found in both]
    addressees = _f1(sum(len(a & b) for a, b in asked), sum(len(b) for _, b in asked), sum(len(a) for a, _ in asked))
    figures = {"f1": f1, "type": types, "addressees f1": addressees}
    gate.check("samples, recommendations", figures, [GOLD])


def test_grounds_and_follow_ups_of_the_samples(library, papers):
    pairs = [(text, gold, found) for text, gold, found in _pairs(library, papers) if gold and found]
    grounded = [(text, gold, found) for text, gold, found in pairs if "ground" in gold]
    at_1 = sum(_is_of(text, gold["ground"], found) for text, gold, found in grounded) / len(grounded)
    followed = [(gold, found) for _, gold, found in pairs if "status" in gold]
    statuses = sum(gold["status"] in {later.follow_up.status for later in found.follow_ups} for gold, found in followed)
    figures = {"source@1": at_1, "status": statuses / len(followed)}
    gate.check("samples, grounds and follow-ups", figures, [GOLD])


def _is_of(text: str, ground: str, found: StoredRecommendation) -> bool:
    """Whether the first source lies in the section with this heading, or in the clause that begins so."""
    start = text.rindex(ground)
    section = _NEXT_SECTION.search(text, start + len(ground)) if ground[0].isdigit() else None
    end = section.start() if section else start + len(ground)
    return any(source.start < end and source.end > start for source in found.sources[:1])


def test_names_in_the_samples(library, papers):
    right = found = expected = 0
    for key, labels in _gold()["entities"].items():
        held = {
            (entity.label, entity.text)
            for _, _, entity in library.findings.entities(document=papers[key][0])
            if entity.label in labels
        }
        wanted = {(label, form) for label, forms in labels.items() for form in forms}
        right, found, expected = right + len(held & wanted), found + len(held), expected + len(wanted)
    gate.check("samples, names", {"f1": _f1(right, found, expected)}, [GOLD])


def test_questions_about_the_samples(sample_papers, papers):
    from index import open_searcher

    ranks = []
    with open_searcher(sample_papers) as searcher:
        for question in _gold()["questions"]:
            id, text = papers[question["document"]]
            at = _at(text, question["words"])
            hits = searcher.search(question["q"], limit=5).hits
            places = [(hit.document.id, hit.passage.passage.start, hit.passage.passage.end) for hit in hits]
            ranks.append(next((n for n, (d, a, b) in enumerate(places, 1) if d == id and a <= at < b), 99))
    figures = {f"right passage among the first {n}": sum(rank <= n for rank in ranks) / len(ranks) for n in (1, 5)}
    gate.check("samples, questions", figures, [GOLD])
