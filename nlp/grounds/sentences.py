"""The sentences of a paper among which reasons are looked for, each with its place in the paper."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from ingest.model import Block, Document
from nlp.grounds.sections import section_numbers
from nlp.text.likeness import LetterIndex
from nlp.text.sentences import sentence_ranges

Ints = NDArray[np.int64]

# A heading of this level or higher begins another subject; lower ones often part a finding from its advice.
CHAPTER_LEVEL = 2
_PROSE = frozenset({"paragraph", "list_item", "box", "table"})
_LETTER = re.compile(r"[^\W\d_]")
# An item of a list of decisions, as committees of the Tweede Kamer print them: "20. Agendapunt: … Zaak: … Besluit: …".
_ITEM = re.compile(r"(?:\d{1,3}\.\s*)?Agendapunt:")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence or list item as a range of the document's text.

    block: the position of its block. section and chapter: equal numbers for
    sentences under the same title. titles: those above it, outermost first.
    stem: the position of the sentence that opens the list it is an item of.
    """

    start: int
    end: int
    block: int
    kind: str
    section: int
    chapter: int
    titles: tuple[str, ...]
    stem: int | None = None


class Sentences:
    """All sentences of one document in the order of its text, without contents, captions and notes."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.all: tuple[Sentence, ...] = tuple(_sentences(document))
        self.start = np.array([each.start for each in self.all], np.int64)
        self.end = np.array([each.end for each in self.all], np.int64)
        self.block = np.array([each.block for each in self.all], np.int64)
        self.section = np.array([each.section for each in self.all], np.int64)
        self.chapter = np.array([each.chapter for each in self.all], np.int64)
        self.stem = np.array([-1 if each.stem is None else each.stem for each in self.all], np.int64)

    def __len__(self) -> int:
        return len(self.all)

    @cached_property
    def texts(self) -> list[str]:
        return [self.document.text[each.start : each.end] for each in self.all]

    @cached_property
    def words(self) -> LetterIndex:
        """The sentences by their letters."""
        return LetterIndex(self.texts)

    @cached_property
    def titles(self) -> LetterIndex:
        """The titles above each sentence, by their letters, without that of the paper and without numbers."""
        return LetterIndex(
            [re.sub(r"[\d.]+", "", " ".join(each.titles[1:] or each.titles)) for each in self.all],
        )

    @cached_property
    def numbers(self) -> list[frozenset[str]]:
        """The printed numbers of the titles above each sentence."""
        by_titles = {each.titles: section_numbers(each.titles) for each in self.all}
        return [by_titles[each.titles] for each in self.all]

    def holding(self, start: int, end: int) -> range:
        """The positions of the sentences that overlap a range of the text."""
        first = int(np.searchsorted(self.end, start, side="right"))
        last = int(np.searchsorted(self.start, end, side="left"))
        return range(first, max(first, last))


def _sentences(document: Document) -> list[Sentence]:
    found: list[Sentence] = []
    titles: list[tuple[int, str]] = []
    section, chapter = -1, -1
    stem: int | None = None
    for position, block in enumerate(document.blocks):
        if block.kind == "heading":
            level = block.level or 4
            titles = [above for above in titles if above[0] < level]
            titles.append((level, document.text[block.start : block.end]))
            section, stem = position, None
            chapter = position if level <= CHAPTER_LEVEL else chapter
        if _ITEM.match(document.text, block.start, block.end):
            chapter = position
        if block.kind not in _PROSE:
            continue
        named = tuple(title for _, title in titles)
        for start, end in _ranges(document, block):
            item_of = stem if block.kind == "list_item" else None
            found.append(Sentence(start, end, position, block.kind, section, chapter, named, item_of))
        if found and found[-1].block == position and block.kind != "list_item":
            stem = len(found) - 1 if document.text[found[-1].end - 1] == ":" else None
    return found


def _ranges(document: Document, block: Block) -> Sequence[tuple[int, int]]:
    """The sentences of a block, those of a table cell by cell; what has no letters is none."""
    parts = [(cell.start, cell.end) for cell in block.cells] or [(block.start, block.end)]
    return [
        (start, end)
        for first, last in parts
        for start, end in sentence_ranges(document.text, first, last)
        if _LETTER.search(document.text, start, end)
    ]
