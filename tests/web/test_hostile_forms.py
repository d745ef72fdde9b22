"""Whatever a form is filled with, the page answers with a sentence, and what was kept is shown as text."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.web.conftest import client_of

SCRIPT = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"
FEW = ("", SCRIPT, "9" * 5000, "\x1b[31m\x00\ud800")
MORE = (
    *(" ", "-1", "0", "9" * 30, "²", "1e400", "nan", "\r\nSet-Cookie: a=b", "../../etc/passwd", "//evil.example"),
    *("'; DROP TABLE documents; --", "%s%n{0}", "{{7*7}}", '"', "* AND (", "\u202etxt", "\U0001f600" * 2000),
    *("kst-99901-12/p1/0-99999999999", "kst-99901-12/p1/9-3?h=zz", "x" * 200_000),
)
# What each form is filled with by somebody who means well; {address}, {id} and {remark} are of the library.
FORMS = {
    "/recommendations/judge": {"address": "{address}", "verdict": "accept", "note": "goed", "back": "/recommendations"},
    "/recommendations/correct": {
        "address": "{address}", "type": "verzoek", "addressees": "UWV", "number": "3", "deadline": "1 mei", "note": "x"
    },
    "/briefing/add": {"address": "{address}", "words": "", "note": "lees dit", "back": "/briefing"},
    "/briefing/note": {"id": "{id}", "note": "lees dit"},
    "/briefing/move": {"id": "{id}", "way": "up"},
    "/briefing/file": {"id": "{id}", "name": "dinsdag"},
    "/briefing/remove": {"id": "{id}"},
    "/notes/add": {"address": "{address}", "remark": "let op", "tags": "geld, tijd"},
    "/notes/edit": {"id": "{remark}", "remark": "let op", "tags": "geld"},
    "/notes/remove": {"id": "{remark}"},
    "/searches/save": {"name": "dinsdag", "q": "dienst", "mode": "lexical", "dossier": "99901", "from": "2020-01-01"},
    "/searches/seen": {"name": "dinsdag"},
    "/searches/forget": {"name": "dinsdag"},
    "/verify": {"text": "“Wendbaarheid begint met rust” (Meebewegen met het tij, p. 4)"},
    "/verify.json": {"text": "“Wendbaarheid begint met rust” (Meebewegen met het tij, p. 4)"},
}  # fmt: skip
SHOWN = ("/briefing", "/briefing/dinsdag", "/notes", "/recommendations", "/searches", "/search?q=dienst&mode=lexical")


def filled(page: TestClient, form: dict[str, str]) -> dict[str, str]:
    """A form as it should be filled, over what the library holds now."""
    address = page.get("/recommendations.json").json()[0]["address"]
    page.post("/briefing/add", data={"address": address})
    page.post("/notes/add", data={"address": address, "remark": "let op"})
    page.post("/searches/save", data=FORMS["/searches/save"])
    held = {
        "address": address,
        "id": page.get("/briefing.json").json()[-1]["id"],
        "remark": page.get("/notes.json").json()[-1]["id"],
    }
    return {name: value.format(**held) for name, value in form.items()}


def attack(library: Path, where: str, texts: tuple[str, ...]) -> None:
    page = client_of(library)
    valid = filled(page, FORMS[where])
    assert page.post(where, data=valid, follow_redirects=False).status_code < 400
    for name in FORMS[where]:
        for text in texts:
            sent = text.encode("utf-8", "surrogatepass")
            given = {**filled(page, FORMS[where]), name: sent.decode("utf-8", "replace")}
            for answer in (
                page.post(where, data=given, follow_redirects=False),
                page.post(where, data={**given, name: [sent[:99]] * 3}),
                page.post(where, data={**given, name: ""}, files={name: ("x", b"\xff\x00<script>")}),
            ):
                assert answer.status_code < 500, (where, name, text[:60], answer.text)
                assert "<script>alert" not in answer.text
                assert "set-cookie" not in answer.headers
    for address in SHOWN:
        answer = page.get(address)
        assert answer.status_code == 200, address
        assert "<script>alert" not in answer.text
        assert "<img src=x" not in answer.text


@pytest.mark.parametrize("where", ["/recommendations/correct", "/notes/edit"])
def test_a_form_may_be_filled_with_anything(where, own_library):
    attack(own_library, where, FEW[1:3])


@pytest.mark.slow
@pytest.mark.parametrize("where", FORMS)
def test_every_field_of_every_form_may_be_filled_with_anything(where, own_library):
    attack(own_library, where, (*FEW, *MORE))


@pytest.mark.parametrize("where", ["/briefing/add", "/verify"])
@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/json", b"{"),
        ("multipart/form-data", b"--x\r\n"),
        ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data; name=\"text\r\n\r\n"),
        ("application/x-www-form-urlencoded", b"%%%=&&&=%zz\xff\xfe"),
        ("", b"\x00" * 100),
    ],
)  # fmt: skip
def test_what_is_no_form_is_refused_with_a_sentence(where, kind, body, page):
    answer = page.post(where, content=body, headers={"Content-Type": kind}, follow_redirects=False)
    assert 300 <= answer.status_code < 500
