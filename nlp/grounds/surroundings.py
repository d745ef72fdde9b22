"""The text a statement stands in: where a reader looks first for its reasons."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import takewhile

from ingest.model import Document
from nlp.text.sentences import sentence_ranges

# Reasons come before advice more often than after it, and near: of 146 gold sources 85 end within 1,400 characters
# before it in its section, and 20 stand in or after it.
BEFORE_CHARS = 1600
# With this much before it on its own page, a statement needs no text of the page before: one page is easier to cite.
ENOUGH_CHARS = 500
# Chosen with BEFORE_CHARS on the sources of 20 documents, where a few hundred more or less change little.
TOTAL_CHARS = 1900
FOLLOWING_CHARS = 800
# A heading of this level or higher begins another subject; lower ones often part a finding from its advice.
CHAPTER_LEVEL = 2


class Surroundings:
    """The runs of whole sentences around the statements of one document."""

    def __init__(self, document: Document) -> None:
        self._text = document.text
        self._pages = [page.start for page in document.pages]
        self._starts, self._ends = [0], [0]
        self._blocks = list(takewhile(lambda block: block.kind != "footnote", document.blocks))
        for block in self._blocks:
            if block.kind == "heading" and (block.level or 4) <= CHAPTER_LEVEL:
                self._starts.append(block.start)
                self._ends.append(block.end)
            self._ends[-1] = block.end

    def around(self, start: int, end: int) -> tuple[int, int]:
        """The range of what stands before, in and after a statement within its chapter; it holds the statement."""
        chapter = bisect_right(self._starts, start) - 1
        chapter_start, chapter_end = self._starts[chapter], self._ends[chapter]
        page = bisect_right(self._pages, start - ENOUGH_CHARS) - 1
        page_start = self._pages[page] if page >= 0 else 0
        first = self._first_whole(max(chapter_start, page_start, start - BEFORE_CHARS), chapter_start, start)
        last = self._last_whole(min(chapter_end, first + TOTAL_CHARS), chapter_end, start, end)
        return first, self.without_openings(last, end)

    def following(self, end: int) -> tuple[int, int]:
        """The range of the whole sentences that follow a run that ends here, within its chapter; it may be empty."""
        chapter_end = self.chapter_end(max(end - 1, 0))
        last = self._last_whole(min(chapter_end, end + FOLLOWING_CHARS), chapter_end, end, end)
        last = self.without_openings(last, end)
        return last - len(self._text[end:last].lstrip()), last

    def without_openings(self, last: int, end: int) -> int:
        """The end of a run without titles and marks of list items that only open what comes after; end at least."""
        position = bisect_left(self._blocks, last, key=lambda block: block.start) - 1
        while position >= 0 and self._blocks[position].kind == "heading" and self._blocks[position].start >= end:
            position -= 1
        return max(end, min(last, self._blocks[position].end)) if position >= 0 else last

    def chapter_end(self, at: int) -> int:
        """Where the chapter ends that a place of the text stands in."""
        return self._ends[bisect_right(self._starts, at) - 1]

    def _first_whole(self, earliest: int, chapter_start: int, start: int) -> int:
        """Where the first sentence begins that has its beginning within reach of the statement."""
        if earliest == chapter_start:
            return earliest
        begins = (begin for begin, _ in sentence_ranges(self._text, earliest - BEFORE_CHARS // 4, start))
        return next((begin for begin in begins if begin >= earliest), start)

    def _last_whole(self, latest: int, chapter_end: int, start: int, end: int) -> int:
        """Where the last sentence ends that is within reach; the statement itself always is."""
        if latest == chapter_end:
            return max(latest, end)
        ends = [finish for _, finish in sentence_ranges(self._text, start, latest + BEFORE_CHARS // 4)]
        return max([end, *(finish for finish in ends if finish <= latest)])
