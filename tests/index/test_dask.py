"""Workers of a Dask scheduler make of papers what this machine makes of them."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import dask
import distributed
import pytest

from index.adding.build import Settings, add
from index.adding.files import find_sources
from index.adding.runners.dask import DaskRunner, _Ordered, _prepared, _sent
from index.errors import LibraryError
from index.library import open_library
from nlp.model import Decisions
from tests.conftest import SAMPLES, WordEmbedder
from tests.index.contents import content

PAPERS = [SAMPLES / "kst-99901-12.pdf", SAMPLES / "kst-99901-14.pdf"]


@pytest.fixture(scope="module")
def cluster():
    """A scheduler with one worker, in a process of its own."""
    with (
        dask.config.set({"distributed.worker.daemon": False}),
        distributed.LocalCluster(n_workers=1, threads_per_worker=2, dashboard_address=None) as made,
    ):
        yield made


@pytest.mark.slow
def test_papers_of_a_worker_that_is_killed_are_prepared_by_another(tmp_path):
    papers, embedder = [*sorted(SAMPLES.glob("*.pdf")), *letters(tmp_path)], WordEmbedder()
    with open_library(tmp_path / "here", create=True) as library:
        add(library, find_sources(papers), embedder, Settings(jobs=2))
    with (
        dask.config.set({"distributed.worker.daemon": False}),
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as made,
        distributed.Client(made) as client,
        open_library(tmp_path / "there", create=True) as library,
    ):
        victims = list(client.run(os.getpid).values())[:1]

        def kill_one(*_: object) -> None:
            while victims:
                os.kill(victims.pop(), signal.SIGKILL)

        runner = DaskRunner(made.scheduler_address)
        report = add(library, find_sources(papers), embedder, Settings(jobs=2), progress=kill_one, runner=runner)
    assert not victims
    assert (len(report.added), report.failed) == (len(papers), [])
    assert content(tmp_path / "here") == content(tmp_path / "there")


def letters(folder: Path) -> list[Path]:
    """Twenty short papers, so that some wait when a worker ends."""
    files = [folder / f"brief-{number}.txt" for number in range(20)]
    for number, file in enumerate(files):
        file.write_text(f"De minister stuurt de Kamer voor 1 mei 2025 een brief over sluis {number}.\n", "utf-8")
    return files


class OtherEmbedder(WordEmbedder):
    """Says something else wherever it is asked."""

    @property
    def fingerprint(self):
        return f"words-{os.getpid()}"


def test_a_library_is_the_same_as_one_that_was_made_here(cluster, tmp_path):
    embedder = WordEmbedder()
    for name, runner in (("here", None), ("there", DaskRunner(cluster.scheduler_address))):
        with open_library(tmp_path / name, create=True) as library:
            report = add(library, find_sources(PAPERS), embedder, Settings(jobs=2), runner=runner)
            assert (sorted(report.added), report.failed) == ([paper.name for paper in PAPERS], [])
    assert content(tmp_path / "here") == content(tmp_path / "there")


def test_a_file_that_a_worker_does_not_see_is_sent_to_it(cluster, tmp_path):
    recipe = Settings().recipe(WordEmbedder(), Decisions())
    paper = tmp_path / PAPERS[0].name
    paper.write_bytes(PAPERS[0].read_bytes())
    seen, whole = _sent(paper, whole=False), _sent(paper, whole=True)
    paper.unlink()
    with distributed.Client(cluster) as client:
        ordered = _Ordered("test", recipe)
        assert client.submit(_prepared, seen, ordered, pure=False).result() is None
        outcome = client.submit(_prepared, whole, ordered, pure=False).result()
    assert outcome.result.metadata.id == "kst-99901-12"


def test_a_worker_with_another_model_is_refused_before_the_first_paper(cluster, tmp_path):
    with (
        open_library(tmp_path / "l", create=True) as library,
        pytest.raises(LibraryError, match="would prepare papers otherwise"),
    ):
        add(library, find_sources(PAPERS), OtherEmbedder(), runner=DaskRunner(cluster.scheduler_address))


def test_without_a_scheduler_it_is_said_how_to_start_one(tmp_path):
    recipe = Settings().recipe(WordEmbedder(), Decisions())
    with pytest.raises(LibraryError, match="start one with 'dask scheduler'"):
        list(DaskRunner("nonsense://127.0.0.1:1").run(PAPERS, recipe, lambda texts: {}))
