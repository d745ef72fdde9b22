"""Laws that no register has, by the form of their name: a compound, a short title."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

from ingest.metadata.bodies import bodies
from nlp.references.law_names import Law, LawNames, Token
from nlp.registers.held import organisation_by_form
from nlp.text.function_words import FUNCTION_WORDS, VERBS_AFTER_A_NAME
from nlp.text.runs import MANY_WORDS

# What a citation names of a law.
PARTS = {"artikel", "artikelen", "art", "artt", "hoofdstuk", "hoofdstukken", "afdeling", "paragraaf", "§", "titel"}
PARTS |= {"wetsartikel", "annex", "annexen", "aanwijzing", "bijlage", "bijlagen", "boek", "onderdeel", "deel"}
# A compound that can only be a law: Cyberbeveiligingswet, Batterijenverordening.
_COMPOUND = re.compile(r"[A-Z][a-zà-ÿ]{2,}(?:wet|wetboek|verordening|richtlijn)")
_NO_LAW = re.compile(
    r"(?:Begrotings|Kader|Nood|Spoed|Initiatief|Uitvoerings|Invoerings|Reparatie|Wijzigings|Rijks|Verzamel|Machtigings|"
    r"Aanpassings|Grond|Implementatie|Slot|Suppletoire|Nieuwe)(?:wet|verordening|richtlijn)"
)
# A bill by its short title: Wet, Rijkswet or Verzamelwet and the words that go with it.
_PLAIN_HEADS = {"Wet", "Rijkswet"}
HEADS = _PLAIN_HEADS | {
    "Verzamelwet",
    "Reparatiewet",
    "Invoeringswet",
    "Uitvoeringswet",
    "Kaderwet",
    "Implementatiewet",
    "Spoedwet",
    "Noodwet",
    "Wijzigingswet",
    "Aanpassingswet",
    "Machtigingswet",
}
# A title in lower case begins with what the act is about, not with what is said of it: "de Noodwet volledig".
_SAID_OF_AN_ACT = re.compile(r"(?:ge|be|ver|ont|her)[a-zà-ÿ]+[dt]|[a-zà-ÿ]+(?:lijk|ig|weg|end)")
_SHORTEST_TOPIC = 5
# A European act by its short title: Richtlijn industriële emissies, Richtlijn Tijdelijke Bescherming.
EUROPEAN_HEADS = {"Richtlijn", "Kaderrichtlijn", "Verordening"}
# Regulations that only regulate, by what they do or are about; a "Regeling" of another topic may give support.
_INSTITUTES = re.compile(
    r"instelling|oprichting|aanpassing|aanpassingen|wijziging|samenstelling|"
    r"mandaat|ondermandaat|aanwijzing|vaststelling|intrekking"
)
_REGULATED = re.compile(
    r"[a-zà-ÿ]{3,}(?:bescherming|kwaliteit|veiligheid|recht|verkeer|stoffen|veehouderij|wet|besluit|plicht|gegevens|"
    r"producten|vervoer|onderzoek|emissies|toezicht|examens?|tarieven|bestanden|registratie|administratie)"
)
_ADJECTIVE = re.compile(r"[a-zà-ÿ]{3,}(?:ële|ige|lijke?|sche|ale|aire|ieve|de|te)")
_END_OF_A_TITLE = set(
    "is zijn was waren wordt worden werd heeft hebben had kan kunnen kon zal zullen zou moet moeten mag die "
    "dat dit deze waarin waarmee waarbij waardoor om te ter als dan door uit per na naar over sinds omdat "
    "zoals zich zelf ook niet nog al reeds wel hierna mede tijdens vanaf regelt bevat biedt geldt voorziet treedt komt "
    "gaat geeft stelt bepaalt verplicht maakt vraagt volgt wil ten onder zonder hier er daarin hij zij het ze "
    "we ik u uw mijn hun in aan tot met of maar want terwijl indien "
    "een beoogt dient vallen vervalt vervallen loopt staat bedoeld vast voorgesteld houdende inzet".split()
)
# "de Wet droge kelders hiertoe verplicht"
_REFERS_BACK = re.compile(r"(?:hier|daar|waar)(?:aan|bij|door|in|mee|na|naar|onder|op|over|toe|uit|van|voor|tegen)")
_ORDINALS = {"eerste", "tweede", "derde", "vierde", "vijfde"}
# With these a sentence goes on after "het Besluit".
_NO_TITLE = _END_OF_A_TITLE | FUNCTION_WORDS | VERBS_AFTER_A_NAME | {"bezwaar", "beroep", "genomen", "gedateerd"}
_TEMPORARY = {"wet", "rijkswet", "experimentenwet", "besluit"}
# "Instellingsbesluit Adviescollege X", "Mandaatregeling RVO": a law of this kind is named by what it is about.
OF_A_BODY = re.compile(
    r"(?:Instellings|Mandaat|Organisatie|Aanwijzings|Benoemings|Taak)(?:wet|besluit|regeling|verordening)"
)
# "AI verordening", "NIS2 Richtlijn", "EUDR-Ontbossingsverordening": not of the Union at large.
_BY_ITS_INITIALS = re.compile(r"(?!EU\b|EG\b|EC\b|EER\b)[A-Z][A-Z\d]{1,5}")
_ACT_BY_TOPIC = re.compile(r"[A-Z][a-zà-ÿ]{3,}(?:verordening|richtlijn)")
_ACT_OF_INITIALS = {"verordening", "richtlijn"}
# What an article may be cited of without a word between: "artikel 29 Cbb", "art. 4 Wgmo", "artikel 67 AWR".
_CITED_DIRECTLY = re.compile(r"(?![IVXLCDM]+\Z)(?:[A-Z]{3,6}|[A-Z][b-df-hj-np-tv-z]{2,5}|W[a-z]{2,5})")
_BES_ABBREVIATION = re.compile(r"(?:W|Bel|Bes|R)[a-z]{1,5}")
_DECREES = {"Besluit", "Regeling"}
_DETERMINERS = {"de", "het"}
_SHARED_END = re.compile(r"(?:richtlijn|verordening|wet|besluit)\Z")
# What a name by its form begins with.
_FIRST_WORDS = HEADS | EUROPEAN_HEADS | _DECREES | {"Tijdelijke", "Tijdelijk", "Algemene"}
_FIRST_FORMS = (OF_A_BODY, _COMPOUND, _BY_ITS_INITIALS, _BES_ABBREVIATION, _CITED_DIRECTLY)
# A law by its initials, of three letters or more, and what stands before it.
_SPELLED_HEADS = {"Wet", "Rijkswet", "Besluit", "Regeling"}
_SHORTEST_SPELLED = 3
_LEADS = {"de", "het", "van", "uit", "in", "der", "lid"}
_INSIDE_A_TITLE = {"op", "de", "van", "voor", "bij", "en", "het", "inzake", "tegen"}


def by_its_form(text: str, tokens: tuple[Token, ...], index: int) -> tuple[int, Law] | None:
    """A law outside the register: a compound (Cyberbeveiligingswet), or a short title (Wet toekomst pensioenen).

    Returns:
        The token behind its name, which begins at index, and the law.
    """
    first = tokens[index]
    if not _may_begin(first.text):
        return None
    if OF_A_BODY.fullmatch(first.text):
        last = _end_of_body(tokens, index)
    elif _COMPOUND.fullmatch(first.text) and not _NO_LAW.fullmatch(first.text):
        last = index + 1
    elif first.text in HEADS:
        last = _end_of_title(tokens, index)
    elif first.text in ("Tijdelijke", "Tijdelijk") and _is_temporary_act(tokens, index + 1):
        last = _end_of_title(tokens, index + 1)
    elif first.text in EUROPEAN_HEADS:
        last = _end_of_short_title(tokens, index)
    elif first.text == "Algemene" and _is_followed_by(tokens, index, EUROPEAN_HEADS):
        last = _end_of_short_title(tokens, index + 1)
        last = index if last == index + 2 else last
    elif (_BY_ITS_INITIALS.fullmatch(first.text) and _is_act_of_initials(tokens, index)) or (
        _BES_ABBREVIATION.fullmatch(first.text) and _is_followed_by(tokens, index, {"bes"}, "BES")
    ):
        last = index + 2
    elif _CITED_DIRECTLY.fullmatch(first.text) and _follows_an_article(tokens, index):
        last = index + 1
    elif first.text in _DECREES and _begins_a_title(tokens, index):
        last = _end_of_title(tokens, index)
    else:
        return None
    if last == index:
        return None
    if _COMPOUND.fullmatch(first.text) or first.text == "Verordening":
        last = _with_its_municipality(tokens, last)
    last = with_its_year(tokens, last)
    if (last - index == 1 and first.text in HEADS | EUROPEAN_HEADS | _DECREES) or is_in_a_compound(
        text, first.start, tokens[last - 1].end
    ):
        return None
    return last, Law(text[first.start : tokens[last - 1].end], None)


@lru_cache(MANY_WORDS)
def _may_begin(word: str) -> bool:
    """Whether the name of a law may begin with a word, by that word alone."""
    return word in _FIRST_WORDS or any(form.fullmatch(word) for form in _FIRST_FORMS)


def _is_followed_by(tokens: tuple[Token, ...], index: int, words: set[str], exactly: str = "") -> bool:
    """Whether the next word, in capitals or not, is one of these; exactly: as it must be printed."""
    if index + 1 >= len(tokens) or tokens[index + 1].gap != " ":
        return False
    following = tokens[index + 1].text
    return following == exactly if exactly else following.lower() in {word.lower() for word in words}


def _is_act_of_initials(tokens: tuple[Token, ...], index: int) -> bool:
    """Whether what goes with the initials at tokens[index] is an act of the Union, by its kind or its topic."""
    if index + 1 == len(tokens):
        return False
    kind = tokens[index + 1]
    # "de KNMG-richtlijn" is of physicians.
    if kind.text.lower().endswith("richtlijn") and tokens[index].text in organisation_by_form():
        return False
    is_joined = kind.gap == "-" and (kind.text in _ACT_OF_INITIALS or _ACT_BY_TOPIC.fullmatch(kind.text))
    return bool(is_joined) or _is_followed_by(tokens, index, _ACT_OF_INITIALS)


def _follows_an_article(tokens: tuple[Token, ...], index: int) -> bool:
    """Whether the number of an article, or of a part of it, stands right before: "artikel 29 Cbb"."""
    gap = tokens[index].gap
    if index < 2 or gap not in (" ", ", "):
        return False
    before = [token.text.lower() for token in tokens[max(0, index - 8) : index]]
    cited = max((at for at, word in enumerate(before) if word in {"artikel", "artikelen", "art"}), default=None)
    if cited is None or cited == len(before) - 1 or not before[cited + 1][:1].isdigit():
        return False
    return (
        gap == " " and before[-1][:1].isdigit() if cited == len(before) - 2 else "lid" in before[cited:] and gap != " "
    )


def _end_of_body(tokens: tuple[Token, ...], index: int) -> int:
    """Where the body ends that an act sets up: an abbreviation, or capitalised words and what goes with them."""
    at = index + 1
    if at == len(tokens) or tokens[at].gap != " " or not tokens[at].text[0].isupper():
        return at
    if tokens[at].text.isupper():
        return at + 1
    last = _end_of_title(tokens, at, {tokens[at].text})
    return min(last, index + 6)


def _with_its_municipality(tokens: tuple[Token, ...], last: int) -> int:
    """Where an ordinance with its place ends: "Verordening jeugdhulp gemeente X 2024", "Bouwverordening X 2012"."""
    at = last
    # "Verordening Participatiewet, IOAW en IOAZ gemeente Delft": what it is about may be a row of names.
    for place in range(last, min(len(tokens), last + 7)):
        token = tokens[place]
        if token.text.lower() == "gemeente" and token.gap == " ":
            at = place + 1
            break
        if token.gap not in (" ", ", ") or not (token.text[0].isupper() or token.text == "en"):
            break
    end = at
    while end < min(len(tokens), at + 3) and tokens[end].gap == " " and tokens[end].text[0].isupper():
        end += 1
    if end == at:
        return last
    has_year = with_its_year(tokens, end) > end
    if has_year or at > last:
        return end
    # "Omgevingsverordening Overijssel": of a place that the register of public bodies has.
    return last + 1 if tokens[last].text in bodies().places else last


def _is_temporary_act(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether the title of an act goes on after "Tijdelijke" at tokens[at]: "Tijdelijke experimentenwet kelders"."""
    two = tokens[at : at + 2]
    return len(two) == 2 and two[0].text in _TEMPORARY and two[0].gap == two[1].gap == " " and len(two[1].text) > 4


