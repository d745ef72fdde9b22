"""Whole-process figures of the commands: a cold search, an add of unchanged files, and the reading of PDFs.

    python benchmarks/bench_commands.py [FOLDER]

FOLDER: PDFs to build the library from (default ../shared/corpus/kamerstukken,
514 passages). Each figure is a median; ratios are of runs in turn, so they
hold on a machine whose speed drifts. The comparator of the search is a script
that does the same query with sentence-transformers on the same weights.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
CORPUS = ROOT.parent / "shared" / "corpus"
QUERY = "hoe wordt de uitvoering wendbaarder?"
RUNS = 7

SENTENCE_TRANSFORMERS = """
import sys, sqlite3, numpy as np
from sentence_transformers import SentenceTransformer
model = SentenceTransformer(sys.argv[1])
query = model.encode("query: " + sys.argv[3], normalize_embeddings=True)
rows = sqlite3.connect(sys.argv[2]).execute("SELECT p.id, e.vector FROM passages p JOIN embeddings e USING (text_hash)")
ids, vectors = zip(*rows)
scores = np.frombuffer(b"".join(vectors), np.float32).reshape(len(ids), -1) @ query
print([ids[i] for i in np.argsort(-scores)[:10]])
"""

READING = """
import sys, time
from pathlib import Path
files = [Path(name) for name in sys.argv[2:]]
began, worked, pages = time.perf_counter(), time.process_time(), 0
if sys.argv[1] == "vindplaats":
    from ingest.reader import read_file
    for file in files:
        pages += len(read_file(file).pages)
else:
    import pdfplumber
    for file in files:
        with pdfplumber.open(file) as pdf:
            for page in pdf.pages:
                page.extract_text()
                pages += 1
                page.close()
print(pages / (time.perf_counter() - began), pages / (time.process_time() - worked))
"""


def seconds(command: list[str]) -> float:
    """How long a command takes, as a whole process."""
    began = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - began


def vindplaats(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "search_cli", *arguments]


def bench_add_and_search(folder: Path, work: Path) -> None:
    library = work / "bench.library"
    first = seconds(vindplaats("add", str(folder), "--library", str(library)))
    again = statistics.median(seconds(vindplaats("add", str(folder), "--library", str(library))) for _ in range(3))
    print(f"add of unchanged files: {again:.2f} s, {again / first:.1%} of the first add ({first:.0f} s)")

    from index.embedding.e5_directory import model_folder  # the same weights, as a sentence-transformers folder

    ours = vindplaats("search", QUERY, "--library", str(library), "--json")
    theirs = [
        sys.executable, "-c", SENTENCE_TRANSFORMERS, str(model_folder()), str(library / "library.sqlite"), QUERY,
    ]  # fmt: skip
    pairs = [(seconds(ours), seconds(theirs)) for _ in range(RUNS)]
    cold = statistics.median(pair[0] for pair in pairs)
    ratio = statistics.median(pair[0] / pair[1] for pair in pairs)
    print(f"cold search: {cold:.2f} s, {ratio:.1%} of the same query with SentenceTransformer (n = {RUNS})")


def bench_reading(folder: Path) -> None:
    """Pages a second of reading wholly (layout included) against pdfplumber's extract_text; one process each.

    Of a second that passed, and of one that the processor worked, which is the same on a busy machine.
    """
    files = sorted(folder.glob("*.pdf"))
    speeds = {}
    for who in ("vindplaats", "pdfplumber"):
        command = [sys.executable, "-c", READING, who, *map(str, files)]
        printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        speeds[who] = [float(figure) for figure in printed.split()]
    for what, ours, theirs in zip(("pages/s", "pages per second of the processor"), *speeds.values(), strict=True):
        print(f"reading {len(files)} reports: {ours:.0f} {what}, {ours / theirs:.1f} times pdfplumber's extract_text")


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else CORPUS / "kamerstukken"
    with tempfile.TemporaryDirectory() as work:
        bench_add_and_search(folder, Path(work))
    bench_reading(CORPUS / "reports")


if __name__ == "__main__":
    main()
