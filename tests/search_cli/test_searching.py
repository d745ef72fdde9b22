"""search, term and evaluate as a script meets them."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.search_cli.test_commands import answer, run


def test_explain_shows_words_meaning_and_ranks(sample_papers):
    shown = run("search", "wendbare uitvoering", "--explain", "--limit", "2", "--library", sample_papers).stdout
    for part in ("words: ", "meaning: cosine 0.", "nearest sentence: “", "together: score "):
        assert part in shown
    (hit,) = answer("search", "wendbaarheid", "--explain", "--limit", "1", "--library", sample_papers)["hits"]
    explanation = hit["explanation"]
    assert explanation["words"][0]["word"] == "wendbaarheid"
    start, end = explanation["sentence"]
    assert hit["text"][start:end]


def test_only_passages_with_a_recommendation_each_with_its_source(sample_papers):
    found = answer("search", "uitvoering", "--has-recommendation", "--library", sample_papers)
    assert found["hits"]
    assert all(hit["recommendations"] for hit in found["hits"])
    assert any(item["sources"] for hit in found["hits"] for item in hit["recommendations"])


def test_at_most_one_hit_a_paper(sample_papers):
    found = answer("search", "uitvoering", "--per-document", "1", "--library", sample_papers)
    documents = [hit["document"] for hit in found["hits"]]
    assert len(documents) == len(set(documents)) > 1


def test_a_term_as_table_json_csv_and_chart_agree(sample_papers, tmp_path: Path):
    found = answer("term", "wendbaarheid", "--library", sample_papers)
    assert found["occurrences"] == sum(item["occurrences"] for item in found["documents"]) > 5
    assert [item["date"] for item in found["documents"]] == sorted(item["date"] for item in found["documents"])
    chart = tmp_path / "chart.svg"
    printed = run("term", "wendbaarheid", "--library", sample_papers, "--csv", "--plot", chart)
    # as search --export writes it: semicolons, and the mark of UTF-8 for Excel
    assert printed.stdout.startswith("\ufeffdocument;date;")
    assert "\\u000d" not in printed.stdout
    rows = list(csv.DictReader(io.StringIO(printed.stdout.removeprefix("\ufeff")), delimiter=";"))
    assert len(rows) == sum(len(item["contexts"]) for item in found["documents"])
    assert all(row["page"] for row in rows)
    assert chart.read_bytes().count(b"<rect") == len(found["documents"]) + 1
    shown = run("term", "wendbaarheid", "--library", sample_papers).stdout
    assert f"wendbaarheid: {found['occurrences']} times in {len(found['documents'])} of 6 papers" in shown


def test_a_term_that_stands_nowhere_is_no_error(sample_papers):
    finished = run("term", "paarse", "krokodil", "--library", sample_papers)
    assert finished.returncode == 0
    assert finished.stdout.startswith('"paarse krokodil" stands in none of 6 papers (')


def test_evaluate_compares_with_an_earlier_run(tmp_path: Path):
    (tmp_path / "corpus.jsonl").write_text('{"_id": "p1", "text": "melk"}\n{"_id": "p2", "text": "fiets"}\n')
    (tmp_path / "queries.jsonl").write_text('{"_id": "q1", "text": "melk"}\n')
    (tmp_path / "qrels.tsv").write_text("query-id\tcorpus-id\tscore\nq1\tp1\t1\n")
    found = answer("evaluate", tmp_path)
    best = {"ndcg@10": 1.0, "recall@10": 1.0, "recall@100": 1.0}
    assert (found["queries"], found["passages"]) == (1, 2)
    assert found["modes"] == {"lexical": best, "semantic": best, "hybrid": best, "rrf": best}
    (tmp_path / "run.json").write_text(json.dumps(found))
    assert answer("evaluate", tmp_path, "--against", tmp_path / "run.json")["against"]["hybrid"]["difference"] == 0
    refused = run("evaluate", tmp_path, "--against", tmp_path / "qrels.tsv")
    assert refused.returncode == 1
    assert "is not what 'vindplaats evaluate --json' prints" in refused.stderr


@pytest.mark.parametrize("arguments", [["-woord"], ["wendbaar", "-woord"], ["wendbaar", "-huis", "--limit", "2"]])
def test_a_word_to_leave_out_says_how_to_type_it(sample_papers, arguments):
    refused = run("search", *arguments, "--library", sample_papers)
    word = next(each for each in arguments if each in ("-woord", "-huis"))
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr == (
        f"vindplaats: {word} is taken for an option; put the query in quotes, with a word to look for first "
        f"(vindplaats search 'uitvoering {word}'), or behind -- (vindplaats search -- {word} uitvoering)\n"
    )


def test_a_word_is_left_out_behind_two_hyphens(sample_papers):
    asked = (["--", "-commissie", "wendbaar"], ["wendbaar -commissie"])
    answers = [json.loads(run("search", "--json", "--library", sample_papers, *each).stdout) for each in asked]
    behind, quoted = ([hit["passage"] for hit in each["hits"]] for each in answers)
    assert behind == quoted