def coordinated(text: str, tokens: tuple[Token, ...], index: int, names: LawNames) -> tuple[int, Law] | None:
    """Two laws that share the end of their names: "Vogel- en Habitatrichtlijn", also without the hyphen.

    Without it the first must be a law of the register when its end is added.
    """
    following = tokens[index + 1 : index + 3]
    if len(following) < 2 or following[0].text not in ("en", "of") or not tokens[index].text[0].isupper():
        return None
    end = _SHARED_END.search(following[1].text)
    gap = following[0].gap
    if end is None or following[1].gap != " " or gap not in (" ", "- ", "\u2013 "):
        return None
    whole = tokens[index].text + end[0]
    is_known = (whole.lower(), "") in names.names
    second_known = following[1].text.lower() in names.names.first_words or following[1].text[0].isupper()
    if not second_known or (gap == " " and not is_known):
        return None
    start, last = tokens[index].start, index + 3
    if is_in_a_compound(text, start, following[1].end):
        return None
    return last, Law(text[start : following[1].end], None)


def spelled_abbreviations(tokens: tuple[Token, ...], laws: Iterable[Law], names: LawNames) -> dict[str, Law]:
    """Abbreviations used among the tokens that spell the initials of a law which the text names in full.

    Only behind an article or a word that leads to a law, and not where the
    abbreviation is known for another law that the text names too.
    """
    named = {law.name: law for law in laws}
    spelled: dict[str, Law] = {}
    for law in named.values():
        words = law.name.split()
        if len(words) >= _SHORTEST_SPELLED and words[0] in _SPELLED_HEADS and all(w.isalpha() for w in words):
            initials = "".join(word[0] for word in words)
            spelled[initials.capitalize()] = spelled[initials.upper()] = law
    used = {
        token.text
        for before, token in pairwise(tokens)
        if token.text in spelled and token.gap == " " and (before.text.lower() in _LEADS or before.text[0].isdigit())
    }
    return {short: spelled[short] for short in used if not _is_of_another(short, spelled[short], named, names)}


