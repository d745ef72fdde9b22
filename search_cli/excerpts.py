"""Which part of a long passage is shown: around the first mark, between sentences or words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.model import Passage

# A passage of a whole page hides the next hit; what is shown is the part around the first mark.
SHOWN_CHARS = 700
# "nr. 3" and "jl. heeft" end no sentence.
_SENTENCE_END = re.compile(r"(?<=[\w)\]%][\w)\]%][.!?])\s+(?=[A-ZÀ-Þ])|\n\s*")


def excerpt_range(
    text: str, marks: Sequence[tuple[int, int]], begin: int = 0, most: int = SHOWN_CHARS
) -> tuple[int, int]:
    """The range of a passage to show: all of it, or of a long one the part around the first mark.

    begin: where what is to be shown begins. most: its longest, in characters.
    """
    start, end = begin, len(text)
    if len(text) - begin > most:
        middle = marks[0][0] if marks else begin
        start = sentence_before(text, middle, most) if middle > begin + most // 3 else begin
        end = min(len(text), start + most)
        end = text.rfind(" ", start, end) if end < len(text) else end
    return start, end


def sentence_before(text: str, at: int, most: int = SHOWN_CHARS) -> int:
    """Where to begin showing a text, so that at is soon seen: at a sentence if one begins near, else at a word."""
    earliest = max(0, at - most // 3)
    begins = [match.end() for match in _SENTENCE_END.finditer(text, earliest, at)]
    return begins[0] if begins else text.rfind(" ", 0, earliest) + 1


def after_headings(passage: Passage, marks: Sequence[tuple[int, int]]) -> int:
    """Where a passage begins after the headings that are shown above it, as far as these have no marks."""
    start = 0
    for heading in passage.headings[-2:]:
        end = start + len(heading)
        if passage.text.startswith(heading, start) and not any(first < end for first, _ in marks):
            start = end + len(passage.text[end:]) - len(passage.text[end:].lstrip())
    return start if start < len(passage.text) else 0
