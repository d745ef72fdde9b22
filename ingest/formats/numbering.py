"""The numbers that Word prints before its list items and headings, which stand nowhere in the text of the file."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field

from lxml.etree import _Element as Element

from ingest.attributes import whole_number

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BULLET = "•"
_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass(slots=True)
class Numbering:
    """Counts the items of each list as they come. levels: list id -> level -> (form of the number, its text, start)."""

    levels: dict[str, dict[int, tuple[str, str, int]]]
    _counts: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))

    @classmethod
    def read(cls, part: Element | None) -> Numbering:
        """From word/numbering.xml; a file without lists has none."""
        if part is None:
            return cls({})
        abstract = {
            each.get(f"{WORD}abstractNumId", ""): {
                whole_number(level.get(f"{WORD}ilvl")): (
                    value(level, "numFmt") or "decimal",
                    value(level, "lvlText") or "",
                    whole_number(value(level, "start"), 1),
                )
                for level in each.iterfind(f"{WORD}lvl")
            }
            for each in part.iterfind(f"{WORD}abstractNum")
        }
        return cls(
            {
                each.get(f"{WORD}numId", ""): abstract.get(value(each, "abstractNumId") or "", {})
                for each in part.iterfind(f"{WORD}num")
            }
        )

    def next(self, list_id: str, level: int) -> str | None:
        """What stands before the next item of a list; None when it has no number."""
        form = self.levels.get(list_id, {}).get(level)
        if form is None or form[0] == "none":
            return None
        if form[0] == "bullet":
            return BULLET
        counts = self._counts[list_id]
        counts[level] = counts.get(level, form[2] - 1) + 1
        for deeper in [deeper for deeper in counts if deeper > level]:
            del counts[deeper]

        def printed(match: re.Match[str]) -> str:
            of_level = int(match[1]) - 1
            kind, _, start = self.levels[list_id].get(of_level, ("decimal", "", 1))
            return _printed(counts.get(of_level, start), kind)

        return re.sub(r"%(\d)", printed, form[1]).strip() or None


def value(element: Element | None, name: str) -> str | None:
    """The value of a child that has nothing else: <w:numFmt w:val="bullet"/>."""
    child = element.find(f"{WORD}{name}") if element is not None else None
    return child.get(f"{WORD}val") if child is not None else None


def _printed(count: int, kind: str) -> str:
    if kind in ("lowerLetter", "upperLetter") and count > 0:
        letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter.upper() if kind == "upperLetter" else letter
    if kind in ("lowerRoman", "upperRoman") and 0 < count < 400:
        numeral, rest = "", count
        for worth, letters in _ROMAN:
            while rest >= worth:
                numeral, rest = numeral + letters, rest - worth
        return numeral.upper() if kind == "upperRoman" else numeral
    return str(count)
