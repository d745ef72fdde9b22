"""The page as a user starts it, for what looks at it from outside."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[1]


@contextmanager
def serving(library: Path) -> Iterator[str]:
    """The page over a library, for as long as it is needed; its address."""
    command = [sys.executable, "-m", "search_cli", "serve", "--port", "0", "--library", str(library)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, cwd=ROOT) as process:
        try:
            assert process.stderr
            said = process.stderr.readline()
            found = re.search(r"http://127\.0\.0\.1:\d+", said)
            assert found, f"the page did not start: {said}"
            yield found[0]
        finally:
            process.terminate()
