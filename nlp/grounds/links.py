"""Which passage of the same paper a recommendation rests on: structure first, then words and meaning."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp

import numpy as np
from numpy.typing import NDArray

from ingest.model import Document, Passage
from nlp.grounds.sections import section_numbers, sections_named, sections_rested_on
from nlp.grounds.surroundings import Surroundings
from nlp.model import Link, Recommendation
from nlp.text.likeness import LetterIndex

Encode = Callable[[list[str]], NDArray[np.float32]]
Scores = NDArray[np.float32]

MAX_LINKS = 3
# How much meaning counts beside words in SourceIndex.scores, both as standard scores; chosen on part of tk_motie_link.
MEANING_WEIGHT = 2.0
# A passage with less of its own beside its recommendations gives them no reasons.
MIN_REASONS_CHARS = 80
# A text with more advice than this is a list of it, whose reasons stand elsewhere.
ALL_ADVICE = 0.8
# Enough for the reasons of a recommendation to stand beside it.
FULL_REASONS_CHARS = 500
# An explanation of a recommendation is one or two paragraphs after it.
EXPLANATION_CHARS = 700
MIN_STATEMENTS_FOR_CENTRE = 10
# The worth at which a source is as likely right as wrong: the text around a recommendation, worth up to 5.5, is the
# right one three times in four.
MIDDLE_WORTH = 4.4
# Of 79 gold sources outside the text around their recommendation, 10 begin within 800 characters after it.
FOLLOWING_WORTH = 2.5
_BETWEEN_ITEMS = " \n.;•-"
_THE = {"aanbeveling": "de aanbeveling", "verzoek": "het verzoek", "toezegging": "de toezegging"}
_CONSIDERATION = re.compile(r"\b(?:constaterende|overwegende|van mening|gelezen|gezien|gehoord)\b", re.IGNORECASE)


class SourceIndex:
    """Passages among which the grounds of a statement are looked for."""

    def __init__(
        self,
        texts: Sequence[str],
        vectors: NDArray[np.float32] | None,
        statement_centre: NDArray[np.float32] | None = None,
    ) -> None:
        """The passages, and what to take for the middle of all statements.

        Args:
            vectors: float32 (n_texts, dim), rows of length 1; None to go by words alone.
            statement_centre: the mean of many statement vectors made as those given to scores; None for the one
                that was learned with the matrix, from statements embedded as questions.
        """
        self._letters = LetterIndex(texts)
        self._vectors: NDArray[np.float32] | None = None
        if vectors is not None and len(texts):
            space = _link_space()
            fits = vectors.shape[1] == len(space.matrix)
            self._matrix = space.matrix if fits else np.eye(vectors.shape[1], dtype=np.float32)
            centre = vectors.mean(axis=0)
            learned = space.statement_centre if fits else centre
            self._statement_centre = learned if statement_centre is None else statement_centre
            self._vectors = _unit(_unit(vectors - centre) @ self._matrix)

    def scores(self, text: str, vector: NDArray[np.float32] | None) -> Scores:
        """How likely each passage holds the grounds of a statement: float32 (n_texts,), comparable within one call."""
        words, meaning = self.words_and_meaning(text, vector)
        return words + MEANING_WEIGHT * meaning

    def words_and_meaning(self, text: str, vector: NDArray[np.float32] | None) -> tuple[Scores, Scores]:
        """The two parts of scores, as standard scores over the passages; no meaning (zeros) without vectors."""
        words = _standardised(self._letters.scores(text))
        if vector is None or self._vectors is None:
            return words, words * 0
        statement = _unit(_unit(vector - self._statement_centre) @ self._matrix)
        return words, _standardised(self._vectors @ statement)


@dataclass(frozen=True, slots=True)
class _LinkSpace:
    """matrix: float32 (dim, dim), what turns centred vectors so that no direction outweighs the others."""

    matrix: NDArray[np.float32]
    statement_centre: NDArray[np.float32]


@cache
def _link_space() -> _LinkSpace:
    with (files("nlp") / "data" / "link_matrix.npz").open("rb") as file, np.load(file) as arrays:
        return _LinkSpace(arrays["matrix"].astype(np.float32), arrays["statement_centre"].astype(np.float32))


def _unit(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    length = np.linalg.norm(vectors, axis=-1, keepdims=True)
    unit: NDArray[np.float32] = (vectors / np.maximum(length, 1e-9)).astype(np.float32)
    return unit


def _standardised(scores: Scores) -> Scores:
    spread = float(scores.std()) if len(scores) else 0.0
    return (scores - scores.mean()) / spread if spread else scores * 0


@dataclass(frozen=True, slots=True)
class _Body:
    """The passages of a document among which sources are looked for, with what does not depend on a recommendation.

    advice: the share of each that recommends, 0 to 1. section, chapter: equal
    numbers for passages under the same titles. numbers: those of the titles above.
    """

    passages: Sequence[Passage]
    advice: Scores
    section: NDArray[np.intp]
    chapter: NDArray[np.intp]
    numbers: Sequence[frozenset[str]]
    titles: LetterIndex
    grounds: SourceIndex


@dataclass(frozen=True, slots=True)
class _Source:
    """A possible source: a range, what speaks for it, and the chief reason in words."""

    start: int
    end: int
    worth: float
    reason: str


def link_sources(
    document: Document,
    passages: Sequence[Passage],
    recommendations: Sequence[Recommendation],
    encode: Encode | None = None,
) -> tuple[Link, ...]:
    """The likeliest sources of each recommendation in its own paper, at most three, the best first.

    The source is the text that gives the reasons: the considerations of a
    motion, what stands around the recommendation, or, for one in a list of
    advice, the section on the same subject. A recommendation with no reasons
    in the paper has none. Without encode, structure and words decide.
    """
    readable = [passage for passage in passages if passage.kind not in ("notes", "contents")]
    if not readable or not recommendations:
        return ()
    vectors = encode([each.text for each in recommendations]) if encode else None
    advised = _Advised(document, recommendations)
    body = _body(readable, advised, encode(_texts(readable)) if encode else None, _centre(vectors))
    surroundings = Surroundings(document)
    links: list[Link] = []
    for position, recommendation in enumerate(recommendations):
        considerations = _considerations(document, recommendation)
        if considerations:
            links.append(_link(document, position, *considerations, 1.0, "de overwegingen van de motie"))
            continue
        around = surroundings.around(recommendation.start, recommendation.end)
        vector = vectors[position] if vectors is not None else None
        explanation = document.text[
            slice(*advised.explanation(recommendation, surroundings.chapter_end(recommendation.start)))
        ]
        following = surroundings.following(around[1])
        home_advice = advised.share(*around)
        sources = _elsewhere(recommendation, vector, body, (around, following), home_advice, explanation)
        sources += _nearby(recommendation, body, around, advised, surroundings)
        sources += _following(following, home_advice)
        sources.sort(key=lambda source: (-source.worth, source.start))
        for source in sources[:MAX_LINKS]:
            score = 1 / (1 + exp(MIDDLE_WORTH - source.worth))
            links.append(_link(document, position, source.start, source.end, score, source.reason))
    return tuple(links)


class _Advised:
    """Which characters of a document stand in a recommendation."""

    def __init__(self, document: Document, recommendations: Sequence[Recommendation]) -> None:
        self._text = document.text
        self._recommendations = recommendations
        marks = np.zeros(len(document.text) + 1, np.int64)
        for each in recommendations:
            marks[each.start + 1 : each.end + 1] = 1
        self._before = np.cumsum(marks)

    def chars(self, start: int, end: int) -> int:
        return int(self._before[end] - self._before[start])

    def share(self, start: int, end: int) -> float:
        return self.chars(start, end) / max(end - start, 1)

    def explanation(self, own: Recommendation, chapter_end: int) -> tuple[int, int]:
        """What follows a recommendation, up to the next one."""
        following = min((each.start for each in self._recommendations if each.start >= own.end), default=chapter_end)
        return own.end, max(own.end, min(following, chapter_end, own.end + EXPLANATION_CHARS))

    def without_other(self, own: Recommendation, start: int, end: int) -> tuple[int, int]:
        """A range that holds a recommendation, without others that it begins or ends with."""
        first, last = start, end
        for each in self._recommendations:
            if (
                each.end <= own.start
                and start <= each.start
                and not self._text[first : each.start].strip(_BETWEEN_ITEMS)
            ):
                first = each.end
        for each in reversed(self._recommendations):
            if own.end <= each.start and each.end <= end and not self._text[each.end : last].strip(_BETWEEN_ITEMS):
                last = each.start
        first += len(self._text[first:last]) - len(self._text[first:last].lstrip())
        return first, first + len(self._text[first:last].rstrip())


def _body(
    passages: Sequence[Passage],
    advised: _Advised,
    vectors: NDArray[np.float32] | None,
    statement_centre: NDArray[np.float32] | None,
) -> _Body:
    return _Body(
        passages=passages,
        advice=np.array([advised.share(each.start, each.end) for each in passages], np.float32),
        section=_numbered(each.headings for each in passages),
        chapter=_numbered(each.headings[:2] for each in passages),
        numbers=[section_numbers(each.headings) for each in passages],
        titles=LetterIndex([_subject(each) for each in passages]),
        grounds=SourceIndex(_texts(passages), vectors, statement_centre),
    )


def _texts(passages: Sequence[Passage]) -> list[str]:
    return [passage.text for passage in passages]


def _numbered(keys: Iterable[tuple[str, ...]]) -> NDArray[np.intp]:
    """A number for each key, equal where the keys are."""
    numbers: dict[tuple[str, ...], int] = {}
    return np.array([numbers.setdefault(key, len(numbers)) for key in keys], np.intp)


def _centre(vectors: NDArray[np.float32] | None) -> NDArray[np.float32] | None:
    """The middle of the recommendations of a paper, if they are enough to have one."""
    return vectors.mean(axis=0) if vectors is not None and len(vectors) >= MIN_STATEMENTS_FOR_CENTRE else None


def _considerations(document: Document, recommendation: Recommendation) -> tuple[int, int] | None:
    """The range from the first consideration of a motion to its first dictum, None if this is no motion."""
    if recommendation.type != "verzoek":
        return None
    first = _CONSIDERATION.search(document.text, max(0, recommendation.start - 6000), recommendation.start)
    dictum = (
        re.search(r"\b(?:verzoekt|verzoeken|spreekt uit|roept)\b", document.text[first.start() :]) if first else None
    )
    if not first or not dictum or "gaat over tot de orde" not in document.text[recommendation.start :]:
        return None
    end = min(first.start() + dictum.start(), recommendation.start)
    return first.start(), first.start() + len(document.text[first.start() : end].rstrip())


def _nearby(
    recommendation: Recommendation,
    body: _Body,
    around: tuple[int, int],
    advised: _Advised,
    surroundings: Surroundings,
) -> list[_Source]:
    """What stands around a recommendation, if it holds more than advice and titles."""
    start, end = around
    headings = body.passages[_own(recommendation, body)].headings
    reasons = end - start - advised.chars(start, end)
    if reasons - sum(len(title) for title in headings) < MIN_REASONS_CHARS:
        return []
    worth = 4.7 + 0.8 * min(reasons / FULL_REASONS_CHARS, 1.0) - 4.0 * max(0.0, advised.share(start, end) - ALL_ADVICE)
    start, end = advised.without_other(recommendation, start, end)
    end = surroundings.without_openings(end, recommendation.end)
    return [_Source(start, end, worth, f"de tekst waarin {_THE[recommendation.type]} staat")]


def _following(following: tuple[int, int], home_advice: float) -> list[_Source]:
    """What comes right after the text around a recommendation, where no passage may begin."""
    start, end = following
    if end - start < MIN_REASONS_CHARS:
        return []
    return [_Source(start, end, FOLLOWING_WORTH - home_advice, "volgt op de tekst eromheen")]


def _elsewhere(
    recommendation: Recommendation,
    vector: NDArray[np.float32] | None,
    body: _Body,
    offered: Sequence[tuple[int, int]],
    home_advice: float,
    explanation: str,
) -> list[_Source]:
    """The other passages than what is offered already, with what speaks for each.

    Nearness counts, and likeness more so the more advice stands around the
    recommendation: a list of advice rests on sections elsewhere, on the same
    subject. The weights were set on the gold sources; see
    tests/quality/test_recommendations.py.
    """
    own = _own(recommendation, body)
    words, meaning = body.grounds.words_and_meaning(recommendation.text, vector)
    alike = _alike(words, own)
    same_section = body.section == body.section[own]
    title = f"{recommendation.text} {_subject(body.passages[own])}"
    subject = np.where(same_section, 0, _share_of_best(body.titles.scores(title)))
    named = _stand_in(sections_named(recommendation.text), body)
    grounds = _stand_in(sections_rested_on(explanation), body)
    distance = np.arange(len(body.passages)) - own
    worth = 1.9 * np.exp(-np.abs(distance) / 3) + 1.1 * (distance == -1) - 0.8 * (distance == 1)
    worth += 0.9 * same_section + 0.5 * (body.chapter == body.chapter[own]) - 0.9 * body.advice
    worth += (0.5 + 2.8 * home_advice) * alike + (1.3 + 2.3 * home_advice) * subject + 0.1 * meaning
    for where, more in ((named, 0.0), (grounds & ~named, 1.0)):
        worth += (1.5 + more) * where + 2.0 * _only_best(where, 3 * alike + meaning)
    return [
        _Source(
            each.start,
            each.end,
            float(worth[n]),
            _reason(each, _namer(recommendation, named[n], grounds[n]), n - own, same_section[n], subject[n]),
        )
        for n, each in enumerate(body.passages)
        if len(each.text) >= MIN_REASONS_CHARS and all(_overlap(each, *one) <= 0.5 for one in offered)
    ]


def _stand_in(sections: frozenset[str], body: _Body) -> NDArray[np.bool_]:
    """Which passages stand in one of some sections, by their printed numbers."""
    return np.array([bool(numbers & sections) for numbers in body.numbers])


def _only_best(among: NDArray[np.bool_], scores: Scores) -> NDArray[np.bool_]:
    """True for the one with the best score among those that are true."""
    best = int(np.where(among, scores, -np.inf).argmax())
    only = np.zeros_like(among)
    only[best] = among[best]
    return only


def _namer(recommendation: Recommendation, is_named: bool, is_ground: bool) -> str | None:
    """Who says that a section is the ground of a recommendation, None if nobody does."""
    if is_named:
        return _THE[recommendation.type]
    return f"de toelichting op {_THE[recommendation.type]}" if is_ground else None


def _reason(passage: Passage, namer: str | None, distance: int, same_section: bool, subject: float) -> str:
    title = passage.headings[-1] if passage.headings else f"p. {passage.page}" if passage.page else "n.p."
    if namer:
        return f"{namer} noemt deze paragraaf ({title})"
    if same_section and abs(distance) == 1:
        return "gaat er direct aan vooraf" if distance == -1 else "volgt er direct op"
    if same_section:
        return f"staat in dezelfde paragraaf ({title})"
    if subject > 0.5:
        return f"gaat over hetzelfde onderwerp ({title})"
    return f"zegt in andere woorden waarop dit rust ({title})"


def _overlap(passage: Passage, start: int, end: int) -> float:
    """The share of a passage that lies in a range."""
    return max(0, min(end, passage.end) - max(start, passage.start)) / (passage.end - passage.start)


def _own(recommendation: Recommendation, body: _Body) -> int:
    """The position of the passage a recommendation begins in, or of the last before it."""
    return max(bisect_right(body.passages, recommendation.start, key=lambda each: each.start) - 1, 0)


def _subject(passage: Passage) -> str:
    """The titles above a passage, without that of the whole paper and without numbers."""
    return re.sub(r"[\d.]+", "", " ".join(passage.headings[1:] or passage.headings))


def _alike(likeness: Scores, own: int) -> Scores:
    """Likeness as a share of the best other passage; the own one holds the statement itself, so it gets the middle."""
    above = likeness - likeness.min()
    others = np.delete(above, own)
    alike = np.minimum(above / others.max(), 1.0) if len(others) and others.max() > 0 else above * 0
    alike[own] = 0.5
    shares: Scores = alike.astype(np.float32)
    return shares


def _share_of_best(scores: Scores) -> Scores:
    best = float(scores.max()) if len(scores) else 0.0
    return scores / best if best > 0 else scores * 0


def _link(document: Document, position: int, start: int, end: int, score: float, reason: str) -> Link:
    return Link(position, start, end, document.text[start:end], round(score, 3), reason)
