"""What add makes of one file is the same wherever it is made, and a paper that trips it stops nothing."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pytest

from index.adding.build import Settings, add
from index.adding.files import find_sources
from index.adding.prepare import completed, drafted, embedded, prepare, text_hash
from index.adding.runners.local import LocalRunner
from index.library.prepared import Prepared
from ingest.workers import Outcome
from nlp.model import Decisions
from tests.conftest import SAMPLES, WordEmbedder
from tests.index.conftest import in_a_folder

PAPERS = sorted(SAMPLES.glob("*.pdf"))


@pytest.fixture
def recipe(embedder):
    return Settings().recipe(embedder, Decisions())


def plain(prepared: Prepared) -> Prepared:
    """With vectors that can be compared."""
    return replace(prepared, vectors=prepared.vectors.tolist())


def test_local_processes_make_the_same_of_each_file_as_one_process_does(embedder, recipe):
    made = {
        outcome.path: plain(outcome.result)
        for outcome in LocalRunner(jobs=2).run(PAPERS, recipe, lambda texts: embedded(texts, embedder))
    }
    assert made == {path: plain(prepare(path, recipe)) for path in PAPERS}
    assert any(each.tags.links for each in made.values())


def test_a_vector_is_that_of_the_text_it_is_kept_under(embedder, recipe):
    draft = drafted(PAPERS[0], recipe)
    prepared = prepare(PAPERS[0], recipe)
    assert prepared.text_hashes == tuple(map(text_hash, draft.texts))
    assert np.array_equal(prepared.vectors, WordEmbedder().passages(list(draft.texts)))


class CrashesWhenTagging(WordEmbedder):
    def count_tokens(self, text):
        raise KeyError("onvoorzien")


def outcome_of(embedder: WordEmbedder, path: Path):
    recipe = Settings().recipe(embedder, Decisions())
    (outcome,) = LocalRunner(jobs=1).run([path], recipe, lambda texts: embedded(texts, embedder))
    return outcome


def test_a_paper_that_trips_a_tagger_is_told_as_such():
    outcome = outcome_of(CrashesWhenTagging(), PAPERS[0])
    assert outcome.error == (
        f"{PAPERS[0].name} was read but could not be tagged, by a fault of this program (KeyError: 'onvoorzien'). "
        "Please report it."
    )
    assert "count_tokens" in outcome.details


def test_a_paper_without_passages_is_complete_without_vectors(embedder, recipe):
    draft = replace(drafted(PAPERS[0], recipe), passages=(), texts=())
    assert completed(draft, {}).vectors.shape == (0, 0)


@dataclass
class Failing:
    """A runner of which every worker fails."""

    details: str

    def run(self, paths, recipe, embed) -> Iterator[Outcome[Prepared]]:
        for path in paths:
            yield Outcome(path, None, f"{path.name} could not be read", details=self.details)


@in_a_folder
def test_where_a_worker_failed_is_told_when_asked_for(library, embedder, caplog):
    caplog.set_level(logging.DEBUG, "vindplaats")
    report = add(library, find_sources(PAPERS[:1]), embedder, runner=Failing("Traceback: KeyError 'onvoorzien'"))
    assert [failure.reason for failure in report.failed] == [f"{PAPERS[0].name} could not be read"]
    assert caplog.messages == ["Traceback: KeyError 'onvoorzien'"]
