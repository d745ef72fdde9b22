"""From a question to the page that answers it, through the whole chain: PDFs, passages, vectors, search."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from index.build import add
from index.derived import current_vectors
from index.embedding.choice import load_embedder
from index.files import find_sources
from index.library import open_library
from index.model import Hit
from index.search import search
from tests.quality import gate

QUERIES = "eval/gold/queries.jsonl"
PAPERS = ("corpus/kamerstukken", "corpus/reports")


@pytest.mark.slow
def test_the_page_that_answers_is_among_the_first_hits(tmp_path: Path) -> None:
    path = gate.gold(QUERIES)
    queries = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    embedder = load_embedder()
    with open_library(tmp_path / "gold.library", create=True) as library:
        add(library, find_sources([gate.gold(folder) for folder in PAPERS]), embedder)
        ids = {file: record.id for record in library.documents.all() for file in (record.file, *record.copies)}
        vectors = current_vectors(library)
        ranks = []
        for query in queries:
            answers = {(ids.get(answer["document"]), answer["page"]) for answer in query["answers"]}
            ranks.append(rank_of(answers, search(library, vectors, embedder, query["query"]).hits))
            if ranks[-1] != 1:
                print(f"{ranks[-1] or 'not'} in the first ten: {query['query']}")
    figures = {f"first {k}": sum(0 < rank <= k for rank in ranks) / len(ranks) for k in (1, 5, 10)}
    gate.check("page queries", figures, [path])


def rank_of(answers: set[tuple[str | None, int]], hits: Sequence[Hit]) -> int:
    """The rank of the first hit with a page that answers; 0 for none."""
    for hit in hits:
        passage = hit.passage.passage
        if any((hit.document.id, page) in answers for page in range(passage.page, passage.last_page + 1)):
            return hit.rank
    return 0
