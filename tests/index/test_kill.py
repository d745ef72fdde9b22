"""An add that is killed at any moment loses nothing that was stored, and the next add does the rest."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from index.adding import build
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


def test_what_killed_runs_left_half_written_is_cleared_by_the_next_add(tmp_path, embedder):
    path = tmp_path / "l.library"
    with open_library(path, create=True) as library:
        (path / "originals" / "ab.pdf.123.part").touch()
        (path / "originals" / ".ab.pdf.x1.part").touch()
        dead = subprocess.Popen(["true"])
        dead.wait()
        for name in ("rebuilding", f"rebuilding-{dead.pid}", f"rebuilding-{os.getpid()}"):
            (path / name / "papers").mkdir(parents=True)
        build.add(library, [], embedder)
    assert list((path / "originals").iterdir()) == []
    assert [folder.name for folder in path.glob("rebuilding*")] == [f"rebuilding-{os.getpid()}"]


def test_the_lock_of_a_process_that_was_killed_keeps_nobody_out(tmp_path, embedder):
    path = tmp_path / "l.library"
    open_library(path, create=True).close()
    hold = "import sys, time; from pathlib import Path; from index.library import open_library\n" \
        "with open_library(Path(sys.argv[1])) as l, l.writing(): print('held', flush=True); time.sleep(60)"  # fmt: skip
    holder = subprocess.Popen([sys.executable, "-c", hold, str(path)], stdout=subprocess.PIPE)
    assert holder.stdout is not None
    assert holder.stdout.readline() == b"held\n"
    holder.kill()
    holder.wait()
    with open_library(path) as library, library.writing(wait_s=0.1):
        pass
