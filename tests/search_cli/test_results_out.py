"""Where the results of a search go: a short list, a file, a briefing."""

from __future__ import annotations

import csv
import json
import re
import shutil
from pathlib import Path

import pytest
from docx import Document
from typer.testing import CliRunner

from ingest.citing.escaping import csv_cell as cell
from search_cli.app import app

RUNNER = CliRunner()


def run(*arguments: object) -> str:
    finished = RUNNER.invoke(app, [str(argument) for argument in arguments])
    assert finished.exit_code == 0, finished.output
    return finished.stdout


@pytest.fixture
def copied(sample_papers, tmp_path: Path) -> Path:
    return Path(shutil.copytree(sample_papers, tmp_path / "samples.library"))


def test_ten_hits_take_some_forty_lines_and_the_long_answer_has_whole_passages(sample_papers):
    short = run("search", "uitvoering", "--library", sample_papers).splitlines()
    assert sum(line[:3].strip(" 0123456789") == "." for line in short) == 10
    assert len(short) <= 47
    assert len(run("search", "uitvoering", "--long", "--library", sample_papers).splitlines()) > len(short)


def test_marked_words_stand_between_stars_when_asked(sample_papers):
    options = ("--mode", "lexical", "--library", sample_papers)
    assert "**wendbare** **uitvoering**" in run("search", '"wendbare uitvoering"', "--marks", *options)
    assert "**" not in run("search", '"wendbare uitvoering"', *options)


def test_a_typing_error_brings_a_suggestion_and_no_hits_that_look_sure(sample_papers):
    found = json.loads(run("search", "wendbarheid", "--json", "--library", sample_papers))
    assert found["suggestion"] == "wendbaarheid"
    assert found["hits"] == []
    assert found["further"] > 0
    assert json.loads(run("search", "wendbarheid", "--all", "--json", "--library", sample_papers))["hits"]
    assert "bedoelde u wendbaarheid?" in run("search", "wendbarheid", "--library", sample_papers)


def test_a_question_is_suggested_with_one_question_mark(sample_papers):
    assert "bedoelde u wat is wendbaarheid?\n" in run("search", "wat is wendbarheid?", "--library", sample_papers)


def test_hits_go_to_a_table_that_dutch_excel_opens(sample_papers, tmp_path: Path):
    file = tmp_path / "hits.csv"
    run("search", "wendbaarheid", "--export", file, "--library", sample_papers)
    assert file.read_bytes().startswith(b"\xef\xbb\xbfrank;document;")
    rows = list(csv.DictReader(file.open(encoding="utf-8-sig", newline=""), delimiter=";"))
    hits = json.loads(run("search", "wendbaarheid", "--json", "--library", sample_papers))["hits"]
    assert [row["text"] for row in rows] == [hit["text"] for hit in hits]
    assert rows[0]["citation"] == hits[0]["citation"]


@pytest.mark.parametrize("text", ["=1+1", "+31", "-2", "@som", "\t=1"])
def test_no_cell_is_taken_for_a_formula(text):
    assert cell(text) == f"'{text}"
    assert cell("1 - 2 = 3") == "1 - 2 = 3"


def test_hits_go_to_other_programs(sample_papers, tmp_path: Path):
    written = {}
    for kind in ("md", "docx", "ris", "bib", "json"):
        file = tmp_path / f"hits.{kind}"
        run("search", "wendbaarheid", "--mode", "lexical", "--export", file, "--library", sample_papers)
        written[kind] = file
    assert written["md"].read_text("utf-8").count("\n> “") == 10
    assert len([p for p in Document(str(written["docx"])).paragraphs if p.style.name == "Quote"]) == 10
    papers = len(re.findall(r"^@(?:misc|techreport)\{", written["bib"].read_text("utf-8"), re.MULTILINE))
    assert written["ris"].read_text("utf-8").count("TY  - ") == papers > 1
    assert len(json.loads(written["json"].read_text("utf-8"))["hits"]) == 10


def test_hits_in_no_known_form_or_without_any_are_refused(sample_papers, tmp_path: Path):
    for arguments in (("wendbaarheid", tmp_path / "hits.xlsx"), ('"paarse krokodil"', tmp_path / "hits.csv")):
        finished = RUNNER.invoke(
            app, ["search", str(arguments[0]), "--export", str(arguments[1]), "--library", str(sample_papers)]
        )
        assert finished.exit_code != 0
        assert not arguments[1].exists()


def test_the_first_hits_of_a_search_go_into_a_briefing(copied):
    run("briefing", "add", "--from-search", "wendbaarheid", "--limit", "3", "--library", copied)
    quoted = json.loads(run("briefing", "list", "--json", "--library", copied))
    hits = json.loads(run("search", "wendbaarheid", "--limit", "3", "--json", "--library", copied))["hits"]
    assert [(item["document"], item["page"]) for item in quoted] == [(hit["document"], hit["page"]) for hit in hits]
    # A heading above the words is no part of what is quoted.
    assert all(hit["text"].endswith(item["text"]) for item, hit in zip(quoted, hits, strict=True))


def test_two_papers_are_set_side_by_side(sample_papers):
    options = ("--library", sample_papers)
    told = json.loads(run("compare", "kst-99901-12", "kst-99901-19", "--json", *options))
    assert told["one"] == "kst-99901-12"
    assert sum(told["counts"].values()) == len(told["parts"])
    same = json.loads(run("compare", "kst-99901-12", "kst-99901-12", "--json", *options))
    assert set(same["counts"]) == {"equal"}
    shown = run("compare", "kst-99901-12", "kst-99901-19", *options)
    assert "[-" in shown
    assert "{+" in shown


def test_papers_that_are_cited_and_not_held_are_listed_the_most_cited_first(sample_papers):
    missing = json.loads(run("references", "--missing", "--json", "--library", sample_papers))
    assert missing
    assert [paper["times"] for paper in missing] == sorted((paper["times"] for paper in missing), reverse=True)
    assert all(len(paper["cited_by"]) == paper["times"] for paper in missing)
    held = {paper["id"] for paper in json.loads(run("status", "--json", "--library", sample_papers))["documents"]}
    assert held.isdisjoint(paper["id"] for paper in missing)
