"""The form of a sentence in few words: what its verb does, who its subject is, and of what time it speaks.

"Wij starten in 2027 met een proef" and "De gemeente start ieder jaar een proef" have few words in common with other
sentences, and their forms with many: a letter promises in some of them, and a report describes in the same. These are
guesses from small words and endings, as features that the recogniser weighs, with the kind of the paper beside them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_VERBS = {
    "must": "moet moeten dient dienen behoort behoren hoeft hoeven",
    "will": "zal zullen",
    "would": "zou zouden",
    "can": "kan kunnen mag mogen kon konden kun",
    "want": "wil willen wenst beoogt beogen",
    "go": "gaat gaan ga",
    "passive": "wordt worden word",
    "past passive": "werd werden",
    "be": "is zijn ben blijft blijven",
    "was": "was waren",
    "have": "heeft hebben heb",
    "had": "had hadden",
}
_VERB = {word: name for name, row in _VERBS.items() for word in row.split()}
_SUBJECTS = {
    "I": "ik",
    "we": "wij we",
    "you": "u je jij jullie",
    "one": "men",
    "there": "er",
    "they": "zij ze hij",
    "this": "dit deze dat die hierin",
    "government": "kabinet minister ministers staatssecretaris regering rijk rijksoverheid ministerie bewindspersonen",
    "executive": "gemeente college provincie waterschap wethouder gedeputeerde bestuur rijkswaterstaat burgemeester "
    "gemeenteraad regio ggd uitvoeringsorganisatie staten directie",
    "adviser": "raad commissie adviescollege rekenkamer ombudsman afdeling onderzoekers werkgroep adviesraad panel ap "
    "autoriteit planbureau auteurs bestuurscommissie taskforce",
}
_SUBJECT = {word: name for name, row in _SUBJECTS.items() for word in row.split()}
_DETERMINERS = frozenset("de het een onze ons alle elke iedere deze dit die dat".split())
# Words in -t that are no verb of their own.
_NO_VERB = frozenset(
    "het niet met dat wat uit tot dit iet want wet staat punt budget product project contact rapport inzicht aandacht "
    "recht besluit bericht overzicht gebied".split()
)
_AFTER_INFINITIVE = frozenset("van en de het een dat om".split())
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_PARTICIPLE = re.compile(r"(?:ge|be|ver|ont|her|er|on)\w+(?:d|t|en)\Z|\w{2,5}ge\w+(?:d|t|en)\Z")
_YEAR = re.compile(r"\b20[0-4]\d\b")
_TO_COME = re.compile(
    r"\b(?:komend\w*|volgend\w*|uiterlijk|medio|najaar|voorjaar|zomer|winter|kwartaal|Q[1-4]|begin|eind|vóór|"
    r"binnenkort|spoedig|zo snel mogelijk|op termijn|vanaf|per 1|halverwege|na de zomer|zodra|dit jaar)\b"
)
# So many words are looked at for the verb, for a verb in -t, and for the subject.
_FOR_VERB, _FOR_VERB_IN_T, _FOR_SUBJECT = 45, 14, 7


@dataclass(frozen=True, slots=True)
class Form:
    """verb: "must", "passive, done", "imperative", "infinitive" ...; subject: "we", "executive" ...; time: of years
    named "to come", "this year" or "past", else "soon" where words say so, else "none"."""

    verb: str
    subject: str
    time: str


def form_of(text: str, *, imperative: bool = False, year: int | None = None) -> Form:
    """The form of a sentence; imperative: its opening says so; year: of the paper.

    >>> form_of("De gemeente zal in 2027 een loket openen.", year=2026)
    Form(verb='will', subject='executive', time='to come')
    >>> form_of("Regels versterken").verb
    'infinitive'
    """
    words = [match[0].lower() for match in _WORD.finditer(text)]
    return Form("imperative" if imperative else _verb(words), _subject(words), _time(text, year))


def _verb(words: list[str]) -> str:
    for i, word in enumerate(words[:_FOR_VERB]):
        if word in _VERB:
            return _VERB[word] + _with(_VERB[word], words[i + 1 :])
    if not words:
        return "none"
    in_t = any(word[-1] == "t" and len(word) > 3 and word not in _NO_VERB for word in words[:_FOR_VERB_IN_T])
    if "te" in words[-2:]:
        return "to do"
    if _ends_as_verb(words[-1]) and not in_t:
        return "infinitive"
    if _ends_as_verb(words[0]) and words[1:2] and words[1] in _AFTER_INFINITIVE:
        return "infinitive first"
    return "verb in t" if in_t else "none"


def _with(verb: str, after: list[str]) -> str:
    """What comes of an auxiliary: a participle at the end, or "worden"."""
    if verb in ("passive", "be", "have"):
        return ", done" if any(_PARTICIPLE.match(word) for word in after[-3:]) else ""
    return ", to be done" if verb in ("will", "must", "can") and "worden" in after else ""


def _ends_as_verb(word: str) -> bool:
    return word.endswith("en") and len(word) > 4


def _subject(words: list[str]) -> str:
    for i, word in enumerate(words[:_FOR_SUBJECT]):
        if word in _SUBJECT:
            return _SUBJECT[word]
        if i and words[i - 1] in _DETERMINERS and word not in _DETERMINERS:
            return "several" if word.endswith(("en", "s")) and words[i - 1] in ("de", "alle", "onze") else "thing"
    return "thing"


def _time(text: str, year: int | None) -> str:
    years = [int(match[0]) for match in _YEAR.finditer(text)]
    if year and years and max(years) >= year:
        return "to come" if max(years) > year else "this year"
    if _TO_COME.search(text):
        return "soon"
    return "past" if year and years else "none"
