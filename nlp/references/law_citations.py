"""Find names of laws and citations of their articles: "artikel 3:4, eerste lid, Awb".

A citation is one span, from "artikel" to the name of the law. Laws in the
register have their BWB id; a law that only looks like one (a new bill, a
European directive) is found by its form and has none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from nlp.references.european_acts import european_acts
from nlp.references.law_names import (
    Law,
    LawNames,
    Token,
    copy_of,
    is_said_of_a_law,
    needs_an_article,
    register,
    tokenise,
)
from nlp.references.law_titles import (
    EUROPEAN_HEADS,
    HEADS,
    OF_A_BODY,
    PARTS,
    by_its_form,
    coordinated,
    is_in_a_compound,
    spelled_abbreviations,
    with_its_year,
)

_ARTICLE = {"artikel", "wetsartikel", "artikelen", "art", "artt"}
_BELOW_AN_ARTICLE = {"lid", "leden", "onder", "onderdeel", "onderdelen", "sub", "letter", "punt", "aanhef", "volzin"}
_ORDINALS = set(
    "eerste tweede derde vierde vijfde zesde zevende achtste negende tiende elfde twaalfde dertiende veertiende "
    "vijftiende zestiende zeventiende achttiende negentiende twintigste laatste".split()
)
# "artikel 6, eerste lid, gelezen in samenhang met artikel 9 van de wet" is one citation.
_TOGETHER = {"combinatie", "samenhang", "verbinding", "gelezen", "bezien"}
_GLUE = _TOGETHER | set(
    "en of tot met t/m juncto junctis jo dan wel zin alinea e de het van respectievelijk onderscheidenlijk alsmede "
    "evenals".split()
)
_LEADS_TO_A_LAW = {"van", "uit", "in", "bij", "krachtens", "der"}
_DETERMINERS = {"de", "het"}
# "IVa", but not "In" and "Is".
_ROMAN_OR_LETTER = re.compile(r"[IVXL]+[a-h]?|[A-Z]|([a-z])\1{0,2}")
_SMALL_GAP = re.compile(r"[\s,;*°]*|\.\s*")
# An older law of the same name, with articles that are numbered without their chapter.
_NUMBERED_PLAINLY = {"Wet maatschappelijke ondersteuning 2015": "Wet maatschappelijke ondersteuning 2007"}
# "art. 2(2)(c) AVG": what opens and closes below an article.
_OPENS = re.compile(r"\)?\(")
_CLOSES = re.compile(r"\)[\s,;]*")
_DEFINED = re.compile(
    r"\s*+\(\s*+(?:hierna(?:\s+ook)?(?:\s+te\s+noemen)?\s*+:?\s*+)?(?:de\s+)?[«\"'‘“]?(?P<short>[A-Z][\w-]*(?:\s\w+)?)[»\"'’”]?\s*\)"
)


@dataclass(frozen=True, slots=True)
class LawCitation:
    """A law named in a text, with the articles cited of it.

    name: its full name, of a law outside the register as printed. bwb: its id,
    None where that is not certain. articles: as printed, ranges of whole
    numbers in full.
    """

    start: int
    end: int
    text: str
    name: str
    bwb: str | None = None
    articles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Named:
    """A law named by tokens first to last (exclusive)."""

    first: int
    last: int
    law: Law
    abbreviated: bool = False


def find_law_citations(text: str) -> tuple[LawCitation, ...]:
    """Laws named in a text, each with the articles that are cited with it, in order.

    >>> find_law_citations("Zie artikel 3:4, eerste lid, Awb.")[0].articles
    ('3:4',)
    """
    tokens = tokenise(text)
    names = copy_of(register())
    laws = list(_named_laws(text, tokens, names))
    # What a text never introduces it may still spell: "de Wdk" beside "de Wet droge kelders".
    spelled = spelled_abbreviations(tokens, [named.law for named in laws if not named.abbreviated], names)
    if spelled:
        names = copy_of(register())
        for abbreviation, law in spelled.items():
            names.add_abbreviation(abbreviation, law)
        laws = list(_named_laws(text, tokens, names))
    found: list[LawCitation] = []
    for named in laws:
        free_from = found[-1].end if found else 0
        citation = _citation(text, tokens, named, free_from)
        if citation and citation.start >= free_from:
            found.append(citation)
    return tuple(found)


def _named_laws(text: str, tokens: tuple[Token, ...], names: LawNames) -> Iterator[_Named]:
    """Laws by name, left to right. An abbreviation that the text defines after a law is added to names there."""
    european = european_acts(text)
    index = 0
    while index < len(tokens):
        word = tokens[index].text
        # Only a name of the register, and an abbreviation, may begin in lower case.
        may_begin = (
            word[0].isupper()
            or word in names.first_words
            or word.lower() in names.names.first_words
            or tokens[index].start in european
        )
        named = _named_at(text, tokens, index, names, european) if may_begin else None
        if not named:
            index += 1
            continue
        yield named
        index = named.last
        defined = _DEFINED.match(text, tokens[named.last - 1].end)
        # "Instellingswet Adviescollege X (AX)": the body is what has the short name.
        if defined is None or OF_A_BODY.match(named.law.name):
            continue
        if _is_abbreviation(defined["short"]) and not _is_another_law(defined["short"], named.law, names):
            names.add_abbreviation(defined["short"], named.law)


def _is_abbreviation(text: str) -> bool:
    # What kind of law it is does not name it.
    if text in ("AMvB", "AmvB", "MvT"):
        return False
    return sum(letter.isupper() for letter in text) >= 2 or (text[1:].islower() and len(text) <= 8)


def _is_another_law(short: str, law: Law, names: LawNames) -> bool:
    """Whether the brackets behind a law name another one: "de Cyberbeveiligingswet (NIS2-richtlijn)"."""
    tokens = tokenise(short)
    known = names.at(tokens, 0)
    return known is not None and not known[2] and known[0] == len(tokens) and known[1] != law


def _named_at(
    text: str, tokens: tuple[Token, ...], index: int, names: LawNames, european: dict[int, tuple[int, str]]
) -> _Named | None:
    first = tokens[index]
    if first.start in european:
        end, name = european[first.start]
        last = next((at for at in range(index, len(tokens)) if tokens[at].start >= end), len(tokens))
        return _Named(index, last, Law(name, None))
    known = names.at(tokens, index)
    two = coordinated(text, tokens, index, names)
    if two is not None and (known is None or index + known[0] < two[0]):
        return _Named(index, *two)
    # "de EU-habitatrichtlijn": the prefix is part of the name.
    prefixed = index > 0 and tokens[index - 1].text == "EU" and tokens[index].gap == "-"
    if known and not is_in_a_compound(text, first.start + 2 * prefixed, tokens[index + known[0] - 1].end):
        length, law, abbreviated = known
        # "Machtigingswet oprichting Kelder-NL" is not the Machtigingswet of 1960.
        if length == 1 and first.text in HEADS and (formed := by_its_form(text, tokens, index)):
            return _Named(index, *formed)
        index -= prefixed
        length += prefixed
        last = with_its_year(tokens, index + length)
        # Another edition than the register knows: the Politiewet 1993 is not the Politiewet.
        other = Law(text[first.start : tokens[last - 1].end], None)
        return _Named(index, last, law if last == index + length else other, abbreviated)
    formed = by_its_form(text, tokens, index)
    return None if formed is None else _Named(index, *formed)


def _citation(text: str, tokens: tuple[Token, ...], named: _Named, free_from: int) -> LawCitation | None:
    """The law with its articles, before it or in brackets behind it; None for a short abbreviation without articles."""
    name = tokens[named.first : named.last]
    before = _places_before(tokens, named.first)
    # "Vrl. art. 4.2 en de Awb": the article is that of the law before it.
    before = before if before and before[0].start >= free_from else ()
    start = before[0].start if before else name[0].start
    end = name[-1].end
    if not before:
        bracketed = _BRACKETED.match(text, end)
        if bracketed:
            before, end = tokenise(bracketed["places"] or bracketed["annex"]), bracketed.end()
        elif behind := _places_behind(text, tokens, named):
            before, end = tokenise(behind["places"]), behind.end()
    is_alone = named.abbreviated and not before and len(name) == 1
    if is_alone and needs_an_article(name[0].text) and not is_said_of_a_law(text, start, name[0].text):
        return None
    law = _edition(_book(named.law, before), before)
    return LawCitation(start, end, text[start:end], law.name, law.bwb, _articles(before))


_BRACKETED = re.compile(
    r"\s*+\(\s*+(?P<places>(?:artikel(?:en)?|art\.)\s[^()]{1,60})\)|,\s(?P<annex>[Bb]ijlage\s[IVX]+)\b"
)


# "Warenwetbesluit X, artikel 3", "AVG art. 9, eerste lid", and after an abbreviation with its point "Vrl. art. 4.2".
_BEHIND = re.compile(
    r"(?:,? |(?P<point>\. ))(?P<places>(?:[Aa]rtikel(?:en)?|[Aa]rtt?\.) \d+(?:[.:]\d+)*[a-z]{0,2}"
    r"(?:(?:, | en | tot en met )\d+(?:[.:]\d+)*[a-z]{0,2}(?![\w:/-]))*"
    r"(?:,? (?:lid \d+|\d+e lid|(?:eerste|tweede|derde|vierde|vijfde|zesde) lid))?"
    r"(?:,? (?:onder|sub|onderdeel) [a-z]\b)?)(?![\w:-]|[.]\d| (?:en|tot|t/m) |,? (?:van|uit|der)\b)"
)


def _places_behind(text: str, tokens: tuple[Token, ...], named: _Named) -> re.Match[str] | None:
    """The article cited behind a law; None where it may be one of the law that is named next."""
    match = _BEHIND.match(text, tokens[named.last - 1].end)
    if match is None or (match["point"] and not named.abbreviated):
        return None
    following = next((at for at in range(named.last, len(tokens)) if tokens[at].start >= match.end()), len(tokens))
    is_of_the_next = following < len(tokens) and (
        register().at(tokens, following) or tokens[following].text in HEADS | EUROPEAN_HEADS
    )
    return None if is_of_the_next and tokens[following].gap.strip() in ("", ",") else match


def _places_before(tokens: tuple[Token, ...], index: int) -> tuple[Token, ...]:
    """The words that cite places in the law named at index: "artikel 8, eerste lid, onder c, van de"."""
    first, part = index, None
    while first > 0 and _is_small_gap(tokens, first) and _belongs(tokens, first - 1, index - first):
        first -= 1
        if tokens[first].text.lower() in PARTS and first + 1 < index:
            part = first
            if tokens[first].text == "Artikel":
                # It opens a citation: "Bijlage A Artikel 10 van de Wob" is the heading of an annex and one article.
                break
    if part is None or not any(_is_number(token.text) for token in tokens[part:index]):
        return ()
    return tokens[part:index]


def _is_small_gap(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether a citation may go on over what is printed before tokens[at]."""
    gap, before = tokens[at].gap, tokens[at - 1]
    if _SMALL_GAP.fullmatch(gap):
        return True
    is_closed = gap[:1] != ")" or bool(_OPENS.fullmatch(before.gap))
    return is_closed and _is_number(before.text) and bool(_OPENS.fullmatch(gap) or _CLOSES.fullmatch(gap))


