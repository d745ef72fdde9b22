"""From a Document to what is said in it: entities, references, recommendations and their sources."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nlp.advice.recommendations import find_recommendations
    from nlp.names.entities import find_entities
    from nlp.references.kamerstukken import find_references
    from nlp.references.law_citations import find_law_citations
    from nlp.tagger import tag_document

# Where each verb lives. It is imported at its first use, so that a command which needs one does not wait for all.
_HOMES = {
    "find_entities": "nlp.names.entities",
    "find_law_citations": "nlp.references.law_citations",
    "find_recommendations": "nlp.advice.recommendations",
    "find_references": "nlp.references.kamerstukken",
    "tag_document": "nlp.tagger",
}

__all__ = ["find_entities", "find_law_citations", "find_recommendations", "find_references", "tag_document"]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
