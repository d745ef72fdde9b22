"""The words that say when something must be done ("vóór de zomer", "uiterlijk 1 januari 2026")."""

from __future__ import annotations

import re
from functools import cache

from ingest.months import MONTHS

_MONTH = rf"(?:{'|'.join(MONTHS)})"
_MOMENT = (
    rf"(?:\d{{1,2}}\s+{_MONTH}(?:\s+\d{{4}})?|{_MONTH}(?:\s+\d{{4}})?|(?:zomer|kerst|herfst|voorjaars|"
    rf"meivakantie|na)?reces|"
    r"zomerreces|kerstreces|zomer|kerst|voorjaar|najaar|winter|herfst|lente|[Pp]rinsjesdag|"
    r"(?:de\s+)?[Vv]oorjaarsnota|"
    r"(?:de\s+)?[Nn]ajaarsnota|jaarwisseling|begrotingsbehandeling|(?:het\s+)?(?:eerste|tweede|derde|"
    r"vierde)\s+kwartaal|(?:de\s+)?(?:eerste|tweede)\s+helft|Q[1-4]|20[1-4]\d)"
    r"(?:\s+(?:van\s+)?(?:het\s+jaar\s+)?20[1-4]\d)?"
)
_PATTERNS = (
    rf"(?:uiterlijk|ten\s+laatste)\s+(?:(?:in|op|voor|vóór|per|eind|begin|medio)\s+)?(?:de\s+|het\s+)?{_MOMENT}",
    rf"(?:nog\s+)?(?:voor|vóór|vanaf|per|na|tijdens|in|rond|medio|eind|begin|"
    rf"halverwege)\s+(?:het\s+einde\s+van\s+|eind\s+|begin\s+|medio\s+|"
    rf"de\s+loop\s+van\s+)?(?:de\s+|het\s+|dit\s+|komend\w*\s+|volgend\w*\s+){{0,4}}{_MOMENT}",
    rf"(?:(?:uiterlijk|eind|begin|medio|halverwege)\s+){{0,4}}(?:dit|deze|komend\w*|aankomend\w*|volgend\w*)\s+"
    rf"(?:{_MOMENT}|jaar|maand|week|kwartaal|kabinetsperiode)",
    r"binnen\s+(?:\w+\s+)?(?:dagen|weken|maanden|jaar|een\s+(?:week|maand|jaar))",
    r"(?:de\s+)?komende\s+(?:tijd|periode|weken|maanden|jaren)",
    r"op\s+(?:zeer\s+|de\s+)?korte(?:st\s+mogelijke)?\s+termijn|zo\s+(?:snel|spoedig)\s+mogelijk|"
    r"op\s+een\s+later\s+moment|te\s+zijner\s+tijd|"
    r"binnenkort|spoedig",
)


@cache
def _deadlines() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The latest moment ("zo snel mogelijk, uiterlijk in het tweede kwartaal"), wherever it stands, and any moment.

    Made for the first recommendation: many a text has none, and it takes as long as to cut a letter into sentences.
    """
    any_of = rf"(?:{'|'.join(_PATTERNS)})"
    latest = re.compile(rf"\b(?=uiterlijk|ten\s+laatste){any_of}", re.IGNORECASE)
    return latest, re.compile(rf"\b{any_of}", re.IGNORECASE)


def find_deadline(text: str) -> str | None:
    """The words in a recommendation that state a latest moment, else the first that state one; None if none do.

    >>> find_deadline("Ik zal uw Kamer vóór de zomer informeren.")
    'vóór de zomer'
    """
    latest, moment = _deadlines()
    match = latest.search(text) or moment.search(text)
    return match[0] if match else None
