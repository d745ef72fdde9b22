"""The labelled lines of a letterhead: "Datum 7 februari 2020", "Betreft ...", "Ons kenmerk ...".

The value stands behind its label on the same line, beside it in the next
column, or on the lines below it, in the margin or in a row of labels.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.layout.lines import Line, PageLines

LABELS = re.compile(
    r"(?:Datum|Betreft|Onderwerp|Inzake|Ons kenmerk|Ons Kenmerk|Uw kenmerk|Uw Kenmerk|Kenmerk|Onze referentie"
    r"|Uw referentie|Bijlagen?|Bijlage\(n\)|Uw brief(?: van)?|Kopie aan|Contactpersoon|Behandeld door"
    r"|Aantal bijlagen|Pagina|Telefoon|Dossier|Zaaknummer|Registratienummer|Documentnummer|Doorkiesnummer"
    r"|Inlichtingen bij)\b\s*:?",
)
# What Word prints for a field of the letterhead that was never filled in, and a dash where there is none.
FIELD_ERROR = re.compile(r"Error!|Fout!|.*\bdocumentId\Z|\[?[Kk]enmerk\]?\Z|[\W_]+\Z")
# The value of a label stands within this distance below it, or this far to the right, in points.
BELOW_PT = 16.0
BESIDE_PT = 130.0


def value_of(pages: Sequence[PageLines], labels: tuple[str, ...]) -> str | None:
    """What stands with the first of the labels that has a value; pages are searched in order."""
    for page in pages:
        labelled = [line for line in page.lines if line.text.startswith(labels)]
        for label in labels:
            for line in labelled:
                if line.text == label or line.text.startswith((f"{label} ", f"{label}:")):
                    value = _value(line, label, page.lines)
                    if value and not FIELD_ERROR.match(value):
                        return value
    return None


def _value(line: Line, label: str, lines: Sequence[Line]) -> str | None:
    rest = line.text[len(label) :].lstrip(" :\t")
    if rest:
        # "Datum van ontvangst" is another label; "Betreft u ..." opens a sentence.
        if rest[0].islower() and label not in ("Betreft", "Onderwerp"):
            return None
        start = _token_after(line, label)
        return _with_lines_below(rest, line, start, lines)
    beside = [
        other
        for other in lines
        if abs(other.baseline - line.baseline) < 2.5 and 0 < other.x0 - line.x1 < BESIDE_PT and other is not line
    ]
    value = min(beside, key=lambda other: other.x0, default=None)
    if value and not LABELS.match(value.text):
        return _with_lines_below(value.text, value, value.x0, lines, line)
    below = [
        other
        for other in lines
        if abs(other.x0 - line.x0) < 4
        and 0 < other.baseline - line.baseline < BELOW_PT
        and not LABELS.match(other.text)
    ]
    if below:
        value = min(below, key=lambda other: other.baseline)
        return value.text
    return None


def _token_after(line: Line, label: str) -> float:
    """Where the value begins on a line that opens with its label."""
    n_words = len(label.split())
    starts = [token.x0 for token in line.tokens if token.space_before]
    return starts[n_words] if len(starts) > n_words else line.x0


def _with_lines_below(value: str, line: Line, x0: float, lines: Sequence[Line], label: Line | None = None) -> str:
    """A value with the lines it goes on, which begin where it begins; label: in the column before it."""
    last = line
    for other in sorted(lines, key=lambda other: other.baseline):
        step = other.baseline - last.baseline
        if 3 < step < 1.7 * line.size and abs(other.x0 - x0) < 3 and abs(other.size - line.size) < 0.6:
            if LABELS.match(other.text) or any(_is_label_of(before, other, label) for before in lines):
                break
            value, last = f"{value} {other.text}", other
    return value


def _is_label_of(before: Line, value: Line, label: Line | None) -> bool:
    """Whether a line is the label of another value: with a colon, or in a column of labels."""
    if abs(before.baseline - value.baseline) >= 2.5 or before.x1 >= value.x0:
        return False
    return before.text.endswith(":") or (label is not None and abs(before.x0 - label.x0) < 4)
