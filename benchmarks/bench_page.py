"""Figures of the page: how soon it is ready, how long its answers take, and what readers feel while papers are added.

    python benchmarks/bench_page.py [FOLDER] [SECONDS]

FOLDER: papers that are added while 20 readers search (default ../shared/corpus/kamerstukken); SECONDS: for how long
(default 60). A reader asks, reads for one to three seconds, and asks again. Ratios are of runs in turn.
"""

from __future__ import annotations

import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import httpx

from tools.serving import serving

ROOT = Path(__file__).parents[1]
CORPUS = ROOT.parent / "shared" / "corpus" / "kamerstukken"
READERS, RUNS = 20, 7
QUESTIONS = ["wendbaarheid", "uitvoering", "hoe wordt de dienst wendbaarder?", '"de dienst"', "personeel en inhuur"]
IMPORTS = "import starlette.applications, uvicorn"


def ready(library: Path) -> tuple[float, float]:
    """Seconds from the start of the process to its first answer, and how many times the bare imports that is."""
    own, bare = [], []
    for _ in range(RUNS):
        began = time.perf_counter()
        with serving(library) as address:
            httpx.get(f"{address}/search").raise_for_status()
            own.append(time.perf_counter() - began)
        began = time.perf_counter()
        subprocess.run([sys.executable, "-c", IMPORTS], check=True)
        bare.append(time.perf_counter() - began)
    return statistics.median(own), statistics.median(own) / statistics.median(bare)


def answers(address: str, seconds: float, readers: int) -> tuple[list[float], list[str]]:
    """How long each search page took that readers asked for, and what went wrong."""
    taken: list[float] = []
    wrong: list[str] = []
    until = time.perf_counter() + seconds

    def read(number: int) -> None:
        dice = random.Random(number)
        with httpx.Client(base_url=address, timeout=60) as client:
            # People do not begin in the same instant.
            time.sleep(dice.uniform(0, 2) if readers > 1 else 0)
            while time.perf_counter() < until:
                began = time.perf_counter()
                answer = client.get("/search", params={"q": dice.choice(QUESTIONS)})
                taken.append(time.perf_counter() - began)
                if answer.status_code != 200:
                    wrong.append(f"{answer.status_code} {answer.text[:200]}")
                time.sleep(dice.uniform(1, 3))

    threads = [threading.Thread(target=read, args=(number,)) for number in range(readers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return taken, wrong


def p95(values: list[float]) -> float:
    return sorted(values)[int(0.95 * len(values))]


def pictures(address: str) -> tuple[float, float]:
    """The 95th percentile of the time of a page image, drawn and kept, over all pages."""
    drawn, kept = [], []
    with httpx.Client(base_url=address, timeout=60) as client:
        for paper in client.get("/status.json").json()["documents"]:
            for number in range(1, paper["n_pages"] + 1):
                for times in (drawn, kept):
                    began = time.perf_counter()
                    client.get(f"/page/{paper['sha256']}/{number}.webp").raise_for_status()
                    times.append(time.perf_counter() - began)
    return p95(drawn), p95(kept)


def main() -> None:
    papers = Path(sys.argv[1]) if len(sys.argv) > 1 else CORPUS
    seconds = float(sys.argv[2]) if len(sys.argv) > 2 else 60
    with tempfile.TemporaryDirectory() as folder:
        library = Path(folder) / "page.library"
        add = [sys.executable, "-m", "search_cli", "add", "--library", str(library)]
        subprocess.run([*add, str(ROOT / "corpus" / "samples")], check=True, cwd=ROOT, capture_output=True)
        print("ready after {:.2f} s, {:.1f} times the imports alone".format(*ready(library)))
        with serving(library) as address:
            print("page image p95: {:.0f} ms drawn, {:.0f} ms kept".format(*(1000 * t for t in pictures(address))))
            alone, wrong = answers(address, seconds / 6, 1)
            print(f"search page, one reader: median {1000 * statistics.median(alone):.0f} ms, {len(alone)} asked")
            adding = subprocess.Popen(
                [*add, str(papers)], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
            together, also_wrong = answers(address, seconds, READERS)
            meanwhile = "runs" if adding.poll() is None else "ran, until it was done"
            adding.terminate()
            adding.wait()
        times = [
            each / statistics.median(alone) for each in (statistics.median(together), p95(together), max(together))
        ]
        print(
            f"{READERS} readers for {seconds:.0f} s while add {meanwhile}: "
            f"{len(together)} asked, {len(wrong) + len(also_wrong)} errors, median {times[0]:.1f} times that of one "
            f"reader alone, p95 {times[1]:.1f}, slowest {times[2]:.1f} times"
        )
        for error in {*wrong, *also_wrong}:
            print(error)


if __name__ == "__main__":
    main()
