"""Make the encoder's folders with its numbers disturbed as another processor rounds them.

    python -m tools.disturb_encoder SEED FOLDER
    VINDPLAATS_CACHE=FOLDER python -m pytest tests/quality

What the encoder gives is rounded to 8 bits at each layer, so that a difference in the seventh digit moves some vectors
by a thousandth, and a figure of a small set by as much as one of its cases. Floors of such figures are the least of
five seeds: a lower figure is then a change, and not the processor.
"""

from __future__ import annotations

import argparse
import os
from dataclasses import replace
from pathlib import Path

import numpy as np

from nlp.encoder.e5_weights import E5Weights, read_weights

POSITIONS = "emb.pos"
SHARE = 2e-7


def disturbed(weights: E5Weights, seed: int) -> E5Weights:
    """The model with the vectors of its positions changed by some 2 in 10,000,000."""
    positions = weights.vectors[POSITIONS]
    noise = 1 + SHARE * np.random.default_rng(seed).standard_normal(positions.shape)
    return replace(weights, vectors={**weights.vectors, POSITIONS: (positions * noise).astype(np.float32)})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("seed", type=int)
    parser.add_argument("folder", type=Path)
    given = parser.parse_args()
    if given.folder.exists():
        parser.error(f"{given.folder} is there already; name a new folder")
    os.environ["VINDPLAATS_CACHE"] = str(given.folder)
    from index.embedding import e5_onnx
    from nlp.advice.context import reader

    for module in (e5_onnx, reader):
        vars(module)["read_weights"] = lambda path: disturbed(read_weights(path), given.seed)
    e5_onnx.load_engine()
    if reader.load_reader() is None:
        parser.error("the encoder that reads statements cannot be had on this machine")


if __name__ == "__main__":
    main()
