"""The library keeps what it is given, wholly or not at all."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import numpy as np
import pytest

from index.errors import DocumentNotFoundError, LibraryBusyError, LibraryError, NoLibraryError
from index.library import open_library
from index.model import DocumentRecord, Filters
from ingest.model import Metadata
from ingest.passages import split_passages
from ingest.plain import document_from_text
from nlp.model import Entity, Reference, Tags
from search_cli.titles import shown_title
from tests.index.conftest import in_a_folder
from tests.index.papers import as_prepared


def store(library, embedder, id: str, text: str, tags: Tags | None = None, *, path: str | None = None):
    """Put a plain text in the library, as add does with a paper."""
    document = document_from_text(text, id)
    passages = split_passages(document, embedder.count_tokens)
    prepared = as_prepared(document, passages, embedder, tags)
    library.store(prepared, file=f"{id}.pdf", path=path or f"/papers/{id}.pdf", pipeline="1")
    return document


def test_a_document_is_loaded_as_it_was_stored(library, embedder):
    document = store(library, embedder, "kst-1-1", "De wendbare uitvoering.\n\nVraagt om rust.")
    assert library.documents.load("kst-1-1") == document


def test_a_passage_is_the_slice_its_offsets_name(library, embedder):
    document = store(library, embedder, "kst-1-1", "Een.\n\n" + "De uitvoering vraagt om rust. " * 100)
    records = library.passages.of_document("kst-1-1")
    assert len(records) > 1
    assert [record.passage.text for record in records] == [
        document.text[record.passage.start : record.passage.end] for record in records
    ]


def test_an_error_half_way_leaves_nothing_behind(library, embedder):
    store(library, embedder, "kst-1-1", "Een.")
    before = (library.generation, library.passages.count(), library.vocabulary.occurrences(["twee"]))

    def fail():
        with library.transaction():
            document = document_from_text("Twee.", "kst-1-2")
            passages = split_passages(document, embedder.count_tokens)
            library.store(as_prepared(document, passages, embedder), file="b.pdf", path="/b.pdf", pipeline="1")
            raise RuntimeError("the disk is full")

    with pytest.raises(RuntimeError, match="the disk is full"):
        fail()
    assert (library.generation, library.passages.count(), library.vocabulary.occurrences(["twee"])) == before
    assert library.check() == [f"kst-1-1: its original {library.documents.find('kst-1-1').metadata.sha256}.pdf "
                               "is gone; add kst-1-1.pdf again"]  # fmt: skip


def test_removing_a_document_removes_its_words_passages_and_findings(library, embedder):
    tags = Tags(entities=(Entity(0, 3, "ORG", "UWV"),), references=(Reference(0, 3, "UWV", ("kst-2-2",)),))
    store(library, embedder, "kst-1-1", "UWV is wendbaar.", tags)
    with library.transaction():
        library.documents.delete("kst-1-1")
    assert library.passages.count() == (0, 0)
    assert library.vocabulary.occurrences(["wendbaar"]) == {}
    assert library.findings.entities() == []
    assert library.findings.citing("kst-2-2") == []
    assert library.check() == []


def test_ids_of_passages_are_never_used_again(library, embedder):
    store(library, embedder, "kst-1-1", "Een.")
    (first,) = library.passages.all()
    with library.transaction():
        library.documents.delete("kst-1-1")
    store(library, embedder, "kst-1-2", "Twee.")
    (second,) = library.passages.all()
    assert second.id > first.id


def test_a_document_is_found_by_id_beginning_or_file_name(library, embedder):
    store(library, embedder, "kst-31490-284", "Een.")
    store(library, embedder, "kst-31490-271", "Twee.")
    found = [library.documents.find(name).id for name in ("kst-31490-284", "kst-31490-28", "kst-31490-284.pdf")]
    assert found == ["kst-31490-284"] * 3


def test_a_document_is_found_whatever_capitals_are_typed(library, embedder):
    prepared = as_prepared(document_from_text("Een.", "kst-36600-VII-12"), [], embedder)
    library.store(prepared, file="Brief.PDF", path="/p/Brief.PDF", pipeline="1")
    names = ("kst-36600-vii-12", "KST-36600-vii", "brief.pdf", "BRIEF")
    assert [library.documents.find(name).id for name in names] == ["kst-36600-VII-12"] * 4
    with pytest.raises(DocumentNotFoundError):
        library.documents.find("brie")


def test_an_ambiguous_beginning_names_what_it_could_be(library, embedder):
    store(library, embedder, "kst-31490-284", "Een.")
    store(library, embedder, "kst-31490-271", "Twee.")
    with pytest.raises(DocumentNotFoundError, match=r"beginning of 2 documents: kst-31490-271, kst-31490-284"):
        library.documents.find("kst-31490")


def test_an_unknown_document_says_where_to_look(library):
    with pytest.raises(DocumentNotFoundError, match="'vindplaats status' lists the 0 it holds"):
        library.documents.find("kst-1-1")


def test_vectors_come_back_by_passage(library, embedder):
    store(library, embedder, "kst-1-1", "Een.")
    store(library, embedder, "kst-1-2", "Twee.")
    ids, vectors = library.passages.vectors()
    texts = [library.passages.by_ids([id])[id].passage.text for id in ids.tolist()]
    assert np.array_equal(vectors, embedder.passages(texts))


def test_an_organisation_is_filtered_by_identity_and_not_by_string(library, embedder):
    uwv = "https://identifier.overheid.nl/tooi/id/zbo/zb000143"
    full = "Uitvoeringsinstituut Werknemersverzekeringen"
    store(library, embedder, "a", "UWV doet mee.", Tags(entities=(Entity(0, 3, "ORG", "UWV", full, uwv),)))
    store(library, embedder, "b", f"{full} doet mee.", Tags(entities=(Entity(0, 44, "ORG", full, full, uwv),)))
    store(library, embedder, "c", "De SVB doet mee.", Tags(entities=(Entity(3, 6, "ORG", "SVB"),)))
    for name in ("UWV", "uwv", full, uwv):
        ids = library.passages.ids(Filters(organisation=name)).tolist()
        assert {library.passages.by_ids([id])[id].document for id in ids} == {"a", "b"}


@in_a_folder
def test_opening_what_is_not_there_says_how_to_make_one(place):
    with pytest.raises(NoLibraryError, match="make one with 'vindplaats add PDF"):
        open_library(place)


def test_a_file_that_is_no_library_is_refused_and_left_alone(tmp_path):
    path = tmp_path / "x.library"
    path.mkdir()
    (path / "library.sqlite").write_text("this is not SQLite, and longer than one hundred bytes " * 10)
    with pytest.raises(LibraryError, match="is not a Vindplaats library"):
        open_library(path)


def test_a_library_of_another_version_is_refused(tmp_path):
    with open_library(tmp_path / "x.library", create=True):
        pass
    connection = sqlite3.connect(tmp_path / "x.library" / "library.sqlite")
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(LibraryError, match=r"its format is 99.*use that version"):
        open_library(tmp_path / "x.library")


def test_a_second_writer_waits_and_then_says_so(library, reopen):
    with (
        library.writing(),
        reopen() as other,
        pytest.raises(LibraryBusyError, match="by another vindplaats"),
        other.writing(wait_s=0.1),
    ):
        pass


def test_an_altered_original_is_found_by_the_check(library, embedder, tmp_path):
    source = tmp_path / "a.txt"
    source.write_text("Een.")
    document = document_from_text("Een.", "a")
    library.documents.keep_original(source, document.metadata.sha256)
    store(library, embedder, "a", "Een.")
    name = library.documents.original(library.documents.find("a")).name
    library.originals.put(name, b"Twee.", replace=True)
    assert library.check() == [f"a: its original {name} was altered; add a.pdf again"]


@pytest.mark.parametrize(
    ("title", "subject", "shown"),
    [
        ("BRIEF VAN DE MINISTER", "Vernieuwing", "Vernieuwing; Brief van de minister"),
        # a paper of two dossiers
        ("Stikstof en PFAS", "Stikstof en PFAS; Toekomstvisie", "Stikstof en PFAS; Toekomstvisie"),
        ("Vragen over Jemen", "Jemen", "Vragen over Jemen"),
        ("MEMORIE VAN TOELICHTING", "Memorie van toelichting", "Memorie van toelichting"),
        (None, "Jemen", "Jemen"),
        ("Jemen", None, "Jemen"),
        (None, None, "stuk.pdf"),
    ],
)
def test_a_title_that_its_subject_has_is_shown_once(title: str | None, subject: str | None, shown: str) -> None:
    metadata = Metadata("kst-1-1", "0" * 64, title=title, subject=subject)
    assert shown_title(DocumentRecord(metadata, "stuk.pdf", "/stuk.pdf", 1, 1, (), (), "1")) == shown


def test_a_document_is_found_by_each_of_its_names_and_by_no_other(library, embedder):
    for id, path in (("kst-1-1", "/p/een.v2.pdf"), ("kst-1-10", "/p/tien.pdf"), ("kst-2-1", "/p/twee.pdf")):
        prepared = as_prepared(document_from_text(id, id), [], embedder)
        library.store(prepared, file=Path(path).name, path=path, pipeline="1")
    with library.transaction():
        library.documents.add_copy(library.documents.find("kst-2-1"), "/q/kopie.pdf")
    names = {
        "kst-1-1": "kst-1-1",  # an id that begins another
        "kst-1-10": "kst-1-10",
        "kst-2": "kst-2-1",
        "een.v2.pdf": "kst-1-1",
        "een.v2": "kst-1-1",
        "/p/tien.pdf": "kst-1-10",
        "kopie.pdf": "kst-2-1",
    }
    assert {name: library.documents.find(name).id for name in names} == names
    for name in ("kst-1", "een", "%", "kst-3", "kst_1-1"):
        with pytest.raises(DocumentNotFoundError):
            library.documents.find(name)


@in_a_folder
def test_finding_a_document_and_what_a_text_refers_to_walk_no_table(library):
    """However large the library is: SQLite says of each step whether it searches by an index or scans."""
    steps = []
    library._connection.set_trace_callback(steps.append)
    with pytest.raises(DocumentNotFoundError):
        library.documents.find("kst-1")
    library.documents.referred_to("Het rapport Meebewegen met het tij", ["kst-1-1"])
    library.documents.in_dossiers(["31490"])
    library.documents.by_path("/p/een.pdf")
    library._connection.set_trace_callback(None)
    plans = [
        row[3]
        for step in steps
        if "count(*) FROM documents" not in step
        for row in library._connection.execute(f"EXPLAIN QUERY PLAN {step}")
    ]
    scans = [plan for plan in plans if plan.startswith("SCAN") and "json_each" not in plan and "SUBQUERY" not in plan]
    assert len(plans) > 10
    assert scans == []
