"""What a command writes for its user is whole or not there, whatever happens while it writes."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import typer.main
from click.testing import CliRunner

from search_cli.app import app

RUNNER, COMMAND = CliRunner(), typer.main.get_command(app)
# Every command that writes a file, with the name of it at its end.
COMMANDS = [
    *(["search", "wendbaarheid", "--mode", "lexical", "--export", f"uit.{kind}"] for kind in ("csv", "json", "ris")),
    *(["search", "wendbaarheid", "--mode", "lexical", "--export", f"uit.{kind}"] for kind in ("bib", "md", "docx")),
    *(["briefing", "export", f"uit.{kind}"] for kind in ("md", "html", "docx")),
    ["show", "kst-99901-12", "--page", "2", "--image", "uit.png"],
    ["show", "--recommendation", "1", "--image", "uit.png"],
    ["term", "wendbaarheid", "--plot", "uit.svg"],
    ["term", "wendbaarheid", "--plot", "uit.png"],
    ["cite", "kst-99901-12", "--style", "ris", "--output", "uit.ris"],
    ["recommendations", "export-gold", "uit.gold"],
]


@pytest.fixture(scope="module")
def held(sample_papers: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The samples, with a quotation in the briefing and a judgement."""
    library = shutil.copytree(sample_papers, tmp_path_factory.mktemp("held") / "samples.library")
    for arguments in (["briefing", "add", "1"], ["recommendations", "accept", "1"]):
        assert RUNNER.invoke(COMMAND, [*arguments, "--library", str(library)]).exit_code == 0
    return library


def of(arguments: list[str], folder: Path, library: Path) -> tuple[list[str], Path]:
    """A command with what it needs, and the file that it writes; something stands there already."""
    written = folder / arguments[-1]
    if written.suffix == ".gold":
        written.mkdir()
        written /= "recommendations.jsonl"
    written.write_text("wat er stond")
    return [*arguments[:-1], str(folder / arguments[-1]), "--library", str(library)], written


# One of each way to write; the others are killed below.
ONE_OF_EACH = [
    command for command in COMMANDS if command[-1] in ("uit.csv", "uit.html", "uit.svg", "uit.ris", "uit.gold")
]


@pytest.mark.parametrize("arguments", ONE_OF_EACH, ids=" ".join)
def test_a_disk_that_fails_at_the_last_moment_leaves_what_stood_there(arguments, held, tmp_path: Path, monkeypatch):
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    command, written = of(arguments, tmp_path, held)
    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        finished = RUNNER.invoke(COMMAND, command)
    assert finished.exit_code == 1
    assert "No space left on device" in finished.output
    assert written.read_text() == "wat er stond"
    assert RUNNER.invoke(COMMAND, command).exit_code == 0
    assert written.read_bytes() != b"wat er stond"
    assert [path.suffix for path in written.parent.iterdir() if path.suffix == ".part"] == []


# Kills itself when half of it is written; when all is, and nothing is on the disk; when it is, and has not its name.
KILLED = """
import io, os, signal, sys
from search_cli.app import main

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

class Half(io.FileIO):
    def write(self, data):
        super().write(bytes(data)[: len(data) // 2])
        die()

moment = sys.argv.pop(1)
if moment == "write":
    os.fdopen = lambda handle, mode: Half(handle, mode)
else:
    setattr(os, moment, die)
main()
"""
MOMENTS = ("write", "fsync", "replace")


def killed(arguments: list[str], moment: str, held: Path, folder: Path) -> None:
    """Kill a command at a moment: what stood there still does; the next run ends, and clears what was left."""
    command, written = of(arguments, folder, held)
    program = [sys.executable, "-c", KILLED, moment, *command]
    assert subprocess.run(program, check=False).returncode == -signal.SIGKILL
    assert written.read_text() == "wat er stond"
    assert RUNNER.invoke(COMMAND, command).exit_code == 0
    assert written.read_bytes() != b"wat er stond"
    assert [path.suffix for path in written.parent.iterdir() if path.suffix == ".part"] == []


@pytest.mark.parametrize("moment", ["write", "replace"])
def test_a_kill_leaves_what_stood_there(moment, held, tmp_path: Path):
    killed(["cite", "kst-99901-12", "--style", "ris", "--output", "uit.ris"], moment, held, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_a_kill_of_any_writer_at_any_moment_leaves_what_stood_there(arguments, moment, held, tmp_path: Path):
    killed(arguments, moment, held, tmp_path)
