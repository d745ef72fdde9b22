"""Measures that show without their words being weighed: named in quotation marks, dated, or titled with a comma."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.names.candidates import Candidate
from nlp.text.kinds import INSTRUMENTS, either

# What parties agree on to govern together is no measure: "het coalitieakkoord «Samen droog»".
_QUOTED = re.compile(
    rf"\b(?!onderzoeks|coalitie|regeer|college|verkiezings)\w*{either(INSTRUMENTS, 'before_quote')},? "
    r"[«“‘\"']([A-ZÀ-Þ][^«»“”‘’\"']{3,80})[»”’\"']"
)
# A quotation that names the whole, with what follows a colon: "«Nationaal Actieplan Droge Voeten: samen droog»".
_QUOTED_WHOLE = re.compile(
    r"(?<!\w)(?P<before>[a-zà-ÿ]+,? )?[«“](?P<name>(?!Voortgang|Ontwikkeling|Evaluatie|Monitor|Reactie)(?=[A-ZÀ-Þ])"
    r"(?:[A-ZÀ-Þ][\w-]+ ){0,3}[A-Za-z]*"
    rf"(?:{either(INSTRUMENTS, 'in_quote')}|{either(INSTRUMENTS, 'in_quote', capital=True)})\b[^«»“”‘’]{{3,80}})[»”]"
)
_OF_A_TITLE = re.compile(
    r"(?:\w*rapport|\w*brief|\w*bericht|motie|artikel|onderzoek|titel|getiteld|notitie|debat|advies),? "
)
# "de kelderstrategie 2040": one of a topic in small letters, by its year; of plans of work each year has one.
_DATED = re.compile(r" 20[1-9]\d(?: ?[-–] ?20\d\d)?(?![\w-])")
_TOPIC_BEFORE = re.compile(
    r"\b(?:[Dd]e|[Hh]et) (?P<topic>(?!jaar|werk|verkiez|coalitie|college|beleids|meerjar|uitvoer|bestuur|inkoop|"
    r"onderzoek|hoofdlijn|beheer|ontwerp|activiteit|formatie|controle|audit|regeer|raads|begrot|toets|inspectie|"
    rf"actie|termijn|tijd|toekomst|omgeving|reken)[a-zà-ÿ]{{4,30}}{either(INSTRUMENTS, 'dated')})\Z"
)
# "de nota Droge Kelders, Blije Buren": two pairs of words with capitals.
_SECOND_PAIR = re.compile(r", [A-Z][a-zà-ÿ]+ [A-Z][a-zà-ÿ]+(?![\w-]| [A-Z])")
_FIRST_PAIR = re.compile(rf"{either(INSTRUMENTS, 'titled')} (?P<pair>[A-Z][a-zà-ÿ]{{1,30}} [A-Z][a-zà-ÿ]{{1,30}})\Z")


def measures_by_pattern(text: str) -> Iterator[Candidate]:
    """Names in quotation marks, behind the kind of an instrument or with it; and those of the two other forms."""
    for match in _DATED.finditer(text):
        begin = max(0, match.start() - 46)
        before = _TOPIC_BEFORE.search(text[begin : match.start()])
        if before:
            start = begin + before.start("topic")
            yield Candidate(start, match.end(), "MAATREGEL", "vorm", text[start : match.end()])
    for match in _SECOND_PAIR.finditer(text):
        begin = max(0, match.start() - 76)
        before = _FIRST_PAIR.search(text[begin : match.start()])
        if before:
            start = begin + before.start("pair")
            yield Candidate(start, match.end(), "MAATREGEL", "vorm", text[start : match.end()])
    for match in _QUOTED.finditer(text):
        yield Candidate(*match.span(1), "MAATREGEL", "aangehaald", match[1])
    for match in _QUOTED_WHOLE.finditer(text):
        if not _OF_A_TITLE.fullmatch(match["before"] or ""):
            yield Candidate(*match.span("name"), "MAATREGEL", "aangehaald", match["name"])
