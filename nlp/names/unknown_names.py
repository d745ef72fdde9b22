"""Organisations and measures that no register knows and no form gives away, by the words around them.

A linear model (multinomial logistic regression) over the shape of a
capitalised name and its neighbours, trained by tools/train_names.py
on motions of the Tweede Kamer that the register had labelled. It does not
see the name itself, so it cannot merely learn the register by heart.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from itertools import takewhile

from nlp.model import EntityLabel
from nlp.names.candidates import Candidate
from nlp.names.measures import is_kind
from nlp.registers.held import first_names, not_names, places, surnames
from nlp.text.abbreviation_lists import all_definitions
from nlp.text.function_words import FUNCTION_WORDS
from nlp.text.phrases import ADJECTIVE, Word, is_document, is_name_word

LABELS: tuple[EntityLabel, EntityLabel] = ("ORG", "MAATREGEL")
# Below this chance a name is left alone: wrong organisations cost a reader more than missed ones.
# Chosen on the annotated passages with most organisations taken out of the register.
MIN_CHANCE = {"ORG": 0.6, "MAATREGEL": 0.7}
_WEIGHTS = "unknown_names.tsv"
# "EU-lidstaten", "Woo-verzoeken": a compound about something, not a name.
_COMPOUND = re.compile(r".*[-–][a-zà-ÿ].*")
# Plurals ("TEKs", "GGD’en", "Kamervragen"), headings in capitals, abbreviations too short to mean one thing, initials
# ("H.N."), and persons of a list of sources ("Bakker JP").
_NO_NAME = re.compile(
    r"[A-Z]{2,}['’]?(?:s|en|er)|[a-z]?[A-Z]{1,2}|[A-Z][a-zà-ÿ]{7,}en|Kamer[a-z]+|[A-Z]{7,}|[A-Z]+ [A-Z ]+"
    # Dossiers of the Eerste Kamer and other numbers in Roman signs: "CXXIV".
    r"|(?=[MDCLXVI]{2})M{0,3}(?:C[MD]|D?C{0,3})(?:X[CL]|L?X{0,3})(?:I[XV]|V?I{0,3})"
    # "de Tweede en Eerste Kamer".
    r"|Eerste|Tweede|Derde"
    # Representatives, and halls, canals and roads.
    r"|(?:\S+ )*(?:[Rr]egerings)?[Vv]ertegenwoordiger\b.*"
    r"|(?:\S+ )*\w+(?:kanaal|zaal|laan|straat|plein|tunnel|snelweg|concessie|regering|kruid)|(?:\S+ )+(?:Kanaal|Tunnel)"
    # Of several words, things of which there are many: "Landelijke Voorzieningen"; and two half in small letters.
    r"|(?:[A-Z][a-zà-ÿ]+e )+[A-Z][a-zà-ÿ]{4,}(?:ingen|heden|iteiten|oren)|(?=\S+?/[a-z])\S++"
    r"|(?:\S+ )*(?:Dossier|Database|Databank|Systeem|Monitor|Index|Framework|Handboek|Model)"
    r"|(?i:(?:prof|mr|dr|drs|ir|ing)\.)+\w*|(?:[A-Z][a-z]?\.)+[A-Z]?|[A-ZÀ-Þ][a-zà-ÿ-]+ (?!NL|EU)[A-Z]{1,2}"
    r"|[A-ZÀ-Þ][a-zà-ÿ-]+ (?:[A-Z]\.){1,5}[A-Z]?"
)
# A version or year of something technical ("DASH 2023", "GAEN 1.5"), or the initials of a person ("Velthof G.").
_NUMBER_OR_INITIALS = re.compile(r",? \d|,? [A-Z]\.|,? [A-Z]{1,2}(?=[,&]| &| en | and )")
# "Heavy Duty Pumps (HDP’s)": things of which there are many.
_PLURAL_BEHIND = re.compile(r" \([A-Z]{2,}['’]?s\)")
# "de SWOT analyse", "het LIRA systeem": what it is stands behind it.
_THING_BEHIND = re.compile(
    r" (?:analyses?|systeem|systemen|model|modellen|methode|methodiek|sector|cyclus|tool|framework|upload|aangifte|"
    r"samplers?|bestand(?:en)?|mengsel|eisen|profiel|protocollen|implementaties?|concentraties?|functionaliteit(?:en)?|"
    r"backend|schema|norm|test|standaard|protocol|score|waarden?|gehalte|database|data|app|code|tarief|uitkering|wetgeving|keurmerk|techniek)\b"
)
_BEFORE_A_PERSON = frozenset(
    "heer heren mevrouw mevr Mevr mw Mw dhr Dhr drs Drs ir Ir ing dr Dr mr Mr prof Prof lid".split()
)
_SMALL = r"(?:[Vv]an|[Dd]e[nr]?|[Tt]e[nr]|El|Six|in|’t|'t)"
_PERSON = (
    rf"(?!(?:Dhr|Mw|Mevr|Dr|Mr)\b)(?:{_SMALL} )*[A-ZÀ-Þ][\w’'-]{{2,}}(?: (?:van|de|den|der) (?:de[nr]? )?[A-Z][\w-]+)?"
)
# "de leden Waterman, Zonneveld en De Boom": all of a list are persons.
_PERSONS = re.compile(
    r"\b(?:(?:[Kk]amer|[Ss]taten|[Rr]aads)?(?:[Ll]id|[Ll]eden)|[Hh]eer|[Hh]eren|[Mm]evrouw|[Dd]ames|(?:[Dd]hr|[Mm]w|[Mm]evr)\b\.?)"
    rf" ({_PERSON}(?:(?:, | en |/){_PERSON})*)"
)
# Where somebody is or goes is a place: "te Zuiderdam", "gemeente Zuiderdam".
_WHERE = re.compile(
    r"\b(?:in|te|nabij|rondom|richting|gemeenten?|dorp|stad|wijk|buurt|polder) "
    r"([A-Z][a-zà-ÿ]{3,}(?:-[A-Z][a-zà-ÿ]+)?)(?![\w-]| [A-Z&])"
)
_VOWEL = re.compile(r"[aeiouyAEIOUY]")


def unknown_names(text: str, words: list[Word], taken: list[Candidate]) -> Iterator[Candidate]:
    """Candidates among the capitalised names that no other candidate touches."""
    labels = {at: c.label for c in taken if c.rejected is None for at in (c.start, c.end - 1)}
    covered = {at for c in taken for at in range(c.start, c.end)}
    # What the text introduces as an organisation or a measure is among taken; other abbreviations are neither.
    persons = {at for match in _PERSONS.finditer(text) for at in range(match.start(1), match.end(1))}
    somewhere = set(_WHERE.findall(text))
    introduced = {text[one.short_start : one.short_end] for one in all_definitions(text)}
    for first, last in names_of(words):
        while first < last and is_document(words[first]):
            first += 1
        start, end = words[first].start, words[last].end
        if (
            start in covered
            or end - 1 in covered
            or _continues_a_name(words, first)
            or _in_a_heading(words, first, last)
        ):
            continue
        form = text[start:end]
        if (
            form in introduced
            or form in not_names()
            or is_document(words[first])
            or ADJECTIVE.fullmatch(form)
            or is_kind(form)
            or _ends_in_a_compound(words, last)
            or words[first].text in first_names()
            or form in surnames()
            or form in somewhere
            or start in persons
            or _NO_NAME.fullmatch(form)
            or _NUMBER_OR_INITIALS.match(text, end)
            or _PLURAL_BEHIND.match(text, end)
            or _THING_BEHIND.match(text, end)
        ):
            continue
        label, chance = classify(features(text, words, first, last, labels))
        if label is not None and chance >= MIN_CHANCE[label]:
            canonical = None if is_abbreviation(form) else form
            if label == "ORG":
                end = _with_its_place(words, last, end, is_abbreviation(form))
            yield Candidate(start, end, label, "woorden eromheen", canonical)


def _ends_in_a_compound(words: list[Word], last: int) -> bool:
    """Whether the name goes on in a compound: "Groene Golf-demonstratie" is about something else."""
    following = words[last + 1 : last + 2]
    return words[last].gap == " " and any(w.has_capital and _COMPOUND.match(w.text) for w in following)


def _with_its_place(words: list[Word], last: int, end: int, is_short: bool) -> int:
    """Where a name ends that has its country behind it, or an abbreviation its town: "OVK Almere"."""
    if words[last].gap != " " or last + 1 >= len(words):
        return end
    place = words[last + 1]
    return place.end if place.text == "Nederland" or (is_short and place.text in places()) else end


def is_possible_name(text: str, words: list[Word], start: int, end: int) -> bool:
    """Whether text[start:end], named by someone else, could be a name: its capitals are not those of other words."""
    first = bisect_left(words, start, key=lambda word: word.start)
    capitals = [
        word for word in takewhile(lambda word: word.start < end, words[first : first + 20]) if word.has_capital
    ]
    return bool(capitals) and all(map(_may_name, capitals)) and not _NO_NAME.fullmatch(text[start:end])


def names_of(words: list[Word]) -> Iterator[tuple[int, int]]:
    """First and last word of each run of capitalised words that may be a name."""
    at = 0
    while at < len(words):
        last = at
        if _may_name(words[at]):
            while words[last].gap == " " and last + 1 < len(words) and _may_name(words[last + 1]):
                last += 1
            yield at, last
        at = last + 1


def is_abbreviation(form: str) -> bool:
    return form.isupper() and len(form) <= 6


def classify(found: list[str]) -> tuple[EntityLabel | None, float]:
    """The likeliest label of a name with these features, None for no entity, and its chance (0 to 1)."""
    weights = _weights()
    sums = [0.0, 0.0, 0.0]
    for feature in ("bias", *found):
        for at, weight in enumerate(weights.get(feature, ())):
            sums[at] += weight
    highest = max(sums)
    chances = [math.exp(s - highest) for s in sums]
    best = chances.index(max(chances))
    return (None, *LABELS)[best], chances[best] / sum(chances)


def features(text: str, words: list[Word], first: int, last: int, labels: dict[int, EntityLabel]) -> list[str]:
    """What the model sees of a name: its shape, its neighbours, and what is known right beside it.

    labels: the label of what is known, at its first and last character.
    """
    name = words[first : last + 1]
    before = [words[at].text.lower() if at >= 0 else "^" for at in (first - 1, first - 2)]
    after = [words[at].text.lower() if at < len(words) else "$" for at in (last + 1, last + 2)]
    gap_before = words[first - 1].gap.strip() if first else "^"
    gap_after = words[last].gap.strip()
    shape = _shape(name[-1].text)
    found = [
        f"shape={shape}",
        f"first={_shape(name[0].text)}",
        f"words={min(len(name), 4)}",
        f"length={min(len(name[-1].text), 10)}",
        f"end={name[-1].text[-3:].lower()}",
        f"vowels={bool(_VOWEL.search(name[-1].text))}",
        f"begins={name[0].begins}",
        f"gaps={gap_before[-1:]}_{gap_after[:1]}",
        f"shape={shape},gaps={gap_before[-1:]}_{gap_after[:1]}",
    ]
    if not gap_before:
        found += [f"before={before[0]}", f"before2={before[1]} {before[0]}", f"shape={shape},before={before[0]}"]
    if not gap_after:
        found += [f"after={after[0]}", f"after2={after[0]} {after[1]}", f"shape={shape},after={after[0]}"]
    return found + _beside(words, first, last, labels)


def _beside(words: list[Word], first: int, last: int, labels: dict[int, EntityLabel]) -> list[str]:
    """What stands in the same list: "de VNG, X en het IPO"."""
    found = []
    for step, at in ((-1, first - 1), (1, last + 1)):
        listed = words[at].gap.strip() == "," if step < 0 and at >= 0 else words[last].gap.strip() == ","
        while 0 <= at < len(words) and words[at].text in ("en", "of", "de", "het"):
            listed = listed or words[at].text in ("en", "of")
            at += step
        if 0 <= at < len(words) and listed:
            place = words[at].end - 1 if step < 0 else words[at].start
            kind = labels.get(place) or (
                "place" if words[at].text in places() or words[at].text in not_names() else "other"
            )
            found.append(f"listed={kind}")
    return found


def _continues_a_name(words: list[Word], first: int) -> bool:
    """Whether the name is the end of a longer one: "Aukje de Vries", "Raad voor Cultuur", "de heer Vermeer"."""
    if first >= 1 and words[first - 1].text in _BEFORE_A_PERSON and words[first - 1].gap.strip() in ("", "."):
        return True
    if first >= 1 and words[first - 1].text in first_names() and words[first - 1].gap == " ":
        return True
    # "Jochem Waterman" in a row of persons: of what begins a line or a sentence nobody knows that it is a name.
    if first >= 1 and words[first - 1].gap == " " and _opens_a_name(words[first - 1]):
        return True
    small = first >= 2 and words[first - 1].text in ("de", "der", "den", "ten", "ter", "van", "voor")
    # "W.J. de Waterman"
    return (
        small and words[first - 1].gap == " " and words[first - 2].gap in (" ", ". ") and words[first - 2].has_capital
    )


def _opens_a_name(word: Word) -> bool:
    """Whether a word that begins a sentence may be the first of the name that goes on behind it."""
    is_plain = word.begins and word.has_capital and word.text[1:].islower() and len(word.text) > 2
    return is_plain and word.text.lower() not in FUNCTION_WORDS and word.text not in not_names()


def _in_a_heading(words: list[Word], first: int, last: int) -> bool:
    """Whether the name stands in a line of capitals, "MOTIE VAN HET LID WATERMAN", which do not tell it is one."""
    beside = words[max(0, first - 1) : first] + words[last + 1 : last + 2]
    return any(word.text.isupper() and len(word.text) > 1 and word.text.lower() in FUNCTION_WORDS for word in beside)


def _may_name(word: Word) -> bool:
    if not is_name_word(word) or len(word.text) == 1 or _COMPOUND.match(word.text):
        return False
    # In a heading of capitals: "DE STAATSSECRETARIS VAN".
    plain = word.text.capitalize() if word.text.isupper() and len(word.text) > 5 else word.text
    return not any(form in not_names() or form in places() for form in (word.text, plain))


def _shape(word: str) -> str:
    shape = re.sub(r"\d", "9", re.sub(r"[a-zà-ÿ]", "x", re.sub(r"[A-ZÀ-Þ]", "X", word)))
    return re.sub(r"(.)\1{2,}", r"\1\1", shape)


@lru_cache(maxsize=1)
def _weights() -> dict[str, tuple[float, ...]]:
    """Weights per feature for: no entity, ORG, MAATREGEL."""
    lines = (files("nlp") / "data" / _WEIGHTS).read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return {feature: tuple(float(weight) for weight in weights) for feature, *weights in rows}
