"""Answers to a query: the hits of a search, the places of a word, the figures of an evaluation."""

from __future__ import annotations

from typing import Annotated, Literal, NotRequired, TypedDict

from index.model import Mode
from nlp.model import Grade, RecommendationType
from search_cli.shapes.types.findings import NoteShape, SourceShape


class SearchedShape(TypedDict):
    """What an answer rests on: how much was looked at, and what was not."""

    documents: int
    passages: int
    pages_without_text: int
    failed: Annotated[list[str], "files that could not be read"]
    missing: Annotated[list[str], "papers of followed dossiers that are not held"]
    filters: Annotated[list[str], 'what limited the search: `["dossier: 31490"]`']
    undated: Annotated[int, "papers that a filter on the date left out as theirs is not known"]


class FoundShape(TypedDict):
    """How much has the words of the query; null where that was not counted."""

    passages: int | None
    documents: int | None


class FormShape(TypedDict):
    """A word form that was searched."""

    form: str
    occurrences: Annotated[int, "in the passages that were searched"]


class WhyShape(TypedDict):
    """Why a passage was found."""

    lexical_rank: Annotated[int | None, "by words, from 1; null where it is not among those"]
    semantic_rank: Annotated[int | None, "by meaning"]
    words: Annotated[list[str], "words of the query that it has"]


class NearCopyShape(TypedDict):
    """A passage of another paper with nearly the same text."""

    passage: int
    document: str
    page: int | None
    address: str
    citation: str
    differs: Annotated[list[list[str]], "`[words of the hit, words of the copy]` that change what is said"]
    notes: Annotated[list[NoteShape], "what you noted at words of it"]


class HitRecommendationShape(TypedDict):
    """A recommendation that begins in a hit."""

    id: int
    type: RecommendationType
    confidence: float
    grade: Grade
    text: str
    address: str
    sources: list[SourceShape]


class WordWeightShape(TypedDict):
    """What a word of the query adds to the score by words."""

    word: str
    weight: float


class ExplanationShape(TypedDict):
    """How a hit came to its rank."""

    words: list[WordWeightShape]
    lexical_score: float
    cosine: Annotated[float | None, "of the passage with the query, -1 to 1"]
    sentence: Annotated[tuple[int, int] | None, "range in the text of the hit that is nearest in meaning"]
    fused_rank: Annotated[int | None, "before the very words went first and near copies were folded"]
    read_again: Annotated[float | None, "score of a cross-encoder; null without one"]
    filters: list[str]


class HitShape(TypedDict):
    """A passage that answers a query."""

    rank: Annotated[int, "from 1"]
    score: Annotated[float, "comparable within one answer only"]
    passage: int
    address: str
    document: str
    title: str | None
    date: str | None
    page: Annotated[int | None, "where it begins"]
    last_page: int | None
    page_label: Annotated[str | None, "the page as printed, where that differs"]
    text: str
    marks: Annotated[list[list[int]], "`[start, end]` in text, of the words of the query"]
    by: list[Literal["words", "meaning"]]
    part: Annotated[str, "`body`, `heading`, `note`, `contents`, `caption` or `table`"]
    heading: Annotated[str | None, "the nearest above it"]
    headings: Annotated[list[str], "all above it, outermost first"]
    citation: str
    is_ocr: bool
    why: WhyShape
    near_copies: list[NearCopyShape]
    recommendations: list[HitRecommendationShape]
    source_of: Annotated[list[int], "ids of recommendations that rest on it"]
    notes: Annotated[list[NoteShape], "what you noted at words of it"]
    explanation: NotRequired[Annotated[ExplanationShape, "with `--explain`"]]


class AnswerShape(TypedDict):
    """The answer to a search."""

    query: str
    mode: Mode
    searched: SearchedShape
    found: FoundShape
    forms: list[FormShape]
    absent: Annotated[list[str], "words of the query that no paper has, in any form"]
    suggestion: Annotated[str | None, "the query with words that the papers have for those that they lack"]
    further: Annotated[int, "passages without the words left out: hardly nearer in meaning than any other"]
    marked: Annotated[list[str], "papers of which the query is the kenmerk or zaaknummer"]
    hits: list[HitShape]


class ContextShape(TypedDict):
    """One place where a term stands."""

    document: str
    passage: int
    start: int
    end: int
    page: int | None
    left: Annotated[str, "the text before it, on one line"]
    text: str
    right: str
    copy_of: Annotated[int | None, "passage of an earlier paper that this one repeats; such a place is not counted"]
    citation: str
    address: str


class TermDocumentShape(TypedDict):
    """A term in one paper."""

    document: str
    title: str | None
    date: str | None
    occurrences: int
    per_thousand: Annotated[float, "of all words of the paper"]
    first_page: int | None
    contexts: list[ContextShape]


class BesideShape(TypedDict):
    """A name that stands in passages with the term."""

    name: str
    passages: int


class TermShape(TypedDict):
    """A word or phrase across the papers."""

    query: str
    searched: SearchedShape
    occurrences: int
    forms: list[FormShape]
    documents: Annotated[list[TermDocumentShape], "oldest first, undated last"]
    organisations: list[BesideShape]
    measures: list[BesideShape]


class DifferenceShape(TypedDict):
    """nDCG@10 of this run minus that of another, with its 95 % interval."""

    n_questions: int
    difference: float
    low: float
    high: float
    p: Annotated[float, "two-sided"]


class EvaluationShape(TypedDict):
    """How good the search is on a set of questions."""

    set: str
    queries: int
    passages: int
    modes: Annotated[dict[str, dict[str, float]], "by mode, and `rrf`: `ndcg@10`, `recall@10`, `recall@100`"]
    by_question: Annotated[dict[str, dict[str, float]], "by mode the nDCG@10 of each question"]
    against: NotRequired[Annotated[dict[str, DifferenceShape], "with `--against`, by mode"]]
