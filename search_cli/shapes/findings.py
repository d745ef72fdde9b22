"""What was found in papers as JSON: names, references and recommendations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from index.model import Citations, DocumentRecord, Remark, StoredRecommendation, StoredSource
from ingest.addresses import address_of
from ingest.citing.cite import citation_text
from ingest.metadata.labels import label_of
from ingest.model import Metadata
from nlp.model import Entity, EntityLabel, RejectedEntity, Tags, parts_shown

if TYPE_CHECKING:
    from search_cli.recommended.open_points import OpenPoint
    from search_cli.shapes.types.findings import (
        EntityGroupShape,
        NoteShape,
        RecommendationShape,
        ReferencesShape,
        RejectedShape,
        SourceShape,
        TagShape,
    )


def tag_shape(id: str | int | None, tags: Tags) -> TagShape:
    return {
        "id": id,
        "entities": [
            {
                "start": entity.start,
                "end": entity.end,
                "label": entity.label,
                "text": entity.text,
                "canonical": entity.canonical,
                "identifier": entity.identifier,
            }
            for entity in tags.entities
        ],
        "references": [
            {
                "start": reference.start,
                "end": reference.end,
                "text": reference.text,
                "targets": list(reference.targets),
            }
            for reference in tags.references
        ],
        "recommendations": [
            {
                "start": item.start,
                "end": item.end,
                "text": item.text,
                "type": item.type,
                "number": item.number,
                "addressees": list(item.addressees),
                "deadline": item.deadline,
                "restates": item.restates,
                "confidence": item.confidence,
                "grade": item.grade,
                "by": item.by,
            }
            for item in tags.recommendations
        ],
    }


def recommendations_shape(
    items: Sequence[StoredRecommendation], documents: dict[str, DocumentRecord]
) -> list[RecommendationShape]:
    return [
        {
            "id": item.id,
            "document": item.document,
            "page": item.page or None,
            "page_label": label_of(documents[item.document].metadata.labels, item.page),
            "text": item.recommendation.text,
            "address": address_of(item.document, item.page, item.recommendation),
            "type": item.recommendation.type,
            "number": item.recommendation.number,
            "addressees": list(item.recommendation.addressees),
            "deadline": item.recommendation.deadline,
            "confidence": item.recommendation.confidence,
            "grade": item.recommendation.grade,
            "by": item.recommendation.by,
            "citation": citation_text(documents[item.document].metadata, item.page, item.page),
            "sources": [source_shape(source, documents[item.document].metadata) for source in item.sources],
            "self": any(source.is_own for source in item.sources),
            "restates": item.restates,
            "judged": item.judged,
            "judgement": {"by": item.judgement.judge, "at": item.judgement.at, "remark": item.judgement.remark}
            if item.judgement
            else None,
            "follow_ups": [
                {
                    "document": later.document,
                    "page": later.page or None,
                    "page_label": label_of(documents[later.document].metadata.labels, later.page),
                    "date": later.date,
                    "text": later.follow_up.text,
                    "address": address_of(later.document, later.page, later.follow_up),
                    "status": later.follow_up.status,
                    "evidence": later.follow_up.evidence,
                    "score": round(later.follow_up.score, 4),
                }
                for later in item.follow_ups
            ],
        }
        for item in items
    ]


def with_looked_until(shapes: Sequence[RecommendationShape], points: Sequence[OpenPoint]) -> list[RecommendationShape]:
    """The shapes of open commitments and motions, with how far was looked for a later word of each."""
    return [
        {**shape, "looked_until": point.looked_until, "papers_looked_at": point.n_looked}
        for shape, point in zip(shapes, points, strict=True)
    ]


def source_shape(source: StoredSource, metadata: Metadata) -> SourceShape:
    """metadata: of the paper it stands in. Its address is that of its words up to those it leaves out."""
    (start, end), *_ = parts_shown(source.start, source.end, source.text)
    words = replace(source, end=end, text=source.text[: end - start])
    return {
        "document": source.document,
        "page": source.page or None,
        "page_label": label_of(metadata.labels, source.page),
        "passage": source.passage,
        "address": address_of(source.document, source.page, words),
        "text": source.text,
        "score": round(source.score, 4),
        "reason": source.reason,
        "self": source.is_own,
    }


def entities_shape(found: Sequence[tuple[str, int, Entity]]) -> list[EntityGroupShape]:
    """Entities grouped by identity, the most frequent first."""
    groups: dict[tuple[EntityLabel, str], list[tuple[str, int, Entity]]] = defaultdict(list)
    for document, page, entity in found:
        identity = entity.identifier or entity.canonical or entity.text
        groups[entity.label, identity].append((document, page, entity))
    shapes: list[EntityGroupShape] = [
        {
            "label": label,
            "canonical": next((e.canonical for _, _, e in group if e.canonical), None),
            "identifier": next((e.identifier for _, _, e in group if e.identifier), None),
            "forms": sorted({entity.text for _, _, entity in group}),
            "count": len(group),
            "documents": [
                {
                    "document": document,
                    "page": page or None,
                    "start": entity.start,
                    "end": entity.end,
                    "address": address_of(document, page, entity),
                }
                for document, page, entity in group
            ],
        }
        for (label, _), group in groups.items()
    ]
    return sorted(shapes, key=lambda shape: (-shape["count"], shape["label"], shape["forms"]))


def references_shape(found: Citations) -> ReferencesShape:
    return {
        "document": found.document.id,
        "cites": [
            {
                "text": cited.reference.text,
                "page": cited.page or None,
                "start": cited.reference.start,
                "end": cited.reference.end,
                "address": address_of(found.document.id, cited.page, cited.reference),
                "targets": [{"id": target, "held": target in cited.held} for target in cited.reference.targets],
            }
            for cited in found.cites
        ],
        "cited_by": [
            {
                "document": citing.document.id,
                "date": citing.document.metadata.date,
                "page": citing.page or None,
                "text": citing.reference.text,
                "address": address_of(citing.document.id, citing.page, citing.reference),
            }
            for citing in found.cited_by
        ],
    }


def rejected_shape(found: Sequence[tuple[str, RejectedEntity]]) -> list[RejectedShape]:
    return [
        {
            "document": document,
            "start": item.start,
            "end": item.end,
            "label": item.label,
            "text": item.text,
            "reason": item.reason,
        }
        for document, item in found
    ]


def note_shape(remark: Remark, metadata: Metadata | None) -> NoteShape:
    """A remark at words of a paper; metadata: of the paper, None where it is not held any more."""
    return {
        "id": remark.id,
        "text": remark.remark,
        "tags": list(remark.tags),
        "at": remark.at,
        "document": remark.document,
        "sha256": remark.sha256,
        "page": remark.page or None,
        "last_page": remark.last_page or None,
        "page_label": label_of(metadata.labels, remark.page) if metadata else None,
        "start": remark.start,
        "end": remark.end,
        "quotation": remark.text,
        "address": address_of(remark.document, remark.page, remark),
        "citation": citation_text(metadata, remark.page, remark.last_page) if metadata else None,
        "stands": remark.stands,
    }
