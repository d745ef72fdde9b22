"""Where the name of a measure ends: its years, its town, a title in lower case; and the number before one."""

from __future__ import annotations

import re

from nlp.registers.held import measure_by_form, not_names, places
from nlp.text.function_words import FUNCTION_WORDS, VERBS_AFTER_A_NAME
from nlp.text.kinds import INSTRUMENTS, either
from nlp.text.phrases import Word

_LOWER_LINKS = frozenset("voor van en op in bij aan de het der".split())
_SHORT_TOPICS = frozenset("ggz mbo hbo mkb zee".split())
# Or the edition of what is made again: "Regionale Energiestrategie 1.0".
EDITION = re.compile(r" \d\.\d\b(?!\.?\d)")
YEARS = re.compile(rf"(?: [A-Z]{{2,3}})? \d{{4}}(?: ?[-–] ?\d{{4}})?\b|{EDITION.pattern}")
# Of a name in small letters only a range tells that one is meant: "beleidskader Natte Kelders 2019-2022".
FROM_TO = re.compile(rf" \d{{4}} ?[-–] ?\d{{4}}\b|{EDITION.pattern}")
# Of a name in small letters but the first, what goes with it: "routekaart Wind op zee", "pilot Grip op natte kelders".
_SMALL_LETTERS_TAIL = re.compile(
    r" (?:op|aan|met|tegen|zonder) (?!ingang|behulp|name|betrekking|basis|grond|termijn|gebied|uitzondering|"
    r"verschillende|andere|deze|onze|elkaar|alle|circa|ongeveer|inachtneming)"
    r"(?:[a-zà-ÿ]{3,}e )?(?P<noun>[a-zà-ÿ]{3,})(?![\w-])"
)
# What is done, where its object follows in lower case.
_OPENS_A_TITLE = re.compile(r"[A-Z][a-z]{4,}ing|Toekomst|Aanpak|Herstel|Realisatie|Beheer|Behoud|Opvang|Terugdringen")
_OBJECT = re.compile(r" (?:[a-zà-ÿ]{3,}e )?(?P<noun>[a-zà-ÿ]{5,})(?![\w-])")

# "het 7e Nitraatactieprogramma": of a series each has its number. "de SPUK GALA": the money for it.
NUMBERED = re.compile(rf"\w{{0,60}}{either(INSTRUMENTS, 'numbered')}")
_WHICH = re.compile(r"(?<!\w)(?:\d{1,2}e|derde|vierde|vijfde|zesde|zevende|achtste|negende|tiende) \Z")
_SPECIFIC = re.compile(r"(?<!\w)(?:SPUK|Spuk|SpUk|spuk) \Z")


def with_a_dated_place(text: str, words: list[Word], last: int) -> int:
    """The last word of a name with the place behind it, where years follow: "Visie Droge Kelders Almere 2024-2026"."""
    if words[last].gap != " ":
        return last
    for end in range(min(last + 3, len(words) - 1), last, -1):
        if text[words[last + 1].start : words[end].end] in places() and YEARS.match(text, words[end].end):
            return end
    return last


def with_its_second_half(words: list[Word], last: int) -> int:
    """The last word of a name whose end two words share: "Programma Groen- en kelderbeheer"."""
    shares = words[last].gap == "- " and [w.text for w in words[last + 1 : last + 2]] == ["en"]
    return last + 2 if shares and words[last + 1].gap == " " and last + 2 < len(words) else last


def lower_tail(text: str, words: list[Word], head: int, last: int) -> int:
    """The last word of a title that runs on in lower case: "Subsidieregeling sanering varkenshouderijen"."""
    end = at = last
    known = measure_by_form()
    while at + 1 < len(words) and at - last < 8 and words[at].gap == " ":
        if text[words[head].start : words[at].end] in known:
            return at
        at += 1
        word = words[at].text
        # "Regeling langdurige zorg | de mogelijkheid": an article only after a small word, "voor de zorg".
        if word in ("de", "het") and words[at - 1].text not in _LOWER_LINKS:
            break
        # "Regeling voor vervroegde uittreding", but "de Subsidieregeling ERTMS | voor ontwikkeling".
        if word in _LOWER_LINKS and at - end <= 2 and (end > last or last == head):
            continue
        if word in FUNCTION_WORDS or word in VERBS_AFTER_A_NAME or word in not_names():
            break
        if word[0].isdigit() or (len(word) < 4 and word not in _SHORT_TOPICS):
            break
        end = at
    return end


def with_its_object(text: str, topic: str, end: int) -> int:
    """Where a title in small letters ends, whose one capital stands up to end: "Verbetering natte kelders"."""
    follows = _OBJECT.match(text, end) if _OPENS_A_TITLE.fullmatch(topic) else None
    return end if follows is None or follows["noun"] in FUNCTION_WORDS | VERBS_AFTER_A_NAME else follows.end()


def end_in_small_letters(text: str, end: int) -> int:
    """Where a name goes on to in small letters that has its one capital up to end: "Wind op zee"."""
    tail = _SMALL_LETTERS_TAIL.match(text, end)
    return end if tail is None or tail["noun"] in FUNCTION_WORDS | VERBS_AFTER_A_NAME else tail.end()


def with_what_says_which(text: str, start: int, name: str) -> int:
    """Where the name of a measure begins that a number or the kind of its money goes before: "7e", "SPUK"."""
    before = text[max(0, start - 12) : start]
    which = _WHICH.search(before) if NUMBERED.fullmatch(name) else _SPECIFIC.search(before)
    return start - len(which[0]) if which else start
