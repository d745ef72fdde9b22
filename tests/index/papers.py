"""Puts plain texts in a library, as add does with papers."""

from __future__ import annotations

from dataclasses import replace

from index.build import text_hash
from index.library import Library
from ingest.model import Document
from ingest.passages import split_passages
from ingest.plain import document_from_text
from nlp.model import Entity, Link, Recommendation, Tags


def store(library: Library, embedder, id: str, text: str, tags: Tags | None = None, **metadata) -> Document:
    """Store a text under an id; metadata are fields of ingest.model.Metadata."""
    document = document_from_text(text, id)
    document = replace(document, metadata=replace(document.metadata, **metadata))
    passages = split_passages(document, embedder.count_tokens, max_tokens=25)
    vectors = embedder.passages([passage.text for passage in passages])
    with library.transaction():
        number = library.documents.insert(
            document, file=f"{id}.pdf", path=f"/papers/{id}.pdf", pipeline="1", xml_sha256=None
        )
        library.passages.insert(
            number, document.metadata, passages, [text_hash(passage.text) for passage in passages], vectors
        )
        library.findings.insert(number, document, library.passages.of_document(id), tags or Tags())
        library.record_embedder(embedder.name, embedder.fingerprint)
        library.next_generation()
    return document


def entity(text: str, name: str, label="ORG", canonical: str | None = None, identifier: str | None = None) -> Entity:
    """The first occurrence of a name in a text as an entity."""
    start = text.index(name)
    return Entity(start, start + len(name), label, name, canonical, identifier)


def recommendation(text: str, sentence: str) -> Recommendation:
    """A sentence of a text as a recommendation."""
    start = text.index(sentence)
    return Recommendation(start, start + len(sentence), sentence, "aanbeveling")


def link(text: str, source: str) -> Link:
    """The first recommendation rests on this sentence."""
    start = text.index(source)
    return Link(0, start, start + len(source), source, 0.9, "stands under the same heading")
