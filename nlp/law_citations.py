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

from nlp.function_words import FUNCTION_WORDS, VERBS_AFTER_A_NAME
from nlp.law_names import Law, LawNames, Token, copy_of, is_said_of_a_law, needs_an_article, register, tokenise

_PARTS = {"artikel", "artikelen", "art", "artt", "hoofdstuk", "hoofdstukken", "afdeling", "paragraaf", "§", "titel"}
_PARTS |= {"aanwijzing", "bijlage", "bijlagen", "boek", "onderdeel", "deel"}
_ARTICLE = {"artikel", "artikelen", "art", "artt"}
_BELOW_AN_ARTICLE = {"lid", "leden", "onder", "onderdeel", "onderdelen", "sub", "letter", "punt", "aanhef", "volzin"}
_ORDINALS = set(
    "eerste tweede derde vierde vijfde zesde zevende achtste negende tiende elfde twaalfde dertiende veertiende "
    "vijftiende zestiende zeventiende achttiende negentiende twintigste laatste".split()
)
_GLUE = {
    "en",
    "of",
    "tot",
    "met",
    "t/m",
    "juncto",
    "jo",
    "dan",
    "wel",
    "zin",
    "alinea",
    "e",
    "de",
    "het",
    "van",
    "respectievelijk",
}
_LEADS_TO_A_LAW = {"van", "uit", "in", "bij", "krachtens", "der"}
_DETERMINERS = {"de", "het"}
_ROMAN_OR_LETTER = re.compile(r"[IVXL]+[a-z]?|[A-Z]|([a-z])\1{0,2}")
_SMALL_GAP = re.compile(r"[\s,;*°]*|\.\s*")
_DEFINED = re.compile(
    r"\s*\(\s*(?:hierna(?:\s+ook)?(?:\s+te\s+noemen)?\s*:?\s*)?(?:de\s+)?[«\"'‘“]?(?P<short>[A-Z][\w-]*(?:\s\w+)?)[»\"'’”]?\s*\)"
)
# A law in European numbering: Richtlijn 2009/16/EG, Verordening (EU) nr. 1303/2013.
_EUROPEAN = re.compile(
    r"\b(?:[Uu]itvoerings|[Gg]edelegeerde\s)?(?:[Rr]ichtlijn|[Vv]erordening|[Kk]aderbesluit|[Bb]esluit)\s+"
    r"(?:\((?:EU|EG|EEG|Euratom)(?:,\s?(?:EU|EG|Euratom))?\)\s*)?(?:nr\.\s*)?\d{2,4}/\d{1,4}(?:/(?:EU|EG|EEG|JBZ|GBVB|Euratom))?"
)
# A compound that can only be a law: Cyberbeveiligingswet, Batterijenverordening.
_COMPOUND = re.compile(r"[A-Z][a-zà-ÿ]{2,}(?:wet|wetboek|verordening|richtlijn)")
_NO_LAW = re.compile(
    r"(?:Begrotings|Kader|Nood|Spoed|Initiatief|Uitvoerings|Invoerings|Reparatie|Wijzigings|Rijks|Verzamel|Machtigings|"
    r"Aanpassings|Grond|Implementatie|Slot|Suppletoire|Nieuwe)(?:wet|verordening|richtlijn)"
)
# A bill by its short title: Wet, Rijkswet or Verzamelwet and the words that go with it.
_PLAIN_HEADS = {"Wet", "Rijkswet"}
_HEADS = _PLAIN_HEADS | {
    "Verzamelwet",
    "Reparatiewet",
    "Invoeringswet",
    "Uitvoeringswet",
    "Kaderwet",
    "Implementatiewet",
}
# A European act by its short title: Richtlijn industriële emissies, Richtlijn Tijdelijke Bescherming.
_EUROPEAN_HEADS = {"Richtlijn", "Kaderrichtlijn", "Verordening"}
_ADJECTIVE = re.compile(r"[a-zà-ÿ]{3,}(?:ële|ige|lijke?|sche|ale|aire|ieve|de|te)")
_END_OF_A_TITLE = set(
    "is zijn was waren wordt worden werd heeft hebben had kan kunnen kon zal zullen zou moet moeten mag die "
    "dat dit deze waarin waarmee waarbij waardoor om te ter als dan door uit per na naar over sinds omdat "
    "zoals ook niet nog al reeds wel hierna mede tijdens vanaf regelt bevat biedt geldt voorziet treedt komt "
    "gaat geeft stelt bepaalt verplicht maakt vraagt volgt wil ten onder zonder hier er daarin hij zij het ze "
    "we ik u uw mijn hun in aan tot met of maar want terwijl indien "
    "een beoogt dient vallen staat bedoeld vast voorgesteld houdende inzet".split()
)
# With these a sentence goes on after "het Besluit".
_NO_TITLE = _END_OF_A_TITLE | FUNCTION_WORDS | VERBS_AFTER_A_NAME | {"bezwaar", "beroep", "genomen", "gedateerd"}
_INSIDE_A_TITLE = {"op", "de", "van", "voor", "bij", "en", "het", "inzake", "tegen"}


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
    found: list[LawCitation] = []
    for named in _named_laws(text, tokens):
        free_from = found[-1].end if found else 0
        citation = _citation(text, tokens, named, free_from)
        if citation and citation.start >= free_from:
            found.append(citation)
    return tuple(found)


