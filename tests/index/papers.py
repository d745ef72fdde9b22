"""Puts plain texts in a library, as add does with papers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from index.adding.prepare import completed, draft_of, embedded
from index.embedding.protocol import Embedder
from index.library import Library
from index.library.prepared import Prepared
from ingest.model import Document, Passage
from ingest.passages import split_passages
from ingest.plain import document_from_text
from nlp.model import Entity, Link, Recommendation, Tags


def as_prepared(
    document: Document, passages: Sequence[Passage], embedder: Embedder, tags: Tags | None = None
) -> Prepared:
    """A document that was split, and perhaps tagged, by the test, with its vectors."""
    draft = draft_of(document, passages, tags)
    return completed(draft, embedded(draft.texts, embedder))


def store(
    library: Library, embedder, id: str, text: str, tags: Tags | None = None, file: str | None = None, **metadata
) -> Document:
    """Store a text under an id; metadata are fields of ingest.model.Metadata."""
    document = document_from_text(text, id)
    document = replace(document, metadata=replace(document.metadata, **metadata))
    passages = split_passages(document, embedder.count_tokens, max_tokens=25)
    with library.transaction():
        library.record_embedder(embedder.name, embedder.fingerprint)
        prepared = as_prepared(document, passages, embedder, tags)
        library.store(prepared, file=file or f"{id}.pdf", path=f"/papers/{id}.pdf", pipeline="1")
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
