"""The README says what is true: its commands run, and every command is named and has help with an example."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from search_cli.app import app

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
COMMANDS = sorted(typer.main.get_command(app).commands)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_in_the_readme(command):
    assert f"vindplaats {command}" in README


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(command):
    help_of = typer.main.get_command(app).commands[command]
    assert help_of.help
    epilog = help_of.epilog or " ".join(sub.epilog or "" for sub in getattr(help_of, "commands", {}).values())
    assert f"vindplaats {command}" in epilog


def readme_commands() -> list[str]:
    """The commands on the samples that the README shows after a $ sign."""
    return [line[2:] for line in README.splitlines() if line.startswith("$ vindplaats ") and "demo" not in line]


@pytest.mark.parametrize("line", readme_commands())
def test_a_command_of_the_readme_runs(line, sample_papers, tmp_path):
    arguments = shlex.split(line)[1:]
    finished = subprocess.run(
        [sys.executable, "-m", "search_cli", *arguments],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={"VINDPLAATS_LIBRARY": str(sample_papers), "PATH": ""},
        check=False,
    )
    assert (finished.returncode, finished.stderr) == (0, "")
    assert finished.stdout


def test_the_readme_links_to_files_that_are_there():
    for target in re.findall(r"\]\(([^)#h][^)]*)\)", README):
        assert (ROOT / target).exists(), target