def _is_of_another(short: str, law: Law, named: dict[str, Law], names: LawNames) -> bool:
    """Whether an abbreviation is known for the law already, or for another one that the text names in full."""
    known = [other for _, other in names.abbreviations.get((short, ""), ())]
    return any(other == law or other.name in named for other in known)


def _begins_a_title(tokens: tuple[Token, ...], index: int) -> bool:
    """Whether a decree is named by its title, "het Besluit collectieve warmte", and not "het Besluit" of a letter."""
    two = [token.text for token in tokens[index + 1 : index + 3]]
    if not two or tokens[index + 1].gap != " ":
        return False
    if any(token.text == "BES" for token in tokens[index + 2 : index + 6]) and two[0].islower():
        return True
    # "Regeling instelling Adviescollege X" is a title wherever it stands.
    if _INSTITUTES.fullmatch(two[0]) and len(two) == 2:
        return tokens[index + 2].gap == " " and (two[1] in ("van", "de") or two[1][0].isupper())
    is_cited = index > 1 and tokens[index - 1].text[0].isdigit() and tokens[index - 2].text.lower() in PARTS
    if index == 0 or (tokens[index - 1].text.lower() not in _DETERMINERS and not is_cited) or two[0] in _NO_TITLE:
        return False
    if _REGULATED.fullmatch(two[0]):
        return True
    if tokens[index].text == "Besluit" and len(two) == 2 and all(_is_name(word) for word in two):
        return tokens[index + 2].gap == " "
    return (
        tokens[index].text == "Besluit"
        and len(two) == 2
        and tokens[index + 2].gap == " "
        and all(word.islower() and len(word) > 4 and word not in _NO_TITLE for word in two)
    )


