"""An answer in some forty lines: of each hit its paper, its place, and the words around those that were searched."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from index.ranking.model import Answer, Hit
from ingest.citing.cite import cite, passage_citation
from ingest.model import Metadata, Passage
from search_cli.excerpts import after_headings
from search_cli.render.results import MARK, copies_lines, noted, notes_lines, show_footer, starred
from search_cli.terminal import indented
from search_cli.titles import fitted, shown_title

EXCERPT_LINES, INDENT, SEPARATOR = 2, 3, "  ·  "


def show_compact(console: Console, answer: Answer, *, marks: bool = False) -> None:
    """Four lines a hit, then what was searched.

    Args:
        marks: put ** around the words that were searched, for output without colours.
    """
    for hit in answer.hits:
        _show_hit(console, hit, marks=marks)
    show_footer(console, answer)


def _show_hit(console: Console, hit: Hit, *, marks: bool) -> None:
    passage, metadata = hit.passage.passage, hit.document.metadata
    date = metadata.date or "undated"
    rank = f"{hit.rank}. "
    title = fitted(shown_title(hit.document), console.width - len(rank) - len(date) - 2)
    console.print(Text.assemble((rank + title, "bold"), f"  {date}"), no_wrap=True)
    _show_place(console, short_citation(metadata, passage), SEPARATOR.join([f"passage {hit.passage.id}", *noted(hit)]))
    gist = gist_of(passage.text, hit.marks, after_headings(passage, hit.marks), EXCERPT_LINES * (console.width - 12))
    console.print(indented(console, starred(gist) if marks else gist, INDENT))
    for line in (*notes_lines(hit.remarks), *copies_lines(hit.near_copies)):
        told = Text(" " * INDENT + line, style="dim")
        told.truncate(console.width, overflow="ellipsis")
        console.print(told, no_wrap=True)


def short_citation(metadata: Metadata, passage: Passage) -> str:
    """The citation of a passage under the title of its paper: of a report all but that title."""
    citation = cite(metadata, passage.page, passage.last_page)
    if citation.type != "report":
        return passage_citation(metadata, passage)
    return passage_citation(metadata, passage).removeprefix(f"{citation.series}, ")


def _show_place(console: Console, place: str, facts: str) -> None:
    """The citation and what else must be known, on one line where they fit; nothing of either is cut."""
    room = console.width - INDENT
    lines = [Text.assemble((place, "green"), (SEPARATOR + facts, "dim"))]
    if len(lines[0]) > room:
        lines = [Text(place, "green"), Text(facts, "dim")]
    for line in lines:
        console.print(indented(console, line, INDENT))


def gist_of(text: str, marks: Sequence[tuple[int, int]], begin: int, length: int) -> Text:
    """The part of a text with the most different words that were searched, on one line, with its marks.

    begin: where what is to be shown begins, when that part is at the beginning.
    """
    start = _best_start(text, marks, begin, length)
    end = min(len(text), start + length)
    end = text.rfind(" ", start, end) if end < len(text) and " " in text[start:end] else end
    shown = Text("… " if start > begin else "")
    at = start
    for first, last in marks:
        if first >= at and last <= end:
            shown.append(_one_line(text[at:first]))
            shown.append(text[first:last], style=MARK)
            at = last
    shown.append(_one_line(text[at:end]).rstrip())
    return shown.append(" …") if end < len(text) else shown


def _best_start(text: str, marks: Sequence[tuple[int, int]], begin: int, length: int) -> int:
    """Where to begin, so that the most different marked words are seen."""

    def n_words(first: int) -> int:
        return len(
            {text[start:end].lower() for start, end in marks if first <= start and end <= first + 3 * length // 4}
        )

    best = max((start for start, _ in marks), key=lambda first: (n_words(first), -first), default=begin)
    if best - begin <= length // 3:
        return begin
    earliest = best - length // 5
    return text.rfind(" ", 0, earliest) + 1 if " " in text[:earliest] else earliest


def _one_line(text: str) -> str:
    before = " " if text[:1].isspace() else ""
    after = " " if text[-1:].isspace() and text.strip() else ""
    return before + " ".join(text.split()) + after
