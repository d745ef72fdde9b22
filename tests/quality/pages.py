"""Score the reading of single pages against pages as a human reads them (eval/gold/pages.jsonl).

A page is scored as its blocks in reading order, footnotes last, with list
markers; words are compared in sequence. The same words are scored for the
raw text of pypdfium2 and pdfplumber, for comparison.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from ingest.model import Block, Document

# Blocks are the same when this much of their words agrees.
SAME_BLOCK = 0.8
# In headings one wrong word of ten is a wrong heading.
SAME_HEADING = 0.9


@dataclass(frozen=True)
class PageBlock:
    """The part of a block that stands on one page."""

    kind: str
    text: str
    marker: str | None
    level: int | None


@dataclass(frozen=True)
class Count:
    """Right, found and wanted items; F1 is 1 where there is nothing to find and nothing was found."""

    right: int = 0
    found: int = 0
    wanted: int = 0

    def __add__(self, other: Count) -> Count:
        return Count(self.right + other.right, self.found + other.found, self.wanted + other.wanted)

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.found + self.wanted) if self.found + self.wanted else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.wanted if self.wanted else 1.0


@dataclass(frozen=True)
class PageScore:
    """All figures of one page."""

    name: str
    similarity: float
    n_words: int
    n_gold_words: int
    furniture: list[str]
    lost: list[str]
    notes: Count
    headings: Count
    levels: Count
    structures: Count
    metadata: Count
    faults: list[str]


def read_gold(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def words_of(text: str) -> list[str]:
    """Words with quotation marks and dashes made alike; cell borders are no words."""
    plain = text.translate(str.maketrans("‘’‚“”„´`‑–—\xa0", "''''''''---\x20"))
    return [word for word in plain.split() if word not in ("|", "||")]


def gold_words(page: dict[str, Any]) -> list[str]:
    return [word for block in page["blocks"] for word in words_of(f"{block.get('marker') or ''} {block['text']}")]


def page_blocks(document: Document, number: int) -> list[PageBlock]:
    """What a document has on one page: its blocks, cut at the edges of the page."""
    found = []
    for block in document.blocks:
        if block.page <= number <= block.last_page:
            text = _text_on_page(document, block, number)
            if text:
                marker = block.marker if block.page == number else None
                found.append(PageBlock(block.kind, text, marker, block.level))
    return found


def _text_on_page(document: Document, block: Block, number: int) -> str:
    if block.page == block.last_page:
        return document.text[block.start : block.end]
    parts = []
    cuts = {join.offset for join in document.joins}
    last = block.start
    for word in document.words_in(block.start, block.end):
        pages = {box.page for box in word.boxes}
        if number in pages:
            start, end, hyphen = word.start, word.end, ""
            if len(pages) > 1:
                cut = next((cut for cut in cuts if word.start < cut <= word.end), word.end)
                start, end, hyphen = (start, cut, "-") if number == min(pages) else (cut, end, "")
            parts.append(document.text[last : word.start] if parts else "")
            parts.append(document.text[start:end] + hyphen)
        last = word.end
    return "".join(parts).replace("--", "-")


def similarity(first: list[str], second: list[str]) -> float:
    """Words in common in the same order, as a part of both."""
    return SequenceMatcher(None, first, second, autojunk=False).ratio() if first or second else 1.0


def score_page(document: Document, gold: dict[str, Any]) -> PageScore:
    """All figures of one page of a document."""
    number = gold["page"]
    blocks = page_blocks(document, number)
    wanted = gold_words(gold)
    words = [word for block in blocks for word in words_of(f"{block.marker or ''} {block.text}")]
    words = _without_figure_text(words, wanted, gold.get("figure_text", []))
    faults: list[str] = []
    lost = list((Counter(wanted) - Counter(words)).elements())
    extra = Counter(words) - Counter(wanted)
    furniture = list((extra & Counter(words_of(" ".join(gold["furniture"])))).elements())
    headings, levels = _score_headings(blocks, gold["blocks"], faults)
    return PageScore(
        name=f"{Path(gold['document']).name[:40]} p{number}",
        similarity=similarity(wanted, words),
        n_words=len(words),
        n_gold_words=len(wanted),
        furniture=furniture,
        lost=lost,
        notes=_score_notes(document, number, gold["footnote_refs"], faults),
        headings=headings,
        levels=levels,
        structures=_score_structures(blocks, gold["blocks"], faults),
        metadata=_score_metadata(document, gold.get("metadata") or {}, faults),
        faults=faults,
    )


def _without_figure_text(words: list[str], wanted: list[str], figures: list[str]) -> list[str]:
    """The labels inside figures may be read or left out."""
    spare = Counter(words) - Counter(wanted)
    drop = spare & Counter(words_of(" ".join(figures)))
    kept = []
    for word in words:
        if drop[word]:
            drop[word] -= 1
        else:
            kept.append(word)
    return kept


def _score_headings(found: list[PageBlock], gold: list[dict[str, Any]], faults: list[str]) -> tuple[Count, Count]:
    rest = [block for block in found if block.kind == "heading"]
    wanted = [block for block in gold if block["type"] == "heading"]
    n_found, right, right_level = len(rest), 0, 0
    for block in wanted:
        match = _best(rest, block["text"], SAME_HEADING)
        if match is None:
            faults.append(f"heading not found: {block['text'][:70]}")
            continue
        rest.remove(match)
        right += 1
        right_level += match.level == block["level"]
        if match.level != block["level"]:
            faults.append(f"heading level {match.level}, not {block['level']}: {match.text[:60]}")
    faults += [f"no heading: {block.text[:70]}" for block in rest]
    return Count(right, n_found, len(wanted)), Count(right_level, n_found, len(wanted))


def _score_structures(found: list[PageBlock], gold: list[dict[str, Any]], faults: list[str]) -> Count:
    total = Count()
    for kind in ("list_item", "box", "table"):
        rest = [block for block in found if block.kind == kind]
        wanted = [block for block in gold if block["type"] == kind]
        n_found, right = len(rest), 0
        for block in wanted:
            match = _best(rest, block["text"], SAME_BLOCK)
            if match is None:
                faults.append(f"{kind} not found: {block['text'][:70]}")
            else:
                rest.remove(match)
                right += 1
        faults += [f"no {kind}: {block.text[:70]!r}" for block in rest]
        total += Count(right, n_found, len(wanted))
    return total


def _best(blocks: list[PageBlock], text: str, threshold: float) -> PageBlock | None:
    words = _cells(text.replace(" || ", "\n"))
    scored = [(similarity(_cells(block.text), words), -index) for index, block in enumerate(blocks)]
    best = max(scored, default=(0.0, 0))
    return blocks[-best[1]] if best[0] >= threshold else None


def _cells(text: str) -> list[str]:
    """Words, cell borders and row ends of a table: its structure counts as well as its words."""
    return re.sub(r"\n", " || ", text).split()


def _score_notes(document: Document, number: int, refs: list[dict[str, str]], faults: list[str]) -> Count:
    page = document.pages[number - 1]
    found = [note for note in document.footnotes if note.ref is not None and page.start <= note.ref <= page.end]
    right = 0
    for ref in refs:
        after = words_of(ref["after"])
        for note in found:
            before = words_of(document.text[max(0, (note.ref or 0) - 200) : note.ref])
            if note.marker.strip("[]().") == ref["marker"].strip("[]().") and before[-len(after) :] == after:
                right += 1
                break
        else:
            faults.append(f"note {ref['marker']} not tied after {ref['after']!r}")
    return Count(right, len(found), len(refs))


def _score_metadata(document: Document, gold: dict[str, Any], faults: list[str]) -> Count:
    metadata = document.metadata
    ours: dict[str, Any] = {
        "date": metadata.date,
        "subject": metadata.subject,
        "dossiers": list(metadata.dossiers),
        "number": metadata.number,
        "kenmerk": metadata.kenmerk,
        "signatories": [signatory.name for signatory in metadata.signatories],
    }
    right = 0
    for field, value in gold.items():
        if _same_value(ours.get(field), value):
            right += 1
        else:
            faults.append(f"metadata {field} is {ours.get(field)!r}, not {value!r}")
    return Count(right, len(gold), len(gold))


def _same_value(ours: object, gold: object) -> bool:
    if isinstance(ours, str) and isinstance(gold, str):
        return similarity(words_of(ours.lower().rstrip(".")), words_of(gold.lower().rstrip("."))) >= 0.95
    return ours == gold


def figures(scores: list[PageScore], readable: set[str]) -> dict[str, float]:
    """The figures of a run, each better when higher; readable: the pages that have a text layer."""
    pages = [score for score in scores if score.name in readable]

    def total(counts: list[Count]) -> Count:
        return sum(counts, Count())

    words = sum(score.n_words for score in pages) or 1
    gold = sum(score.n_gold_words for score in pages) or 1
    return {
        "similarity": sum(score.similarity for score in pages) / len(pages),
        "lowest similarity": min(score.similarity for score in pages),
        "free of furniture": 1 - sum(len(score.furniture) for score in pages) / words,
        "body kept": 1 - sum(len(score.lost) for score in pages) / gold,
        "notes tied": total([score.notes for score in pages]).f1,
        "headings": total([score.headings for score in pages]).f1,
        "heading levels": total([score.levels for score in pages]).f1,
        "lists, boxes, tables": total([score.structures for score in pages]).f1,
        "metadata": total([score.metadata for score in pages]).recall,
    }


def raw_words(path: Path, number: int, engine: str) -> list[str]:
    """The words of a page as a general tool gives them."""
    if engine == "pypdfium2":
        import pypdfium2 as pdfium

        pdf = pdfium.PdfDocument(path)
        text = pdf[number - 1].get_textpage().get_text_range()
        return words_of(text.replace("\ufffe", ""))
    import pdfplumber

    with pdfplumber.open(path) as plumber:
        return words_of(plumber.pages[number - 1].extract_text() or "")
