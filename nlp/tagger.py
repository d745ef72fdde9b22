"""The stage between reading and storing: all that is found in one document."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from ingest.model import Document, Passage
from nlp.light_spacy import import_spacy_light
from nlp.model import Decisions, Tags

# Texts to unit vectors, float32 (n, dim): the library's embedder, handed down.
Encode = Callable[[list[str]], NDArray[np.float32]]


def tag_document(
    document: Document,
    passages: Sequence[Passage],
    encode: Encode | None = None,
    *,
    decisions: Decisions | None = None,
    spacy_model: str | None = None,
) -> Tags:
    """Entities, references, recommendations and the passages they rest on.

    Args:
        document: as it was read; offsets in the result are into its text.
        passages: of the document; sources are looked for among them.
        encode: for nearness in meaning; without it sources rest on structure and words alone.
        decisions: what people rejected and merged.
        spacy_model: an installed spaCy model whose organisations are added.
    """
    from nlp.grounds.links import link_sources

    tags = tag_without_links(document, decisions=decisions, spacy_model=spacy_model)
    return replace(tags, links=link_sources(document, passages, tags.recommendations, encode))


def tag_without_links(
    document: Document, *, decisions: Decisions | None = None, spacy_model: str | None = None
) -> Tags:
    """As tag_document, but for the passages that recommendations rest on: this needs no vectors."""
    from nlp.advice.recommendations import find_recommendations
    from nlp.references.kamerstukken import find_references

    if spacy_model is None:
        import_spacy_light()
    from nlp.pipeline import find_entities

    text = document.text
    entities, rejected = find_entities(text, decisions, spacy_model)
    return Tags(
        entities=entities,
        rejected=rejected,
        references=find_references(text),
        recommendations=find_recommendations(document),
    )
