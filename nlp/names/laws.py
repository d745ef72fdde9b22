"""Laws, decrees, regulations, directives and treaties as entities, by name or cited with an article."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.model import EntityLabel
from nlp.names.candidates import Candidate
from nlp.references.law_citations import LawCitation, find_law_citations, start_of_articles
from nlp.registers.held import not_names
from nlp.text.function_words import FUNCTION_WORDS, VERBS_AFTER_A_NAME

# Schemes in the form of a regulation that give support: measures, not laws.
_SUPPORT = re.compile(
    r"(?i)subsidie|stimulering|tegemoetkoming|overbrugging|noodmaatregel|specifieke uitkering|borgstelling|"
    r"bijdrageregeling|financieringsregeling|combinatiefuncties|compensatieregeling"
)
_PART_OF_A_WORD = re.compile(
    r" (?:verzoek(?:en)?|aanvra(?:ag|gen)|procedures?|loket|consulent(?:en)?|voorziening(?:en)?|melding(?:en)?|"
    r"indicaties?|dossiers?)\b"
)
_SENTENCE_GOES_ON = (FUNCTION_WORDS | VERBS_AFTER_A_NAME | {"omvat", "vallen", "wringt", "wijzigingen"}) - frozenset(
    "aan bij bijlage de door en het in met op over per ter tegen tussen van voor".split()
)
_TOPIC = r"(?:(?:(?: (?:van|voor|de|der|het)){0,3}| en) [A-Z][\w-]+){0,8}"
# What an English treaty is about: "Framework Convention on Wet Cellars".
_ABOUT = (
    r" (?:for|on|against|concerning) (?:the )?[A-Z][\w-]+(?:(?: (?:of|and|the|for|on|to)){0,3} [A-Z][a-z][\w-]*){0,10}"
)
# Treaties are named after what they are about or where they were signed; no list has them all.
_TREATY = re.compile(
    r"\b(?:[A-ZÀ-Þ][\w-]{0,40}|VN-|EU-)[Vv]erdrag(?: [Hh]andicap| van [A-Z]\w+)?\b(?!-)"
    # As its full title runs, up to the short one: "Verdrag van ... inzake vervoer over zee (hierna: ...)".
    r"|\b[Vv]erdrag (?:van|inzake|tot|tegen|betreffende) [^().;:»«]{10,180}?(?= \((?:hierna|verder|afgekort|[A-Z]{2,}))"
    # or up to its year: "Verdrag inzake ... stoffen (1971)".
    r"|\b[Vv]erdrag (?:van|inzake|tot|tegen|betreffende)"
    r"(?: (?!en\b(?= het)|is\b|zijn\b|wordt\b|werd\b|dat\b|die\b)[A-Za-zà-ÿ-]+){2,20}(?= \((?:18|19|20)\d\d\))"
    r"|\b(?:Europees|Internationaal) [Vv]erdrag (?:voor|inzake|tot|tegen|betreffende|van)"
    rf" (?:[a-zà-ÿ]+ ){{0,4}}?[A-ZÀ-Þ][\w-]+{_TOPIC}"
    rf"|\b[Vv]erdrag (?:van|inzake|tot|tegen|betreffende) (?:[a-zà-ÿ]+ ){{0,4}}?[A-ZÀ-Þ][\w-]+{_TOPIC}"
    rf"|\bAkte (?:betreffende|inzake|tot) (?:[a-zà-ÿ]+ ){{0,12}}?[A-ZÀ-Þ][\w-]+{_TOPIC}"
    r"|\b(?:Statuut|Conventie|Protocol|Handvest) van [A-ZÀ-Þ]\w+"
    r"|\b(?:EU-)?Handvest (?:van|voor) de [Gg]rondrechten(?: van de (?:Europese Unie|EU)\b)?"
    r"|\b(?:(?!(?:De|Het|Een|In|Op|Deze|[A-Z][a-z]{2,20}se|[A-Z]{3,10}) )[A-ZÀ-Þ][\w-]{1,40} ){1,8}"
    rf"(?:(?<!Design )(?<!Business )(?<!Ground )Rules|Convention|Protocol|Act|Directives?|Regulation)\b(?:{_ABOUT})?"
    rf"|\b(?:Rules|Model Law|Convention|Protocol){_ABOUT}"
)
# A bill by the title it is quoted with: "het wetsvoorstel «Verbetering beschikbaarheid jeugdzorg»".
_BILL = re.compile(r"\b(?:[Ii]nitiatief)?[Ww]etsvoorstel(?: tot)? [«“‘]([A-ZÀ-Þ][^«»“”‘’]{5,120})[»”’]")
# Without quotation marks by the capital, up to where the sentence goes on: "het wetsvoorstel Toezicht droge kelders".
_BILL_UNQUOTED = re.compile(
    r"\b[Ww]etsvoorstel ((?:Afschaffing|Wijziging(?! van)|Toezicht|Regels|Transparantie|Versterking|Modernisering|"
    r"Integere|Verbetering|Herziening|Invoering|Bevordering|Bescherming|Uitbreiding|Verbod|Aanpak|Verlenging|Digitale|Betaalbare|"
    r"Meer|Verhoging|Verlaging|Beperking|Stroomlijning|Vereenvoudiging|Toekomst|Goed|Vrij|Collectieve)"
    r"(?: [a-zà-ÿ][\w-]+){1,9}(?: II| I)?)"
)

# Regulations that no register has, and that only regulate.
_REGULATES = re.compile(
    r"\b(?:Regeling|Reglement) (?:[Gg]rote [Pp]rojecten|[Ww]erkzaamheden derden(?: CBS)?)"
    # A directive by its topic in lower case, where the text says that it is European.
    r"|(?<=Europese )richtlijn [a-zà-ÿ]{5,}(?:iteit|heid|ing|ie|beheer|recht|dieren|stoffen|emissies|gegevens)\b"
    # What Brussels lays down for railways and for manure: "TSI CCS", "de derogatiebeschikking".
    r"|\bTSI[- ](?:[A-Z]{2,3}(?: ?& ?PAS)?|[A-Z][a-z]{2,})\b(?!-)|\b(?:[Nn]itraat)?[Dd]erogatiebeschikking\b"
    # Decrees that change several at once, by their year.
    r"|\b(?:Verzamel|Veeg|Reparatie|Invoerings|Aanvullings)(?:besluit|regeling) (?:[a-zà-ÿ]+ )?20\d\d\b"
    # A decree in the making by what it is about: "de amvb droge kelders", "de AMvB Ruimte".
    r"|(?<=[Dd]e )(?:amvb|AMvB|AmvB) (?:[A-Z][a-zà-ÿ]{3,}(?! [A-Z])|"
    r"(?!nadere |andere |betreffende |bedoelde |genoemde )[a-zà-ÿ]{2,}"
    r"(?:ële|ige|ijke|sche|ale|ere|oge|iële|tte|ende) [a-zà-ÿ]{4,}en)(?![\w-])"
    # The tax bill of each year, and the ordinances of municipalities on their taxes.
    r"|\bBelastingplan (?:BES )?20\d\d\b"
    r"|\b[Aa]lgemene [Pp]laatselijke [Vv]erordening\b(?: [A-Z][a-zà-ÿ]+(?= 20\d\d))?(?: 20\d\d)?|\bAPV\b(?!-)"
    r"|\bVerordening op de heffing en (?:de )?invordering van [a-zà-ÿ]+(?: [A-Z][\w-]+)?(?: 20\d\d)?"
)


def find_laws(text: str) -> Iterator[Candidate]:
    """Names of laws in a text, each with the article citation that goes with it as one span."""
    for citation in find_law_citations(text):
        label: EntityLabel = "MAATREGEL" if _is_support(citation) else "WET"
        # "een Woo verzoek": part of a word that is written as two.
        if not citation.articles and _PART_OF_A_WORD.match(text, citation.end) and citation.text[1:].islower():
            continue
        rule = "register" if citation.bwb else "naam van een wet"
        yield Candidate(citation.start, citation.end, label, rule, citation.name, citation.bwb)
    for match in _REGULATES.finditer(text):
        yield Candidate(*match.span(), "WET", "register", match[0])
    for match in _BILL.finditer(text):
        yield Candidate(*match.span(1), "WET", "naam van een wetsvoorstel", match[1])
    for match in _BILL_UNQUOTED.finditer(text):
        end = _end_of_a_bill(text, match.start(1), match.end())
        if " " in text[match.start(1) : end]:
            yield Candidate(match.start(1), end, "WET", "naam van een wetsvoorstel", text[match.start(1) : end])
    for match in _TREATY.finditer(text):
        if match[0] not in not_names():
            start = start_of_articles(text, match.start())
            yield Candidate(start, match.end(), "WET", "naam van een verdrag", match[0])


def _end_of_a_bill(text: str, start: int, end: int) -> int:
    """Where the title of a bill ends that begins at start: before a verb, and not on a small word."""
    words = text[start:end].split(" ")
    goes_on = (
        word in _SENTENCE_GOES_ON or (word in ("de", "het") and words[at] not in FUNCTION_WORDS)
        for at, word in enumerate(words[1:])
    )
    stop = next((at for at, ends in enumerate(goes_on, 1) if ends), len(words))
    while stop > 1 and words[stop - 1] in FUNCTION_WORDS:
        stop -= 1
    return start + len(" ".join(words[:stop]))


def _is_support(citation: LawCitation) -> bool:
    is_act = re.search(r"(?i)wet\b|besluit\b", citation.text)
    return bool(_SUPPORT.search(citation.text)) and not citation.articles and not is_act
