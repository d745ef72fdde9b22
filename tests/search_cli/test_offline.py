"""No command asks anything of the network but those that are made for it."""

from __future__ import annotations

import shutil
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer.main
from click.testing import CliRunner

from search_cli.app import app
from tests.conftest import SAMPLES

RUNNER, COMMAND = CliRunner(), typer.main.get_command(app)
_NETWORK = ("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto")
_tried: list[str] | None = None


def _note(event: str, arguments: tuple[object, ...]) -> None:
    if _tried is not None and event in _NETWORK:
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


COMMANDS = [
    ["search", "wendbaarheid", "--mode", "lexical"],
    ["search", "wie betaalt het meerwerk?"],
    ["show", "kst-99901-12"],
    ["recommendations"],
    ["entities"],
    ["term", "wendbaarheid"],
    ["cite", "kst-99901-12", "--page", "2"],
    ["describe", "kst-99901-12"],
    ["status", "--check"],
    ["briefing", "add", "1"],
    ["briefing", "list"],
    ["add", str(SAMPLES / "kst-99901-12.pdf")],
]


def test_commands_ask_nothing_of_the_network(sample_papers, tmp_path: Path, tried):
    library = shutil.copytree(sample_papers, tmp_path / "samples.library")
    for arguments in COMMANDS:
        finished = RUNNER.invoke(COMMAND, [*arguments, "--library", str(library)])
        assert (finished.exit_code, tried) == (0, []), (arguments, finished.output)
