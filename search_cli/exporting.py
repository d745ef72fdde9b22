"""The hits of a search in a file: for Excel, a word processor, a reference manager or a program."""

from __future__ import annotations

import csv
from collections.abc import Callable
from io import StringIO
from pathlib import Path

from index.model import Quotation
from index.ranking.model import Answer, Hit
from ingest.atomic import write_bytes, write_text
from ingest.citing.cite import cite
from ingest.citing.escaping import csv_cell
from ingest.citing.export import Style, render
from ingest.errors import VindplaatsError
from search_cli.briefing.composed import compose
from search_cli.briefing.writing import write
from search_cli.shapes import answer_shape, dump
from search_cli.shapes.hits import hit_shape

COLUMNS = (
    "rank",
    "document",
    "title",
    "date",
    "page",
    "last_page",
    "citation",
    "heading",
    "text",
    "by",
    "part",
    "address",
)


def export_answer(answer: Answer, path: Path) -> None:
    """Write the hits in the format that the file's name asks for.

    Raises:
        VindplaatsError: another extension, no hits, or the file cannot be written.
    """
    formats: dict[str, Callable[[], None]] = {
        ".csv": lambda: write_csv(answer, path),
        ".json": lambda: write_text(path, dump(answer_shape(answer)) + "\n"),
        ".ris": lambda: write_text(path, _citations(answer, "ris") + "\n"),
        ".bib": lambda: write_text(path, _citations(answer, "bibtex") + "\n"),
        ".md": lambda: _write_quotations(answer, path),
        ".docx": lambda: _write_quotations(answer, path),
    }
    export = formats.get(path.suffix.lower())
    if export is None:
        raise VindplaatsError(f"hits are written as {', '.join(formats)}, not as '{path.suffix or path.name}'")
    if not answer.hits:
        raise VindplaatsError(f"nothing was written: '{answer.query}' has no hits")
    try:
        export()
    except OSError as error:
        raise VindplaatsError(f"{path} cannot be written: {error.strerror}") from error


def write_csv(answer: Answer, path: Path) -> None:
    """A table as Dutch Excel opens it: semicolons between cells, and a mark that says it is UTF-8."""
    written = StringIO(newline="")
    writer = csv.writer(written, delimiter=";")
    writer.writerow(COLUMNS)
    for hit in answer.hits:
        shape = hit_shape(hit) | {"by": ", ".join(hit.by)}
        writer.writerow([csv_cell(shape[column]) for column in COLUMNS])
    write_bytes(path, written.getvalue().encode("utf-8-sig"))


def quotation_of(hit: Hit) -> Quotation:
    """The passage of a hit as a quotation."""
    passage = hit.passage.passage
    return Quotation(
        document=hit.document.id,
        sha256=hit.document.metadata.sha256,
        page=passage.page,
        last_page=passage.last_page,
        start=passage.start,
        end=passage.end,
        text=passage.text,
    )


def _write_quotations(answer: Answer, path: Path) -> None:
    papers = {hit.document.id: hit.document.metadata for hit in answer.hits}
    write(compose(answer.query, [quotation_of(hit) for hit in answer.hits], papers.__getitem__), path)


def _citations(answer: Answer, style: Style) -> str:
    return render(
        [cite(hit.document.metadata, hit.passage.passage.page, hit.passage.passage.last_page) for hit in answer.hits],
        style,
    )