def _is_name(word: str) -> bool:
    """Whether a word of a title is a name in it, and not the body that decides ("het Besluit Burgemeester en ...")."""
    return word[0].isupper() and word.lower() not in ("burgemeester", "college", "raad", "gedeputeerde", "provinciale")


def _end_of_title(tokens: tuple[Token, ...], index: int, heads: frozenset[str] | set[str] = frozenset()) -> int:
    """Where the words of a short title end: at a verb, a stop or an opening bracket; not on a preposition."""
    last = index + 1
    is_plain = tokens[index].text in _PLAIN_HEADS | _DECREES | _TEMPORARY | heads
    if not is_plain and (last == len(tokens) or not _may_be_a_topic(tokens[last])):
        return last
    while last < min(len(tokens), index + 10):
        word, before = tokens[last].text.lower(), tokens[last - 1].text.lower()
        is_article = word in _DETERMINERS and before not in _INSIDE_A_TITLE
        # "de Wet A en de Wet B", but "Wet verbetering uitvoering Wet veiligheidsonderzoeken".
        if tokens[last].text in HEADS | _DECREES and before in ("de", "en", "het"):
            break
        # "de Wet A en de Pensioenwet"
        if before in _DETERMINERS and tokens[last - 2].text in ("en", "of") and _COMPOUND.fullmatch(tokens[last].text):
            break
        # "Wet op de kansspelen", but "de Spoedwet X op goede gronden".
        if word == "op" and not is_plain and not _is_followed_by(tokens, last, _DETERMINERS):
            break
        is_decree = tokens[index].text in _DECREES
        if is_decree and (word == "bij" or (word not in _INSIDE_A_TITLE and word in _NO_TITLE)):
            break
        is_suspended = tokens[last].gap in ("- ", "\u2013 ") and word in ("en", "of")
        if (
            not (_is_one_space(tokens[last].gap) or is_suspended or _is_hyphened(tokens, last))
            or word in _END_OF_A_TITLE | PARTS
            or _REFERS_BACK.fullmatch(word)
            or word[0].isdigit()
            or is_article
        ):
            break
        last += 1
        if tokens[last - 1].text == "BES":
            break
    while last > index + 1 and tokens[last - 1].text.lower() in _INSIDE_A_TITLE:
        last -= 1
    return last


