"""Entities and references as people read them in a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

from index.model import Citations
from index.references import MissingPaper, is_dossier
from ingest.citing.cite import citation_text, on_page
from search_cli.render.results import plural
from search_cli.titles import shown_title

if TYPE_CHECKING:
    from search_cli.shapes.types.findings import EntityGroupShape, MissingPaperShape, RejectedShape


def show_entities(console: Console, shapes: Sequence[EntityGroupShape]) -> None:
    """A line an identity: count, label, name, forms, and in how many papers."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("n", justify="right")
    table.add_column("label")
    table.add_column("name", ratio=2)
    table.add_column("as written", ratio=2)
    table.add_column("papers", justify="right")
    for shape in shapes:
        name = shape["canonical"] or shape["forms"][0]
        others = ", ".join(form for form in shape["forms"] if form != name)
        papers = len({where["document"] for where in shape["documents"]})
        table.add_row(str(shape["count"]), shape["label"], Text(name), Text(others), str(papers))
    console.print(table if shapes else "No entities found.")


def show_rejected(console: Console, shapes: Sequence[RejectedShape]) -> None:
    """What the filter took out, a line each, with the reason."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in ("label", "words", "reason", "paper"):
        table.add_column(column)
    for shape in shapes:
        table.add_row(shape["label"], Text(shape["text"]), Text(shape["reason"]), Text(shape["document"]))
    console.print(table if shapes else "Nothing was taken out.")


def show_references(console: Console, found: Citations) -> None:
    """What the paper cites (held or not), then where it is cited."""
    console.print(Text(shown_title(found.document), style="bold"))
    console.print(Text(f"cites {len(found.cites)}", style="dim"))
    for cited in found.cites:
        console.print(Text(f"  {on_page(cited.page)}  {cited.reference.text}"))
        for target in cited.reference.targets:
            style, state = ("green", "held") if target in cited.held else ("yellow", "not held")
            if is_dossier(target):
                state = "a dossier, papers of it are held" if target in cited.held else "a dossier, no paper of it held"
            console.print(Text(f"         {target}  {state}", style=style))
    console.print(Text(f"cited by {len(found.cited_by)} passages of held papers", style="dim"))
    for citing in found.cited_by:
        where = citation_text(citing.document.metadata, citing.page, citing.page)
        console.print(Text(f"  {citing.document.metadata.date or 'undated'}  {where}  “{citing.reference.text}”"))


def missing_shape(papers: Sequence[MissingPaper]) -> list[MissingPaperShape]:
    """Cited papers that are not held, as JSON."""
    return [
        {
            "id": paper.id,
            "times": len(paper.places),
            "cited_by": [{"document": document, "page": page} for document, page in paper.places],
        }
        for paper in papers
    ]


def show_missing(console: Console, papers: Sequence[MissingPaper]) -> None:
    """A line a paper: how often it is cited, and by which papers."""
    for paper in papers:
        citing = list(dict.fromkeys(document for document, _ in paper.places))
        shown = ", ".join(citing[:3]) + (f" and {len(citing) - 3} more" if len(citing) > 3 else "")
        times = "once" if len(paper.places) == 1 else f"{len(paper.places)} times"
        dossier = "  (a dossier)" if paper.is_dossier else ""
        console.print(Text(f"{paper.id}{dossier}  cited {times}, by {shown}"))
    n_dossiers = sum(paper.is_dossier for paper in papers)
    if n_dossiers < len(papers):
        line = f"{plural(len(papers) - n_dossiers, 'paper')} cited, not held; --fetch brings them"
        console.print(Text(line, style="dim"))
    if n_dossiers:
        line = f"{plural(n_dossiers, 'dossier')} cited of which nothing is held; 'vindplaats fetch DOSSIER' brings one"
        console.print(Text(line, style="dim"))
    if not papers:
        console.print("Every paper that is cited is held.")
