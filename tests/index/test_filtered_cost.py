"""A search of a part of a folder's library does no more work than one of all of it."""

from __future__ import annotations

import random

import pytest

from index.derived import current_vectors
from index.library import open_library
from index.model import Filters
from index.search import search
from nlp.model import Tags
from tests.conftest import WordEmbedder
from tests.index.papers import entity, recommendation, store

ADVICE = "Wij bevelen aan de kosten van de dienst te tellen."
WORDS = (
    "dienst wendbaarheid uitvoering kosten bewoners commissie regeling onderzoek gemeente raad water bodem plan wet "
    "school leraar zorg huis straat fiets trein boer stal akker haven schip vlucht grens taal boek kunst sport bos dorp"
).split()
N_PAPERS = 60
A_STEP = 20
FILTERS = [
    Filters(dossier="1"),
    Filters(kind="brief"),
    Filters(date_from="2000-01-01", date_to="2030-01-01"),
    Filters(organisation="UWV"),
    Filters(has_recommendation=True),
    Filters(dossier="1", part="body"),
]


@pytest.fixture(scope="module")
def papers(tmp_path_factory):
    """Papers of five passages in words drawn from a few; each filter lets a quarter of them through, or of each of
    these a passage."""
    draw, embedder = random.Random(0), WordEmbedder()
    with open_library(tmp_path_factory.mktemp("cost") / "test.library", create=True) as library, library.transaction():
        for at in range(N_PAPERS):
            drawn = [f"De {' '.join(draw.choices(WORDS, k=16))} van de raad." for _ in range(4)]
            text = "\n\n".join([*drawn, f"Het UWV meldt dit. {ADVICE}"])
            tags, known = Tags(), {"dossiers": ("2",), "kind": "rapport"}
            if at % 4 == 0:
                tags = Tags(entities=(entity(text, "UWV"),), recommendations=(recommendation(text, ADVICE),))
                known = {"dossiers": ("1",), "kind": "brief", "date": "2020-05-01"}
            store(library, embedder, f"p-{at}", text, tags, sha256=f"{at:064x}", **known)
        yield library


def steps(library, vectors, typed: str, filters: Filters | None) -> int:
    """How many instructions SQLite carries out for a search, those that FTS5 asks of it included, in steps."""
    n_steps = 0

    def count() -> None:
        nonlocal n_steps
        n_steps += 1

    library.connection.set_progress_handler(count, A_STEP)
    try:
        assert search(library, vectors, WordEmbedder(), typed, filters=filters).hits
    finally:
        library.connection.set_progress_handler(None, 0)
    return n_steps


@pytest.mark.parametrize("typed", ["dienst", "wat kost de regeling aan bewoners?", '"van de"', "dienst -leraar"])
@pytest.mark.parametrize("filters", FILTERS, ids=lambda filters: filters.named[0])
def test_a_filter_costs_at_most_half_as_much_again(papers, typed, filters):
    vectors = current_vectors(papers)
    # What a first search reads for all is not counted.
    steps(papers, vectors, typed, filters)
    assert steps(papers, vectors, typed, filters) <= 1.5 * steps(papers, vectors, typed, None)
