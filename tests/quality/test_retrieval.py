"""Search against questions with known answers: a fixed part of two sets, small enough for every run."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from index.embedding.choice import load_embedder
from index.embedding.protocol import Embedder
from index.evaluate import MODES, Evaluation, evaluate, read_set
from tests.quality import gate

# Small enough to embed and ask in less than a minute.
N_PASSAGES = 120
N_QUESTIONS = 60
FILES = ("corpus.jsonl", "queries.jsonl", "qrels.tsv")


@pytest.fixture(scope="module")
def embedder() -> Embedder:
    return load_embedder()


def subsample(name: str, folder: Path) -> tuple[Path, list[Path]]:
    """A fixed part of a set: the first questions, what answers them, and the first other passages. Also the gold."""
    corpus, queries, qrels = (gate.gold(f"eval/retrieval/{name}/{file}") for file in FILES)
    questions = queries.read_text("utf-8").splitlines()[:N_QUESTIONS]
    asked = {json.loads(line)["_id"] for line in questions}
    head, *judged = qrels.read_text("utf-8").splitlines()
    judged = [line for line in judged if line.split("\t")[0] in asked]
    answers = {line.split("\t")[1] for line in judged}
    passages = corpus.read_text("utf-8").splitlines()
    passages.sort(key=lambda line: json.loads(line)["_id"] not in answers)
    for file, lines in zip(FILES, (passages[:N_PASSAGES], questions, [head, *judged]), strict=True):
        (folder / file).write_text("\n".join(lines) + "\n", "utf-8")
    return folder, [corpus, queries, qrels]


@pytest.mark.parametrize("name", ["overheid_faq", "tk_motie_link_small"])
def test_both_together_find_more_than_words_or_meaning_alone(name: str, tmp_path: Path, embedder: Embedder) -> None:
    folder, gold = subsample(name, tmp_path)
    found: Evaluation = evaluate(read_set(folder), embedder)
    figures = {f"{mode} {measure}": value for mode in MODES for measure, value in found.modes[mode].items()}
    gate.check(f"retrieval, {name}", figures, gold, gate.ROUNDING)
    ndcg = {mode: found.modes[mode]["ndcg@10"] for mode in MODES}
    assert ndcg["hybrid"] >= max(ndcg["lexical"], ndcg["semantic"])
