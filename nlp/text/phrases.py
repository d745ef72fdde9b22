"""Words of a text, and how far a name reaches to the left and right of a word that begins or heads it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from nlp.text.function_words import FUNCTION_WORDS, VERBS_AFTER_A_NAME
from nlp.text.runs import MANY_WORDS, Range, runs_of

# What joins two runs of letters and digits in one word; a full stop only before a letter ("B.V", not "2.5").
_JOINS = frozenset("-–&/+’'*")
_LETTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
# What ends a word that it belongs to: "C++", "B.V.".
_TAIL = re.compile(r"\+{1,2}|(?<=[BNVUAC])\.(?=\W)")
_NOTE_MARK = re.compile(r"(?<=[a-zà-ÿ])\d{1,2}$")
_SENTENCE_END = re.compile(r"[.!?:;»”\"\n]\s{0,6}+\d{0,3}+\s{0,6}+[«“\"(]?$|^$")
# Adjectives with which a name may begin, also at the beginning of a sentence.
ADJECTIVE = re.compile(
    r"(?:Nationaal|Nationale|Landelijke?|Regionaal|Regionale|Integra(?:al|le)|Interbestuurlijke?|Europe(?:es|se)|Nederlandse?|"
    r"Koninklijke?|Algemene?|Centra(?:al|le)|Interprovinciaal|Internationale?|Brede?|Tijdelijke?|Maatschappelijke?|"
    r"Sociale?|Wetenschappelijke?|Ministeriële|Interdepartementale?|Vaste|Bestuurlijke?|Digitale?|Openbare?|Gezamenlijke|"
    r"Verenigde|Technische|Medische|Vereniging|Stichting)$"
)


# A name has at most about this many words on either side of its head; a table of capitals has more.
_MAX_WORDS = 12
# The longest Dutch words of law have some 60 letters; what is longer is a table or a key.
_LONGEST_WORD = 80
# Small words with which a name begins when they have a capital in the middle of a sentence: "Van Gogh Museum".
_BEGINS_A_NAME = frozenset({"Van", "De", "Het", "The", "Den", "Ter", "Samen"})


# Kinds of document; before a name they are no part of it: "Evaluatie Regeling Grote Projecten".
_DOCUMENT = re.compile(
    r"Leidraad|Evaluatie|Aanbieding|Verzending|Voortgang\w*|Monitor|AO|Stand|Uitvoering|Directie|Toekomst|Audit|Jaarverslag|"
    r"Reactie|Rapport|Brief|Advies|Verslag|Notitie|Wijziging|Beslisnota|Fiche|Voorstel|Opinie|Convocatie|Stemming(?:en)?|"
    r"Voorhang|Inbreng|Conclusie|Toelichting|Overzicht|Planning|Verzoek|Motie|Amendement|Bericht|Ontwerp|Concept|Opvolging|Opzet|Herziening|Instelling|Oprichting|"
    r"\w*(?:rapport|brief|rapportage|advies|verslag|reactie|notitie|monitor|wijziging|evaluatie)"
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the text; begins: it is the first of a sentence; gap: what stands between it and the next word."""

    start: int
    end: int
    text: str
    gap: str
    begins: bool

    @property
    def has_capital(self) -> bool:
        return _has_capital(self.text)


@lru_cache(MANY_WORDS)
def _has_capital(word: str) -> bool:
    # "'s-Hertogenbosch"
    beginning = word[:4] if word[0] in "'’" else word[:3]
    return any(character.isupper() for character in beginning) or (
        word[0].isdigit() and any(character.isupper() for character in word)
    )


@lru_cache(maxsize=1)
def words_of(text: str) -> list[Word]:
    """The words of a text; a footnote mark glued to a word is left out of it.

    Those of the last text are kept, as its tokens are made of them before the rules look at them: change them not.
    """
    ranges = [(start, end) for start, end in word_ranges(text) if end - start <= _LONGEST_WORD]
    starts = [start + _is_quoted(text[start:end]) for start, end in ranges] + [len(text)]
    words = []
    for (outer, end), start, following in zip(ranges, starts, starts[1:], strict=False):
        word = text[start:end]
        if word[-1:].isdigit():
            word = _NOTE_MARK.sub("", word)
        begins = start > outer or _begins(text, outer)
        words.append(Word(start, start + len(word), word, text[end:following], begins))
    return words


def word_ranges(text: str) -> list[Range]:
    """Where the words of a text stand, joined from its runs of letters and digits, with an apostrophe before one.

    >>> [text[start:end] for text in ["'s-Hertogenbosch (B.V.), R&D & C++"] for start, end in word_ranges(text)]
    ["'s-Hertogenbosch", 'B.V.', 'R&D', '&', 'C++']
    """
    runs = runs_of(text)
    found: list[Range] = []
    ended, at = 0, 0
    while at < len(runs):
        start, end = runs[at]
        at += 1
        if text[start] == "&":
            found.append((start, end))
            ended = end
            continue
        if start > ended and text[start - 1] in "'’":
            start -= 1
        while at < len(runs):
            following, its_end = runs[at]
            if text[following] == "&" and following == end and at + 1 < len(runs):
                # "R&D": the sign is a run of its own, and joins here.
                following, its_end = runs[at + 1]
                if following != end + 1 or text[following] == "&":
                    break
                at += 2
            elif following == end + 1 and text[following] != "&" and _joins(text, end):
                at += 1
            else:
                break
            end = its_end
        if text[end : end + 1] in "+." and (tail := _TAIL.match(text, end)):
            end = tail.end()
        found.append((start, end))
        ended = end
    return found


