"""From a question to the page that answers it, through the whole chain: PDFs, passages, vectors, search."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from index.adding.build import add
from index.adding.files import find_sources
from index.derived import current_vectors
from index.embedding.choice import load_embedder
from index.evaluate import DEPTH, MODES, by_rank
from index.library import Library, open_library
from index.model import PassageRecord
from index.search import search
from tests.quality import gate

QUERIES = "eval/gold/queries.jsonl"
PAPERS = ("corpus/kamerstukken", "corpus/reports")


# Questions of our own on papers that were not used to make the program, written from the page before anything was
# searched: the SHA-256 of the paper, the page, the kind of question, the question.
OWN_QUESTIONS = Path(__file__).with_name("page_questions.tsv")
OWN_PAPERS = ("corpus/more",)

Answers = set[tuple[str | None, int]]


@pytest.mark.slow
def test_the_page_that_answers_is_among_the_first_hits(tmp_path: Path) -> None:
    path = gate.gold(QUERIES)
    queries = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    with _library(tmp_path, PAPERS) as library:
        ids = {file: record.id for record in library.documents.all() for file in (record.file, *record.copies)}
        asked = [
            (query["query"], {(ids.get(answer["document"]), answer["page"]) for answer in query["answers"]})
            for query in queries
        ]
        figures = _figures(library, asked)
    gate.check("page queries", figures, [path])


@pytest.mark.slow
def test_the_page_that_answers_a_question_of_our_own_is_among_the_first_hits(tmp_path: Path) -> None:
    with _library(tmp_path, OWN_PAPERS) as library:
        ids = {record.metadata.sha256: record.id for record in library.documents.all()}
        rows = csv.DictReader(OWN_QUESTIONS.open(encoding="utf-8"), delimiter="\t")
        asked = [(row["question"], {(ids.get(row["sha256"]), int(row["page"]))}) for row in rows]
        figures = _figures(library, asked)
    gate.check("page questions of our own", figures, [OWN_QUESTIONS])


@contextmanager
def _library(path: Path, papers: Sequence[str]) -> Iterator[Library]:
    with open_library(path / "gold.library", create=True) as library:
        add(library, find_sources([gate.gold(folder) for folder in papers]), load_embedder())
        yield library


def _figures(library: Library, asked: Sequence[tuple[str, Answers]]) -> dict[str, float]:
    """Which part of the questions has a page that answers among the first hits; prints what each list finds alone."""
    vectors, embedder = current_vectors(library), load_embedder()
    ranks: dict[str, list[int]] = {}
    for question, answers in asked:
        found = {
            mode: [hit.passage for hit in search(library, vectors, embedder, question, mode=mode, limit=DEPTH).hits]
            for mode in MODES
        }
        records = {str(record.id): record for passages in found.values() for record in passages}
        ids = {mode: [str(record.id) for record in passages] for mode, passages in found.items()}
        ids["rrf"] = by_rank([ids["lexical"], ids["semantic"]])
        for mode, in_order in ids.items():
            ranks.setdefault(mode, []).append(rank_of(answers, [records[id] for id in in_order[:10]]))
        if ranks["hybrid"][-1] != 1:
            print(f"{ranks['hybrid'][-1] or 'not'} in the first ten: {question}")
    first = {
        mode: {k: sum(0 < rank <= k for rank in found) / len(asked) for k in (1, 5, 10)}
        for mode, found in ranks.items()
    }
    for mode, figures in first.items():
        print(f"{mode}: " + ", ".join(f"first {k} {value:.3f}" for k, value in figures.items()) + f" of {len(asked)}")
    return {f"first {k}": value for k, value in first["hybrid"].items()}


def rank_of(answers: Answers, records: Sequence[PassageRecord]) -> int:
    """The rank of the first passage on a page that answers; 0 for none."""
    for rank, record in enumerate(records, start=1):
        pages = range(record.passage.page, record.passage.last_page + 1)
        if any((record.document, page) in answers for page in pages):
            return rank
    return 0
