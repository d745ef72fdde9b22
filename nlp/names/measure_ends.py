"""Where the name of a measure ends: its years, its town, and a title that runs on in lower case."""

from __future__ import annotations

import re

from nlp.registers.held import measure_by_form, not_names, places
from nlp.text.function_words import FUNCTION_WORDS, VERBS_AFTER_A_NAME
from nlp.text.phrases import Word

_LOWER_LINKS = frozenset("voor van en op in bij aan de het der".split())
YEARS = re.compile(r"(?: [A-Z]{2,3})? \d{4}(?: ?[-–] ?\d{4})?\b")
# Of a name in small letters only a range tells that one is meant: "beleidskader Natte Kelders 2019-2022".
FROM_TO = re.compile(r" \d{4} ?[-–] ?\d{4}\b")


def with_a_dated_place(text: str, words: list[Word], last: int) -> int:
    """The last word of a name with the place behind it, where years follow: "Visie Droge Kelders Almere 2024-2026"."""
    if words[last].gap != " ":
        return last
    for end in range(min(last + 3, len(words) - 1), last, -1):
        if text[words[last + 1].start : words[end].end] in places() and YEARS.match(text, words[end].end):
            return end
    return last


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
        if word[0].isdigit() or len(word) < 4:
            break
        end = at
    return end
