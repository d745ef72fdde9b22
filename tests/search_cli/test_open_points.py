"""Commitments and motions of which no later paper says what became."""

from __future__ import annotations

from dataclasses import replace

import pytest
from rich.console import Console

from index.model import DocumentRecord, StoredFollowUp, StoredRecommendation, StoredSource
from ingest.model import Metadata
from nlp.model import FollowUp, Recommendation
from search_cli.recommended.ledger import make_ledger
from search_cli.recommended.open_points import items_of, open_points, place_of
from search_cli.render.recommendations import show_open, show_recommendations
from tests.search_cli.test_commands import answer, run


def paper(id, date, kind="brief", dossiers=("31490",)):
    metadata = Metadata(id, id, kind, date=date, dossiers=dossiers)
    return DocumentRecord(metadata, f"{id}.pdf", f"/{id}.pdf", 1, 1, (), (), "1")


PAPERS = [
    paper("letter", "2023-01-10"),
    paper("motion", "2023-02-01", "motie"),
    paper("later", "2024-05-01"),
    paper("other", "2025-01-01", dossiers=("35000",)),
]


def stored(id, document="letter", type_="toezegging", statuses=(), addressees=(), restates=None):
    found = Recommendation(0, 4, "Doe.", type_, addressees=addressees)
    later = [StoredFollowUp("later", 1, "2024-05-01", FollowUp(n, n + 4, "Doe.", s, "", 1.0)) for n, s in statuses]
    return StoredRecommendation(id, document, 1, found, restates, (), tuple(later))


def points(*items):
    return open_points(make_ledger(items), {each.id: each for each in PAPERS}, PAPERS)


@pytest.mark.parametrize(
    ("item", "is_open"),
    [
        (stored(1), True),
        (stored(1, "motion", "verzoek"), True),
        # a paper that only lists it says nothing of it
        (stored(1, statuses=[(0, "vermeld")]), True),
        (stored(1, statuses=[(0, "vermeld"), (9, "loopt")]), False),
        (stored(1, statuses=[(0, "afgerond")]), False),
        # a request in a letter is no motion, and advice binds nobody
        (stored(1, "letter", "verzoek"), False),
        (stored(1, "letter", "aanbeveling"), False),
    ],
)
def test_open_is_what_was_promised_or_asked_by_motion_and_not_spoken_of_since(item, is_open):
    assert bool(points(item)) is is_open


def test_how_far_was_looked_is_the_last_later_paper_of_its_dossier():
    (point,) = points(stored(1))
    assert (point.looked_until, point.n_looked) == ("2024-05-01", 2)
    last = replace(stored(1), document="other")
    assert [(each.looked_until, each.n_looked) for each in points(last)] == [(None, 0)]


def test_no_paper_is_called_later_than_one_without_a_date(capsys):
    undated, letter = replace(PAPERS[0], metadata=replace(PAPERS[0].metadata, date=None)), PAPERS[2]
    documents = {each.id: each for each in (undated, letter)}
    found = open_points(make_ledger([stored(1)]), documents, documents.values())
    show_open(Console(width=100), found, documents)
    assert "undated; nothing in 1 dated paper, up to 2024-05-01" in capsys.readouterr().out


@pytest.mark.parametrize(("score", "told"), [(0.76, "rests on p. 1"), (0.37, "may rest on p. 1")])
def test_what_is_likelier_not_to_be_the_ground_is_not_told_as_one(capsys, score, told):
    source = StoredSource("letter", 1, None, 10, 25, "Omdat het moet.", score, "staat ervoor")
    (entry,) = make_ledger([replace(stored(1), sources=(source,))])
    show_recommendations(Console(width=100), [entry], {"letter": PAPERS[0]})
    assert f"     {told}: staat ervoor\n" in capsys.readouterr().out


def test_open_points_stand_by_addressee_and_dossier():
    found = points(stored(1, addressees=("UWV",)), stored(2, "motion", "verzoek", addressees=("kabinet",)), stored(3))
    assert [place_of(each) for each in found] == [("", "31490"), ("UWV", "31490"), ("kabinet", "31490")]


def test_a_restatement_comes_with_what_it_restates():
    found = points(stored(1, restates=2), stored(2))
    assert [item.id for item, _ in items_of(found)] == [2, 1]


def test_the_command_lists_what_is_open_with_how_far_was_looked(sample_papers):
    found = answer("recommendations", "--open", "--library", sample_papers)
    assert found
    assert all(item["type"] in ("toezegging", "verzoek") for item in found)
    assert all({later["status"] for later in item["follow_ups"]} <= {"vermeld"} for item in found)
    assert all({"looked_until", "papers_looked_at"} <= item.keys() for item in found)
    shown = run("recommendations", "--open", "--library", sample_papers)
    assert shown.returncode == 0
    assert " open\n" in shown.stdout
