"""Commands and the page give the same over a library on a server as over the same in a folder."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from search_cli.app import app
from tests.search_cli.test_json_docs import COMMANDS

# A minute on a busy machine; what the commands rest on is tried beside this.
pytestmark = pytest.mark.slow

# Those whose JSON is described, and more ways to search.
ASKED = [*COMMANDS, "search getijderegeling --explain", "search wendbaarheid --mode lexical --dossier 99901"]


def printed(command: str, place: object) -> object:
    done = CliRunner().invoke(app, [*command.split(), "--json", "--library", str(place)], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return rounded(json.loads(done.stdout.replace(str(place), "PLACE")))


def rounded(value: object) -> object:
    """Sums of floats differ in their last digits."""
    match value:
        case dict():
            return {key: rounded(each) for key, each in value.items()}
        case list():
            return [rounded(each) for each in value]
        case float():
            return round(value, 3)
    return value


@pytest.mark.parametrize("command", ASKED)
def test_a_command_prints_the_same(command, sample_papers, shared_samples):
    # The server of the tests lets anybody in: its address as it is printed is one that can be used.
    assert printed(command, shared_samples) == printed(command, sample_papers)


def test_the_page_shows_the_same(sample_papers, shared_samples):
    pytest.importorskip("starlette", reason="the page needs the extra [serve]")
    from tests.web.conftest import client_of

    one, other = client_of(sample_papers), client_of(shared_samples)
    for address in ("/search.json?q=wendbaarheid", "/document/kst-99901-14.json", "/recommendations.json"):
        answers = [each.get(address) for each in (one, other)]
        assert [answer.status_code for answer in answers] == [200, 200], address
        assert rounded(answers[1].json()) == rounded(answers[0].json())


def test_a_paper_is_added_shown_corrected_quoted_and_removed(database, tmp_path):
    letter = tmp_path / "brief.md"
    letter.write_text("# Brief over de dijk\n\nDe dijk is hoog genoeg. Wij bevelen aan de dijk te onderhouden.\n")
    place = ["--library", database.address]

    def run(*command: str) -> str:
        done = CliRunner().invoke(app, [*command, *place], catch_exceptions=False)
        assert done.exit_code == 0, done.output
        return done.stdout

    assert "1 paper added" in run("add", str(letter), "--quiet")
    assert "1 unchanged" in run("add", str(letter), "--quiet")
    assert "dijk" in run("search", "dijk")
    run("describe", "brief", "--title", "Een andere titel")
    assert "Een andere titel" in run("status")
    run("search", "dijk", "--save", "dijken")
    assert "dijken" in run("searches")
    run("remove", "brief")
    assert "0 papers" in run("status")
