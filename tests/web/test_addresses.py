"""Each address of the page gives a page, and with .json the shape of the command of the same name."""

from __future__ import annotations

import html
import json
import re
from urllib.parse import quote

import pytest
from typer.testing import CliRunner

from search_cli.app import app

LETTER = "kst-99901-12"


def printed(sample_papers, *arguments):
    """What a command prints with --json."""
    return json.loads(CliRunner().invoke(app, [*arguments, "--json", "--library", str(sample_papers)]).stdout)


@pytest.mark.parametrize(
    ("address", "arguments"),
    [
        ("/search.json?q=wendbaarheid&sort=date", ["search", "wendbaarheid", "--sort", "date"]),
        (f"/document/{LETTER}/p/2.json", ["show", LETTER, "--page", "2"]),
        (f"/document/{LETTER}/references.json", ["references", LETTER]),
        ("/recommendations.json?type=verzoek", ["recommendations", "--type", "verzoek"]),
        (f"/cite/{LETTER}.json?page=2", ["cite", LETTER, "--page", "2"]),
        ("/term/wendbaarheid.json", ["term", "wendbaarheid"]),
        ("/entities.json?label=MAATREGEL", ["entities", "--label", "MAATREGEL"]),
        ("/status.json", ["status"]),
        ("/notes.json", ["notes"]),
    ],
)  # fmt: skip
def test_the_shape_is_that_of_the_command(page, sample_papers, address, arguments):
    assert page.get(address).json() == printed(sample_papers, *arguments)


@pytest.mark.parametrize(
    "address",
    [
        "/search", "/search?q=wendbaarheid", "/search?q=xyzzy&mode=lexical", "/search?q=uitvoering&page=2",
        f"/document/{LETTER}", f"/document/{LETTER}/p/1", f"/document/{LETTER}/references",
        f"/document/{LETTER}/recommendations", f"/document/{LETTER}/entities", "/recommendations",
        "/recommendations?status=geen&addressee=RGV", "/entities?q=rijksdienst", "/term/wendbaarheid",
        "/term/xyzzy", "/briefing", f"/cite/{LETTER}", "/verify", "/status", "/status/99901", "/searches", "/help",
        "/notes",
    ],
)  # fmt: skip
def test_each_address_gives_a_page_in_dutch(page, address):
    answer = page.get(address)
    assert answer.status_code == 200
    assert '<html lang="nl">' in answer.text
    assert re.search(r"<h1[ >]", answer.text)
    assert len(answer.content) <= 60_000


def test_a_hit_has_its_words_marked_its_citation_and_why_it_is_there(page):
    text = page.get("/search?q=wendbaarheid&mode=lexical").text
    assert "<mark>Wendbaarheid</mark> is volgens de commissie geen doel op zich" in text
    assert "Kamerstukken II 2023/24, 99901, nr. 12, p. 2" in text
    assert "22 treffers in 6 van 6 stukken (92 passages)" in text
    assert "woorden: wendbaarheid" in text


def test_a_paper_is_told_by_who_gave_it_out_and_its_name_here_is_not_called_its_kenmerk(page, sample_papers):
    (report,) = [each for each in printed(sample_papers, "status")["documents"] if each["kind"] == "rapport"][:1]
    text = page.get(f"/document/{report['id']}").text
    assert f'<dt>Naam hier</dt><dd class="break">{report["id"]}</dd>' in text
    assert f"<dt>Kenmerk</dt><dd>{report['id']}" not in text
    assert ("<dt>Uitgever</dt>" in text) is bool(report["issuer"])


def test_facets_count_the_passages_with_the_words_and_lead_to_them(page):
    text = page.get("/search?q=wendbaarheid").text
    counted = dict(re.findall(r'<a href="([^"]*kind=[^"]*)".*?class="count">(\d+)<', text))
    assert sorted(map(int, counted.values())) == [2, 3, 7, 10]
    for url, n in counted.items():
        narrowed = page.get(url.replace("&amp;", "&")).text
        assert f"<strong>{n} treffers in" in narrowed


