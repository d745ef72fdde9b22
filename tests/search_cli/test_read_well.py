"""What is printed reads well: titles cut where they tell least, whole words, one citation, days as people type them."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from typer.testing import CliRunner

from ingest.citing.cite import cite
from ingest.model import Metadata, Signatory
from search_cli.app import app
from search_cli.days import asked_day
from search_cli.render.citing import show_quotations
from search_cli.shapes.types.papers import BriefingItemShape
from search_cli.terminal import VisibleConsole
from search_cli.titles import fitted

LETTER = "kst-99901-12"


def run(*arguments: object, status: int = 0) -> str:
    finished = CliRunner().invoke(app, [str(argument) for argument in arguments])
    assert finished.exit_code == status, finished.output
    return finished.stdout if status == 0 else finished.output


@pytest.mark.parametrize(
    ("title", "width", "shown"),
    [
        ("Werk aan uitvoering", 20, "Werk aan uitvoering"),
        # a sentence is cut between words
        ("Wijziging van de wet op de wateren", 24, "Wijziging van de wet op…"),
        # what papers of one dossier have in common goes first
        ("Wijziging van de wet op de wateren; Motie van het lid Eb", 44, "Wijziging van de wet…; Motie van het lid Eb"),
        # of two long parts both are seen
        ("Wijziging van de wet op de wateren; " + "Motie over " * 9, 40, "Wijziging…; Motie over Motie over Motie…"),
        # a word that is longer than the line
        ("Waterkwaliteitsbeheersingsprogramma", 12, "Waterkwalit…"),
    ],
)
def test_a_title_that_does_not_fit_is_cut_where_it_tells_least(title: str, width: int, shown: str) -> None:
    assert fitted(title, width) == shown
    assert len(shown) <= width


@pytest.mark.parametrize("typed", ["2020-13", "32-1-2020", "20200911x", "gisteren", "²020"])
def test_what_is_no_day_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="is not a day; write it as 2020-09-11, 2020-09 or 2020"):
        asked_day(typed, last=False)


def test_a_search_takes_a_year_or_a_month_as_a_limit(sample_papers: Path) -> None:
    options = ("--json", "--mode", "lexical", "--library", sample_papers)
    searched = json.loads(run("search", "wendbaarheid", "--from", "2023", "--to", "2023-12", *options))["searched"]
    assert searched["filters"] == ["from: 2023-01-01", "to: 2023-12-31"]
    assert "write it as 2020-09-11, 2020-09 or 2020" in run("search", "x", "--from", "eens", *options, status=2)


def test_a_passage_is_shown_with_its_citation(sample_papers: Path) -> None:
    options = ("--mode", "lexical", "--json", "--library", sample_papers)
    hit = json.loads(run("search", "wendbaarheid", *options))["hits"][0]
    assert run("show", "--passage", hit["passage"], "--library", sample_papers).splitlines()[0] == hit["citation"]
    assert run("show", hit["address"], "--library", sample_papers).splitlines()[0] == hit["citation"]


def test_the_words_around_a_term_are_whole(sample_papers: Path) -> None:
    found = json.loads(run("term", "wendbaarheid", "--json", "--library", sample_papers))
    context = {
        word
        for item in found["documents"]
        for one in item["contexts"]
        for word in (one["left"] + one["text"] + one["right"]).split()
    }
    lines = [line for line in run("term", "wendbaarheid", "--library", sample_papers).splitlines() if "  p. " in line]
    assert len(lines) > 2
    assert {word for line in lines for word in line[9:].replace(" (repeated)", "").split()} <= context


def test_a_suggestion_keeps_the_capital_that_was_typed(sample_papers: Path) -> None:
    found = run("search", "Wendbarheid", "--mode", "lexical", "--json", "--library", sample_papers)
    assert json.loads(found)["suggestion"] == "Wendbaarheid"


@pytest.mark.parametrize(
    ("office", "opening"),
    [
        ("Directeur Ruimtelijk Beleid", "Brief van de directeur Ruimtelijk Beleid"),
        ("Inspecteur-generaal van de Wateren", "Brief van de inspecteur-generaal van de Wateren"),
        ("Burgemeester van Nijlstad", "Brief van de burgemeester van Nijlstad"),
        ("Burgemeester en wethouders van Nijlstad", "Brief van Burgemeester en wethouders van Nijlstad"),
        ("Directie Wateren", "Brief van Directie Wateren"),
        ("Voorzittersraad", "Brief van de Voorzittersraad"),
    ],
)
def test_a_letter_is_from_an_office_with_its_article(office: str, opening: str) -> None:
    letter = Metadata("x", "", kind="brief", signatories=(Signatory("A. Zee", office),))
    assert cite(letter).text == opening


def test_the_lines_of_a_quotation_in_a_briefing_stand_under_each_other() -> None:
    console = VisibleConsole(width=40, record=True, file=StringIO())
    shape = BriefingItemShape(
        id=7, briefing="briefing", document="x", sha256="0" * 64, page=1, last_page=1, page_label=None, start=0, end=98,
        text="Een dienst " * 9, address="x/p1/0-98", note="", citation="Stuk, p. 1",
    )  # fmt: skip
    show_quotations(console, [shape])
    first, *others = console.export_text().splitlines()
    assert first.startswith("7. “Een dienst")
    assert len(others) > 2
    assert all(line.startswith("   ") and line[3] != " " for line in others)
