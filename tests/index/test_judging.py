"""A reader has the last word on a recommendation, also after the paper was read again."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from index.errors import LibraryError
from index.readers import judging
from index.readers.gold import export_gold
from index.readers.judged import judged_recommendations
from index.readers.judging import Changes, find_recommendation, words_of
from ingest.addresses import address_of
from nlp.model import Recommendation, Tags
from tests.index.papers import as_prepared
from tests.index.test_library import store

TEXT = "De lasten zijn hoog. Zorg voor rust. Het kabinet verlaagt de lasten. Dat is niet nieuw."


def recommendation(words: str, text: str = TEXT, **fields) -> Recommendation:
    return Recommendation(text.index(words), text.index(words) + len(words), words, "aanbeveling", **fields)


def stored(library, embedder, text: str = TEXT, words=("Zorg voor rust.",), id: str = "rapport-1"):
    tags = Tags(recommendations=tuple(recommendation(each, text) for each in words))
    return store(library, embedder, id, text, tags)


def read_again(library, embedder, **given):
    with library.transaction():
        library.documents.delete("rapport-1")
    return stored(library, embedder, **given)


def told(library) -> list[tuple[str, str | None]]:
    return [(item.recommendation.text, item.judged) for item in judged_recommendations(library).items]


@pytest.fixture
def item(library, embedder):
    """The recommendation of a paper in the library."""
    stored(library, embedder)
    return find_recommendation(library, "1")


def test_a_recommendation_is_found_by_its_number_and_by_its_address(library, item):
    assert find_recommendation(library, address_of("rapport-1", 1, item.recommendation)) == item
    for target in ("2", "-1", "rapport-1", "rapport-1/p1/0-4?h=00000000"):
        with pytest.raises(LibraryError, match="vindplaats recommendations"):
            find_recommendation(library, target)


def test_who_judged_and_when_is_kept_with_what_was_said(library, item, reopen):
    judging.reject(library, item, "Jansen", "een citaat")
    with reopen() as opened:
        (judged,) = judged_recommendations(opened).items
    assert (judged.judged, judged.judgement.judge, judged.judgement.remark) == ("rejected", "Jansen", "een citaat")
    assert judged.judgement.at.startswith("20")


def test_a_later_judgement_takes_the_place_of_an_earlier_one(library, item):
    judging.reject(library, item, "a")
    judging.accept(library, find_recommendation(library, "1"), "b")
    assert told(library) == [("Zorg voor rust.", "accepted")]
    assert len(library.judgements.all()) == 1
    judging.restore(library, find_recommendation(library, "1"))
    assert told(library) == [("Zorg voor rust.", None)]
    with pytest.raises(LibraryError, match="was not judged"):
        judging.restore(library, find_recommendation(library, "1"))


def test_an_edited_recommendation_is_what_the_reader_said(library, item):
    source = words_of(library.documents.load("rapport-1"), "De lasten zijn hoog.")
    changes = Changes("verzoek", "3", ["kabinet"], "vóór 2027", sources=[source])
    judging.edit(library, item, changes, "a")
    judging.edit(library, find_recommendation(library, "1"), Changes(number=""), "a")
    (edited,) = judged_recommendations(library).items
    found = edited.recommendation
    assert (found.type, found.number, found.addressees, found.deadline) == ("verzoek", None, ("kabinet",), "vóór 2027")
    assert [source.text for source in edited.sources] == ["De lasten zijn hoog."]
    assert edited.id == 1
    with pytest.raises(LibraryError, match="say what should be other"):
        judging.edit(library, edited, Changes(), "a")


def test_an_added_recommendation_stands_in_its_place_and_may_be_taken_back(library, embedder, item):
    document = library.documents.load("rapport-1")
    added = judging.add(library, words_of(document, "Het kabinet verlaagt de lasten."), Changes("toezegging"), "a")
    assert told(library) == [("Zorg voor rust.", None), ("Het kabinet verlaagt de lasten.", "added")]
    assert find_recommendation(library, str(added.id)) == added
    assert added.passage == library.passages.of_document("rapport-1")[0].id
    assert judged_recommendations(library, passages=[added.passage]).items[1] == added
    with pytest.raises(LibraryError, match="already"):
        judging.add(library, words_of(document, "Zorg voor rust."), Changes(), "a")
    judging.reject(library, added, "a")
    assert told(library) == [("Zorg voor rust.", None)]
    assert library.judgements.all() == []


def test_judgements_find_their_words_again_in_a_paper_that_was_read_again(library, embedder, item):
    document = library.documents.load("rapport-1")
    judging.reject(library, item, "a")
    judging.add(library, words_of(document, "Het kabinet verlaagt de lasten."), Changes("toezegging"), "a")
    read_again(library, embedder, text=f"Een titel.\n\n{TEXT}")
    assert told(library) == [("Zorg voor rust.", "rejected"), ("Het kabinet verlaagt de lasten.", "added")]


def test_what_a_reader_accepted_stays_when_the_program_no_longer_sees_it(library, embedder, item):
    judging.accept(library, item, "a")
    read_again(library, embedder, words=())
    (kept,) = judged_recommendations(library).items
    assert (kept.recommendation.text, kept.recommendation.type, kept.judged) == (
        "Zorg voor rust.", "aanbeveling", "accepted",
    )  # fmt: skip


def test_a_judgement_is_of_a_sentence_also_when_it_is_cut_otherwise(library, embedder, item):
    judging.reject(library, item, "a")
    read_again(library, embedder, words=("De lasten zijn hoog. Zorg voor rust.",))
    assert told(library) == [("De lasten zijn hoog. Zorg voor rust.", "rejected")]


def test_a_judgement_of_words_that_are_gone_is_told(library, embedder, item):
    judging.accept(library, item, "a")
    read_again(library, embedder, text="Iets heel anders.", words=())
    found = judged_recommendations(library)
    assert (found.items, [lost.text for lost in found.lost]) == ([], ["Zorg voor rust."])


def test_a_judgement_follows_the_file_to_another_id(library, embedder, item):
    judging.reject(library, item, "a")
    document = library.documents.load("rapport-1")
    other = replace(document, metadata=replace(document.metadata, id="kst-31490-7"))
    with library.transaction():
        library.documents.delete("rapport-1")
        tags = Tags(recommendations=(recommendation("Zorg voor rust."),))
        library.store(as_prepared(other, [], embedder, tags), file="a.pdf", path="/a.pdf", pipeline="2")
    assert told(library) == [("Zorg voor rust.", "rejected")]


def test_judgements_are_written_as_annotated_papers(library, item, tmp_path):
    document = library.documents.load("rapport-1")
    judging.edit(library, item, Changes(addressees=["UWV"], sources=[words_of(document, "De lasten zijn hoog.")]), "a")
    added = judging.add(library, words_of(document, "Dat is niet nieuw."), Changes(), "a")
    judging.reject(library, judging.add(library, words_of(document, "Het kabinet"), Changes(), "a"), "a")
    assert export_gold(library, tmp_path / "gold") == (2, 0)
    rows = [json.loads(line) for line in (tmp_path / "gold" / "recommendations.jsonl").read_text("utf-8").splitlines()]
    assert [(row["index"], row["document"], row["text"], row["judged"]) for row in rows] == [
        (0, "rapport-1.pdf", "Zorg voor rust.", "edited"),
        (1, "rapport-1.pdf", "Dat is niet nieuw.", "added"),
    ]
    assert rows[0]["addressees"] == ["UWV"]
    assert rows[0]["source_passages"] == [{"page": None, "last_page": None, "quote": "De lasten zijn hoog."}]
    judging.reject(library, find_recommendation(library, "1"), "a")
    assert added.id < 0
    assert export_gold(library, tmp_path / "gold") == (1, 1)
    (rejected,) = (tmp_path / "gold" / "rejected.jsonl").read_text("utf-8").splitlines()
    assert json.loads(rejected)["text"] == "Zorg voor rust."
    pages = json.loads((tmp_path / "gold" / "documents.json").read_text("utf-8"))
    assert pages["rapport-1.pdf"]["pages_covered"] == []
