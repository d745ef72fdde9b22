"""From a request to what it rests on, among the considerations of other motions."""

from __future__ import annotations

import pytest

from nlp.grounds.links import SourceIndex
from tests.quality import gate
from tools.train_link_matrix import ndcg_at_10, read_set

SMALL = "eval/retrieval/tk_motie_link_small"
ALL = "eval/retrieval/tk_motie_link"


def gold_files(folder):
    return [gate.gold(f"{folder}/{name}") for name in ("corpus.jsonl", "queries.jsonl", "qrels.tsv")]


def test_words_alone_find_the_considerations_of_a_request():
    files = gold_files(SMALL)
    texts, statements, right = read_set(files[0].parent)
    index = SourceIndex(texts, None)
    figure = ndcg_at_10(lambda i: index.scores(statements[i], None), right)
    gate.check("links, words", {"ndcg@10": figure}, files)


@pytest.mark.slow
def test_words_and_meaning_find_the_considerations_of_a_request():
    from index.embedding.choice import load_embedder

    files = gold_files(ALL)
    texts, statements, right = read_set(files[0].parent)
    embedder = load_embedder()
    index = SourceIndex(texts, embedder.passages(texts))
    figure = ndcg_at_10(lambda i: index.scores(statements[i], embedder.query(statements[i])), right)
    assert figure >= 0.76
