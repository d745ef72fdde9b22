"""Names of organisations that do not stand for the organisation: in offices, titles, sources, addresses, products."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache

from nlp.names.bibliography import bibliography_ranges
from nlp.names.candidates import Candidate
from nlp.registers.offices import office_ranges

# "het bericht «Corendon blijft vliegen»": names in a title are not named by the text itself.
_TITLE = re.compile(
    r"\b(?:artikel(?:en)?|bericht(?:en|geving)?|\w*rapport(?:en)?|\w*onderzoek|uitzending|documentaire|reportage|boek|"
    r"publicatie|arrest|podcast|\w*notitie|\w*brief|column|(?:pers|nieuws)bericht|aflevering|getiteld|titel|opinie\w*|"
    r"interview|handreiking|factsheet)\b[^«»“”.;\n]{0,60}[«“]([^«»“”]{15,300})[»”]"
)
_ADDRESS = re.compile(
    # A court in an ECLI, also of the Court of Justice without that word; a name in an address of the web
    # ("belastingdienst.nl", but the shop Booking.com is itself), and a postcode before its town.
    # A line may end behind a colon of the former.
    r"(?:(?i:ECLI):\s?[A-Z]|\bEU:\s?[A-Z]:\s?\d)[A-Z\d]{0,20}(?::\s?[A-Z\d]{1,20}){0,4}|(?:https?://|www\.)\S+|(?<![\w.+-])[\w.+-]{1,60}@\S+|"
    r"\bK[vV]K(?=(?:[- ]n(?:ummer|r\.?))?:? ?\d{6,8}\b)|"
    r"(?<![\w-])[\w-]{1,60}(?=\.(?:nl|com|org|eu|net)\b)|\b[1-9]\d{3} [A-Z]{2}(?= [A-Z’'][a-zA-Z])"
)
# "(TNO, 2022)", "TNO 2022; RIVM 2023)", "KPMG. (2021).", "RIVM (2020) laat zien", "Gies et al.".
_YEAR_OF_A_SOURCE = re.compile(r",? (?:19|20)\d\d[a-z]?(?=[;)]|, p)|[.,]? \((?:19|20)\d\d[a-z]?\)|,? et al\b")
_OFFICE_AFTER = re.compile(r" (?:[Ss]peciaal )?(?:rapporteur|gezant|ambassadeur)s?\b")
_PRODUCT = re.compile(
    r" (?:Play|Maps|Teams|Cloud|Analytics|Store|Windows|Drive|Docs|Azure|Chrome|Android|Ads|Pay|Wallet|365|Meet|News|"
    r"Portaal|Portal)\b"
    # "Google Apple Water Level framework", "IFC Water Standards": what it made or wrote.
    r"|(?: [A-Z][A-Za-z]+){1,4} (?:framework|systeem|software|interface|protocol|toestel(?:len)?)\b"
    r"|(?: [A-Z][A-Za-z]+){0,3} (?:Standards?|Principles|Guidelines?|Guidance|Framework|Recommendations?|Declaration|"
    r"Handbook|Services|Instruments|Notification|Outlook|Exposure|Indicators|Toolkit|API)\b(?!-)"
)
# "RIVM Rapport 2019-0012": a paper of its series; "NEN 3610", "NEN-EN-ISO 27001": a standard.
_SERIES = re.compile(
    r" (?:(?:[Bb]rief|[Ee]ind)?[Rr]apport|[Rr]eport|[Kk]ennisnotitie|[Nn]otitie)(?: nr\.?)? [A-Z]{0,3}-?\d"
)
_STANDARD = re.compile(r"(?<=NEN)(?:[-–](?:EN|ISO|IEC|CEN))*[- ]\d{3,5}\b|(?<=NEN)[-–](?:EN|ISO|IEC)\b")
# "Resolution of the Council on ...": the title of a document in English names no body.
_ENGLISH_DOCUMENT = re.compile(
    r"\b(?:Recommendation|Report|Communication|Proposal|Guidelines?|Opinion|Decision|Regulation|Directive|Resolution|"
    r"Declaration|Guiding Principles|Memorandum)s? (?:of|by|from|on|for) (?:the )?[A-Z]\w+"
    r"(?:(?:,? (?:of|on|and|the|for|to|in|by|with))* [A-Z][\w-]+)*"
)
# "International Journal of Wet Cellars", "University of Oxford Press": where something was published.
_PERIODICAL = re.compile(
    r"\b(?:Journal|Annals|Archives|Proceedings|Transactions|Annual Review) (?:of|on|for) (?:the )?[A-Z]\w+"
    r"(?:(?:,? (?:of|on|and|the|for|in|&)){0,3} [A-Z]\w+){0,8}"
)
_PRESS = re.compile(r".{0,40}\bUniversity\b.{0,40} Press")
# "Tweede Kamer, vergaderjaar 2018-2019, 31 490, nr. 1": the beginning of a reference to a paper.
_PAPER = re.compile(
    r"\b(?:Tweede|Eerste) Kamer(?: der Staten-Generaal)?(?=,? (?:vergaderjaar|(?:19|20)\d\d[-–/](?:19|20)?\d\d, ))"
)
# "C-293/17", "T-12/06 P", "C‑634/21": a case of the Court of Justice by its number.
_CASE_NUMBER = re.compile(r"(?<![\w-])[CTF][-‑–]\d{1,4}/\d{2}(?:\s?R?P\b)?(?![\w-])")
# "in de zaak Urgenda": a case is called after who brought it.
_CASE = re.compile(r"\b(?:zaak|zaken|arrest) ([A-Z][\w-]+)(?! [A-Z])")
# "(gemeente Heerenveen)" behind a village says where it lies.
_PERSON_BEFORE = re.compile(
    r"\b(?:[Mm]evr|[Mm]w|[Dd]hr|[Hh]eer|[Mm]evrouw|[Ww]ethouder|[Bb]urgemeester)\b\.?"
    r"[^()]{1,40}\(\Z"
)
_WHERE = re.compile(r"(?<=[a-zà-ÿ] \()(?:gemeente|provincie) [A-Z][^()]{2,30}(?=\))")
# An airport as the place from which one flies; it acts without these words: "Lelystad Airport vraagt".
_AIRPORT = re.compile(
    r"\b(?:(?:[Oo]p|[Rr]ond(?:om)?|[Nn]abij|[Nn]aar|[Vv]anaf|[Vv]anuit|[Bb]oven|[Oo]nder|omgeving van)"
    r"(?: de)?(?: luchthaven)?|[Ll]uchthaven|[Vv]liegveld) ((?:[A-Z][\w-]+ ){0,3}(?:Schiphol|Airport)\b)(?![- ][A-Z])"
)
# Networks and apps as the way in which something is said: "via WhatsApp", "op Facebook".
_CHANNEL = re.compile(
    r"\b(?:via|per|(?<!verbod )(?<!toegepast )(?<!beroep )op) (?:(?:bijvoorbeeld|onder meer|onder andere|o\.a\.) )?"
    r"((?:(?:,? (?:en |of )?)?(?:Whats[Aa]pp|Signal|Telegram|Instagram|Facebook|TikTok|You[Tt]ube|LinkedIn|Twitter|X|"
    r"Snapchat|Teams|Zoom|Bluesky|Messenger|Discord|GitHub|GitLab)\b(?! [A-Z]))+)"
)


@lru_cache(maxsize=1)
def filter_of(text: str) -> Callable[[Candidate], Candidate]:
    """A function that rejects a candidate of this text that is no organisation there, and says why.

    Of measures it rejects those in a list of sources; laws, and what was rejected before, are left as they are.
    That of the last text is kept, as rules ask for it twice.
    """
    reason_at = {at: reason for start, end, reason in _ranges(text) for at in range(start, end)}

    def filtered(candidate: Candidate) -> Candidate:
        if candidate.label == "WET" or candidate.rejected is not None:
            return candidate
        reason = reason_at.get(candidate.start)
        if candidate.label == "MAATREGEL":
            return replace(candidate, rejected=reason) if reason in (_IN_A_SOURCE, _IN_A_TITLE) else candidate
        if reason is None or reason != reason_at.get(candidate.end - 1):
            # A directive by its number: "2031/77/EC".
            if text[max(0, candidate.start - 1) : candidate.start] == "/" and text[candidate.start - 2].isdigit():
                return replace(candidate, rejected="deel van een vindplaats")
            behind = candidate.end + len(" Press") * text.startswith(" Press", candidate.end)
            is_press = _PRESS.fullmatch(text, candidate.start, behind)
            reason = _IN_A_SOURCE if is_press else _reason_after(text, candidate.end)
        return candidate if reason is None else replace(candidate, rejected=reason)

    return filtered


_IN_A_TITLE = "deel van een titel"
_IN_A_SOURCE = "deel van een bronvermelding"


def _ranges(text: str) -> Iterator[tuple[int, int, str]]:
    """Ranges of the text in which no organisation is meant, and why; of those that overlap the last counts."""
    for match in _TITLE.finditer(text):
        yield *match.span(1), _IN_A_TITLE
    for match in _ADDRESS.finditer(text):
        yield *match.span(), "deel van een adres"
    for match in _PAPER.finditer(text):
        yield *match.span(), "deel van een vindplaats"
    for match in _ENGLISH_DOCUMENT.finditer(text):
        yield *match.span(), _IN_A_TITLE
    for match in _PERIODICAL.finditer(text):
        yield *match.span(), _IN_A_SOURCE
    for match in _CASE_NUMBER.finditer(text):
        yield *match.span(), "deel van een vindplaats"
    for start, end in bibliography_ranges(text):
        yield start, end, _IN_A_SOURCE
    for match in _CASE.finditer(text):
        yield *match.span(1), "naam van een zaak"
    for match in _WHERE.finditer(text):
        if not _PERSON_BEFORE.search(text, max(0, match.start() - 60), match.start()):
            yield *match.span(), "ligging, geen bestuur"
    for match in _AIRPORT.finditer(text):
        yield *match.span(1), "ligging, geen bestuur"
    for match in _CHANNEL.finditer(text):
        yield *match.span(1), "kanaal, geen organisatie"
    for start, end in office_ranges(text):
        yield start, end, "ambt, geen organisatie"


def _reason_after(text: str, end: int) -> str | None:
    if _YEAR_OF_A_SOURCE.match(text, end):
        return "bron met jaartal"
    if _SERIES.match(text, end):
        return _IN_A_SOURCE
    if _STANDARD.match(text, end):
        return "norm, geen organisatie"
    if _OFFICE_AFTER.match(text, end):
        return "ambt, geen organisatie"
    return "naam van een product" if _PRODUCT.match(text, end) else None
