"""The list of abbreviations that a paper gives itself, a row each: "SNK | Stichting Natte Kelders"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from nlp.text.abbreviations import Definition, find_definitions, long_form_start

# The heading of such a list, alone on its line, numbered or not.
_HEADING = re.compile(
    r"^(?:\d[\d.]{0,6} |[Bb]ijlage \w{1,4}[:.]? )?"
    r"(?:(?:[Ll]ijst|[Oo]verzicht|[Vv]erklaring) (?:van |met )?)?(?:de )?(?:[Gg]ebruikte |[Vv]eelgebruikte )?"
    r"[Aa]fkortingen(?:lijst)?(?: en (?:begrippen|definities))?:?[ ]{0,2}$",
    re.MULTILINE,
)
# Cells of a table have " | " between them; other lists have a colon, a dash, or no more than a space.
_ROW = re.compile(
    r"(?P<short>[A-Za-z](?=[\w&/+-]{0,10}[A-Z]|[A-Z])[\w&/+-]{1,11})(?: \| |: ?|\t| {1,4}(?:[–=-] )?)"
    r"(?P<long>[A-Za-zÀ-ÿ][^\n|()]{4,100}?) {0,4}"
)
_LINE = re.compile(r"[^\n]+")
_LONGEST_LIST = 300
# Rows in between may give a notion or run over two lines; after more of them the list is over.
_OTHER_LINES = 4


def all_definitions(text: str) -> Iterator[Definition]:
    """Abbreviations that stand beside their full names in the text, then those of its lists."""
    yield from find_definitions(text)
    yield from listed_abbreviations(text)


def listed_abbreviations(text: str) -> list[Definition]:
    """The rows of the lists of abbreviations in a text, those whose letters stand in their full names."""
    if "fkortingen" not in text:
        return []
    return [row for heading in _HEADING.finditer(text) for row in _rows_from(text, heading.end())]


def _rows_from(text: str, start: int) -> Iterator[Definition]:
    n_other = 0
    for line in islice(_LINE.finditer(text, start), _LONGEST_LIST):
        row = _ROW.fullmatch(text, line.start(), line.end())
        if row is not None and long_form_start(row["short"], row["long"]) == 0:
            n_other = 0
            yield Definition(*row.span("long"), *row.span("short"))
        else:
            n_other += 1
            if n_other > _OTHER_LINES:
                return
