"""An add that is killed at any moment loses nothing that was stored, and the next add does the rest."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from index.library import open_library
from tests.conftest import SAMPLES
from tests.index.contents import content


def add(library: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "search_cli", "add", str(SAMPLES), "--library", str(library), "--quiet"]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def kill_and_finish(path: Path, seconds: float) -> None:
    """Kill an add after so many seconds; the library must open and pass its own check; then add the rest."""
    process = add(path)
    time.sleep(seconds)
    process.send_signal(signal.SIGKILL)
    process.wait()
    if (path / "library.sqlite").exists():
        with open_library(path, create=True) as library:
            assert library.check() == []
    assert add(path).wait() == 0


def run_kills(folder: Path, times: int) -> None:
    whole = folder / "whole.library"
    began = time.monotonic()
    assert add(whole).wait() == 0
    took = time.monotonic() - began
    expected = content(whole)
    assert len(expected) == 6
    moments = random.Random(31490)
    for number in range(times):
        path = folder / f"{number}.library"
        kill_and_finish(path, moments.uniform(0, took))
        assert content(path) == expected


def test_a_killed_add_is_finished_by_the_next(tmp_path):
    run_kills(tmp_path, times=2)


@pytest.mark.slow
def test_fifty_killed_adds_are_finished_by_the_next(tmp_path):
    run_kills(tmp_path, times=50)
