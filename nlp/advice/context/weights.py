"""What the third look has learned: how the encoder was fitted, and how its states are weighed."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from nlp.advice.features import Calibration, Floats
from nlp.encoder.tuning import Tuning


@dataclass(frozen=True)
class Head:
    """What turns the states of a statement's tokens into log-odds: two layers over their mean and highest values.

    Beside them stand the log-odds of the first look, by themselves and through a layer of their own.
    """

    gain: Floats
    bias: Floats
    hidden: tuple[Floats, Floats]
    beside: tuple[Floats, Floats]
    out: tuple[Floats, Floats]

    def judge(self, pooled: Floats, first: Floats) -> Floats:
        """(n, 4) log-odds of nothing and of each type, from (n, 768) and (n, 4)."""
        centred = pooled - pooled.mean(1, keepdims=True)
        width = np.sqrt((centred**2).mean(1, keepdims=True) + 1e-5)
        rows, known = (centred / width * self.gain + self.bias).astype(np.float32), (first / 4).astype(np.float32)
        inner = [_linear(rows, self.hidden).clip(0), _linear(known, self.beside).clip(0), known]
        return _linear(np.hstack(inner), self.out)


def _linear(rows: Floats, layer: tuple[Floats, Floats]) -> Floats:
    matrix, bias = layer
    return np.asarray(rows @ matrix.T + bias, np.float32)


@dataclass(frozen=True)
class Weights:
    """What was learned.

    share: of the third look beside the second, which counts 1. calibration: of both together. firm: what is as likely
    is told without reserve. digest: of the file.
    """

    tuning: Tuning
    head: Head
    share: float
    calibration: Calibration
    firm: float
    digest: str


def load_weights() -> Weights:
    """The weights that come with the program."""
    return unpacked((files("nlp") / "data" / "advice_reader.npz").read_bytes())


def packed(weights: Weights) -> bytes:
    """The file of some weights: changes of the encoder in 16 bits, all else in 32."""
    head = weights.head
    arrays: dict[str, NDArray[np.generic]] = {f"vector {name}": each for name, each in weights.tuning.vectors.items()}
    for name, (left, right) in weights.tuning.changes.items():
        arrays |= {f"left {name}": left.astype(np.float16), f"right {name}": right.astype(np.float16)}
    for name in ("hidden", "beside", "out"):
        matrix, bias = getattr(head, name)
        arrays |= {f"head {name}": matrix, f"head {name} bias": bias}
    arrays |= {"head gain": head.gain, "head bias": head.bias, "share": np.array(weights.share, np.float32)}
    arrays |= {"raw": weights.calibration.raw, "calibrated": weights.calibration.worth}
    arrays["firm"] = np.array(weights.firm, np.float32)
    file = io.BytesIO()
    np.savez_compressed(file, allow_pickle=False, **arrays)
    return file.getvalue()


def unpacked(data: bytes) -> Weights:
    """What packed wrote."""
    with np.load(io.BytesIO(data), allow_pickle=False) as file:
        arrays = {name: file[name].astype(np.float32) for name in file.files}
    changed = [name.removeprefix("left ") for name in arrays if name.startswith("left ")]
    tuning = Tuning(
        changes={name: (arrays[f"left {name}"], arrays[f"right {name}"]) for name in changed},
        vectors={name.removeprefix("vector "): each for name, each in arrays.items() if name.startswith("vector ")},
    )
    layers = ((arrays[f"head {name}"], arrays[f"head {name} bias"]) for name in ("hidden", "beside", "out"))
    return Weights(
        tuning=tuning,
        head=Head(arrays["head gain"], arrays["head bias"], *layers),
        share=float(arrays["share"]),
        calibration=Calibration(arrays["raw"], arrays["calibrated"]),
        firm=float(arrays["firm"]),
        digest=hashlib.sha256(data).hexdigest()[:16],
    )