def _joins(text: str, at: int) -> bool:
    return text[at] in _JOINS or (text[at] == "." and text[at + 1] in _LETTERS)


def _begins(text: str, start: int) -> bool:
    """Whether the word at start is the first of a sentence."""
    before = text[max(0, start - 6) : start]
    if start <= 5:
        return not before.strip(' «“"(.0123456789')
    # Most words stand behind a word and a space.
    return not (before[-1] == " " and before[-2].isalpha()) and bool(_SENTENCE_END.search(before))


def _is_quoted(word: str) -> bool:
    """Whether a word begins with a quotation mark, "'Meer geld", where "'s" and "'t" are words."""
    return word[0] in "'’" and len(word) > 2 and word[1].isupper()


def is_name_word(word: Word) -> bool:
    """Whether a capital here means a name: not the first word of a sentence unless it is an adjective of names."""
    return word.has_capital and _is_name(word.text, word.begins)


@lru_cache(MANY_WORDS)
def _is_name(word: str, begins: bool) -> bool:
    """Whether a word with a capital is a name; begins: it is the first of a sentence."""
    if word.lower() in FUNCTION_WORDS and (begins or word not in _BEGINS_A_NAME):
        return False
    return not begins or bool(ADJECTIVE.match(word)) or any(c.isupper() for c in word[1:])


def is_document(word: Word) -> bool:
    """Whether a word says that a document about what follows is named."""
    return _names_a_document(word.text)


@lru_cache(MANY_WORDS)
def _names_a_document(word: str) -> bool:
    return bool(_DOCUMENT.fullmatch(word))


def reach_left(words: list[Word], head: int, may_join: Callable[[Word], bool] = is_name_word) -> int:
    """The first word of a name whose head is words[head]: the capitalised words straight before it."""
    first = head
    while first > max(0, head - _MAX_WORDS):
        before = words[first - 1]
        if before.gap in (" ", "\n") and may_join(before):
            first -= 1
        elif (
            before.text in ("en", "of")
            and before.gap == " "
            and first > 1
            and _is_first_half(words[first - 2], may_join)
        ):
            first -= 2
        else:
            break
    return first


def _is_first_half(word: Word, may_join: Callable[[Word], bool]) -> bool:
    """Whether a word lends the second half of the one after "en": "Water- en Dijkstrategie"."""
    return word.gap == "- " and word.has_capital and may_join(word)


def reach_right(
    words: list[Word], head: int, links: frozenset[str], stops: Callable[[int], bool], *, coordinates: bool
) -> int:
    """The last word of a name whose head is words[head].

    Capitalised words follow straight on, or after small words of links
    ("Raad voor de Rechtspraak"); "en" joins them only where coordinates says
    so, or once a small word has opened the topic ("Vereniging voor Bouw en
    Wonen"). A word for which stops is true begins another name.
    """
    last, opened = head, coordinates
    while last < head + _MAX_WORDS:
        following = last + 1
        while (
            following < len(words)
            and words[following - 1].gap in (" ", "\n", "- ")
            and following - last <= 3
            and (
                words[following].text in links
                or (opened and words[following].text == "en")
                # "Kelderfonds Sport & Cultuur", but "de Raad & Commissie" are two.
                or ((opened or last > head) and words[following].text == "&")
            )
            and not (following == last + 1 and words[following].text in ("de", "het"))
        ):
            following += 1
        between = {word.text for word in words[last + 1 : following]}
        if (
            following >= len(words)
            or ("en" in between and between & {"de", "het"})
            or is_sentence_word(words, following)
            or words[following - 1].gap not in (" ", "\n", "- ")
            or not words[following].has_capital
            or stops(following)
        ):
            return last
        opened = opened or following > last + 1
        last = following
    return last


# An inflected adjective needs its noun: "Taskforce Problematische schulden", "Offensief Gelijke kansen".
_INFLECTED = re.compile(
    r"[A-ZÀ-Þ][a-zà-ÿ]+(?:[ai]sche|[aë]le|iele|ieve|i[eë]re|[io]nde|ige|elijke|bare|zame|loze|rijke|vrije|waardige|gerichte|"
    r"ste|erde|[ln]ijke|ende|aire)|Gelijke|Goede|Gezonde|Nieuwe|Open|Groene|Schone|Jonge|Sociale|Lokale|Digitale|"
    r"Nationale|Regionale|Integrale|Centrale|Vitale|Mentale|Duurzame|Betaalbare|Brede|Slimme|Eerlijke|Informele"
)


def with_its_noun(words: list[Word], last: int) -> int:
    """The last word of a name that ends on words[last]; one further where that is an adjective before a noun."""
    if last + 1 >= len(words) or words[last].gap != " " or not _INFLECTED.fullmatch(words[last].text):
        return last
    noun = words[last + 1].text
    is_noun = noun.isalpha() and noun.islower() and len(noun) > 3
    return last + 1 if is_noun and noun not in FUNCTION_WORDS | VERBS_AFTER_A_NAME else last


def is_sentence_word(words: list[Word], index: int) -> bool:
    """A sentence that begins without a full stop before it: "GGD Het aantal", not "Stichting De Noordzee"."""
    follows_capital = index + 1 < len(words) and words[index + 1].has_capital
    return words[index].text.lower() in FUNCTION_WORDS and not follows_capital
