"""To whom a recommendation is addressed, as named in its text or in what stands above it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ingest.months import MONTHS
from nlp.advice.parties import AGENCY, NAMED, PARTY, Masked, is_learned, masked
from nlp.model import RecommendationType

# In the forms below a sign stands for a party (nlp/advice/parties.py), and white space is one space.
_JOIN = r"(?:, (?:en |of )?|,? en |,? of |/ ?)"
_SIGN = f"[{PARTY}{AGENCY}{NAMED}]"
_P = rf"{PARTY}(?:{_JOIN}{PARTY}){{0,9}}+"
_DOER = rf"[{PARTY}{AGENCY}](?:{_JOIN}[{PARTY}{AGENCY}]){{0,9}}+"
# A name or abbreviation only as the object of advice: "de AVG moet" addresses nobody.
_ANY = rf"[{PARTY}{AGENCY}{NAMED}](?:{_JOIN}[{PARTY}{AGENCY}{NAMED}]){{0,9}}+"
_ASKS = (
    r"(?:beveelt|bevelen|beveel|adviseert|adviseren|adviseer|raadt|raden|raad|roept|roepen|roep|"
    r"verzoekt|verzoeken|verzoek|vraagt|vragen|vraag|nodigt|nodigen|nodig|spoort|sporen|dringt|dringen)"
)
_SAYS = rf"(?:(?:[Dd]e|[Hh]et|[Ee]en) [\w-]+|[{PARTY}{AGENCY}{NAMED}]|[Ww]ij|[Ww]e|[Ii]k)"
_MUST = r"(?:zou(?:den)?|moet(?:en)?|dien(?:t|en)|behor(?:en|t)|zal|zullen)"
# "Bedrijven moeten worden beloond" asks nothing of them, nor does "moeten ruimte krijgen".
_ACTIVE = r"(?!(?:(?!\b(?:of|dat|die|waarin|hoe)\b)[^.;:,]){0,80}\b(?:worden|krijgen|(?<!te )hebben|kunnen)\b)"
_ACTS = (
    r"(?!stel(?:t|len) voor\b)"
    r"(?:neemt|nemen|stelt|stellen|bepaalt|bepalen|treedt|treden|voert|voeren|geeft|geven|zorgt|zorgen|maakt|maken|"
    r"komt|komen|gaat|gaan|werkt|werken)"
)
_ENJOINS = r"(?:stelt|stellen|neemt|nemen|geeft|geven)"
_NEEDED = (
    r"(?:nodig|belang|belangrijk|noodzakelijk|wenselijk|gewenst|essentieel|cruciaal|voorkeur|goed|helpt|bedoeling|zaak|"
    r"raadzaam|verstandig|vereist|verwacht(?:en)?|bepleit(?:en)?|vinden|vindt)"
)
_TO_GIVE = (
    r"(?:(?:op te dragen|op te roepen|uit te nodigen|te (?:vragen|verzoeken|adviseren|bewegen|verplichten))\b|"
    r"mee ?te ?geven\b|(?:de )?opdracht te geven\b)"
)
_IS = (
    r"(?:wordt|worden|is|zijn|was|waren|heeft|hebben|krijgt|krijgen|kan|kunnen|ontvangt|ontvangen|vindt|vinden|"
    rf"acht|achten|wil|willen|{_MUST}|{_ASKS})"
)
_DOES = rf"(?!{_IS}\b)(?:\w+ )?\w+(?:t|en|gaat|doet|ziet)\b"
# Not "partijen vinden dat de snelheid moet".
_FAR = r"(?:(?!\b(?:dat|of)\b)[^.;]){0,80}?"
# Not "de gegevens van gemeenten moeten".
_NO_PART = rf"(?<!{_SIGN}, )(?<!{_SIGN} en )" + "".join(
    rf"(?<!\b{word} )" for word in "van in voor met aan bij op tussen naar binnen".split()
)
_ADVICE = (
    rf"(?<!\w){_SAYS} {_ASKS} ({_ANY}),? (?:\w+ )?(?:aan|om|op|uit)\b",
    rf"(?<!\w){_SAYS} (?:verzoek(?:t|en)?|vraagt?|vragen) ({_ANY})",
    rf"({_P}) {_TO_GIVE}",
    # bevelen aan dat DUO; adviseert dat het UWV en de gemeenten
    rf"\b(?:aan|adviseert?|adviseren),? dat ({_ANY})",
    # verzoekt de regering; adviseert het college de provincies
    rf"\b(?:verzoek(?:t|en)|adviseert?|adviseren|vraagt|vragen|roept|roepen|beveelt|bevelen) "
    rf"(?:(?:(?:het|de) [\w-]+|{_SIGN}|wij|we|ik) )?({_P})",
    # Aan gemeenten vragen wij; van iedere deelnemer verwacht ik
    rf"\b(?:[Aa]an|[Vv]an) ({_ANY}) (?:\w+ ){{0,8}}?(?:vra(?:ag|agt|gen)|verwacht(?:en)?|verzoek(?:en)?) "
    r"(?:wij|we|ik|(?:de|het) \w+)\b",
    rf"\bis (?:het )?(?:aan|(?:een|de) taak van) ({_DOER})",
    rf"\b[Vv]oor ({_P}) (?:is|ligt|ziet)\b",
    # een oproep aan de provincies; we raden gemeenten aan; draagt het college op; het college op te dragen
    rf"\b(?:oproep|verzoek|opdracht|boodschap|advies|aanbeveling(?:en)?) aan ({_ANY})",
    rf"\baanbevolen (?:aan|voor) ({_P})",
    rf"\b(?:raadt|raden|raad) (?:(?:wij|we|ik) )?({_P}) aan\b",
    rf"({_P}) (?:\w+ ){{0,6}}?(?:raadt|raden|raad|nodigt?|nodigen|roept?|roepen|beve(?:el|elt|len)|vraag|vragen|"
    r"verzoek|verzoeken) (?:wij|we|ik)\b",
    rf"\b(?:draagt|dragen|geeft|geven) ({_P})(?: van {_P})? (?:op\b|mee\b|(?:de )?opdracht|in overweging)",
    rf"\bwil(?:len)? (?:(?:we|wij|ik) )?({_P}) (?:\w+ ){{0,2}}(?:vragen|verzoeken|oproepen|meegeven|uitnodigen)\b",
    rf"\b(?:vraagt|vragen|vraag|verzoekt|verzoeken) (?:\w+ )?(?:aan|bij) ({_ANY}) (?:om|zich|te)\b",
    rf"\b(?:aan te dringen|dring\w*(?: \w+)?(?: er)?(?: \w+)?|aandringen) bij ({_ANY})",
    rf"\bbij ({_ANY}) (?:er ?op )?(?:aan te dringen|aandringen|op aan te dringen)",
    rf"\bvan ({_DOER}) (?:\w+ ){{0,3}}(?:verwacht|gevraagd)\b",
    rf"\b(?:verwacht(?:en)?|vergt|vraagt|vereist) (?:wij |we |ik )?(?:ook )?van ({_P})",
    rf"({_ANY}) (?:wordt|worden) (?:\w+ ){{0,2}}"
    r"(?:gevraagd|verzocht|aanbevolen|geadviseerd|opgeroepen|uitgenodigd|aangeraden|geacht|verwacht)\b",
    # is het nodig dat scholen samenwerken; ik doe een beroep op scholen
    rf"\b{_NEEDED}(?: ?,)? (?:dat|als) (?:(?!voor|bij|van|in|met|door|aan|op)\w+ )?({_ANY})",
    rf"\bberoep op ({_ANY})",
    rf"\bdat ({_P}){_FAR} {_MUST}\b",
    # provincies moeten; moet het Rijk; het Rijk stelt
    rf"{_NO_PART}({_DOER}) (?:\w+ ){{0,2}}{_MUST}\b{_ACTIVE}",
    rf"\b{_MUST} ({_DOER}){_ACTIVE}",
    rf"^(?:\w+ (?:stelt|nemen|neemt|geven|geeft) )?({_DOER}) {_ACTS}\b",
    rf"^\w+ {_ENJOINS} ({_P})",
    rf"^(?:Ook |Verder |Daarnaast )?({_DOER}){_FAR},? {_MUST}\b{_ACTIVE}",
    rf"\b(?:afspraken|afstemming|overeenkomsten|samenwerking)\b[^.;]{{0,30}}?\btussen ({_P})",
    rf"\b(?:taak|rol|opgave|verantwoordelijkheid) (?:weggelegd )?(?:bij|voor) ({_P})",
    rf"\b(?:wordt|worden|{_MUST})\b(?: [\w-]+){{0,7}} (?:door|vanuit) ({_DOER})",
    rf"\b(?:door|vanuit) ({_DOER})(?: [\w-]+){{0,5}} (?:wordt|worden|dient|dienen|moet|moeten)\b",
    rf"\b(?:adviseert|adviseren|beveelt|bevelen)\b[^.;]{{0,300}}?\bdoor ({_DOER})",
    rf"({_P}) (?:zijn|is) (?:\w+ ){{0,2}}(?:gehouden|verplicht)\b",
)
# Forms that tell whom a recommendation is addressed to, and not whether a sentence is one: "Gemeenten werken samen".
_OF_ADVICE = (
    # "Gemeenten werken samen", "Idealiter geven gemeenten opdracht"
    rf"^({_P}) {_DOES}",
    r"^(?:Daarbij|Daarnaast|Ook|Vervolgens|Idealiter|Verder|Daarom|Tevens|Hierbij) "
    rf"(?!{_IS}\b)\w+(?:t|en|gaat|doet) ({_P})",
    rf"^(?:Vraag|Verzoek) ({_ANY})",
    rf"\b(?:wil|willen|hoop|hoopt|hopen|advies) dat ({_ANY})",
    # "Gemeenten: maak afspraken", "(actie: gemeenten)"
    rf"^(?:[Aa]an |[Vv]oor )?({_DOER}) ?:",
    rf"\b(?:[Aa]ctie(?:punt|houder)?s?|[Tt]rekkers?) ?(?:voor |: ?)?({_ANY})",
)
_PROPOSED = (
    # het college stelt de raad voor; de raad voor te stellen; wij stellen u voor
    rf"\bstel(?:t|len) ({_P}|[Uu]) voor\b",
    rf"({_P}) voor te stellen\b",
    rf"\b(?:zaak|raadzaam|verstandig) dat ({_P})",
    r"\b([Uu]) wordt (?:gevraagd|verzocht|voorgesteld|geadviseerd)\b",
    rf"\b(?:adviseren|adviseer|verzoek|verzoeken|vragen|vraag) (?:wij |we |ik )?u (?:om )?(?:- )?als ({_P})",
    rf"\b(?:adviseren|adviseer|verzoek|verzoeken) (?:wij |we |ik )?({_P})",
    r"\b(?:adviseren|adviseert?|verzoekt?|verzoeken|vragen|vraagt?) (?:wij |we |ik )?([Uu])\b",
    r"\b(?:bevelen|beveelt?|raden|raadt?) (?:wij |we |ik )?([Uu]) (?:\w+ ){0,2}(?:aan|af)\b",
)
# Of a committee: "Minister BZK verzoeken om een brief", "De commissie zal de Voorzitter verzoeken".
_DECISION = (
    r"\b(?:[Zz]ou|[Ww]ilt) ([Uu])\b",
    rf"^\W*(?:Besluit: )?({_P}) verzoeken (?!(?:\w+ ){{0,2}}{_SIGN})",
    rf"\b(?:zal|zullen) ({_P}) verzoeken\b",
    rf"({_P}) (?:(?:zal|zullen) )?(?:wordt|worden) verzocht\b",
    rf"\ben ([{PARTY}{AGENCY}{NAMED}]) verzoeken (?:om|te)\b",
)
# "Kaart rondsturen (Van Kuijk, juli)", "Kosten navragen – Anouk – open": who does it, in a list of action points.
_WHO = r"((?:[Vv]an |[Dd]e )?[A-Z][a-z][\w-]{0,40}(?: (?:en )?[A-Z][a-z][\w-]{0,40}){0,3})"
_WHEN = rf"(?:(?:\d{{1,2}} )?(?:{'|'.join(MONTHS)})|week \d{{1,2}}|Q\d)"
_ACTION_POINT = (
    # With a year it is a source: "(Jansen, 2019)", "(Zeeuwse Golf, 4 juli 2024)".
    re.compile(rf"\({_WHO}, {_WHEN}\b(?! \d{{4}})"),
    re.compile(rf" [–-] {_WHO} [–-] (?:open|loopt|gereed|afgerond|{_WHEN}|20\d\d)\b"),
)
# Whom a commitment is made to is told of it, or gets something; those it is carried out with are partners.
_RECEIVER = re.compile(
    r"\b(?:(?:[Uu]w|[Dd]e)\s+(?:(?-i:Kamer|Eerste\s+Kamer|Tweede\s+Kamer|Staten)|(?:gemeente)?raad)|"
    r"(?:[Dd]e\s+)?(?-i:Provinciale\s+Staten)|(?:[Dd]e\s+)?leden(?=\s+voorgelegd)|initiatiefnemers(?=\s+duidelijkheid)|"
    r"(?-i:Tweede\s+Kamer)|(?:u\s+als\s+)?raad(?=\s+gedeeld)|u(?=\s+(?:gedeeld|ge[iï]nformeerd|aangeboden|voorgelegd|toe)))\b"
)
_TELLS = re.compile(
    r"\b(?:toe|aan|mee|terug)?(?:inform(?:er|eer)|ge[iï]nformeer|zend|zond|stur|stuur|bericht|bied|aanbied|aangeboden|rapporteer|verstrek|hoogte|toekom|ontvang|"
    r"terugkoppel|gedeeld|delen|voorleg|voorgelegd|naar\s+de\s+raad|tegemoet\s+zien)\w*",
    re.IGNORECASE,
)
_GIVEN = (
    rf"\b(?:aan|naar) ({_ANY}) (?:\w+ ){{0,3}}(?:voor(?:ge)?leg\w*|aan(?:ge|te )?b[io]\w+|aan te bieden|toe(?:ge)?\w+|"
    r"(?:ge)?deeld?|delen|(?:ge)?stuurd|sturen|(?:ver)?zonden|(?:ver)?zenden|verstrekt|verstrekken|gegeven|"
    r"gerapporteerd|rapporteren|gevraagd|vragen|overgedragen|teruggekoppeld)\b",
    rf"\b(?:voorgelegd|aangeboden|voorleggen|aanbieden|voor te leggen|aan te bieden|gestuurd|verzonden|toegezonden|"
    rf"terugkoppeling|gerapporteerd|verstrekt) aan ({_ANY})",
    r"\b(?:legt|leggen|brengt|brengen|stuurt?|sturen|zendt?|zenden|rapporteert|rapporteren)\b"
    rf"[^.;]{{0,200}}?\baan ({_ANY})",
    rf"\b(?:[Ii]nformeer|[Ii]nformeert|[Ii]nformeren) (?:ik |wij |we )?({_ANY})",
    rf"({_ANY}) (?:\w+ ){{0,3}}(?:te )?(?:informeren|ge[iï]nformeerd)\b",
    rf"\b[Aa]ctie(?:punt|houder)?s? ?(?:voor |: ?)?({_ANY})",
)
_FORMS: dict[RecommendationType, tuple[str, ...]] = {
    "aanbeveling": (*_PROPOSED, *_ADVICE, *_OF_ADVICE),
    "verzoek": (*_DECISION, *_PROPOSED, *_ADVICE, *_OF_ADVICE),
    "toezegging": _GIVEN,
}
_HEADING = (
    r"^(?:[\d.]+ )?(?:(?:[Rr]ol|[Tt]aak|[Tt]aken|[Oo]pgaven?|[Aa]cties?|[Aa]anbevelingen?|[Aa]dvie(?:s|zen)|[Oo]proep|"
    r"[Hh]andelingsperspectie(?:f|ven)|[Aa]andachtspunten|[Bb]oodschap) ?(?:\d+ ?)?[:–-]? ?"
    r"(?:van |aan |voor |richting )?|"
    rf"[Aa]an |[Vv]oor |[Ww]at (?:kan|kunnen|moet|moeten) )({_P})(?: doen)? ?[:?]?$",
    rf"\b(?:opmerkingen|vragen|verzoeken|aanbevelingen|adviezen|oproep|boodschap) aan ({_ANY})",
    rf"\b[Ww]at (?:\w+ )?(?:van )?({_P}) (?:kan|kunnen|moet|moeten|vragen|verwachten)\b",
    rf"\b(?:nodig|vragen|verwachten) (?:wij |we )?van ({_P})",
)
# "Advies aan het kabinet: ..."
_TO = (rf"^(?:aan|voor) ({_ANY})",)
# "Gemeenten", under "Aanbevelingen".
_PARTY_ALONE = (rf"^(?:[\d.]+ )?({_P}) ?:?$",)
_ADVISING = re.compile(r"aanbeveling|advie[sz]|handelingsperspectie|oproep|acties\b|taken\b|\brol", re.IGNORECASE)
# "Het college besluit:", "Voorgesteld raadsbesluit": what is decided stands below, as "in te stemmen met".
_COUNCIL = re.compile(r"^(?:(?:voorgesteld|ontwerp|concept)[- ]*)?(raad)s(?:besluit|voorstel)$", re.IGNORECASE)
_DECIDES = rf"^({_P}) (?:wordt (?:voorgesteld|gevraagd|geadviseerd)(?: te besluiten)?|besluit(?:en)?) ?:?$"
_DECIDED = re.compile(r"\bte\s+[a-zë]+n\b")
# Who advises is no addressee: "adviseert het Adviescollege om".
_ADVISES = re.compile(r"advies(?:college|commissie|raad)", re.IGNORECASE)
# "De aanbevelingen zijn gericht aan de gemeenten:", above a list.
_AIMED_AT = (
    rf"\b(?:gericht|geadresseerd) (?:aan|tot|op) ({_P})",
    rf"({_P}) (?:voor te stellen|wordt verzocht)\b",
)
_LEADING, _FIRST = rf"^\W*({_P})", rf"({_P})"
_THEY = re.compile(
    rf"^(?:Zij|Ze|Deze partijen|Hij)\s(?:[\w-]+\s){{0,3}}?{_MUST}\b{_ACTIVE}|^\w*\s?{_MUST}\s(?:zij|ze)\b{_ACTIVE}"
)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """A pattern, compiled when it is first needed: a text without parties needs none."""
    return re.compile(pattern)


def find_addressees(
    text: str,
    kind: RecommendationType,
    headings: tuple[str, ...] = (),
    stem: str = "",
    leads: tuple[str, ...] = (),
    label: str = "",
    previous: str = "",
) -> tuple[str, ...]:
    """Who should act, as named in the text or in what stands above; without article.

    That is the title directly above ("Rol provincies"), the sentence that introduces the list (stem: "gericht aan
    gemeenten"), a line with a colon that it stands under (leads, outermost first) or what labels it (label: "aan het
    kabinet"). "Zij moeten" asks it of whom the sentence before it (previous) speaks.

    For a commitment: whom it is told to, or who gets what is promised ("uw Kamer").

    >>> find_addressees("Wij adviseren het kabinet en de gemeenten samen te werken.", "aanbeveling")
    ('kabinet', 'gemeenten')
    """
    found = _told(text) if kind == "toezegging" else _asked_of(text, kind, headings, stem, leads, label, previous)
    named = tuple(dict.fromkeys(name for name in found if not _ADVISES.search(name)))
    return named or tuple(_does_it(text))


def _does_it(text: str) -> Iterator[str]:
    """Who does what a list of action points names."""
    match = next((match for form in _ACTION_POINT if (match := form.search(text))), None)
    yield from match[1].split(" en ") if match else ()


def asks_a_party(text: str) -> bool:
    """Whether the words ask something of a party, known or not that the sentence recommends anything.

    Of the parties that the recogniser has learned from: its weights hold for these.
    """
    return any(map(is_learned, _by_forms((*_PROPOSED, *_ADVICE), text)))


def _told(text: str) -> tuple[str, ...]:
    """Whom a commitment is made to."""
    if (receiver := _RECEIVER.search(text)) and _TELLS.search(text):
        return (re.sub(r"^[Dd]e\s+|^[Uu]\s+als\s+", "", receiver[0]),)
    return _by_forms(_GIVEN, text)


def _asked_of(
    text: str,
    kind: RecommendationType,
    headings: tuple[str, ...],
    stem: str,
    leads: tuple[str, ...],
    label: str,
    previous: str,
) -> Iterator[str]:
    if named := _by_forms(_TO, label) or _by_forms(_FORMS[kind], text):
        yield from named
        return
    if named := _by_forms(_AIMED_AT, stem):
        yield from named
        return
    for line in (stem if stem.endswith(":") else "", *reversed(leads)):
        if line and (named := _by_forms(_FORMS[kind], line)):
            yield from named
            return
    if headings and (named := _by_forms(_HEADING, headings[-1]) or _decided(text, headings[-1])):
        yield from named
        return
    if any(map(_ADVISING.search, headings[:-1])) and (named := _by_forms(_PARTY_ALONE, headings[-1])):
        yield from named
        return
    if previous and _THEY.search(text):
        said = masked(previous)
        if match := _compiled(_LEADING).search(said.text) or _compiled(_FIRST).search(said.text):
            yield from said.within(*match.span(1))


def _decided(text: str, title: str) -> tuple[str, ...]:
    """Who decides by a title, where the text says what is to be decided."""
    if not _DECIDED.search(text):
        return ()
    council = _COUNCIL.search(title)
    return (council[1],) if council else _by_forms((_DECIDES,), title)


def _by_forms(forms: tuple[str, ...], text: str) -> tuple[str, ...]:
    """The parties that the first form names that fits."""
    said: Masked = masked(text)
    for form in forms if said.names or " u" in f" {said.text.lower()}" else ():
        if match := _compiled(form).search(said.text):
            named = next(group for group in match.groups() if group)
            if named.lower() == "u":
                return (named,)
            start, end = next(match.span(i) for i in range(1, len(match.groups()) + 1) if match[i])
            return tuple(said.within(start, end))
    return ()
