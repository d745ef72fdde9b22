"""Whatever is typed or stored, every command answers with a sentence, and the terminal obeys nothing of it."""

from __future__ import annotations

import io
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer.main

from index.library import open_library
from search_cli.app import app, main
from tests.search_cli.test_terminal import OBEYED

# Those that wait for others, go to the network or make papers of their own; see REFUSED below.
APART = {"demo", "serve", "mcp", "fetch", "rebuild", "evaluate"}
HOSTILE = {
    "signs that a terminal obeys": "\x1b[31m\x07rood\x0b\u202e",
    "no UTF-8": os.fsdecode(b"co\xf6r"),
    "too long for a name": "x" * 5000,
    "an option that nobody knows": "--\x1b]0;titel\x07",
}


@pytest.fixture(scope="module")
def library(sample_papers: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shutil.copytree(sample_papers, tmp_path_factory.mktemp("hostile") / "samples.library")


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch):
    """Run the program as a shell does; gives its exit status and all that it printed."""

    def ran(*arguments: object) -> tuple[object, str]:
        out, err = io.BytesIO(), io.BytesIO()
        # Kept, as Python keeps its own: what is forgotten is closed.
        streams = io.TextIOWrapper(out, "utf-8"), io.TextIOWrapper(err, "utf-8", write_through=True)
        with monkeypatch.context() as patched:
            patched.setattr(sys, "argv", ["vindplaats", *map(str, arguments)])
            patched.setattr(sys, "stdout", streams[0])
            patched.setattr(sys, "stderr", streams[1])
            with pytest.raises(SystemExit) as ended:
                main()
            sys.stdout.flush()
            printed = out.getvalue() + err.getvalue()
        return ended.value.code or 0, printed.decode("utf-8")

    return ran


def commands() -> list[list[str]]:
    """Every command, and every one of a group."""
    found = []
    for name, command in typer.main.get_command(app).commands.items():
        within = getattr(command, "commands", {})
        found += [[name, each] for each in within if each != "update"] if within else [[name]]
    return [words for words in found if words[0] not in APART]


