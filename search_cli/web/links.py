"""The addresses of the page: each names a command and all that was asked of it."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from index.model import DEFAULT_BRIEFING, StoredSource
from ingest.addresses import Address
from nlp.model import parts_shown


def document(id: str, *more: object) -> str:
    """/document/kst-31490-284, or a page below it."""
    return "/".join(["/document", quote(id, safe=""), *(quote(str(part), safe="") for part in more)])


def page(id: str, number: int) -> str:
    return document(id, "p", number)


def words(address: str, query: str = "") -> str:
    """Where the words of an address are shown; those of a query are marked more strongly."""
    found = Address.parse(address)
    asked = {"from": found.start, "to": found.end, "h": found.words} | ({"q": query} if query else {})
    return f"{page(found.document, found.page)}?{urlencode(asked)}"


def source(found: StoredSource) -> str:
    """Where what a recommendation rests on is shown; words in the middle that it leaves out are not marked."""
    (_, first_end), *others = parts_shown(found.start, found.end, found.text)
    asked: dict[str, object] = {"from": found.start, "to": found.end}
    if others:
        asked["without"] = f"{first_end}-{others[0][0]}"
    return f"{page(found.document, found.page)}?{urlencode(asked)}"


def image(sha256: str, number: int, **more: object) -> str:
    """The picture of a page."""
    return f"/page/{sha256}/{number}.webp" + (f"?{urlencode(more)}" if more else "")


def original(sha256: str) -> str:
    return f"/original/{sha256}.pdf"


def entity(label: str, identity: str) -> str:
    return f"/entity/{quote(label, safe='')}/{quote(identity, safe='')}"


def recommendation(address: str) -> str:
    return f"/recommendation/{quote(address, safe='')}"


def cite(target: str) -> str:
    return f"/cite/{quote(target, safe='')}"


def briefing(name: str) -> str:
    """The briefing of a name; the one that has none of its own is the briefing."""
    return "/briefing" if name == DEFAULT_BRIEFING else f"/briefing/{quote(name, safe='')}"


def term(word: str) -> str:
    return f"/term/{quote(word, safe='')}"


def with_changes(path: str, asked: dict[str, str], **changes: object) -> str:
    """The same page asked otherwise; what becomes None or empty is left out, and the pages begin anew."""
    kept = {name: value for name, value in asked.items() if name != "page"}
    kept |= {name.rstrip("_"): str(value) for name, value in changes.items() if value is not None}
    dropped = {name.rstrip("_") for name, value in changes.items() if value is None}
    query = urlencode({name: value for name, value in kept.items() if value and name not in dropped})
    return f"{path}?{query}" if query else path
