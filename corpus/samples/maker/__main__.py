"""python -m corpus.samples.maker [FOLDER]: make the sample papers, beside this package by default."""

import sys
from pathlib import Path

from corpus.samples.maker.papers import PAPERS


def main(folder: Path) -> None:
    for name, make in PAPERS.items():
        (folder / name).write_bytes(bytes(make().output()))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[1])
