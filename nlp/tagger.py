"""The stage between reading and storing: all that is found in one document."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ingest.model import Document, Passage
from nlp.model import Decisions, RejectedEntity, Tags

if TYPE_CHECKING:
    from nlp.names.candidates import Candidate

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
    from nlp.advice.recommendations import find_recommendations
    from nlp.grounds.links import link_sources
    from nlp.names.entities import find_entities_and_rejects
    from nlp.references.kamerstukken import find_references

    text = document.text
    entities, rejected = find_entities_and_rejects(text, decisions, _from_model(spacy_model, text))
    recommendations = find_recommendations(document)
    return Tags(
        entities=entities,
        rejected=tuple(
            RejectedEntity(item.start, item.end, item.label, text[item.start : item.end], item.rejected or "")
            for item in rejected
        ),
        references=find_references(text),
        recommendations=recommendations,
        links=link_sources(document, recommendations),
    )


def _from_model(spacy_model: str | None, text: str) -> list[Candidate]:
    if spacy_model is None:
        return []
    from nlp.pipeline import organisations_of_model

    return organisations_of_model(spacy_model)(text)
