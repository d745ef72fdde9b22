"""Parties that can be asked to do something, as they stand in a sentence: bodies, offices, firms and professions.

A sentence is read with a sign in place of each, so that the forms of asking (nlp/advice/addressees.py) are short:
"De Raad adviseert het kabinet en DUO om" is "De Raad adviseert {PARTY} en {NAMED} om".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from nlp.text.kinds import BODIES, either

# Of the private use area of Unicode: no text has them.
PARTY, AGENCY, NAMED = "\ue000", "\ue001", "\ue002"
_ALL = (PARTY, AGENCY, NAMED)
# What the text itself has of these is read as something else.
_SIGNS = str.maketrans(dict.fromkeys(_ALL, "\ufffd"))
_SHORT = r"[A-Z][A-Za-z]{0,3}[A-Z]"
_COLLEGE = r"[Cc]olleges?(?:\s+van\s+(?:[Bb]\s?(?:en|&)\s?[Ww]\b|[Bb]urgemeesters?\s+(?:en|&)\s+[Ww]ethouders))?"
_MINISTRY = (
    r"(?:\s+(?:voor|van)\s+[A-Z][\w-]{1,60}(?:(?:,\s+|\s+en\s+|\s+)[A-Z][\w-]{1,60}){0,8}+|"
    rf"\s+{_SHORT}\b)?+"
)
# Names of several words, before any word of them is looked at by itself.
_WHOLE = (
    # ministers BZK en WWI
    rf"[Mm]inisters\s+{_SHORT}(?:,\s+{_SHORT}){{0,4}}+\s+en\s+{_SHORT}\b|"
    rf"(?:[Mm]inisters?|[Mm]inisteries?|[Ss]taatssecretaris(?:sen)?)\b{_MINISTRY}|{_COLLEGE}\b|"
    r"[Gg]edeputeerde\s+[Ss]taten\b|[Pp]rovinciale\s+[Ss]taten\b|[Bb]evoegd\s+gezag\b|(?:Tweede|Eerste)\s+Kamer\b|Europese\s+Commissie\b|"
    r"[Ss]ociale\s+partners\b|[Oo]penbaar\s+[Mm]inisterie\b|[Rr]aad\s+van\s+(?:[Bb]estuur|[Tt]oezicht|[Cc]ommissarissen)\b|"
    r"(?:gemeente|provincie|waterschap|GGD)\s+[A-Z][\w-]{2,60}"
)
_NAME = (
    rf"(?:[A-Z][\w-]{{1,60}}\s+)?[A-Z]\w{{0,60}}(?i:{either(BODIES, 'addressed')})\b|Dienst\s+[A-Z]\w+|"
    r"(?:Hoge\s+Raad|Raad\s+(?:van|voor)\s+(?:de\s+|het\s+)?[\w-]+)\b|"
    r"[A-Z][A-Za-z&-]{0,60}[A-Z][\w-]{0,60}(?:[’']s)?"
)
_WORD = r"(?:\([\w-]{1,20}\))?[^\W\d_][\w-]*(?:[’'](?:s|en)\b)?"
_ANY = re.compile(rf"(?<![\w-])(?:(?P<whole>{_WHOLE})|(?P<name>{_NAME})(?![\w-])|(?P<word>{_WORD}))")
# "regionale preferente zorgverzekeraars": what tells which of them, but for words that only count or point.
_POINTING = (
    r"deze|elke|iedere|alle|welke|sommige|beide|onze|vele|enkele|meeste|diverse|verschillende|zulke|dezelfde|mede|"
    r"alsmede|daarmee|waarmee|hiermee|ermee|name|teneinde|vanwege"
)
_TELLING = re.compile(
    rf"(?:\b(?:[Dd]e|[Hh]et|[Dd]eze|[Aa]lle|[Dd]ie|[Ee]en|[Oo]nze|[Ee]lke|[Ii]edere|[Bb]eide|[Dd]e\s+meeste|met\s+name|daarmee|hiermee)\s+)?"
    rf"(?P<kind>(?:\b(?!(?:{_POINTING})\b|\w*ie\b)(?:[A-Za-z][a-zë-]{{2,40}}e|betrokken|eigen|gezamenlijk)\s+){{0,3}})"
    rf"(?P<sign>[{PARTY}{AGENCY}{NAMED}])"
)


# So long is no word before it.
_LONGEST = 60
_BEFORE_RAAD = re.compile(r"\b(?:[Dd]e|[Uu]w|[Oo]nze|[Ee]en|[Dd]eze|[Ee]lke|[Aa]an|\w+e)\s$")


@dataclass(frozen=True)
class Masked:
    """A sentence with a sign for each party, white space made one; names: of the parties, in order."""

    text: str
    names: tuple[str, ...]

    def within(self, start: int, end: int) -> Iterator[str]:
        """The names of the parties in a range."""
        first = sum(map(self.text[:start].count, _ALL))
        n = sum(map(self.text[start:end].count, _ALL))
        yield from self.names[first : first + n]


@dataclass(frozen=True)
class _Actors:
    """Words for who acts.

    ends: they end compounds too. capital: by themselves, as written. agency: the same, of those that advise too, so
    that "adviseert het RIVM" asks nothing of it. other: words that only end in one, and what ends in these:
    "gebonden" and "grondgebonden". verbs: of ends, those that are verbs by themselves: "raden".
    """

    ends: tuple[str, ...]
    whole: frozenset[str]
    capital: frozenset[str]
    agency: frozenset[str]
    other: tuple[str, ...]
    verbs: frozenset[str]

    def has(self, word: str) -> bool:
        # "De Raad adviseert": who advises.
        if word in ("Raad", "College"):
            return False
        lower = word.lower()
        if word in self.capital or lower in self.whole:
            return True
        return lower.endswith(self.ends) and not lower.endswith(self.other) and lower not in self.verbs


_MORE = {"more": "ends", "more_capital": "capital", "more_agency": "agency"}


@lru_cache(maxsize=2)
def _actors(*, learned: bool = False) -> _Actors:
    """All words, or those that the recogniser has learned from."""
    lines = (files("nlp") / "data" / "actors.tsv").read_text("utf-8").splitlines()[1:]
    rows = [(words.split(), use, other.split()) for words, use, other in (line.split("\t") for line in lines)]
    if not learned:
        rows = [(words, _MORE.get(use, use), other) for words, use, other in rows]
    of = {
        kind: [word for words, use, _ in rows if use == kind for word in words]
        for kind in ("ends", "whole", "capital", "agency")
    }
    ends, not_one = tuple(of["ends"]), frozenset(word for *_, words in rows for word in words)
    return _Actors(
        ends,
        whole=frozenset(of["whole"]),
        capital=frozenset(of["capital"]),
        agency=frozenset(of["agency"]),
        other=tuple(not_one - set(ends)),
        verbs=not_one & set(ends),
    )


def is_learned(name: str) -> bool:
    """Whether a party is one of those whose being asked the recogniser has learned from."""
    known = _actors(learned=True)
    # "minister van Economische Zaken" by its first word, "grote gemeenten" by its last.
    return any(known.has(word) or word in known.agency for word in (name.split()[0], name.split()[-1]))


def masked(text: str) -> Masked:
    """A sentence with its parties as signs.

    >>> masked("Wij vragen de grote gemeenten en DUO om hulp.").names
    ('grote gemeenten', 'DUO')
    """
    plain, names = " ".join(text.translate(_SIGNS).split()), list[str]()

    def sign(match: re.Match[str]) -> str:
        if match["whole"] or (match["name"] and _actors().has(match["name"])):
            names.append(match[0])
            return PARTY
        if match["name"] or match["word"] in _actors().agency:
            names.append(match[0])
            return AGENCY if match[0] in _actors().agency else NAMED
        # "Ik raad ouders aan": a verb.
        if match["word"] == "raad" and not _BEFORE_RAAD.search(plain, max(0, match.start() - _LONGEST), match.start()):
            return match[0]
        if not _actors().has(re.sub(r"^\([\w-]+\)", "", match["word"])):
            return match[0]
        names.append(match[0])
        return PARTY

    signed = _ANY.sub(sign, plain)
    kinds = iter(range(len(names)))

    def told(match: re.Match[str]) -> str:
        i = next(kinds)
        names[i] = " ".join((match["kind"] + names[i]).split())
        return match["sign"]

    return Masked(_TELLING.sub(told, signed), tuple(names))
