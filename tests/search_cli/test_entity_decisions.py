"""What people decide about entities: reject, merge, and restore, as a script meets them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from index.library import open_library
from nlp.model import Decisions
from tests.search_cli.test_commands import run


@pytest.fixture
def library(sample_papers: Path, tmp_path: Path) -> Path:
    """A library of the sample papers that a test may change."""
    path = tmp_path / "l.library"
    shutil.copytree(sample_papers, path)
    return path


def decisions(library: Path) -> Decisions:
    with open_library(library) as opened:
        return opened.review.decisions()


def test_words_that_no_paper_has_are_not_rejected(library):
    finished = run("entities", "reject", "ORG", "Rendac", "--library", library)
    assert (finished.returncode, finished.stdout, finished.stderr) == (
        1,
        "",
        "vindplaats: no paper has 'Rendac' as ORG; 'vindplaats entities --label ORG' lists the names they have\n",
    )
    assert decisions(library) == Decisions()


def test_other_capitals_are_recognised_as_a_slip(library):
    finished = run("entities", "reject", "ORG", "unie van waterschappen", "--library", library)
    assert (
        finished.stderr
        == "vindplaats: no paper has 'unie van waterschappen' as ORG; did you mean 'Unie van Waterschappen'?\n"
    )
    merged = run("entities", "merge", "KAMER", "Eerste Kamer", "--library", library)
    assert merged.stderr == "vindplaats: no paper has 'KAMER'; did you mean 'Kamer'?\n"


def test_a_name_under_another_label_does_not_count(library):
    finished = run("entities", "reject", "WET", "Unie van Waterschappen", "--library", library)
    assert finished.stderr.startswith("vindplaats: no paper has 'Unie van Waterschappen' as WET; ")


def test_what_was_decided_can_be_taken_back(library):
    assert run("entities", "reject", "ORG", "Unie van Waterschappen", "--library", library).returncode == 0
    assert run("entities", "merge", "Kamer", "Eerste Kamer", "--library", library).returncode == 0
    assert decisions(library) == Decisions(frozenset({("ORG", "Unie van Waterschappen")}), {"Kamer": "Eerste Kamer"})
    undone = run("entities", "restore", "Unie van Waterschappen", "--library", library)
    assert undone.stdout == (
        "Unie van Waterschappen is no longer rejected as ORG; "
        "'vindplaats add --redo' does the same for papers added in between\n"
    )
    undone = run("entities", "restore", "Kamer", "--library", library)
    assert undone.stdout.startswith("Kamer is no longer merged with Eerste Kamer; ")
    assert decisions(library) == Decisions()


def test_what_is_decided_counts_at_once_in_the_papers_held(library):
    with open_library(library) as opened:
        before = opened.findings.entities(None, "ORG")
        count = sum(entity.text == "Unie van Waterschappen" for _, _, entity in before)
        rejected_before = len(opened.review.rejected(None, "ORG"))
        assert count
        opened.review.reject("ORG", "Unie van Waterschappen")
        opened.review.merge("Kamer", "Eerste Kamer der Staten-Generaal")
        after = opened.findings.entities(None, "ORG")
        assert [entity.text for _, _, entity in after] == [
            entity.text for _, _, entity in before if entity.text != "Unie van Waterschappen"
        ]
        merged = [entity for _, _, entity in after if entity.text == "Kamer"]
        assert {entity.canonical for entity in merged} == {"Eerste Kamer der Staten-Generaal"}
        taken_out = opened.review.rejected(None, "ORG")
        assert len(taken_out) == rejected_before + count
        assert ("Unie van Waterschappen", "door de gebruiker afgewezen") in {(r.text, r.reason) for _, r in taken_out}
        opened.review.restore("Unie van Waterschappen")
        opened.review.restore("Kamer")
        assert opened.findings.entities(None, "ORG") == before


def test_nothing_to_take_back_says_what_was_decided(library):
    none = run("entities", "restore", "Kamer", "--library", library)
    assert (none.returncode, none.stderr) == (
        1,
        "vindplaats: nothing was decided about 'Kamer'; no decisions were taken\n",
    )
    run("entities", "reject", "ORG", "Unie van Waterschappen", "--library", library)
    other = run("entities", "restore", "Kamer", "--library", library)
    assert other.stderr == (
        "vindplaats: nothing was decided about 'Kamer'; decisions were taken about: Unie van Waterschappen\n"
    )
