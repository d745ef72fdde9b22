"""Answers as JSON: the shapes that scripts rely on. Keys are added, never changed."""

from search_cli.shapes.base import Json, dump, passage_address
from search_cli.shapes.documents import (
    citation_shape,
    metadata_shape,
    parse_shape,
    record_shape,
    report_shape,
    status_shape,
)
from search_cli.shapes.findings import (
    entities_shape,
    recommendations_shape,
    references_shape,
    rejected_shape,
    source_shape,
    tag_shape,
)
from search_cli.shapes.hits import answer_shape, explanation_shape, form_shape, hit_shape, searched_shape

__all__ = [
    "Json",
    "answer_shape",
    "citation_shape",
    "dump",
    "entities_shape",
    "explanation_shape",
    "form_shape",
    "hit_shape",
    "metadata_shape",
    "parse_shape",
    "passage_address",
    "recommendations_shape",
    "record_shape",
    "references_shape",
    "rejected_shape",
    "report_shape",
    "searched_shape",
    "source_shape",
    "status_shape",
    "tag_shape",
]
