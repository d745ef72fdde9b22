"""How a large library is searched: recall, milliseconds, memory, and the cost of a small change.

    python benchmarks/bench_vectors.py 1000000

Vectors are made up: each lies between two passages of a made-up library of
5,000 that crowd around a common mean as those of multilingual-e5-small do
(cosines of .7 to .9), plus noise. Recall@10 is against comparing all of them.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from index.vectors import Vectors, build, change, open_vectors

DIM = 384
N_QUERIES = 50


def make_vectors(n: int, seed: int) -> Vectors:
    """float32 (n, 384), rows of length 1."""
    centres = np.random.default_rng(0).normal(size=(5000, DIM)).astype(np.float32)
    centres = 0.45 * centres + np.random.default_rng(1).normal(size=DIM).astype(np.float32)
    random = np.random.default_rng(seed)
    rows = np.empty((n, DIM), dtype=np.float32)
    for start in range(0, n, 50_000):
        part = rows[start : start + 50_000]
        one, other = (centres[random.integers(0, len(centres), len(part))] for _ in range(2))
        share = random.random((len(part), 1), dtype=np.float32)
        part[:] = share * one + (1 - share) * other + 0.3 * random.standard_normal(part.shape, dtype=np.float32)
        part /= np.linalg.norm(part, axis=1, keepdims=True)
    return rows


def nearest(rows: Vectors, queries: Vectors, k: int) -> list[list[int]]:
    """The k nearest rows to each query, by comparing all."""
    best: list[list[tuple[float, int]]] = [[] for _ in queries]
    for start in range(0, len(rows), 50_000):
        scores = queries @ rows[start : start + 50_000].T
        for query, places in enumerate(np.argpartition(-scores, k, axis=1)[:, :k].tolist()):
            found = [(float(scores[query, place]), start + place) for place in places]
            best[query] = sorted(best[query] + found, reverse=True)[:k]
    return [[row for _, row in rows_of_query] for rows_of_query in best]


def measure_search(path: Path, queries: Vectors, expected: list[list[int]]) -> None:
    begin = time.perf_counter()
    opened = open_vectors(path)
    print(f"opened in {1000 * (time.perf_counter() - begin):.0f} ms, with FAISS's import")
    allowed = np.random.default_rng(5).choice(opened.ids, len(opened.ids) // 20, replace=False)
    for what, filter_ids in (("all", None), ("one in 20", allowed)):
        milliseconds, n_found = [], 0
        for query, rows in zip(queries, expected, strict=True):
            begin = time.perf_counter()
            ids, _ = opened.search(query, 10, filter_ids)
            milliseconds.append(1000 * (time.perf_counter() - begin))
            n_found += len(set(ids.tolist()) & set(rows))
        recall = f", recall@10 {n_found / (10 * len(queries)):.3f}" if filter_ids is None else ""
        p50, p95 = statistics.median(milliseconds), sorted(milliseconds)[int(0.95 * len(queries))]
        print(f"search in {what}: p50 {p50:.1f} ms, p95 {p95:.1f} ms, first {milliseconds[0]:.1f} ms{recall}")
    print(f"memory of the searching process at most {_peak_mb()} MB")


def _peak_mb() -> int:
    """The most memory this process has held, files mapped into it included (Linux)."""
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) // 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("n_vectors", type=int, nargs="?", default=1_000_000)
    parser.add_argument("--search", type=Path, help=argparse.SUPPRESS)  # the folder of a child process
    arguments = parser.parse_args()
    if arguments.search is not None:
        stored = np.load(arguments.search / "queries.npz")
        measure_search(arguments.search / "vectors.faiss", stored["queries"], stored["expected"].tolist())
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "vectors.faiss"
        rows, queries = make_vectors(arguments.n_vectors, seed=2), make_vectors(N_QUERIES, seed=3)
        begin = time.perf_counter()
        build(path, [(np.arange(len(rows)), rows)], generation=1)
        seconds = time.perf_counter() - begin
        print(f"{len(rows):,} vectors: built in {seconds:.0f} s, {path.stat().st_size / 2**20:,.0f} MB", flush=True)
        print(f"memory of the building process at most {_peak_mb()} MB, {rows.nbytes >> 20} of it the vectors given")
        np.savez(Path(folder) / "queries.npz", queries=queries, expected=nearest(rows, queries, 10))
        command = [sys.executable, __file__, "--search", folder]
        subprocess.run(command, check=True)
        begin = time.perf_counter()
        change(path, 2, removed=np.arange(20), ids=np.arange(20) + len(rows), vectors=rows[:20])
        print(f"20 vectors replaced in {time.perf_counter() - begin:.2f} s", flush=True)
        subprocess.run(command, check=True)


if __name__ == "__main__":
    main()
