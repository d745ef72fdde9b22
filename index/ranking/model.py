"""What a search answers, and all that a reader needs to judge it."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import inf
from typing import Literal

from index.model import DocumentRecord, Mode, PassageRecord, Remark, Scores, StoredRecommendation


@dataclass(frozen=True, slots=True)
class Why:
    """Why a passage was found: its rank (from 1) in each list, None where it is not in it, and the words."""

    lexical_rank: int | None
    semantic_rank: int | None
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ranking:
    """The candidates: scores by words and cosines of each list, best first, and the final scores.

    read_again: what a cross-encoder gives the first of them. near: the cosine
    from which a passage is nearer than any passage might be.
    """

    lexical: Scores
    semantic: Scores
    final: Scores
    read_again: Scores = field(default_factory=dict)
    near: float = -inf

    @property
    def order(self) -> list[int]:
        """The candidates, best first, before any was read again."""
        return sorted(self.final, key=lambda id: (-self.final[id], id))


# Words of one text, and what stands in their place in another.
Difference = tuple[str, str]


@dataclass(frozen=True, slots=True)
class NearCopy:
    """A passage of another paper with nearly the text of a hit.

    differs: (words of the hit, words of the copy) where these differ in a
    number, a name, a negation or what must or may be; empty where they say
    the same. remarks: what readers noted at words of the copy.
    """

    record: PassageRecord
    document: DocumentRecord
    differs: tuple[Difference, ...] = ()
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class Explanation:
    """How a hit came to its rank.

    words: what each word of the query adds to the lexical score. sentence:
    the range of the passage's text that is nearest in meaning to the query,
    None where meaning was not searched. cosine: of the whole passage, -1 to 1.
    fused_rank: by the scores of words and meaning together, before passages
    with the very words went first and near copies were folded. filters: what
    limited the search. read_again: the score of a cross-encoder, None without one.
    """

    words: tuple[tuple[str, float], ...]
    lexical_score: float
    cosine: float | None
    sentence: tuple[int, int] | None
    fused_rank: int | None
    filters: tuple[str, ...]
    read_again: float | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that answers a query.

    score: comparable within one answer only. marks: the ranges of the
    passage's own text that hold the words of the query. near_copies: passages
    of other papers with nearly the same text, folded under this one.
    recommendations: those that begin in it. source_of: ids of the
    recommendations that rest on it. by: how it was found, by its words, by its
    meaning, or by both. remarks: what readers noted at words of it.
    """

    rank: int
    score: float
    passage: PassageRecord
    document: DocumentRecord
    marks: tuple[tuple[int, int], ...]
    why: Why
    near_copies: tuple[NearCopy, ...] = ()
    recommendations: tuple[StoredRecommendation, ...] = ()
    source_of: tuple[int, ...] = ()
    explanation: Explanation | None = None
    by: tuple[Literal["words", "meaning"], ...] = ()
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class Searched:
    """What an answer rests on: how much was looked at, and what was not.

    filters: what limited the search, as "dossier: 31490". undated: papers that
    a filter on the date left out as theirs is not known.
    """

    documents: int
    passages: int
    pages_without_text: int
    failed: tuple[str, ...]
    missing: tuple[str, ...]
    filters: tuple[str, ...] = ()
    undated: int = 0


@dataclass(frozen=True, slots=True)
class Form:
    """A word form that was searched, and how often it stands in the passages searched."""

    form: str
    occurrences: int


@dataclass(frozen=True, slots=True)
class Answer:
    """A search, and all that a reader needs to judge it.

    absent: words of the query that stand in none of the papers, in no form and
    under no other name. n_found and n_documents: passages and papers with the
    words of the query; None where that was not counted, as for a question of
    frequent words in a large library, or for a search by meaning. suggestion:
    the query with words that the library has for those that it lacks; None
    where there are none like them. n_further: how many passages without the
    words were left out, as they are hardly nearer in meaning than any other.
    marked: the papers of which the query is the kenmerk or zaaknummer.
    """

    query: str
    mode: Mode
    searched: Searched
    forms: tuple[Form, ...]
    absent: tuple[str, ...]
    hits: tuple[Hit, ...]
    n_found: int | None
    n_documents: int | None
    suggestion: str | None = None
    n_further: int = 0
    marked: tuple[DocumentRecord, ...] = ()
