"""Evaluation: the figures of small sets that can be checked by hand."""

from __future__ import annotations

import json
from math import log2
from pathlib import Path

import pytest

from index.errors import LibraryError
from index.evaluate import by_rank, compare, evaluate, read_set
from index.library import open_library

CORPUS = [
    {"_id": "p1", "title": "", "text": "De boer verkoopt melk op de markt."},
    {"_id": "p2", "title": "Melk", "text": "De melk komt van koeien en van geiten."},
    {"_id": "p3", "title": "", "text": "Een fiets heeft twee wielen."},
    {"_id": "p4", "title": "", "text": "Een fiets heeft twee wielen!"},
]
QUESTIONS = [
    {"_id": "q1", "text": "wielen"},
    {"_id": "q2", "text": 'koeien OR "geiten'},
    {"_id": "q3", "text": "markt melk"},
    {"_id": "unjudged", "text": "boer"},
    {"_id": "punctuation", "text": "?!"},
]
QRELS = [("q1", "p3", 1), ("q1", "p4", 1), ("q2", "p2", 1), ("q3", "p2", 1), ("punctuation", "p1", 1)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "corpus.jsonl").write_text("\n".join(map(json.dumps, CORPUS)))
    (tmp_path / "queries.jsonl").write_text("\n".join(map(json.dumps, QUESTIONS)))
    head = "query-id\tcorpus-id\tscore\n"
    (tmp_path / "qrels.tsv").write_text(head + "".join(f"{q}\t{p}\t{grade}\n" for q, p, grade in QRELS))
    return tmp_path


def test_figures_are_those_of_the_search(folder, embedder):
    found = evaluate(read_set(folder), embedder, modes=["lexical"])
    # q1: both, though near copies are folded. q2: first, whatever operators it seems to have.
    # q3: second, as p1 has both words. Punctuation alone finds nothing.
    assert found.by_question["lexical"] == {"q1": 1.0, "q2": 1.0, "q3": pytest.approx(1 / log2(3)), "punctuation": 0.0}
    assert found.modes["lexical"]["ndcg@10"] == pytest.approx((2 + 1 / log2(3)) / 4)
    assert found.modes["lexical"]["recall@10"] == 0.75
    assert (found.n_questions, found.n_passages) == (4, 4)


def test_all_modes_are_measured(folder, embedder):
    assert list(evaluate(read_set(folder), embedder).modes) == ["lexical", "semantic", "hybrid", "rrf"]


def test_what_both_lists_have_comes_before_what_one_has_first():
    assert by_rank([["a", "b", "c"], ["d", "b"]]) == ["b", "a", "d", "c"]


def test_a_kept_library_is_not_embedded_again_and_follows_the_set(folder, embedder, tmp_path):
    path = tmp_path / "kept.library"
    first = evaluate(read_set(folder), embedder, library=path)
    n_embedded = len(embedder.embedded)
    assert evaluate(read_set(folder), embedder, library=path) == first
    assert len(embedder.embedded) == n_embedded
    corpus = [*CORPUS[1:], {"_id": "p5", "title": "", "text": "Iets nieuws."}]
    (folder / "corpus.jsonl").write_text("\n".join(map(json.dumps, corpus)))
    evaluate(read_set(folder), embedder, library=path)
    assert len(embedder.embedded) == n_embedded + 1
    with open_library(path) as library:
        assert sorted(record.id for record in library.documents.all()) == ["p2", "p3", "p4", "p5"]


@pytest.mark.parametrize(
    "line", ["[" * 100_000, "[]", '{"_id": 1, "text": "a"}', '{"_id": "1", "text": 2}', '{"_id": "1"}', "9" * 5000]
)
def test_a_set_with_a_line_that_is_no_record_is_refused(folder, line):
    with (folder / "corpus.jsonl").open("a", encoding="utf-8") as corpus:
        corpus.write(f"\n{line}\n")
    with pytest.raises(LibraryError, match="is no test set in BEIR layout"):
        read_set(folder)


def test_a_folder_without_a_set_is_refused(tmp_path):
    with pytest.raises(LibraryError, match="no test set in BEIR layout"):
        read_set(tmp_path)


def test_a_run_is_no_better_than_itself():
    run = {f"q{n}": n / 10 for n in range(10)}
    comparison = compare(run, run)
    assert (comparison.difference, comparison.low, comparison.high, comparison.p) == (0, 0, 0, 1)


def test_a_run_that_is_better_on_each_question_is_surely_better():
    worse = {f"q{n}": n / 100 for n in range(50)}
    better = {id: value + 0.1 + (int(id[1:]) % 3) / 100 for id, value in worse.items()}
    comparison = compare(better, worse)
    assert comparison.difference == pytest.approx(0.11, abs=0.001)
    assert 0.1 < comparison.low < comparison.high < 0.12
    assert comparison.p < 0.001


def test_only_questions_of_both_runs_count():
    comparison = compare({"q1": 0.5, "q2": 1.0}, {"q1": 0.5, "q3": 0.0})
    assert (comparison.n_questions, comparison.difference) == (1, 0)
    with pytest.raises(LibraryError, match="no question in common"):
        compare({"q1": 0.5}, {"q2": 0.5})
