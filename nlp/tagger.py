"""The stage between reading and storing: all that is found in one document."""

from __future__ import annotations

from ingest.model import Document
from nlp.light_spacy import import_spacy_light
from nlp.model import Decisions, Tags


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
    entities, rejected = find_entities(text, decisions, spacy_model)
    recommendations = find_recommendations(document)
    return Tags(
        entities=entities,
        rejected=rejected,
        references=find_references(text),
        recommendations=recommendations,
        links=link_sources(document, recommendations),
    )
