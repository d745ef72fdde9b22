"""Two papers side by side, as people read them and as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from ingest.addresses import address_of
from ingest.citing.cite import citation_text, on_page
from ingest.model import Document
from nlp.quotations.comparing import Aligned, Part
from search_cli.render.results import plural
from search_cli.terminal import indented

if TYPE_CHECKING:
    from search_cli.shapes.types.papers import ComparisonShape, PartShape

# Taken out and put in, for readers without colours too.
GONE, NEW = ("[-", "-]", "red"), ("{+", "+}", "green")


def comparison_shape(one: Document, other: Document, aligned: Sequence[Aligned]) -> ComparisonShape:
    """The two papers and all their parts in order; offsets of changes are into the texts of the parts."""
    return {
        "one": one.metadata.id,
        "other": other.metadata.id,
        "counts": dict(Counter(pair.kind for pair in aligned)),
        "parts": [
            {
                "kind": pair.kind,
                "one": _part_shape(one, pair.one),
                "other": _part_shape(other, pair.other),
                "changes": [{"one": list(change.one), "other": list(change.other)} for change in pair.changes],
            }
            for pair in aligned
        ],
    }


def _part_shape(document: Document, part: Part | None) -> PartShape | None:
    if part is None:
        return None
    address = address_of(document.metadata.id, part.page, part)
    return {"page": part.page, "start": part.start, "end": part.end, "text": part.text, "address": address}


def show_comparison(
    console: Console, one: Document, other: Document, aligned: Sequence[Aligned], *, everything: bool
) -> None:
    """What differs, each part with its page; taken out is [-so-], put in is {+so+}."""
    for document, (begin, end, style) in ((one, GONE), (other, NEW)):
        cited = citation_text(document.metadata)
        console.print(Text.assemble((f"{begin}{document.metadata.id}{end}", style), f"  {cited}"))
    console.print()
    for pair in aligned:
        if pair.kind != "equal" or everything:
            console.print(Text(_place(pair), style="dim"))
            console.print(indented(console, _merged(pair), 3))
    counts = Counter(pair.kind for pair in aligned)
    told = ", ".join(f"{counts[kind]:,} {kind}" for kind in ("changed", "added", "removed"))
    console.print(Text(f"{plural(len(aligned), 'paragraph')}: {told}, {counts['equal']:,} the same", style="dim"))


def _place(pair: Aligned) -> str:
    pages = [on_page(part.page) for part in (pair.one, pair.other) if part]
    return f"{pair.kind}, {' → '.join(pages)}"


def _merged(pair: Aligned) -> Text:
    """One text with what was taken out and put in."""
    if pair.one is None or pair.other is None:
        part, (begin, end, style) = (pair.one, GONE) if pair.one else (pair.other, NEW)
        return Text(f"{begin}{_on_one_line(part.text if part else '')}{end}", style=style)
    shown, at = Text(), 0
    for change in pair.changes:
        (start, stop), (first, last) = change.one, change.other
        shown.append(_on_one_line(pair.one.text[at:start], inner=True))
        for words, (opening, closing, colour) in (
            (pair.one.text[start:stop], GONE),
            (pair.other.text[first:last], NEW),
        ):
            if words:
                shown.append(f"{opening}{_on_one_line(words)}{closing}", style=colour)
        shown.append(" " if start == stop else "")
        at = stop
    shown.append(_on_one_line(pair.one.text[at:], inner=True))
    return shown


def _on_one_line(text: str, *, inner: bool = False) -> str:
    words = " ".join(text.split())
    if not inner:
        return words
    before = " " if text[:1].isspace() else ""
    return before + words + (" " if words and text[-1:].isspace() else "")
