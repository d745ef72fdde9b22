"""The answer to a search as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.ranking.model import Answer, Explanation, Form, Hit, Searched
from ingest.addresses import address_of
from ingest.citing.cite import passage_citation
from ingest.metadata.labels import label_of
from search_cli.shapes.base import passage_address
from search_cli.shapes.findings import note_shape, source_shape

if TYPE_CHECKING:
    from search_cli.shapes.types.answers import AnswerShape, ExplanationShape, FormShape, HitShape, SearchedShape


def answer_shape(answer: Answer) -> AnswerShape:
    return {
        "query": answer.query,
        "mode": answer.mode,
        "searched": searched_shape(answer.searched),
        "found": {"passages": answer.n_found, "documents": answer.n_documents},
        "forms": [form_shape(form) for form in answer.forms],
        "absent": list(answer.absent),
        "suggestion": answer.suggestion,
        "further": answer.n_further,
        "marked": [record.id for record in answer.marked],
        "hits": [hit_shape(hit) for hit in answer.hits],
    }


def searched_shape(searched: Searched) -> SearchedShape:
    return {
        "documents": searched.documents,
        "passages": searched.passages,
        "pages_without_text": searched.pages_without_text,
        "failed": list(searched.failed),
        "missing": list(searched.missing),
        "filters": list(searched.filters),
        "undated": searched.undated,
    }


def form_shape(form: Form) -> FormShape:
    return {"form": form.form, "occurrences": form.occurrences}


def hit_shape(hit: Hit) -> HitShape:
    passage = hit.passage.passage
    shape: HitShape = {
        "rank": hit.rank,
        "score": round(hit.score, 6),
        "passage": hit.passage.id,
        "address": passage_address(hit.passage),
        "document": hit.document.id,
        "title": hit.document.known_title,
        "date": hit.document.metadata.date,
        "page": passage.page or None,
        "last_page": passage.last_page or None,
        "page_label": label_of(hit.document.metadata.labels, passage.page),
        "text": passage.text,
        "marks": [list(mark) for mark in hit.marks],
        "by": list(hit.by),
        "part": passage.part,
        "heading": passage.headings[-1] if passage.headings else None,
        "headings": list(passage.headings),
        "citation": passage_citation(hit.document.metadata, passage),
        "is_ocr": passage.is_ocr,
        "why": {
            "lexical_rank": hit.why.lexical_rank,
            "semantic_rank": hit.why.semantic_rank,
            "words": list(hit.why.words),
        },
        "near_copies": [
            {
                "passage": copy.record.id,
                "document": copy.record.document,
                "page": copy.record.passage.page or None,
                "address": passage_address(copy.record),
                "citation": passage_citation(copy.document.metadata, copy.record.passage),
                "differs": [list(pair) for pair in copy.differs],
                "notes": [note_shape(remark, copy.document.metadata) for remark in copy.remarks],
            }
            for copy in hit.near_copies
        ],
        "recommendations": [
            {
                "id": item.id,
                "type": item.recommendation.type,
                "confidence": item.recommendation.confidence,
                "grade": item.recommendation.grade,
                "text": item.recommendation.text,
                "address": address_of(item.document, item.page, item.recommendation),
                "sources": [source_shape(source, hit.document.metadata) for source in item.sources],
            }
            for item in hit.recommendations
        ],
        "source_of": list(hit.source_of),
        "notes": [note_shape(remark, hit.document.metadata) for remark in hit.remarks],
    }
    if hit.explanation:
        shape["explanation"] = explanation_shape(hit.explanation)
    return shape


def explanation_shape(explanation: Explanation) -> ExplanationShape:
    return {
        "words": [{"word": word, "weight": round(weight, 4)} for word, weight in explanation.words],
        "lexical_score": round(explanation.lexical_score, 4),
        "cosine": None if explanation.cosine is None else round(explanation.cosine, 4),
        "sentence": explanation.sentence,
        "fused_rank": explanation.fused_rank,
        "read_again": None if explanation.read_again is None else round(explanation.read_again, 4),
        "filters": list(explanation.filters),
    }
