"""The stage between reading and storing: all that is found in one document."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from ingest.model import Document
from ingest.plain import document_from_text
from ingest.system.garbage import without_garbage_collection
from ingest.words.signs import composed_with_places
from nlp.light_spacy import import_spacy_light
from nlp.model import Decisions, Entity, Recommendation, Reference, RejectedEntity, Tags

_Found = TypeVar("_Found", Entity, RejectedEntity, Reference, Recommendation)


def tag_document(document: Document, *, decisions: Decisions | None = None, spacy_model: str | None = None) -> Tags:
    """Entities, references, recommendations and the passages they rest on.

    Args:
        document: as it was read; offsets in the result are into its text.
        decisions: what people rejected and merged.
        spacy_model: an installed spaCy model whose organisations are added.
    """
    from nlp.advice.recommendations import find_recommendations
    from nlp.grounds.links import link_sources
    from nlp.references.kamerstukken import find_references

    if spacy_model is None:
        import_spacy_light()
    from nlp.pipeline import find_entities

    text = document.text
    with without_garbage_collection():
        entities, rejected = find_entities(text, decisions, spacy_model)
        recommendations = find_recommendations(document)
        return Tags(
            entities=entities,
            rejected=rejected,
            references=find_references(text),
            recommendations=recommendations,
            links=link_sources(document, recommendations),
        )


def tag_text(text: str) -> Tags:
    """As tag_document, of any text: decomposed letters and soft hyphens are read as what they look like.

    Offsets in the result are into the text as it was given.
    """
    whole, places = composed_with_places(text)
    tags = tag_document(document_from_text(whole))
    if whole == text:
        return tags

    def moved(found: _Found) -> _Found:
        start, end = places[found.start], places[found.end]
        return replace(found, start=start, end=end, text=text[start:end])

    return replace(
        tags,
        entities=tuple(map(moved, tags.entities)),
        rejected=tuple(map(moved, tags.rejected)),
        references=tuple(map(moved, tags.references)),
        recommendations=tuple(map(moved, tags.recommendations)),
        links=tuple(replace(link, start=places[link.start], end=places[link.end]) for link in tags.links),
    )
