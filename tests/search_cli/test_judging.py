"""recommendations accept, reject, edit and add as a reader meets them."""

from __future__ import annotations

import csv
import json
from io import StringIO

from tests.search_cli.test_describe import vindplaats

__all__ = ["vindplaats"]


def listed(vindplaats, *arguments) -> dict[int, dict]:
    shapes = json.loads(vindplaats("recommendations", "--json", *arguments).stdout)
    return {shape["id"]: shape for shape in shapes}


def test_judgements_stand_in_the_list_the_ledger_and_the_hits(vindplaats):
    before = listed(vindplaats)
    one, other, *_ = (id for id, shape in before.items() if shape["restates"] is None)
    assert {shape["judged"] for shape in before.values()} == {None}
    done = vindplaats("recommendations", "reject", str(one), "--by", "Jansen", "--note", "een citaat")
    assert f"{one} rejected: " in done.stderr
    vindplaats(
        "recommendations", "edit", before[other]["address"], "--type", "verzoek", "--addressee", "UWV", "--by", "V"
    )
    finished = vindplaats("recommendations")
    assert "1 rejected by a reader left out; --rejected shows them too" in finished.stderr
    assert f"  {one}. " not in finished.stdout
    after = listed(vindplaats, "--rejected")
    assert one not in listed(vindplaats)
    assert (after[one]["judged"], after[one]["judgement"]["by"]) == ("rejected", "Jansen")
    assert (after[other]["judged"], after[other]["type"], after[other]["addressees"]) == ("edited", "verzoek", ["UWV"])
    printed = vindplaats("recommendations", "--format", "csv").stdout
    rows = csv.DictReader(StringIO(printed.removeprefix("\ufeff")), delimiter=";")
    (judged,) = [row["judged"] for row in rows if row["judged"]]
    assert judged.startswith("edited by V on 20")
    assert "| judged |" in vindplaats("recommendations", "--format", "markdown").stdout


def test_words_are_added_and_taken_back(vindplaats):
    words = "De Getijderegeling is tussen 1 januari 2019 en 1 september 2023 drieëntwintig keer gewijzigd."
    done = vindplaats("recommendations", "add", "rapport-mee", "--words", words, "--addressee", "kabinet")
    assert "added: De Getijderegeling is" in done.stderr, done.stderr
    (id,) = [id for id, shape in listed(vindplaats).items() if shape["judged"] == "added"]
    assert words.split()[-1] in vindplaats("show", "--recommendation", str(id)).stdout
    assert vindplaats("recommendations", "restore", str(id)).exit_code == 0
    assert id not in listed(vindplaats)


def test_what_is_no_recommendation_is_named(vindplaats):
    done = vindplaats("recommendations", "accept", "99999")
    assert (done.exit_code, "no recommendation 99999" in done.stderr) == (1, True)
