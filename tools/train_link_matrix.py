"""Learn the space in which a statement is nearest to its grounds: nlp/data/link_matrix.npz.

    python -m tools.train_link_matrix ../shared/eval/retrieval/tk_motie_link

Vectors of one kind of text crowd around one direction and differ along few.
Taking off their middle and evening out the directions (whitening, with the
eigenvalues to the power -0.3; Su et al. 2021, Mu & Viswanath 2018) raises the
considerations of a motion above others for its dictum. A matrix learned
from pairs on top of this (InfoNCE with all passages as negatives, folds by
dossier) gained 0.001 nDCG@10 and is left out.

It is fitted to the considerations alone; dicta give only their middle.
Printed: nDCG@10 of words, vectors and both, before and after.
"""

from __future__ import annotations

import json
import math
import sys
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.embedding.choice import load_embedder
from nlp.grounds.links import SourceIndex

POWER = -0.3
# Share of every direction that is held equal, so that the smallest are not blown up.
FLOOR = 0.05
TARGET = Path(__file__).parents[1] / "nlp" / "data" / "link_matrix.npz"

Vectors = NDArray[np.float32]


def whitening(passages: Vectors) -> Vectors:
    """The matrix (dim, dim) that evens out the directions of centred passage vectors."""
    centred = unit(passages - passages.mean(axis=0))
    values, directions = np.linalg.eigh(centred.T @ centred / len(centred))
    evened = (values / values.mean() * (1 - FLOOR) + FLOOR) ** POWER
    matrix: Vectors = ((directions * evened) @ directions.T).astype(np.float32)
    return matrix


def unit(vectors: Vectors) -> Vectors:
    return vectors / np.linalg.norm(vectors, axis=-1, keepdims=True)


def read_set(folder: Path) -> tuple[list[str], list[str], dict[int, set[int]]]:
    """Passages, statements, and for each statement (by position) its own passages."""
    corpus = [json.loads(line) for line in (folder / "corpus.jsonl").read_text("utf-8").splitlines()]
    queries = [json.loads(line) for line in (folder / "queries.jsonl").read_text("utf-8").splitlines()]
    passage = {row["_id"]: position for position, row in enumerate(corpus)}
    statement = {row["_id"]: position for position, row in enumerate(queries)}
    right: dict[int, set[int]] = defaultdict(set)
    for line in (folder / "qrels.tsv").read_text("utf-8").splitlines():
        query, *rest = line.split("\t")
        if query in statement:
            right[statement[query]].update(passage[cell] for cell in rest if cell in passage)
    return [row["text"] for row in corpus], [row["text"] for row in queries], right


def ndcg_at_10(scores: Callable[[int], NDArray[np.float32]], right: dict[int, set[int]]) -> float:
    """Mean nDCG@10 (Järvelin & Kekäläinen 2002) over the statements."""
    total = 0.0
    for statement, own in right.items():
        ranked = np.argsort(-scores(statement), kind="stable")[:10]
        gain = sum(1 / math.log2(rank + 2) for rank, passage in enumerate(ranked) if passage in own)
        total += gain / sum(1 / math.log2(rank + 2) for rank in range(min(10, len(own))))
    return total / len(right)


def main(arguments: Sequence[str]) -> None:
    texts, statements, right = read_set(Path(arguments[0]))
    embedder = load_embedder()
    passages = embedder.passages(texts)
    asked = np.stack([embedder.query(statement) for statement in statements])
    matrix = whitening(passages).astype(np.float16)
    np.savez(TARGET, matrix=matrix, statement_centre=asked.mean(axis=0).astype(np.float16))
    words = SourceIndex(texts, None)
    both = SourceIndex(texts, passages)
    print(f"words    {ndcg_at_10(lambda i: words.scores(statements[i], None), right):.4f}")
    print(f"vectors  {ndcg_at_10(lambda i: passages @ asked[i], right):.4f}")
    print(f"both     {ndcg_at_10(lambda i: both.scores(statements[i], asked[i]), right):.4f}")


if __name__ == "__main__":
    main(sys.argv[1:])
