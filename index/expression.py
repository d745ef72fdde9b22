"""A parsed query in the words of one library: what is searched, as FTS5 wants it and as people can check it."""

from __future__ import annotations

from dataclasses import dataclass

from index.library.vocabulary import Vocabulary
from index.query import All, AnyOf, Near, Node, Phrase, Prefix, Query, Without, Word, leaves
from index.words import tokens

# The columns of the table `words` in which a word's family is looked for.
EVERYWHERE = "{body parts heading title}"
# The same without headings and titles: a passage is a hit of a word only when the word stands in its text.
TEXT = "{body parts}"
BODY = "{body}"


@dataclass(frozen=True, slots=True)
class Searched:
    """The forms that stand for one word of a query.

    family: its own forms. compounds: compounds with it. names: other names of
    the same organisation or measure, each a run of words.
    """

    word: str
    key: str
    family: tuple[str, ...]
    compounds: tuple[str, ...] = ()
    names: tuple[tuple[str, ...], ...] = ()
    narrowed: bool = False

    @property
    def forms(self) -> tuple[str, ...]:
        return self.family + self.compounds


class Expression:
    """A query against the vocabulary of one library.

    full: the FTS5 query, which ranks. text: the same without headings and
    titles, which counts. narrow: without compounds too, for passages that have
    the very word. avoided: what no passage may have.
    """

    def __init__(self, query: Query, vocabulary: Vocabulary, *, families: bool) -> None:
        self._vocabulary = vocabulary
        self._families = families
        self._excluded = frozenset(query.excluded)
        self.words = {leaf.form: self._searched(leaf.form) for leaf in leaves(query.root) if isinstance(leaf, Word)}
        self.prefixes = {
            leaf.beginning: tuple(
                form for form in vocabulary.starting_with(leaf.beginning) if form not in self._excluded
            )
            for leaf in leaves(query.root)
            if isinstance(leaf, Prefix)
        }
        self.phrases = query.phrases + tuple(name for word in self.words.values() for name in word.names)
        self.avoided = self._avoided()
        self.full = self._without_avoided(self._fts(query.root, EVERYWHERE))
        self.text = self._without_avoided(self._fts(query.root, TEXT))
        self.narrow = self._without_avoided(self._fts(query.root, BODY))

    @property
    def forms(self) -> tuple[str, ...]:
        """Every single word that is searched, in the order of the query."""
        from_words = (form for word in self.words.values() for form in word.forms)
        from_prefixes = (form for forms in self.prefixes.values() for form in forms)
        return tuple(dict.fromkeys((*from_words, *from_prefixes)))

    def _searched(self, word: str) -> Searched:
        if not self._families:
            return Searched(word, word, (word,), narrowed=True)
        key = self._vocabulary.key(word)
        family, compounds = self._vocabulary.family(key), self._vocabulary.compounds(key)
        kept = [tuple(form for form in forms if form not in self._excluded) for forms in (family, compounds)]
        names = tuple(tuple(tokens(name)) for name in self._vocabulary.names(word))
        return Searched(
            word,
            key,
            kept[0] or (word,),
            kept[1],
            tuple(name for name in names if name and name[0] != word),
            narrowed=len(kept[0]) + len(kept[1]) < len(family) + len(compounds),
        )

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
                return self._word(self.words.get(form) or self._searched(form), columns)
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
        if word.narrowed:
            forms = word.family if columns == BODY else word.forms
            return f"{{exact}}: ({_any(forms)})"
        alternatives = [f'{columns}: "{word.key}"', *(f"{{exact}}: {_run(name)}" for name in word.names)]
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


def _forms(item: Word | Phrase) -> tuple[str, ...]:
    return (item.form,) if isinstance(item, Word) else item.forms


def _run(forms: tuple[str, ...]) -> str:
    """Words in this order. Tokens are letters and digits only, so nothing needs escaping."""
    return '"' + " ".join(forms) + '"'


def _any(forms: tuple[str, ...] | list[str]) -> str:
    return " OR ".join(f'"{form}"' for form in forms) or '""'
