"""What the publisher says of a paper and its PDF does not: in the metadata beside it, or in the name of the file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from ingest.identifiers import AttachmentId, DossierId, Identifier, IdentifierError, parse
from ingest.metadata.local import METADATA_ENDING, local_id
from ingest.model import Document, Metadata
from ingest.xml import parse as parse_xml
from ingest.xml.metadata import Fields, read_fields


def with_published(pdf: Document, path: Path) -> Document:
    """The document of a PDF, with what is known of it as a publication.

    blg-936562.pdf is that attachment, though nothing in it says so; with
    blg-936562.metadata.xml beside it, its title, dossier and main document are
    known too. What the paper itself prints goes before, except for the title
    of an attachment: the first page of a report is no good guide to that.

    Args:
        pdf: as read from the file alone.
        path: of the file.

    Raises:
        UnreadableError: the metadata beside it are damaged.
    """
    beside = path.with_suffix(METADATA_ENDING)
    fields = read_fields(parse_xml(beside.read_bytes(), beside.name)) if beside.is_file() else {}
    stated = pdf.metadata
    is_local = stated.id == local_id(path.name, stated.sha256)
    identifier = _identifier(fields, path) if is_local else None
    metadata = replace(stated, id=str(identifier)) if identifier else stated
    return replace(pdf, metadata=_filled(metadata, fields)) if fields or identifier else pdf


def _identifier(fields: Fields, path: Path) -> Identifier | None:
    """The official identifier, as stated or as the name of the file; 31490.pdf names a dossier, which is no paper."""
    for candidate in (*fields.get("identifier", ()), path.stem):
        identifier = _parsed(candidate)
        if identifier and str(identifier) == candidate and not isinstance(identifier, DossierId):
            return identifier
    return None


def _filled(metadata: Metadata, fields: Fields) -> Metadata:
    def said(*names: str) -> str | None:
        return next((fields[name][0] for name in names if fields.get(name)), None)

    is_attachment = isinstance(_parsed(metadata.id), AttachmentId)
    title = said("documenttitel", "title")
    return replace(
        metadata,
        title=(title or metadata.title) if is_attachment else (metadata.title or title),
        date=metadata.date or said("issued", "available"),
        dossiers=metadata.dossiers or tuple(fields.get("dossiernummer", ())),
        number=metadata.number or (None if is_attachment else said("ondernummer")),
        session=metadata.session or said("vergaderjaar"),
        attachment_of=metadata.attachment_of or said("hoofddocument"),
    )


def _parsed(text: str) -> Identifier | None:
    try:
        return parse(text).likeliest
    except IdentifierError:
        return None