def test_the_pages_of_a_search_go_on_where_the_one_before_ended(page):
    first, second = (page.get(f"/search?q=uitvoering&page={n}").text for n in (1, 2))
    ranks = [re.findall(r'id="hit-(\d+)"', text) for text in (first, second)]
    assert ranks == [[str(n) for n in range(1, 11)], [str(n) for n in range(11, 21)]]
    whole = page.get("/search.json?q=uitvoering&limit=20").json()
    opened = re.findall(
        r"[?&](?:amp;)?h=([0-9a-f]{8})&amp;q=", "".join(re.findall(r'class="open" href="[^"]*"', first + second))
    )
    assert opened == [hit["address"][-8:] for hit in whole["hits"]]


def test_a_hit_opens_its_page_with_its_words_marked_on_the_image_and_in_the_text(page):
    found = page.get("/search?q=wendbaarheid&mode=lexical&kind=brief").text
    url = re.search(r'class="open" href="([^"]+)"', found)[1].replace("&amp;", "&")
    text = page.get(url).text
    assert text.count('class="mark"') > 1
    assert 'class="mark strong"' in text
    assert re.search(r'<img src="/page/[0-9a-f]{64}/2\.webp"', text)
    marked = re.search(r"<mark>([^<]+)</mark>", text)[1]
    assert marked in re.search(r'<blockquote class="quote chosen-words"[^>]*><p>([^<]+)</p>', text)[1]


def test_an_address_is_found_again_after_its_place_has_moved(page):
    hit = page.get("/search.json?q=wendbaarheid&limit=1").json()["hits"][0]
    document, _, rest = hit["address"].partition("/p")
    number, _, at = rest.partition("/")
    start, end, words = re.fullmatch(r"(\d+)-(\d+)\?h=(\w+)", at).groups()
    moved = f"/document/{document}/p/{number}.json?from={int(start) + 40}&to={int(end) + 40}&h={words}"
    assert page.get(moved).json()["text"] == hit["text"]


def test_a_source_that_leaves_words_out_has_the_others_marked_alone(page):
    """A recommendation that stands in the middle of its own reasons is no part of them."""
    item = next(
        item
        for item in page.get(f"/recommendations.json?document={LETTER}").json()
        if item["sources"] and " […] " in item["sources"][0]["text"]
    )
    chain = page.get(f"/recommendation/{quote(item['address'], safe='')}").text
    link = re.search(r'href="(/document/[^"]+without=[^"]+)"', chain)[1].replace("&amp;", "&")
    text = page.get(link).text
    marked = " ".join(" ".join(re.findall(r"<mark>([^<]+)</mark>", text)).split())
    before, after = (" ".join(html.escape(part).split()) for part in item["sources"][0]["text"].split(" […] "))
    assert before in marked
    assert after[:80] in marked  # the rest may stand on the next page
    assert html.escape(item["text"]) not in marked
    assert "Deel 2 in de briefing" in text
    whole = page.get(re.sub("&without=.*", "", link)).text
    assert text.count('class="mark"') < whole.count('class="mark"')


@pytest.mark.parametrize("name", ["recommendation", "cite"])
def test_a_recommendation_is_opened_and_cited_by_its_address(page, name):
    item = page.get("/recommendations.json").json()[0]
    answer = page.get(f"/{name}/{quote(item['address'], safe='')}")
    assert answer.status_code == 200
    assert item["citation"] in answer.text


