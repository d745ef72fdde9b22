"""Offices: "de Minister van SZW" names a person in office, not the ministry."""

from __future__ import annotations

import re
from functools import lru_cache

from nlp.registers import organisations

_HOLDER = (
    r"(?:[Mm]inister(?:s|-president)?|[Ss]taatssecretaris(?:sen)?|[Bb]ewindspersonen|[Bb]ewindspersoon|[Bb]ewindslieden|"
    r"[Aa]mbts?genoo?t(?:en)?|[Oo]ud-minister|[Oo]nderminister|[Vv]iceminister)"
)
_WORD = r"[A-ZÀ-Þ][\w&-]{0,40}"
_PERSON = rf"(?: (?:van |de |der |den |ten |ter |te |’t )*{_WORD}){{1,4}}"


def office_ranges(text: str) -> list[tuple[int, int]]:
    """Where a text names offices: "ministers van IenW en SZW", "Minister De Jonge (Binnenlandse Zaken)"."""
    of_ministry, in_brackets = _patterns()
    return [match.span() for match in of_ministry.finditer(text)] + [
        match.span(1) for match in in_brackets.finditer(text)
    ]


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    portfolios = {n.form.removeprefix("Ministerie van ") for n in organisations() if n.kind == "ministerie"}
    known = "|".join(re.escape(p) for p in sorted(portfolios, key=len, reverse=True))
    free = rf"{_WORD}(?: {_WORD}){{0,6}}(?: en {_WORD}(?: {_WORD})?)?"
    portfolio = rf"(?:(?:{known})\b|{free})"
    again = r"(?: de| van| voor| het| minister| staatssecretaris| voormalig){0,4}"
    # A second part of the portfolio: "Financiën-Toeslagen en Douane", "Financiën - Fiscaliteit en Belastingdienst".
    topic = rf"{_WORD}(?: {_WORD}){{0,2}}"
    topics = rf"(?:{topic}(?:, {topic}){{0,2}} en {topic}|{topic})"
    part = rf"(?:[ \n]?[-–—][ \n]?{topics}(?: en [-–—] ?{topics})?)?"
    listed = rf"(?:(?:,| en|, en|/| of){again} ?(?:{known})\b{part}|(?:,| en|, en)(?: de)? (?:van|voor) {free})*"
    of_ministry = re.compile(
        rf"\b{_HOLDER}(?:{_PERSON})? (?:van|voor|op)(?: het [Mm]inisterie van)? {portfolio}{part}{listed}"
    )
    in_brackets = re.compile(rf"\b{_HOLDER}{_PERSON} \(((?:{known}|{free})[^()]{{0,60}})\)")
    return of_ministry, in_brackets
