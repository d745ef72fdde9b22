"""fetch as its users meet it: what is in the library afterwards, what is printed, and the exit status."""

import json
import time
from dataclasses import fields

import pytest
import typer
from fpdf import FPDF
from pytest_httpserver import HTTPServer
from typer.testing import CliRunner

from search_cli.app import Commands
from search_cli.commands.papers import fetching, library
from search_cli.commands.reading import searching
from tests.ingest.fake_services import Paper, Services, make_xml


def pdf_with(text: str) -> bytes:
    document = FPDF()
    document.add_page()
    document.set_font("Helvetica", size=11)
    document.multi_cell(0, 6, text)
    return bytes(document.output())


def letter(number: int, text: str, **facts: object) -> Paper:
    return Paper(f"kst-31490-{number}", number=str(number), files={"pdf": pdf_with(text)}, **facts)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def running():
    with HTTPServer(threaded=True) as server:
        yield server


@pytest.fixture
def services(running, monkeypatch, tmp_path):
    papers = [
        letter(1, "De wendbaarheid van de uitvoering vraagt om rust. " * 3),
        letter(2, "De begroting van het programma is toegelicht. " * 3),
        Paper("blg-7", main_document="kst-31490-2", heading="", files={"pdf": pdf_with("Een rapport over maatwerk.")}),
    ]
    scripted = Services(running, papers)
    addresses = scripted.addresses
    for name in (field.name for field in fields(addresses)):
        monkeypatch.setenv(f"VINDPLAATS_{name.upper()}", getattr(addresses, name))
    monkeypatch.setenv("VINDPLAATS_REQUESTS_PER_SECOND", "1000")
    monkeypatch.setenv("VINDPLAATS_LIBRARY", str(tmp_path / "test.library"))
    yield scripted
    running.clear()


def run(*arguments: str):
    app = typer.Typer(cls=Commands)
    for module in (library, searching, fetching):
        module.register(app)
    return CliRunner().invoke(app, list(arguments))


def answer(*arguments: str):
    result = run(*arguments, "--json")
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def test_a_dossier_is_fetched_added_and_found(services):
    result = run("fetch", "31490")
    assert result.exit_code == 0, result.stderr
    assert result.stdout.splitlines()[-1] == "3 papers: 3 new; 3 papers added"
    status = answer("status")
    assert status["dossiers"] == [
        {
            "dossier": "31490",
            "held": ["blg-7", "kst-31490-1", "kst-31490-2"],
            "missing": [],
            "failed": [],
            "withdrawn": [],
        }
    ]
    assert [hit["document"] for hit in answer("search", "wendbaarheid", "--mode", "lexical")["hits"]] == ["kst-31490-1"]
    services.requests.clear()
    again = run("fetch", "31490")
    assert again.stdout == "3 papers: 3 unchanged; 3 unchanged\n"
    assert not [path for path in services.paths() if path.startswith("/frbr")]


def test_what_did_not_come_is_in_the_status_and_in_the_answer_of_a_search(services):
    services.fault = lambda path, nth: "away" if "/kst-31490-2/" in path else None
    result = run("fetch", "31490", "--no-attachments")
    assert result.exit_code == 3
    assert "kst-31490-2 failed: kst-31490-2.pdf: refused to fetch 'https://elsewhere.example/login'" in result.stderr
    assert answer("status")["dossiers"][0]["failed"] == ["kst-31490-2"]
    assert answer("search", "rust", "--mode", "lexical")["searched"]["missing"] == ["kst-31490-2"]
    services.fault = lambda path, nth: None
    assert run("fetch", "31490").exit_code == 0
    assert answer("status")["dossiers"][0]["failed"] == []


def test_a_dry_run_fetches_nothing(services, tmp_path):
    result = run("fetch", "31490", "--dry-run", "--no-attachments")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "kst-31490-1        2021-03-12  Werk aan Uitvoering",
        "kst-31490-2        2021-03-12  Werk aan Uitvoering",
        "2 papers to fetch, 1 other not asked for",
    ]
    assert list(tmp_path.iterdir()) == []


def test_an_update_tells_what_is_new_and_which_saved_searches_it_matches(services):
    run("fetch", "31490", "--no-attachments")
    assert run("search", "wendbaarheid", "--save", "wendbaar", "--mode", "lexical").exit_code == 0
    services.papers["kst-31490-3"] = letter(3, "Wendbare organisaties zijn nodig. " * 3)
    services.papers["kst-31490-4"] = letter(4, "Over de begroting. " * 3)
    result = run("fetch", "--update")
    assert result.exit_code == 0, result.stderr
    lines = result.stdout.splitlines()
    assert lines[:2] == [
        "new      kst-31490-3        2021-03-12  Werk aan Uitvoering",
        "new      kst-31490-4        2021-03-12  Werk aan Uitvoering",
    ]
    assert "1 new passage for 'wendbaar' (wendbaarheid):" in lines
    assert any(line.startswith("  kst-31490-3, p. 1: Wendbare organisaties") for line in lines)
    # the attachments were not asked for the first time, so they are not now
    assert lines[-1] == "4 papers: 2 new, 2 unchanged; 2 papers added, 2 unchanged"
    assert "new passage" not in run("fetch", "--update").stdout
    assert answer("searches") == [{"name": "wendbaar", "query": "wendbaarheid", "new": 0}]
    assert run("searches", "--forget", "wendbaar").stdout == ""
    assert run("searches", "--forget", "wendbaar").exit_code == 1