def _named_laws(text: str, tokens: tuple[Token, ...]) -> Iterator[_Named]:
    """Laws by name, left to right. An abbreviation that the text defines after a law counts from there on."""
    names = copy_of(register())
    european = {match.start(): match.end() for match in _EUROPEAN.finditer(text)}
    index = 0
    while index < len(tokens):
        named = _named_at(text, tokens, index, names, european)
        if not named:
            index += 1
            continue
        yield named
        index = named.last
        if (defined := _DEFINED.match(text, tokens[named.last - 1].end)) and _is_abbreviation(defined["short"]):
            names.add_abbreviation(defined["short"], named.law)


def _is_abbreviation(text: str) -> bool:
    # What kind of law it is does not name it.
    if text in ("AMvB", "AmvB", "MvT"):
        return False
    return sum(letter.isupper() for letter in text) >= 2 or (text[1:].islower() and len(text) <= 8)


def _named_at(
    text: str, tokens: tuple[Token, ...], index: int, names: LawNames, european: dict[int, int]
) -> _Named | None:
    first = tokens[index]
    if first.start in european:
        last = next((at for at in range(index, len(tokens)) if tokens[at].start >= european[first.start]), len(tokens))
        return _Named(index, last, Law(text[first.start : european[first.start]], None))
    known = names.at(tokens, index)
    # "de EU-habitatrichtlijn": the prefix is part of the name.
    prefixed = index > 0 and tokens[index - 1].text == "EU" and tokens[index].gap == "-"
    if known and not _is_in_a_compound(text, first.start + 2 * prefixed, tokens[index + known[0] - 1].end):
        length, law, abbreviated = known
        index -= prefixed
        length += prefixed
        last = _with_its_year(tokens, index + length)
        # Another edition than the register knows: the Politiewet 1993 is not the Politiewet.
        other = Law(text[first.start : tokens[last - 1].end], None)
        return _Named(index, last, law if last == index + length else other, abbreviated)
    return _by_its_form(text, tokens, index)


def _with_its_year(tokens: tuple[Token, ...], last: int) -> int:
    """Where a name ends that goes on with a year or with BES: Politiewet 1993, Wet afbreking zwangerschap BES."""
    follows = last < len(tokens) and tokens[last].gap.isspace()
    return last + 1 if follows and re.fullmatch(r"(?:19|20)\d\d|BES", tokens[last].text) else last


def _is_in_a_compound(text: str, start: int, end: int) -> bool:
    """Part of a hyphenated word, as Awb in Awb-besluit."""
    return bool(
        re.match(r"[-\u2011\u2013]\w", text[end : end + 2]) or re.match(r"\w[-\u2011]", text[max(0, start - 2) : start])
    )


def _by_its_form(text: str, tokens: tuple[Token, ...], index: int) -> _Named | None:
    """A law outside the register: a compound (Cyberbeveiligingswet), or a short title (Wet toekomst pensioenen)."""
    first = tokens[index]
    if _COMPOUND.fullmatch(first.text) and not _NO_LAW.fullmatch(first.text):
        last = index + 1
    elif first.text in _HEADS:
        last = _end_of_title(tokens, index)
    elif first.text in _EUROPEAN_HEADS:
        last = _end_of_short_title(tokens, index)
    elif first.text == "Besluit" and _begins_a_title(tokens, index):
        last = _end_of_title(tokens, index)
    else:
        return None
    last = _with_its_year(tokens, last)
    if (last - index == 1 and first.text in _HEADS | _EUROPEAN_HEADS | {"Besluit"}) or _is_in_a_compound(
        text, first.start, tokens[last - 1].end
    ):
        return None
    return _Named(index, last, Law(text[first.start : tokens[last - 1].end], None))


