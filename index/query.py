"""What a researcher types, as a query that the library can answer exactly or refuse."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.errors import QueryError
from index.words import key, tokens

# Words that say nothing of a subject; left out of lexical search unless a query has no others.
STOP_WORDS = frozenset(
    """aan al alle als andere bij daar dan dat de deze die dit doen door dus een en er ge geen haar had heb hebben
    heeft hem het hier hij hoe hun iets ik in is ja je kan kon kunnen maar me meer men met mij mijn moet na naar niet
    niets nog nu of om omdat onder ons ook op over reeds te tegen toch toen tot u uit uw van veel voor want waren was
    wat we wel welk welke werd wezen wie wij wil worden wordt zal ze zei zelf zich zij zijn zo zonder zou""".split()
)

_QUOTED = re.compile(r'"([^"]*)"|„([^”]*)”|“([^”]*)”|«([^»]*)»')


@dataclass(frozen=True, slots=True)
class Query:
    """A parsed query.

    text: what is embedded. words: folded words searched with their families.
    phrases: words that must stand in this order, exactly.
    """

    text: str
    words: tuple[str, ...]
    phrases: tuple[tuple[str, ...], ...]

    @property
    def content_words(self) -> tuple[str, ...]:
        """The words that say something of a subject; all words when none does."""
        return tuple(word for word in self.words if word not in STOP_WORDS) or self.words


def parse(typed: str) -> Query:
    """Read a query. Raises QueryError for one with nothing to search for."""
    if typed.count('"') % 2:
        raise QueryError(f'the query {typed!r} has an odd number of quotation marks; close the phrase with "')
    phrases = tuple(tuple(tokens("".join(groups))) for groups in _QUOTED.findall(typed))
    words = tuple(tokens(_QUOTED.sub(" ", typed)))
    if not words and not any(phrases):
        raise QueryError(f"nothing to search for in {typed!r}: type one or more words")
    return Query(text=re.sub(r'["„“”«»]', " ", typed).strip(), words=words, phrases=tuple(filter(None, phrases)))


def families_expression(query: Query) -> str:
    """The FTS5 query over word families: any of the words."""
    return " OR ".join(f'"{key(word)}"' for word in dict.fromkeys(query.content_words))


def exact_expression(query: Query, *, words: bool) -> str:
    """The FTS5 query over words as they stand: all phrases, and any of the words when words is True."""
    parts = ['"' + " ".join(phrase) + '"' for phrase in query.phrases]
    if words and query.words:
        parts.append("(" + " OR ".join(f'"{word}"' for word in dict.fromkeys(query.content_words)) + ")")
    return " AND ".join(parts)
