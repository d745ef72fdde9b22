"""Organisations: those of the register, and those that only their form or the words around them give away."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache

from ingest.months import MONTHS
from nlp.names.attendance import bodies_of_those_present
from nlp.names.candidates import Candidate
from nlp.names.organisations_filter import filter_of
from nlp.names.public_bodies import find_public_bodies, is_head
from nlp.registers.held import not_names, organisation_by_form, places
from nlp.registers.spelling import organisation_like
from nlp.text.function_words import FUNCTION_WORDS, VERBS_AFTER_A_NAME
from nlp.text.kinds import BODIES, either
from nlp.text.names import Mention, is_glued_after, is_glued_before
from nlp.text.phrases import Word, is_document, is_name_word, reach_left, reach_right, with_its_noun
from nlp.text.runs import MANY_WORDS

# What an organisation is called after: "Stichting Movisie", "Raad voor Cultuur", "Dutch Blockchain Coalition".
_HEAD = re.compile(either(BODIES, "head", capital=True))
_ENGLISH = re.compile(either(BODIES, "english", capital=True))
# Bodies of which there are many: "de Gemeenteraad", "de Begeleidingscommissie".
_ANY_BODY = re.compile(
    r"(?:Gemeente|Eilands?|Provincie|Begeleidings|Kamer|Enquête|Volg|Voortouw|Ouder|Cliënten|Ondernemings|Medezeggenschaps|"
    r"Bestuurs|Raads|Audit|Klachten|Advies|Associatie|Bezwaar\w*|Deskundigen|Toezicht|Minister|Toetsings|Selectie|Evaluatie|"
    r"Geschillen|Catshuis|Onderzoeks|Monitorings|Programma|Regie|Beoordelings|Visitatie)"
    rf"{either(BODIES, 'any')}$"
)
# What is kept in a bank is no bank: "Databank", "Voedselbank"; nor is one of sand.
_NO_BANK = re.compile(
    r"(?:Data|Beeld|Kennis|Gegevens|Voedsel|Bloed|Bio|Woning|Vacature|Doggers|Zand|Stem|Weefsel|Piket)\w*(?:bank|dienst)"
)
# Heads whose topic may be two things without a small word: "Inspectie Gezondheidszorg en Jeugd".
_COORDINATING = re.compile(rf"{either(BODIES, 'coordinating', capital=True)}|(?:[A-Z][a-z]+)?commissie|Ministeri")
# Heads that are followed by the name of what they belong to, also when the register knows that name.
_IS_OF = re.compile(
    r"(?:Expertise|Kennis)?[Cc]entrum|(?:Omgevings|Cliënten|Advies|Deelnemers|Klanten)?[Rr]aad"
    rf"|{either(BODIES, 'of_another', capital=True)}"
)
# One word that says by its end what it is: "Dopingautoriteit", "Rijksvastgoedbedrijf", "Aanjaagteam".
_CLOSED = re.compile(
    rf"[A-ZÀ-Þ][a-zà-ÿ]{{2,}}{either(BODIES, 'closed')}"
    r"|Rijks(?:rederij|recherche|laboratorium|museum|archief)|Rijks[a-z]{4,}(?:bedrijf|dienst|archief|organisatie|bureau)"
)
# Named after who presides over it: "commissie-Remkes", "adviescollege-Van Dam".
_PRESIDED = re.compile(
    rf"\b[A-Za-z]?[a-z]*{either(BODIES, 'presided')}-"
    r"(?:(?:Van|De|Den|Ter|van|de)(?: de[rn]?)? )?[A-Z][a-zà-ÿ]{2,}(?: II\b)?(?![\w-])"
)
# A body by the head of its name alone, with the capital that a class of bodies does not have: "de Afdeling" (of the
# Raad van State), "het Adviescollege".
_SHORT_NAME = re.compile(
    rf"\b(?:[Dd]e|der|[Hh]et) ({either(BODIES, 'short', capital=True)})"
    r"(?= [a-zà-ÿ]|[.,;:]| \()(?! (?:(?:van|voor) (?:de |het |[A-Z])|[A-Z\d]|[a-z]+ van de [A-Z]))"
)
_COUNTRY = frozenset("Nederland Nederlandse Nederlands Netherlands Europe Caribbean".split())
# What a company or association has behind its name: "Shell Nederland", "Olam Cocoa BV".
_BRANCH = re.compile(
    r" (?:Bank|Nederland|Netherlands|Europe|Benelux|International|Holding|Group|Groep|Companies|Foundation|"
    r"Internationaal|Stichting|Zorgverzekeringen|Verzekeringen)(?![\w-])"
)
# A part of an organisation by two abbreviations: "UWV-KLC", "NVWA-IOD"; of the EU and the UN these are other things.
_PART = re.compile(
    r"(?<![\w-])(?!EU-|VN-|NAVO-|UN-|EC-|OM-)([A-Z][A-Za-z]{1,5})-(?!CAO|BV|NV|ICT|KPI|GHG|WOO|AVG)([A-Z]{2,5})(?![\w-])"
)
_OF_THAT_NAME = re.compile(r"(?: (?:(?:of|on|for|and) (?:the )?)?[A-Z][a-z]+){1,6}(?![\w-])")
_NO_BODY = re.compile(r" (?:Principles?|Envoy|Rapporteurs?|Conventions?|Resolutions?|Goals?|Reports?|Declarations?)\b")
# Bodies of the United Nations: "VN-bossenforum", "VN Mensenrechtencomité".
_OF_THE_UN = re.compile(
    r"(?<![\w-])(?:VN|UN|Verenigde Naties)[- ][A-Za-z]?[a-z]+"
    rf"{either(BODIES, 'of_the_un')}(?![\w-])"
)
# Named after a place straight behind them, or "van" it: "Universiteit van Oxford", "Hof van Arbitrage".
_ALSO_OF = frozenset({"Universiteit", "Hogeschool", "Hof"})
_OF_A_MEETING = frozenset("Agenda Geannoteerde Informele Formele Extra Verslag Tweede Eerste Kamer".split())
# "Bestuurlijk Overleg Leefomgeving" is a meeting, "Landelijk Overleg Vakinhoud" a body; a board is part of another.
_MEETING = re.compile(
    r"(?!(?:Landelijk|Nationaal|Interprovinciaal|Strategisch) Overleg ).*\bOverleg\b.*"
    r"|(?:Raad|College) van (?:Bestuur|Toezicht|Commissarissen)|Commissie Mededeling|(?:Raad|Commissie|Directie) en .*"
    # A service of the State is one "voor" something.
    r"|.+ Rijksdienst"
)
# "Raad van Bestuur", "Raad van State-advies": not the Raad, whether or not the longer name is one.
_GOES_ON = re.compile(r" (?:van|voor)(?: de| het)? [A-Z]")
_LEGAL_FORM = re.compile(r"B\.V\.?|N\.V\.?|U\.A\.?|BV|NV|Inc|Ltd|LLP|GmbH|AG|PLC|plc|S\.A\.?|C\.V\.")
_LINKS = frozenset("van voor der den des tegen inzake ter tot de het".split())
_ENGLISH_LINKS = frozenset("of for the on to and against".split())
# Lower-case words that say what kind of organisation the name after them is.
_KIND = re.compile(rf"\w*{either(BODIES, 'before_name')}")
# A body that is being founded.
_FOUNDING = re.compile(r" (?:in oprichting\b|i\.o\.)")
_KIND_BEHIND = re.compile(rf" {either(BODIES, 'behind_name')}\b(?!-)")
# Written with capitals inside one word: "TenneT", "ProRail", "SchuldenlabNL".
_CAMEL = re.compile(
    # Three words run together are of a program: "MeetPuntDiepte".
    r"(?!IJ|Mc|(?:[A-Z][a-z]{3,}){3}|\w+(?:Wijzer|Prestatie|Calculator|Risk\w*|Check|Plan|Deal|lijn|Praktijk|Index|Random|Backend|DB|SQL|Object|Point|Source|Shipping|Elevation|Period|Api|SSL|MQ|D[Bb]ase|aaS|Box|Poort|Koppeling|Sim|Fout))(?:[A-Z][a-z]{2,}[A-Z][A-Za-z]*|[A-Z]{2,5}[a-z]{3,}(?:[A-Z]\w*)?)"
)
_PARTNER = re.compile(r"(?<![\w-])(?:[A-Z][a-zà-ÿ-]+ ){1,3}& \Z")
# "Rijkswaterstaats taak": of the name of one word.
_GENITIVE = re.compile(r"([A-Z][a-z][a-zA-Z]{3,60}[a-rt-z])s")
# "Ministry of Agriculture, Fisheries and Nature": of other countries, or of ours in English.
_MINISTRY = re.compile(
    r"\bMinistry (?:of|for)(?: the)? [A-Z][a-z]+"
    r"(?:(?:,? and(?: the)?|,| of) (?!Ministry|Department)[A-Z][a-z]+(?: [A-Z][a-z]+)?| [A-Z][a-z]+){0,6}"
)
# "de Zuiderdijk kliniek": what it is stands in lower case behind its name; "het Utrechtse ziekenhuis" is one of a town.
_CLINIC = re.compile(
    r"\b(?:[Dd]e|[Hh]et) ([A-Z][a-zà-ÿ]{3,}(?<!se)(?: [A-Z][a-zà-ÿ]{3,})? (?:kliniek|ziekenhuis|instituut))\b(?!-)"
)
# "een Regioplan": the same word for a thing.
_ONE_OF_MANY = re.compile(r"\b(?:[Ee]en|[Gg]een|elk|ieder) \Z")
# Called after the town straight behind: "Welzijn Lelystad".
_OF_A_TOWN = re.compile(either(BODIES, "of_a_town", capital=True))
_TELLING = (
    _HEAD.fullmatch,
    _CLOSED.fullmatch,
    _LEGAL_FORM.fullmatch,
    _GENITIVE.fullmatch,
    _OF_A_TOWN.fullmatch,
    _CAMEL.fullmatch,
    _KIND.fullmatch,
)
# The councils of a province, where the paper says nowhere of which.
_PROVINCIAL = re.compile(r"\b(?:Provinciale|Gedeputeerde) Staten\b(?! van [A-Z’'])(?!-)")
_SPEAKS = re.compile(
    r" (?:heeft|is|was|had|kan|kon|zal|wil|moet|mag|doet|gaat|adviseert|voert|"
    rf"{'|'.join(sorted(VERBS_AFTER_A_NAME))})\b"
)
_AT_THE_START = re.compile(r"\A\Z|[.\n]\s{1,2}\Z")
# Where a quoted report stood: "«Brug dicht» (Zeeuwse Golf, 4 juli 2024)".
_NEWSPAPER = re.compile(
    rf"(?<=[»”’\"'] \()[A-ZÀ-Þ][\w’'-]{{1,30}}(?: (?:[A-ZÀ-Þ][\w’'-]{{1,30}}|van|de)){{0,4}}"
    rf"(?=,? \d{{1,2}} (?:{'|'.join(MONTHS)}) \d{{4}}\))"
)
# "de fracties van Stadspartij Delta, Vrije Kiezers en fractie De Hoek": each of a row, local ones too.
_GROUP = r"(?:fractie )?[A-Z][\w&’'-]{0,40}(?: (?:[A-Z][\w&’'-]{0,40}|van|voor|de|het|der|den)){0,4}"
_NEXT_GROUP = re.compile(r", | en (?:de )?")
_GROUPS = re.compile(rf"\bfracties (?:van )?(?:de )?({_GROUP}(?:(?:{_NEXT_GROUP.pattern}){_GROUP}){{0,11}})")
_PARTY = re.compile(r"\b(?:[Ll]id|[Ll]eden)\b[^();:.]{2,60}? \((?!Kamerstuk)([A-Z][A-Za-z' -]{1,30}|D66|JA21|BIJ1)\)")
# "[EN/AR]": of two abbreviations of two letters neither is a body.
_ALTERNATIVE = re.compile(r"\W[A-Z]{2}/[A-Z]{2}\Z")
_CONTEXT_BEFORE = re.compile(
    r"(?:\b(?:de|het|bij|van|door|aan|en|of|met|tussen|als|zoals|onze|via|tegen|namens|over|voor|dat|is|heeft|zal|wil|kan|"
    r"moet|naar|uit|zodat|omdat|volgens|vanuit|binnen|wordt|worden|hebben|zijn|door|ook|beiden|allen)|[,/«]|\bP-?G|\bA-?G)\s?$",
    re.IGNORECASE,
)


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
    if kind is None and name.kind in ("bedrijf", "vereniging"):
        kind = _BRANCH.match(text, mention.end)
    end = kind.end() if kind else mention.end
    if name.form == "UN" and (whole := _OF_THAT_NAME.match(text, end)):
        # "UN Watch", "UN Commission of Inquiry": in an English name the UN is only its first word.
        whole_name = Candidate(mention.start, whole.end(), "ORG", "vorm", text[mention.start : whole.end()])
        return replace(whole_name, rejected="deel van een titel") if _NO_BODY.search(whole[0]) else whole_name
    founding = _FOUNDING.match(text, end)
    end = founding.end() if founding else end
    candidate = Candidate(mention.start, end, "ORG", "register", name.canonical, name.identifier)
    in_brackets = text[mention.start - 1 : mention.start] == "(" and text[mention.end : mention.end + 1] in (")", ",")
    in_context = _CONTEXT_BEFORE.search(text[max(0, mention.start - 14) : mention.start])
    if _HEAD.fullmatch(text[mention.start : mention.end]) and _GOES_ON.match(text, end):
        return replace(candidate, rejected="deel van een langere naam")
    # "SER adviseert": at the beginning of a sentence the verb tells.
    begins = _AT_THE_START.search(text[max(0, mention.start - 3) : mention.start])
    in_context = in_context or (begins and _SPEAKS.match(text, mention.end))
    is_one_word = name.kind == "bedrijf" and text[mention.start + 1 : mention.end].islower()
    if is_one_word and _ONE_OF_MANY.search(text[max(0, mention.start - 7) : mention.start]):
        return replace(candidate, rejected="een van vele, geen eigennaam")
    if name.ambiguous and _ALTERNATIVE.search(text[max(0, mention.start - 4) : mention.end]):
        return replace(candidate, rejected="een van twee afkortingen")
    if name.ambiguous and not in_brackets and not in_context:
        return replace(candidate, rejected="ook een ander woord, en de zin zegt niet welk")
    return candidate


def _by_form(text: str, words: list[Word], mentions: list[Mention]) -> Iterator[Candidate]:
    yield from find_public_bodies(text, words)
    yield from _parties(text)
    yield from bodies_of_those_present(text)
    for match in _PROVINCIAL.finditer(text):
        yield Candidate(*match.span(), "ORG", "genoemd naar een plaats")
    for match in _CLINIC.finditer(text):
        yield from _named(text, *match.span(1), "vorm")
    for match in _MINISTRY.finditer(text):
        yield from _named(text, *match.span(), "vorm")
    for match in _NEWSPAPER.finditer(text):
        yield from _named(text, *match.span(), "bron van een bericht")
    for match in _SHORT_NAME.finditer(text):
        # "het grondgebied van de Unie" can only be one.
        yield Candidate(*match.span(1), "ORG", "hoofdletter", "Europese Unie" if match[1] == "Unie" else None)
    for match in _OF_THE_UN.finditer(text):
        yield from _named(text, *match.span(), "vorm")
    for match in _PART.finditer(text):
        whole = organisation_by_form().get(match[1])
        if whole is not None and not whole.ambiguous and match[0] not in not_names():
            yield from _named(text, *match.span(), "onderdeel")
    for match in _PRESIDED.finditer(text):
        yield Candidate(*match.span(), "ORG", "genoemd naar de voorzitter", match[0])
    known_starts = {mention.start for mention in mentions}
    # "Raad" and "Commissie" alone are known, and also begin longer names: "Raad voor de Toekomst".
    heads = {m.start for m in mentions if _HEAD.fullmatch(text[m.start : m.end])}
    known = {at for mention in mentions if mention.start not in heads for at in range(mention.start, mention.end)}

    def in_register(word: Word) -> bool:
        return word.start in known

    def stops(index: int) -> bool:
        word = words[index]
        # "Expertisecentrum LNV", "Omgevingsraad Schiphol": straight behind what it is the centre of.
        before = words[index - 1]
        if before.gap == " " and word.text not in not_names() and _IS_OF.fullmatch(before.text):
            return False
        # "Stichting Open Nederland", "Vereniging van Nederlandse Gemeenten": a country inside the name.
        if word.text in _COUNTRY and before.has_capital and before.gap == " ":
            return False
        return word.start in known_starts or word.text in not_names() or word.text in ("Kamer", "Minister")

    for index, word in enumerate(words):
        if not _may_tell(word.text) or word.start in known or (is_head(word.text) and word.text not in _ALSO_OF):
            continue
        if word.text == "commissie" or _HEAD.fullmatch(word.text) or _CLOSED.fullmatch(word.text):
            yield from _headed(text, words, index, stops, in_register, is_known=word.start in heads)
        elif _LEGAL_FORM.fullmatch(word.text) and index > 0 and words[index - 1].gap == " ":
            first = reach_left(words, index, _joins)
            if first < index:
                yield from _named(text, _start_with_partner(text, words[first].start), word.end, "rechtsvorm")
        elif genitive := _GENITIVE.fullmatch(word.text):
            name = organisation_by_form().get(genitive[1])
            if name is not None and not name.ambiguous and word.gap == " " and words[index + 1 : index + 2]:
                yield Candidate(word.start, word.end - 1, "ORG", "register", name.canonical, name.identifier)
        elif _OF_A_TOWN.fullmatch(word.text) and word.gap == " " and not word.begins:
            last = next((at for at in (index + 2, index + 1) if _is_place(text, words, index + 1, at)), None)
            if last is not None:
                yield from _named(text, word.start, words[last].end, "genoemd naar een plaats")
        elif _CAMEL.fullmatch(word.text):
            yield from _named(text, word.start, word.end, "hoofdletters in het woord")
        elif _KIND.fullmatch(word.text) and word.gap == " " and index + 1 < len(words):
            yield from _after_kind(text, words, index, stops)


@lru_cache(MANY_WORDS)
def _may_tell(word: str) -> bool:
    """Whether a word may be of a name, or stand before one, by that word alone."""
    return word == "commissie" or any(fits(word) for fits in _TELLING)


def _headed(
    text: str,
    words: list[Word],
    head: int,
    stops: Callable[[int], bool],
    in_register: Callable[[Word], bool],
    *,
    is_known: bool,
) -> Iterator[Candidate]:
    """A body whose kind is words[head].

    in_register: whether a word belongs to another name, that of the register.
    is_known: the kind alone is a name too, so that "Raad en Commissie" are two.
    """
    word = words[head]
    if _NO_BANK.fullmatch(word.text):
        return
    first = reach_left(words, head, lambda w: _joins(w) and not in_register(w)) if word.text != "commissie" else head
    links = _ENGLISH_LINKS if _ENGLISH.fullmatch(word.text) else _LINKS
    while links is _ENGLISH_LINKS and first < head and words[first].text.endswith("se"):
        # "de Filipijnse Commission on Human Rights": the country in Dutch is not part of an English name.
        first += 1
    coordinates = bool(_COORDINATING.match(word.text)) and not is_known
    last = reach_right(words, head, links, stops, coordinates=coordinates)
    if last > head:
        last = with_its_noun(words, last)
    # "het Raad van State-advies" is not named by its last word.
    if _MEETING.fullmatch(text[words[first].start : words[last].end]) or (
        last > head and re.search(r"[-–][a-zà-ÿ]+$", words[last].text)
    ):
        return
    if first < last or (_CLOSED.fullmatch(word.text) and not word.begins and not _ANY_BODY.match(word.text)):
        yield from _named(text, words[first].start, words[last].end, "vorm")


def _is_place(text: str, words: list[Word], first: int, last: int) -> bool:
    return last < len(words) and text[words[first].start : words[last].end] in places()


def _joins(word: Word) -> bool:
    return is_name_word(word) and not is_document(word) and word.text not in _OF_A_MEETING


def _after_kind(text: str, words: list[Word], kind: int, stops: Callable[[int], bool]) -> Iterator[Candidate]:
    first = kind + 1
    # "zorgverzekeraar De heer Jansen", where speech or a cell of a table begins.
    begins_a_sentence = words[first].text.lower() in FUNCTION_WORDS and not (
        words[first].gap == " " and first + 1 < len(words) and is_name_word(words[first + 1])
    )
    is_letter = len(words[first].text) == 1
    if (
        is_name_word(words[first])
        and not (begins_a_sentence or is_letter or stops(first))
        and words[first].text not in places()
    ):
        last = first
        while (
            words[last].gap == " " and last + 1 < len(words) and is_name_word(words[last + 1]) and not stops(last + 1)
        ):
            last += 1
        yield from _named(text, words[first].start, words[last].end, "soortnaam ervoor")


def _start_with_partner(text: str, start: int) -> int:
    """Where the name of a firm begins whose last partner stands at start: "Waterman & Dijkstra Hoek N.V."."""
    partner = _PARTNER.search(text, max(0, start - 60), start)
    if partner is None:
        return start
    first, _, others = partner[0].partition(" ")
    # "Volgens Waterman & Dijkstra N.V."
    return partner.end() - len(others) if first.lower() in FUNCTION_WORDS else partner.start()


def _named(text: str, start: int, end: int, rule: str) -> Iterator[Candidate]:
    form = text[start:end]
    if form in not_names() or form in places() or is_glued_before(text, start) or is_glued_after(text, end):
        return
    known = organisation_like(form)
    if known is None and form.endswith(("'s", "’s")) and (known := organisation_like(form[:-2])):
        # "de Raad van State’s adviezen"
        end -= 2
    if known:
        yield Candidate(start, end, "ORG", rule, known.canonical, known.identifier)
    else:
        yield Candidate(start, end, "ORG", rule, form)


def _parties(text: str) -> Iterator[Candidate]:
    for match in _PARTY.finditer(text):
        yield from _named(text, *match.span(1), "fractie")
    for match in _GROUPS.finditer(text):
        at = match.start(1)
        for part in _NEXT_GROUP.split(match[1]):
            start = text.index(part, at)
            at = start + len(part)
            if part and not part.endswith((" van", " de", " het", " voor", " der", " den")):
                yield from _named(text, start, at, "fractie")
