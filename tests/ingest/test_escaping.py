"""Nothing in a title, a note or a name is obeyed by the program that opens what is exported."""

from __future__ import annotations

import io
import re
from html.parser import HTMLParser

import bibtexparser
import pytest
import rispy
from bibtexparser.bparser import BibTexParser
from docx import Document
from hypothesis import example, given, settings
from hypothesis import strategies as st

from index.model import Quotation
from ingest.citing.cite import cite
from ingest.citing.escaping import csv_cell, markdown_text, plain
from ingest.citing.export import render
from ingest.model import Metadata
from search_cli.briefing.composed import Briefing, compose
from search_cli.briefing.formats import html, markdown, word

HOSTILE = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "=1+1", "+31", "-2", "@SUM(A1)", "\t=1", "\n- x", "\r", "\x0b", "\x0c", "\x1b[31m", "\x07", "\x00",
                "\u202e", "\u2066", "\u2028", "\ufffe", "\ud800", "<script>", "</title>", "<img src=x onerror=y>",
                "![x](http://a.b/c)", "[x](javascript:y)", "<http://a.b>", "https://a.b", "www.a.b", "&lt;", "&#106;",
                "```", "````", "\n\nTY  - BOOK", "ER  - ", "}", "{", "\\", "@misc{x,", "\n}", '"', "'", "|", "$", "%",
            ]
        ),
        st.text(max_size=12),
    ),
    min_size=1,
    max_size=5,
).map("".join)  # fmt: skip
TURNING = re.compile("[\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def paper(title: str) -> Metadata:
    return Metadata("kst-31490-284", "0" * 64, kind="kamerstuk", title=title, issuer=title)


def report(title: str) -> Metadata:
    return Metadata("rapport", "0" * 64, kind="rapport", title=title, issuer=title)


def briefing(text: str, style: str = "leidraad") -> Briefing:
    quoted = Quotation("rapport", "0" * 64, 1, 1, 0, 9, "Woorden\n" + text, (), text)
    return compose(text, [quoted], lambda _: report(text), style)


@given(HOSTILE)
@example("\u200f=1")
@example(" =1")
@example("\uff1d1")
def test_no_cell_opens_a_formula(text):
    cell = str(csv_cell(text))
    assert not re.match("\\s*[=+@\uff0b\uff1d\uff20\uff0d-]|[\t\r\n]", cell)
    assert not TURNING.search(cell)
    assert not CONTROL.search(cell)


# What shows a sign as itself in Markdown stands behind a backslash that is not itself shown.
_SHOWN = re.compile(r"\\[!-/:-@\[-`{-~]")


@given(HOSTILE)
def test_markdown_holds_no_tag_link_image_code_or_reference(text):
    written = markdown_text(text)
    left = _SHOWN.sub("", written)
    assert not re.search(r"[<>\[\]`*_|~#\n]|&#?\w+;", left)
    assert not re.search(r"(?i)\b(https?|javascript|data|file|mailto):|\bwww\.", written)
    assert not TURNING.search(written)


@settings(max_examples=25)
@given(HOSTILE)
def test_a_briefing_in_markdown_has_the_lines_it_was_laid_out_with(text):
    for style in ("leidraad", "bibtex"):
        written = markdown(briefing(text, style))
        assert written.split("\n")[0].startswith("# ")
        assert not CONTROL.search(written)
        assert not TURNING.search(written)
    # What is fenced is no Markdown, and ends where the fence ends.
    (fence,) = set(re.findall(r"(?m)^`{3,}$", written.split("Aangehaalde stukken")[1]))
    assert written.count(f"\n{fence}\n") == 2


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, tuple[str, ...]]] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, tuple(f"{name}={value}" for name, value in attributes)))


def tags(page: str) -> list[tuple[str, tuple[str, ...]]]:
    parser = Tags()
    parser.feed(page)
    return [tag for tag in parser.found if tag[0] not in ("br", "p")]


@settings(max_examples=25)
@given(HOSTILE)
def test_a_page_of_html_has_the_tags_it_was_laid_out_with(text):
    page = html(briefing(text))
    assert tags(page) == tags(html(briefing("Woorden")))
    assert not CONTROL.search(page)
    assert not TURNING.search(page)


@settings(max_examples=15)
@given(HOSTILE)
@example("Stand\x0bvan\x0czaken\x00\ufffe")
def test_every_text_can_be_written_to_word(text):
    file = io.BytesIO()
    word(briefing(text), file)
    written = "\n".join(paragraph.text for paragraph in Document(file).paragraphs)
    assert not TURNING.search(written)


@settings(max_examples=25)
@given(HOSTILE)
@pytest.mark.parametrize("make", [paper, report])
def test_ris_and_bibtex_have_one_record_with_the_fields_it_was_given(make, text):
    citation = cite(make(text), 2, 2)
    ris = render([citation], "ris")
    assert len(rispy.loads(ris)) == 1
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in ris.splitlines())
    entry = render([citation], "bibtex")
    assert len(re.findall(r"(?m)^@", entry)) == 1
    assert entry.count("{") == entry.count("}")
    assert len(bibtexparser.loads(entry, BibTexParser(ignore_nonstandard_types=False)).entries) == 1


def test_text_without_signs_to_escape_stays_as_it_is():
    text = "Een beleidsnota over 2,5 procent (€ 3 mln.): 'ja' & nee!"
    assert (plain(text), csv_cell(text), markdown_text(text)) == (text, text, text)
