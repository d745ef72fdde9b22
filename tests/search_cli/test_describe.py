"""describe as a reader meets it."""

from __future__ import annotations

import json
import shutil

import pytest
from typer.testing import CliRunner

from search_cli.app import app


@pytest.fixture
def vindplaats(sample_papers, tmp_path, monkeypatch):
    """Runs a command on a copy of the sample library."""
    shutil.copytree(sample_papers, tmp_path / "l.library")
    monkeypatch.setenv("VINDPLAATS_LIBRARY", str(tmp_path / "l.library"))
    return lambda *arguments: CliRunner().invoke(app, arguments)


def test_a_corrected_report_is_cited_found_listed_and_exported_by_its_correction(vindplaats):
    done = vindplaats(
        "describe", "rapport-mee", "--title", "Eindrapport getij", "--date", "2023-12", "--dossier", "99 901"
    )
    assert "title, date, dossiers corrected" in done.stderr
    assert "Eindrapport getij  corrected; read as: Meebewegen met het tij" in done.stdout
    assert "Eindrapport getij" in vindplaats("cite", "rapport-mee").stdout
    (item,) = json.loads(vindplaats("cite", "rapport-mee", "--style", "csl-json").stdout)
    assert item["title"] == "Eindrapport getij"
    assert item["issued"] == {"date-parts": [[2023, 12]]}
    found = json.loads(
        vindplaats("search", "wendbaarheid", "--mode", "lexical", "--from", "2023-12-31", "--json").stdout
    )
    assert ("Eindrapport getij", "2023-12") in {(hit["title"], hit["date"]) for hit in found["hits"]}
    documents = json.loads(vindplaats("status", "--json").stdout)["documents"]
    (corrected,) = [document for document in documents if document["corrected"]]
    assert (corrected["title"], corrected["corrected"]) == ("Eindrapport getij", ["title", "date", "dossiers"])


def test_describe_as_json_has_what_was_read_beside_what_was_corrected(vindplaats):
    vindplaats("describe", "kst-99901-12", "--issuer", "Ministerie van Water", "--author", "A", "--author", "B")
    found = json.loads(vindplaats("describe", "kst-99901-12", "--json").stdout)
    assert found["document"]["issuer"] == "Ministerie van Water"
    assert found["document"]["authors"] == ["A", "B"]
    assert sorted(found["as_read"]) == ["authors", "issuer"]
    back = json.loads(vindplaats("describe", "kst-99901-12", "--reset", "author", "--json").stdout)
    assert back["document"]["corrected"] == ["issuer"]


def test_a_date_that_is_none_is_refused_with_how_to_write_it(vindplaats):
    done = vindplaats("describe", "kst-99901-12", "--date", "31-11-2020")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "write it as 2020-09-11" in done.stderr
