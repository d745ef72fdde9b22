"""What a sentence of a later paper says became of a recommendation, and the words that say so.

Only what is said outright counts: what is denied, expected or made to depend on something says nothing yet.
"""

from __future__ import annotations

import re

from nlp.advice.cue_patterns import compiled
from nlp.model import FollowUpStatus

# Within one sentence: the full stops of "nr. 88" and "c.s." end none.
_WITHIN = r"(?:[^.;]|\bnr\.|\bc\.s\.)"
# The same, where nothing is denied.
_AFFIRMED = rf"(?:(?!\b(?:niet|geen|nooit)\b){_WITHIN})"
_DONE = r"(?:afgerond|afgedaan|uitgevoerd|voltooid|gerealiseerd)"
_IN_PART = r"(?:deels|gedeeltelijk|ten dele|grotendeels)"
_NOT_WHOLE = r"niet (?:volledig|geheel|helemaal|in zijn geheel|in haar geheel)"
_TAKE = r"\b(?:neem|neemt|nemen)\b"
# "neem ik over", not "neem een besluit over de balies": what is taken over stands before the particle.
_OVER = r"\bover\b(?=\s*(?:[.,;:!?)»”’]|$|(?:en|maar|want|omdat|zodat|waarbij|mits|indien|van)\b))"
_ADVICE = r"\b(?:aanbeveling(?:en)?|advies|adviezen)\b"

# Sentences that hold the words of a status and do not say it: nothing in them counts.
_UNSETTLED = compiled(
    (
        # two denials
        rf"\bgeen (?:aanleiding|reden|noodzaak)\b{_WITHIN}{{0,200}}?\bniet\b",
        # when it is done, if it is done
        rf"\b(?:zodra|nadat|wanneer|indien|voordat|totdat|zolang|^als)\b{_WITHIN}{{0,200}}?\b{_DONE}\b",
        # expected or meant to be
        rf"\b(?:verwacht\w*|streven|streef\w*|bedoeling|zal|zullen|moet|moeten)\b{_WITHIN}{{0,200}}?"
        rf"\b(?:{_DONE} (?:is|zijn|wordt|worden)|(?:is|zijn|wordt|worden) {_DONE})\b",
        # of several at once
        r"\bde eerste\b.{0,200}?\bde (?:tweede|andere|laatste)\b",
    )
)
# The first that fits counts: a refusal holds the words of an acceptance.
_STATUS: tuple[tuple[FollowUpStatus, re.Pattern[str]], ...] = (
    (
        "loopt",
        compiled(
            (
                rf"\bnog niet (?:volledig |geheel |helemaal )?(?:{_DONE}|gereed)\b",
                r"\bis in (?:uitvoering|voorbereiding|gang)\b",
            )
        ),
    ),
    (
        "deels",
        compiled(
            (
                rf"\b{_IN_PART}\b.{{0,60}}?\b(?:overgenomen|uitgevoerd|overnemen)\b",
                rf"{_TAKE}.{{0,80}}?\b(?:{_IN_PART}|{_NOT_WHOLE}) over\b",
                rf"\b{_NOT_WHOLE} (?:overgenomen|overnemen|over te nemen)\b",
            )
        ),
    ),
    (
        "niet overgenomen",
        compiled(
            (
                rf"{_TAKE}{_WITHIN}{{0,120}}?\bniet (?:langer |meer |verder )?over\b",
                rf"\b(?:wordt|worden|is|zijn)\b{_WITHIN}{{0,60}}?\bniet (?:overgenomen|opgevolgd)\b",
                r"\bniet (?:overnemen|over te nemen)\b",
                rf"\b(?:wijs|wijst|wijzen)\b{_WITHIN}{{0,80}}?"
                rf"\b(?:aanbeveling|advies|voorstel|motie|dit|deze)\b{_WITHIN}{{0,40}}?"
                r"\baf\b",
                rf"\b(?:volg|volgt|volgen)\b{_WITHIN}{{0,80}}?{_ADVICE}{_WITHIN}{{0,20}}?\bniet\b",
                rf"\bzi(?:e|et|en)\b{_WITHIN}{{0,60}}?\bgeen (?:aanleiding|reden|noodzaak)\b",
            )
        ),
    ),
    (
        "afgerond",
        compiled(
            (
                rf"\b(?:is|zijn|hiermee|daarmee)\b{_AFFIRMED}{{0,60}}?\b{_DONE}\b",
                rf"\bals {_DONE}\b",
                rf"\bheb(?:ben)?\b{_AFFIRMED}{{0,80}}?"
                r"\b(?:uitgevoerd|afgerond|voldaan|invulling gegeven|uitvoering gegeven)\b",
                rf"\b(?:is|wordt) (?:hiermee|daarmee|aan)\b{_AFFIRMED}{{0,60}}?\b(?:voldaan|tegemoetgekomen)\b",
            )
        ),
    ),
    (
        "overgenomen",
        compiled(
            (
                rf"{_TAKE}{_AFFIRMED}{{0,120}}?{_OVER}",
                rf"\b(?:wordt|worden|is|zijn)\b{_AFFIRMED}{{0,60}}?\b(?:overgenomen|opgevolgd)\b",
                rf"\b(?:besloten|besluit|kies|kiest|zal|zullen)\b{_AFFIRMED}{{0,80}}?\b(?:over te nemen|overnemen)\b",
                r"\b(?:ik volg|volg ik|wij volgen|volgen wij|(?:kabinet|minister|staatssecretaris) volgt|"
                rf"volgt (?:het|de) (?:kabinet|minister|staatssecretaris))\b{_AFFIRMED}{{0,60}}?{_ADVICE}",
                r"\b(?:omarm|omarmt|omarmen)\b",
                rf"{_TAKE}{_AFFIRMED}{{0,60}}?\bter harte\b",
            )
        ),
    ),
    (
        "loopt",
        compiled(
            (
                r"\b(?:loopt|lopen)\b(?=\s*(?:[.,;]|$|(?:nog|nu|al|reeds|thans|momenteel|inmiddels|tot|door)\b))",
                rf"\b(?:geef|geeft|geven)\b{_AFFIRMED}{{0,40}}?\b(?:invulling|uitvoering|gevolg) aan\b",
                r"\bwordt (?:momenteel |nu |thans )?(?:uitgewerkt|uitgevoerd|gewerkt|onderzocht)\b",
                rf"\b(?:werk|werkt|werken)\b{_AFFIRMED}{{0,30}}?\baan\b",
                rf"{_TAKE}{_AFFIRMED}{{0,60}}?\bmee\b",
            )
        ),
    ),
)


def status_of(text: str) -> tuple[FollowUpStatus, str]:
    """The status a text gives a recommendation, and the words that say so; ("onduidelijk", "") when none do.

    >>> status_of("Deze aanbeveling neem ik niet over.")
    ('niet overgenomen', 'neem ik niet over')
    """
    if not _UNSETTLED.search(text):
        for status, pattern in _STATUS:
            if match := pattern.search(text):
                return status, match[0]
    return "onduidelijk", ""
