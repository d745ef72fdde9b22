"""Commands run as a user whom permissions bind, also where the tests run as root."""

from __future__ import annotations

import ctypes
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# Linux: the two rights by which root passes over permissions, and how to lose them for good.
_PR_CAPBSET_DROP, _CAP_DAC_OVERRIDE, _CAP_DAC_READ_SEARCH = 24, 1, 2


def run_bound(*arguments: object) -> subprocess.CompletedProcess[str]:
    """A command of vindplaats, run as such a user."""
    command = [sys.executable, "-m", "search_cli", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, preexec_fn=_lose_rights_of_root)


@contextmanager
def unwritable(*paths: Path) -> Iterator[None]:
    """Folders and files that may be read only; the old permissions are put back."""
    modes = [path.stat().st_mode for path in paths]
    for path in paths:
        path.chmod(path.stat().st_mode & ~0o222)
    try:
        yield
    finally:
        for path, mode in zip(paths, modes, strict=True):
            path.chmod(mode)


def _lose_rights_of_root() -> None:
    for right in (_CAP_DAC_OVERRIDE, _CAP_DAC_READ_SEARCH):
        ctypes.CDLL(None).prctl(_PR_CAPBSET_DROP, right, 0, 0, 0)
