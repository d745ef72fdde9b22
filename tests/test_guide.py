"""What README and guide show after a command is what it prints; the commands of each run one after the other."""

from __future__ import annotations

import json
import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from search_cli.app import app

ROOT = Path(__file__).parents[1]
GUIDE = ROOT / "docs" / "handleiding.md"
MOTION = "kst-99901-14"
# The number of the motion's request as the guide has it, where a command takes it or shows it.
_NUMBER = re.compile(r"(^ *|accept |reject |restore |--recommendation )13\b", re.MULTILINE)


def shown_commands(text: str) -> Iterator[tuple[str, list[str]]]:
    """Each command after a $ sign, with what is shown under it in pieces: lines or dots stand for anything."""
    for block in re.findall(r"^```\n(.*?)^```$", text, re.MULTILINE | re.DOTALL):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            output = re.sub(r"^vindplaats .*", "", output, flags=re.MULTILINE)
            yield command, [piece.strip("\n") for piece in output.split("...") if piece.strip()]


def holds_in_order(printed: str, pieces: list[str]) -> bool:
    """Whether the pieces stand in what was printed, one behind the other."""
    printed, at = _comparable(printed), 0
    for piece in map(_comparable, pieces):
        at = printed.find(piece, at)
        if at < 0:
            return False
        at += len(piece)
    return True


def _comparable(text: str) -> str:
    """Without blanks at line ends, and numbers of passages, which follow the order in which papers were stored."""
    return re.sub(r"passage \d+", "passage N", re.sub(r" +$", "", text, flags=re.MULTILINE))


def its_number() -> str:
    """The number of the motion's request in the library at hand."""
    finished = CliRunner().invoke(app, ["recommendations", MOTION, "--json"])
    return str(json.loads(finished.stdout)[0]["id"])


@pytest.mark.parametrize("file", ["README.md", "docs/handleiding.md"])
def test_what_is_shown_under_a_command_is_what_it_prints(file, sample_papers, tmp_path, monkeypatch):
    shutil.copytree(sample_papers, tmp_path / "guide.library")
    monkeypatch.setenv("VINDPLAATS_LIBRARY", str(tmp_path / "guide.library"))
    monkeypatch.chdir(tmp_path)
    text = _NUMBER.sub(rf"\g<1>{its_number()}", (ROOT / file).read_text("utf-8"))
    commands = list(shown_commands(text))
    assert len(commands) > 5
    for command, pieces in commands:
        finished = CliRunner().invoke(app, shlex.split(command)[1:])
        assert finished.exit_code == 0, (command, finished.output)
        assert holds_in_order(finished.output, pieces), (command, pieces, finished.output)


def test_what_is_not_printed_is_noticed():
    assert holds_in_order("a \nb\nc", ["a", "c"])
    assert not holds_in_order("a\nb", ["b", "a"])
    assert list(shown_commands("```\n$ vindplaats x\n1\n...\n2\n```\n")) == [("vindplaats x", ["1", "2"])]


def test_the_guide_links_to_files_that_are_there():
    for target in re.findall(r"\]\(([^)#h][^)]*)\)", GUIDE.read_text("utf-8")):
        assert (GUIDE.parent / target).exists(), target
