"""Which passage of the same paper a recommendation rests on: structure first, then words and meaning."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp

import numpy as np
from numpy.typing import NDArray

from ingest.model import Document, Passage
from nlp.likeness import LetterIndex
from nlp.model import Link, Recommendation

Encode = Callable[[list[str]], NDArray[np.float32]]
Scores = NDArray[np.float32]

MAX_LINKS = 3
# How much meaning counts beside words in SourceIndex.scores, both as standard scores; chosen on part of tk_motie_link.
MEANING_WEIGHT = 2.0
# Within one paper all passages are on its subject, and meaning tells less.
MEANING_IN_PAPER_WEIGHT = 0.05
# A passage with less of its own beside its recommendations gives them no reasons.
MIN_REASONS_CHARS = 80
# A passage with more advice than this is a list of it, whose reasons stand elsewhere.
ALL_ADVICE = 0.8
# Enough for the reasons of a recommendation to stand beside it.
FULL_REASONS_CHARS = 500
MIN_STATEMENTS_FOR_CENTRE = 10
# The worth at which a source is as likely right as wrong, on the gold.
MIDDLE_WORTH = 5.5
_NAMED_SECTION = re.compile(r"(?:paragra(?:af|fen)|hoofdstuk|§)\s+(\d+(?:\.\d+)*)", re.IGNORECASE)
_SECTION_NUMBER = re.compile(r"^(\d+(?:\.\d+)*)\.?\s")
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
class _Candidate:
    """A passage as a possible source. advice: the share of its text that recommends, 0 to 1."""

    passage: Passage
    advice: float


def link_sources(
    document: Document,
    passages: Sequence[Passage],
    recommendations: Sequence[Recommendation],
    encode: Encode | None = None,
) -> tuple[Link, ...]:
    """The likeliest sources of each recommendation in its own paper, at most three, the best first.

    The source is the passage that gives the reasons: the considerations of a
    motion, the text around the recommendation, or, for one in a list of
    advice, the section on the same subject. A recommendation with no reasons
    in the paper has none. Without encode, structure and words decide.
    """
    candidates = [_Candidate(p, _advice_share(p, recommendations)) for p in passages if p.kind == "body"]
    if not candidates or not recommendations:
        return ()
    texts = [candidate.passage.text for candidate in candidates]
    vectors = encode([each.text for each in recommendations]) if encode else None
    index = SourceIndex(texts, encode(texts) if encode else None, _centre(vectors))
    headings = LetterIndex([_subject(candidate.passage) for candidate in candidates])
    links: list[Link] = []
    for position, recommendation in enumerate(recommendations):
        considerations = _considerations(document, recommendation)
        if considerations:
            links.append(_link(document, position, *considerations, 1.0, "de overwegingen van de motie"))
            continue
        vector = vectors[position] if vectors is not None else None
        likeness = index.words_and_meaning(recommendation.text, vector)
        links += _best(document, position, recommendation, candidates, likeness, headings)
    return tuple(links)


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


def _best(
    document: Document,
    position: int,
    recommendation: Recommendation,
    candidates: Sequence[_Candidate],
    likeness: tuple[Scores, Scores],
    headings: LetterIndex,
) -> list[Link]:
    own = _own(recommendation, candidates)
    home = candidates[own]
    subjects = _share_of_best(headings.scores(f"{recommendation.text} {_subject(home.passage)}"))
    words, meaning = likeness
    alike = _alike(words, own) + MEANING_IN_PAPER_WEIGHT * np.where(np.arange(len(candidates)) == own, 0, meaning)
    named = _NAMED_SECTION.findall(recommendation.text)
    ranked = []
    for other, candidate in enumerate(candidates):
        if _holds_reasons(candidate, recommendation):
            worth, reason = _worth(home, candidate, other - own, float(alike[other]), float(subjects[other]), named)
            ranked.append((worth, -other, reason))
    ranked.sort(reverse=True)
    return [
        _link(document, position, passage.start, passage.end, 1 / (1 + exp(MIDDLE_WORTH - worth)), reason)
        for worth, place, reason in ranked[:MAX_LINKS]
        for passage in [candidates[-place].passage]
    ]


def _worth(
    home: _Candidate, other: _Candidate, distance: int, alike: float, subject: float, named: Sequence[str]
) -> tuple[float, str]:
    """What speaks for a passage as the source, and the chief reason in words.

    Nearness counts most, except for a recommendation among many others: a
    list of advice rests on sections elsewhere, on the same subject. The
    weights were fitted to the gold sources and rounded.
    """
    same_section = home.passage.headings == other.passage.headings
    same_chapter = home.passage.headings[:2] == other.passage.headings[:2]
    subject = 0.0 if same_section else subject
    numbers = {match[1] for title in other.passage.headings if (match := _SECTION_NUMBER.match(title))}
    is_named = bool(numbers.intersection(named))
    worth = 1.9 * exp(-abs(distance) / 3) + 0.9 * same_section + 0.5 * same_chapter - 0.9 * other.advice
    worth += (1.0 + 2.8 * home.advice) * alike + (1.3 + 2.3 * home.advice) * subject + 2.1 * is_named
    if home.advice > ALL_ADVICE:
        worth += 0.9 * alike + 1.2 * subject - 0.9 * (distance == 0)
    if distance == 0:
        reasons = (1 - other.advice) * len(other.passage.text)
        worth += 1.8 + 0.8 * min(reasons / FULL_REASONS_CHARS, 1.0)
    worth += {-1: 1.1, 1: -0.8}.get(distance, 0.0)
    return worth, _reason(other.passage, distance, is_named, same_section, subject)


def _reason(passage: Passage, distance: int, is_named: bool, same_section: bool, subject: float) -> str:
    title = passage.headings[-1] if passage.headings else f"p. {passage.page}"
    if is_named:
        return f"de aanbeveling noemt deze paragraaf ({title})"
    if distance == 0:
        return "staat in dezelfde passage"
    if same_section and abs(distance) == 1:
        return "gaat er direct aan vooraf" if distance == -1 else "volgt er direct op"
    if same_section:
        return f"staat in dezelfde paragraaf ({title})"
    if subject > 0.5:
        return f"gaat over hetzelfde onderwerp ({title})"
    return f"zegt in andere woorden waarop dit rust ({title})"


def _holds_reasons(candidate: _Candidate, recommendation: Recommendation) -> bool:
    """Whether a passage gives reasons; the one a recommendation stands in must hold more than advice and titles."""
    passage = candidate.passage
    if not passage.start <= recommendation.start < passage.end:
        return len(passage.text) >= MIN_REASONS_CHARS
    titles = sum(len(title) for title in passage.headings if title in passage.text)
    return (1 - candidate.advice) * len(passage.text) - titles >= MIN_REASONS_CHARS


def _own(recommendation: Recommendation, candidates: Sequence[_Candidate]) -> int:
    """The position of the passage a recommendation begins in, or of the last before it."""
    before = [n for n, candidate in enumerate(candidates) if candidate.passage.start <= recommendation.start]
    return before[-1] if before else 0


def _advice_share(passage: Passage, recommendations: Sequence[Recommendation]) -> float:
    inside = sum(max(0, min(r.end, passage.end) - max(r.start, passage.start)) for r in recommendations)
    return inside / max(passage.end - passage.start, 1)


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
