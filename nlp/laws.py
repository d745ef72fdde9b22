"""Laws, decrees, regulations, directives and treaties as entities, by name or cited with an article."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.candidates import Candidate
from nlp.law_citations import LawCitation, find_law_citations, start_of_articles
from nlp.model import EntityLabel
from nlp.registers import not_names

# Schemes in the form of a regulation that give support: measures, not laws.
_SUPPORT = re.compile(
    r"(?i)subsidie|stimulering|tegemoetkoming|overbrugging|noodmaatregel|specifieke uitkering|borgstelling|"
    r"bijdrageregeling|financieringsregeling|combinatiefuncties|compensatieregeling"
)
_TOPIC = r"(?:(?: (?:van|voor|de|der|het|en)){0,3} [A-Z][\w-]+){0,8}"
# Treaties are named after what they are about or where they were signed; no list has them all.
_TREATY = re.compile(
    r"\b(?:[A-ZÀ-Þ][\w-]{0,40}|VN-|EU-)[Vv]erdrag(?: [Hh]andicap| van [A-Z]\w+)?\b(?!-)"
    # As its full title runs, up to the short one: "Verdrag van ... inzake vervoer over zee (hierna: ...)".
    r"|\b[Vv]erdrag (?:van|inzake|tot|tegen|betreffende) [^().;:»«]{10,180}?(?= \((?:hierna|verder|afgekort|[A-Z]{2,}))"
    r"|\b(?:Europees|Internationaal) [Vv]erdrag (?:voor|inzake|tot|tegen|betreffende|van)"
    rf" (?:[a-zà-ÿ]+ ){{0,4}}?[A-ZÀ-Þ][\w-]+{_TOPIC}"
    rf"|\b[Vv]erdrag (?:van|inzake|tot|tegen|betreffende) (?:[a-zà-ÿ]+ ){{0,4}}?[A-ZÀ-Þ][\w-]+{_TOPIC}"
    r"|\b(?:Statuut|Conventie|Protocol|Handvest) van [A-ZÀ-Þ]\w+"
    r"|\b(?:(?!(?:De|Het|Een|In|Op|Deze) )[A-ZÀ-Þ][\w-]{1,40} ){1,8}(?:Rules|Convention|Protocol|Act|Directive)\b"
    r"|\b(?:Rules|Model Law|Convention|Protocol) (?:for|on|against|concerning) (?:the )?[A-Z][\w-]+"
    r"(?:(?: (?:of|and|the|for|on|to)){0,3} [A-Z][\w-]+){0,10}"
)
# A bill by the title it is quoted with: "het wetsvoorstel «Verbetering beschikbaarheid jeugdzorg»".
_BILL = re.compile(r"\b(?:[Ii]nitiatief)?[Ww]etsvoorstel(?: tot)? [«“‘]([A-ZÀ-Þ][^«»“”‘’]{5,120})[»”’]")

# Regulations that no register has, and that only regulate.
_REGULATES = re.compile(
    r"\b(?:Regeling|Reglement) (?:[Gg]rote [Pp]rojecten|(?:van )?[Ww]erkzaamheden(?: derden(?: CBS)?)?)"
    # A directive by its topic in lower case, where the text says that it is European.
    r"|(?<=Europese )richtlijn [a-zà-ÿ]{5,}(?:iteit|heid|ing|ie|beheer|recht|dieren|stoffen|emissies|gegevens)\b"
    # The tax bill of each year, and the ordinances of municipalities on their taxes.
    r"|\bBelastingplan (?:BES )?20\d\d\b"
    r"|\bVerordening op de heffing en (?:de )?invordering van [a-zà-ÿ]+(?: [A-Z][\w-]+)?(?: 20\d\d)?"
)


def find_laws(text: str) -> Iterator[Candidate]:
    """Names of laws in a text, each with the article citation that goes with it as one span."""
    for citation in find_law_citations(text):
        label: EntityLabel = "MAATREGEL" if _is_support(citation) else "WET"
        rule = "register" if citation.bwb else "naam van een wet"
        yield Candidate(citation.start, citation.end, label, rule, citation.name, citation.bwb)
    for match in _REGULATES.finditer(text):
        yield Candidate(*match.span(), "WET", "register", match[0])
    for match in _BILL.finditer(text):
        yield Candidate(*match.span(1), "WET", "naam van een wetsvoorstel", match[1])
    for match in _TREATY.finditer(text):
        if match[0] not in not_names():
            start = start_of_articles(text, match.start())
            yield Candidate(start, match.end(), "WET", "naam van een verdrag", match[0])


def _is_support(citation: LawCitation) -> bool:
    is_act = re.search(r"(?i)wet\b|besluit\b", citation.text)
    return bool(_SUPPORT.search(citation.text)) and not citation.articles and not is_act
