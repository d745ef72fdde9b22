"""Plain text as a Document, so that what reads papers reads any text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import sha256

from ingest.model import Block, Document, Metadata, Word
from ingest.words.signs import readable_in_place

# "1. ", "12) ", "a. ", "iv. ", "- ", "• ": what a plain text can show of a list.
LIST_MARKER = re.compile(r"[ \t]*(?P<marker>\d{1,3}[.)]|\(?[a-z]\)|[a-z]\.|[ivx]{1,5}[.)]|[-–—*•▪●◦○·])[ \t]+(?=\S)")

# "2.1 Uitvoering", "4.1.8 Actie: ...": numbers of two levels or more; "2. ..." alone may as well be a list item.
NUMBERED_HEADING = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2}){1,3})\.?[ \t]+[A-ZÀ-Þ]")
MARKDOWN_HEADING = re.compile(r"[ \t]*(?P<hashes>#{1,4})[ \t]+(?=\S)")
QUESTION_HEADING = re.compile(r"(?:Vraag|Antwoord|Vragen|Antwoorden) \d[\d, en]*\Z")
SENTENCE_END = (".", ",", ";", ":", "!", "?")
MAX_HEADING_CHARS = 120

BLANK_LINES = re.compile(r"\n[^\S\n]*\n\s*")
LINE = re.compile(r"[^\n]+")


def document_from_text(text: str, id: str = "tekst") -> Document:
    """A Document whose text is the given text, so that offsets hold in it; only control characters become spaces.

    Blank lines part paragraphs. A line that opens with a list marker begins a
    list item; a line that stands alone is a heading if it shows so (Markdown
    hashes, a number of two levels such as "2.1", capitals only, "Vraag 3").
    There are no pages, boxes or footnotes.

    >>> [block.kind for block in document_from_text("2.1 Aanpak\\n\\nWij doen:\\n- dit\\n- dat").blocks]
    ['heading', 'paragraph', 'list_item', 'list_item']
    """
    text = readable_in_place(text)
    return Document(
        metadata=Metadata(id=id, sha256=sha256(text.encode("utf-8", "replace")).hexdigest()),
        text=text,
        words=tuple(Word(match.start(), match.end(), ()) for match in re.finditer(r"\S+", text)),
        blocks=tuple(_blocks(text)),
    )


def _blocks(text: str) -> Iterator[Block]:
    for start, end in _paragraphs(text):
        heading = _heading(text, start, end)
        if heading:
            yield heading
        else:
            yield from _paragraph_and_items(text, start, end)


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """The runs of lines between blank lines, without the white space around them."""
    start = 0
    for end, next_start in [*(match.span() for match in BLANK_LINES.finditer(text)), (len(text), len(text))]:
        first, last = _trimmed(text, start, end)
        if first < last:
            yield first, last
        start = next_start


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    part = text[start:end]
    return start + len(part) - len(part.lstrip()), end - (len(part) - len(part.rstrip()))


def _heading(text: str, start: int, end: int) -> Block | None:
    """The heading that a paragraph is, if it is one."""
    line = text[start:end]
    if "\n" in line or len(line) > MAX_HEADING_CHARS:
        return None
    if markdown := MARKDOWN_HEADING.match(line):
        return Block("heading", start + markdown.end(), end, 1, 1, level=len(markdown["hashes"]))
    if line.endswith(SENTENCE_END):
        return None
    if numbered := NUMBERED_HEADING.match(line):
        return Block("heading", start, end, 1, 1, level=min(numbered["number"].count(".") + 1, 4))
    if QUESTION_HEADING.match(line):
        return Block("heading", start, end, 1, 1, level=3)
    if line.isupper() and sum(map(str.isalpha, line)) > 3:
        return Block("heading", start, end, 1, 1, level=1)
    return None


def _paragraph_and_items(text: str, start: int, end: int) -> Iterator[Block]:
    """The block or blocks of one paragraph: each line with a list marker begins an item, other lines go on."""
    block_start, marker = start, None
    for line in LINE.finditer(text, start, end):
        found = LIST_MARKER.match(text, line.start(), line.end())
        if not found:
            continue
        yield from _block(text, block_start, line.start(), marker)
        block_start, marker = found.end(), found["marker"]
    yield from _block(text, block_start, end, marker)


def _block(text: str, start: int, end: int, marker: str | None) -> Iterator[Block]:
    start, end = _trimmed(text, start, end)
    if start < end:
        yield Block("list_item" if marker else "paragraph", start, end, 1, 1, marker=marker)
