"""A term across the papers: forms, counts, first use, contexts with their pages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from index.model import Filters
from index.ranking.model import Form
from index.term import Beside, find_term
from ingest.model import Box, Page, Word
from ingest.passages import split_passages
from ingest.plain import document_from_text
from nlp.model import Tags
from tests.index.papers import as_prepared, entity, store

OLD = "De uitvoering moet wendbaar zijn. Het UWV is een wendbare organisatie, en wendbaarheid kost geld aan mensen."
NEW = "Wendbaarder werken is het doel, zo schrijft het kabinet in de brief over de uitvoering van regelingen."
UNDATED = "Wat is wendbaar?"


@pytest.fixture
def papers(library, embedder):
    """A newer paper, an older one, and one without a date; stored in that order."""
    store(library, embedder, "kst-2", NEW, date="2021-03-05", dossiers=("1",))
    store(
        library,
        embedder,
        "kst-1",
        OLD,
        Tags(entities=(entity(OLD, "UWV", canonical="Het instituut"),)),
        date="2019-05-01",
    )
    store(library, embedder, "kst-3", UNDATED)
    return library


def test_forms_are_counted_and_papers_stand_by_date_the_undated_last(papers):
    term = find_term(papers, "wendbaar")
    assert [(item.document.id, item.count) for item in term.documents] == [("kst-1", 3), ("kst-2", 1), ("kst-3", 1)]
    assert term.forms == (Form("wendbaar", 2), Form("wendbare", 1), Form("wendbaarheid", 1), Form("wendbaarder", 1))
    assert term.count == 5


def test_a_count_is_also_given_in_a_thousand_words(papers):
    term = find_term(papers, "wendbaar")
    assert term.documents[2].per_thousand == pytest.approx(1000 / 3)


def test_every_occurrence_is_the_slice_its_offsets_name_in_its_context(papers):
    term = find_term(papers, "wendbaar")
    for item in term.documents:
        text = papers.documents.load(item.document.id).text
        for occurrence in item.occurrences:
            assert occurrence.text == text[occurrence.start : occurrence.end]
            assert f"{occurrence.left}{occurrence.text}{occurrence.right}" in text
    assert [occurrence.text for occurrence in term.documents[0].occurrences] == ["wendbaar", "wendbare", "wendbaarheid"]


def test_organisations_in_the_same_passages_are_named(papers):
    assert find_term(papers, "wendbaarheid").organisations == (Beside("Het instituut", 1),)


def test_a_phrase_is_one_occurrence(papers):
    term = find_term(papers, '"wendbare organisatie"')
    assert [occurrence.text for item in term.documents for occurrence in item.occurrences] == ["wendbare organisatie"]


def test_a_form_is_switched_off_and_so_are_all(papers):
    assert find_term(papers, "wendbaar -wendbare").count == 4
    assert find_term(papers, "wendbaar", families=False).count == 2


def test_only_papers_that_pass_the_filters_count(papers):
    assert [item.document.id for item in find_term(papers, "wendbaar", filters=Filters(dossier="1")).documents] == [
        "kst-2"
    ]


def test_a_term_that_stands_nowhere_says_how_much_was_looked_at(papers):
    term = find_term(papers, "giraf")
    assert (term.count, term.documents, term.searched.documents) == (0, (), 3)


def test_a_passage_that_repeats_an_earlier_paper_is_shown_and_not_counted(papers, embedder):
    store(papers, embedder, "kst-4", OLD + " Zie verder.", date="2022-01-01")
    term = find_term(papers, "wendbaar")
    repeated = next(item for item in term.documents if item.document.id == "kst-4")
    assert (repeated.count, len(repeated.occurrences)) == (0, 3)
    assert {papers.passages.by_ids([o.copy_of])[o.copy_of].document for o in repeated.occurrences} == {"kst-1"}
    assert term.count == 5


def test_the_page_is_that_of_the_word_and_not_of_its_passage(library, embedder):
    text = "De wendbare uitvoering en de wendbaarheid."
    words, at = [], 0
    for number, word in enumerate(text.split()):
        start = text.index(word, at)
        at = start + len(word)
        # The last two words stand on the second page.
        words.append(Word(start, at, (Box(1 if number < 4 else 2, 0, 0, 1, 1),)))
    pages = (Page(1, 0, words[4].start, 100, 100), Page(2, words[4].start, len(text), 100, 100))
    document = replace(document_from_text(text, "kst-1"), words=tuple(words), pages=pages)
    passages = split_passages(document, embedder.count_tokens)
    library.store(as_prepared(document, passages, embedder), file="1.pdf", path="/1.pdf", pipeline="1")
    (item,) = find_term(library, "wendbaar").documents
    assert [(occurrence.text, occurrence.page) for occurrence in item.occurrences] == [
        ("wendbare", 1),
        ("wendbaarheid", 2),
    ]


@pytest.mark.parametrize("typed", ["14.000", "14000", "14 000", "14\u00a0000", '"14 000"', '"14.000"'])
def test_thousands_are_found_however_they_are_written_and_typed(library, embedder, typed):
    written = "Er zijn 14.000 kelders, 14 000 zolders, 14\u00a0000 daken, 14\u202f000 muren en 14000 deuren."
    store(library, embedder, "kst-4", written)
    (item,) = find_term(library, typed).documents
    assert [" ".join(occurrence.text.split()) for occurrence in item.occurrences] == [
        "14.000",
        *["14 000"] * 3,
        "14000",
    ]
