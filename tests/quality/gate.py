"""Quality gates: measured figures against pinned floors (after trafilatura's eval gate).

A gate test measures, then calls check(). floors.json holds, per gate, the
floors and the SHA-256 of the gold they were measured on. A figure below its
floor fails; so does gold that changed without a new pin. To pin what is
measured now, run the gates with VINDPLAATS_PIN_FLOORS=1 (a lower floor is
refused unless VINDPLAATS_PIN_FLOORS=allow-regression):

    VINDPLAATS_PIN_FLOORS=1 python -m pytest tests/quality
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable
from pathlib import Path

import pytest

FLOORS = Path(__file__).with_name("floors.json")
SHARED = Path(__file__).resolve().parents[3] / "shared"
# One flipped case in the smallest gold set moves a figure by more than this; rounding moves it by less.
EPSILON = 0.0005
# What rests on the encoder is otherwise by so much on other processors, below the least of five disturbed runs
# (tools/disturb_encoder.py).
ROUNDING = 0.005


def gold(relative: str) -> Path:
    """A path in the evaluation data beside the project; the test is skipped, and says so, where it is not there."""
    path = SHARED / relative
    if not path.exists():
        pytest.skip(f"no evaluation data in ../shared/{relative}: this quality gate is not run")
    return path


def digest(paths: Iterable[Path]) -> str:
    """SHA-256 over the bytes of the gold files, in the order given."""
    sha = hashlib.sha256()
    for path in paths:
        sha.update(path.read_bytes())
    return sha.hexdigest()


def regressions(figures: dict[str, float], floors: dict[str, float], noise: float = EPSILON) -> list[str]:
    """The figures that are below their floor by more than noise, as sentences."""
    return [
        f"{name} is {figures[name]:.4f}, below its floor {floor:.4f}"
        for name, floor in floors.items()
        if figures[name] < floor - noise
    ]


def check(key: str, figures: dict[str, float], gold_files: Iterable[Path], noise: float = EPSILON) -> None:
    """Fail when a figure is below its pinned floor by more than noise, or when the gold is not the pinned one."""
    print(f"\n{key}: " + ", ".join(f"{name} {value:.4f}" for name, value in figures.items()))
    pinned = json.loads(FLOORS.read_text("utf-8")) if FLOORS.exists() else {}
    entry, sha = pinned.get(key, {}), digest(gold_files)
    lowered = regressions(figures, entry.get("floors", {}), noise)
    pin = os.environ.get("VINDPLAATS_PIN_FLOORS", "")
    if pin and (not lowered or pin == "allow-regression"):
        pinned[key] = {"floors": {name: round(value, 4) for name, value in figures.items()}, "gold": sha}
        FLOORS.write_text(json.dumps(pinned, indent=1, sort_keys=True) + "\n", "utf-8")
        return
    assert not lowered, f"{key}: " + "; ".join(lowered)
    assert entry, f"{key} has no floors yet; pin them with VINDPLAATS_PIN_FLOORS=1"
    assert entry["gold"] == sha, f"{key}: the gold changed; measure again and pin with VINDPLAATS_PIN_FLOORS=1"
    missing = figures.keys() - entry["floors"].keys()
    assert not missing, f"{key}: no floor for {sorted(missing)}; pin with VINDPLAATS_PIN_FLOORS=1"