@pytest.mark.slow
@pytest.mark.parametrize("hostile", HOSTILE)
def test_every_command_answers_a_hostile_argument_with_a_sentence(hostile, library, run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for words in commands():
        place = [] if words[0] in ("parse", "tag", "register") else ["--library", library]
        status, printed = run(*words, HOSTILE[hostile], *place)
        assert status in (0, 1, 2, 3), words
        assert not OBEYED.search(printed), (words, printed)
        assert "Traceback" not in printed
        assert status == 0 or printed.strip(), words


def test_what_people_stored_is_printed_with_escapes_that_can_be_read(library, run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    sign = "Zie punt 3\x0ben \x1b[31mrood\u202e"
    kept = [
        ["briefing", "add", "1", "--note", sign],
        ["notes", "add", "1", sign],
        ["search", "wendbaarheid", "--mode", "lexical", "--save", sign],
        ["describe", "kst-99901-12", "--title", sign],
        ["recommendations", "reject", "1", "--note", sign],
    ]
    shown = [
        ["briefing", "list"],
        ["notes"],
        ["notes", "--json"],
        ["searches"],
        ["status"],
        ["show", "kst-99901-12"],
        ["describe", "kst-99901-12"],
        ["search", "wendbaarheid", "--mode", "lexical"],
        ["recommendations", "--rejected"],
        ["recommendations", "--format", "csv"],
        *(
            ["cite", "kst-99901-12", "--style", style]
            for style in ("leidraad", "bibtex", "ris", "markdown", "csl-json")
        ),
        *(["briefing", "export", f"uit.{kind}", "--title", sign] for kind in ("docx", "md", "html")),
        ["briefing", "list", "--json"],
    ]
    for arguments in [*kept, *shown]:
        status, printed = run(*arguments, "--library", library)
        assert status == 0, (arguments, printed)
        assert not OBEYED.search(printed), (arguments, printed)
    for command in (["briefing", "list"], ["notes"]):
        _, listed = run(*command, "--library", library)
        # Without the control characters; what turns the direction of writing is a sign, and shown as one.
        assert "Zie punt 3 en [31mrood\\u202e" in listed


def test_a_library_whose_name_looks_like_a_mark_is_named_as_it_is(run, tmp_path):
    place = tmp_path / "[bold]dik[" / "dik]"
    open_library(place, create=True).close()
    status, printed = run("status", "--library", place)
    assert status == 0
    assert "[bold]dik[/dik]" in printed.replace("\n", "")


HUGE = "9" * 30
REFUSED = [
    ["serve", "--port", "99999"],
    ["serve", "--port", HUGE],
    ["serve", "--port", "0", "--allow-host", "\x1b[31mrood\u202e"],
    ["serve", "--library", "map"],
    ["mcp", "--library", "leeg"],
    ["search", "wendbaarheid", "--limit", "-1"],
    ["search", "wendbaarheid", "--per-document", HUGE],
    ["show", "kst-99901-12", "--page", "0"],
    ["show", "kst-99901-12", "--page", HUGE],
    ["show", "kst-99901-12", "--page", "²"],
    ["show", "--recommendation", HUGE],
    ["show", "9" * 5000],
    ["cite", HUGE],
    ["briefing", "move", HUGE, "1"],
    ["briefing", "add", HUGE],
    ["recommendations", "accept", HUGE],
    ["recommendations", "reject", "--", f"-{HUGE}"],
    ["add", "map", "--time-limit", "nan"],
    ["add", "map", "--time-limit", "inf"],
    ["add", "map", "--model", ""],
    ["add", "map", "--library", os.fsdecode(b"co\xf6r")],
    ["search", "wendbaarheid", "--rerank", ""],
    ["tag", "/dev/full"],
    ["rebuild", "--jobs", "0"],
    ["rebuild", "--only", ""],
    ["rebuild", "--library", "map"],
    ["evaluate", "map"],
    ["evaluate", "leeg"],
    ["evaluate", ""],
    ["fetch", ""],
    ["fetch", "x" * 5000],
    ["fetch", os.fsdecode(b"kst-co\xf6r")],
    ["describe", os.fsdecode(b"co\xf6r")],
    ["describe", "kst-99901-12", "--date", "2020-13-45"],
    ["describe", "kst-99901-12", "--title", os.fsdecode(b"co\xf6r")],
]


@pytest.mark.parametrize(
    "arguments", REFUSED, ids=lambda words: " ".join(words)[:60].encode("ascii", "replace").decode()
)
def test_what_no_command_can_do_anything_with_is_refused_with_a_sentence(
    arguments, library, run, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "map").mkdir()
    (tmp_path / "leeg").touch()
    place = [] if {"--library", "--", "tag"} & {*arguments} else ["--library", library]
    monkeypatch.setenv("VINDPLAATS_LIBRARY", str(library))
    status, printed = run(*arguments, *place)
    assert status in (1, 2), printed
    assert printed.strip()
    assert "Traceback" not in printed
    # Not even a lock: where none can be made the command would wait for it.
    assert list((tmp_path / "map").iterdir()) == []
    assert not OBEYED.search(printed)


# Beside the four of HOSTILE: for numbers, for names of files and libraries, for queries, and for what prints them.
MORE = (
    *("", " ", "\n", "-1", "0", "9" * 30, "9" * 5000, "²", "nan", "inf", "1e400"),
    # Not the root of the disk: whoever may write there would have a library in it.
    *("/proc", ".", "map", "leeg", "/dev/null", "/dev/full", "map/" * 1500, "postgresql://127.0.0.1:9/x"),
    *("'; DROP TABLE documents; --", "%s%n{0}", "[bold]dik[/dik]", '"', "* AND (", "\U0001f600" * 100),
)
# What a command needs to come as far as its options.
VALID = {
    "paths": "map",
    "documents": "kst-99901-12",
    "document": "kst-99901-12",
    "one": "kst-99901-12",
    "other": "kst-99901-14",
    "query": "wendbaarheid",
    "word": "wendbaarheid",
    "folder": "map",
    "file": "tekst.txt",
    "targets": "1",
    "target": "1",
    "source": "leeg",
    "name": "UWV",
    "canonical": "UWV",
    "label": "ORG",
    "text": "UWV",
    "ids": "1",
    "id": "1",
    "position": "1",
}


def everything() -> list[list[str]]:
    """Every command, and every one of a group."""
    found = []
    for name, command in typer.main.get_command(app).commands.items():
        within = getattr(command, "commands", {})
        found += [[name, each] for each in within] if within else [[name]]
    return found


def calls(words: list[str]) -> Iterator[list[str]]:
    """A command with each hostile text at each of its arguments and options, the others as they should be."""
    command = typer.main.get_command(app)
    for word in words:
        command = command.commands[word]
    arguments = [each for each in command.params if each.param_type_name == "argument"]
    options = [each for each in command.params if each.param_type_name == "option" and not each.is_flag]
    quick = ["--mode", "lexical"] if words == ["search"] else []
    # A demo makes a whole library wherever it may.
    for hostile in HOSTILE.values() if words == ["demo"] else (*HOSTILE.values(), *MORE):
        for place in arguments:
            yield [*words, *quick, "--", *(hostile if each is place else VALID[each.name] for each in arguments)]
        for option in options:
            given = [VALID[each.name] for each in arguments if each.required]
            yield [*words, *given, *quick, f"{option.opts[0]}={hostile}"]


@pytest.mark.slow
@pytest.mark.parametrize(
    "words", [each for each in everything() if each not in (["serve"], ["mcp"], ["register", "update"])], ids=" ".join
)
def test_each_argument_and_option_of_each_command_may_hold_anything(words, library, run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "map").mkdir()
    (tmp_path / "leeg").touch()
    (tmp_path / "tekst.txt").write_text("De minister betaalt het loket.")
    monkeypatch.setenv("VINDPLAATS_LIBRARY", str(library))
    monkeypatch.setenv("VINDPLAATS_SRU", "http://127.0.0.1:9/sru")
    for arguments in calls(words):
        status, printed = run(*arguments)
        assert status in (0, 1, 2, 3), arguments
        assert "Traceback" not in printed, (arguments, printed)
        assert not OBEYED.search(printed), (arguments, printed)
        assert status == 0 or printed.strip(), arguments


@pytest.mark.slow
@pytest.mark.parametrize(("name", "more"), [("serve", ["--port=0"]), ("mcp", [])])
def test_a_server_is_refused_with_a_sentence_or_starts_and_is_stopped(name, more, library, tmp_path):
    (tmp_path / "map").mkdir()
    (tmp_path / "leeg").touch()
    environment = {**os.environ, "VINDPLAATS_LIBRARY": str(library), "PYTHONPATH": str(Path(__file__).parents[2])}
    for arguments in calls([name]):
        command = [sys.executable, "-m", "search_cli", *arguments, *([] if "--port" in arguments[-1] else more)]
        with subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            cwd=tmp_path,
            env=environment,
        ) as server:
            assert server.stdout is not None
            first = server.stdout.readline()
            server.terminate()
            printed = (first + server.stdout.read()).decode("utf-8")
        assert server.returncode in (0, 1, 2, -signal.SIGTERM), (arguments, printed)
        # A server on stdin and stdout says nothing to nobody.
        assert printed.strip() or name == "mcp", arguments
        assert "Traceback" not in printed, (arguments, printed)
        assert not OBEYED.search(printed), (arguments, printed)