def test_a_paper_that_the_service_no_longer_names_is_withdrawn_and_kept(services):
    run("fetch", "31490")
    del services.papers["kst-31490-1"]
    run("fetch", "--update")
    (dossier,) = answer("status")["dossiers"]
    assert dossier["held"] == ["blg-7", "kst-31490-1", "kst-31490-2"]
    assert (dossier["withdrawn"], dossier["missing"]) == (["kst-31490-1"], [])


def test_a_pdf_that_comes_after_its_xml_edition_takes_its_place(services):
    """Held twice, the paper would be found twice, and once without pages."""
    pdf = services.papers["kst-31490-1"].files.pop("pdf")
    services.papers["kst-31490-1"].files["xml"] = make_xml("De wendbaarheid van de uitvoering vraagt om rust.")
    run("fetch", "kst-31490-1")
    assert [(one["id"], one["n_pages"]) for one in answer("status")["documents"]] == [("kst-31490-1", 0)]
    services.papers["kst-31490-1"].files["pdf"] = pdf
    run("fetch", "kst-31490-1")
    assert [(one["id"], one["n_pages"]) for one in answer("status")["documents"]] == [("kst-31490-1", 1)]


def test_a_service_that_wants_a_pause_stops_the_fetch_and_keeps_what_came(services):
    services.fault = lambda path, nth: "pause" if "/kst-31490-2/" in path else None
    result = run("fetch", "31490")
    assert result.exit_code == 1
    assert "asks to be left alone for 60 minutes: run the same command again after that" in result.stderr
    (dossier,) = answer("status")["dossiers"]
    assert (dossier["held"], dossier["missing"]) == (["kst-31490-1"], ["blg-7", "kst-31490-2"])


def test_without_internet_there_is_one_sentence_within_ten_seconds(services, monkeypatch, tmp_path):
    monkeypatch.setenv("VINDPLAATS_SRU", "http://127.0.0.1:9/sru")
    start = time.monotonic()
    result = run("fetch", "31490")
    assert time.monotonic() - start < 10
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        "vindplaats: 127.0.0.1:9 cannot be reached: check the internet connection, then run the same command again; "
        "what was fetched before is kept\n"
    )
    assert list(tmp_path.iterdir()) == []


def test_a_check_tells_of_each_service_how_it_answers(services):
    services.papers["kst-31490-284"] = letter(284, "De brief.")
    services.papers["kst-29362-290"] = Paper(
        "kst-29362-290", "29362", "290", kenmerk="2021D09236", files={"pdf": pdf_with("De reactie.")}
    )
    result = run("fetch", "--check")
    assert result.exit_code == 3
    lines = result.stdout.splitlines()
    assert lines[0] == "as expected  official publications                  names kst-31490-284 with pdf"
    assert lines[4].startswith("otherwise    open.overheid.nl")
    assert lines[-1] == "5 of 6 services answer as expected"
    told = json.loads(run("fetch", "--check", "--json").stdout)["services"]
    assert [one["status"] for one in told].count("as expected") == 5
    assert told[2]["address"] == services.addresses.odata


WRONG_USAGE = [
    ([], "name what to fetch"),
    (["31490", "--update"], "name what to fetch"),
    (["31490", "--check"], "name what to fetch"),
    (["31490", "--kinds", "brief,mail"], "no kind 'mail'"),
    (["31490", "--since", "vorig jaar"], "write it as 2020-09-11"),
]


@pytest.mark.parametrize(("arguments", "sentence"), WRONG_USAGE)
def test_wrong_usage_is_explained(services, arguments, sentence):
    result = run("fetch", *arguments)
    assert result.exit_code == 2
    assert sentence in " ".join(result.stderr.split())
    assert services.requests == []


def test_an_unknown_paper_is_an_error_and_makes_no_library(services, tmp_path):
    result = run("fetch", "kst-31490-999")
    assert (result.exit_code, result.stderr) == (1, "vindplaats: no service knows kst-31490-999\n")
    assert list(tmp_path.iterdir()) == []


def test_an_update_needs_a_dossier_to_update(services):
    run("fetch", "kst-31490-1")
    result = run("fetch", "--update")
    assert result.exit_code == 1
    assert "follows no dossier yet; fetch one with 'vindplaats fetch 31490'" in result.stderr
