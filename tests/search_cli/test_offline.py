"""No command asks anything of the network but those that are made for it, nor does a process that it starts."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer.main
from click.testing import CliRunner

from search_cli.app import app

RUNNER, COMMAND = CliRunner(), typer.main.get_command(app)
_NETWORK = ("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto")
# So urllib3, which spaCy loads, finds out whether this machine knows IPv6; nobody is asked, and nobody can ask.
_ASKS_NOBODY = ("socket.bind", ("::1", 0))
_tried: list[str] | None = None


def _note(event: str, arguments: tuple[object, ...]) -> None:
    if _tried is not None and event in _NETWORK and (event, *arguments[1:]) != _ASKS_NOBODY:
        _tried.append(f"{event} {arguments[1:]}")
        raise ConnectionRefusedError(event)


# A hook cannot be taken out again: it is deaf between tests.
sys.addaudithook(_note)


@pytest.fixture
def tried() -> Iterator[list[str]]:
    """What was asked of the network in a test; it is refused."""
    global _tried
    _tried = []
    yield _tried
    _tried = None


def test_the_guard_hears_a_connection(tried):
    with socket.socket() as opened, pytest.raises(ConnectionRefusedError):
        opened.connect(("127.0.0.1", 9))
    assert len(tried) == 1


# Read by each Python that starts with its folder in PYTHONPATH.
GUARD = """
import os, sys

def note(event, arguments):
    if event in {network} and (event, *arguments[1:]) != {asks_nobody}:
        with open(os.environ["TRIED"], "a") as file:
            print(event, arguments[1:], file=file)
        raise ConnectionRefusedError(event)

sys.addaudithook(note)
"""


@pytest.fixture
def tried_by_children(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file in which processes that are started note what they ask of the network; it is refused."""
    folder = tmp_path / "guard"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(GUARD.format(network=_NETWORK, asks_nobody=_ASKS_NOBODY))
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(folder), os.environ.get("PYTHONPATH", "")]))
    monkeypatch.setenv("TRIED", str(tmp_path / "tried"))
    return tmp_path / "tried"


def test_the_guard_hears_a_connection_of_a_child(tried_by_children: Path):
    connect = "import socket; socket.socket().connect(('127.0.0.1', 9))"
    finished = subprocess.run([sys.executable, "-c", connect], capture_output=True, text=True, check=False)
    assert "ConnectionRefusedError: socket.connect" in finished.stderr
    assert tried_by_children.read_text() == "socket.connect (('127.0.0.1', 9),)\n"


# In this order: what one makes another uses.
COMMANDS = [
    ["search", "wendbaarheid", "--mode", "lexical"],
    ["search", "wie betaalt het meerwerk?", "--save", "meerwerk", "--export", "uit.csv"],
    ["searches"],
    ["show", "kst-99901-12"],
    ["recommendations"],
    ["entities"],
    ["references", "kst-99901-12"],
    ["term", "wendbaarheid"],
    ["cite", "kst-99901-12", "--page", "2"],
    ["describe", "kst-99901-12"],
    ["briefing", "add", "1"],
    ["briefing", "list"],
    ["status", "--check"],
    ["register", "status"],
]
# What takes seconds: reading, tagging, drawing; and adding, with processes that read and tag.
LONG_COMMANDS = [
    ["show", "kst-99901-12", "--page", "2", "--image", "uit.png"],
    ["parse", "brief.md"],
    ["tag", "brief.md"],
    ["recommendations", "--open"],
    ["recommendations", "accept", "1"],
    ["recommendations", "export-gold", "gold"],
    ["entities", "list", "kst-99901-12"],
    ["term", "wendbaarheid", "--plot", "uit.svg"],
    ["compare", "kst-99901-12", "kst-99901-14"],
    ["briefing", "add", "1"],
    ["briefing", "export", "uit.docx"],
    ["verify", "uit.docx"],
    ["add", "brief.md", "--jobs", "1"],
    ["remove", "brief.md"],
]
WITHOUT_LIBRARY = {"parse", "tag", "register"}


@pytest.mark.parametrize("commands", [COMMANDS, pytest.param(LONG_COMMANDS, marks=pytest.mark.slow)], ids=len)
def test_commands_ask_nothing_of_the_network(
    commands, sample_papers, tmp_path: Path, tried, tried_by_children, monkeypatch
):
    library = shutil.copytree(sample_papers, tmp_path / "samples.library")
    monkeypatch.chdir(tmp_path)
    Path("brief.md").write_text("# Loket\n\nDe minister van Financiën moet het loket sluiten.\n", "utf-8")
    for arguments in commands:
        place = [] if arguments[0] in WITHOUT_LIBRARY else ["--library", str(library)]
        finished = RUNNER.invoke(COMMAND, [*arguments, *place])
        assert (finished.exit_code, tried) == (0, []), (arguments, finished.output)
    assert not tried_by_children.exists()
