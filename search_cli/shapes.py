"""Answers as JSON: the shapes that scripts rely on. Keys are added, never changed."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from index.build import Report
from index.model import (
    Answer,
    Citations,
    DocumentRecord,
    Explanation,
    Hit,
    LibraryStatus,
    PassageRecord,
    StoredRecommendation,
    StoredSource,
)
from ingest.addresses import address_of
from ingest.citing.cite import Citation, citation_text
from ingest.citing.export import csl_item
from ingest.model import Document, Metadata
from nlp.model import Entity, RejectedEntity, Tags

Json = dict[str, Any]


def dump(shape: Any) -> str:
    """One JSON document, readable and in UTF-8."""
    return json.dumps(shape, ensure_ascii=False, indent=1)


def passage_address(record: PassageRecord) -> str:
    """The address of a passage in the library, which its number is not."""
    return address_of(record.document, record.passage.page, record.passage)


def parse_shape(document: Document) -> Json:
    return {
        "document": {
            **metadata_shape(document.metadata),
            "n_pages": len(document.pages),
            "pages_without_text": document.pages_without_text,
        },
        "text": document.text,
        "pages": [
            {
                "number": page.number,
                "start": page.start,
                "end": page.end,
                "label": page.label,
                "width": page.width,
                "height": page.height,
                "has_text": page.has_text,
                "is_ocr": page.is_ocr,
            }
            for page in document.pages
        ],
        "blocks": [
            {
                "kind": block.kind,
                "start": block.start,
                "end": block.end,
                "page": block.page,
                "last_page": block.last_page,
                "level": block.level,
                "marker": block.marker,
                **(
                    {"cells": [[cell.row, cell.column, cell.start, cell.end] for cell in block.cells]}
                    if block.cells
                    else {}
                ),
            }
            for block in document.blocks
        ],
        "footnotes": [
            {"marker": note.marker, "page": note.page, "start": note.start, "end": note.end, "ref": note.ref}
            for note in document.footnotes
        ],
        "furniture": [{"page": item.page, "text": item.text} for item in document.furniture],
        "joins": [{"offset": join.offset, "removed": join.removed} for join in document.joins],
        "differences": list(document.differences),
    }


def metadata_shape(metadata: Metadata) -> Json:
    return {
        "id": metadata.id,
        "sha256": metadata.sha256,
        "kind": metadata.kind,
        "title": metadata.title,
        "subject": metadata.subject,
        "date": metadata.date,
        "dossiers": list(metadata.dossiers),
        "number": metadata.number,
        "session": metadata.session,
        "chamber": metadata.chamber,
        "signatories": [signatory.name for signatory in metadata.signatories],
        "offices": [signatory.office for signatory in metadata.signatories],
        "kenmerk": metadata.kenmerk,
        "reply_to": metadata.reply_to,
        "attachment_of": metadata.attachment_of,
    }


def tag_shape(id: str | int | None, tags: Tags) -> Json:
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
            }
            for item in tags.recommendations
        ],
    }


def answer_shape(answer: Answer) -> Json:
    return {
        "query": answer.query,
        "mode": answer.mode,
        "searched": {
            "documents": answer.searched.documents,
            "passages": answer.searched.passages,
            "pages_without_text": answer.searched.pages_without_text,
            "failed": list(answer.searched.failed),
            "missing": list(answer.searched.missing),
            "filters": list(answer.searched.filters),
            "undated": answer.searched.undated,
        },
        "found": {"passages": answer.n_found, "documents": answer.n_documents},
        "forms": [{"form": form.form, "occurrences": form.occurrences} for form in answer.forms],
        "absent": list(answer.absent),
        "hits": [hit_shape(hit) for hit in answer.hits],
    }


def hit_shape(hit: Hit) -> Json:
    passage = hit.passage.passage
    return {
        "rank": hit.rank,
        "score": round(hit.score, 6),
        "passage": hit.passage.id,
        "address": passage_address(hit.passage),
        "document": hit.document.id,
        "title": hit.document.known_title,
        "date": hit.document.metadata.date,
        "page": passage.page,
        "last_page": passage.last_page,
        "text": passage.text,
        "marks": [list(mark) for mark in hit.marks],
        "heading": passage.headings[-1] if passage.headings else None,
        "headings": list(passage.headings),
        "citation": citation_text(hit.document.metadata, passage.page, passage.last_page),
        "is_ocr": passage.is_ocr,
        "why": {
            "lexical_rank": hit.why.lexical_rank,
            "semantic_rank": hit.why.semantic_rank,
            "words": list(hit.why.words),
        },
        "near_copies": [
            {
                "passage": copy.id,
                "document": copy.document,
                "page": copy.passage.page,
                "address": passage_address(copy),
            }
            for copy in hit.near_copies
        ],
        "recommendations": [
            {
                "id": item.id,
                "type": item.recommendation.type,
                "text": item.recommendation.text,
                "address": address_of(item.document, item.page, item.recommendation),
                "sources": [source_shape(source) for source in item.sources],
            }
            for item in hit.recommendations
        ],
        "source_of": list(hit.source_of),
        **({"explanation": explanation_shape(hit.explanation)} if hit.explanation else {}),
    }


def explanation_shape(explanation: Explanation) -> Json:
    return {
        "words": [{"word": word, "weight": round(weight, 4)} for word, weight in explanation.words],
        "lexical_score": round(explanation.lexical_score, 4),
        "cosine": None if explanation.cosine is None else round(explanation.cosine, 4),
        "sentence": explanation.sentence,
        "fused_rank": explanation.fused_rank,
        "read_again": None if explanation.read_again is None else round(explanation.read_again, 4),
        "filters": list(explanation.filters),
    }


def source_shape(source: StoredSource) -> Json:
    return {
        "document": source.document,
        "page": source.page,
        "passage": source.passage,
        "address": address_of(source.document, source.page, source),
        "text": source.text,
        "score": round(source.score, 4),
        "reason": source.reason,
    }


def report_shape(report: Report) -> Json:
    return {
        "added": report.added,
        "replaced": report.replaced,
        "unchanged": report.unchanged,
        "copies": report.copies,
        "failed": [
            {"file": failure.file, "reason": failure.reason, "retry": failure.retry} for failure in report.failed
        ],
        "notes": report.notes,
    }


def status_shape(status: LibraryStatus) -> Json:
    return {
        "library": status.library,
        "generation": status.generation,
        "embedder": status.embedder,
        "documents": [record_shape(record) for record in status.documents],
        "failed": [
            {"file": failure.file, "reason": failure.reason, "retry": failure.retry} for failure in status.failed
        ],
        "dossiers": [
            {
                "dossier": dossier.dossier,
                "held": list(dossier.held),
                "missing": list(dossier.missing),
                "failed": list(dossier.failed),
                "withdrawn": list(dossier.withdrawn),
            }
            for dossier in status.dossiers
        ],
    }


def record_shape(record: DocumentRecord) -> Json:
    return {
        "id": record.id,
        "file": record.file,
        "copies": list(record.copies),
        "sha256": record.metadata.sha256,
        "kind": record.metadata.kind,
        "title": record.known_title,
        "date": record.metadata.date,
        "n_pages": record.n_pages,
        "n_passages": record.n_passages,
        "pages_without_text": list(record.pages_without_text),
    }


def recommendations_shape(items: Sequence[StoredRecommendation], documents: dict[str, DocumentRecord]) -> list[Json]:
    return [
        {
            "id": item.id,
            "document": item.document,
            "page": item.page,
            "text": item.recommendation.text,
            "address": address_of(item.document, item.page, item.recommendation),
            "type": item.recommendation.type,
            "number": item.recommendation.number,
            "addressees": list(item.recommendation.addressees),
            "deadline": item.recommendation.deadline,
            "citation": citation_text(documents[item.document].metadata, item.page, item.page),
            "sources": [source_shape(source) for source in item.sources],
            "restates": item.restates,
            "follow_ups": [
                {
                    "document": later.document,
                    "page": later.page,
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


def entities_shape(found: Sequence[tuple[str, int, Entity]]) -> list[Json]:
    """Entities grouped by identity, the most frequent first."""
    groups: dict[tuple[str, str], list[tuple[str, int, Entity]]] = defaultdict(list)
    for document, page, entity in found:
        identity = entity.identifier or entity.canonical or entity.text
        groups[entity.label, identity].append((document, page, entity))
    shapes = [
        {
            "label": label,
            "canonical": next((e.canonical for _, _, e in group if e.canonical), None),
            "identifier": next((e.identifier for _, _, e in group if e.identifier), None),
            "forms": sorted({entity.text for _, _, entity in group}),
            "count": len(group),
            "documents": [
                {"document": document, "page": page, "start": entity.start, "end": entity.end}
                for document, page, entity in group
            ],
        }
        for (label, _), group in groups.items()
    ]
    return sorted(shapes, key=lambda shape: (-shape["count"], shape["label"], shape["forms"]))


def references_shape(found: Citations) -> Json:
    return {
        "document": found.document.id,
        "cites": [
            {
                "text": cited.reference.text,
                "page": cited.page,
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
                "page": citing.page,
                "text": citing.reference.text,
                "address": address_of(citing.document.id, citing.page, citing.reference),
            }
            for citing in found.cited_by
        ],
    }


def citation_shape(citation: Citation) -> Json:
    return {
        "document": citation.metadata.id,
        "page": citation.first_page,
        "last_page": citation.last_page,
        "citation": citation.text,
        "markdown": citation.markdown,
        "csl": csl_item(citation),
        "warnings": list(citation.warnings),
    }


def rejected_shape(found: Sequence[tuple[str, RejectedEntity]]) -> list[Json]:
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
