"""By which titles papers are named in the texts of others."""

from __future__ import annotations

import re

from ingest.model import Metadata

# A shorter title ("Advies", "Eindrapport") stands in papers that do not mean the report; so many characters tell
# which titles may stand in a text.
OPENING = 12
_WORD_BEGINS = re.compile(r"(?<![^\W_])\S")


def naming_titles(metadata: Metadata) -> list[str]:
    """By which titles others name a paper: a Kamerstuk is named by its number, and many share a title."""
    if metadata.id.startswith("kst-"):
        return []
    return [title for title in (metadata.subject, metadata.title) if title and len(title) >= OPENING]


def openings_in(text: str) -> set[str]:
    """The runs of OPENING characters that begin where a word begins."""
    return {text[found.start() : found.start() + OPENING] for found in _WORD_BEGINS.finditer(text)}
