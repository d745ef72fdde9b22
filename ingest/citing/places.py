"""Where something stands in a text without pages: under which heading, in which paragraph."""

from __future__ import annotations

from ingest.model import Block, Document

# What a reader counts as a paragraph; a caption goes with its table, a note with its mark.
COUNTED = ("paragraph", "list_item", "box", "table")


def place_in(document: Document, start: int, end: int) -> str | None:
    """In words: "onder 'Aanpak', alinea 2-3"; None where the text has pages, or the range holds a heading only.

    Paragraphs are counted from the heading right above the first of them, items of a list and tables among them.
    """
    if document.pages:
        return None
    touched = [block for block in document.blocks if block.start < end and start < block.end]
    first = next((block for block in touched if block.kind in COUNTED), None)
    if first is None:
        return None
    heading: Block | None = None
    before = among = 0
    for block in document.blocks:
        if block.start > touched[-1].start or (block.kind == "heading" and block.start > first.start):
            break
        if block.kind == "heading":
            heading, before = block, 0
        elif block.kind in COUNTED and block.start < first.start:
            before += 1
        elif block.kind in COUNTED:
            among += 1
    numbers = f"{before + 1}" if among == 1 else f"{before + 1}-{before + among}"
    under = f"onder '{document.text[heading.start : heading.end]}', " if heading else ""
    return f"{under}alinea {numbers}"
