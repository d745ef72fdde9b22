"""The page says in Dutch why a file was not read, and what a citation lacks."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.adding.files import _why_not, not_taken_out
from index.errors import QueryError
from index.library import open_library
from index.model import PassedOver
from index.query.syntax import parse
from ingest.bounds import NotRead
from ingest.citing.cite import cite
from ingest.model import Metadata
from search_cli.web.reasons import in_dutch, translated
from tests.web.conftest import client_of

# What workers say is put together of parts.
WORKERS = [
    "een stuk.pdf took more than 60 seconds to read, so reading was stopped. It is tried again at the next 'vindplaats "
    "add'; '--time-limit SECONDS' gives it longer.",
    "een stuk.pdf took more than 1.5 seconds of the processor to tag, so tagging was stopped. It is tried again at "
    "the next 'vindplaats "
    "add'; '--time-limit SECONDS' gives it longer.",
    "een stuk.pdf made the reading stop unexpectedly (SIGKILL), as a damaged file or one that needs more than 2000 MB "
    "may do. It is tried again at the next 'vindplaats add'.",
    "een stuk.pdf made the tagging stop unexpectedly (exit status 3), as a damaged file or one that needs more than "
    "2000 MB may do. It is tried again at the next 'vindplaats add'.",
    "een stuk.pdf could not be read, as the reading processes do not start or were ended (nothing left). It is tried "
    "again at the next 'vindplaats add'.",
    "een stuk.pdf needs more memory to read than a worker may use. It is tried again at the next 'vindplaats add'; "
    "added in parts, it needs less.",
    "een stuk.pdf could not be read, by a fault of this program (KeyError: 'x'). Please report it.",
    "een stuk.pdf was read but could not be tagged, by a fault of this program (KeyError: 'x'). Please report it.",
    "een stuk.pdf is encrypted: it opens only with a password. Save it without one, then read it again.",
    "een stuk.pdf is damaged: it cannot be opened as a PDF. Fetch it again.",
]


def raised() -> Iterator[str]:
    """Each sentence with which ingest refuses a file, "een stuk.pdf" in the place of all that differs."""
    for file in sorted(Path("ingest").rglob("*.py")):
        for call in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "UnreadableError" and call.args:
                said = call.args[0]
                parts = said.values if isinstance(said, ast.JoinedStr) else [said]
                if all(isinstance(part, ast.Constant | ast.FormattedValue) for part in parts):
                    yield "".join(str(p.value) if isinstance(p, ast.Constant) else "een stuk.pdf" for p in parts)


SENTENCES = sorted(
    {sentence for sentence in raised() if not sentence.startswith(("standard input", "een stuk.pdf has more"))}
)


@pytest.mark.parametrize("sentence", [*SENTENCES, *WORKERS])
def test_each_reason_not_to_read_a_file_is_told_in_dutch_with_its_name(sentence):
    told = translated(sentence)
    assert told is not None
    assert "een stuk.pdf" in told
    assert told != sentence


def test_there_are_reasons():
    assert len(SENTENCES) > 20


@pytest.mark.parametrize("name", ["LEESMIJ.md", "a.zip", "a.png", "a.xlsx", "zonder"])
def test_each_reason_to_pass_a_file_over_is_told_in_dutch(name):
    assert translated(_why_not(Path(name)))


def test_what_was_read_in_part_is_told_in_dutch():
    left_out = NotRead(cells=1, notes=2, deep=3, characters=4, ends_early=True)
    left_out.without_long_words("x" * 5000)
    reasons = ("printed at an angle", "outside the page", "not visible on the page", "too small to be read")
    unread = tuple((page, "3 words", reason) for page, reason in enumerate(reasons, start=1))
    paper = Metadata("x", "", attachments=("a.pdf",), unread=unread, not_read=left_out.sentences())
    told = [in_dutch(item.reason) for item in not_taken_out(paper, "/map/brief.pdf", ())]
    assert len(told) == 11
    assert told[0] == "zit in brief.pdf en is niet gelezen; bewaar het en voeg het toe, of voeg toe met --attachments"
    assert all(each.startswith("deels gelezen: ") and "not" not in each.split() for each in told[1:])
    assert "deels gelezen: woorden op p. 1 zijn niet gelezen: schuin gedrukt" in told


@pytest.mark.parametrize(
    "metadata",
    [
        Metadata("x", "", kind="brief"),
        Metadata("x", "", kind="rapport"),
        Metadata("x", "", kind="rapport", title="Advies"),
        Metadata("kst-31490-2", ""),
        Metadata("h-tk-20072008-7909-7943", "", kind="handelingen"),
    ],
)
def test_what_a_citation_lacks_is_told_in_dutch(metadata):
    warnings = cite(metadata).warnings
    assert warnings
    assert all(translated(warning) for warning in warnings)


ODD = [
    "",
    '"open',
    "AND",
    "-weg",
    "a OR",
    'a -"b c"',
    "*",
    "w*",
    "NEAR(a)",
    "NEAR(a b, 9999)",
    "(" * 999,
    "a " * 9999,
]


@pytest.mark.parametrize("typed", ODD)
def test_why_a_query_is_refused_is_told_in_dutch(typed):
    with pytest.raises(QueryError) as refused:
        parse(typed)
    assert translated(str(refused.value))


def test_the_page_of_papers_speaks_dutch_and_its_json_as_the_command(own_library, tmp_path):
    packed = tmp_path / "a.zip"
    packed.touch()
    reason = "kapot <stuk>.pdf is damaged: it cannot be opened as a PDF. Fetch it again."
    with open_library(own_library) as library, library.writing(), library.transaction():
        library.ledger.record_failure("/map/kapot.pdf", "1" * 64, reason, retry=False)
        library.ledger.note_passed_over([PassedOver("a.zip", str(packed), _why_not(packed))], [])
    page = client_of(own_library)
    shown = page.get("/status").text
    assert "kapot &lt;stuk&gt;.pdf is beschadigd: het is niet als PDF te openen. Haal het opnieuw op." in shown
    assert "a.zip: ingepakte bestanden worden niet gelezen" in shown
    assert 'lang="en"' not in shown
    assert [each["reason"] for each in page.get("/status.json").json()["failed"]] == [reason]


def test_an_error_of_the_page_is_dutch(page):
    shown = page.get("/search?q=AND").text
    assert 'lang="nl"' in shown
    assert "staat op de verkeerde plaats" in shown
    assert (
        "is niet" in page.get("/document/bestaat-niet").text or "geen stuk" in page.get("/document/bestaat-niet").text
    )
