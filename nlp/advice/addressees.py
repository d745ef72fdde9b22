"""To whom a recommendation is addressed, as named in its text or in the title above it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from nlp.model import RecommendationType
from nlp.text.kinds import BODIES, either

_SHORT = r"(?-i:[A-Z][A-Za-z]{0,3}[A-Z])"
_MINISTRY = (
    r"(?:\s+(?:voor|van)\s+(?-i:[A-Z])[\w-]{1,60}(?:(?:,\s+|\s+en\s+|\s+)(?-i:[A-Z])[\w-]{1,60}){0,8}+|"
    rf"\s+{_SHORT}\b)?+"
)
_PARTY = (
    r"(?:(?:(?:betrokken|verschillende|lokale|regionale|decentrale|individuele|gezamenlijk|economische|agrarische|"
    r"private|overige|andere)\s+){0,4}+"
    r"(?:[\w-]{0,40}(?:regering|kabinet|rijksoverheid|overheid|overheden|provincies?|gemeenten?|waterschap(?:pen)?|politiek|"
    r"wetgever|parlement|sectoren|partijen|uitvoeringsorganisaties?|toezichthouders?|inspecties?|omgevingsdiensten|"
    r"werkgevers|aanbieders|instellingen|scholen|universiteiten|hogescholen|verwerkingsverantwoordelijken?|"
    r"departement(?:en)?|politici|landsbestuur|bestuurscolleges?|schoolbestu(?:ur|ren)|zorgverzekeraars|"
    r"opleidingen|nemers|verenigingen|raden|besturen|"
    r"uitvoerders|bestuurders|aanvragers?|opdrachtgevers?|ontwikkelaars|beheerders?|organisaties|"
    r"bewindspersonen|collectief|aanbieders?|leveranciers?|houders|initiatiefnemers?|regio[’']?s|entiteit(?:en)?|"
    r"gemeenteraad|(?-i:raad)|(?-i:college)(?:\s+van\s+(?:B\s*(?:en|&)\s*W|burgemeester\s+(?:en|&)\s+wethouders))?|verzekeraars?|gedeputeerde\s+staten|provinciale\s+staten|burgemeester|wethouders?|deelnemers|"
    r"bedrijven|(?:\(overheids\))?instanties|regionale\s+partijen|belastingdienst)|(?-i:Rijk|Staat|Voorzitter|VWS|OCW|SZW|BZK|EZK|KGG|LNV|LVVN|IenW|JenV|VRO|UWV|SVB|DUO|RIVM|RVO)|bevoegd\s+gezag|GGD(?:(?:[’']|-\s?)?en)?|Tweede\s+Kamer)\b"
    # ministers BZK en WWI
    rf"|[Mm]inisters\s+{_SHORT}(?:,\s+{_SHORT}){{0,4}}+\s+en\s+{_SHORT}\b"
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
# What is found of a list is not given back word by word: a text of names that nothing is asked of would take long.
_SEVERAL = rf"{_ANY}(?:(?:,\s+|\s+en\s+|\s+of\s+){_ANY}){{0,9}}+"
_ASKS = (
    r"(?:beveelt|bevelen|beveel|adviseert|adviseren|adviseer|raadt|raden|raad|roept|roepen|roep|"
    r"verzoekt|verzoeken|verzoek)"
)
_OBJECTS = (
    rf"\b(?:(?:[Dd]e|[Hh]et|[Ee]en)\s+[\w-]+|[Ww]ij|[Ww]e|[Ii]k)\s+{_ASKS}\s+"
    rf"({_SEVERAL}),?\s+(?:\w+\s+)?(?:aan|om|op)\b"
)
_MUST = r"(?:zou(?:den)?|moet(?:en)?|dien(?:t|en)|behor(?:en|t)|zal|zullen)"
# "Bedrijven moeten worden beloond" asks nothing of them.
_ACTIVE = r"(?!(?:(?!\b(?:of|dat|die|waarin|hoe)\b)[^.;:,]){0,80}\bworden\b)"


class _Form(NamedTuple):
    """A form of words with an addressee, and the part of it without which it is never there, looked for first."""

    needs: str
    pattern: str


_ASKED = r"(?:verzoek(?:t|en)|adviseer(?:t)?|adviseren|vraagt|vragen|roept|roepen|beveelt|bevelen)\s"
_ACTS = r"(?:neemt|nemen|stelt|stellen|bepaalt|bepalen|treedt|treden|voert|voeren|geeft|geven)"
_ENJOINS = r"(?:stelt|stellen|neemt|nemen|geeft|geven)"
_NEEDED = r"(?:nodig|belang|belangrijk|noodzakelijk|wenselijk|essentieel|cruciaal|voorkeur|goed|helpt)"
_OPEN_TO = r"(?:raadt|raden|raad)\s"
_TO_GIVE = (
    r"(?:(?:op\s+te\s+dragen|op\s+te\s+roepen|te\s+(?:vragen|verzoeken|adviseren))\b|mee\s*te\s*geven\b|"
    r"(?:de\s+)?opdracht\s+te\s+geven\b)"
)
_ADVICE = (
    _Form(_ASKS, _OBJECTS),
    # bevelen aan dat DUO; adviseert dat het UWV en de gemeenten
    _Form(r"\bdat\b", rf"\b(?:aan|adviseert?|adviseren),?\s+dat\s+({_SEVERAL})\b"),
    # verzoekt de regering; adviseert het college de provincies
    _Form(_ASKED, rf"\b{_ASKED}\s*(?:(?:het|de)\s+[\w-]+\s+|wij\s+)?({_PARTIES})"),
    _Form(r"\bis\s", rf"\bis\s+(?:het\s+)?(?:aan|(?:een|de)\s+taak\s+van)\s+({_PARTIES})"),
    _Form(r"\bvoor\s", rf"\b[Vv]oor\s+({_PARTIES})\s+(?:is|ligt|ziet)\b"),
    # een oproep aan de provincies; we raden gemeenten aan; draagt het college op; het college op te dragen
    _Form(r"\baan\s", rf"\b(?:oproep|verzoek|opdracht|boodschap)\s+aan\s+({_SEVERAL})"),
    _Form(_OPEN_TO, rf"\b{_OPEN_TO}\s*(?:(?:wij|we|ik)\s+)?({_PARTIES})\s+aan\b"),
    _Form(
        r"(?:draagt|dragen|geeft|geven)\s",
        rf"\b(?:draagt|dragen|geeft|geven)\s+({_PARTIES})\s+(?:op\b|(?:de\s+)?opdracht)",
    ),
    _Form(_TO_GIVE, rf"\b({_PARTIES})\s+{_TO_GIVE}"),
    _Form(
        r"\bwil(?:len)?\s",
        rf"\bwil(?:len)?\s+(?:(?:we|wij|ik)\s+)?({_PARTIES})\s+(?:\w+\s+){{0,2}}"
        r"(?:vragen|verzoeken|oproepen|meegeven)\b",
    ),
    _Form(r"\bvra(?:agt?|gen)\s", rf"\b(?:vraagt|vragen|vraag)\s+(?:\w+\s+)?(?:aan|bij)\s+({_PARTIES})\s+om\b"),
    # provincies moeten; moet het Rijk; het Rijk stelt
    _Form(rf"(?:{_MUST}|gevraagd)\b", rf"\b({_PARTIES})\s+(?:{_MUST}\b{_ACTIVE}|(?:wordt|worden)\s+gevraagd\b)"),
    _Form(rf"\b{_MUST}\s", rf"\b{_MUST}\s+({_PARTIES}){_ACTIVE}"),
    _Form(rf"\s{_ACTS}\b", rf"^(?:\w+\s+(?:stelt|nemen|neemt|geven|geeft)\s+)?({_PARTIES})\s+{_ACTS}\b"),
    _Form(rf"^\w+\s+{_ENJOINS}\s", rf"^\w+\s+{_ENJOINS}\s+({_PARTIES})"),
    _Form(rf"\s{_MUST}\b", rf"^({_PARTIES})\b[^.;]{{0,80}}?,?\s{_MUST}\b{_ACTIVE}"),
    # is het nodig dat scholen samenwerken; ik doe een beroep op scholen
    _Form(_NEEDED, rf"\b{_NEEDED}(?:\s*+,)?\s++(?:dat|als)\s+({_PARTIES})"),
    _Form(r"\bberoep\s+op\s", rf"\bberoep\s+op\s+({_PARTIES})"),
    _Form(rf"\s{_MUST}\b", rf"\bdat\s+({_PARTIES})\b[^.;]{{0,80}}?\s{_MUST}\b"),
    _Form(
        r"\btussen\s",
        rf"\b(?:afspraken|afstemming|overeenkomsten|samenwerking)\b[^.;]{{0,30}}?\btussen\s+({_PARTIES})",
    ),
    _Form(
        r"\bdoor\s",
        r"^(?=.*\b(?:wordt|worden|adviseert|adviseren|beveelt|bevelen)\b"
        rf"|.*\b{_MUST}\b).*\bdoor\s+({_PARTIES})",
    ),
)
# Of a committee: "Minister BZK verzoeken om een brief", "De commissie zal de Voorzitter verzoeken".
_PROPOSED = (
    # het college stelt de raad voor; de raad voor te stellen; wij stellen u voor
    _Form(r"\bstel(?:t|len)\s", rf"\bstel(?:t|len)\s+({_PARTIES}|u)\s+voor\b"),
    _Form(r"\bvoor\s+te\s+stellen", rf"\b({_PARTIES})\s+voor\s+te\s+stellen\b"),
    _Form(r"(?:zaak|raadzaam|verstandig)\s", rf"\b(?:zaak|raadzaam|verstandig)\s+dat\s+({_PARTIES})"),
    _Form(r"\bu\s+wordt\b", r"\b(u)\s+wordt\s+(?:gevraagd|verzocht|voorgesteld|geadviseerd)\b"),
    _Form(
        r"(?:adviseren|adviseer|verzoek|verzoeken)\s",
        rf"\b(?:adviseren|adviseer|verzoek|verzoeken)\s+(?:wij\s+|we\s+|ik\s+)?({_PARTIES}|u)\b",
    ),
)
_DECISION = (
    _Form(r"\sverzoeken\s", rf"^\W*({_PARTIES})\s+verzoeken\s+(?:om|te)\b"),
    _Form(r"\sverzoeken\b", rf"\b(?:zal|zullen)\s+({_PARTIES})\s+verzoeken\b"),
    _Form(r"\sverzocht\b", rf"\b({_PARTIES})\s+(?:(?:zal|zullen)\s+)?(?:wordt|worden)\s+verzocht\b"),
    _Form(r"\sverzoeken\s", rf"\ben\s+({_ANY})\s+verzoeken\s+(?:om|te)\b"),
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
_FORMS: dict[RecommendationType, tuple[_Form, ...]] = {
    "aanbeveling": (*_PROPOSED, *_ADVICE),
    "verzoek": (*_DECISION, *_PROPOSED, *_ADVICE),
}
_TITLE = r"^(?:[\d.]*\s*)?(?:[Rr]ol|[Aa]anbevelingen?|[Aa]dvie(?:s|zen)|[Oo]proep)\s+(?:aan\s+|voor\s+)?"
_HEADING = _Form(_TITLE, rf"{_TITLE}({_PARTIES})\s*:?$")
# "Het college besluit:", "Voorgesteld raadsbesluit": what is decided stands below, as "in te stemmen met".
_DECIDES = _Form(
    r"besluit|voorstel|wordt",
    r"^(?:(?:voorgesteld|ontwerp|concept)[- ]*)?(raad)s(?:besluit|voorstel)$"
    rf"|^({_PARTIES})\s+(?:wordt\s+(?:voorgesteld|gevraagd|geadviseerd)(?:\s+te\s+besluiten)?|besluit(?:en)?)\s*:?$",
)
_DECIDED = re.compile(r"\bte\s+[a-zë]+n\b")
# Who advises is no addressee: "adviseert het Adviescollege om".
_ADVISES = re.compile(r"advies(?:college|commissie|raad)", re.IGNORECASE)
# "De aanbevelingen zijn gericht aan de gemeenten:", above a list.
_AIMED_AT = _Form(
    r"\b(?:gericht|geadresseerd|voor\s+te\s+stellen|wordt\s+verzocht)\b",
    rf"(?:\b(?:gericht|geadresseerd)\s+(?:aan|tot)\s+)({_PARTIES})"
    rf"|\b({_PARTIES})\s+(?:voor\s+te\s+stellen|wordt\s+verzocht)\b",
)
_EACH = rf"(?<!\w)(?:{_PARTY}|{_NAMED})"


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """A pattern, compiled when it is first needed: all take half a second, and a short text needs few."""
    return re.compile(pattern, re.IGNORECASE)


def _found(form: _Form, text: str) -> re.Match[str] | None:
    return _compiled(form.pattern).search(text) if _compiled(form.needs).search(text) else None


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


def _asked(text: str, kind: RecommendationType) -> re.Match[str] | None:
    """Where the words ask something of somebody."""
    return next((match for form in _FORMS[kind] if (match := _found(form, text))), None)


def _names(text: str, kind: RecommendationType, headings: tuple[str, ...], stem: str) -> Iterator[str]:
    if kind == "toezegging":
        if (receiver := _RECEIVER.search(text)) and _TELLS.search(text):
            yield re.sub(r"^[Dd]e\s+", "", receiver[0])
        return
    match = _asked(text, kind)
    if match is None:
        match = _found(_AIMED_AT, stem) or (_asked(stem, kind) if stem.endswith(":") else None)
    if match is None and headings:
        match = _found(_HEADING, headings[-1])
        if match is None and _DECIDED.search(text):
            match = _found(_DECIDES, headings[-1])
    if match:
        named = next(group for group in match.groups() if group)
        parties = [named] if named.lower() == "u" else [party[0] for party in _compiled(_EACH).finditer(named)]
        yield from (party for party in parties if not _ADVISES.search(party))
