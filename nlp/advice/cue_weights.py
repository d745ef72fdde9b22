"""What each cue of nlp/advice/cues.py is worth, as log-odds that add up; a statement with a sum of 0 or more counts.

They decide in a text of a few sentences, and are two of the numbers that the recogniser looks at. They were fitted to
four gold sets of 32 documents, drawn to weights set by hand, and stand in nlp/data/cue_weights.tsv; a cue without a
row, or with an empty column, is worth nothing.
"""

from __future__ import annotations

import math
from collections.abc import Collection
from importlib.resources import files
from typing import Literal

ALWAYS = "(altijd)"


def _read() -> dict[Literal["aanbeveling", "toezegging"], dict[str, float]]:
    _, *lines = (files("nlp") / "data" / "cue_weights.tsv").read_text("utf-8").splitlines()
    advice: dict[str, float] = {}
    commitment: dict[str, float] = {}
    for cue, for_advice, for_commitment in (line.split("\t") for line in lines):
        if for_advice:
            advice[cue] = float(for_advice)
        if for_commitment:
            commitment[cue] = float(for_commitment)
    return {"aanbeveling": advice, "toezegging": commitment}


WEIGHTS = _read()


def score(found: Collection[str], kind: Literal["aanbeveling", "toezegging"]) -> float:
    """What these cues add up to, as log-odds that a statement is of this kind."""
    weights = WEIGHTS[kind]
    # Rounded, so that what adds up to 0 on paper does so in whatever order the cues come.
    return round(weights[ALWAYS] + math.fsum(weights.get(cue, 0.0) for cue in found), 6)
