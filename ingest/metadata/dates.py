"""The date that a paper gives itself: on its letterhead, its cover or in its colophon; never that of its receipt."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from ingest.layout.lines import Line, PageLines
from ingest.months import MONTHS

_MONTH = "|".join(MONTHS)
_DAY = re.compile(rf"\b(\d{{1,2}})(?:e|ste|de)?\s+({_MONTH})\s+(\d{{4}})\b", re.IGNORECASE)
# "16 mei, 19 september, 3 en 10 oktober 2024": the year stands with the last of them.
_DAYS = re.compile(
    rf"\b(\d{{1,2}})\s{{0,3}}+(?:({_MONTH})\s{{0,3}}+)?(?:,|en\b|\+)[^.;]{{0,60}}?({_MONTH})\s{{1,3}}+(\d{{4}})\b",
    re.IGNORECASE,
)
_NUMERIC = re.compile(r"(?<![\d.])(\d{1,2})([-/.])(\d{1,2})\2(\d{4})\b(?!\.\d)")
_ISO = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)\b")
_DIGITS = re.compile(r"(\d{4})(\d\d)(\d\d)")
_MONTH_YEAR = re.compile(rf"\b({_MONTH})\s+((?:19|20)\d\d)\b", re.IGNORECASE)
_MONTH_ALONE = re.compile(rf"(?:[\w-]+:?\s+){{0,2}}(?:{_MONTH})\s+(?:19|20)\d\d\.?", re.IGNORECASE)
# "Wageningen, juli 2023" on a title page.
_PLACE_AND_MONTH = re.compile(rf"[A-ZÀ-Ý’'][\w’' -]{{2,24}}, (?:{_MONTH}) (?:19|20)\d\d", re.IGNORECASE)
# The address on the back of a report: "2515 XP Den Haag", "www.waterdienst.nl".
_ADDRESS = re.compile(r"\b[1-9]\d{3} ?[A-Z]{2}\b|(?i:www\.|@)[a-z0-9-]{2,}\.[a-z]{2,}")
_BACK_LINES = 25
# The third letter tells juni from juli, and mrt is maart.
_SHORT_MONTHS = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_STAMP = re.compile(rf"(\d ?\d?) ?({'|'.join(_SHORT_MONTHS)}|sept)\.? ?(20\d\d)", re.IGNORECASE)
_HEAD_PT = 420.0
_COPYRIGHT = re.compile(r"©\s*((?:19|20)\d\d)\b|(?:19|20)\d\d\s*©")
# "Datum", "Datum:", "Datum PM", "Vergaderdatum:", "Datum en tijdstip", "Datum uitspraak"; of what else than the paper
# has a date besides, the second says.
_LABEL = re.compile(r"(?i)(?:[-–]\s*)?(?:vergader|publicatie|rapport)?datum\b")
_OTHER = re.compile(r"(?i)ontvang|ingekomen|inwerking|ondertekening|verzend|volgende|archie|typ datum|uw brief|laatste")
_RECEIPT = re.compile(
    r"(?i)ontvangen|ingekomen|binnengekomen|ontvangst|geboren|uiterlijk|tot en met|\bper\b|formulier|ingang"
)
# How far from its label a date may stand, in points: beside it, below it, and to the side of that.
_BESIDE_PT, _BELOW_PT, _ASIDE_PT = 260.0, 36.0, 14.0
# A line with a date by itself has at most this many words; a cover at most this many lines.
_MOST_WORDS, _COVER_LINES = 7, 30
_COLOPHON = re.compile(r"(?i)\W*colofon\b")


def day_in(text: str) -> str | None:
    """The first day named in a text, as ISO date; None where none exists.

    >>> day_in("16 mei, 19 september, 3 en 10 oktober 2024"), day_in("13/02/2024"), day_in("31 juni 2020")
    ('2024-05-16', '2024-02-13', None)
    """
    several, single = _DAYS.search(text), _DAY.search(text)
    if several and (single is None or several.start() < single.start()):
        # "15 en 22 januari, 5 en 19 februari 2026": the month that comes next.
        month = re.findall(_MONTH, several.group(), re.IGNORECASE)[0]
        return _iso(several[4], MONTHS.index(month.lower()) + 1, several[1])
    if single:
        return _iso(single[3], MONTHS.index(single[2].lower()) + 1, single[1])
    if numeric := _NUMERIC.search(text):
        return _iso(numeric[4], numeric[3], numeric[1])
    if iso := _ISO.search(text):
        return _iso(*iso.groups())
    return None


def month_in(text: str) -> str | None:
    """The first month named with its year, as "2021-12"."""
    match = _MONTH_YEAR.search(text)
    return f"{match[2]}-{MONTHS.index(match[1].lower()) + 1:02}" if match else None


def _iso(year: str, month: str | int, day: str) -> str | None:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def labelled_date(pages: Iterable[PageLines]) -> str | None:
    """The date that stands with a label ("Datum"): behind it, beside it or below it; a month where no day does."""
    months = []
    for page in pages:
        for line in page.lines:
            if _LABEL.match(line.text) and not _OTHER.search(line.text):
                for text in _with_label(line, page.lines):
                    digits = _DIGITS.fullmatch(text.strip())
                    if day := day_in(text) or (_iso(*digits.groups()) if digits else None):
                        return day
                    months += [month for month in (month_in(text),) if month and len(text) < 40]
    return months[0] if months else None


def _with_label(line: Line, lines: Sequence[Line]) -> Iterator[str]:
    """The texts that may belong to a label, nearest first."""
    yield line.text[_LABEL.match(line.text).end() :]  # type: ignore[union-attr]  # the caller found it
    beside = [
        other for other in lines if abs(other.baseline - line.baseline) < 4 and 0 <= other.x0 - line.x1 < _BESIDE_PT
    ]
    yield from (other.text for other in sorted(beside, key=lambda other: other.x0) if not _RECEIPT.search(other.text))
    below = [
        other
        for other in lines
        if 0 < other.baseline - line.baseline < _BELOW_PT
        and min(abs(other.x0 - line.x0), abs(other.x1 - line.x1), abs(other.x1 - line.x1 - 32)) < _ASIDE_PT
    ]
    yield from (other.text for other in sorted(below, key=lambda other: other.baseline))


def date_alone(pages: Sequence[PageLines]) -> str | None:
    """A day that stands by itself on a cover or under a title; else a month that does."""
    texts = [line.text for page in pages if len(page.lines) <= _COVER_LINES for line in page.lines]
    texts = [text for text in texts if len(text.split()) <= _MOST_WORDS and not _RECEIPT.search(text)]
    days = (day_in(text) for text in texts if len(text) < 60)
    months = (month_in(text) for text in texts if _MONTH_ALONE.fullmatch(text.strip()))
    return next(filter(None, days), None) or next(filter(None, months), None)


def stamped_date(pages: Sequence[PageLines]) -> str | None:
    """The day that was stamped by itself at the head of a letter, where the form left room for it: "2 2 APR. 2026"."""
    for line in (line for page in pages[:1] for line in page.lines):
        if line.baseline < _HEAD_PT and (stamp := _STAMP.fullmatch(line.text.strip())):
            return _iso(stamp[3], _SHORT_MONTHS.index(stamp[2].lower()[:3]) + 1, re.sub(r"\s", "", stamp[1]))
    return None


def guessed_date(pages: Sequence[PageLines], title: str | None) -> str | None:
    """What the title, large type on the cover or the colophon say of the date; a guess."""
    large = _large(pages[0].lines) if pages else []
    for text in [title or "", *large]:
        if not _RECEIPT.search(text) and (found := day_in(text) or month_in(text)):
            return found
    for page in pages:
        at = next((line.baseline for line in page.lines if _COLOPHON.match(line.text)), None)
        if at is not None:
            texts = [line.text for line in page.lines if line.baseline >= at]
            months = [month for text in texts if (month := month_in(text)) and _MONTH_ALONE.fullmatch(text.strip())]
            years = [match[1] for text in texts if (match := _COPYRIGHT.search(text)) and match[1]]
            if found := next(iter([*months, *years]), None):
                return found
    placed = (line.text for page in pages[:5] for line in page.lines if _PLACE_AND_MONTH.fullmatch(line.text.strip()))
    return next(map(month_in, placed), None) or _on_the_back(pages[1:])


def _on_the_back(pages: Sequence[PageLines]) -> str | None:
    """The day or month that stands by itself on the last page, with the address of who gave the paper out."""
    lines = pages[-1].lines if pages else ()
    if not any(_ADDRESS.search(line.text) for line in lines) or len(lines) > _BACK_LINES:
        return None
    texts = [line.text.strip() for line in lines if len(line.text) < 40 and not _RECEIPT.search(line.text)]
    days = (day_in(text) for text in texts if _DAY.fullmatch(text))
    months = (month_in(text) for text in texts if _MONTH_ALONE.match(text.partition(" |")[0]))
    return next(filter(None, days), None) or next(filter(None, months), None)


def _large(lines: Sequence[Line]) -> list[str]:
    sizes = sorted(line.size for line in lines for _ in line.text)
    usual = sizes[len(sizes) // 2] if sizes else 0.0
    return [line.text for line in lines if line.size > 1.3 * usual or (len(lines) < 20 and line.size >= 14)]
