"""python -m tools.samples [FOLDER]: make the sample papers, in corpus/samples by default."""

import sys
from pathlib import Path

from tools.samples.papers import PAPERS

SAMPLES = Path(__file__).parents[2] / "corpus" / "samples"


def main(folder: Path) -> None:
    for name, make in PAPERS.items():
        (folder / name).write_bytes(bytes(make().output()))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else SAMPLES)
