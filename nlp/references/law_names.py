"""The names of laws: a register of them, and how they are found in a text."""

from __future__ import annotations

import re
from bisect import insort_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from nlp.text.runs import runs_of

_NUMBERED_AFTER = r"(?:bis|ter|quater|quinquies|sexies|septies|octies|nonies|decies)"
# What begins where a run of letters and digits begins: a number with its parts and letters ("2:12a"), or the run.
_WORD = rf"\d+(?:[.:]\d+)*(?:{_NUMBERED_AFTER}|[a-z]{{0,3}})°?(?!\w)|\d+(?:[.:]\d+)*[a-z]{{0,3}}°?|t/m|[^\W_]+"
_AT_A_RUN = re.compile(_WORD)
_FIRST_TWO = re.compile(rf"(?s:.*?)({_WORD}|§)(?s:.*?)({_WORD}|§|\Z)")
# Abbreviations that are also words, units or initials: a law only beside an article.
_AMBIGUOUS = frozenset(
    "ATW Baz Bal Bor Bro CCD DGA DMA DSA ESH ETD FSR KRW Kra MDR NSW PW RED RIE ROR RTB SUR TPD WAM WAS WBO WEB"
    " WED ZW".split()
)
_SAYS_WHAT_IT_IS = re.compile(
    r"[a-zà-ÿ]{3,}(?:richtlijn|verordening)|(?!grondwet|experimentenwet|machtigingswet|registratiewet)[a-zà-ÿ]{4,}wet"
)
_SAID_OF_A_LAW = re.compile(r"\b(?:van|uit|in|onder|krachtens|ingevolge|volgens|bij|conform) (?:de|het) $")
# Abbreviations that many write in capitals, and what is an organisation or a word when it is.
_CAPITALISED = re.compile(r"(?:W|Z)[a-z]{2,5}")
_OTHERS_IN_CAPITALS = frozenset(
    "WHO WTO WUR WRR WKO WWF WOZ WOR WKB WAT WIL WET WEB WED WAM WAS WBO WOP WAR WIS".split()
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or sign, and what is printed between it and the one before."""

    text: str
    start: int
    end: int
    gap: str


@dataclass(frozen=True, slots=True)
class Law:
    """A law by its full name; bwb is its id in the Basiswettenbestand, None when it has none (European law)."""

    name: str
    bwb: str | None


# The first two words of a name, the second empty where it has one.
FirstWords = tuple[str, str]
NamedLaws = list[tuple[tuple[Token, ...], Law]]


class FullNames:
    """Names of laws by their first two words, cut into words when a text first has those two.

    A text has few of them, and to cut all 7,000 takes longer than to read a letter.
    """

    def __init__(self) -> None:
        self._written: dict[FirstWords, list[tuple[str, Law]]] = defaultdict(list)
        self._cut: dict[FirstWords, NamedLaws] = {}
        self.first_words: set[str] = set()

    def add(self, name: str, law: Law) -> None:
        key = _first_two(name)
        self._written[key].append((name, law))
        self._cut.pop(key, None)
        self.first_words.add(key[0])

    def __contains__(self, key: FirstWords) -> bool:
        return key in self._written

    def get(self, key: FirstWords) -> NamedLaws:
        """The names that begin so, the longest first."""
        if key not in self._written:
            return []
        if key not in self._cut:
            cut = [(tokenise(name), law) for name, law in self._written[key]]
            self._cut[key] = sorted(cut, key=_longest_first)
        return self._cut[key]


def _first_two(name: str) -> FirstWords:
    """The first two words of a name in lower case; cutting all of it into words takes three times as long."""
    found = _FIRST_TWO.match(name)
    return (found[1].lower(), found[2].lower()) if found else ("", "")


@dataclass(slots=True)
class LawNames:
    """Names of laws, by their first two words, the longest first: thousands of laws begin with "Wet".

    abbreviations are matched exactly; names in any case, except that a name
    of one word must begin with a capital, unless it is of a European act.
    """

    names: FullNames = field(default_factory=FullNames)
    abbreviations: dict[FirstWords, NamedLaws] = field(default_factory=dict)
    # The first words of the abbreviations: few tokens of a text are one.
    first_words: set[str] = field(default_factory=set)

    def add_abbreviation(self, abbreviation: str, law: Law) -> None:
        """Add an abbreviation, before others that are the same: what a text defines counts in it."""
        tokens = tokenise(abbreviation)
        key = tokens[0].text, _second(tokens)
        # A copy of this shares the lists: they are replaced, never changed.
        known = list(self.abbreviations.get(key, ()))
        insort_left(known, (tokens, law), key=_longest_first)
        self._keep(key, known)

    def add_in_capitals(self, capitals: str, law: Law) -> None:
        """Add an abbreviation of one word as some write it, behind others that are the same."""
        key = capitals, ""
        self._keep(key, [*self.abbreviations.get(key, ()), (tokenise(capitals), law)])

    def _keep(self, key: FirstWords, known: NamedLaws) -> None:
        self.abbreviations[key] = known
        self.first_words.add(key[0])

    def at(self, tokens: tuple[Token, ...], index: int) -> tuple[int, Law, bool] | None:
        """The longest law named at a token: how many tokens it takes, the law, and whether it is an abbreviation."""
        first = tokens[index].text
        lower = first.lower()
        exact = full = None
        if first in self.first_words:
            exact = _longest(lambda key: self.abbreviations.get(key, []), first, tokens, index, exactly=True)
        if lower in self.names.first_words:
            full = _longest(self.names.get, lower, tokens, index, exactly=False)
        return exact if exact and (not full or exact[0] >= full[0]) else full


def _second(tokens: tuple[Token, ...], index: int = 0) -> str:
    """The word after a token in lower case; empty where it is the last."""
    return tokens[index + 1].text.lower() if index + 1 < len(tokens) else ""


def _longest_first(entry: tuple[tuple[Token, ...], Law]) -> int:
    return -len(entry[0])


def _longest(
    named: Callable[[FirstWords], NamedLaws], first: str, tokens: tuple[Token, ...], index: int, *, exactly: bool
) -> tuple[int, Law, bool] | None:
    """The first name (the longest comes first) that the tokens spell."""
    second = _second(tokens, index)
    # A name of one word stands under no second word.
    for key in dict.fromkeys(((first, second), (first, ""))):
        for name, law in named(key):
            if _is_named(name, tokens[index : index + len(name)], exactly):
                return len(name), law, exactly
    return None


def tokenise(text: str) -> tuple[Token, ...]:
    return tuple(_tokens(text))


def _tokens(text: str) -> Iterator[Token]:
    end = 0
    for start, stop in (
        *((start, stop) for start, stop in runs_of(text) if text[start] != "&"),
        (len(text), len(text)),
    ):
        while (sign := text.find("§", end, start)) >= 0:
            yield Token("§", sign, sign + 1, text[end:sign])
            end = sign + 1
        # "3.14" takes more than one run, and of "12abcd" the last letter is a word of its own.
        at = max(start, end)
        if at < stop and not text[at].isdigit() and text[stop : stop + 1] != "/":
            # Most runs are a word.
            yield Token(text[at:stop], at, stop, text[end:at])
            at = end = stop
        while at < stop and (match := _AT_A_RUN.match(text, at)):
            yield Token(match[0], at, match.end(), text[end:at])
            at = end = match.end()


def _is_named(name: tuple[Token, ...], tokens: tuple[Token, ...], exactly: bool) -> bool:
    if len(tokens) < len(name) or (len(name) == 1 and not _may_be_lower_case(tokens[0].text)):
        return False
    return all(
        (mine.text == theirs.text or (not exactly and mine.text.lower() == theirs.text.lower()))
        and (position == 0 or _plain(mine.gap) == _plain(theirs.gap))
        for position, (mine, theirs) in enumerate(zip(name, tokens, strict=True))
    )


def _may_be_lower_case(word: str) -> bool:
    """Whether a name of one word counts as written: one that says what it is also in lower case, "de jeugdwet".

    Not "de grondwet", which may be that of any country.
    """
    return word[0].isupper() or bool(_SAYS_WHAT_IT_IS.fullmatch(word))


def _plain(gap: str) -> str:
    """What is printed between two words, with plain hyphens and quotes, and of white space only a blank line."""
    if "\n\n" in gap:
        return "\n\n"
    return re.sub(r"\s+", "", gap).replace("\u2013", "-").replace("\u2011", "-").replace("\u2019", "'")


def needs_an_article(abbreviation: str) -> bool:
    """Whether an abbreviation means a law only beside an article: two letters (Sr, WW), or a word of its own."""
    return len(abbreviation) <= 2 or abbreviation in _AMBIGUOUS


def is_said_of_a_law(text: str, start: int, abbreviation: str) -> bool:
    """Whether the words before an abbreviation of several meanings say that a law is meant: "op grond van de WED"."""
    return len(abbreviation) > 2 and bool(_SAID_OF_A_LAW.search(text[max(0, start - 24) : start]))


def law_abbreviated(short: str) -> Law | None:
    """The law that the register knows by this abbreviation."""
    tokens = [token.text for token in tokenise(short)]
    known = register().abbreviations.get((tokens[0], tokens[1].lower() if len(tokens) > 1 else ""), ())
    return next((law for form, law in known if [token.text for token in form] == tokens), None)


@cache
def register() -> LawNames:
    """The laws of corpus/registers/wetten.tsv; read once, in about 0.05 s."""
    found = LawNames()
    _, *rows = (files("corpus") / "registers" / "wetten.tsv").read_text("utf-8").splitlines()
    for row in rows:
        name, bwb, aliases, abbreviations = row.split("\t")
        _add(found, Law(name, bwb or None), _listed(aliases), _listed(abbreviations))
    return found


def law_in(names: LawNames, text: str) -> Law | None:
    """The law that a whole text names."""
    tokens = tokenise(text)
    known = names.at(tokens, 0)
    return known[1] if known and known[0] == len(tokens) else None


def _listed(names: str) -> list[str]:
    return names.split("|") if names else []


def _add(found: LawNames, law: Law, aliases: Iterable[str], abbreviations: Iterable[str]) -> None:
    for name in (law.name, *aliases):
        found.names.add(name, law)
    for abbreviation in abbreviations:
        found.add_abbreviation(abbreviation, law)
        # "WMO", "WLZ": many write them in capitals; where that is a law or an organisation too, it is that.
        if _CAPITALISED.fullmatch(abbreviation) and (capitals := abbreviation.upper()) not in _OTHERS_IN_CAPITALS:
            found.add_in_capitals(capitals, law)


def copy_of(names: LawNames) -> LawNames:
    """A copy to which the abbreviations that one text defines can be added."""
    return LawNames(names.names, dict(names.abbreviations), set(names.first_words))
