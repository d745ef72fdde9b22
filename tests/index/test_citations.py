"""A paper that was held before it was typeset is cited by the number it got since."""

from __future__ import annotations

from index.references import citations_of, missing_papers
from nlp.model import Tags
from nlp.references.kamerstukken import find_references
from tests.index.papers import store

LETTER = "De minister schreef hierover eerder (Kamerstuk 34 999, nr. 331)."


def test_a_citation_by_the_typeset_number_reaches_the_provisional_edition(library, embedder):
    first = {"dossiers": ("34999", "30777"), "number": "331", "kind": "brief"}
    store(library, embedder, "kst-1199999", "Een brief over de proef.", **first)
    store(library, embedder, "kst-34999-340", LETTER, Tags(references=find_references(LETTER)), dossiers=("34999",))
    assert [citing.document.id for citing in citations_of(library, "kst-1199999").cited_by] == ["kst-34999-340"]
    (cited,) = citations_of(library, "kst-34999-340").cites
    assert cited.held == {"kst-34999-331"}


def test_a_citation_by_the_provisional_number_reaches_the_typeset_edition_when_both_are_held(library, embedder):
    text = "Zie kst-1199999."
    store(library, embedder, "kst-1199999", "Een brief.", dossiers=("34999",), number="331")
    store(library, embedder, "kst-34999-331", "Een brief, gezet.", dossiers=("34999",), number="331")
    store(library, embedder, "kst-34999-340", text, Tags(references=find_references(text)))
    assert [citing.document.id for citing in citations_of(library, "kst-34999-331").cited_by] == ["kst-34999-340"]


def test_a_dossier_is_held_when_a_paper_of_it_is_and_is_no_missing_paper_by_number(library, embedder):
    text = "Zie dossier Kamerstuk 34 999, Kamerstuk 30 777 en Kamerstuk 34 999, nr. 7."
    store(library, embedder, "kst-34999-331", "Een brief.", dossiers=("34999",), number="331")
    store(library, embedder, "kst-34999-340", text, Tags(references=find_references(text)), dossiers=("34999",))
    found = citations_of(library, "kst-34999-340")
    assert [sorted(cited.held) for cited in found.cites] == [["kst-34999"], [], []]
    missing = [(paper.id, paper.is_dossier) for paper in missing_papers([found])]
    assert missing == [("kst-30777", True), ("kst-34999-7", False)]
