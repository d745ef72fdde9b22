"""A parsed query in the words of one library: what is searched, as FTS5 wants it and as people can check it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from index.dutch.families import fold, tokens
from index.query.syntax import STOP_WORDS, All, AnyOf, Near, Node, Phrase, Prefix, Query, Without, Word, leaves
from index.query.vocabulary import Vocabulary
from ingest.identifiers.kamerstuk import KamerstukId

# The columns of the table `words` in which a word's family is looked for.
EVERYWHERE = "{body parts heading title}"
# The same without headings and titles: a passage is a hit of a word only when the word stands in its text.
TEXT = "{body parts}"
BODY = "{body}"
# One or two words are a look-up of those words: passages that have them come first. "Wat is een BSN?" is a question.
LOOKUP_WORDS = 2
# What a part of a compound in a question counts beside a word of the question: snelheid for maximumsnelheid.
PART_SHARE = 0.55
# An abbreviation is typed in capitals, and is searched as it stands: PAS is no form of passen.
_ABBREVIATION = re.compile(r"(?<!\w)[A-Z]{2,4}(?!\w)")
_DOSSIER = re.compile(r"(\d{2})(\d{3})")
# In words; the longest names of organisations that people type.
LONGEST_NAME = 6


@dataclass(frozen=True, slots=True)
class Searched:
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


class Expression:
    """A query against the vocabulary of one library.

    typed: its words, without operators. full: the FTS5 query, which ranks. text: the same without headings and
    titles, which counts. avoided: what no passage may have. is_plain: any of
    some words will do, so that some of them can be looked up first. parts:
    what the compounds in a question are made of, which rank passages and are
    no hits by themselves. pairs: the families of words that stand side by side
    in the query, stop words apart. spellings: names that are other spellings of
    a dossier's number or a paper's id.
    """

    def __init__(self, query: Query, vocabulary: Vocabulary, *, families: bool) -> None:
        self._vocabulary = vocabulary
        self._families = families
        self.typed = query.text
        self._excluded = frozenset(query.excluded)
        words = [leaf.form for leaf in leaves(query.root) if isinstance(leaf, Word)]
        self._as_typed = frozenset(fold(word) for word in _ABBREVIATION.findall(query.text))
        runs = _runs(query)
        names = vocabulary.names([run for run in runs if self._may_name(run)]) if families else {}
        self.spellings = {name for run in runs for name in _spellings(run)} if families else set()
        names |= {run: [*names.get(run, ()), *others] for run in runs if families and (others := _spellings(run))}
        self.words = {word: self._searched(word, self._kept_names(names.get(word, ()))) for word in words}
        self.is_plain = not query.strict and all(isinstance(leaf, Word) for leaf in leaves(query.root))
        if self.is_plain:
            # A name of several words that stands in the query brings the other names of its bearer.
            longer = {run: self._kept_names(others) for run, others in names.items() if run not in self.words}
            self.words |= {run: Searched(run, "", (), names=kept) for run, kept in longer.items() if kept}
        self.is_lookup = self.is_plain and len(query.text.split()) <= LOOKUP_WORDS
        self.parts = self._parts() if families and self.is_plain and not self.is_lookup else ()
        self.pairs = self._pairs(query) if self.is_plain else ()
        self.prefixes = {
            leaf.beginning: tuple(
                form for form in vocabulary.starting_with(leaf.beginning) if form not in self._excluded
            )
            for leaf in leaves(query.root)
            if isinstance(leaf, Prefix)
        }
        self.names = tuple(dict.fromkeys(name for word in self.words.values() for name in word.names))
        self.phrases = query.phrases + tuple(tuple(tokens(name)) for name in self.names)
        self.avoided = self._avoided()
        self.full = self._of_query(query, EVERYWHERE)
        self.text = self._of_query(query, TEXT)

    @property
    def forms(self) -> tuple[str, ...]:
        """Every single word that is searched, in the order of the query."""
        from_words = (form for word in self.words.values() for form in word.forms)
        from_prefixes = (form for forms in self.prefixes.values() for form in forms)
        return tuple(dict.fromkeys((*from_words, *from_prefixes)))

    def of(self, words: Iterable[Searched], columns: str = EVERYWHERE) -> str:
        """The FTS5 query for any of some words."""
        return self._without_avoided("(" + " OR ".join(self._word(word, columns) for word in words) + ")")

    def of_name(self, name: str) -> str:
        """The FTS5 query for a name of one word or more."""
        return f"{{exact}}: {_run(tuple(tokens(name)))}"

    def _of_query(self, query: Query, columns: str) -> str:
        if self.is_plain:
            return self.of(self.words.values(), columns)
        return self._without_avoided(self._fts(query.root, columns))

    def _searched(self, word: str, names: tuple[str, ...]) -> Searched:
        n_exact = self._vocabulary.in_passages([word])
        if not self._families or word in self._as_typed:
            n = self._vocabulary.occurrences([word]).get(word, 0)
            return Searched(word, word, (word,), names=names, narrowed=True, n=n, in_passages=n_exact, n_exact=n_exact)
        key = self._vocabulary.key(word)
        family, compounds = self._vocabulary.family(key), self._vocabulary.compounds(key)
        kept = [tuple(form for form in forms if form not in self._excluded) for forms in (family, compounds)]
        counts = self._vocabulary.occurrences((*kept[0], *kept[1]))
        return Searched(
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

    def _parts(self) -> tuple[Searched, ...]:
        """The parts of compounds that are not in the query themselves."""
        typed = {word.key for word in self.words.values()}
        keys = dict.fromkeys(part for word in self.words for part in self._vocabulary.parts(word) if " " not in word)
        parts = []
        for key in keys.keys() - typed:
            family, compounds = self._vocabulary.family(key), self._vocabulary.compounds(key)
            counts = self._vocabulary.occurrences((*family, *compounds))
            if counts and self._excluded.isdisjoint(counts):
                named = max(family or compounds, key=lambda form: counts.get(form, 0))
                n, in_passages = sum(counts.values()), self._vocabulary.in_passages(counts)
                parts.append(
                    Searched(
                        named, key, tuple(family), tuple(compounds), n=n, in_passages=in_passages, share=PART_SHARE
                    )
                )
        return tuple(sorted(parts, key=lambda part: part.key))

    def _pairs(self, query: Query) -> tuple[tuple[Searched, Searched], ...]:
        words = [self.words[form] for form in tokens(query.text) if form not in STOP_WORDS and form in self.words]
        return tuple(dict.fromkeys((one, next) for one, next in pairwise(words) if one != next))

    def _may_name(self, run: str) -> bool:
        """Whether words may be a name: "om te vernieuwen" is not about the Openbaar Ministerie, "het OM" is."""
        return run not in STOP_WORDS or run in self._as_typed

    def _kept_names(self, names: Iterable[str]) -> tuple[str, ...]:
        return tuple(name for name in names if tokens(name) and self._excluded.isdisjoint(tokens(name)))

    def _avoided(self) -> str:
        """What no passage may have: words after a minus that are no form of a searched word; empty for none."""
        every_form = {
            form
            for word in self.words.values()
            for form in (*self._vocabulary.family(word.key), *self._vocabulary.compounds(word.key))
        }
        avoided = [form for form in sorted(self._excluded) if form not in every_form]
        return f"{{exact}}: ({_any(avoided)})" if avoided else ""

    def _without_avoided(self, expression: str) -> str:
        return f"({expression}) NOT {self.avoided}" if self.avoided else expression

    def _fts(self, node: Node, columns: str) -> str:
        match node:
            case Word(form=form):
                return self._word(self.words.get(form) or self._searched(form, ()), columns)
            case Prefix(beginning=beginning):
                return (
                    f"{{exact}}: ({_any(self.prefixes[beginning])})" if self._excluded else f'{{exact}}: "{beginning}"*'
                )
            case Phrase(forms=forms):
                return f"{{exact}}: {_run(forms)}"
            case Near():
                return self._near(node)
            case All(nodes=nodes):
                return "(" + " AND ".join(self._fts(child, columns) for child in nodes) + ")"
            case AnyOf(nodes=nodes):
                return "(" + " OR ".join(self._fts(child, columns) for child in nodes) + ")"
            case Without(wanted=wanted, unwanted=unwanted):
                return f"({self._fts(wanted, columns)} NOT {self._fts(unwanted, BODY)})"

    def _word(self, word: Searched, columns: str) -> str:
        alternatives = [self.of_name(name) for name in word.names]
        if word.narrowed:
            alternatives.insert(0, f"{{exact}}: ({_any(word.forms)})")
        elif word.key:
            alternatives.append(f'{columns}: "{word.key}"')
            # The word as it was typed says a little more than another form of it.
            alternatives += [f'{{exact}}: "{word.word}"'] if word.share == 1 else []
        return "(" + " OR ".join(alternatives) + ")" if len(alternatives) > 1 else alternatives[0]

    def _near(self, node: Near) -> str:
        runs = [
            _run((self.words[item.form].key,) if isinstance(item, Word) and self._families else _forms(item))
            for item in node.words
        ]
        # Phrases are looked for as they stand, so a NEAR with one is wholly about words as they stand.
        exact = not self._families or any(isinstance(item, Phrase) for item in node.words)
        if exact:
            runs = [_run(_forms(item)) for item in node.words]
        return f"{{{'exact' if exact else 'body'}}}: NEAR({' '.join(runs)}, {node.distance})"


def _runs(query: Query) -> list[str]:
    """Every run of words of a query that could be a name, lower case: one word to LONGEST_NAME."""
    words = query.text.lower().split()
    return [
        " ".join(words[start:end]).strip(" .,;:?!")
        for start in range(len(words))
        for end in range(start + 1, min(start + LONGEST_NAME, len(words)) + 1)
    ]


def _spellings(run: str) -> list[str]:
    """How else a dossier is written, or how a paper is cited: 35538 and 35 538, kst-35538-4 and 35 538 nr 4."""
    dossier = _DOSSIER.fullmatch(run)
    if dossier:
        return [" ".join(dossier.groups())]
    paper = KamerstukId.read(run)
    if paper is None or not (dossier := _DOSSIER.fullmatch(paper.dossier)):
        return []
    return [run, *(f"{spelling.join(dossier.groups())} nr {paper.number}" for spelling in (" ", ""))]


def _forms(item: Word | Phrase) -> tuple[str, ...]:
    return (item.form,) if isinstance(item, Word) else item.forms


def _run(forms: tuple[str, ...]) -> str:
    """Words in this order. Tokens are letters and digits only, so nothing needs escaping."""
    return '"' + " ".join(forms) + '"'


def _any(forms: tuple[str, ...] | list[str]) -> str:
    return " OR ".join(f'"{form}"' for form in forms) or '""'
