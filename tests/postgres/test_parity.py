"""A library in PostgreSQL finds what the same library in a folder finds, in the same order."""

from __future__ import annotations

import pytest

from index.library import open_library
from index.model import Filters
from index.query.condition import Close, Either, Run
from index.searcher import Searcher

QUERIES = [
    # a word, its family, and its compounds
    "wendbaarheid",
    "dienst",
    "uitvoering",
    # several words, small ones too; a question
    "kosten van de regeling voor bewoners",
    "wie betaalt het meerwerk?",
    # a phrase, and one that nobody wrote
    '"wendbare uitvoering"',
    '"van de"',
    '"paarse krokodil"',
    # a prefix
    "uitvoer*",
    '"de wendb*"',
    # boolean
    "wendbaarheid AND kosten",
    "wendbaarheid OR krokodil",
    "(dienst OR commissie) NOT kosten",
    "dienst -commissie",
    "krokodil OR (dienst AND krokodil)",
    # near each other
    "NEAR(dienst kosten, 10)",
    "NEAR(de dienst, 2)",
    'NEAR("de dienst" wendbaar, 20)',
    # by what a paper is cited by, and by the names of an organisation
    "99901",
    "kst-99901-14",
    "RGV",
]
FILTERS = [
    Filters(dossier="99901"),
    Filters(kind="rapport", part="body"),
    Filters(date_from="2024-01-01", date_to="2024-06-30"),
    Filters(has_recommendation=True),
    Filters(organisation="RGV"),
    Filters(organisation="rgv", kind="brief"),
]


@pytest.fixture(scope="module")
def both(sample_papers, shared_samples):
    with open_library(sample_papers) as folder, open_library(shared_samples) as server:
        yield Searcher(folder), Searcher(server)


def shown(answer):
    """All that is shown of an answer but the scores."""
    return [
        (hit.passage, hit.marks, hit.by, hit.recommendations, hit.source_of, hit.near_copies) for hit in answer.hits
    ], (answer.n_found, answer.n_documents, answer.n_further, answer.forms, answer.absent, answer.searched)


def assert_alike(both, query, **options):
    """Sums of floats differ in the last digits, so scores are nearly the same."""
    one, other = (each.search(query, **options) for each in both)
    assert shown(other) == shown(one)
    assert [hit.score for hit in other.hits] == pytest.approx([hit.score for hit in one.hits], abs=1e-5)


@pytest.mark.parametrize("mode", ["lexical", "hybrid"])
@pytest.mark.parametrize("query", QUERIES)
def test_both_find_the_same(both, query, mode):
    assert_alike(both, query, mode=mode)


@pytest.mark.parametrize("filters", FILTERS, ids=lambda filters: filters.named[0] if filters.named else "none")
@pytest.mark.parametrize("query", ["uitvoering", '"de dienst"', "wie betaalt het meerwerk?"])
def test_both_filter_alike(both, query, filters):
    assert_alike(both, query, filters=filters)


@pytest.mark.parametrize("filters", FILTERS, ids=lambda filters: filters.named[0])
def test_words_are_counted_alike_where_postings_are_read_of_few_papers(both, filters, monkeypatch):
    monkeypatch.setattr("index.library.postgres.passages._FEW_OF", 0)
    assert_alike(both, "uitvoering OR dienst", filters=filters)


def test_both_find_the_same_by_meaning_by_date_and_without_families(both):
    for options in ({"mode": "semantic"}, {"sort": "date"}, {"families": False}, {"everything": True, "limit": 90}):
        assert_alike(both, "kosten van de dienst", **options)


@pytest.mark.parametrize(
    "condition",
    [
        Run(("de", "dienst")),
        Run(("de", "di"), begins=True),
        Run(("ver",), begins=True),
        Close((("de",), ("het",)), "exact", 3),
        Close((("van", "de"), ("dienst",), ("een",)), "exact", 12),
        Either((Run(("dienst",), ("body", "parts", "heading", "title")), Run(("de", "rgv")))),
    ],
    ids=repr,
)
def test_both_score_every_passage_alike(both, condition):
    """All that are found, not the first ten alone, by the scores of FTS5."""
    one, other = (each.library.passages.lexical(condition, Filters()) for each in both)
    assert [(id, round(score, 9)) for id, score in other] == [(id, round(score, 9)) for id, score in one]
    assert one
