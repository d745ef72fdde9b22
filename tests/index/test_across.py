"""A later paper that answers a recommendation is linked to it, whichever was added first."""

from __future__ import annotations

from dataclasses import replace

import pytest

from index.adding.across import link_follow_ups
from index.adding.build import add
from ingest.passages import split_passages
from ingest.plain import document_from_text
from nlp.model import Recommendation, Tags
from tests.index.papers import as_prepared

TITLE = "Meebewegen met het tij"
ADVICE = "De commissie beveelt de minister aan om wijzigingen op twee vaste momenten per jaar te laten ingaan."
REPORT = f"Meebewegen met het tij\n\n{ADVICE}"
REACTION = (
    "Het advies «Meebewegen met het tij» is verschenen.\n\nAanbeveling 1 neem ik niet over, omdat de wet dit verbiedt."
)


def store(library, embedder, id, text, date, recommendations=(), dossier="99901"):
    document = document_from_text(text, id)
    metadata = replace(
        document.metadata, date=date, dossiers=(dossier,), title="Meebewegen met het tij", kind="rapport"
    )
    document = replace(document, metadata=metadata)
    passages = split_passages(document, embedder.count_tokens)
    prepared = as_prepared(document, passages, embedder, Tags(recommendations=tuple(recommendations)))
    library.store(prepared, file=id, path=f"/{id}", pipeline="1")


def advice() -> Recommendation:
    start = REPORT.index(ADVICE)
    return Recommendation(start, start + len(ADVICE), ADVICE, "aanbeveling", number="1")


def follow_ups(library):
    (item,) = library.findings.recommendations("report")
    return [(later.document, later.date, later.follow_up.status, later.follow_up.evidence) for later in item.follow_ups]


@pytest.mark.parametrize("order", [("report", "letter"), ("letter", "report")])
def test_a_reaction_is_linked_whichever_paper_was_added_first(library, embedder, order):
    for id in order:
        if id == "report":
            store(library, embedder, "report", REPORT, "2023-11-06", [advice()])
        else:
            store(library, embedder, "letter", REACTION, "2024-11-12")
        link_follow_ups(library)
    assert follow_ups(library) == [("letter", "2024-11-12", "niet overgenomen", "neem ik niet over")]


def test_a_paper_of_another_dossier_that_names_the_report_is_linked_when_the_report_comes_later(library, embedder):
    store(library, embedder, "letter", REACTION, "2024-11-12", dossier="99902")
    link_follow_ups(library)
    store(library, embedder, "report", REPORT, "2023-11-06", [advice()])
    link_follow_ups(library)
    assert [document for document, *_ in follow_ups(library)] == ["letter"]


def test_what_a_killed_add_left_unlinked_is_linked_by_the_next(library, embedder):
    store(library, embedder, "report", REPORT, "2023-11-06", [advice()])
    store(library, embedder, "letter", REACTION, "2024-11-12")
    assert library.findings.unlinked() == ["letter", "report"]
    with library.transaction():
        library.record_embedder(embedder.name, embedder.fingerprint)
    add(library, [], embedder)
    assert [document for document, *_ in follow_ups(library)] == ["letter"]
    assert library.findings.unlinked() == []


def test_an_earlier_paper_is_no_reaction(library, embedder):
    store(library, embedder, "report", REPORT, "2023-11-06", [advice()])
    store(library, embedder, "letter", REACTION, "2022-01-01")
    link_follow_ups(library)
    assert follow_ups(library) == []


def test_a_removed_reaction_leaves_no_follow_up(library, embedder):
    store(library, embedder, "report", REPORT, "2023-11-06", [advice()])
    store(library, embedder, "letter", REACTION, "2024-11-12")
    link_follow_ups(library)
    with library.transaction():
        library.documents.delete("letter")
    assert follow_ups(library) == []
