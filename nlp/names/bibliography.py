"""Entries of a list of sources: the authors, titles and publishers in it are none of the organisations of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.registers.held import places

_YEAR = r"(?:19|20)\d\d[a-z]?"
# "Waterman, P. (2019)": initials before the year; "Planbureau X. 2019. De ...": the year as a sentence of its own.
_AFTER_INITIALS = re.compile(rf"[A-Z]\.,? \({_YEAR}\)[.,:]? ")
_AFTER_A_POINT = re.compile(rf"[\w)\]]\. {_YEAR}(?:/\d{{2,4}})?\. (?=[A-ZÀ-Þ‘“'\"«])")
# "Planbureau X. (2019). De ...", and "Planbureau X [Internet]. [geciteerd 2019]".
_IN_BRACKETS_AS_A_SENTENCE = re.compile(
    rf"\. \({_YEAR}\)\. |\[(?:Internet|Online)\]\. |\[(?:geciteerd|geraadpleegd|cited) "
)
# "Planbureau X (2019). De ...": counts only with a publisher behind it.
_AFTER_A_NAME = re.compile(rf"\w \({_YEAR}\)[.,:] ")
# Where an entry ends: at an address, at a publisher ("Den Haag: Planbureau X."), or at the pages of a journal.
_END = re.compile(
    r"https?://\S+|\b\d{1,4}\(\d{1,3}\), \d{1,6}(?:[-–]\d{1,6})?"
    r"|(?P<place>[A-ZÀ-Þ][a-zà-ÿ]+(?:[ -][A-ZÀ-Þ][a-zà-ÿ]+)?): "
    r"[A-ZÀ-Þ][^.;:\n]{1,90}?(?=[.;,\n]|$| en [A-Z][a-zà-ÿ]{1,30}: )"
)
_MORE_PUBLISHERS = re.compile(r"(?:,| en) [A-ZÀ-Þ][a-zà-ÿ]+(?: [A-ZÀ-Þ][a-zà-ÿ]+)?: [A-ZÀ-Þ][^.;:,\n]{1,90}")
_TOWNS = frozenset(
    "Amsterdam Antwerpen Gent Leuven Brussel Brussels Parijs Paris Londen London Cambridge Oxford Berlijn Berlin Wenen "
    "Genève Geneva Dordrecht Washington Princeton Chicago Boston".split()
) | {"New York", "New Haven", "Den Haag", "The Hague"}
_LONGEST_ENTRY = 400
# The authors begin behind the entry before: its address, its last sentence (not an initial), or a line.
_ENTRY_BEFORE = re.compile(r"https?://\S+\s|\n\n|[a-zà-ÿ\d)\]]\. (?!\(|T\.)|\n(?=[A-ZÀ-Þ][\w-]+, [A-Z])")
_LONGEST_AUTHORS = 300


def bibliography_ranges(text: str) -> Iterator[tuple[int, int]]:
    """Where entries of a list of sources stand, from the authors to the address or publisher; they may overlap."""
    for match in _AFTER_A_POINT.finditer(text):
        year = match.start() + 2
        yield _authors_start(text, year - 1), _entry_end(text, match.end()) or match.end()
    for match in _IN_BRACKETS_AS_A_SENTENCE.finditer(text):
        end = _entry_end(text, match.end())
        if end is not None:
            yield _authors_start(text, match.start() + 1), end
    for match in _AFTER_INITIALS.finditer(text):
        end = _entry_end(text, match.end())
        if end is not None:
            yield match.start(), end
    for match in _AFTER_A_NAME.finditer(text):
        end = _entry_end(text, match.end(), only_publisher=True)
        if end is not None:
            yield match.start(), end


def _authors_start(text: str, year: int) -> int:
    window = max(0, year - _LONGEST_AUTHORS)
    before = [match.end() for match in _ENTRY_BEFORE.finditer(text, window, year - 1)]
    return before[-1] if before else window


def _entry_end(text: str, start: int, *, only_publisher: bool = False) -> int | None:
    """Where an entry ends whose title begins at start: behind the last sign of one before the next entry."""
    limit = min(len(text), start + _LONGEST_ENTRY)
    paragraph = text.find("\n\n", start, limit)
    for match in _END.finditer(text, start, paragraph if paragraph >= 0 else limit):
        if match["place"] is None:
            if not only_publisher:
                return match.end()
        elif match["place"] in _TOWNS or match["place"] in places():
            end = match.end()
            while more := _MORE_PUBLISHERS.match(text, end):
                end = more.end()
            return end
    return None
