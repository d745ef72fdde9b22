"""What the services named is remembered, and told from what is held."""

import pytest

from index.library.dossiers import Dossiers
from index.model import DossierStatus, Failure, Filters, FollowedDossier
from index.status import dossiers, library_status
from index.watch import new_matches
from ingest.sources.model import ExpectedPaper
from tests.index.test_library import store

MONDAY, TUESDAY = "2026-01-05T08:00:00+00:00", "2026-01-06T08:00:00+00:00"


def expected(id: str, status: str, at: str = MONDAY, date: str | None = None) -> ExpectedPaper:
    return ExpectedPaper("31490", id, id.split("-")[-1], None, date, status, None, at)  # type: ignore[arg-type]


@pytest.fixture
def ledger(library) -> Dossiers:
    return library.dossiers


def test_what_was_recorded_comes_back(library, ledger):
    papers = [expected("kst-31490-2", "missing", date="2020-01-02"), expected("kst-31490-1", "held", date="2020-01-01")]
    with library.transaction():
        ledger.record(papers)
        ledger.record([expected("kst-31490-2", "failed", date="2020-01-02")])
    assert ledger.expected() == [papers[1], expected("kst-31490-2", "failed", date="2020-01-02")]


# What a service said of a paper that is not in the library, and where status lists it.
LISTED = [
    ("missing", "missing"),
    ("failed", "failed"),
    ("withdrawn", "withdrawn"),
    # it came down, and add was stopped before it was read
    ("held", "missing"),
    # nobody asked for it
    ("skipped", None),
]


@pytest.mark.parametrize(("status", "listed"), LISTED)
def test_a_paper_that_is_not_held_is_listed_for_what_it_is(library, ledger, status, listed):
    with library.transaction():
        ledger.record([expected("kst-31490-1", status)])
    lists = {listed: ("kst-31490-1",)} if listed else {}
    assert library_status(library).dossiers == (DossierStatus("31490", (), **lists),)
    assert ledger.missing() == (["kst-31490-1"] if listed in ("missing", "failed") else [])
    assert ledger.missing("29362") == []


def test_a_paper_that_came_down_and_cannot_be_read_has_failed():
    unreadable = Failure("kst-31490-1.pdf", "/library/downloads/kst-31490-1/kst-31490-1.pdf", "", "encrypted", False)
    assert dossiers([], [expected("kst-31490-1", "held")], [unreadable]) == (
        DossierStatus("31490", (), failed=("kst-31490-1",)),
    )


def test_a_paper_that_is_no_longer_named_is_withdrawn(library, ledger):
    with library.transaction():
        ledger.record([expected("kst-31490-1", "held"), expected("kst-31490-2", "held")])
        ledger.record([expected("kst-31490-2", "held", TUESDAY)])
        ledger.withdraw_unnamed("31490", TUESDAY)
    assert [(paper.id, paper.status) for paper in ledger.expected()] == [
        ("kst-31490-1", "withdrawn"),
        ("kst-31490-2", "held"),
    ]


def test_a_dossier_is_followed_with_the_choices_of_its_last_fetch(library, ledger):
    chosen = FollowedDossier("29362", ("brief",), "2020-01-01", attachments=False)
    with library.transaction():
        ledger.follow(FollowedDossier("31490"))
        ledger.follow(FollowedDossier("29362"))
        ledger.follow(chosen)
    assert ledger.followed() == [chosen, FollowedDossier("31490")]


def test_a_saved_search_tells_of_new_passages_once(library, embedder):
    store(library, embedder, "kst-31490-1", "De wendbaarheid van de uitvoering is een zorg.")
    with library.transaction():
        library.searches.save("wendbaar", "wendbaarheid", Filters(), families=True)
    assert [hits for _, hits in new_matches(library)] == [[]]
    store(library, embedder, "kst-31490-2", "Wendbare organisaties zijn nodig.")
    store(library, embedder, "kst-31490-3", "Over iets anders, namelijk de begroting.")
    ((saved, hits),) = new_matches(library)
    assert (saved.name, [hit.document.id for hit in hits]) == ("wendbaar", ["kst-31490-2"])
    with library.transaction():
        library.searches.mark_seen("wendbaar")
    assert [hits for _, hits in new_matches(library)] == [[]]


def test_a_saved_search_keeps_its_filters_and_can_be_forgotten(library):
    filters = Filters(dossier="31490", date_from="2020-01-01", has_recommendation=True)
    with library.transaction():
        library.searches.save("b", "maatwerk", filters, families=False)
        library.searches.save("a", "maatwerk", Filters(), families=True)
        library.searches.save("b", "menselijke maat", filters, families=False)
    first, second = library.searches.all()
    assert (first.name, second.name, second.query) == ("a", "b", "menselijke maat")
    assert (second.filters, second.families, second.seen) == (filters, False, 0)
    with library.transaction():
        assert [library.searches.remove(name) for name in ("b", "b")] == [True, False]
