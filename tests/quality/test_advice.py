"""The recogniser on a few short papers that it learned from; left-out figures: nlp/data/advice_model.md."""

from __future__ import annotations

import json

from ingest.reader import read_file
from nlp.advice.recommendations import find_recommendations
from tests.quality import gate
from tests.quality.recommendation_gold import GoldDocument, covered, f1, outcome

# Short papers of each kind: a list of decisions, answers, letters, an advice; two have no record.
PAPERS = (
    "besluitenlijst_example1.pdf",
    "ah-tk-20202021-3235.pdf",
    "1b62ee8d-e406-4042-b7f5-7e235f7bd1c0.pdf",
    "1400405_Brief_aan_de_Tweede_Kamer_inzake_onbeantwoorde_vragen_algemeen_overleg_leerlingendaling_27_juni_2018.pdf",
    "asd_almere_advies_maatschappelijke_agenda.pdf",
    "vws_brief_aan_vng_financieringsinstrument_2026.pdf",
)


def gold_papers() -> list[GoldDocument]:
    lines = gate.gold("eval/advice/recommendations.jsonl").read_text("utf-8").splitlines()
    records = [json.loads(line) for line in lines]
    covers = json.loads(gate.gold("eval/advice/documents.json").read_text("utf-8"))
    paths = {path.name: path for path in gate.gold("corpus").rglob("*.pdf")}
    return [
        GoldDocument(
            name,
            read_file(paths[name]),
            frozenset(covers[name]["pages_covered"]),
            [record for record in records if record["document"] == name],
        )
        for name in PAPERS
    ]


def test_what_was_learned_is_found_again():
    told, firm = [], []
    for paper in gold_papers():
        found = find_recommendations(paper.document)
        told.append(outcome(paper, covered(paper, found)))
        firm.append(outcome(paper, covered(paper, [each for each in found if each.grade == "firm"])))
    true, n_firm, _ = map(sum, zip(*firm, strict=True))
    figures = {"f1 pooled": f1(*map(sum, zip(*told, strict=True))), "precision of the firm": true / max(n_firm, 1)}
    gate.check("advice, short papers", figures, [gate.gold("eval/advice/recommendations.jsonl")], gate.ROUNDING)
