"""Papers as JSON: read, listed, cited, and what an `add` did."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from index.model import DocumentRecord, LibraryStatus, PassedOver
from ingest.citing.cite import Citation
from ingest.citing.export import csl_item
from ingest.metadata.labels import label_of
from ingest.model import Block, Document, Metadata

if TYPE_CHECKING:
    from index.adding.build import Report
    from search_cli.shapes.types.papers import (
        BlockShape,
        CitationShape,
        MetadataShape,
        PageNotReadShape,
        ParseShape,
        PassedOverShape,
        RecordShape,
        ReportShape,
        StatusShape,
    )


def parse_shape(document: Document) -> ParseShape:
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
        "blocks": [_block_shape(block) for block in document.blocks],
        "footnotes": [
            {"marker": note.marker, "page": note.page or None, "start": note.start, "end": note.end, "ref": note.ref}
            for note in document.footnotes
        ],
        "furniture": [
            {"page": item.page or None, "text": item.text, "why_unread": item.why_unread} for item in document.furniture
        ],
        "joins": [{"offset": join.offset, "removed": join.removed} for join in document.joins],
        "differences": list(document.differences),
    }


def _block_shape(block: Block) -> BlockShape:
    shape: BlockShape = {
        "kind": block.kind,
        "start": block.start,
        "end": block.end,
        "page": block.page or None,
        "last_page": block.last_page or None,
        "level": block.level,
        "marker": block.marker,
    }
    if block.cells:
        shape["cells"] = [[cell.row, cell.column, cell.start, cell.end] for cell in block.cells]
    return shape


def metadata_shape(metadata: Metadata) -> MetadataShape:
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
        "zaaknummer": metadata.zaaknummer,
        "reply_to": metadata.reply_to,
        "attachment_of": metadata.attachment_of,
        "issuer": metadata.issuer,
        "authors": list(metadata.authors),
        "guessed": list(metadata.guessed),
        "corrected": list(metadata.corrected),
    }


def report_shape(report: Report) -> ReportShape:
    return {
        "added": report.added,
        "replaced": report.replaced,
        "unchanged": report.unchanged,
        "copies": report.copies,
        "failed": [
            {"file": failure.file, "reason": failure.reason, "retry": failure.retry} for failure in report.failed
        ],
        "notes": report.notes,
        "passed_over": _passed_over_shape(report.passed_over),
    }


def status_shape(status: LibraryStatus) -> StatusShape:
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
        "passed_over": _passed_over_shape(status.passed_over),
    }


def _passed_over_shape(passed_over: Iterable[PassedOver]) -> list[PassedOverShape]:
    return [{"file": each.file, "path": each.path, "reason": each.reason} for each in passed_over]


def record_shape(record: DocumentRecord) -> RecordShape:
    return {
        "id": record.id,
        "file": record.file,
        "copies": list(record.copies),
        "sha256": record.metadata.sha256,
        "kind": record.metadata.kind,
        "title": record.known_title,
        "date": record.metadata.date,
        "issuer": record.metadata.issuer,
        "authors": list(record.metadata.authors),
        "guessed": list(record.metadata.guessed),
        "corrected": list(record.metadata.corrected),
        "n_pages": record.n_pages,
        "n_passages": record.n_passages,
        "pages_without_text": list(record.pages_without_text),
        "pages_not_read": _pages_not_read(record),
        "attachments": list(record.metadata.attachments),
    }


def _pages_not_read(record: DocumentRecord) -> list[PageNotReadShape]:
    without_text: list[PageNotReadShape] = [
        {"page": page, "part": None, "reason": "no text layer; 'vindplaats add --ocr --redo FILE' reads it"}
        for page in record.pages_without_text
    ]
    parts: list[PageNotReadShape] = [
        {"page": page, "part": part, "reason": reason} for page, part, reason in record.metadata.unread
    ]
    return without_text + parts


def citation_shape(citation: Citation) -> CitationShape:
    return {
        "document": citation.metadata.id,
        "page": citation.first_page or None,
        "last_page": citation.last_page or None,
        "page_label": label_of(citation.metadata.labels, citation.first_page) if citation.first_page else None,
        "citation": citation.text,
        "markdown": citation.markdown,
        "csl": csl_item(citation),
        "warnings": list(citation.warnings),
    }
