"""What a terminal is told of a search: what passes filters, what lies further, what failed."""

from __future__ import annotations

import pytest
from rich.console import Console

from index.model import Failure, LibraryStatus
from index.ranking.model import Answer, Searched
from search_cli.render.results import searched_line, show_status


def answered(n_further=0, n_papers=0, filters=()):
    searched = Searched(n_papers, n_papers, 0, (), (), filters, 0)
    return Answer("x", "hybrid", searched, (), (), (), 0, 0, None, n_further)


@pytest.mark.parametrize(
    ("filters", "told"),
    [
        (
            ("organisation: BZK",),
            "organisation: BZK; 'vindplaats entities --label ORG' lists the organisations by name.",
        ),
        (("measure: Pas",), "measure: Pas; 'vindplaats entities --label MAATREGEL' lists the measures by name."),
        (("dossier: 1", "from: 2030-01-01"), "dossier: 1, from: 2030-01-01; 'vindplaats status' lists the papers."),
        # of a part of papers it is no paper that is lacking
        (("part: heading",), "part: heading; 'vindplaats status' lists the papers."),
    ],
)
def test_filters_that_nothing_passes_come_with_the_command_that_lists_what_there_is(filters, told):
    assert searched_line(answered(filters=filters)) == f"No passage passes {told}"


def test_one_passage_further_off_is_one():
    further = "1 passage without these words is hardly nearer in meaning than any other (--all shows it)."
    assert searched_line(answered(1, 1)) == f"No hits in 1 paper (1 passage); {further}"


def test_a_failure_is_said_once_to_be_tried_again(capsys, tmp_path):
    failed = [
        Failure(f"{name}.pdf", f"/{name}.pdf", "", reason, retry)
        for name, reason, retry in (
            ("a", "a.pdf took too long. It is tried again at the next 'vindplaats add'.", True),
            ("b", "b.pdf needs a program.", True),
            ("c", "c.pdf is no PDF.", False),
        )
    ]
    show_status(Console(width=200), LibraryStatus(str(tmp_path), 1, None, (), tuple(failed), ()))
    assert capsys.readouterr().out.splitlines()[2:] == [
        "failed: a.pdf took too long. It is tried again at the next 'vindplaats add'.",
        "failed: b.pdf needs a program.  (tried again at the next add)",
        "failed: c.pdf is no PDF.",
    ]
