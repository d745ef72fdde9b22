"""What the page shows reads well, and does not say a thing twice."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from index.library import open_library
from index.references import citations_of
from search_cli.web import dutch, links
from tests.index.papers import store
from tests.index.test_copies import ADVICE, WholePapers
from tests.web.conftest import client_of


def test_the_headings_of_a_hit_leave_out_what_its_title_says(page, sample_papers: Path) -> None:
    answer = page.get("/search.json?q=wendbaarheid&limit=20").json()
    shown = page.get("/search?q=wendbaarheid").text
    in_title = {
        heading
        for hit in answer["hits"]
        for heading in hit["headings"][-2:]
        if heading.casefold() in (hit["title"] or "").casefold()
    }
    assert not [heading for heading in in_title if f"{heading}</span>" in shown]


def test_a_file_without_pages_is_called_what_it_is(sample_papers: Path) -> None:
    with open_library(sample_papers) as library:
        record = library.documents.all()[0]
    paths = {"/a/b.docx": "Word, zonder pagina’s", "/a/B.XML": "XML, zonder pagina’s", "/a/b": "zonder pagina’s"}
    assert {path: dutch.size(replace(record, n_pages=0, path=path)) for path in paths} == paths
    assert dutch.size(replace(record, n_pages=1)) == "1 pagina"


def test_a_recommendation_in_the_briefing_says_so_on_its_own_page(own_page) -> None:
    address = own_page.get("/recommendations.json").json()[0]["address"]
    assert "✓ in de briefing" not in own_page.get(links.recommendation(address)).text
    own_page.post("/briefing/add", data={"address": address})
    assert "✓ in de briefing" in own_page.get(links.recommendation(address)).text


def test_all_places_of_a_word_are_one_click_away(page) -> None:
    some = page.get("/term/de").text
    everything = page.get("/term/de?all=1").text
    n_places = sum(len(item["contexts"]) for item in page.get("/term/de.json").json()["documents"])
    assert some.count("<mark>") < n_places == everything.count("<mark>")
    assert re.search(r'href="/term/de\?all=1#stuk-1">alle \d+ plaatsen', some)
    assert "?all=1#stuk" not in everything


def test_words_beside_a_phrase_that_stand_nowhere_are_told(page) -> None:
    assert (
        "Staat in geen van deze stukken: stikstofdepositie"
        in page.get('/search?q="wendbare uitvoering" stikstofdepositie').text
    )


def test_nothing_found_leads_to_what_is_nearest(page) -> None:
    text = page.get("/search?q=xyzzyq").text
    assert 'href="/search?q=xyzzyq&amp;all=1">toon wat er qua betekenis het dichtst bij ligt' in text


def test_near_copies_are_told_by_citation_and_called_the_same_only_where_they_are(tmp_path: Path) -> None:
    path = tmp_path / "copies.library"
    with open_library(path, create=True) as library:
        for dossier, words in ((31001, ADVICE), (31002, f"{ADVICE} "), (31003, ADVICE.replace("de dienst", "het UWV"))):
            store(library, WholePapers(), f"kst-{dossier}-2", words, date="2020-01-01", session="2019-2020")
    shown = client_of(path).get("/search?q=commissie&mode=lexical").text
    assert "Ook in 2 andere stukken, niet overal gelijk" in shown
    assert len(re.findall(r">Kamerstukken II 2019/20, 3100\d, nr. 2, n.p.</a>", shown)) == 2


def test_a_year_or_a_day_as_the_dutch_write_it_limits_a_search(page) -> None:
    found = page.get("/search.json?q=wendbaarheid&from=1-12-2023&to=2024").json()["searched"]["filters"]
    assert found == ["from: 2023-12-01", "to: 2024-12-31"]


def test_words_without_a_citation_are_found_and_counted_as_the_command_does(page) -> None:
    hits = page.get("/search.json?q=wendbaarheid&limit=2").json()["hits"]
    cited, bare = ("“" + hit["text"].split("\n\n")[-1].split(". ")[0] + "”" for hit in hits)
    text = page.post("/verify", data={"text": f"{cited} ({hits[0]['citation']})\n\nEn: {bare}."}).text
    assert "<strong>1 van 2 citaten klopt</strong>; 1 citaat is niet gecontroleerd" in text
    assert re.search(r'deze woorden staan in <a href="/document/[^"]+/p/\d+">[\w-]+, p. \d+</a>', text)
    assert "tekst.md" not in text


def test_a_name_has_each_page_once_with_how_often(page) -> None:
    (shape,) = [
        one for one in page.get("/entities.json").json() if one["canonical"] == "Tweede Kamer der Staten-Generaal"
    ]
    text = page.get(links.entity("ORG", shape["identifier"] or shape["canonical"])).text
    pages = [(place["document"], place["page"]) for place in shape["documents"]]
    found = re.findall(r'href="/document/([\w-]+)/p/(\d+)\?from=[^<]*</a>(?: <span class="muted">\((\d+)×\))?', text)
    assert {(id, int(number)): int(n or 1) for id, number, n in found} == {at: pages.count(at) for at in pages}
    assert len(found) == len(set(pages)) < len(pages)


def test_references_are_in_the_order_of_the_pages_also_those_in_notes(sample_papers: Path) -> None:
    with open_library(sample_papers) as library:
        for record in library.documents.all():
            pages = [cited.page for cited in citations_of(library, record.id).cites]
            assert pages == sorted(pages)
            stored = [number for number, _ in library.findings.references(record.id)]
            was_out_of_order = stored != sorted(stored)
            assert not was_out_of_order or pages != stored
