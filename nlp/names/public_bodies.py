"""Public bodies by their form: ministries, chambers and their committees, and bodies named after a place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from nlp.names.candidates import Candidate
from nlp.registers.held import not_names, organisation_by_form, organisations, places, regions
from nlp.registers.spelling import organisation_like
from nlp.text.kinds import BODIES, either
from nlp.text.names import Name
from nlp.text.phrases import Word
from nlp.text.runs import MANY_WORDS

_PLACED = re.compile(either(BODIES, "placed"))
# How the kinds that are abbreviated, or have a capital in a name, are written in it.
_OFFICIAL_KIND = {
    "ggd": "GGD",
    "brandweer": "Brandweer",
    "rb": "Rechtbank",
    "rechtbank": "Rechtbank",
    "hof": "Gerechtshof",
    "gerechtshof": "Gerechtshof",
    "waterschap": "Waterschap",
    "hoogheemraadschap": "Hoogheemraadschap",
    "veiligheidsregio": "Veiligheidsregio",
    "omgevingsdienst": "Omgevingsdienst",
    "politie-eenheid": "Politie-eenheid",
    "universiteit": "Universiteit",
    "hogeschool": "Hogeschool",
}
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
# Committees of the Kamer that have no ministry of that name beside them.
_TOPICS = (
    "Digitale Zaken|Europese Zaken|Koninkrijksrelaties|Rijksuitgaven|de Rijksuitgaven|Verzoekschriften|"
    "de Verzoekschriften|de Verzoekschriften en de Burgerinitiatieven|Verzoekschriften en Burgerinitiatieven|"
    "Burgerinitiatieven|de Werkwijze|Buitenlandse Handel en Ontwikkelingssamenwerking|"
    "Buitenlandse Handel en Ontwikkelingshulp|Wonen|Wonen en Rijksdienst|Asiel en Migratie|"
    "Klimaat en Groene Groei|Volkshuisvesting en Ruimtelijke Ordening|Landbouw|Veiligheid en Justitie|"
    "Landbouw, Natuur en Voedselkwaliteit|Landbouw, Visserij, Voedselzekerheid en Natuur|Infrastructuur en Milieu|"
    "Binnenlandse Zaken|Economische Zaken en Klimaat|Justitie|Immigratie en Asiel|Immigratie & Asiel/JBZ-Raad|"
    "Onderwijs|Sociale Zaken|Volksgezondheid|Europese Samenwerkingsorganisaties|"
    "Inlichtingen- en Veiligheidsdiensten|de Inlichtingen- en Veiligheidsdiensten|Jeugdzorg|Milieu|"
    "Verkeer en Waterstaat|Defensie|Groningen|Toekomst"
)
# A body of several municipalities, called after the scheme that founded it: "Gemeenschappelijke regeling Avalex".
_JOINT = re.compile(
    r"\b[Gg]emeenschappelijke [Rr]egeling (?:[a-zà-ÿ]{4,} ){0,2}"
    r"(?P<name>[A-ZÀ-Þ][\w-]*(?:(?:(?<=-), |(?<=-) (?:en|of) | en (?=Veilig)| )"
    r"[A-ZÀ-Þ][\w-]*)*)"
)
# Councils by the place they govern: "gemeenteraad van Den Haag", "Provinciale Staten van Fryslân".
_COUNCIL = re.compile(
    r"\b(?:[Gg]emeenter(?:aad|aden)|[Bb]estuurscolleges?|[Pp]rovinciale [Ss]taten|"
    r"[Gg]edeputeerde [Ss]taten|[Ee]ilandsraad) van (?=[A-Z’'])"
)
_COMMITTEE = re.compile(
    r"(?<![\w-])(?:(?:[Vv]aste|[Aa]lgemene|[Bb]ijzondere|[Tt]ijdelijke) )?(?:[Kk]amer|[Ss]enaats)?[Cc]ommissie "
    r"(?:voor |van )?(?=[A-Zd])"
)
# "Binnenlandse Zaken en Koninkrijksrelatie" is long enough to be known with a slip of a letter.
_WORDS_OF_A_MISSPELT_NAME = 3
# A territory, not an administration: "van toepassing op de openbare lichamen".
_TERRITORY_BEFORE = re.compile(r"(?:\b(?:[Oo]p|[Ii]n|binnen) (?:de|het) )$")


def find_public_bodies(text: str, words: list[Word]) -> Iterator[Candidate]:
    """Public bodies that their form gives away; spans may overlap."""
    yield from _chambers(text)
    yield from _committees(text)
    yield from _councils(text, words)
    yield from _joint_bodies(text)
    for index, word in enumerate(words):
        if not is_head(word.text):
            continue
        lower = word.text.lower()
        if lower in ("ministerie", "ministeries"):
            yield from _ministry(text, words, index)
        elif _PLACED.fullmatch(lower) or lower in _PLURAL:
            yield from _placed(text, words, index)


@lru_cache(MANY_WORDS)
def is_head(word: str) -> bool:
    """Whether a word begins the name of a public body of these forms."""
    lower = word.lower()
    return lower.startswith("ministerie") or bool(_PLACED.fullmatch(lower)) or lower in _PLURAL


def _chambers(text: str) -> Iterator[Candidate]:
    for match in _KAMER.finditer(text):
        which = "Eerste" if match[0].startswith("Eerste") else "Tweede"
        name = organisation_by_form()[f"{which} Kamer der Staten-Generaal"]
        yield Candidate(*match.span(), "ORG", "Kamer", name.canonical, name.identifier)


def _committees(text: str) -> Iterator[Candidate]:
    """ "de vaste commissie voor Sociale Zaken": of the Kamer, by the portfolio."""
    for match in _COMMITTEE.finditer(text):
        topic = _portfolio().match(text, match.end())
        if topic:
            known = organisation_by_form().get(text[match.start() : topic.end()])
            name = ministry(topic[0])
            full = name.canonical.removeprefix("Ministerie van ") if name else topic[0]
            canonical = known.canonical if known else f"Vaste commissie voor {full}"
            yield Candidate(match.start(), topic.end(), "ORG", "commissie van de Kamer", canonical)


@lru_cache(maxsize=1)
def _portfolio() -> re.Pattern[str]:
    of_ministries = {n.form.removeprefix("Ministerie van ") for n in organisations() if n.kind == "ministerie"}
    forms = sorted(of_ministries | set(_TOPICS.split("|")), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, forms))})(?![\w-])")


def _councils(text: str, words: list[Word]) -> Iterator[Candidate]:
    """Councils by their place; "bestuurscolleges van Bonaire en Saba" are two, and the head goes with the first."""
    at = {word.start: index for index, word in enumerate(words)}
    for match in _COUNCIL.finditer(text):
        index = at.get(match.end())
        start, head = match.start(), match[0]
        one = head[0].upper() + re.sub(r"colleges\b", "college", head.replace("raden", "raad"))[1:]
        while index is not None and (last := _place(text, words, index, only_known=True)) is not None:
            canonical = one + text[words[index].start : words[last].end]
            yield Candidate(start, words[last].end, "ORG", "genoemd naar een plaats", canonical)
            index = _next_of_a_list(words, last) if "colleges" in head or "raden" in head else None
            start = words[index].start if index is not None else start


def _behind_brackets(words: list[Word], last: int) -> int:
    """The last word of a short remark in brackets behind words[last]: "Rotterdam (regievoerder), Amsterdam"."""
    if words[last].gap != " (":
        return last
    return next((at for at in range(last + 1, min(last + 5, len(words))) if words[at].gap.startswith(")")), last)


def _next_of_a_list(words: list[Word], last: int) -> int | None:
    """The word with which the next of a list begins: after a comma, or "en"."""
    gap = words[last].gap.removeprefix(")")
    following = last + 1 if gap == ", " else last + 2
    goes_on = gap == ", " or (gap == " " and [w.text for w in words[last + 1 : last + 2]] == ["en"])
    return following if goes_on and following < len(words) else None


def _joint_bodies(text: str) -> Iterator[Candidate]:
    for match in _JOINT.finditer(text):
        known = organisation_like(match["name"])
        canonical = known.canonical if known else match[0][0].upper() + match[0][1:]
        yield Candidate(*match.span(), "ORG", "vorm", canonical, known.identifier if known else None)


def _ministry(text: str, words: list[Word], head: int) -> Iterator[Candidate]:
    """A ministry; "ministeries van VWS en BZK" are two, and the head goes with the first."""
    at = head + 2
    if at >= len(words) or words[head + 1].text not in ("van", "voor", "v"):
        return
    last = _longest_ministry(text, words, at)
    if last is None:
        return
    start = words[head].start
    while last is not None:
        name = ministry(text[words[at].start : words[last].end])
        assert name is not None
        yield Candidate(start, words[last].end, "ORG", "ministerie", name.canonical, name.identifier)
        if words[head].text.lower() != "ministeries":
            return
        # "ministeries van Financiën, Economische Zaken en Defensie": the next of the list.
        at = last + 1
        while at < len(words) and words[at].text in ("en", "van", "voor") and words[at - 1].gap in (" ", ", "):
            at += 1
        if at >= len(words) or words[last].gap not in (" ", ", ") or (at == last + 1 and words[last].gap == " "):
            return
        start, last = words[at].start, _longest_ministry(text, words, at)


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
    if found is None and "\n" not in name and name.count(" ") >= _WORDS_OF_A_MISSPELT_NAME:
        found = organisation_like(f"Ministerie van {name}")
        if found is not None and found.form.count(" ") != name.count(" ") + 2:
            return None
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
        place = text[words[at].start : words[last].end].replace("Sint-", "Sint ").replace("’", "'")
        official = _OFFICIAL_KIND.get(kind, kind)
        forms = (f"{official} {place}", f"{place} {official}", f"{kind} {place}", place)
        known = next((name for form in forms if (name := organisation_like(form)) and name.kind != "media"), None)
        canonical, identifier = (known.canonical, known.identifier) if known else (f"{official} {place}", None)
        candidate = Candidate(start, words[last].end, "ORG", "genoemd naar een plaats", canonical, identifier)
        yield replace(candidate, rejected="gebied, geen bestuur") if territory else candidate
        following = _next_of_a_list(words, _behind_brackets(words, last)) if word.text.lower() in _PLURAL else None
        if following is None:
            return
        at = following
        start = words[at].start


def _place(text: str, words: list[Word], first: int, *, only_known: bool) -> int | None:
    """The last word of the place name that begins at words[first]; None when none does."""
    for last in range(min(first + 4, len(words) - 1), first - 1, -1):
        name = text[words[first].start : words[last].end].replace("’", "'")
        if name in places() or name.replace("-", " ") in places() or name.replace("'s ", "'s-") in places():
            return last
    # "GGD Noord- en Oost-Gelderland": a region by two of its parts.
    two = words[first : first + 3]
    if len(two) == 3 and two[0].gap == "- " and two[1].text == "en" and two[2].has_capital and not only_known:
        return first + 2
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
