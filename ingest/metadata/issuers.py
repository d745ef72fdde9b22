"""Who gave a paper out: what its colophon, letterhead and cover say."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from ingest.layout.lines import Line, PageLines
from ingest.metadata.bodies import bodies, named_in
from ingest.metadata.cover import is_no_title
from ingest.metadata.letterhead import value_of
from ingest.metadata.organisations import NAME, ORGANISATION
from ingest.model import Signatory
from ingest.months import MONTHS

_COLOPHON = re.compile(r"(?i)\W*colofon\b")
# What comes before the name of who gave it out, or made it.
_GIVEN_OUT = re.compile(
    r"(?i)(?:uitgave (?:van|door)?|uitgegeven door|uitgever|opgesteld door|©\s*(?:\d{4})?,?|"
    r"(?:onderzoek|rapport|evaluatie)\b.{0,60}?(?:verricht|uitgevoerd|geschreven|gemaakt) door)"
    r"(?: (?:het|de))?\s*:?\s*"
)
_COMMISSIONED = re.compile(r"(?i)in opdracht van|opdrachtgever")
_ADDRESSEE = re.compile(r"(?i)^(?:aan\b|t\.a\.v\.|ter attentie|de (?:minister|staatssecretaris|voorzitter)|geacht)")
# A domain that tells who sends: www.rivm.nl, info@almere.nl; with a path it is that of a source that is cited.
_DOMAIN = re.compile(r"(?i)(?:www\.|@)([a-z0-9-]{2,}(?:\.[a-z0-9-]{2,})?)\.(?:nl|eu|com|org)\b(?!/\w)")
# Who has no domain of its own: twenteresearch@gmail.com.
_MAILBOX = re.compile(r"(?i)\b([a-z]{6,})@(?:gmail|hotmail|outlook|live)\.(?:com|nl)\b")
_LETTERHEAD = re.compile(
    r"Ministerie van [A-Z][^\d.;:]*|[Pp]rovincie [A-Z]\w+|Rechtbank [A-Z][\w -]+|Kabinet Minister-President"
)
_SIGNED = re.compile(r"(?i)(?:namens )?de (?:minister|staatssecretaris) (?:van|voor) [^.;:()]{4,70}")
_COUNCIL = re.compile(
    r"(?i)burgemeester en wethouders|gemeenteraad|raadsvoorstel|b&w|\bgriffie|gedeputeerde|provinciale staten"
    r"|statenvoorstel|\bGS[- ]mandaat|voorstel aan de raad|de raad besluit|carrousel"
)
_STATES = re.compile(r"Gedeputeerde|Provinciale Staten|Statenvoorstel|\bGS\b|\b[Pp]rovinciaal")
_FORM_OF_COUNCIL = re.compile(
    r"(?i)burgemeester en wethouders|(?:raads|staten|college)voorstel|voorstel aan de raad|provinciale staten|carrousel"
)
_BODY_OF = (
    r"gemeente|provincie|gemeenteraad(?: van)?|raad van|staten(?: van)?|college van|wethouders(?: van)?|vergadering"
)
# A line of a letterhead by itself: "www.rijksoverheid.nl/jenv"; within a sentence it is that of a source.
_OF_MINISTRY = re.compile(r"(?i)(?:https?://)?(?:www\.)?rijksoverheid\.nl/(?:ministeries/)?(\w{2,5})/?")
# "© Hoek en Partners 2020" on the cover or its back.
_COPYRIGHT = re.compile(r"©\s*(?:\d{4},?\s)?(?P<name>[^\d©]{3,70}?),?(?:\s\d{4})?\.?")
# Domains of many senders.
_EVERYBODY = ("rijksoverheid", "overheid", "officielebekendmakingen", "gmail", "hotmail", "europa")
# The head of a page, in points from its top; how often a paper of its own names an organisation on a few pages.
_HEAD_PT, _OFTEN = 320.0, 3
_TO_COUNCIL = re.compile(r"(?:Aan )?(?:[Dd]e )?(?:gemeente)?[Rr]aad van(?: de)?(?: gemeente)? ([A-Z].{1,30})")
_CLOSING = re.compile(r"(?i)hoogachtend,?|met vriendelijke groet(?:en)?,?")
_PARTED = re.compile(r"\s[–|-]\s")
_IS_NAME = re.compile(rf"{NAME}(?:(?: (?:en|van|voor|de|het|&))* {NAME}){{0,5}}")
LEAST_TITLE, MOST_PARTS, FULL_LINE = 10, 2, 60
# A name that a domain spells has at least so many letters: shorter ones are found in other words.
LEAST_OF_NAME = 4
_OFFICE = re.compile(r"(?i)(?:namens )?(?:de )?(?:minister|staatssecretaris)\s+(van|voor)\s+(.+)")
_BEHIND = re.compile(
    rf"(?i)\s(?:{'|'.join(MONTHS)}|kadernota|begroting|jaarverslag|jaarrekening|beleidsplan|versie|postbus|datum"
    r"|bezoekadres|telefoon|pagina)\b.*"
)


def find_issuer(
    pages: Sequence[PageLines],
    furniture: Iterable[str],
    signatories: Sequence[Signatory],
    author: str,
    title: str = "",
) -> tuple[str | None, bool]:
    """(who gave it out, whether that is a guess).

    Args:
        pages: the first and last ones, in order.
        furniture: headers and footers, and what stands in margins.
        author: the property of the PDF; a guess where it names an organisation.
        title: of the paper; a running foot may have it behind the name of who gave it out.
    """
    furniture = list(furniture)
    first = next((page.lines for page in pages if page.lines), ())
    texts = [line.text for page in pages for line in page.lines] + furniture
    certain = (
        value_of(pages[:1], ("Voortouwcommissie",))
        or _of_colophon(pages)
        or _of_letterhead(first, furniture)
        or _of_office(signatories, texts)
        or _of_closing(pages)
        or _of_copyright(pages[:2])
    )
    if certain:
        return certain, False
    alone = next((_clean(line.text) for line in first if _is_alone(line, first)), None)
    # Whom a paper names most is mostly whom it is about.
    local = _local([*(line.text for line in first), *furniture], texts)
    named = (
        _of_ministry([*(line.text for line in first), *furniture])
        or _by_domain(texts)
        or alone
        or _beside_title(furniture, title)
        or _of_margins(furniture)
        or _of_author(author)
    )
    return named or local or _by_own_domain(texts), True


def issuer_of_letter(signatories: Sequence[Signatory], head: Sequence[str]) -> str | None:
    """Who sent a letter without print: the ministry of who signed it, or of its letterhead (head)."""
    plain = next((match for text in head if len(text) < 90 and (match := _LETTERHEAD.fullmatch(text))), None)
    return _of_office(signatories, ()) or (_clean(plain.group()) if plain else None) or _of_ministry(head)


def _of_colophon(pages: Sequence[PageLines]) -> str | None:
    for page in pages:
        at = next((line.baseline for line in page.lines if _COLOPHON.match(line.text)), None)
        if at is not None:
            below = " ".join(line.text for line in page.lines if line.baseline >= at)
            if found := _given_out(below):
                return found
    return None


def _of_letterhead(first: Sequence[Line], furniture: Sequence[str]) -> str | None:
    """At the head of the first page: not lower, where who asked for a report is named."""
    top = [line for line in first if line.baseline < _HEAD_PT]
    for text in [*_blocks(top), *furniture[:40]]:
        if (match := _LETTERHEAD.fullmatch(text)) and len(text) < 90:
            return _clean(match.group())
    return None


def _of_office(signatories: Sequence[Signatory], texts: Sequence[str]) -> str | None:
    """The ministry of who signed; of a minister without one the office itself."""
    offices = [signatory.office or "" for signatory in signatories]
    for text, after in pairwise([*texts, ""]):
        if _SIGNED.fullmatch(text):
            goes_on = text.endswith(",") and after.endswith(",") and after[:1].isupper() and len(after) < 40
            # Whom a letter is for stands without a comma.
            offices += [f"{text} {after}" if goes_on else text] if text.endswith(",") else []
    for office in offices:
        if match := _OFFICE.match(office):
            name = _clean(re.split(r",\s*(?:namens|mede|voor|drs|[A-Z]\.)|\s[-–]\s", match[2])[0])
            return _as_registered(f"Ministerie van {name}") if match[1].lower() == "van" else _clean(office)
    return None


def _of_closing(pages: Sequence[PageLines]) -> str | None:
    """Who stands right below "Hoogachtend," of a letter: a body, or a minister without the comma of a form."""
    for page in pages:
        texts = [line.text for line in sorted(page.lines, key=lambda line: line.baseline)]
        for text, after, goes_on in zip(texts, texts[1:], [*texts[2:], ""], strict=False):
            if _CLOSING.fullmatch(text):
                signed = f"{after} {goes_on}" if goes_on.startswith("en ") else after
                signed = signed.strip(" ,.")
                if ORGANISATION.fullmatch(signed) or _are_bodies(signed):
                    return _clean(signed)
                if _SIGNED.fullmatch(signed):
                    return _of_office([Signatory("", signed)], ())
    return None


def _are_bodies(text: str) -> bool:
    """Whether a line names nothing but bodies: "VNG, VWS en ZN"."""
    names = re.split(r",\s|\sen\s", text)
    return len(names) > 1 and all(re.fullmatch(r"[A-Z]{2,6}", name) or ORGANISATION.fullmatch(name) for name in names)


def _of_copyright(pages: Sequence[PageLines]) -> str | None:
    """Whose copyright a line by itself tells."""
    found = (_COPYRIGHT.fullmatch(line.text.strip()) for page in pages for line in page.lines)
    return next((_clean(match["name"]) for match in found if match and ORGANISATION.fullmatch(match["name"])), None)


def _of_ministry(texts: Iterable[str]) -> str | None:
    """The ministry whose page of rijksoverheid.nl stands in the letterhead."""
    found = (_OF_MINISTRY.fullmatch(text.strip()) for text in texts)
    ministries = bodies().ministries
    return next((ministries[match[1].lower()] for match in found if match and match[1].lower() in ministries), None)


def _beside_title(furniture: Sequence[str], title: str) -> str | None:
    """The name that running feet have with the title of the paper: "De Winter Advies – Kelders in de regio"."""
    names = Counter[str]()
    for text in furniture:
        parts = [part.strip() for part in _PARTED.split(text)]
        if len(parts) == MOST_PARTS and len(title) > LEAST_TITLE:
            names.update(
                name
                for name, other in (parts, reversed(parts))
                if title.startswith(re.sub(r"(?<!\s)\s++\d+\Z", "", other))
                and _IS_NAME.fullmatch(name)
                and not is_no_title(name)
            )
    most = max(names, key=lambda name: (names[name], name), default=None)
    return most if most and names[most] >= _OFTEN else None


def _as_registered(name: str) -> str:
    """A name in capitals, or without its accents, as the register has it: "Ministerie van FINANCIEN"."""
    plain = _without_accents(name)
    return next((known for known in bodies().names if _without_accents(known) == plain), name)


def _without_accents(text: str) -> str:
    return unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()


def _is_alone(line: Line, lines: Sequence[Line]) -> bool:
    """Whether a line is the name of an organisation and nothing else, and not of whom the paper is for."""
    if not ORGANISATION.fullmatch(line.text.strip(" .|")):
        return False
    if any(_runs_above(other, line) for other in lines):
        return False
    above = [other.text for other in lines if 0 <= line.baseline - other.baseline < 3 * line.size and other is not line]
    return not any(_COMMISSIONED.search(text) or _ADDRESSEE.match(text) for text in above)


def _runs_above(other: Line, line: Line) -> bool:
    """Whether a full line of text stands right above: then this is the end of its sentence."""
    close = 0 < line.baseline - other.baseline < 1.5 * line.size and abs(other.x0 - line.x0) < 2
    return close and len(other.text) > FULL_LINE


def _of_margins(furniture: Sequence[str]) -> str | None:
    """What stands in headers and footers more than once."""
    # "Adviesraad Sociaal Domein gemeente Almere": the first name of a line.
    counted = Counter(_clean(match.group()) for text in furniture if (match := ORGANISATION.search(text)))
    most = max(counted, key=lambda name: (counted[name], name), default=None)
    return most if most and counted[most] > 1 else None


def _of_author(author: str) -> str | None:
    match = ORGANISATION.search(author)
    return _clean(match.group()) if match else None


def _local(first: Sequence[str], texts: Sequence[str]) -> str | None:
    """The municipality or province of a paper of a council: the place that it names most, by far, and as a body.

    first: the first page and the furniture, of which a word tells that it is of a council; elsewhere it takes two.
    """
    whole = " ".join(texts)
    head = " ".join(first)
    of_council = bool(_COUNCIL.search(head)) or len(_COUNCIL.findall(whole)) > 1
    if not of_council or "rijksoverheid.nl" in whole:
        return None
    places = bodies().places
    # Who writes to the council of a municipality is its college: that tells more than how often a place is named.
    to_council = {match[1] for text in first if (match := _TO_COUNCIL.fullmatch(text.strip(" :.,")))}
    own = [place for place in to_council if place in places]
    if len(own) == 1:
        return places[own[0]]
    counted = named_in(whole, places)
    if _STATES.search(whole):
        counted = {place: n for place, n in counted.items() if places[place].startswith("provincie")}
    most = max(counted, key=lambda place: (counted[place], place), default=None)
    if most is None or any(2 * n > counted[most] for place, n in counted.items() if place != most):
        return None
    # "Horst" is a name of people too, and "Flevoland" part of other names.
    as_body = re.search(rf"(?i:{_BODY_OF}) {re.escape(most)}(?![\w-])", whole) or (
        most in head and _FORM_OF_COUNCIL.search(head)
    )
    enough = 1 if places[most].startswith("provincie") else _OFTEN
    return places[most] if as_body and counted[most] >= enough else None


def _given_out(text: str) -> str | None:
    for match in _GIVEN_OUT.finditer(text):
        rest = text[match.end() : match.end() + 140]
        if found := ORGANISATION.match(rest):
            return _clean(found.group())
    plain = next((found for found in ORGANISATION.finditer(text) if not _before(text, found.start())), None)
    return _clean(plain.group()) if plain else None


def _before(text: str, at: int) -> bool:
    """Whether a name is that of who asked for the paper."""
    return bool(_COMMISSIONED.search(text[max(0, at - 40) : at]))


def _by_domain(texts: Sequence[str]) -> str | None:
    """Whose addresses the paper has: a ministry by its domain, a body of the register, or whom it names so itself."""
    domains = Counter(match[1].lower().split(".")[-1] for text in texts for match in _DOMAIN.finditer(text))
    names = Counter(_clean(match.group()) for text in texts for match in ORGANISATION.finditer(text))
    for domain, _ in domains.most_common(3):
        plain = re.sub(r"[^a-z0-9]", "", domain)
        own = next((name for name, _ in names.most_common() if plain in re.sub(r"[^a-z0-9]", "", name.lower())), None)
        if found := bodies().domains.get(plain) or (own if domain not in _EVERYBODY else None):
            return found
    return None


def _by_own_domain(texts: Sequence[str]) -> str | None:
    """The name that the domain of a paper's addresses spells, or its mailbox with a provider."""
    domains = Counter(match[1].lower().split(".")[-1] for text in texts for match in _DOMAIN.finditer(text))
    own = [re.sub(r"[^a-z0-9]", "", domain) for domain, _ in domains.most_common(3) if domain not in _EVERYBODY]
    mailboxes = [match[1].lower() for text in texts for match in _MAILBOX.finditer(text)]
    return next((name for plain in [*own, *mailboxes] if (name := _spelled(plain, texts))), None)


