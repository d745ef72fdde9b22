"""The stage between reading and storing: all that is found in one document."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from ingest.model import Document, Passage
from nlp.model import Tags

# Texts to unit vectors, float32 (n, dim): the library's embedder, handed down.
Encode = Callable[[list[str]], NDArray[np.float32]]


def tag_document(document: Document, passages: Sequence[Passage], encode: Encode | None = None) -> Tags:
    """Entities, references, recommendations and the passages they rest on.

    Args:
        document: as it was read; offsets in the result are into its text.
        passages: of the document; sources are looked for among them.
        encode: for nearness in meaning; without it sources rest on structure and words alone.
    """
    from nlp.entities import find_entities
    from nlp.links import link_sources
    from nlp.recommendations import find_recommendations
    from nlp.references import find_references

    recommendations = find_recommendations(document)
    return Tags(
        entities=find_entities(document.text),
        references=find_references(document.text),
        recommendations=recommendations,
        links=link_sources(document, passages, recommendations, encode),
    )