def _belongs(tokens: tuple[Token, ...], at: int, distance: int) -> bool:
    """Whether a word can stand between "artikel" and the name of the law, as the distance-th before the name."""
    lower = tokens[at].text.lower()
    if distance < 2 and (lower in _LEADS_TO_A_LAW or lower in _DETERMINERS):
        return True
    if lower == "in":
        return tokens[at + 1].text.lower() in _TOGETHER
    return lower in PARTS | _ORDINALS | _GLUE | _BELOW_AN_ARTICLE or _is_number(tokens[at].text)


def start_of_articles(text: str, start: int) -> int:
    """Where a citation begins of the articles of a law whose name begins at start; start itself when none is cited.

    >>> start_of_articles("Zie artikel 50 van het EU-verdrag.", 23)
    4
    """
    offset = max(0, start - 120)
    before = tokenise(text[offset : start + 1])
    cited = _places_before(before, len(before) - 1) if before and before[-1].start == start - offset else ()
    return offset + cited[0].start if cited else start


def _is_number(word: str) -> bool:
    return word[:1].isdigit() or bool(_ROMAN_OR_LETTER.fullmatch(word))


def _articles(places: tuple[Token, ...]) -> tuple[str, ...]:
    """The numbers of articles among the words that cite them: not of their leden and onderdelen."""
    found: list[str] = []
    of_an_article, below, until = False, False, False
    for position, token in enumerate(places):
        word = token.text.lower()
        below = (below and "," not in token.gap) or "(" in token.gap
        if word in PARTS and word not in _BELOW_AN_ARTICLE:
            of_an_article = word in _ARTICLE
        elif word in _BELOW_AN_ARTICLE:
            below = position + 1 < len(places) and _is_number(places[position + 1].text)
        elif token.text[0].isdigit() and of_an_article and not below:
            if until and found and found[-1].isdigit() and word.isdigit():
                found += [str(number) for number in range(int(found[-1]) + 1, int(word))]
            found.append(token.text)
        until = word in ("t/m", "met")
    return tuple(dict.fromkeys(found))


def _book(law: Law, places: tuple[Token, ...]) -> Law:
    """Of the Burgerlijk Wetboek the book that is cited: artikel 7:610 BW, artikel 9 van Boek 2."""
    if law.name != "Burgerlijk Wetboek":
        return law
    words = [token.text for token in places]
    named = [after for word, after in pairwise(words) if word.lower() == "boek"]
    numbered = [word.split(":")[0] for word in words if ":" in word]
    # Of "artikel 15d van Boek 3 en artikel 227b van Boek 6" the book beside the law.
    for book in (*reversed(named), *reversed(numbered)):
        known = register().at(tokenise(f"Burgerlijk Wetboek Boek {book}"), 0)
        if known and known[0] == 4:
            return known[1]
    return law


def _edition(law: Law, places: tuple[Token, ...]) -> Law:
    """Of two laws with one name the one that numbers its articles so: of 2015 "2.3.2", of 2007 "19a"."""
    older = _NUMBERED_PLAINLY.get(law.name)
    articles = _articles(places)
    if older is None or not articles or any("." in article for article in articles):
        return law
    known = register().at(tokenise(older), 0)
    return known[1] if known else law
