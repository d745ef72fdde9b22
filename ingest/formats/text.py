"""Plain text and Markdown as a paper: notes of a meeting, a letter that came by mail."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256

from ingest.bounds import MOST_CHARACTERS, NotRead
from ingest.errors import UnreadableError
from ingest.formats.described import Head, describe
from ingest.model import Document
from ingest.plain import document_from_text
from ingest.words.signs import composed

TEXT_ENDINGS = (".md", ".txt", ".markdown")


def read_text(data: bytes, name: str) -> Document:
    """The document in a plain text.

    Raises:
        UnreadableError: it is empty, or no text at all.
    """
    if b"\0" in data[:8192] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnreadableError(f"{name} is no text, whatever its name says.")
    text = _decoded(data).replace("\r\n", "\n").removeprefix("\ufeff")
    if not text.strip():
        raise UnreadableError(f"{name} is empty.")
    not_read = NotRead(characters=len(text[MOST_CHARACTERS:]))
    read = document_from_text(not_read.without_long_words(composed(text[:MOST_CHARACTERS])))
    if not read.words:
        raise UnreadableError(f"{name} is no text: {'; '.join(not_read.sentences())}.")
    metadata = describe(read.text, read.blocks, Head(), name, sha256(data).hexdigest())
    blocks = tuple(replace(block, page=0, last_page=0) for block in read.blocks)
    metadata = replace(metadata, not_read=not_read.sentences())
    return replace(read, metadata=metadata, blocks=blocks)


def _decoded(data: bytes) -> str:
    """UTF-8, with a mark UTF-16, else as Windows wrote it."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
