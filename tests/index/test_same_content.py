"""The same papers give the same library on every run."""

from __future__ import annotations

import os
import subprocess
import sys

from tests.conftest import SAMPLES
from tests.index.contents import content


def test_the_same_papers_give_the_same_content_in_whatever_order_sets_are_walked(tmp_path):
    contents = []
    for seed in ("1", "2"):
        library = tmp_path / f"{seed}.library"
        command = [sys.executable, "-m", "search_cli", "add", str(SAMPLES), "--library", str(library), "--quiet"]
        subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": seed}, check=True)
        contents.append(content(library))
    assert contents[0] == contents[1]
