"""Remarks and tags at words of papers, made and found back on the page."""

from __future__ import annotations

import pytest

HOSTILE = "<script>alert(1)</script>\"'{{7*7}}"


@pytest.fixture
def hit(own_page):
    return own_page.get("/search.json?q=wendbaarheid&limit=1&mode=lexical").json()["hits"][0]


def noted(own_page, query: str = ""):
    return [(note["id"], note["text"], note["tags"]) for note in own_page.get(f"/notes.json{query}").json()]


def test_what_is_noted_stands_at_the_hit_on_the_page_of_its_words_and_among_the_notes(own_page, hit):
    shown = {"from": hit["address"].split("/")[2].split("-")[0], "to": hit["address"].split("-")[-1].split("?")[0]}
    at = f"/document/{hit['document']}/p/{hit['page']}?from={shown['from']}&to={shown['to']}"
    assert f'<input type="hidden" name="address" value="{hit["address"]}">' in own_page.get(at).text
    form = {"address": hit["address"], "remark": "zie vraag 3", "tags": "#Uitvoering, ict", "back": at}
    assert own_page.post("/notes/add", data=form, follow_redirects=False).headers["location"] == at
    assert noted(own_page) == [(1, "zie vraag 3", ["uitvoering", "ict"])]
    for address in ("/search?q=wendbaarheid&mode=lexical", at, "/notes", "/notes?tag=ict"):
        text = own_page.get(address).text
        assert "zie vraag 3" in text
        assert '<a class="tag break" href="/notes?tag=uitvoering">#uitvoering</a>' in text
    other = own_page.get(f"/document/{hit['document']}/p/{hit['page'] + 1}").text
    assert "zie vraag 3" not in other


def test_notes_are_found_by_tag_and_removed(own_page, hit):
    for tags in ("ict", "ict rust"):
        own_page.post("/notes/add", data={"address": hit["address"], "remark": tags, "tags": tags})
    assert [id for id, *_ in noted(own_page, "?tag=RUST&tag=ict")] == [2]
    own_page.post("/notes/remove", data={"id": "1"})
    assert [id for id, *_ in noted(own_page)] == [2]
    for id in ("1", "", "-1", "9" * 30):
        assert own_page.post("/notes/remove", data={"id": id}).status_code == 404


def test_a_note_is_changed_at_its_words(own_page, hit):
    own_page.post("/notes/add", data={"address": hit["address"], "remark": "nagaan", "tags": "ict"})
    assert 'name="remark" size="40" maxlength="4000" value="nagaan"' in own_page.get("/notes").text
    own_page.post("/notes/edit", data={"id": "1", "remark": "nagegaan", "tags": "ict klaar"})
    assert noted(own_page) == [(1, "nagegaan", ["ict", "klaar"])]
    assert own_page.post("/notes/edit", data={"id": "1", "remark": " ", "tags": ""}).status_code == 400
    assert own_page.post("/notes/edit", data={"id": "2", "remark": "x"}).status_code == 404
    assert noted(own_page) == [(1, "nagegaan", ["ict", "klaar"])]


def test_what_is_no_note_is_refused(own_page, hit):
    address = {"address": hit["address"]}
    assert own_page.post("/notes/add", data=address).status_code == 400
    assert own_page.post("/notes/add", data={**address, "tags": "a#b"}).status_code == 400
    assert own_page.post("/notes/add", data={"address": "kst-0/p1/0-4?h=00000000", "remark": "x"}).status_code == 404
    foreign = {"Origin": "https://evil.example"}
    assert own_page.post("/notes/add", data={**address, "remark": "x"}, headers=foreign).status_code == 403
    assert own_page.get("/notes?tag=twee%20woorden").status_code == 400
    assert noted(own_page) == []


def test_a_note_is_text_and_nothing_else(own_page, hit):
    own_page.post("/notes/add", data={"address": hit["address"], "remark": HOSTILE, "tags": "<b>"})
    for address in ("/search?q=wendbaarheid&mode=lexical", "/notes", "/notes?tag=%3Cb%3E"):
        text = own_page.get(address).text
        assert "<script>alert" not in text
        assert "<b>" not in text
        assert "&lt;script&gt;alert(1)" in text
        assert "{{7*7}}" in text
