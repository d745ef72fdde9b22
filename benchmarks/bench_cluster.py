"""What workers of a Dask scheduler cost and bring: two on this machine beside two processes of 'add' itself.

    python benchmarks/bench_cluster.py [FOLDER] [RUNS]

FOLDER: papers to add (default ../shared/corpus/reports), RUNS: in turn (default 2). Then 200 letters of half a page
each are added over the two workers, to see how busy the process is that writes.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[1]
REPORTS = ROOT.parent / "shared" / "corpus" / "reports"
N_SMALL = 200
ADD = [sys.executable, "-m", "search_cli", "add", "--quiet"]


@contextmanager
def scheduler() -> Iterator[str]:
    """A scheduler with two workers of one thread, as their own commands start them; its address."""
    environment = {**os.environ, "DASK_DISTRIBUTED__WORKER__DAEMON": "False"}
    with ExitStack() as started, tempfile.TemporaryDirectory() as folder:
        known = Path(folder) / "scheduler.json"
        start = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--port", "0", "--no-dashboard"]
        start += ["--scheduler-file", str(known)]
        process = started.enter_context(subprocess.Popen(start, stderr=subprocess.DEVNULL, cwd=folder))
        started.callback(process.terminate)
        while not known.exists():
            time.sleep(0.1)
        time.sleep(0.5)
        address: str = json.loads(known.read_text())["address"]
        work = [sys.executable, "-m", "distributed.cli.dask_worker", address, "--nthreads", "1", "--no-dashboard"]
        for _ in range(2):
            worker = subprocess.Popen(work, env=environment, stderr=subprocess.DEVNULL, cwd=folder)
            started.enter_context(worker)
            started.callback(worker.terminate)
        time.sleep(5)
        yield address


def adding(papers: Path, *options: str) -> tuple[float, float]:
    """Seconds from start to end of an add to a new library, and the processor time of its own process alone."""
    with tempfile.TemporaryDirectory() as folder:
        command = [*ADD, "--library", f"{folder}/new.library", *options, str(papers)]
        began = time.perf_counter()
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        return time.perf_counter() - began, used.ru_utime + used.ru_stime


def small_letters(folder: Path) -> None:
    for number in range(N_SMALL):
        line = f"De minister stuurt de Kamer voor 1 mei {2000 + number} een brief over sluis {number}.\n\n"
        (folder / f"brief-{number}.md").write_text(f"# Brief {number}\n\n" + line * 20, "utf-8")


def main() -> None:
    papers = Path(sys.argv[1]) if len(sys.argv) > 1 else REPORTS
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 2
    with scheduler() as address, tempfile.TemporaryDirectory() as folder:
        adding(ROOT / "corpus" / "samples", "--scheduler", address)
        ratios = []
        for _ in range(runs):
            here, _ = adding(papers, "--jobs", "2")
            there, _ = adding(papers, "--scheduler", address)
            ratios.append(there / here)
            print(f"2 processes of this machine {here:.1f} s, 2 workers {there:.1f} s: {there / here:.2f} times")
        print(f"median: {statistics.median(ratios):.2f} times (aim: 1.15 at most)")
        small_letters(Path(folder))
        took, busy = adding(Path(folder), "--scheduler", address)
        print(f"{N_SMALL} small papers: {took:.1f} s, the writer busy {busy / took:.0%} of them (aim: below 20 %)")


if __name__ == "__main__":
    main()