def _may_be_a_topic(token: Token) -> bool:
    """Whether the title of an act may begin with a word: a name, or a noun in lower case."""
    word = token.text
    if word[0].isupper():
        return True
    is_noun = word.islower() and len(word) >= _SHORTEST_TOPIC and not _SAID_OF_AN_ACT.fullmatch(word)
    return is_noun and token.gap == " " and word not in _NO_TITLE


def _is_one_space(gap: str) -> bool:
    """Whether words follow each other on a line or over the end of one, and not over the end of a paragraph."""
    return gap.strip(" ") in ("", "\n")


def _is_hyphened(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether a word and the one before it are one name: "Kelder-NL", but not "Kelder-verzoek"."""
    return tokens[at].gap in ("-", "\u2011") and tokens[at].text[0].isupper() and tokens[at - 1].text[0].isupper()


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


def with_its_year(tokens: tuple[Token, ...], last: int) -> int:
    """Where a name ends that goes on with a year or with BES: Politiewet 1993, Wet afbreking zwangerschap BES."""
    follows = last < len(tokens) and tokens[last].gap.isspace()
    # "Wmo 2020-2026": the years of a plan.
    # "Wet droge kelders tweede tranche": a law of its own.
    if follows and tokens[last].text in _ORDINALS and _is_followed_by(tokens, last, {"tranche", "fase"}):
        return last + 2
    if last + 1 < len(tokens) and tokens[last + 1].gap in ("-", "\u2013", "/") and tokens[last + 1].text[0].isdigit():
        return last
    return last + 1 if follows and re.fullmatch(r"(?:19|20)\d\d|BES", tokens[last].text) else last


def is_in_a_compound(text: str, start: int, end: int) -> bool:
    """Part of a hyphenated word, as Awb in Awb-besluit, or of an address of the web."""
    return bool(
        re.match(r"[-\u2011\u2013]\w|\.(?:nl|eu)\b", text[end : end + 4])
        or re.match(r"\w[-\u2011.@]", text[max(0, start - 2) : start])
    )
