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
    heading = _heading_above(document, first)
    below = [
        block
        for block in document.blocks
        if block.kind in COUNTED
        and (heading is None or block.start > heading.start)
        and block.start <= touched[-1].start
    ]
    last = next((block for block in below if _heading_above(document, block) is not heading), None)
    counted = [block for block in below if last is None or block.start < last.start]
    numbers = f"{counted.index(first) + 1}"
    if counted[-1] is not first:
        numbers += f"-{len(counted)}"
    under = f"onder '{document.text[heading.start : heading.end]}', " if heading else ""
    return f"{under}alinea {numbers}"


def _heading_above(document: Document, block: Block) -> Block | None:
    above = [each for each in document.blocks if each.kind == "heading" and each.start < block.start]
    return above[-1] if above else None
