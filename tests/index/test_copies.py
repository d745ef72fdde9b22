"""Passages that nearly repeat each other: what differs is told where it may change what they say."""

from __future__ import annotations

import pytest

from index.derived import current_vectors
from index.library import open_library
from index.ranking.copies import differences
from index.search import search
from index.term import find_term
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
def reprints(tmp_path):
    with open_library(tmp_path / "reprints.library", create=True) as library:
        store(library, WholePapers(), "kst-1-1", ADVICE, date="2020-01-01")
        store(library, WholePapers(), "kst-1-2", ADVICE.replace(" over.", " niet over."), date="2020-02-01")
        store(library, WholePapers(), "kst-1-3", ADVICE.replace("haar taken", "de taken"), date="2020-03-01")
        yield library


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