def test_a_picture_is_webp_and_may_be_kept_for_ever(page, sample_papers):
    sha256 = page.get(f"/document/{LETTER}.json").json()["document"]["sha256"]
    answer = page.get(f"/page/{sha256}/1.webp")
    assert answer.content[:4] + answer.content[8:12] == b"RIFFWEBP"
    assert answer.headers["cache-control"] == "private, max-age=31536000, immutable"
    again = page.get(f"/page/{sha256}/1.webp", headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    small = page.get(f"/page/{sha256}/2.webp?w=thumb&mark=2773-3344")
    assert small.headers["cache-control"] == "private, max-age=3600"
    assert page.get(f"/original/{sha256}.pdf").content.startswith(b"%PDF")


def test_a_picture_that_was_drawn_is_given_again_without_a_look_at_the_library(own_page, own_library):
    sha256 = own_page.get(f"/document/{LETTER}.json").json()["document"]["sha256"]
    drawn = own_page.get(f"/page/{sha256}/3.webp")
    own_library.rename(own_library.with_name("elsewhere"))
    assert own_page.get(f"/page/{sha256}/3.webp").content == drawn.content
    asked_again = own_page.get(f"/page/{sha256}/3.webp", headers={"If-None-Match": drawn.headers["etag"]})
    assert asked_again.status_code == 304
    assert own_page.get(f"/page/{sha256}/1.webp?w=thumb").status_code == 503


def test_health_says_how_many_papers_there_are(page):
    assert page.get("/healthz").json() == {"status": "ok", "documents": 6}


def test_a_part_of_the_papers_is_searched_alone(page):
    answer = page.get("/search.json?q=advies&part=note").json()
    assert {hit["part"] for hit in answer["hits"]} == {"note"}
    assert "deel: noot" in page.get("/search?q=advies&part=note").text
    assert page.get("/search?q=advies&part=slot").status_code == 400


def test_only_passages_with_a_recommendation_are_searched_when_asked(page):
    answer = page.get("/search.json?q=uitvoering&recommendation=1").json()
    assert answer["hits"]
    assert all(hit["recommendations"] for hit in answer["hits"])


def test_what_is_open_says_how_far_was_looked(page):
    open_ones = page.get("/recommendations.json?open=1").json()
    assert {shape["type"] for shape in open_ones} <= {"toezegging", "verzoek"}
    assert all(shape["papers_looked_at"] >= 0 for shape in open_ones)
    assert "niets in 2 latere stukken, tot en met 12 november 2024" in page.get("/recommendations?open=1").text


def test_recommendations_of_one_kind_of_speaker_are_shown_alone(page):
    assert {shape["by"] for shape in page.get("/recommendations.json?by=member").json()} == {"member"}
    assert page.get("/recommendations?by=niemand").status_code == 400


def test_a_paper_tells_as_many_recommendations_as_the_page_of_them_shows_and_that_names_what_it_leaves_out(page):
    document = next(each["id"] for each in page.get("/status.json").json()["documents"] if each["kind"] == "rapport")
    told = re.search(r"Aanbevelingen, verzoeken en toezeggingen \((\d+)\)", page.get(f"/document/{document}").text)
    shown = page.get(f"/document/{document}/recommendations").text
    assert re.search(r"<strong>(\d+) ", shown)[1] == told[1]
    n_left_out = int(re.search(r"doubtful=1[^>]*>Ook (\d+) twijfelachtige", shown)[1])
    with_all = page.get(f"/document/{document}/recommendations?doubtful=1").text
    assert int(re.search(r"<strong>(\d+) ", with_all)[1]) <= int(told[1]) + n_left_out
    assert "twijfelachtige</a>" not in with_all


def test_a_page_that_is_opened_by_itself_has_the_words_of_the_question_marked_in_its_text_too(page):
    document = next(each["id"] for each in page.get("/status.json").json()["documents"] if each["kind"] == "rapport")
    shown = page.get(f"/document/{document}/p/5?q=wendbaarheid").text
    assert {"wendbaarheid", "wendbaarder", "wendbare"} == set(re.findall(r"<mark>(\w+)</mark>", shown))


def test_what_is_inferred_of_a_paper_is_said_in_dutch(page):
    document = next(each["id"] for each in page.get("/status.json").json()["documents"] if each["kind"] == "rapport")
    for address in (f"/document/{document}", f"/cite/{document}"):
        text = page.get(address).text
        assert "Vermoedelijk: de uitgever." in text
        assert "a guess" not in text
