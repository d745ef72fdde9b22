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


# Kills itself when it is about to say that the file is on the disk.
KILLED = """
import os, signal
from search_cli.app import main
os.fsync = lambda _: os.kill(os.getpid(), signal.SIGKILL)
main()
"""


@pytest.mark.slow
@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_a_kill_while_writing_leaves_what_stood_there(arguments, held, tmp_path: Path):
    command, written = of(arguments, tmp_path, held)
    assert subprocess.run([sys.executable, "-c", KILLED, *command], check=False).returncode == -signal.SIGKILL
    assert written.read_text() == "wat er stond"
    subprocess.run([sys.executable, "-m", "search_cli", *command], check=True)
    assert [path.suffix for path in written.parent.iterdir() if path.suffix == ".part"] == []
