"""Recommendations as people read them: by paper, as a table, or one with its whole chain."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from rich.console import Console
from rich.table import Table
from rich.text import Text

from index.model import DocumentRecord, StoredFollowUp, StoredRecommendation, StoredSource
from ingest.citing.cite import citation_text, on_page
from ingest.metadata.labels import printed_page
from search_cli.recommended.ledger import Entry, judged_line, short_columns, short_row
from search_cli.recommended.open_points import OpenPoint, place_of
from search_cli.render.results import excerpt, plural, rests
from search_cli.terminal import indented
from search_cli.titles import shown_title

Documents = dict[str, DocumentRecord]


def show_recommendations(console: Console, entries: Sequence[Entry], documents: Documents) -> None:
    """Recommendations by paper, each with the page it rests on and what became of it."""
    for document, group in groupby(entries, key=lambda entry: entry.item.document):
        record = documents[document]
        console.print(Text.assemble((shown_title(record), "bold"), f"  {record.metadata.date or 'undated'}"))
        shown: dict[str, int] = {}
        for entry in group:
            _show_entry(console, entry, documents, shown)
        console.print()
    papers = plural(len({entry.item.document for entry in entries}), "paper")
    n_own = sum(any(source.is_own for source in entry.item.sources) for entry in entries)
    n_sources = sum(bool(entry.item.sources) for entry in entries) - n_own
    line = f"{plural(len(entries), 'recommendation')} in {papers}, {n_sources} with a source passage"
    line += f", {n_own} with the reason in their own sentence" if n_own else ""
    n_bare = len(entries) - n_sources - n_own
    line += f", {n_bare} with no separate ground in their paper" if n_bare else ""
    if entries:
        line += f"; 'vindplaats show --recommendation {entries[0].item.id}' shows one with its whole chain"
    console.print(Text(line, style="dim"))


def show_open(console: Console, points: Sequence[OpenPoint], documents: Documents) -> None:
    """Commitments and motions without a later word, by addressee and dossier, with how far was looked."""
    for (addressee, dossier), group in groupby(points, key=place_of):
        where = f"dossier {dossier}" if dossier else "no dossier"
        console.print(Text.assemble((addressee or "no addressee named", "bold"), f"  ·  {where}"))
        for point in group:
            _show_head(console, point.entry, documents)
            console.print(indented(console, Text(_looked(point)), 5), style="yellow")
        console.print()
    console.print(Text(f"{plural(len(points), 'commitment or motion', 'commitments and motions')} open", style="dim"))


def _looked(point: OpenPoint) -> str:
    """How far was looked for a later word; a paper without a date has no papers that are known to be later."""
    if not point.looked_until:
        return "no later paper is held that could tell"
    if point.is_dated:
        return f"nothing in {plural(point.n_looked, 'later paper')}, up to {point.looked_until}"
    return f"undated; nothing in {plural(point.n_looked, 'dated paper')}, up to {point.looked_until}"


def show_table(console: Console, rows: Sequence[dict[str, str]]) -> None:
    """The ledger as a table."""
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
    columns = short_columns(rows)
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*map(Text, short_row(row, columns).values()))
    console.print(table)


def show_chain(console: Console, entry: Entry, documents: Documents) -> None:
    """One recommendation: its wording, where it is restated, all its sources and all that later papers say."""
    item = entry.item
    console.print(Text(shown_title(documents[item.document]), style="bold"))
    _show_head(console, entry, documents)
    if not item.sources:
        console.print(Text("   no separate ground in this paper", style="dim"))
    for source in item.sources:
        if source.is_own:
            console.print(Text("   the reason stands in the sentence itself", style="dim"))
            continue
        metadata = documents[source.document].metadata
        cited = citation_text(metadata, source.page, source.page)
        console.print()
        console.print(
            indented(console, Text(f"{rests(source)}: {source.reason} ({source.score:.2f})"), 3), style="cyan"
        )
        console.print(indented(console, Text(source.text), 5))
        passage = f"  ·  passage {source.passage}" if source.passage else ""
        console.print(indented(console, Text(f"{cited}{passage}"), 5), style="green")
    for later in entry.follow_ups:
        console.print(Text(f"\n   {later.follow_up.status}", style="yellow"))
        console.print(indented(console, Text(f"“{later.follow_up.text}”"), 5))
        console.print(indented(console, Text(_cited(later, documents)), 5), style="green")
    if not entry.follow_ups:
        console.print(Text("\n   no held paper says what became of it", style="dim"))


def _show_entry(console: Console, entry: Entry, documents: Documents, shown: dict[str, int]) -> None:
    """shown: the sources shown so far, with the recommendation each stands under; none is shown twice."""
    _show_head(console, entry, documents)
    if not entry.item.sources:
        console.print(Text("     no separate ground in this paper", style="dim"))
    for source in entry.item.sources[:1]:
        if source.is_own:
            console.print(Text("     the reason stands in the sentence itself", style="dim"))
            continue
        text = excerpt(source.text, _marks(entry.item, source))
        under = shown.setdefault(text.plain, entry.item.id)
        above = f", shown under {under}" if under != entry.item.id else ""
        page = on_page(printed_page(documents[source.document].metadata.labels, source.page))
        console.print(indented(console, Text(f"{rests(source)} {page}: {source.reason}{above}"), 5), style="cyan")
        if not above:
            console.print(indented(console, text, 7), style="dim")
    for later in entry.follow_ups:
        evidence = f": “{later.follow_up.evidence}”" if later.follow_up.evidence else ""
        line = f"{later.follow_up.status}{evidence} ({_cited(later, documents)})"
        console.print(indented(console, Text(line), 5), style="yellow")


def _show_head(console: Console, entry: Entry, documents: Documents) -> None:
    item, found = entry.item, entry.item.recommendation
    label = found.type + (f" {found.number}" if found.number else "")
    to = f"  to {', '.join(found.addressees)}" if found.addressees else ""
    by = f"  ({found.deadline})" if found.deadline else ""
    doubt = f"  doubtful ({found.confidence:.2f})" if found.grade == "doubtful" else ""
    console.print(Text.assemble(f"  {item.id}. ", (label, "magenta"), to, by, (doubt, "yellow")))
    console.print(indented(console, Text(found.text), 5))
    where = citation_text(documents[item.document].metadata, item.page, item.page)
    labels = documents[item.document].metadata.labels
    places = groupby(entry.restated, key=lambda other: on_page(printed_page(labels, other.page)))
    also = ", ".join(f"{page} ({', '.join(str(other.id) for other in others)})" for page, others in places)
    console.print(indented(console, Text(f"{where}, also {also}" if also else where), 5), style="green")
    if item.judgement:
        console.print(indented(console, Text(judged_line(item.judgement)), 5), style="magenta")


def _marks(item: StoredRecommendation, source: StoredSource) -> list[tuple[int, int]]:
    """Where the recommendation stands in its source: the excerpt is taken around it."""
    start, end = source.place_in_text(item.recommendation.start), source.place_in_text(item.recommendation.end)
    inside = source.document == item.document and 0 <= start < end <= len(source.text)
    return [(start, end)] if inside else []


def _cited(later: StoredFollowUp, documents: Documents) -> str:
    return f"{citation_text(documents[later.document].metadata, later.page, later.page)}, {later.date or 'undated'}"
