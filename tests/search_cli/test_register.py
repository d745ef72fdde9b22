"""register update and status: what is fetched, kept and told, also when it goes wrong; and what add makes of it."""

from __future__ import annotations

import json
import re
import socket
import time
from pathlib import Path

import pytest
import typer
from fpdf import FPDF
from pytest_httpserver import HTTPServer
from typer.testing import CliRunner
from werkzeug import Request, Response

from index.adding import build
from index.adding.files import find_sources
from ingest.sources.value_lists import LISTS
from nlp.registers import held as registers
from search_cli.app import Commands
from search_cli.commands.papers import registers as register_commands
from tests.ingest.value_lists import ID, organisation, value_list

NEW = {
    "rwc_ministeries_compleet": organisation("ministerie/mnre9999", "Dijken en Dammen", abbreviation="DenD"),
    "rwc_zbo_compleet": organisation("zbo/zb999999", "Dienst Verre Dijken"),
}
WHOLE = {
    name: value_list(name, version, NEW.get(name, organisation(f"oorg/{name}", "Rijkswaterstaat")))
    for name, version in LISTS.items()
}


class Lists:
    """The service of the lists; bodies by name, a number is a status to answer with."""

    def __init__(self, server: HTTPServer) -> None:
        self.bodies: dict[str, bytes | int] = dict(WHOLE)
        self.address = server.url_for("/lijsten")
        server.expect_request(re.compile(".*")).respond_with_handler(self._answer)

    def _answer(self, request: Request) -> Response:
        match = re.fullmatch(r"/lijsten/(\w+)/(\d+)/json/\1_\2\.json", request.path)
        if request.method == "HEAD":
            return Response()
        if match is None or int(match[2]) != LISTS[match[1]]:
            return Response(status=404)
        body = self.bodies[match[1]]
        return Response(status=body) if isinstance(body, int) else Response(body)


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    chosen = tmp_path / "registers"
    monkeypatch.setenv("VINDPLAATS_REGISTERS", str(chosen))
    return chosen


@pytest.fixture
def lists(httpserver, folder, monkeypatch) -> Lists:
    served = Lists(httpserver)
    monkeypatch.setenv("VINDPLAATS_TOOI", served.address)
    monkeypatch.setenv("VINDPLAATS_REQUESTS_PER_SECOND", "1000")
    return served


def run(*arguments: str):
    app = typer.Typer(cls=Commands)
    app.callback()(lambda: None)
    register_commands.register(app)
    return CliRunner().invoke(app, ["register", *arguments])


def status() -> dict[str, object]:
    return json.loads(run("status", "--json").stdout)


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()} if folder.exists() else {}


def test_all_lists_are_fetched_and_what_they_add_is_told(lists, folder):
    result = run("update")
    assert (result.exit_code, result.stderr) == (0, "")
    assert sorted(files(folder)) == sorted(f"{name}.tsv" for name in LISTS)
    lines = result.stdout.splitlines()
    assert lines[-1].endswith(f"2 more and 3 more names from 8 lists in {folder}")
    assert "rwc_zbo_compleet                             version 6 of 2026-05-04, 1 organisations" in lines
    told = status()
    assert (told["new"], told["new_names"], len(told["lists"])) == (2, 3, 8)


def test_before_the_first_update_status_says_so(folder):
    result = run("status")
    assert result.exit_code == 0
    assert result.stdout.startswith("no official lists; 'vindplaats register update' fetches them\n")
    assert not folder.exists()


# (what takes the place of the list of zbo's, what is said, why)
FAULTS = [
    (404, "rwc_zbo_compleet: localhost:PORT has no such file (404)", "gone"),
    (b"<html>Onderhoud</html>", "rwc_zbo_compleet: the service sent a web page instead of the list", "a page"),
    (b"[]", "rwc_zbo_compleet: the list is empty", "empty"),
    (
        value_list("rwc_zbo_compleet", 6, organisation("zbo/zb1", "Notarissen")),
        "rwc_zbo_compleet: it names no organisation in a form that this version of vindplaats knows",
        "only a class of bodies",
    ),
]


@pytest.mark.parametrize(("body", "said", "why"), FAULTS, ids=[why for *_, why in FAULTS])
def test_a_list_that_cannot_be_had_is_told_and_stays_as_it_was(lists, folder, body, said, why):
    run("update")
    before = files(folder)
    lists.bodies["rwc_zbo_compleet"] = body
    lists.bodies["rwc_ministeries_compleet"] = value_list(
        "rwc_ministeries_compleet", 6, organisation("ministerie/mnre9998", "Wind")
    )
    result = run("update")
    assert result.exit_code == 3
    assert re.sub(r":\d+", ":PORT", result.stderr) == f"vindplaats: {said}\n"
    changed = {name for name, content in files(folder).items() if content != before[name]}
    assert changed == {"rwc_ministeries_compleet.tsv"}


def test_when_no_list_can_be_had_nothing_is_written(lists, folder):
    lists.bodies = dict.fromkeys(LISTS, 404)
    result = run("update")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("vindplaats: none of the 8 official lists could be had; rwc_ministeries_compleet: ")
    assert files(folder) == {}


def test_without_an_answer_it_is_one_sentence_within_ten_seconds(folder, monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        host = f"127.0.0.1:{silent.getsockname()[1]}"
        monkeypatch.setenv("VINDPLAATS_TOOI", f"http://{host}/lijsten")
        started = time.monotonic()
        result = run("update")
        assert time.monotonic() - started < 10
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(f"vindplaats: {host} cannot be reached: check the internet connection")
    assert len(result.stderr.splitlines()) == 1
    assert files(folder) == {}


@pytest.fixture
def fresh_registers():
    """Read the registers anew in this test, and in those after it."""
    caches = [one for one in vars(registers).values() if hasattr(one, "cache_clear")]

    def forget() -> None:
        for cached in caches:
            cached.cache_clear()

    forget()
    yield forget
    forget()


def test_papers_are_tagged_again_once_after_an_update(lists, library, embedder, tmp_path, fresh_registers):
    letter = FPDF()
    letter.add_page()
    letter.set_font("Helvetica", size=11)
    letter.multi_cell(0, 6, "De Dienst Verre Dijken heeft de dammen geteld. " * 4)
    letter.output(str(tmp_path / "brief.pdf"))

    def add() -> tuple[list[str], list[str], set[str | None]]:
        fresh_registers()
        report = build.add(library, find_sources([tmp_path / "brief.pdf"]), embedder)
        found = library.findings.entities(None, "ORG")
        return report.added + report.replaced, report.unchanged, {entity.identifier for *_, entity in found}

    assert add() == (["brief.pdf"], [], {None})
    assert add() == ([], ["brief.pdf"], {None})
    assert run("update").exit_code == 0
    assert add() == (["brief.pdf"], [], {f"{ID}zbo/zb999999"})
    assert add() == ([], ["brief.pdf"], {f"{ID}zbo/zb999999"})
