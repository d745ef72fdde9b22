"""Organisations: those of the register, and those that only their form or the words around them give away."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from nlp.candidates import Candidate
from nlp.names import Mention, Name, is_glued_after, is_glued_before
from nlp.organisations_filter import filter_of
from nlp.phrases import Word, is_document, is_name_word, reach_left, reach_right
from nlp.registers import not_names, organisation_by_form, places, regions

# What an organisation is called after: "Stichting Movisie", "Raad voor Cultuur", "Dutch Blockchain Coalition".
_HEAD = re.compile(
    r"Stichting|Vereniging|Federatie|Bond|Verbond|Unie|Raad|Adviesraad|Commissie|Adviescommissie|Staatscommissie|"
    r"Adviescollege|College|Autoriteit|Inspectie|Rijksinspectie|Dienst|Rijksdienst|Instituut|Institute|Rijksinstituut|"
    r"Centrum|Expertisecentrum|Kenniscentrum|Kennisinstituut|Bureau|Agentschap|Universiteit|University|Hogeschool|"
    r"Academie|Academy|Ziekenhuis|Rechtbank|Gerechtshof|Tribunaal|Tribunal|Waterschap|Hoogheemraadschap|Veiligheidsregio|"
    r"Omgevingsdienst|Taskforce|Platform|Alliantie|Alliance|Coalitie|Coalition|Ondersteuningsteam|Comité|Organisatie|"
    r"Organization|Organisation|Orde|Genootschap|Maatschappij|Museum|Planbureau|Havenbedrijf|Kanselarij|Korps|Coöperatie|"
    r"Brancheorganisatie|Beroepsorganisatie|Consortium|Association|Foundation|Council|Committee|Commission|Group|Groep|"
    r"Bank|Agency|Authority|Office|Centre|Center|Consultancy|Consulting|Research|Partij|Omroep|Regiegroep|Adviesgroep|"
    r"Ombudsman|Meldkamer|Politie-eenheid|Metropoolregio|Rekenkamer|Denktank|Network|Society|Union|Party|Movement|Beweging|"
    r"Kennisplatform|Kennisnetwerk|Directoraat-[Gg]eneraal|Adviesbureau|Ingenieursbureau|Onderzoeksbureau|Uitvoeringsorganisatie|Klachtencommissie|"
    r"Toezichtcommissie|Toetsingscommissie|Expertgroep|Stuurgroep|Werkgroep|Landsadvocatenkantoor|Airlines|Airport"
)
_ENGLISH = re.compile(
    r"Institute|University|Academy|Tribunal|Alliance|Coalition|Organi[sz]ation|Association|Foundation|Council|Committee|"
    r"Commission|Group|Agency|Authority|Office|Cent(?:re|er)|Research|Network|Society|Union|Party|Movement"
)
# Bodies of which there are many: "de Gemeenteraad", "de Begeleidingscommissie".
_ANY_BODY = re.compile(
    r"(?:Gemeente|Eilands?|Provincie|Begeleidings|Kamer|Enquête|Volg|Voortouw|Ouder|Cliënten|Ondernemings|Medezeggenschaps|"
    r"Bestuurs|Raads|Audit|Klachten|Advies|Associatie|Bezwaar\w*|Deskundigen|Toezicht|Minister|Toetsings|Selectie)"
    r"(?:raad|commissie|college)$"
)
# Heads whose topic may be two things without a small word: "Inspectie Gezondheidszorg en Jeugd".
_COORDINATING = re.compile(
    r"Inspectie|Autoriteit|Centrum|Dienst|Raad|Instituut|Bureau|Stichting|Commissie|commissie|Taskforce|Netwerk|Platform|"
    r"Adviesraad|Adviescommissie|Expertisecentrum|Kenniscentrum|Comité|Academie|Ministeri|College|Adviescollege|Stuurgroep|Werkgroep|Projectgroep"
)
# One word that says by its end what it is: "Dopingautoriteit", "Rijksvastgoedbedrijf", "Aanjaagteam".
_CLOSED = re.compile(
    r"[A-ZÀ-Þ][a-zà-ÿ]{2,}(?:raad|autoriteit|inspectie|instituut|academie|rekenkamer|ombudsman|rechtbank|federatie|vakbond|"
    r"vereniging|stichting|genootschap|commissie|planbureau|kanselarij|agentschap|bank|bond|marechaussee|coöperatie)"
)
# Named after who presides over it: "commissie-Remkes", "adviescollege-Van Dam".
_PRESIDED = re.compile(
    r"\b[A-Za-z]?[a-z]*(?:commissie|college|werkgroep|taskforce)-"
    r"(?:(?:Van|De|Den|Ter|van|de)(?: de[rn]?)? )?[A-Z][a-zà-ÿ]{2,}\b(?!-)"
)
# A body by the head of its name alone, with the capital that a class of bodies does not have: "de Afdeling" (of the
# Raad van State), "het Adviescollege".
_SHORT_NAME = re.compile(
    r"\b(?:[Dd]e|der|[Hh]et) (Afdeling|Adviescollege|Staatscommissie|Inspectie|Ombudsman|Planbureau|Rechtspraak)"
    r"(?= [a-zà-ÿ]|[.,;:]| \()(?! (?:(?:van|voor) (?:de |het |[A-Z])|[A-Z\d]|[a-z]+ van de [A-Z]))"
)
_LEGAL_FORM = re.compile(r"B\.V\.?|N\.V\.?|U\.A\.?|BV|NV|Inc|Ltd|LLP|GmbH|AG|PLC|plc|S\.A\.?|C\.V\.")
_LINKS = frozenset("van voor der den des tegen inzake ter tot de het".split())
_ENGLISH_LINKS = frozenset("of for the on to and against".split())
# Lower-case words that say what kind of organisation the name after them is.
_KIND = re.compile(
    r"\w*(?:instituut|bureau|bedrijf|concern|organisatie|vereniging|verzekeraar|leverancier|netbeheerder|bond|fabrikant|"
    r"stichting|omroep|luchtvaartmaatschappij|koepel|denktank|corporatie|coöperatie|coalitie|dagblad|krant|ziekenhuis|"
    r"techgigant|kantoor|ontwikkelaar|vervoerder|rederij|supermarktketen|zorginstelling|actiegroep|beweging|"
    r"\w*bank|hogeschool|accountant|brancheorganisatie|ngo)"
)
_KIND_BEHIND = re.compile(r" (?:stichting|instituut)\b(?!-)")
# Written with capitals inside one word: "TenneT", "ProRail", "SchuldenlabNL".
_CAMEL = re.compile(
    r"(?!IJ|Mc|\w+(?:Wijzer|Prestatie|Calculator|Risk\w*|Check))(?:[A-Z][a-z]{2,}(?:[A-Z]{1,3}[a-z]*)+|[A-Z]{2,5}[a-z]{3,}(?:[A-Z]\w*)?)"
)
_PLACED = re.compile(
    r"(gemeente|provincie|waterschap|hoogheemraadschap|rechtbank|rb|gerechtshof|hof|veiligheidsregio|omgevingsdienst|"
    r"openbaar lichaam|ggd|politie-eenheid|universiteit|hogeschool)"
)
_PLURAL = {
    "gemeenten": "gemeente",
    "provincies": "provincie",
    "waterschappen": "waterschap",
    "lichamen": "openbaar lichaam",
}
_KAMER = re.compile(
    r"(?<![\w-])(?:(?:Tweede|Eerste) Kamer(?: der Staten-Generaal)?|Kamer|"
    r"(?<=[Uu]w )kamer|(?<=aan de )kamer|(?<=naar de )kamer(?= voor))(?:(?=\d)|(?![\w-]))"
)
_PARTY = re.compile(r"\b(?:[Ll]id|[Ll]eden)\b[^();:.]{2,60}? \((?!Kamerstuk)([A-Z][A-Za-z' -]{1,30}|D66|JA21|BIJ1)\)")
_CONTEXT_BEFORE = re.compile(
    r"(?:\b(?:de|het|bij|van|door|aan|en|of|met|tussen|als|zoals|onze|via|tegen|namens|over|voor|dat|is|heeft|zal|wil|kan|"
    r"moet|naar|uit|zodat|omdat|volgens|vanuit|binnen|wordt|worden|hebben|zijn|door|ook)|[,/«])\s?$",
    re.IGNORECASE,
)
# A territory, not an administration: "van toepassing op de openbare lichamen".
_TERRITORY_BEFORE = re.compile(r"(?:\b(?:[Oo]p|[Ii]n|binnen) (?:de|het) )$")


def find_organisations(text: str, words: list[Word], known: list[Mention]) -> Iterator[Candidate]:
    """Everything in a text that may be an organisation, kept or rejected with a reason; spans may overlap.

    known: organisations of the register in the text.
    """
    filtered = filter_of(text)
    for mention in known:
        yield filtered(_of_register(text, mention))
    for candidate in _by_form(text, words, known):
        yield filtered(candidate)


def _of_register(text: str, mention: Mention) -> Candidate:
    name = mention.name
    # "Rutgers stichting", "Trimbos instituut": a kind in lower case behind the name.
    kind = _KIND_BEHIND.match(text, mention.end)
    end = kind.end() if kind else mention.end
    candidate = Candidate(mention.start, end, "ORG", "register", name.canonical, name.identifier)
    in_brackets = text[mention.start - 1 : mention.start] == "(" and text[mention.end : mention.end + 1] in (")", ",")
    in_context = _CONTEXT_BEFORE.search(text[max(0, mention.start - 14) : mention.start])
    if name.ambiguous and not in_brackets and not in_context:
        return replace(candidate, rejected="ook een ander woord, en de zin zegt niet welk")
    return candidate


def _by_form(text: str, words: list[Word], mentions: list[Mention]) -> Iterator[Candidate]:
    yield from _chambers(text)
    yield from _parties(text)
    for match in _SHORT_NAME.finditer(text):
        yield Candidate(*match.span(1), "ORG", "hoofdletter")
    for match in _PRESIDED.finditer(text):
        yield Candidate(*match.span(), "ORG", "genoemd naar de voorzitter", match[0])
    known_starts = {mention.start for mention in mentions}
    known = {at for mention in mentions for at in range(mention.start, mention.end)}

    def stops(index: int) -> bool:
        word = words[index]
        # "Expertisecentrum LNV": an abbreviation straight behind what it is the centre of.
        if word.text.isupper() and words[index - 1].gap == " " and _HEAD.fullmatch(words[index - 1].text):
            return False
        return word.start in known_starts or word.text in not_names() or word.text in ("Kamer", "Minister")

    for index, word in enumerate(words):
        lower = word.text.lower()
        if word.start in known and not (lower.startswith("ministerie") or _PLACED.fullmatch(lower)):
            continue
        if re.fullmatch(r"ministeries?", lower):
            yield from _ministry(text, words, index)
        elif _PLACED.fullmatch(lower) or lower in _PLURAL:
            yield from _placed(text, words, index)
        elif word.text == "commissie" or _HEAD.fullmatch(word.text) or _CLOSED.fullmatch(word.text):
            yield from _headed(text, words, index, stops)
        elif _LEGAL_FORM.fullmatch(word.text) and index > 0 and words[index - 1].gap == " ":
            first = reach_left(words, index, _joins)
            if first < index:
                yield from _named(text, words[first].start, word.end, "rechtsvorm")
        elif _CAMEL.fullmatch(word.text):
            yield from _named(text, word.start, word.end, "hoofdletters in het woord")
        elif _KIND.fullmatch(word.text) and word.gap == " " and index + 1 < len(words):
            yield from _after_kind(text, words, index, stops)


def _headed(text: str, words: list[Word], head: int, stops: Callable[[int], bool]) -> Iterator[Candidate]:
    word = words[head]
    first = reach_left(words, head, _joins) if word.text != "commissie" else head
    links = _ENGLISH_LINKS if _ENGLISH.fullmatch(word.text) else _LINKS
    while links is _ENGLISH_LINKS and first < head and words[first].text.endswith("se"):
        # "de Filipijnse Commission on Human Rights": the country in Dutch is not part of an English name.
        first += 1
    last = reach_right(words, head, links, stops, coordinates=bool(_COORDINATING.match(word.text)))
    if first < last or (_CLOSED.fullmatch(word.text) and not word.begins and not _ANY_BODY.match(word.text)):
        yield from _named(text, words[first].start, words[last].end, "vorm")


def _joins(word: Word) -> bool:
    return is_name_word(word) and not is_document(word)


def _after_kind(text: str, words: list[Word], kind: int, stops: Callable[[int], bool]) -> Iterator[Candidate]:
    first = kind + 1
    if is_name_word(words[first]) and not stops(first) and words[first].text not in places():
        last = first
        while (
            words[last].gap == " " and last + 1 < len(words) and is_name_word(words[last + 1]) and not stops(last + 1)
        ):
            last += 1
        yield from _named(text, words[first].start, words[last].end, "soortnaam ervoor")


def _named(text: str, start: int, end: int, rule: str) -> Iterator[Candidate]:
    form = text[start:end]
    if form in not_names() or form in places() or is_glued_before(text, start) or is_glued_after(text, end):
        return
    known = organisation_by_form().get(form)
    if known:
        yield Candidate(start, end, "ORG", rule, known.canonical, known.identifier)
    else:
        yield Candidate(start, end, "ORG", rule, form)


def _chambers(text: str) -> Iterator[Candidate]:
    for match in _KAMER.finditer(text):
        which = "Eerste" if match[0].startswith("Eerste") else "Tweede"
        name = organisation_by_form()[f"{which} Kamer der Staten-Generaal"]
        yield Candidate(*match.span(), "ORG", "Kamer", name.canonical, name.identifier)


def _parties(text: str) -> Iterator[Candidate]:
    for match in _PARTY.finditer(text):
        yield from _named(text, *match.span(1), "fractie")


def _ministry(text: str, words: list[Word], head: int) -> Iterator[Candidate]:
    """A ministry; "ministeries van VWS en BZK" are two, and the head goes with the first."""
    at = head + 2
    if at >= len(words) or words[head + 1].text not in ("van", "voor"):
        return
    last = _longest_ministry(text, words, at)
    if last is None:
        return
    name = ministry(text[words[at].start : words[last].end])
    assert name is not None
    yield Candidate(words[head].start, words[last].end, "ORG", "ministerie", name.canonical, name.identifier)


def _longest_ministry(text: str, words: list[Word], first: int) -> int | None:
    """The last word of the longest ministry name that begins at words[first]."""
    for last in range(min(first + 7, len(words) - 1), first - 1, -1):
        if ministry(text[words[first].start : words[last].end]):
            return last
    return None


def ministry(name: str) -> Name | None:
    """The ministry that "ministerie van ..." means: "BZK", "Binnenlandse Zaken"."""
    forms = organisation_by_form()
    found = forms.get(f"Ministerie van {name}") or forms.get(name)
    return found if found is not None and found.kind == "ministerie" else None


def _placed(text: str, words: list[Word], head: int) -> Iterator[Candidate]:
    """Bodies named after a place: "gemeente Rotterdam", "gemeenten Reiderland, Scheemda en Winschoten" (three)."""
    word = words[head]
    start = word.start
    kind = _PLURAL.get(word.text.lower(), word.text.lower())
    if kind == "openbaar lichaam":
        if words[head - 1].text.lower() != "openbare":
            return
        start = words[head - 1].start
    territory = kind == "openbaar lichaam" and _TERRITORY_BEFORE.search(text[max(0, start - 12) : start])
    at = head + 1
    while at < len(words) and (words[at - 1].gap == " " or at > head + 1):
        last = _place(text, words, at, only_known=word.text.lower() in _PLURAL)
        if last is None:
            return
        place = text[words[at].start : words[last].end].replace("Sint-", "Sint ")
        known = organisation_by_form().get(f"{kind} {place}") or organisation_by_form().get(
            f"{kind.capitalize()} {place}"
        )
        canonical, identifier = (known.canonical, known.identifier) if known else (f"{kind} {place}", None)
        candidate = Candidate(start, words[last].end, "ORG", "genoemd naar een plaats", canonical, identifier)
        yield replace(candidate, rejected="gebied, geen bestuur") if territory else candidate
        if word.text.lower() not in _PLURAL or words[last].gap not in (", ", " "):
            return
        at = last + (2 if words[last].gap == " " else 1)
        if (words[last].gap == " " and words[last + 1].text != "en") or at >= len(words):
            return
        start = words[at].start


def _place(text: str, words: list[Word], first: int, *, only_known: bool) -> int | None:
    """The last word of the place name that begins at words[first]; None when none does."""
    for last in range(min(first + 4, len(words) - 1), first - 1, -1):
        name = text[words[first].start : words[last].end]
        if name in places() or name.replace("-", " ") in places():
            return last
    word = words[first]
    if only_known or not word.has_capital or (word.text in not_names() and word.text not in regions()):
        return None
    last = first
    while last + 1 < len(words) and words[last].gap == " " and words[last + 1].has_capital:
        if _PLACED.fullmatch(words[last + 1].text.lower()):
            # The next cell of a table: "GGD Limburg-Noord GGD IJsselland".
            return last
        last += 1
    return last
