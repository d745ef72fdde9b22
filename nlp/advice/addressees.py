"""To whom a recommendation is addressed, as named in its text or in the title above it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from nlp.model import RecommendationType
from nlp.text.kinds import BODIES, either

_MINISTRY = (
    r"(?:\s+(?:voor|van)\s+(?-i:[A-Z])[\w-]{1,60}(?:(?:,\s+|\s+en\s+|\s+)(?-i:[A-Z])[\w-]{1,60}){0,8}+|"
    r"\s+(?-i:[A-Z][A-Za-z]{0,3}[A-Z])\b)?+"
)
_PARTY = (
    r"(?:(?:(?:betrokken|verschillende|lokale|regionale|decentrale|individuele|gezamenlijk|economische|agrarische|"
    r"private|overige|andere)\s+){0,4}+"
    r"(?:\w{0,40}(?:regering|kabinet|rijksoverheid|overheid|overheden|provincies?|gemeenten?|waterschap(?:pen)?|politiek|"
    r"wetgever|parlement|sectoren|partijen|uitvoeringsorganisaties?|toezichthouders?|inspecties?|omgevingsdiensten|"
    r"werkgevers|aanbieders|instellingen|scholen|universiteiten|hogescholen|verwerkingsverantwoordelijken?|"
    r"departement(?:en)?|politici|landsbestuur|bestuurscolleges?|schoolbestu(?:ur|ren)|zorgverzekeraars|"
    r"opleidingen|nemers|verenigingen|raden|besturen|"
    r"uitvoerders|bestuurders|aanvragers?|opdrachtgevers?|ontwikkelaars|beheerders?|organisaties|"
    r"bewindspersonen|collectief|aanbieders?|leveranciers?|houders|initiatiefnemers?|regio[’']?s|entiteit(?:en)?|"
    r"gemeenteraad|(?-i:raad)|(?-i:college)(?:\s+van\s+(?:B\s*(?:en|&)\s*W|burgemeester\s+(?:en|&)\s+wethouders))?|verzekeraars?|gedeputeerde\s+staten|provinciale\s+staten|burgemeester|wethouders?|deelnemers|"
    r"bedrijven|(?:\(overheids\))?instanties|regionale\s+partijen|belastingdienst)|(?-i:Rijk|Staat|Voorzitter|VWS|OCW|SZW|BZK|EZK|KGG|LNV|LVVN|IenW|JenV|VRO|UWV|SVB|DUO|RIVM|RVO)|bevoegd\s+gezag|GGD(?:[’']?en)?|Tweede\s+Kamer)\b"
    rf"|(?:[Mm]inisters?|[Mm]inisteries?|[Ss]taatssecretaris(?:sen)?)\b{_MINISTRY})"
)
_THE = r"(?:(?:[Dd]e|[Hh]et|[Dd]eze|[Aa]lle)\s+)?"
_PARTIES = rf"{_THE}{_PARTY}(?:(?:,\s+|\s+en\s+|\s+of\s+){_THE}{_PARTY}){{0,9}}+"
# An organisation by its name or abbreviation. Only as the object of advice: "de AVG moet" addresses nobody.
_NAMED = (
    r"(?-i:[A-Z][A-Za-z&-]{0,60}[A-Z][\w-]{0,60}|"
    rf"(?:[A-Z][\w-]{{1,60}}\s+)?[A-Z]\w{{0,60}}{either(BODIES, 'addressed')}\b|"
    r"Dienst\s+[A-Z]\w+|college\s+van\s+(?:B\s*(?:en|&)\s*W|burgemeester\s+en\s+wethouders))"
)
_ANY = rf"{_THE}(?:{_PARTY}|{_NAMED})"
_OBJECTS = (
    r"\b(?:(?:[Dd]e|[Hh]et|[Ee]en)\s+[\w-]+|[Ww]ij|[Ww]e|[Ii]k)\s+"
    r"(?:beveelt|bevelen|beveel|adviseert|adviseren|adviseer|raadt|raden|raad|roept|roepen|roep|verzoekt|verzoeken|verzoek)\s+"
    rf"({_ANY}(?:(?:,\s+|\s+en\s+|\s+of\s+){_ANY}){{0,9}}+),?\s+(?:\w+\s+)?(?:aan|om|op)\b"
)
_MUST = r"(?:zou(?:den)?|moet(?:en)?|dien(?:t|en)|behor(?:en|t)|zal|zullen)"
_ADVICE = (
    _OBJECTS,
    # bevelen aan dat DUO; adviseert dat het UWV en de gemeenten
    rf"\b(?:aan|adviseert?|adviseren),?\s+dat\s+({_ANY}(?:(?:,\s+|\s+en\s+|\s+of\s+){_ANY}){{0,9}}+)\b",
    # verzoekt de regering; adviseert het college de provincies
    rf"\b(?:verzoek(?:t|en)|adviseer(?:t)?|adviseren|vraagt|vragen|roept|roepen|beveelt|bevelen)\s+(?:(?:het|"
    rf"de)\s+[\w-]+\s+|wij\s+)?({_PARTIES})",
    rf"\bis\s+(?:het\s+)?(?:aan|(?:een|de)\s+taak\s+van)\s+({_PARTIES})",
    rf"\b[Vv]oor\s+({_PARTIES})\s+(?:is|ligt|ziet)\b",
    # provincies moeten; moet het Rijk; het Rijk stelt
    rf"\b({_PARTIES})\s+(?:{_MUST}|wordt\s+gevraagd|worden\s+gevraagd)\b",
    rf"\b{_MUST}\s+({_PARTIES})",
    rf"^(?:\w+\s+(?:stelt|nemen|neemt|geven|geeft)\s+)?({_PARTIES})\s+(?:neemt|nemen|stelt|stellen|bepaalt|bepalen|"
    rf"treedt|treden|voert|voeren|geeft|geven)\b",
    rf"^\w+\s+(?:stelt|stellen|neemt|nemen|geeft|geven)\s+({_PARTIES})",
    rf"^({_PARTIES})\b[^.;]{{0,80}}?,?\s{_MUST}\b",
    # is het nodig dat scholen samenwerken; ik doe een beroep op scholen
    rf"\b(?:nodig|belang|belangrijk|noodzakelijk|wenselijk|essentieel|cruciaal)(?:\s*+,)?\s++dat\s+({_PARTIES})",
    rf"\bberoep\s+op\s+({_PARTIES})",
    rf"\bdat\s+({_PARTIES})\b[^.;]{{0,80}}?\s{_MUST}\b",
    rf"\b(?:afspraken|afstemming|overeenkomsten|samenwerking)\b[^.;]{{0,30}}?\btussen\s+({_PARTIES})",
    rf"\bdoor\s+({_PARTIES})",
)
# Of a committee: "Minister BZK verzoeken om een brief", "De commissie zal de Voorzitter verzoeken".
_PROPOSED = (
    # het college stelt de raad voor; de raad voor te stellen; wij stellen u voor
    rf"\bstel(?:t|len)\s+({_PARTIES}|u)\s+voor\b",
    rf"\b({_PARTIES})\s+voor\s+te\s+stellen\b",
    rf"\b(?:zaak|raadzaam|verstandig)\s+dat\s+({_PARTIES})",
    rf"\b(?:adviseren|adviseer|verzoek|verzoeken)\s+(?:wij\s+|we\s+|ik\s+)?({_PARTIES}|u)\b",
)
_DECISION = (
    rf"^\W*({_PARTIES})\s+verzoeken\s+(?:om|te)\b",
    rf"\b(?:zal|zullen)\s+({_PARTIES})\s+verzoeken\b",
    rf"\b({_PARTIES})\s+(?:wordt|worden)\s+verzocht\b",
    rf"\ben\s+({_ANY})\s+verzoeken\s+(?:om|te)\b",
)
# Whom a commitment is made to is told of it, or gets something; those it is carried out with are partners.
_RECEIVER = re.compile(
    r"\b(?:(?:[Uu]w|[Dd]e)\s+(?:(?-i:Kamer|Eerste\s+Kamer|Tweede\s+Kamer|Staten)|(?:gemeente)?raad)|"
    r"(?:[Dd]e\s+)?(?-i:Provinciale\s+Staten)|(?:[Dd]e\s+)?leden(?=\s+voorgelegd)|initiatiefnemers(?=\s+duidelijkheid)|"
    r"(?-i:Tweede\s+Kamer)|u(?=\s+(?:als\s+raad\s+)?(?:gedeeld|ge[iï]nformeerd|aangeboden|voorgelegd|toe)))\b"
)
_TELLS = re.compile(
    r"\b(?:toe|aan|mee|terug)?(?:inform(?:er|eer)|ge[iï]nformeer|zend|zond|stur|stuur|bericht|bied|aanbied|aangeboden|rapporteer|verstrek|hoogte|toekom|ontvang|"
    r"terugkoppel|gedeeld|delen|voorleg|voorgelegd|naar\s+de\s+raad|tegemoet\s+zien)\w*",
    re.IGNORECASE,
)
# What is found of a list is not given back word by word: a text of names that nothing is asked of would take long.
_PATTERNS: dict[RecommendationType, tuple[str, ...]] = {
    "aanbeveling": (*_PROPOSED, *_ADVICE),
    "verzoek": (*_DECISION, *_PROPOSED, *_ADVICE),
}
_HEADING = (
    rf"^(?:[\d.]*\s*)?(?:[Rr]ol|[Aa]anbevelingen?|[Aa]dvie(?:s|zen)|[Oo]proep)\s+(?:aan\s+|voor\s+)?({_PARTIES})\s*:?$"
)
# "De aanbevelingen zijn gericht aan de gemeenten:", above a list.
_AIMED_AT = (
    rf"(?:\b(?:gericht|geadresseerd)\s+(?:aan|tot)\s+)({_PARTIES})"
    rf"|\b({_PARTIES})\s+(?:voor\s+te\s+stellen|wordt\s+verzocht)\b"
)
_EACH = rf"(?<!\w)(?:{_PARTY}|{_NAMED})"


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """A pattern, compiled when it is first needed: all take half a second, and a short text needs few."""
    return re.compile(pattern, re.IGNORECASE)


def find_addressees(
    text: str, kind: RecommendationType, headings: tuple[str, ...] = (), stem: str = ""
) -> tuple[str, ...]:
    """Who should act, as named in the text or in what stands above; without article.

    That is the title directly above ("Rol provincies"), or the sentence that
    introduces the list (stem: "gericht aan gemeenten").

    For a commitment: whom it is told to, or who gets what is promised ("uw Kamer").

    >>> find_addressees("Wij adviseren het kabinet en de gemeenten samen te werken.", "aanbeveling")
    ('kabinet', 'gemeenten')
    """
    found: list[str] = []
    for name in _names(text, kind, headings, stem):
        if name not in found:
            found.append(name)
    return tuple(found)


def _names(text: str, kind: RecommendationType, headings: tuple[str, ...], stem: str) -> Iterator[str]:
    if kind == "toezegging":
        if (receiver := _RECEIVER.search(text)) and _TELLS.search(text):
            yield re.sub(r"^[Dd]e\s+", "", receiver[0])
        return
    match = next((match for pattern in _PATTERNS[kind] if (match := _compiled(pattern).search(text))), None)
    if match is None and headings:
        match = _compiled(_HEADING).match(headings[-1])
    if match is None:
        match = _compiled(_AIMED_AT).search(stem)
    if match:
        named = next(group for group in match.groups() if group)
        yield from (party[0] for party in _compiled(_EACH).finditer(named)) if named.lower() != "u" else (named,)
