"""The page in a real browser: with and without script, by keyboard, narrow, in the dark and on paper.

They need Playwright and a chromium ('apt-get install chromium'), and are skipped where one is missing; axe-core is
taken from node_modules, here or in .venv ('npm install axe-core').
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest

from tools.serving import serving

playwright = pytest.importorskip("playwright.sync_api", reason="the tests in a browser need Playwright")
pytest.importorskip("uvicorn", reason="the page needs the extra [serve]")

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
ROOT = Path(__file__).parents[2]
FOLDERS = (ROOT / ".venv" / "node_modules", ROOT / "node_modules")
AXE = next((path for folder in FOLDERS if (path := folder / "axe-core" / "axe.min.js").exists()), None)
LETTER = "kst-99901-12"
# What axe-core looks at: all of it, and what may be otherwise in the dark and on a small screen.
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LOOKS = ["color-contrast", "target-size"]

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium is installed")


@pytest.fixture(scope="module")
def served(sample_papers, tmp_path_factory) -> Iterator[str]:
    """The page as a user starts it, over the sample papers; its address."""
    path = tmp_path_factory.mktemp("served") / "served.library"
    shutil.copytree(sample_papers, path)
    with serving(path) as address:
        keep_some(address)
        yield address


def keep_some(served: str) -> None:
    """Put a quotation in a briefing with a name, note something at it, and save a search."""
    hit = httpx.get(f"{served}/search.json?q=wendbaarheid&limit=1", timeout=60).json()["hits"][0]["address"]
    httpx.post(f"{served}/briefing/add", data={"address": hit})
    held = httpx.get(f"{served}/briefing.json").json()[0]["id"]
    httpx.post(f"{served}/briefing/file", data={"id": str(held), "name": "Nota"})
    httpx.post(f"{served}/notes/add", data={"address": hit, "remark": "zie ook vraag 3", "tags": "uitvoering ict"})
    httpx.post(f"{served}/searches/save", data={"q": "wendbaarheid", "name": "wendbaar"})


@pytest.fixture(scope="module")
def browser():
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def tab(browser, served):
    """A tab of which nothing is asked elsewhere, and in which nothing fails."""
    context = browser.new_context(base_url=served, permissions=["clipboard-read", "clipboard-write"])
    page, wrong = context.new_page(), []
    page.on("request", lambda request: request.url.startswith(served) or wrong.append(request.url))
    page.on("console", lambda message: message.type == "error" and wrong.append(message.text))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    yield page
    context.close()
    assert wrong == []


def addresses(served: str) -> list[str]:
    """One of each kind of page, some with something in them and without."""
    item = httpx.get(f"{served}/recommendations.json", timeout=60).json()[0]["address"]
    return [
        "/search", "/search?q=wendbaarheid&kind=brief", "/search?q=uitvoering&page=2", "/search?q=xyzzy&mode=lexical",
        f"/document/{LETTER}", f"/document/{LETTER}/p/2?from=2773&to=3344&q=wendbaarheid", f"/document/{LETTER}/p/1",
        f"/document/{LETTER}/references", f"/document/{LETTER}/recommendations", f"/document/{LETTER}/entities",
        "/recommendations", f"/recommendation/{quote(item, safe='')}", "/term/wendbaarheid", "/entities",
        "/entity/ORG/RGV", "/briefing", "/briefing/Nota", f"/cite/{LETTER}", "/verify", "/status", "/status/99901",
        "/notes", "/searches", "/help", "/document/nope", "/search?q=a&from=gisteren", "/nope",
    ]  # fmt: skip


@pytest.mark.skipif(AXE is None, reason="no axe-core is installed ('npm install axe-core')")
def test_no_page_keeps_anybody_out_in_the_light_or_on_a_small_telephone_in_the_dark(browser, served):
    context = browser.new_context(base_url=served, viewport={"width": 1280, "height": 800})
    page, axe, found = context.new_page(), AXE.read_text("utf-8"), []

    def look(asked: list[str]) -> None:
        result = page.evaluate("asked => axe.run(document, {runOnly: asked, resultTypes: ['violations']})", asked)
        found.extend((page.url, each["id"], each["nodes"][0]["html"]) for each in result["violations"])

    def look_twice() -> None:
        page.evaluate(axe)
        page.emulate_media(color_scheme="light")
        page.set_viewport_size({"width": 1280, "height": 800})
        look(TAGS)
        # What else is looked at is the same in all colours and widths.
        page.emulate_media(color_scheme="dark")
        page.set_viewport_size({"width": 320, "height": 800})
        look(LOOKS)

    for address in addresses(served):
        page.goto(address)
        look_twice()
    page.goto("/verify")
    quoted = httpx.get(f"{served}/briefing/export.md?briefing=Nota").text
    page.fill(
        "#text", f"{quoted}\n\n{quoted.replace('e', 'o', 40)}\n\nEn: “een citaat waar geen vindplaats bij staat”."
    )
    page.click("button:has-text('Controleer')")
    assert page.locator(".status-word").count() >= 2
    look_twice()
    context.close()
    assert found == []


def test_no_page_is_wider_than_a_small_telephone(browser, served):
    context = browser.new_context(base_url=served, viewport={"width": 320, "height": 640})
    page, wide = context.new_page(), {}
    for address in addresses(served):
        page.goto(address)
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > 320:
            wide[address] = width
    context.close()
    assert wide == {}


def test_everything_works_without_script(browser, served):
    context = browser.new_context(base_url=served, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    page.fill("main #q", "wendbaarheid")
    page.click("main button:has-text('Zoek')")
    assert page.locator(".hit").count() == 10
    page.click(".hit >> nth=0 >> a.open")
    assert page.locator("mark").count() >= 1
    assert page.locator("rect.mark").count() > 1
    # How a page breaks its lines depends on a style sheet that may still be on its way.
    quoted = page.locator("blockquote p").inner_text().split()
    page.click("button:has-text('In de briefing')")
    page.goto("/briefing")
    kept = page.locator("blockquote p").first.inner_text().split()
    assert kept
    assert " ".join(kept) in " ".join(quoted)
    page.click("button:has-text('Verwijder')")
    assert "De briefing is leeg" in page.content()
    context.close()


def test_the_keys_lead_from_a_question_to_a_copied_citation_and_back(tab):
    tab.goto("/help")
    tab.keyboard.press("/")
    tab.keyboard.type("wendbaarheid")
    tab.keyboard.press("Enter")
    # Keys are heard from the script on, which comes after the hits.
    tab.wait_for_url("**/search?**")
    results = tab.url
    tab.keyboard.press("j")
    tab.keyboard.press("j")
    assert tab.locator(".hit.now").get_attribute("id") == "hit-2"
    tab.keyboard.press("c")
    copied = tab.locator("#hit-2 cite").inner_text()
    tab.wait_for_function("() => document.querySelector('#live').textContent !== ''")
    assert tab.evaluate("navigator.clipboard.readText()") == copied
    tab.keyboard.press("o")
    tab.wait_for_url("**/document/**")
    tab.go_back()
    assert tab.url == results
    tab.keyboard.press("?")
    tab.wait_for_url("**/help#toetsen")
    tab.uncheck("#keys")
    tab.goto(results)
    tab.keyboard.press("j")
    assert tab.locator(".hit.now").count() == 0


def test_a_sheet_of_paper_has_citation_quotation_address_and_date(tab):
    tab.goto(f"/document/{LETTER}/p/2?from=2773&to=3344&q=wendbaarheid")
    tab.emulate_media(media="print")
    for shown in ("cite", "blockquote.quote", ".sheet img", "footer .print-only"):
        assert tab.locator(shown).first.is_visible(), shown
    for hidden in ("header.site", ".actions", ".pages"):
        assert not tab.locator(hidden).first.is_visible(), hidden
    assert tab.url in tab.locator("footer").inner_text()


def test_focus_is_seen_and_the_first_of_it_leads_past_the_head(tab):
    tab.goto("/search?q=wendbaarheid")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.textContent") == "Naar de inhoud"
    assert tab.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.id") == "inhoud"