def _spelled(plain: str, texts: Sequence[str]) -> str | None:
    """The name, of two words or more or in capitals, whose letters are those of a domain: "KWINK groep"."""
    if len(plain) < LEAST_OF_NAME:
        return None
    spaced = re.compile(rf"(?i)(?<![\w@./-]){'[ &-]?'.join(plain)}(?![\w@]|\.[a-z])")
    names = Counter(match.group() for text in texts for match in spaced.finditer(text))
    names = Counter({name: n for name, n in names.items() if name[0].isupper() and (" " in name or name.isupper())})
    return max(names, key=lambda name: (names[name], name), default=None)


def _blocks(lines: Sequence[Line]) -> list[str]:
    """Lines of a letterhead that run on: "Ministerie van Volksgezondheid," and "Welzijn en Sport"."""
    texts = []
    for line in sorted(lines, key=lambda line: (round(line.x0), line.baseline)):
        text, last = line.text, line
        if re.match(r"(?:Ministerie van|Provincie|Rechtbank|Kabinet)", text) and len(text) < 60:
            for other in sorted(lines, key=lambda other: other.baseline):
                near = abs(other.x0 - line.x0) < 3 and 2 < other.baseline - last.baseline < 1.7 * line.size
                if near and (text.endswith((",", " van", " en")) or re.match(r"(?:en |[A-Z]\w+ en )", other.text)):
                    text, last = f"{text} {other.text}", other
            texts.append(text)
    return texts


def _clean(name: str) -> str:
    """A name without what is printed behind it on its line: a month, the name of the paper, an address."""
    return _BEHIND.sub("", " ".join(name.split())).strip(" .,|-–;:")
