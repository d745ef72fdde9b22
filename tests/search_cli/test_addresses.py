"""Every answer in JSON has an address, and show, cite and briefing add take it, also after a paper is read again."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import replace

import pytest

from index.errors import LibraryError
from index.library import open_library
from ingest.addresses import Address
from nlp.model import LEFT_OUT, FollowUp, Tags
from search_cli import showing
from search_cli.briefing.targets import quote_target
from search_cli.shapes import recommendations_shape
from search_cli.targets import addressed, cite_target
from tests.index.papers import link, recommendation, store

GROUND = "Uitvoerders hebben te weinig tijd."
ADVICE = "Geef uitvoerders meer tijd."
TEXT = f"{GROUND}\n\n{ADVICE}"
LATER = "Het kabinet geeft uitvoerders die tijd."


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "search_cli", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True)


def printed(*arguments: object):
    finished = run(*arguments, "--json")
    assert finished.returncode == 0, finished.stderr
    return json.loads(finished.stdout)


def words_at(library, address: str) -> str:
    found = addressed(library, address)
    assert found is not None
    return found.document.text[found.start : found.end]


@pytest.fixture(scope="module")
def copied(sample_papers, tmp_path_factory):
    """The sample papers, in a library of which the briefing may be written."""
    path = tmp_path_factory.mktemp("copied") / "samples.library"
    shutil.copytree(sample_papers, path)
    return path


def test_hits_and_what_is_found_in_them_have_the_address_of_their_own_words(copied):
    hits = printed("search", "uitvoering", "--mode", "lexical", "--library", copied)["hits"]
    parts = [part for hit in hits for item in hit["recommendations"] for part in (item, *item["sources"])]
    assert parts
    with open_library(copied) as library:
        # The address of a source that leaves its recommendation out is that of the words before it.
        assert [words_at(library, item["address"]) for item in (*hits, *parts)] == [
            item["text"].partition(LEFT_OUT)[0] for item in (*hits, *parts)
        ]
    assert [Address.parse(hit["address"]).page for hit in hits] == [hit["page"] for hit in hits]


def test_occurrences_of_a_term_and_references_have_addresses(copied):
    term = printed("term", "uitvoering", "--library", copied)
    cited = [found for paper in printed("references", "--library", copied) for found in paper["cites"]]
    items = [context for paper in term["documents"] for context in paper["contexts"]] + cited
    assert term["documents"]
    assert cited
    with open_library(copied) as library:
        assert [words_at(library, item["address"]) for item in items] == [item["text"] for item in items]


def test_recommendations_their_sources_and_what_became_of_them_have_addresses(library, embedder):
    tags = Tags(recommendations=(recommendation(TEXT, ADVICE),), links=(link(TEXT, GROUND),))
    store(library, embedder, "kst-1-1", TEXT, tags)
    store(library, embedder, "kst-1-2", LATER)
    (item,) = library.findings.recommendations()
    later = FollowUp(0, len(LATER), LATER, "overgenomen", "geeft", 1.0)
    with library.transaction():
        library.findings.replace_follow_ups("kst-1-2", [(item.id, 1, later)])
    documents = {record.id: record for record in library.documents.all()}
    (shape,) = recommendations_shape(library.findings.recommendations(), documents)
    parts = (shape, *shape["sources"], *shape["follow_ups"])
    assert [words_at(library, part["address"]) for part in parts] == [ADVICE, GROUND, LATER]


def test_an_address_is_shown_cited_and_quoted_as_its_passage_is(copied):
    hit = printed("search", "uitvoering", "--mode", "lexical", "--library", copied)["hits"][0]
    by_number = printed("show", "--passage", hit["passage"], "--library", copied)
    assert by_number["address"] == hit["address"]
    assert printed("show", hit["address"], "--library", copied) == by_number
    assert run("show", hit["address"], "--library", copied).stdout == (
        run("show", "--passage", hit["passage"], "--library", copied).stdout
    )
    assert printed("cite", hit["address"], "--library", copied) == printed("cite", hit["passage"], "--library", copied)
    assert run("briefing", "add", hit["address"], hit["passage"], "--library", copied).returncode == 0
    by_address, numbered = printed("briefing", "list", "--library", copied)
    assert {**by_address, "id": numbered["id"]} == numbered
    with open_library(copied) as library:
        assert words_at(library, by_address["address"]) == by_address["text"]


def test_words_within_a_passage_are_shown_with_their_page_and_marked(copied, tmp_path):
    hit = next(
        hit
        for hit in printed("search", "uitvoering", "--mode", "lexical", "--library", copied)["hits"]
        if hit["recommendations"]
    )
    advice = hit["recommendations"][0]
    shown = printed("show", advice["address"], "--library", copied)
    assert (shown["text"], shown["passage"], shown["address"]) == (advice["text"], None, advice["address"])
    assert shown["citation"]
    assert shown["boxes"]
    finished = run("show", advice["address"], "--image", tmp_path / "page.png", "--library", copied)
    assert finished.stderr == f"wrote {tmp_path / 'page.png'}\n"
    words = advice["text"].split()
    assert run("show", advice["address"], "--library", copied).stdout.split()[-len(words) :] == words


def test_words_are_found_again_when_their_paper_was_read_again(library, embedder):
    document = store(library, embedder, "kst-31490-284", TEXT, session="2019-2020", chamber="II")
    start = TEXT.index(ADVICE)
    address = str(Address.of(document.id, 1, start, start + len(ADVICE), ADVICE))
    with library.transaction():
        library.documents.delete(document.id)
    store(library, embedder, document.id, f"Een kop.\n\n{TEXT}", session="2019-2020", chamber="II")
    view = showing.view(library, address, page=None, passage=None)
    assert showing.shape(view)["text"] == ADVICE
    assert quote_target(library, address, None, "").text == ADVICE
    assert cite_target(library, address, None).text == "Kamerstukken II 2019/20, 31490, nr. 284, n.p. (alinea 3)"
    moved = Address.parse(showing.shape(view)["address"])
    assert moved == replace(Address.parse(address), page=0, start=start + 10, end=start + 10 + len(ADVICE))


def test_words_that_are_gone_are_told_and_not_guessed(library, embedder):
    store(library, embedder, "kst-1-1", TEXT)
    address = str(Address.of("kst-1-1", 1, 0, 10, "Heel iets anders."))
    sentence = f"what {address} names is not there: kst-1-1 has these words nowhere"
    for use in (
        lambda: showing.view(library, address, page=None, passage=None),
        lambda: cite_target(library, address, None),
        lambda: quote_target(library, address, None, ""),
    ):
        with pytest.raises(LibraryError) as error:
            use()
        assert str(error.value).startswith(sentence)


def test_an_address_with_another_page_or_of_a_paper_that_is_not_held_is_refused(library, embedder):
    store(library, embedder, "kst-1-12", TEXT)
    address = str(Address.of("kst-1-12", 1, 0, len(GROUND), GROUND))
    with pytest.raises(LibraryError, match="names a page itself; leave out --page"):
        cite_target(library, address, 1)
    with pytest.raises(LibraryError, match="leave out --page and --passage"):
        showing.view(library, address, page=1, passage=None)
    # kst-1-1 is the beginning of a paper that is held, but another paper.
    with pytest.raises(LibraryError, match="no document 'kst-1-1' in the library"):
        cite_target(library, address.replace("kst-1-12", "kst-1-1"), None)
