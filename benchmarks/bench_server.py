"""Search in PostgreSQL beside the same library in a folder: time, and whether both find the same.

    python benchmarks/bench_server.py FOLDER postgresql://USER@HOST/DATABASE [--queries 200] [--copy]

FOLDER is a library, as benchmarks/bench_scale.py --folder makes one of real text and made-up vectors; --copy copies
it to the server first. Questions are those of bench_scale: half of citizens, half pairs of words. Each is asked of
both in turn, so that what else the machine does weighs on both alike; embedding is remembered and not counted.
"""

from __future__ import annotations

import argparse
import os
import time
from pathlib import Path

import numpy as np

from benchmarks.bench_scale import questions
from index.library import library_path, open_library
from index.library.documents import original_name
from index.library.postgres.moving import copy_library
from index.model import Filters
from index.searcher import Searcher

FILTERS = {
    "no filter": Filters(),
    "a dossier": Filters(dossier="30007"),
    "from 2012 on": Filters(date_from="2012-01-01"),
}


def compare(folder: str, address: str, n_queries: int) -> None:
    with open_library(library_path(folder)) as one, open_library(library_path(address)) as other:
        print(f"{one.passages.size().n_passages:,} and {other.passages.size().n_passages:,} passages")
        searchers = Searcher(one), Searcher(other)
        asked = questions()[:n_queries] if n_queries >= 200 else questions()[:: 200 // n_queries]
        (pid,) = other.connection.execute("SELECT pg_backend_pid()").fetchone()
        for what, filters in FILTERS.items():
            _compare(pid, what, searchers, asked if what == "no filter" else asked[::5], filters)
    print(f"machine load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")


def _compare(pid: int, what: str, searchers: tuple[Searcher, Searcher], asked: list[str], filters: Filters) -> None:
    taken: tuple[list[float], list[float]] = [], []
    used, same, same_set = [0.0, 0.0], 0, 0
    for text in asked:
        found = []
        for at, searcher in enumerate(searchers):
            searcher.embedder.query(text)
            start, before = time.perf_counter(), time.process_time() + _seconds_of(pid)
            answer = searcher.search(text, filters=filters)
            taken[at].append(1000 * (time.perf_counter() - start))
            used[at] += 1000 * (time.process_time() + _seconds_of(pid) - before) / len(asked)
            found.append([hit.passage.id for hit in answer.hits])
        same += found[0] == found[1]
        same_set += set(found[0]) == set(found[1])
    figures = [f"p50 {np.percentile(each, 50):.0f} ms, p95 {np.percentile(each, 95):.0f} ms" for each in taken]
    print(f"{what}: folder {figures[0]}; server {figures[1]}; n {len(asked)}")
    print(f"  processor time, mean: folder {used[0]:.0f} ms; server, both processes, {used[1]:.0f} ms")
    print(f"  the same first 10 in the same order: {same}; the same 10: {same_set} of {len(asked)}")


def _seconds_of(pid: int) -> float:
    """Processor time of the session's process on the server, which runs on this machine; in steps of 10 ms."""
    fields = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _make_originals(folder: Path) -> None:
    """Papers that were made up have none, and are not copied without."""
    with open_library(folder) as library:
        for record in library.documents.all():
            library.originals.put(original_name(record.metadata.sha256, record.path), b"made up", replace=False)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("address")
    parser.add_argument("--queries", type=int, default=200)
    parser.add_argument("--copy", action="store_true")
    arguments = parser.parse_args()
    if arguments.copy:
        start = time.perf_counter()
        _make_originals(Path(arguments.folder))
        copied = copy_library(Path(arguments.folder), library_path(arguments.address))
        print(f"copied {copied.n_documents:,} papers in {time.perf_counter() - start:.0f} s")
    compare(arguments.folder, arguments.address, arguments.queries)


if __name__ == "__main__":
    main()
