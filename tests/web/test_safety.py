"""What a page of another site, a strange request or a hostile paper may not do."""

from __future__ import annotations

import re
import socket

import pytest

from index.library import open_library
from ingest.errors import VindplaatsError
from search_cli.web.guard import LOOPBACK, Access
from search_cli.web.serving import chosen_token, listen
from tests.index.papers import store
from tests.web.conftest import client_of

SHA256 = "0" * 64
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'{{7*7}}"


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8765", "127.0.0.1.evil.example", "", "127.0.0.1@evil"])
def test_a_foreign_host_is_refused(page, host):
    assert page.get("/search", headers={"Host": host}).status_code == 400


@pytest.mark.parametrize("host", ["127.0.0.1:8765", "localhost:8765", "LOCALHOST", "[::1]:8765"])
def test_the_machine_itself_may_ask(page, host):
    assert page.get("/healthz", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        # of a frame without an origin, and of another program on this machine
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:3000"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"},
    ],
)
def test_another_site_changes_nothing(own_page, headers):
    address = own_page.get("/recommendations.json").json()[0]["address"]
    answer = own_page.post("/briefing/add", data={"address": address}, headers=headers, follow_redirects=False)
    assert answer.status_code == 403
    assert own_page.get("/briefing.json").json() == []


def test_another_site_may_lead_here_and_load_nothing(page):
    linked = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}
    assert page.get("/search?q=dienst", headers=linked).status_code == 200
    assert page.get("/search.json?q=dienst", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py", "/static/..%2fapp.py", "/static/%2e%2e/pages.py", "/static//etc/passwd",
        "/original/../library.sqlite", "/original/..%2flibrary.sqlite.pdf", f"/original/{SHA256}.pdf",
        "/original/..%2f..%2fetc%2fpasswd.pdf", f"/page/{SHA256}/1.webp", "/page/..%2f..%2fx/1.webp",
        "/document/..%2f..%2fetc%2fpasswd", "/document/kst-99901-12/p/99", "/document/kst-99901-12/p/0", "/nope",
        f"/document/kst-99901-12/p/{'9' * 5000}", f"/page/{SHA256}/{'9' * 5000}.webp",
    ],
)  # fmt: skip
def test_what_is_not_there_is_404_whatever_the_path(page, path):
    answer = page.get(path)
    assert answer.status_code == 404
    assert "root:" not in answer.text


@pytest.mark.parametrize(
    "address",
    [
        "/search?q=%22", "/search?q=a&mode=x", "/search?q=a&page=0", "/search?q=a&from=gisteren",
        "/search?q=a&dossier=x", "/document/kst-99901-12/p/1?from=1&to=x",
        "/document/kst-99901-12/p/1?from=1&to=9&h=zz",
        "/recommendations?type=x", f"/recommendations?page={'9' * 5000}", f"/search?q=a&limit={'9' * 5000}",
    ],
)  # fmt: skip
def test_what_cannot_be_honoured_is_said_in_a_sentence(page, address):
    answer = page.get(address)
    assert answer.status_code == 400
    assert re.search(r'<p class="sentence"(?: lang="\w\w")?>[^<]{10,}</p>', answer.text)


def test_no_page_has_a_script_or_style_of_its_own_and_none_leads_elsewhere(page):
    for address in ("/search?q=wendbaarheid", "/document/kst-99901-12/p/1", "/recommendations", "/help"):
        answer = page.get(address)
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert not re.search(
            r"<script(?! src=\"/static/)|<style|\sstyle=|\son\w+=|(?:src|href)=\"(?:https?:)?//", answer.text
        )
        assert answer.headers["x-content-type-options"] == "nosniff"


def test_titles_and_texts_of_papers_stay_text(tmp_path, embedder):
    path = tmp_path / "hostile.library"
    with open_library(path, create=True) as library:
        store(library, embedder, "kst-1-1", f"De dienst zegt {HOSTILE} en meer.", title=HOSTILE, dossiers=(HOSTILE,))
    page = client_of(path)
    for address in (
        "/search",
        "/search?q=dienst&mode=lexical",
        "/document/kst-1-1",
        "/status",
        "/term/dienst",
        "/cite/kst-1-1",
    ):
        answer = page.get(address)
        assert answer.status_code == 200
        text = answer.text
        assert "<script>alert" not in text
        assert "<img src=x" not in text
        assert "49" not in re.findall(r"alert\(2\)[^<]{0,30}", text)
    assert "&lt;script&gt;alert(1)" in page.get("/document/kst-1-1").text
    assert (
        HOSTILE.replace("<", "&lt;").replace(">", "&gt;")[:20]
        in page.get(f"/search?q={'%3Cscript%3Ealert(1)'}&mode=lexical").text
    )


def test_after_a_change_one_stays_on_this_page(own_page):
    address = own_page.get("/recommendations.json").json()[0]["address"]
    for back in (
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "/x\r\nSet-Cookie: a=b",
    ):
        answer = own_page.post("/briefing/add", data={"address": address, "back": back}, follow_redirects=False)
        assert answer.headers["location"] == "/briefing"


def test_a_name_that_was_allowed_asks_a_token(sample_papers):
    access = Access(LOOPBACK | {"vindplaats.lan"}, "geheim-woord")
    page = client_of(sample_papers, access, base_url="http://vindplaats.lan:8765")
    assert page.get("/healthz").status_code == 401
    assert page.get("/healthz?token=fout").status_code == 401
    assert page.get("/search?token=geheim-woord", follow_redirects=False).headers["location"] == "/search"
    assert page.get("/healthz").status_code == 200
    assert client_of(sample_papers, access).get("/healthz").status_code == 401


def test_what_is_too_much_is_not_read(own_page):
    answer = own_page.post("/verify", files={"file": ("groot.md", b"x" * (21 * 2**20))})
    assert answer.status_code == 413


def test_no_library_is_said_as_by_the_command(tmp_path):
    answer = client_of(tmp_path / "none.library").get("/search?q=dienst")
    assert answer.status_code == 503
    assert "make one with &#39;vindplaats add PDF...&#39;" in answer.text


@pytest.mark.parametrize("token", ["kort", "met een spatie erin en lang", "é" * 20])
def test_a_token_that_can_be_guessed_or_does_not_fit_an_address_is_refused(monkeypatch, token):
    monkeypatch.setenv("VINDPLAATS_TOKEN", token)
    with pytest.raises(VindplaatsError, match="at least 16"):
        chosen_token()


def test_a_token_is_chosen_or_made_anew(monkeypatch):
    monkeypatch.setenv("VINDPLAATS_TOKEN", "een-groep-van-tien")
    assert chosen_token() == "een-groep-van-tien"
    monkeypatch.delenv("VINDPLAATS_TOKEN")
    assert chosen_token() != chosen_token()


def test_who_asks_before_the_page_is_ready_waits_and_is_not_turned_away():
    with listen("127.0.0.1", 0) as waiting, socket.create_connection(waiting.getsockname(), timeout=5) as asking:
        assert asking.getpeername() == waiting.getsockname()
