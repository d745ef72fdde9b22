"""A briefing made, ordered, exported and checked on the page."""

from __future__ import annotations

from dataclasses import replace

import pytest

from index.library import open_library

LETTER = "kst-99901-12"


@pytest.fixture
def with_two(own_page):
    """A briefing of two recommendations; their texts."""
    items = own_page.get("/recommendations.json").json()[:2]
    for item in items:
        own_page.post("/briefing/add", data={"address": item["address"], "note": f"bij {item['id']}"})
    return [item["text"] for item in items]


def briefing(own_page):
    return own_page.get("/briefing.json").json()


def test_what_is_added_stands_in_the_briefing_with_its_citation(own_page, with_two):
    shapes = briefing(own_page)
    assert [shape["text"] for shape in shapes] == with_two
    assert shapes[0]["note"].startswith("bij ")
    text = own_page.get("/briefing").text
    assert all(shape["citation"] in text for shape in shapes)


def test_order_and_notes_are_changed_and_quotations_removed(own_page, with_two):
    first, second = (shape["id"] for shape in briefing(own_page))
    own_page.post("/briefing/move", data={"id": second, "way": "up"})
    own_page.post("/briefing/note", data={"id": first, "note": "eerste keer"})
    assert [(shape["id"], shape["note"]) for shape in briefing(own_page)][1] == (first, "eerste keer")
    own_page.post("/briefing/remove", data={"id": second})
    assert [shape["id"] for shape in briefing(own_page)] == [first]
    assert own_page.post("/briefing/remove", data={"id": second}).status_code == 404


def test_a_named_briefing_has_a_page_and_files_of_its_own(own_page, own_library, with_two):
    with open_library(own_library) as library:
        first, _ = library.quotations.all()
        library.quotations.add(replace(first, briefing="zorg & wonen"))
    assert "/briefing/zorg%20%26%20wonen" in own_page.get("/briefing").text
    assert [shape["briefing"] for shape in own_page.get("/briefing.json?briefing=zorg+%26+wonen").json()] == [
        "zorg & wonen"
    ]
    assert own_page.get("/briefing/zorg%20%26%20wonen.json").json()[0]["text"] == first.text
    assert own_page.get("/briefing/export.md?briefing=zorg+%26+wonen").text.count("> “") == 1
    assert len(briefing(own_page)) == 2


def test_a_quotation_is_put_in_another_briefing(own_page, with_two):
    first, second = briefing(own_page)
    own_page.post("/briefing/file", data={"id": first["id"], "name": "zorg", "back": "/briefing"})
    assert briefing(own_page) == [second]
    assert [shape["id"] for shape in own_page.get("/briefing/zorg.json").json()] == [first["id"]]
    assert own_page.post("/briefing/file", data={"id": 999, "name": "zorg"}).status_code == 404
    assert own_page.post("/briefing/file", data={"id": first["id"], "name": "a\nb" * 40}).status_code == 400


@pytest.mark.parametrize(
    ("ending", "begins"),
    [
        ("md", b"# Dossier"),
        ("docx", b"PK"),
        ("html", b"<!doctype"),
        ("ris", b"TY  -"),
        ("bib", b"@"),
        ("csl.json", b"["),
    ],
)
def test_the_briefing_is_exported(own_page, with_two, ending, begins):
    answer = own_page.get(f"/briefing/export.{ending}?title=Dossier")
    assert answer.content.startswith(begins)
    assert answer.headers["content-disposition"] == f'attachment; filename="briefing.{ending}"'


def test_an_exported_briefing_is_verified_and_an_altered_one_is_not(own_page, with_two):
    written = own_page.get("/briefing/export.md").text
    assert "2 van 2 citaten kloppen" in own_page.post("/verify", data={"text": written}).text
    altered = written.replace("twee vaste momenten", "drie vaste momenten")
    shape = own_page.post("/verify.json", files={"file": ("b.md", altered.encode())}).json()
    assert [each["verdict"] for each in shape["quotations"]].count("differs") == 1
    assert (shape["checked"], shape["held"], shape["not_checked"]) == (2, 1, 0)
    word = own_page.get("/briefing/export.docx").content
    assert "2 van 2 citaten kloppen" in own_page.post("/verify", files={"file": ("briefing.docx", word)}).text


@pytest.mark.parametrize(("name", "content"), [("x.exe", b"MZ"), ("x.docx", b"geen zip"), ("x.md", b"geen citaat")])
def test_a_file_that_cannot_be_checked_is_said_so_by_its_name(own_page, name, content):
    answer = own_page.post("/verify", files={"file": (name, content)})
    assert answer.status_code in (400, 404)
    assert name in answer.text
    assert "/tmp" not in answer.text


def test_a_saved_search_tells_of_nothing_new_until_it_is_forgotten(own_page):
    own_page.post("/searches/save", data={"q": "wendbaarheid", "dossier": "99901", "name": "wendbaar"})
    assert own_page.get("/searches.json").json() == [
        {"name": "wendbaar", "query": "wendbaarheid", "url": "/search?q=wendbaarheid&dossier=99901&sort=date", "new": 0}
    ]
    own_page.post("/searches/forget", data={"name": "wendbaar"})
    assert own_page.get("/searches.json").json() == []


def test_a_recommendation_is_judged_corrected_and_restored(own_page):
    first, second = own_page.get("/recommendations.json").json()[:2]
    n_all = len(own_page.get("/recommendations.json").json())
    own_page.post("/recommendations/judge", data={"address": first["address"], "verdict": "reject", "note": "citaat"})
    left = own_page.get("/recommendations.json").json()
    assert first["id"] not in {item["id"] for item in left}
    shown = own_page.get("/recommendations.json?rejected=1").json()
    assert len(shown) == n_all
    assert next(item["judgement"]["remark"] for item in shown if item["id"] == first["id"]) == "citaat"
    own_page.post("/recommendations/judge", data={"address": str(first["id"]), "verdict": "restore"})
    assert len(own_page.get("/recommendations.json").json()) == n_all
    changed = {"type": "verzoek", "addressees": "kabinet; RGV", "number": "", "deadline": ""}
    own_page.post("/recommendations/correct", data={"address": second["address"], **changed})
    now = next(item for item in own_page.get("/recommendations.json").json() if item["id"] == second["id"])
    assert (now["type"], now["addressees"], now["number"]) == ("verzoek", ["kabinet", "RGV"], None)
    assert now["judged"] == "edited"
    wrong = own_page.post("/recommendations/judge", data={"address": second["address"], "verdict": "perhaps"})
    assert wrong.status_code == 400
