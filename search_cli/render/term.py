"""A term across the papers, as people read it, as JSON and as CSV."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, TextIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from index.model import DocumentRecord
from index.term import Beside, InDocument, Occurrence, Term
from ingest.addresses import address_of
from ingest.citing.cite import citation_text
from ingest.citing.escaping import UTF_8_MARK, csv_cell
from search_cli.render.chart import Bar
from search_cli.render.results import MARK, forms_line, not_searched, plural, searched_within
from search_cli.shapes import form_shape, searched_shape
from search_cli.titles import fitted, shown_title

if TYPE_CHECKING:
    from search_cli.shapes.types.answers import BesideShape, ContextShape, TermDocumentShape, TermShape

BAR_CELLS, TITLE_WIDTH = 24, 40
# So much context stands on each side of a term in a line of the terminal.
SHOWN_CONTEXT = 38
SHOWN_BESIDE = 8
COLUMNS = (
    "document",
    "date",
    "title",
    "page",
    "left",
    "text",
    "right",
    "citation",
    "start",
    "end",
    "address",
    "passage",
    "copy_of",
)


def show_term(console: Console, term: Term, limit: int | None) -> None:
    """Forms, a bar a paper, what is named beside it, and the first `limit` places in their context."""
    n_shown = sum(len(item.occurrences) for item in term.documents)
    searched, gaps = searched_within(term.searched), not_searched(term.searched)
    if not term.documents:
        console.print(Text(f"{term.query} stands in none of {searched}", style="dim"))
        if gaps:
            console.print(Text(f"Not searched: {gaps}", style="dim"))
        return
    console.print(
        Text(f"{term.query}: {plural(term.count, 'time')} in {len(term.documents)} of {searched}", style="bold")
    )
    if n_shown > term.count:
        console.print(Text(f"{n_shown - term.count} more in passages that repeat an earlier paper", style="dim"))
    console.print(Text(f"Forms: {forms_line(term.forms)}"))
    if gaps:
        console.print(Text(f"Not searched: {gaps}", style="dim"))
    for what, found in (("organisations", term.organisations), ("measures", term.measures)):
        if found:
            names = ", ".join(f"{beside.name} ({beside.passages})" for beside in found[:SHOWN_BESIDE])
            console.print(Text(f"In the same passages, {what}: {names}"))
    console.print()
    console.print(_bars_table(term))
    console.print()
    _show_contexts(console, term, limit)


def _bars_table(term: Term) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("date", no_wrap=True)
    table.add_column("paper", no_wrap=True, overflow="ellipsis", max_width=TITLE_WIDTH)
    for column in ("times", "per 1,000", "first on p."):
        table.add_column(column, justify="right", no_wrap=True)
    table.add_column("", no_wrap=True, min_width=BAR_CELLS)
    most = max(item.per_thousand for item in term.documents) or 1.0
    for item in term.documents:
        table.add_row(
            item.document.metadata.date or "undated",
            Text(fitted(shown_title(item.document), TITLE_WIDTH)),
            str(item.count),
            f"{item.per_thousand:.2f}",
            str(item.first.page or "n.p."),
            Text("█" * round(BAR_CELLS * item.per_thousand / most), style="blue"),
        )
    return table


def _show_contexts(console: Console, term: Term, limit: int | None) -> None:
    places = [(item.document, occurrence) for item in term.documents for occurrence in item.occurrences]
    shown = places if limit is None else places[:limit]
    before = None
    for document, occurrence in shown:
        if document.id != before:
            console.print(Text(citation_text(document.metadata), style="green"))
            before = document.id
        line = Text(f"  p. {occurrence.page:>3}  " if occurrence.page else "  n.p.   ", style="dim")
        line.append(f"{_whole_words_before(occurrence.left):>{SHOWN_CONTEXT}}", style="not dim")
        line.append(" ".join(occurrence.text.split()), style=MARK)
        line.append(_whole_words_after(occurrence.right), style="not dim")
        line.append(" (repeated)" if occurrence.copy_of else "")
        console.print(line, no_wrap=True, overflow="crop")
    if len(shown) < len(places):
        console.print(Text(f"{len(places) - len(shown)} more: --all, --csv or --json", style="dim"))


def _whole_words_before(context: str) -> str:
    """The end of a context, without the word that does not fit."""
    shown = context[-SHOWN_CONTEXT:]
    is_cut = len(context) > len(shown) and not context[-len(shown) - 1].isspace()
    return shown.partition(" ")[2] if is_cut and " " in shown.rstrip() else shown


def _whole_words_after(context: str) -> str:
    shown = context[:SHOWN_CONTEXT]
    is_cut = len(context) > len(shown) and not context[len(shown)].isspace()
    return shown.rpartition(" ")[0] if is_cut and " " in shown.lstrip() else shown


def term_shape(term: Term) -> TermShape:
    return {
        "query": term.query,
        "searched": searched_shape(term.searched),
        "occurrences": term.count,
        "forms": [form_shape(form) for form in term.forms],
        "documents": [_document_shape(item) for item in term.documents],
        "organisations": [_beside_shape(beside) for beside in term.organisations],
        "measures": [_beside_shape(beside) for beside in term.measures],
    }


def _beside_shape(beside: Beside) -> BesideShape:
    return {"name": beside.name, "passages": beside.passages}


def _document_shape(item: InDocument) -> TermDocumentShape:
    return {
        "document": item.document.id,
        "title": item.document.known_title,
        "date": item.document.metadata.date,
        "occurrences": item.count,
        "per_thousand": round(item.per_thousand, 4),
        "first_page": item.first.page or None,
        "contexts": [_context(item.document, occurrence) for occurrence in item.occurrences],
    }


def _context(document: DocumentRecord, occurrence: Occurrence) -> ContextShape:
    return {
        "document": occurrence.document,
        "passage": occurrence.passage,
        "start": occurrence.start,
        "end": occurrence.end,
        "page": occurrence.page or None,
        "left": occurrence.left,
        "text": occurrence.text,
        "right": occurrence.right,
        "copy_of": occurrence.copy_of,
        "citation": citation_text(document.metadata, occurrence.page, occurrence.page),
        "address": address_of(document.id, occurrence.page, occurrence),
    }


def write_csv(file: TextIO, term: Term) -> None:
    """A line for every occurrence under a head line, as Dutch Excel opens it: as search --export writes it."""
    file.write(UTF_8_MARK)
    writer = csv.DictWriter(file, COLUMNS, delimiter=";", lineterminator="\n")
    writer.writeheader()
    for item in term.documents:
        paper = {"date": item.document.metadata.date, "title": shown_title(item.document)}
        for occurrence in item.occurrences:
            row = {**paper, **_context(item.document, occurrence)}
            writer.writerow({column: csv_cell(value) for column, value in row.items()})


def term_bars(term: Term) -> list[Bar]:
    """A bar for each paper: how often the term stands in 1,000 words of it."""
    return [
        Bar(
            f"{item.document.metadata.date or 'undated'}  {shown_title(item.document)}",
            item.per_thousand,
            f"{item.per_thousand:.2f}",
        )
        for item in term.documents
    ]
