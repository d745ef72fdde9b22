"""By which titles papers are named in the texts of others, and by which marks people know them."""

from __future__ import annotations

import re

from ingest.model import Metadata

# A shorter title ("Advies", "Eindrapport") stands in papers that do not mean the report; so many characters tell
# which titles may stand in a text.
OPENING = 12
# What a kenmerk or the number of a case may look like; years with words are a question.
_MARK = re.compile(r"(?![^\d]*\b[a-z]{3})[\w./-]{1,40}(?: [\w./-]{1,30}){0,3}")
LEAST_DIGITS = 4
_WORD_BEGINS = re.compile(r"(?<![^\W_])\S")


def naming_titles(metadata: Metadata) -> list[str]:
    """By which titles others name a paper: a Kamerstuk is named by its number, and many share a title."""
    if metadata.id.startswith("kst-"):
        return []
    return [title for title in (metadata.subject, metadata.title) if title and len(title) >= OPENING]


def openings_in(text: str) -> set[str]:
    """The runs of OPENING characters that begin where a word begins."""
    return {text[found.start() : found.start() + OPENING] for found in _WORD_BEGINS.finditer(text)}


def is_mark(text: str) -> bool:
    """Whether a text may be a kenmerk or the number of a case."""
    return bool(_MARK.fullmatch(text)) and sum(map(str.isdigit, text)) >= LEAST_DIGITS


def folded(mark: str) -> str:
    """A kenmerk without its spaces: "DGA-DAD / 20032998" is written "DGA-DAD/20032998" too."""
    return "".join(mark.split()).casefold()
