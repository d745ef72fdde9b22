"""Offices: "de Minister van SZW" names a person in office, not the ministry."""

from __future__ import annotations

import re
from functools import lru_cache

from nlp.registers.held import organisations

_HOLDER = (
    r"(?:[Mm]inister(?:s|-president)?|[Ss]taatssecretaris(?:sen)?|[Bb]ewindspersonen|[Bb]ewindspersoon|[Bb]ewindslieden|"
    r"[Aa]mbts?genoo?t(?:en)?|[Oo]ud-minister|[Oo]nderminister|[Vv]iceminister)"
)
# Of junior ministers, without the name of a ministry: "de staatssecretaris Herstel en Toeslagen".
_JUNIOR = (
    "Herstel en Toeslagen|Toeslagen en Douane|Toeslagen|Fiscaliteit en Belastingdienst|"
    "Fiscaliteit, Belastingdienst en Douane|Fiscaliteit|Rechtsbescherming|"
    "Openbaar Vervoer en Milieu|Digitalisering|"
    "Participatie en Integratie|Natuur en Stikstof|Langdurige en Maatschappelijke Zorg|Jeugd, Preventie en Sport|"
    "Medische Zorg|Primair en Voortgezet Onderwijs"
)
_WORD = r"[A-ZÀ-Þ][\w&-]{0,40}"
_PERSON = rf"(?: (?:van |de |der |den |ten |ter |te |’t )*{_WORD}){{1,4}}"


def office_ranges(text: str) -> list[tuple[int, int]]:
    """Where a text names offices: "ministers van IenW en SZW", "min. BZK", "Minister De Jonge (Binnenlandse Zaken)"."""
    of_ministry, directly, in_brackets = _patterns()
    return [
        *(match.span() for match in of_ministry.finditer(text)),
        *(match.span() for match in directly.finditer(text)),
        *(match.span(1) for match in in_brackets.finditer(text)),
    ]


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
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
    directly = re.compile(
        rf"\b(?:{_HOLDER}|[Mm]in\.|[Ss]tas\.|p?SG)(?: (?:van|voor))? "
        rf"(?:(?:{known}|{_JUNIOR})(?!\w|-\w)(?: en (?:{known})(?![\w-]))?)"
    )
    in_brackets = re.compile(rf"\b{_HOLDER}{_PERSON} \(((?:{known}|{free})[^()]{{0,60}})\)")
    return of_ministry, directly, in_brackets
