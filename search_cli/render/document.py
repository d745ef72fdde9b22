"""One document as people read it in a terminal."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.text import Text

from index.model import DocumentRecord
from ingest.citing.cite import citation_text, passage_citation
from ingest.model import Block, Document, Metadata, Page
from nlp.model import Tags
from search_cli.showing import View
from search_cli.terminal import indented

_ENTITY_STYLES = {"ORG": "blue", "MAATREGEL": "magenta", "WET": "green"}


def show_document(console: Console, document: Document) -> None:
    """Metadata, then every block with its kind and page."""
    show_metadata(console, document)
    page = 0
    for block in document.blocks:
        if block.page != page:
            page = block.page
            console.print(Text(f"── page {page} " + "─" * 40, style="dim"))
        show_block(console, document, block)
    _warn_of_no_text(console, document.pages, "parse --ocr")


def _warn_of_no_text(console: Console, pages: Iterable[Page], remedy: str) -> None:
    numbers = ", ".join(str(page.number) for page in pages if not page.has_text)
    if numbers:
        line = f"Without a text layer: page {numbers}. 'vindplaats {remedy}' reads such pages."
        console.print(Text(line, style="yellow"))


def show_metadata(console: Console, document: Document) -> None:
    """What the document says of itself, a line a field; what it does not say is left out."""
    _show_fields(console, document.metadata, str(len(document.pages)) if document.pages else "none")
    console.print()


def show_record(console: Console, record: DocumentRecord, as_read: Metadata) -> None:
    """What is known of a paper in the library; of what a reader corrected also what was read."""
    _show_fields(console, record.metadata, str(record.n_pages) if record.n_pages else "none", as_read)
    wanted = ("title", "date") if record.metadata.dossiers else ("title", "date", "issuer")
    unknown = [name for name in wanted if not getattr(record.metadata, name)]
    if unknown:
        line = f"not known: {', '.join(unknown)}; 'vindplaats describe {record.id} --{unknown[0]} ...' says it"
        console.print(Text(line, style="yellow"))


def _show_fields(console: Console, metadata: Metadata, pages: str, as_read: Metadata | None = None) -> None:
    signatories = "; ".join(
        f"{signatory.name}, {signatory.office}" if signatory.office else signatory.name
        for signatory in metadata.signatories
    )
    is_subject = metadata.subject != metadata.title and "title" not in metadata.corrected
    rows = {
        "id": ("id", metadata.id),
        "kind": ("kind", metadata.kind),
        "title": ("title", metadata.title),
        "subject": ("subject", metadata.subject if is_subject or "subject" in metadata.corrected else None),
        "date": ("date", metadata.date),
        "issuer": ("issuer", metadata.issuer),
        "authors": ("authors", "; ".join(metadata.authors)),
        "dossiers": ("dossier", ", ".join(metadata.dossiers)),
        "number": ("number", metadata.number),
        "session": ("session", metadata.session),
        "chamber": ("chamber", metadata.chamber if "chamber" in metadata.corrected else None),
        "signatories": ("signed", signatories),
        "kenmerk": ("kenmerk", metadata.kenmerk),
        "zaaknummer": ("zaaknr.", metadata.zaaknummer if metadata.zaaknummer != metadata.kenmerk else None),
        "pages": ("pages", pages),
    }
    for field, (name, value) in rows.items():
        if value or field in metadata.corrected:
            mark = ""
            if field in metadata.corrected:
                mark = "  corrected"
                if as_read:
                    mark += f"; read as: {_printed(getattr(as_read, field)) or 'not known'}"
            elif field in metadata.guessed:
                mark = "  a guess"
            console.print(Text.assemble((f"{name:>8}  ", "dim"), value or "not known", (mark, "yellow")))


def _printed(value: str | tuple[str, ...] | None) -> str | None:
    return ", ".join(value) if isinstance(value, tuple) else value


def _of_view(view: View, pages: Iterable[Page]) -> list[Block]:
    """The blocks on the pages shown, and the notes at their feet, which in the text stand behind all pages."""
    numbers = {page.number for page in pages}
    return [
        block
        for block in view.document.blocks
        if (block.start < view.end and block.end > view.start) or (block.kind == "footnote" and block.page in numbers)
    ]


def show_block(console: Console, document: Document, block: Block, within: tuple[int, int] | None = None) -> None:
    """A block in the style of its kind; of one that runs on outside a range, only what stands within."""
    start, end = block.start, block.end
    if within and start < within[1] and end > within[0]:
        start, end = max(start, within[0]), min(end, within[1])
    text = document.text[start:end]
    if (start, end) != (block.start, block.end):
        text = ("… " if start > block.start else "") + text.strip() + (" …" if end < block.end else "")
    if block.kind == "heading":
        console.print(Text(text, style="bold"))
    else:
        marker = f"{block.marker} " if block.marker and start == block.start else ""
        indent = 2 if block.kind in ("list_item", "box", "footnote", "toc") else 0
        style = "dim" if block.kind in ("footnote", "toc", "caption") else ""
        console.print(indented(console, Text(marker + text, style=style), indent))
    console.print()


def show_tags(console: Console, id: str | int | None, text: str, tags: Tags) -> None:
    """The text with entities coloured, then references and recommendations."""
    shown = Text(text)
    for entity in tags.entities:
        shown.stylize(_ENTITY_STYLES[entity.label], entity.start, entity.end)
    if id is not None:
        console.print(Text(str(id), style="bold"))
    console.print(shown)
    for entity in tags.entities:
        known = f"  = {entity.canonical}" if entity.canonical and entity.canonical != entity.text else ""
        console.print(Text(f"  {entity.label:<10}{entity.text}{known}", style=_ENTITY_STYLES[entity.label]))
    for reference in tags.references:
        console.print(Text(f"  {'REF':<10}{reference.text}  = {', '.join(reference.targets) or 'no identifier'}"))
    for item in tags.recommendations:
        console.print(Text(f"  {item.type:<10} {item.text}", style="bold"))


def _show_place(console: Console, view: View, citation: str, path: str = "") -> None:
    """Where words stand: their citation, then the paper as the commands call it and the headings above them."""
    page = f"page {view.page}" if view.page else "without pages"
    console.print(Text(citation, style="green"))
    console.print(Text(f"{view.record.id}, {page}" + (f"  ·  {path}" if path else ""), style="cyan"))


def show_view(console: Console, view: View) -> None:
    """A document, page or passage: its heading path, then its blocks."""
    if view.passage:
        path = " › ".join(view.passage.passage.headings)
        _show_place(console, view, passage_citation(view.document.metadata, view.passage.passage), path)
        console.print(view.passage.passage.text, markup=False)
        return
    if view.is_marked:
        pages = view.document.pages_of(view.start, view.end)
        _show_place(console, view, citation_text(view.document.metadata, *pages))
        console.print(view.document.text[view.start : view.end], markup=False)
        return
    show_metadata(console, view.document)
    shown = [page for page in view.document.pages if view.start <= page.start and page.end <= view.end]
    for block in _of_view(view, shown):
        show_block(console, view.document, block, (view.start, view.end))
    _warn_of_no_text(console, shown, "add --ocr --redo FILE")
