"""What a reader corrects of a paper is used at once, everywhere, and stays."""

from __future__ import annotations

from dataclasses import replace

import pytest

from index.errors import LibraryError
from index.model import Filters
from index.readers.describing import describe
from ingest.citing.cite import citation_text
from ingest.metadata.corrections import CorrectionError, checked
from ingest.passages import split_passages
from ingest.plain import document_from_text
from tests.index.papers import as_prepared
from tests.index.test_library import store


@pytest.mark.parametrize(
    ("field", "given", "held"),
    [
        ("title", " Een  rapport ", "Een rapport"),
        # an empty text says that it is not known
        ("title", "", None),
        ("date", "2021-12", "2021-12"),
        ("date", "13/02/2024", "2024-02-13"),
        ("session", "2019/20", "2019-2020"),
        ("authors", ["J. de Vries", " "], ["J. de Vries"]),
    ],
)
def test_what_is_given_is_held_in_one_form(field, given, held):
    assert checked(field, given) == held


@pytest.mark.parametrize(
    ("field", "given"),
    [
        ("date", "31-11-2020"),
        ("date", "2020-13"),
        ("date", "20-12"),
        # ISO in another form would not sort among the others
        ("date", "20201231"),
        ("kind", "boek"),
        ("session", "2019-2021"),
        ("chamber", "III"),
    ],
)
def test_what_a_field_cannot_be_is_refused(field, given):
    with pytest.raises(CorrectionError):
        checked(field, given)


def test_a_correction_is_used_by_records_filters_citations_and_loaded_documents(library, embedder):
    store(library, embedder, "rapport-1", "De wendbare uitvoering.")
    describe(
        library,
        "rapport-1",
        {"title": "Eindrapport", "date": "2021-12", "issuer": "Algemene Rekenkamer", "kind": "rapport"}
        | {"dossiers": ["31490"]},
    )
    record = library.documents.find("rapport-1")
    assert (record.known_title, record.metadata.corrected) == (
        "Eindrapport",
        ("title", "date", "kind", "issuer", "dossiers"),
    )
    assert library.documents.load("rapport-1").metadata == record.metadata
    assert citation_text(record.metadata) == "Eindrapport, Algemene Rekenkamer, december 2021"
    every = library.passages.count()
    for filters in (Filters(kind="rapport"), Filters(dossier="31490"), Filters(date_from="2021-12-15")):
        assert library.passages.count(filters) == every
    assert library.passages.count(Filters(date_from="2022-01-01")) == (0, 0)
    assert library.passages.count(Filters(date_to="2021-12-01")) == every


def test_a_correction_stays_when_the_paper_is_read_again_under_whatever_id(library, embedder, reopen):
    document = store(library, embedder, "rapport-1", "De wendbare uitvoering.")
    describe(library, "rapport-1", {"date": "2021-12-31"})
    again = replace(document, metadata=replace(document.metadata, id="kst-31490-7"))
    passages = split_passages(again, embedder.count_tokens)
    with library.transaction():
        library.documents.delete("rapport-1")
        library.store(as_prepared(again, passages, embedder), file="a.pdf", path="/a.pdf", pipeline="2")
    with reopen() as opened:
        assert opened.documents.find("kst-31490-7").metadata.date == "2021-12-31"
        assert opened.passages.count(Filters(date_from="2021-12-31")) == (1, 1)


def test_a_correction_taken_back_leaves_what_was_read(library, embedder):
    document = store(library, embedder, "rapport-1", "De wendbare uitvoering.")
    describe(library, "rapport-1", {"title": "Eindrapport", "date": "2021"})
    assert describe(library, "rapport-1", {}, ["date"]).metadata.corrected == ("title",)
    assert describe(library, "rapport-1", {}, ["all"]).metadata == document.metadata
    assert library.passages.count(Filters(date_from="2000-01-01")) == (0, 0)
    with pytest.raises(LibraryError, match="title of rapport-1 was not corrected"):
        describe(library, "rapport-1", {}, ["title"])


def test_a_refused_value_leaves_all_as_it_was(library, embedder):
    document = store(library, embedder, "rapport-1", "De wendbare uitvoering.")
    with pytest.raises(CorrectionError, match="no kind of paper"):
        describe(library, "rapport-1", {"title": "Eindrapport", "kind": "boek"})
    assert library.documents.find("rapport-1").metadata == document.metadata


def test_what_a_reader_gives_is_no_guess_any_more(library, embedder):
    guess = document_from_text("De wendbare uitvoering.", "rapport-1")
    guess = replace(guess, metadata=replace(guess.metadata, title="Inhoud", guessed=("title",)))
    with library.transaction():
        library.store(as_prepared(guess, [], embedder), file="a.pdf", path="/a.pdf", pipeline="1")
    assert library.documents.find("rapport-1").metadata.guessed == ("title",)
    assert describe(library, "rapport-1", {"title": "Eindrapport"}).metadata.guessed == ()


def test_the_number_a_reader_gives_is_cited_whatever_the_id_says(library, embedder):
    store(library, embedder, "kst-29665-10", "De wendbare uitvoering.")
    record = describe(library, "kst-29665-10", {"number": "482", "dossiers": ["29665"], "session": "2023/24"})
    assert citation_text(record.metadata) == "Kamerstukken II 2023/24, 29665, nr. 482"
