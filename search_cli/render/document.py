"""One document as people read it in a terminal."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from ingest.model import Block, Document
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
    if document.pages_without_text:
        numbers = ", ".join(map(str, document.pages_without_text))
        console.print(Text(f"Without a text layer: page {numbers}. '--ocr' reads such pages.", style="yellow"))


def show_metadata(console: Console, document: Document) -> None:
    """What the document says of itself, a line a field; what it does not say is left out."""
    metadata = document.metadata
    signatories = "; ".join(
        f"{signatory.name}, {signatory.office}" if signatory.office else signatory.name
        for signatory in metadata.signatories
    )
    rows = {
        "id": metadata.id,
        "kind": metadata.kind,
        "title": metadata.title,
        "subject": metadata.subject if metadata.subject != metadata.title else None,
        "date": metadata.date,
        "dossier": ", ".join(metadata.dossiers),
        "number": metadata.number,
        "session": metadata.session,
        "signed": signatories,
        "kenmerk": metadata.kenmerk,
        "pages": str(len(document.pages)) if document.pages else "none (XML)",
    }
    for name, value in rows.items():
        if value:
            console.print(Text.assemble((f"{name:>8}  ", "dim"), value))
    console.print()


def show_block(console: Console, document: Document, block: Block) -> None:
    text = document.text[block.start : block.end]
    if block.kind == "heading":
        console.print(Text(text, style="bold"))
    else:
        marker = f"{block.marker} " if block.marker else ""
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


def show_view(console: Console, view: View) -> None:
    """A document, page or passage: its heading path, then its blocks."""
    if view.passage:
        path = " › ".join(view.passage.passage.headings)
        console.print(Text(f"{view.record.id}, page {view.page}" + (f"  ·  {path}" if path else ""), style="cyan"))
        console.print(view.passage.passage.text, markup=False)
        return
    if view.is_marked:
        console.print(Text(f"{view.record.id}, page {view.page}", style="cyan"))
        console.print(view.document.text[view.start : view.end], markup=False)
        return
    show_metadata(console, view.document)
    for block in view.document.blocks:
        if block.start < view.end and block.end > view.start:
            show_block(console, view.document, block)
