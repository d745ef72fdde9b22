"""Quotations and verdicts as people read them, and as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from textwrap import shorten
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from index.library.checking import LookedUp
from index.model import Quotation, Remark
from ingest.addresses import address_of
from ingest.citing.cite import citation_text
from ingest.metadata.labels import NO_PAGES, label_of
from ingest.model import Metadata
from nlp.quotations.model import Change, Verdict
from search_cli.render.results import said_of
from search_cli.terminal import indented

if TYPE_CHECKING:
    from search_cli.shapes.types.errands import VerdictShape, VerificationShape
    from search_cli.shapes.types.papers import BriefingItemShape

# Of a whole passage that was noted at, about three lines tell which it is.
SHOWN_WORDS = 300


def quotation_shapes(quotations: Sequence[Quotation], metadata: Mapping[str, Metadata]) -> list[BriefingItemShape]:
    """The quotations of a briefing as JSON; citation is null where the paper is not held any more."""
    return [
        {
            "id": quotation.id,
            "briefing": quotation.briefing,
            "document": quotation.document,
            "sha256": quotation.sha256,
            "page": quotation.page,
            "last_page": quotation.last_page,
            "page_label": label_of(metadata[quotation.document].labels, quotation.page)
            if quotation.document in metadata
            else None,
            "start": quotation.start,
            "end": quotation.end,
            "text": quotation.text,
            "address": address_of(quotation.document, quotation.page, quotation),
            "note": quotation.note,
            "citation": citation_text(metadata[quotation.document], quotation.page, quotation.last_page)
            if quotation.document in metadata
            else None,
        }
        for quotation in quotations
    ]


def show_quotations(console: Console, shapes: Sequence[BriefingItemShape]) -> None:
    """Each with its number, words, citation and note; under the name of its briefing where there are several."""
    if not shapes:
        console.print("The briefing is empty; add a quotation with 'vindplaats briefing add'.")
    is_of_several = len({shape["briefing"] for shape in shapes}) > 1
    above = None
    for shape in shapes:
        if is_of_several and shape["briefing"] != above:
            above = shape["briefing"]
            console.print(Text(above, style="bold"))
        lines = "\n".join(" ".join(line.split()) for line in shape["text"].splitlines() if line.strip())
        number = f"{shape['id']}. "
        console.print(Text(number) + indented(console, Text(f"“{lines}”"), len(number))[len(number) :])
        console.print(Text(f"   {shape['citation'] or shape['document'] + ' (not held any more)'}", style="green"))
        if shape["note"]:
            console.print(Text(f"   {shape['note']}", style="cyan"))


def show_notes(console: Console, remarks: Sequence[Remark], metadata: Mapping[str, Metadata]) -> None:
    """Each with its number, what was noted, how the words begin, and their citation with the day it was noted."""
    for remark in remarks:
        cited = metadata.get(remark.document)
        place = (
            citation_text(cited, remark.page, remark.last_page) if cited else f"{remark.document} (not held any more)"
        )
        gone = "" if remark.stands or not cited else "  ·  these words are not in it any more"
        console.print(Text.assemble((f"{remark.id}. ", "bold"), said_of(remark)))
        console.print(indented(console, Text(f"“{shorten(remark.text, SHOWN_WORDS, placeholder=' …')}”"), 3))
        facts = Text.assemble((place, "green"), (f"  ·  noted {remark.at[:10]}{gone}", "dim"))
        console.print(indented(console, facts, 3))


def verdict_shapes(verdicts: Sequence[Verdict]) -> list[VerdictShape]:
    """Verdicts as JSON."""
    return [
        {
            "line": verdict.quotation.line,
            "text": verdict.quotation.text,
            "citation": verdict.quotation.citation,
            "verdict": verdict.kind,
            "document": verdict.document,
            "page": verdict.pages[0] if verdict.pages else None,
            "last_page": verdict.pages[1] if verdict.pages else None,
            "page_label": str(verdict.printed[0]) if verdict.printed else None,
            "page_by": verdict.page_by,
            "paper": verdict.paper,
            "also_fits": list(verdict.also_fits),
            "changes": [{"quoted": change.quoted, "source": change.source} for change in verdict.changes],
            "elsewhere": [{"document": document, "page": page} for document, page in verdict.elsewhere],
        }
        for verdict in verdicts
    ]


def verification_shape(verdicts: Sequence[Verdict], unchecked: Sequence[LookedUp]) -> VerificationShape:
    """A verified file as JSON: how many quotations were checked, hold, and were not checked; and each of them."""
    return {
        "checked": len(verdicts),
        "held": sum(verdict.holds for verdict in verdicts),
        "not_checked": len(unchecked),
        "quotations": verdict_shapes(verdicts),
        "unchecked": [
            {
                "line": item.unchecked.line,
                "text": item.unchecked.text,
                "found": [{"document": document, "page": page} for document, page in item.places],
            }
            for item in unchecked
        ],
    }


def unchecked_line(item: LookedUp) -> str:
    """What to tell of words that no citation belongs to."""
    line = f"line {item.unchecked.line}: not checked, no citation belongs to {shortened(item.unchecked.text)}"
    return f"{line}; {_stand_in(item.places) or 'no held paper has them'}"


def _stand_in(places: Sequence[tuple[str, int]]) -> str:
    """Where words stand, of many places the first; empty for none."""
    named = [f"{document}, {f'page {page}' if page else NO_PAGES}" for document, page in places[:3]]
    more = f" and {len(places) - 3} more" if len(places) > 3 else ""
    return f"these words stand in {'; '.join(named)}{more}" if named else ""


def summary(verdicts: Sequence[Verdict], n_unchecked: int) -> str:
    """ "13 of 16 hold, 1 differs, 2 not checked"."""
    counts = Counter(verdict.kind for verdict in verdicts)
    held = counts.pop("exact", 0)
    told = {"other page": "on another page", "wrong citation": "wrongly cited", "not held": "of papers not held"}
    parts = [f"{n} {told.get(kind, kind)}" for kind, n in counts.items()]
    parts += [f"{n_unchecked} not checked"] if n_unchecked else []
    return ", ".join([f"{held} of {len(verdicts) + n_unchecked} quotations hold", *parts])


def show_verdicts(console: Console, verdicts: Sequence[Verdict], n_unchecked: int = 0) -> None:
    """A line a quotation; of those that do not hold, why."""
    for verdict in verdicts:
        mark, style = ("✓", "green") if verdict.holds else ("✗", "bold red")
        console.print(
            Text.assemble((f"{mark} ", style), f"line {verdict.quotation.line}: {shortened(verdict.quotation.text)}")
        )
        console.print(indented(console, Text(_explain(verdict), style="dim" if verdict.holds else "red"), 2))
    console.print(Text(summary(verdicts, n_unchecked), style="bold"))


def shortened(quoted: str) -> str:
    """The beginning of quoted words, on one line and between marks."""
    words = " ".join(quoted.split())
    return f"“{words}”" if len(words) <= 80 else f"“{words[:77]}…”"


def _explain(verdict: Verdict) -> str:
    is_paper = f"; the paper is {verdict.paper}" if verdict.paper else ""
    where = ""
    others = _listed(verdict.also_fits)
    if others and verdict.kind != "not found":
        where = f", in {verdict.document}; the citation is ambiguous, as it also fits {others}"
    return f"{verdict.quotation.citation}: {_finding(verdict)}{where}{is_paper}"


def _finding(verdict: Verdict) -> str:
    if verdict.kind == "exact":
        by = {"print": "the page as printed", "pdf": f"the page of the PDF, which prints {_printed(verdict)}"}
        return f"exact ({by[verdict.page_by]})" if verdict.page_by else "exact"
    if verdict.kind == "wrong citation":
        return "words and page hold, but the citation is wrong"
    if verdict.kind == "other page" and verdict.pages:
        prints = f", which prints {_printed(verdict)}" if verdict.printed not in (None, verdict.pages) else ""
        return f"these words stand on {_pages(verdict.pages)}{prints}"
    if verdict.kind == "differs" and verdict.pages:
        changes = "; ".join(_change(change) for change in verdict.changes)
        return f"differs on {_pages(verdict.pages)}: {changes}"
    if verdict.kind == "not held":
        return "; ".join(filter(None, ("this paper is not held", _stand_in(verdict.elsewhere))))
    lacking = f"these words do not stand in {_listed([verdict.document or '', *verdict.also_fits])}"
    return "; ".join(filter(None, (lacking, _stand_in(verdict.elsewhere))))


def _listed(names: Sequence[str]) -> str:
    """A, B and C."""
    return " and ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)


def _printed(verdict: Verdict) -> str:
    first, last = verdict.printed or (0, 0)
    return str(first) if first == last else f"{first}-{last}"


def _pages(pages: tuple[int, int]) -> str:
    return f"page {pages[0]}" if pages[0] == pages[1] else f"pages {pages[0]}-{pages[1]}"


def _change(change: Change) -> str:
    source = " ".join(change.source.split())
    if not change.quoted:
        return f"'{source}' was left out"
    if not change.source:
        return f"'{change.quoted}' was added"
    return f"'{change.quoted}' for '{source}'"
