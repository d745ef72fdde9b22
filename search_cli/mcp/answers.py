"""What the tools answer: the shapes of the commands, each text with all that is needed to cite and find it again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from index.library import Library
from index.model import DocumentRecord, Filters
from index.ranking.model import Answer
from index.search import what_is_searched
from ingest.addresses import Address
from ingest.citing.cite import citation_text
from search_cli.shapes import Json, answer_shape


def searched(library: Library, filters: Filters | None = None) -> Json:
    """How much was looked at, and what could not be: "not found" means no more than this."""
    return asdict(what_is_searched(library, filters or Filters()))


def search_answer(answer: Answer) -> Json:
    """The answer to a search; each hit with the hash of its file and its range."""
    shape: Json = {**answer_shape(answer)}
    for hit, found in zip(shape["hits"], answer.hits, strict=True):
        hit |= {
            "sha256": found.document.metadata.sha256,
            "start": found.passage.passage.start,
            "end": found.passage.passage.end,
        }
    return shape


def with_vindplaats(shape: Json, documents: Mapping[str, DocumentRecord]) -> Json:
    """A shape that has an address, with the hash of its file, its range and its citation as well."""
    found = Address.parse(shape["address"])
    record = documents.get(found.document)
    cited = citation_text(record.metadata, found.page, found.page) if record else None
    return {
        "sha256": record.metadata.sha256 if record else None,
        "start": found.start,
        "end": found.end,
        "citation": cited,
        **shape,
    }


def all_with_vindplaats(shape: Any, documents: Mapping[str, DocumentRecord]) -> Any:
    """A shape in which all that has an address has its vindplaats too."""
    if isinstance(shape, list):
        return [all_with_vindplaats(each, documents) for each in shape]
    if not isinstance(shape, dict):
        return shape
    deeper = {name: all_with_vindplaats(value, documents) for name, value in shape.items()}
    return with_vindplaats(deeper, documents) if deeper.get("address") else deeper
