"""What a researcher types, as a tree that the library answers exactly or refuses.

wendbare uitvoering            any of these words, the best passages first
"wendbare uitvoering"          exactly these words in this order; ‘...’ and “...” and «...» say the same
wendba*                        words that begin so
a AND b   a OR b   a NOT b     as they say; with one of them, words side by side are all required
NEAR(a b, 5)                   at most 5 words between them
-wending                       without this word, or without this form of another word's family
35 538   kst-35538-4           one word: the number of a dossier, the id of a paper
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.dutch.families import fold, token_spans, tokens
from index.errors import QueryError
from index.query.numbers import SPACED_NUMBER, joined, phrase_spellings
from ingest.identifiers.kamerstuk import KamerstukId
from ingest.words.signs import composed

# Words that say nothing of a subject, the letters of 's, 't and 'n among them; left out of lexical search unless a
# query has no others.
STOP_WORDS = frozenset(
    """aan al alle als andere bij daar dan dat de deze die dit doen door dus een en er ge geen haar had heb hebben
    heeft hem het hier hij hoe hun iets ik in is ja je kan kon kunnen maar me meer men met mij mijn moet na naar niet
    niets nog nu of om omdat onder ons ook op over reeds te tegen toch toen tot u uit uw van veel voor want waren was
    wat we wel welk welke werd wezen wie wij wil worden wordt zal ze zei zelf zich zij zijn zo zonder zou
    s t n""".split()
)
# A shorter beginning would name most words of a library.
MIN_PREFIX = 3
NEAR_DISTANCE = 10
# Words further apart have nothing to do with each other; passages are shorter than this.
MAX_DISTANCE = 1000
# FTS5 has room for more, but nobody can read them.
MAX_BRACKETS = 50
# A search for a thousand different words takes 4 s in 79 papers, for nine thousand 27 s; the longest question of the
# evaluation sets has 204.
MAX_WORDS = 1000

# Typewriter's single marks are a phrase where nothing else is typed: in a pasted title ("petitie 'Buiten spelen'") they
# are no wish for one.
_LEXEMES = re.compile(
    r"""(?:(?<!\s)\s++)?+(?:
        (?P<minus>-)?(?:"(?P<phrase>[^"]*)"|“(?P<curly>[^”“]*)”|„(?P<low>[^”“„]*)[”“]|«(?P<guillemets>[^»«]*)»
          |”(?P<alike>[^”]*)”|»(?P<inward>[^»«]*)«|\A\s*+'(?P<straight>[^'\s]+\s[^']*)'(?=\s*\Z)|‹(?P<angles>[^›‹]*)›|[‘‚](?P<single>[^‘’‚]*)[’‘](?!\w))
      | (?P<near>NEAR\s*\() | (?P<open>\() | (?P<close>\)) | (?P<comma>,\s*\d+\s*(?=\)))
      | (?P<operator>(?:AND|OR|NOT)(?=[\s(")]|$))
      | (?P<dossier>{SPACED_NUMBER})
      | (?P<figure>\d+(?:[.,]\d+)+(?![\w*-]))
      | (?P<word>[^\s(),"“”„«»‹›]+) | (?P<skip>,)
    )""".replace("{SPACED_NUMBER}", SPACED_NUMBER),
    re.VERBOSE,
)

_APOSTROPHES = frozenset("'’‘`´")

# What is typed for quotation marks, of inches, of other scripts and in two strokes.
_LIKE_QUOTES = re.compile("[\u2033\u02ba\uff02\u201f\u275d\u275e]|``|''|‘‘|’’")
# The names of the quotation marks in _LEXEMES.
_QUOTATIONS = ("phrase", "curly", "low", "guillemets", "alike", "inward", "straight", "angles", "single")


@dataclass(frozen=True, slots=True)
class Word:
    form: str


@dataclass(frozen=True, slots=True)
class Prefix:
    beginning: str


@dataclass(frozen=True, slots=True)
class Phrase:
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Near:
    words: tuple[Word | Phrase, ...]
    distance: int


@dataclass(frozen=True, slots=True)
class All:
    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Without:
    wanted: Node
    unwanted: Node


Node = Word | Prefix | Phrase | Near | All | AnyOf | Without


@dataclass(frozen=True, slots=True)
class Query:
    """A parsed query.

    text: the words without operators, which is what is embedded. root: what
    must match; None when only meaning can be searched. excluded: words after
    a minus. strict: only passages that match root may be found, however near
    in meaning others are.
    """

    text: str
    root: Node
    excluded: tuple[str, ...] = ()
    strict: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        """The single words of the query, in order, each once."""
        return tuple(dict.fromkeys(node.form for node in leaves(self.root) if isinstance(node, Word)))

    @property
    def phrases(self) -> tuple[tuple[str, ...], ...]:
        """The phrases of the query."""
        return tuple(node.forms for node in leaves(self.root) if isinstance(node, Phrase))


def leaves(node: Node) -> Iterator[Word | Prefix | Phrase]:
    """The words, beginnings and phrases that a match may hold; not those after NOT."""
    match node:
        case Word() | Prefix() | Phrase():
            yield node
        case Near(words=items):
            yield from items
        case All(nodes=nodes) | AnyOf(nodes=nodes):
            for child in nodes:
                yield from leaves(child)
        case Without(wanted=wanted):
            yield from leaves(wanted)


def unwanted_leaves(node: Node) -> Iterator[Word | Prefix | Phrase]:
    """The words, beginnings and phrases after NOT."""
    match node:
        case All(nodes=nodes) | AnyOf(nodes=nodes):
            for child in nodes:
                yield from unwanted_leaves(child)
        case Without(wanted=wanted, unwanted=unwanted):
            yield from unwanted_leaves(wanted)
            yield from leaves(unwanted)
            yield from unwanted_leaves(unwanted)


def parse(typed: str) -> Query:
    """Read a query.

    Raises:
        QueryError: it cannot be honoured as it stands; the message says why.
    """
    typed = _LIKE_QUOTES.sub('"', composed(typed))
    n_words = len(tokens(typed))
    if n_words > MAX_WORDS:
        raise QueryError(f"the query has {n_words:,} words, {MAX_WORDS:,} can be searched at once; take a part of it")
    if typed.count('"') % 2:
        raise QueryError(f'the query {typed!r} has an odd number of quotation marks; close the phrase with "')
    if typed.count("(") > MAX_BRACKETS:
        raise QueryError(f"too many brackets: {typed.count('(')} are opened, {MAX_BRACKETS} can be")
    return _Parser(typed).query()


def as_question(text: str) -> str:
    """A text as a query of words alone: what would be an operator, a quotation or a minus is none.

    >>> as_question('de "wet" NOT -goed')
    'de  wet  not  goed'
    """
    without_marks = re.sub(r'(?<!\w)-|["“”„«»‹›‘‚*()]', " ", composed(text))
    return re.sub(r"\b(?:AND|OR|NOT|NEAR)\b", lambda match: match.group().lower(), without_marks)


class _Parser:
    """Recursive descent over the lexemes of one query."""

    def __init__(self, typed: str) -> None:
        self.typed = typed
        self.lexemes = [
            (kind, value) for match in _LEXEMES.finditer(typed.strip()) for kind, value in [_lexeme(match)] if value
        ]
        self.at = 0
        self.excluded: list[str] = []
        self.text: list[str] = []
        kinds = {kind for kind, _ in self.lexemes}
        self.boolean = bool(kinds & {"operator", "near"})
        if not self.boolean:
            # Brackets in a question are the writer's own: uitvoering (fase 2).
            self.lexemes = [(kind, value) for kind, value in self.lexemes if kind not in ("open", "close", "comma")]

    def query(self) -> Query:
        root = self._any() if self.boolean else self._plain()
        if self.at < len(self.lexemes):
            raise QueryError(f"{self.lexemes[self.at][1]!r} stands in the wrong place in {self.typed!r}")
        if root is None:
            raise QueryError(f"nothing to search for in {self.typed!r}: type one or more words")
        strict = self.boolean or not any(isinstance(node, Word) for node in _one_of(root))
        return Query(" ".join(self.text), root, tuple(dict.fromkeys(self.excluded)), strict)

    def _plain(self) -> Node | None:
        """Words side by side: any of them; phrases and beginnings are required."""
        nodes: list[Node] = []
        while self.at < len(self.lexemes):
            nodes += self._atom()
        required = [node for node in nodes if not isinstance(node, Word)]
        words = _content(node for node in nodes if isinstance(node, Word))
        if required and words:
            # The words add to the rank of what has the phrases, and find nothing else.
            required.append(AnyOf((required[0], *words)))
        return _all(required) or _any_of(words)

    def _any(self) -> Node:
        nodes = [self._every()]
        while self._take("operator", "OR"):
            nodes.append(self._every())
        root = _any_of(nodes)
        assert root is not None
        return root

    def _every(self) -> Node:
        wanted, unwanted = self._operand(), list[Node]()
        while self.at < len(self.lexemes):
            kind, value = self.lexemes[self.at]
            if kind == "close" or (kind, value) == ("operator", "OR"):
                break
            if self._take("operator", "NOT"):
                unwanted += self._operand()
            else:
                self._take("operator", "AND")
                wanted += self._operand()
        root = _all(wanted)
        if root is None:
            raise QueryError(f"{self.typed!r} only says what not to find; name a word to search for before NOT or '-'")
        avoided = _any_of(unwanted)
        return Without(root, avoided) if avoided else root

    def _operand(self) -> list[Node]:
        if self.at >= len(self.lexemes):
            raise QueryError(f"{self.typed!r} ends where a word was expected")
        kind, value = self.lexemes[self.at]
        if kind in ("operator", "close", "comma"):
            raise QueryError(
                f"{value.strip()!r} stands in the wrong place in {self.typed!r}; a word was expected there"
            )
        if kind != "open":
            return self._atom()
        self.at += 1
        inner = self._any()
        self._close()
        return [inner]

    def _atom(self) -> list[Node]:
        kind, value = self.lexemes[self.at]
        self.at += 1
        match kind:
            case "near":
                return [self._near()]
            case "phrase":
                self.text.append(joined(value))
                phrase = _any_of([Phrase(forms) for forms in phrase_spellings(value)])
                return [phrase] if phrase else []
            case "not_phrase":
                raise QueryError(f'-"{value}" cannot be done; write NOT "{value}"')
            case _:
                return self._word(value)

    def _word(self, value: str) -> list[Node]:
        if value.startswith("-") and tokens(value):
            self.excluded += _words_in(value)
            return []
        if "*" in value:
            return [self._prefix(value)]
        self.text.append(value)
        paper = KamerstukId.read(value.lower())
        return [Word(fold(value))] if paper else [Word(form) for form in _words_in(value)]

    def _prefix(self, value: str) -> Prefix:
        forms = tokens(value)
        if not value.endswith("*") or "*" in value[:-1] or len(forms) != 1 or len(forms[0]) < MIN_PREFIX:
            raise QueryError(
                f"{value!r} cannot be searched; a star stands at the end of one word of {MIN_PREFIX} letters or more, "
                "as in wendba*"
            )
        self.text.append(value[:-1])
        return Prefix(forms[0])

    def _near(self) -> Near:
        items: list[Word | Phrase] = []
        distance = NEAR_DISTANCE
        while self.at < len(self.lexemes) and self.lexemes[self.at][0] != "close":
            kind, value = self.lexemes[self.at]
            if kind == "comma":
                distance, self.at = int(value.strip(" ,\t\n")), self.at + 1
                if distance > MAX_DISTANCE:
                    raise QueryError(f"the words in NEAR stand at most {MAX_DISTANCE} apart, not {distance}")
                continue
            if kind not in ("word", "phrase") or "*" in value:
                raise QueryError(f"NEAR takes words and phrases, not {value!r}, in {self.typed!r}")
            items += [node for each in self._atom() for node in _one_of(each)[:1] if isinstance(node, Word | Phrase)]
        self._close()
        if len(items) < 2:
            raise QueryError(f"NEAR needs two words or more, as in NEAR(wendbare uitvoering, 5), in {self.typed!r}")
        return Near(tuple(items), distance)

    def _take(self, kind: str, value: str) -> bool:
        if self.at < len(self.lexemes) and self.lexemes[self.at] == (kind, value):
            self.at += 1
            return True
        return False

    def _close(self) -> None:
        if self.at >= len(self.lexemes) or self.lexemes[self.at][0] != "close":
            raise QueryError(f"a bracket is not closed in {self.typed!r}")
        self.at += 1


def _words_in(value: str) -> list[str]:
    """The words of what was typed without a space; a letter beside an apostrophe, as in foto's and zo'n, is none."""
    spans = token_spans(value)
    whole = [
        token
        for start, end, token in spans
        if end - start > 1 or not set(value[max(0, start - 1) : start] + value[end : end + 1]) & _APOSTROPHES
    ]
    return whole or [token for _, _, token in spans]


def _lexeme(match: re.Match[str]) -> tuple[str, str]:
    """(kind, value) of one lexeme; value is empty for one that says nothing, as a lone comma."""
    groups = {name: value for name, value in match.groupdict().items() if value is not None}
    minus = groups.pop("minus", "")
    kind, value = next(iter(groups.items()))
    if kind in _QUOTATIONS:
        return "not_phrase" if minus else "phrase", value
    if kind == "dossier":
        return "word", joined(value)
    if kind == "figure":
        return "word", value
    if kind == "skip" or (kind == "word" and not tokens(value)):
        return kind, ""
    return kind, value


def _content(words: Iterator[Word]) -> list[Word]:
    """The words that say something of a subject, each once; all words when none does."""
    each = list(dict.fromkeys(words))
    return [word for word in each if word.form not in STOP_WORDS] or each


def _one_of(node: Node) -> tuple[Node, ...]:
    """The nodes of which one is enough; of another than AnyOf itself."""
    return node.nodes if isinstance(node, AnyOf) else (node,)


def _all(nodes: Sequence[Node]) -> Node | None:
    if len(nodes) <= 1:
        return nodes[0] if nodes else None
    return All(tuple(nodes))


def _any_of(nodes: Sequence[Node]) -> Node | None:
    if len(nodes) <= 1:
        return nodes[0] if nodes else None
    return AnyOf(tuple(nodes))
