"""Passages that nearly repeat each other: what differs is told where it may change what they say."""

from __future__ import annotations

from dataclasses import replace
from io import StringIO

import pytest

from index.derived import current_vectors
from index.model import Quotation
from index.ranking.copies import differences
from index.readers.remarks import remark_at
from index.search import search
from index.term import find_term
from ingest.model import Metadata, Passage
from search_cli.render.compact import short_citation, show_compact
from search_cli.render.results import show_answer
from search_cli.shapes import answer_shape
from search_cli.terminal import VisibleConsole
from tests.conftest import WordEmbedder
from tests.index.papers import store

ADVICE = (
    "De commissie heeft onderzocht hoe de dienst haar taken uitvoert en welke ruimte zij daarbij heeft. "
    "Zij doet een aanbeveling over de inrichting van de keten en over de middelen die daarvoor nodig zijn. "
    "Het kabinet neemt deze aanbeveling over."
)


@pytest.mark.parametrize(
    ("one", "other", "differs"),
    [
        ("Het kabinet neemt dit over.", "Het kabinet neemt dit niet over.", [("", "niet")]),
        ("een bedrag van 12 miljoen", "een bedrag van 21 miljoen", [("12", "21")]),
        ("per 1 januari 2019 in", "per 1 juli 2020 in", [("januari 2019", "juli 2020")]),
        ("dat het UWV dit doet", "dat het CAK dit doet", [("UWV", "CAK")]),
        ("de dienst moet dit melden", "de dienst kan dit melden", [("moet", "kan")]),
        ("gehoord de beraad-\nslaging, verzoekt", "gehoord de\nberaadslaging: verzoekt", []),
        ("Wij zien dat. Deze zaak loopt", "Wij zien dat. De zaak loopt", []),
    ],
)
def test_a_number_a_name_a_negation_and_a_modal_verb_are_told(one, other, differs):
    assert list(differences(one, other)) == differs


class WholePapers(WordEmbedder):
    """Each paper is one passage."""

    def count_tokens(self, text):
        return 1


@pytest.fixture
def reprints(library):
    store(library, WholePapers(), "kst-1-1", ADVICE, date="2020-01-01")
    store(library, WholePapers(), "kst-1-2", ADVICE.replace(" over.", " niet over."), date="2020-02-01")
    store(library, WholePapers(), "kst-1-3", ADVICE.replace("haar taken", "de taken"), date="2020-03-01")
    return library


def test_a_copy_that_says_otherwise_is_not_called_the_same(reprints):
    (hit,) = search(reprints, current_vectors(reprints), WholePapers(), "neemt", mode="lexical").hits
    found = {hit.passage.document: ()} | {copy.record.document: copy.differs for copy in hit.near_copies}
    assert found.keys() == {"kst-1-1", "kst-1-2", "kst-1-3"}
    first = hit.passage.document
    assert all(bool(found[id]) == (("kst-1-2" in (id, first)) and id != first) for id in found)


def test_a_term_in_a_copy_that_says_otherwise_counts(reprints):
    assert {item.document.id: item.count for item in find_term(reprints, "neemt").documents} == {
        "kst-1-1": 1,
        "kst-1-2": 1,
        "kst-1-3": 0,
    }


def test_what_was_noted_at_a_copy_is_shown_with_the_hit_that_it_is_folded_under(reprints):
    for id, record in {record.id: record for record in reprints.documents.all()}.items():
        words = Quotation(id, record.metadata.sha256, 1, 1, ADVICE.index("haar"), ADVICE.index("uitvoert"), "")
        text = (reprints.documents.text_of(id) or "")[words.start : words.end]
        with reprints.notes.writing():
            reprints.remarks.add(remark_at(replace(words, text=text), f"bij {id}", ["ict"]))
    answer = search(reprints, current_vectors(reprints), WholePapers(), "neemt", mode="lexical")
    (hit,) = answer.hits
    noted = {hit.passage.document: hit.remarks} | {copy.record.document: copy.remarks for copy in hit.near_copies}
    assert {id: [remark.remark for remark in remarks] for id, remarks in noted.items()} == {
        id: [f"bij {id}"] for id in ("kst-1-1", "kst-1-2", "kst-1-3")
    }
    shape = answer_shape(answer)["hits"][0]
    assert [copy["notes"][0]["text"] for copy in shape["near_copies"]] == [
        f"bij {copy.record.document}" for copy in hit.near_copies
    ]
    for show in (show_compact, show_answer):
        console = VisibleConsole(width=110, record=True, file=StringIO())
        show(console, answer)
        shown = console.export_text()
        assert all(f"note: bij {id}  #ict" in shown for id in noted)


def _report(metadata: Metadata) -> str:
    return short_citation(metadata, Passage(0, 5, "Tekst", 3, 3))


def test_below_its_title_a_report_is_cited_in_one_form_however_long_its_title_is():
    titles = ["Werk", "Een heel lange titel " * 8 + "over werk", "WERK AAN UITVOERING"]
    reports = [Metadata("x", "", kind="rapport", title=title, issuer="ABD", date="2020-07-03") for title in titles]
    assert {_report(report) for report in reports} == {"ABD, 3 juli 2020, p. 3"}
    nothing_known = Metadata("x", "", kind="rapport", title="Werk")
    assert _report(nothing_known) == "p. 3"
