"""The plan of a query: a parsed query in the words of one library, a value that each kind of library can carry out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.dutch.families import fold, tokens
from index.query.condition import (
    BODY,
    EVERYWHERE,
    TEXT,
    But,
    Close,
    Condition,
    Either,
    Every,
    Field,
    Run,
    any_word,
)
from index.query.syntax import (
    STOP_WORDS,
    All,
    AnyOf,
    Near,
    Node,
    Phrase,
    Prefix,
    Query,
    Without,
    Word,
    leaves,
    unwanted_leaves,
)
from index.query.vocabulary import KnownWords
from ingest.identifiers.kamerstuk import KamerstukId

# One or two words are a look-up of those words: passages that have them come first. "Wat is een BSN?" is a question.
LOOKUP_WORDS = 2
# What a part of a compound in a question counts beside a word of the question: snelheid for maximumsnelheid.
PART_SHARE = 0.55
# An abbreviation is typed in capitals, and is searched as it stands: PAS is no form of passen.
_ABBREVIATION = re.compile(r"(?<!\w)[A-Z]{2,4}(?!\w)")
_DOSSIER = re.compile(r"(\d{2})(\d{3})")
# Years are not written with a space.
_LARGE_NUMBER = re.compile(r"(?!(?:19|20)\d\d$)\d{4,9}")
# In words; the longest names of organisations that people type.
LONGEST_NAME = 6


@dataclass(frozen=True, slots=True)
class PlannedWord:
    """The forms that stand for one word of a query.

    family: its own forms. compounds: compounds with it. names: other names of
    the same organisation or measure. key is empty for a name of several words,
    which is here for its other names only. narrowed: only these forms and not
    all of the family. n: how often all forms together stand in the library;
    in_passages: in how many passages, which is no less than in how many there
    are with any form; n_exact: in how many the word as it was typed. share:
    what it counts beside a word that was typed.
    """

    word: str
    key: str
    family: tuple[str, ...]
    compounds: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    narrowed: bool = False
    n: int = 0
    in_passages: int = 0
    n_exact: int = 0
    share: float = 1.0

    @property
    def forms(self) -> tuple[str, ...]:
        return self.family + self.compounds


@dataclass(frozen=True, slots=True)
class Plan:
    """What is searched for a query, as it ranks, as it counts and as people can check it.

    typed: its words, without operators. words: each word with the forms that
    stand for it. full: what ranks. text: the same without headings and titles,
    which counts. avoided: what no passage may have; None for nothing. is_plain:
    any of some words will do, so that some of them can be looked up first.
    is_lookup: it is one word or two. parts: what the compounds in a question
    are made of, which rank passages and are no hits by themselves. pairs: words
    that stand side by side in the query, stop words apart. prefixes: the forms
    that begin so. names: other names of what is named. spellings: those names
    that are other spellings of a dossier's number or a paper's id. phrases:
    runs of words that are marked where they stand.
    """

    typed: str
    words: Mapping[str, PlannedWord]
    full: Condition
    text: Condition
    avoided: Condition | None
    is_plain: bool
    is_lookup: bool
    parts: tuple[PlannedWord, ...]
    pairs: tuple[tuple[PlannedWord, PlannedWord], ...]
    prefixes: Mapping[str, tuple[str, ...]]
    names: tuple[str, ...]
    spellings: frozenset[str]
    phrases: tuple[tuple[str, ...], ...]

    @property
    def forms(self) -> tuple[str, ...]:
        """Every single word that is searched, in the order of the query."""
        from_words = (form for word in self.words.values() for form in word.forms)
        from_prefixes = (form for forms in self.prefixes.values() for form in forms)
        return tuple(dict.fromkeys((*from_words, *from_prefixes)))

    def of(self, words: Iterable[PlannedWord]) -> Condition:
        """The condition of any of some words."""
        return _but(_any_of(words, EVERYWHERE), self.avoided)


def planned(query: Query, vocabulary: KnownWords, *, families: bool) -> Plan:
    """Put a query in the words of one library.

    families: whether a word stands for its whole family, its compounds and its bearer's other names.
    """
    return _Planner(query, vocabulary, families=families).plan()


def of_name(name: str) -> Run:
    """The condition of a name of one word or more."""
    return Run(tuple(tokens(name)))


class _Planner:
    """A query, and the vocabulary that is asked for its words."""

    def __init__(self, query: Query, vocabulary: KnownWords, *, families: bool) -> None:
        self._query = query
        self._vocabulary = vocabulary
        self._families = families
        self._excluded = frozenset(query.excluded)
        self._as_typed = frozenset(fold(word) for word in _ABBREVIATION.findall(query.text))
        self._is_plain = not query.strict and all(isinstance(leaf, Word) for leaf in leaves(query.root))

    def plan(self) -> Plan:
        query = self._query
        spellings = {run: others for run in _runs(query) if self._families and (others := _spellings(run))}
        words = self._words(spellings)
        prefixes = self._prefixes()
        is_lookup = self._is_plain and len(query.text.split()) <= LOOKUP_WORDS
        names = tuple(dict.fromkeys(name for word in words.values() for name in word.names))
        avoided = self._avoided(words)
        unwanted = [leaf for leaf in unwanted_leaves(query.root) if isinstance(leaf, Word)]
        asked = _Asked(
            words | {leaf.form: self._planned(leaf.form, ()) for leaf in unwanted if leaf.form not in words},
            prefixes,
            families=self._families,
            excludes=bool(self._excluded),
        )

        def condition(fields: tuple[Field, ...]) -> Condition:
            return _any_of(words.values(), fields) if self._is_plain else asked.condition(query.root, fields)

        return Plan(
            typed=query.text,
            words=words,
            full=_but(condition(EVERYWHERE), avoided),
            text=_but(condition(TEXT), avoided),
            avoided=avoided,
            is_plain=self._is_plain,
            is_lookup=is_lookup,
            parts=self._parts(words) if self._families and self._is_plain and not is_lookup else (),
            pairs=_pairs(query, words) if self._is_plain else (),
            prefixes=prefixes,
            names=names,
            spellings=frozenset(name for others in spellings.values() for name in others),
            phrases=query.phrases + tuple(tuple(tokens(name)) for name in names),
        )

    def _words(self, spellings: Mapping[str, Sequence[str]]) -> dict[str, PlannedWord]:
        runs = [run for run in _runs(self._query) if self._may_name(run)]
        names: dict[str, Sequence[str]] = dict(self._vocabulary.names(runs)) if self._families else {}
        names |= {run: [*names.get(run, ()), *others] for run, others in spellings.items()}
        typed = [leaf.form for leaf in leaves(self._query.root) if isinstance(leaf, Word)]
        words = {word: self._planned(word, self._kept_names(names.get(word, ()))) for word in typed}
        if self._is_plain:
            # A name of several words that stands in the query brings the other names of its bearer.
            longer = {run: self._kept_names(others) for run, others in names.items() if run not in words}
            words |= {run: PlannedWord(run, "", (), names=kept) for run, kept in longer.items() if kept}
        return words

    def _prefixes(self) -> dict[str, tuple[str, ...]]:
        beginnings = [leaf.beginning for leaf in leaves(self._query.root) if isinstance(leaf, Prefix)]
        return {
            beginning: tuple(form for form in self._vocabulary.starting_with(beginning) if form not in self._excluded)
            for beginning in beginnings
        }

    def _planned(self, word: str, names: tuple[str, ...]) -> PlannedWord:
        n_exact = self._vocabulary.in_passages([word])
        if not self._families or word in self._as_typed:
            n = self._vocabulary.occurrences([word]).get(word, 0)
            return PlannedWord(
                word, word, (word,), names=names, narrowed=True, n=n, in_passages=n_exact, n_exact=n_exact
            )
        key = self._vocabulary.key(word)
        family, compounds = self._vocabulary.family(key), self._vocabulary.compounds(key)
        kept = [tuple(form for form in forms if form not in self._excluded) for forms in (family, compounds)]
        counts = self._vocabulary.occurrences((*kept[0], *kept[1]))
        return PlannedWord(
            word,
            key,
            kept[0] or (() if word in self._excluded else (word,)),
            kept[1],
            names,
            narrowed=len(kept[0]) + len(kept[1]) < len(family) + len(compounds),
            n=sum(counts.values()),
            in_passages=self._vocabulary.in_passages((*kept[0], *kept[1])),
            n_exact=n_exact,
        )

    def _parts(self, words: Mapping[str, PlannedWord]) -> tuple[PlannedWord, ...]:
        """The parts of compounds that are not in the query themselves."""
        typed = {word.key for word in words.values()}
        keys = dict.fromkeys(part for word in words for part in self._vocabulary.parts(word) if " " not in word)
        parts = []
        for key in keys.keys() - typed:
            family, compounds = self._vocabulary.family(key), self._vocabulary.compounds(key)
            counts = self._vocabulary.occurrences((*family, *compounds))
            if counts and self._excluded.isdisjoint(counts):
                named = max(family or compounds, key=lambda form: counts.get(form, 0))
                n, in_passages = sum(counts.values()), self._vocabulary.in_passages(counts)
                parts.append(
                    PlannedWord(
                        named, key, tuple(family), tuple(compounds), n=n, in_passages=in_passages, share=PART_SHARE
                    )
                )
        return tuple(sorted(parts, key=lambda part: part.key))

    def _may_name(self, run: str) -> bool:
        """Whether words may be a name: "om te vernieuwen" is not about the Openbaar Ministerie, "het OM" is."""
        return run not in STOP_WORDS or run in self._as_typed

    def _kept_names(self, names: Iterable[str]) -> tuple[str, ...]:
        return tuple(name for name in names if tokens(name) and self._excluded.isdisjoint(tokens(name)))

    def _avoided(self, words: Mapping[str, PlannedWord]) -> Condition | None:
        """What no passage may have: words after a minus that are no form of a searched word."""
        every_form = {
            form
            for word in words.values()
            for form in (*self._vocabulary.family(word.key), *self._vocabulary.compounds(word.key))
        }
        avoided = [form for form in sorted(self._excluded) if form not in every_form]
        return any_word(avoided) if avoided else None


@dataclass(frozen=True, slots=True)
class _Asked:
    """The condition of a query with operators, node by node; excludes: it has words after a minus."""

    words: Mapping[str, PlannedWord]
    prefixes: Mapping[str, tuple[str, ...]]
    families: bool
    excludes: bool

    def condition(self, node: Node, fields: tuple[Field, ...]) -> Condition:
        match node:
            case Word(form=form):
                return _of_word(self.words[form], fields)
            case Prefix(beginning=beginning):
                narrowed = self.excludes and beginning in self.prefixes
                return any_word(self.prefixes[beginning]) if narrowed else Run((beginning,), begins=True)
            case Phrase(forms=forms):
                return Run(forms)
            case Near():
                return self._near(node)
            case All(nodes=nodes):
                return Every(tuple(self.condition(child, fields) for child in nodes))
            case AnyOf(nodes=nodes):
                return Either(tuple(self.condition(child, fields) for child in nodes))
            case Without(wanted=wanted, unwanted=unwanted):
                return But(self.condition(wanted, fields), self.condition(unwanted, BODY))

    def _near(self, node: Near) -> Close:
        # Phrases are looked for as they stand, so a NEAR with one is wholly about words as they stand.
        if not self.families or any(isinstance(item, Phrase) for item in node.words):
            return Close(tuple(_forms(item) for item in node.words), "exact", node.distance)
        keys = tuple((self.words[item.form].key,) for item in node.words if isinstance(item, Word))
        return Close(keys, "body", node.distance)


def _but(condition: Condition, avoided: Condition | None) -> Condition:
    return But(condition, avoided) if avoided else condition


def _any_of(words: Iterable[PlannedWord], fields: tuple[Field, ...]) -> Either:
    return Either(tuple(_of_word(word, fields) for word in words))


def _of_word(word: PlannedWord, fields: tuple[Field, ...]) -> Condition:
    alternatives: list[Condition] = [of_name(name) for name in word.names]
    if word.narrowed:
        alternatives.insert(0, any_word(word.forms))
    elif word.key:
        alternatives.append(Run((word.key,), fields))
        # The word as it was typed says a little more than another form of it.
        alternatives += [Run((word.word,))] if word.share == 1 else []
    return Either(tuple(alternatives)) if len(alternatives) > 1 else alternatives[0]


def _pairs(query: Query, words: Mapping[str, PlannedWord]) -> tuple[tuple[PlannedWord, PlannedWord], ...]:
    in_order = [words[form] for form in tokens(query.text) if form not in STOP_WORDS and form in words]
    return tuple(dict.fromkeys((one, next) for one, next in pairwise(in_order) if one != next))


def _runs(query: Query) -> list[str]:
    """Every run of words of a query that could be a name, lower case: one word to LONGEST_NAME."""
    words = [_as_number(word) for word in query.text.lower().split()]
    return [
        " ".join(words[start:end]).strip(" .,;:?!")
        for start in range(len(words))
        for end in range(start + 1, min(start + LONGEST_NAME, len(words)) + 1)
    ]


def _as_number(word: str) -> str:
    """A number without the marks of its thousands; other words as they are."""
    forms = tokens(word) if word[0].isdigit() else []
    return forms[0] if len(forms) == 1 else word


def _spellings(run: str) -> list[str]:
    """How else a number is written, or how a paper is cited: 35538 and 35 538, kst-35538-4 and 35 538 nr 4."""
    if _LARGE_NUMBER.fullmatch(run):
        return [f"{int(run):,}".replace(",", " ")]
    paper = KamerstukId.read(run)
    if paper is None or not (dossier := _DOSSIER.fullmatch(paper.dossier)):
        return []
    return [run, *(f"{spelling.join(dossier.groups())} nr {paper.number}" for spelling in (" ", ""))]


def _forms(item: Word | Phrase) -> tuple[str, ...]:
    return (item.form,) if isinstance(item, Word) else item.forms