def _begins_a_title(tokens: tuple[Token, ...], index: int) -> bool:
    """Whether a decree is named by its title, "het Besluit collectieve warmte", and not "het Besluit" of a letter."""
    two = [token.text for token in tokens[index + 1 : index + 3]]
    return (
        index > 0
        and tokens[index - 1].text in _DETERMINERS
        and len(two) == 2
        and tokens[index + 1].gap == tokens[index + 2].gap == " "
        and all(word.islower() and len(word) > 4 and word not in _NO_TITLE for word in two)
    )


def _end_of_title(tokens: tuple[Token, ...], index: int) -> int:
    """Where the words of a short title end: at a verb, a stop or an opening bracket; not on a preposition."""
    last = index + 1
    if tokens[index].text not in _PLAIN_HEADS | {"Besluit"} and (
        last == len(tokens) or not tokens[last].text[0].isupper()
    ):
        return last
    while last < min(len(tokens), index + 10):
        word, before = tokens[last].text.lower(), tokens[last - 1].text.lower()
        is_article = word in _DETERMINERS and before not in _INSIDE_A_TITLE
        # "de Wet A en de Wet B", but "Wet verbetering uitvoering Wet veiligheidsonderzoeken".
        if tokens[last].text in _HEADS and before in ("de", "en"):
            break
        is_decree = tokens[index].text == "Besluit"
        if is_decree and (word == "bij" or (word not in _INSIDE_A_TITLE and word in _NO_TITLE)):
            break
        if not _is_one_space(tokens[last].gap) or word in _END_OF_A_TITLE | _PARTS or word[0].isdigit() or is_article:
            break
        last += 1
    while last > index + 1 and tokens[last - 1].text.lower() in _INSIDE_A_TITLE:
        last -= 1
    return last


def _is_one_space(gap: str) -> bool:
    """Whether words follow each other on a line or over the end of one, and not over the end of a paragraph."""
    return gap.strip(" ") in ("", "\n")


def _end_of_short_title(tokens: tuple[Token, ...], index: int) -> int:
    """Where the topic of a directive ends: capitalised words, or an adjective and its noun."""
    last = index + 1
    while last < min(len(tokens), index + 5) and tokens[last].gap == " " and tokens[last].text[0].isupper():
        last += 1
    topic = tokens[last : last + 2]
    if last == index + 1 and len(topic) == 2 and topic[0].gap == topic[1].gap == " ":
        is_topic = (
            _ADJECTIVE.fullmatch(topic[0].text) and topic[1].text not in _END_OF_A_TITLE and len(topic[1].text) > 4
        )
        return last + 2 if is_topic else last
    return last


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
    law = _book(named.law, before)
    return LawCitation(start, end, text[start:end], law.name, law.bwb, _articles(before))


_BRACKETED = re.compile(
    r"\s*\(\s*(?P<places>(?:artikel(?:en)?|art\.)\s[^()]{1,60})\)|,\s(?P<annex>[Bb]ijlage\s[IVX]+)\b"
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
        register().at(tokens, following) or tokens[following].text in _HEADS | _EUROPEAN_HEADS
    )
    return None if is_of_the_next and tokens[following].gap.strip() in ("", ",") else match


def _places_before(tokens: tuple[Token, ...], index: int) -> tuple[Token, ...]:
    """The words that cite places in the law named at index: "artikel 8, eerste lid, onder c, van de"."""
    first, part = index, None
    while first > 0 and _SMALL_GAP.fullmatch(tokens[first].gap) and _belongs(tokens[first - 1].text, index - first):
        first -= 1
        if tokens[first].text.lower() in _PARTS and first + 1 < index:
            part = first
            if tokens[first].text == "Artikel":
                # It opens a citation: "Bijlage A Artikel 10 van de Wob" is the heading of an annex and one article.
                break
    if part is None or not any(_is_number(token.text) for token in tokens[part:index]):
        return ()
    return tokens[part:index]


def _belongs(word: str, distance: int) -> bool:
    """Whether a word can stand between "artikel" and the name of the law, as the distance-th before the name."""
    lower = word.lower()
    if distance < 2 and (lower in _LEADS_TO_A_LAW or lower in _DETERMINERS):
        return True
    return lower in _PARTS | _ORDINALS | _GLUE | _BELOW_AN_ARTICLE or _is_number(word)


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
        below = below and "," not in token.gap
        if word in _PARTS and word not in _BELOW_AN_ARTICLE:
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
    for book in (*named, *numbered):
        known = register().at(tokenise(f"Burgerlijk Wetboek Boek {book}"), 0)
        if known and known[0] == 4:
            return known[1]
    return law
