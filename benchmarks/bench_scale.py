"""Speed of search on large libraries: warm and cold, memory, and what adding a paper costs.

    python benchmarks/bench_scale.py 100000 [--folder FOLDER]

Text is real and repeated: each passage is four sentences drawn at random from
the motions in ../shared/eval/retrieval, 20 passages a paper. Vectors are made
up: each lies between two vectors of a sample of those motions, plus noise.
Questions are those of citizens in overheid_faq and pairs of words from them.
With --folder the library is kept there, and used again.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from index.adding.prepare import completed, draft_of
from index.derived import current_vectors, vectors_in_step
from index.embedding.choice import load_embedder
from index.embedding.protocol import Embedder, Vectors
from index.library import Library, open_library
from index.search import search
from index.vectors import Ids
from ingest.model import Document, Metadata, Passage

DATA = Path(__file__).resolve().parents[2] / "shared/eval/retrieval"
A_PAPER = 20
SENTENCES = 4
A_TRANSACTION = 500
SAMPLE = 500
N_QUERIES = 200
NOISE = 0.015


def motions() -> list[str]:
    """The texts of real motions."""
    return [json.loads(line)["text"] for line in (DATA / "tk_moties/corpus.jsonl").open(encoding="utf-8")]


def made_up_vectors(n: int, sample: Vectors, draw: np.random.Generator) -> Vectors:
    """float32 (n, dim), rows of length 1."""
    one, other = (sample[draw.integers(0, len(sample), n)] for _ in range(2))
    rows = one + draw.random((n, 1)) * other + NOISE * draw.standard_normal((n, sample.shape[1]))
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


def papers(n: int, first: int, sentences: list[str], draw: random.Random) -> Iterator[tuple[Document, list[Passage]]]:
    """Papers of 20 passages each."""
    for number in range(first, first + n):
        passages, text = list[Passage](), ""
        for at in range(A_PAPER):
            part = " ".join(draw.choices(sentences, k=SENTENCES))
            passages.append(Passage(len(text), len(text) + len(part), part, at + 1, at + 1, (f"Hoofdstuk {at + 1}",)))
            text += part + "\n"
        metadata = Metadata(
            id=f"paper-{number}",
            sha256=f"{number:064x}",
            kind="brief",
            title=draw.choice(sentences)[:80],
            date=f"20{number % 25:02d}-0{number % 9 + 1}-1{number % 9}",
            dossiers=(str(30000 + number % 50),),
        )
        yield Document(metadata, text), passages


def fill(library: Library, n_papers: int, first: int, sentences: list[str], sample: Vectors) -> None:
    draw, numbers = random.Random(first), np.random.default_rng(first)
    with library.transaction():
        for document, passages in papers(n_papers, first, sentences, draw):
            rows = made_up_vectors(A_PAPER, sample, numbers)
            draft = draft_of(document, passages)
            prepared = completed(draft, dict(zip(draft.texts, rows, strict=True)))
            library.store(prepared, file=f"{document.id}.pdf", path=f"/{document.id}.pdf", pipeline="scale")


def questions() -> list[str]:
    """Half questions of citizens, half pairs of words from them."""
    asked = [json.loads(line)["text"] for line in (DATA / "overheid_faq/queries.jsonl").open(encoding="utf-8")]
    draw = random.Random(0)
    long_words = sorted({word for text in asked for word in re.findall(r"\w{6,}", text.lower())})
    pairs = [" ".join(draw.sample(long_words, 2)) for _ in range(N_QUERIES // 2)]
    return asked[: N_QUERIES // 2] + pairs


def measure_warm(library: Library, embedder: Embedder) -> None:
    vectors = current_vectors(library)
    assert vectors is not None
    for text in ("uitvoering", "wie betaalt de kosten?"):
        search(library, vectors, embedder, text)
    taken, processor, embedding = list[float](), list[float](), list[float]()
    queries, found = list[Vectors](), list[Ids]()
    for text in questions():
        start, used = time.perf_counter(), time.process_time()
        search(library, vectors, embedder, text)
        taken.append(1000 * (time.perf_counter() - start))
        processor.append(1000 * (time.process_time() - used))
        start = time.perf_counter()
        queries.append(embedder.query(text))
        embedding.append(1000 * (time.perf_counter() - start))
        found.append(vectors.search(queries[-1], 10)[0])
    for what, figures in (("warm query, ms, embedding included", taken), ("processor time of it, ms", processor)):
        p50, p95 = np.percentile(figures, [50, 95])
        print(f"{what}: p50 {p50:.0f}, p95 {p95:.0f}, n {len(figures)}")
    print(f"embedding alone: p50 {np.percentile(embedding, 50):.0f}")
    print(f"machine load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores; {_peak_memory()}")
    right = [len(np.intersect1d(*pair)) / 10 for pair in zip(found, nearest(library, np.array(queries)), strict=True)]
    print(f"recall@10 of the nearest vectors against exact search: {np.mean(right):.3f}")


def nearest(library: Library, queries: Vectors) -> Ids:
    """The ids of the 10 nearest passages to each query, by comparing all: int64 (n_queries, 10)."""
    best = np.empty((len(queries), 0), np.int64)
    scores = np.empty((len(queries), 0), np.float32)
    for ids, rows in library.passages.vectors_in_parts(50_000):
        scores = np.hstack([scores, queries @ rows.T])
        best = np.hstack([best, np.broadcast_to(ids, (len(queries), len(ids)))])
        first = np.argpartition(-scores, 10, axis=1)[:, :10]
        scores, best = (np.take_along_axis(each, first, axis=1) for each in (scores, best))
    return best


def _peak_memory() -> str:
    return f"peak memory of this process {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20:.2f} GB"


def measure_cold(path: Path) -> None:
    command = [sys.executable, "-m", "search_cli", "search", "hoe vraag ik een vergunning aan?", "--library", str(path)]
    taken = []
    for _ in range(6):
        start = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        taken.append(time.perf_counter() - start)
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 2**20
    print(f"cold search, whole process: median {np.median(taken[1:]):.2f} s of 5, peak memory {memory:.2f} GB")


def measure_adding(library: Library, sentences: list[str], sample: Vectors) -> None:
    first = library.documents.count() + 1
    start = time.perf_counter()
    with library.writing(), vectors_in_step(library):
        fill(library, 1, first, sentences, sample)
    print(f"adding a paper of {A_PAPER} passages, embedded before: {time.perf_counter() - start:.2f} s")
    start = time.perf_counter()
    with library.writing(), vectors_in_step(library), library.transaction():
        library.documents.delete(f"paper-{first}")
        library.next_generation()
    print(f"removing it: {time.perf_counter() - start:.2f} s")


def run(path: Path, n_passages: int) -> None:
    embedder = load_embedder()
    texts = motions()
    sentences = [part for text in texts for part in re.split(r"(?<=[.;])\s+", text) if len(part) > 20]
    sample = embedder.passages(texts[:SAMPLE])
    with open_library(path, create=True) as library:
        if library.documents.count() == 0:
            start = time.perf_counter()
            for first in range(0, n_passages // A_PAPER, A_TRANSACTION):
                fill(library, min(A_TRANSACTION, n_passages // A_PAPER - first), first, sentences, sample)
            with library.transaction():
                library.record_embedder(embedder.name, embedder.fingerprint)
            print(f"storing {n_passages:,} passages without embedding: {time.perf_counter() - start:.0f} s")
            start = time.perf_counter()
            current_vectors(library)
            print(f"making the file of vectors: {time.perf_counter() - start:.0f} s; {_peak_memory()}")
        print(f"{library.passages.size().n_passages:,} passages")
        measure_cold(path)
        measure_adding(library, sentences, sample)
        measure_warm(library, embedder)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("passages", type=int, nargs="?", default=100_000)
    parser.add_argument("--folder", type=Path)
    arguments = parser.parse_args()
    if not DATA.exists():
        print(f"no texts in {DATA}: nothing is measured")
        return
    if arguments.folder:
        run(arguments.folder, arguments.passages)
        return
    with tempfile.TemporaryDirectory() as folder:
        run(Path(folder) / "scale.library", arguments.passages)


if __name__ == "__main__":
    main()
