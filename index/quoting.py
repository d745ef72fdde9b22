"""Quotations from a stored paper: of a passage, of a range, or of words that a user gives."""

from __future__ import annotations

from itertools import dropwhile

from index.model import Quotation
from ingest.errors import VindplaatsError
from ingest.model import Document
from nlp.quotations.quoting import Comparable, find_quotation, nearest_place


def quote_passage(document: Document, start: int, end: int, note: str = "") -> Quotation:
    """A quotation of a passage, without the headings that open it: they are above the words, not part of them.

    Of a single list item or footnote its number is left out too. A passage
    of headings only is quoted whole.
    """
    blocks = [block for block in document.blocks if block.start < end and block.end > start]
    body = list(dropwhile(lambda block: block.kind == "heading", blocks))
    if not body:
        return quote(document, start, end, note)
    if len(body) < len(blocks):
        above = blocks[-len(body) - 1].end
        start = above + len(document.text[above:end]) - len(document.text[above:end].lstrip())
    if len(body) == 1:
        start = max(start, body[0].start)
    return quote(document, start, end, note)


def quote(document: Document, start: int, end: int, note: str = "") -> Quotation:
    """A quotation of a range of a document's text, with page and boxes."""
    page, last_page = document.pages_of(start, end)
    return Quotation(
        document=document.id,
        sha256=document.metadata.sha256,
        page=page,
        last_page=last_page,
        start=start,
        end=end,
        text=document.text[start:end],
        boxes=document.boxes_of(start, end),
        note=note,
    )


def quote_words(document: Document, words: str, note: str = "") -> Quotation:
    """A quotation of words that a user gives, as they stand in the document (the first time).

    Raises:
        VindplaatsError: they do not stand there; the message shows what comes nearest.
    """
    source = Comparable(document.text)
    places = find_quotation(words, source)
    if places:
        return quote(document, places[0].start, places[0].end, note)
    near = nearest_place(words, source)
    if near is None:
        raise VindplaatsError(f"'{words}' does not stand in {document.id}")
    page, _ = document.pages_of(near.start, near.end)
    stands = " ".join(document.text[near.start : near.end].split())
    raise VindplaatsError(f"'{words}' does not stand in {document.id}; on page {page} it has: '{stands}'")
