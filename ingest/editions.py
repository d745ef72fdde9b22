"""Two editions of one paper: the clean text of the XML with the pages and boxes of the PDF."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from itertools import pairwise
from textwrap import shorten

from rapidfuzz.distance import LCSseq

from ingest.model import Block, Box, Document, Join, Metadata, Page, Word

# Runs of this many words that occur once in each edition hold the editions together;
# only what stands between them is compared word by word.
ANCHOR_WORDS = 5
# Below this part of the words of the PDF in common, the files are not editions of one paper
# (or the XML holds only part of it).
MIN_COMMON = 0.7
# Longer runs are no spelling of each other: a table or an annex that only one edition has.
MAX_SPELLED_LETTERS = 5000
SHOWN_CHARS = 120
COMPARED_FIELDS = ("id", "date", "dossiers", "number", "session", "chamber")


def align(pdf: Document, xml: Document) -> Document:
    """The text, blocks and footnotes of the XML edition, whose words have the boxes they have in the PDF.

    What the editions do not have in common is listed in differences, with its
    page; a word that the PDF does not have has no boxes. Furniture and page
    sizes are those of the PDF, and so is sha256. If the XML holds another or
    only part of the text, the PDF is returned as it is, with a line that says so.
    """
    matches = _matches(_normalised(xml), _normalised(pdf))
    if len(matches) < MIN_COMMON * len(pdf.words):
        part = f"{len(matches)} of the {len(pdf.words)} words of the PDF"
        return replace(pdf, differences=(f"the XML edition was not used: it has only {part}",))
    changes = _changes(matches, len(xml.words), len(pdf.words))
    words = _with_boxes(xml, pdf, matches, changes)
    pages = _page_ranges(xml, words, pdf.pages)
    joins = tuple(_moved_joins(xml, pdf, matches))
    placed = replace(xml, words=words, pages=pages, furniture=pdf.furniture, joins=joins)
    return replace(
        placed,
        metadata=_merged(xml.metadata, pdf.metadata),
        blocks=tuple(_on_pages(placed, block) for block in xml.blocks),
        footnotes=tuple(replace(note, page=placed.pages_of(note.start, note.end)[0]) for note in xml.footnotes),
        differences=(
            *_metadata_differences(xml.metadata, pdf.metadata),
            *_text_differences(placed, pdf, changes),
        ),
    )


@dataclass(frozen=True, slots=True)
class _Change:
    """Positions of a run of words of the XML, and of the run that stands in its place in the PDF; one may be empty."""

    xml: range
    pdf: range


def _normalised(document: Document) -> list[str]:
    """The words without what the editions write in two ways: capitals, quotation marks, hyphens, ligatures."""
    words = (document.text[word.start : word.end] for word in document.words)
    return [_letters(word) or word for word in words]


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text).casefold()))


def _matches(xml_words: Sequence[str], pdf_words: Sequence[str]) -> list[tuple[int, int]]:
    """Positions of the words that are the same in both, increasing on both sides."""
    matches: list[tuple[int, int]] = []
    ends = (len(xml_words), len(pdf_words))
    for (xml_start, pdf_start), (xml_end, pdf_end) in pairwise([(0, 0), *_anchors(xml_words, pdf_words), ends]):
        between = LCSseq.opcodes(xml_words[xml_start:xml_end], pdf_words[pdf_start:pdf_end])
        for edit in between:
            if edit.tag == "equal":
                in_xml = range(xml_start + edit.src_start, xml_start + edit.src_end)
                matches += zip(in_xml, range(pdf_start + edit.dest_start, pdf_start + edit.dest_end), strict=True)
    return matches


def _changes(matches: Sequence[tuple[int, int]], n_xml: int, n_pdf: int) -> list[_Change]:
    """The runs between the matches."""
    gaps = pairwise([(-1, -1), *matches, (n_xml, n_pdf)])
    changes = (_Change(range(a + 1, c), range(b + 1, d)) for (a, b), (c, d) in gaps)
    return [change for change in changes if change.xml or change.pdf]


def _with_boxes(
    xml: Document, pdf: Document, matches: Sequence[tuple[int, int]], changes: Sequence[_Change]
) -> tuple[Word, ...]:
    boxes = {in_xml: pdf.words[in_pdf].boxes for in_xml, in_pdf in matches}
    for change in changes:
        boxes.update(_shared_boxes(xml, pdf, change))
    return tuple(word._replace(boxes=boxes.get(position, ())) for position, word in enumerate(xml.words))


def _shared_boxes(xml: Document, pdf: Document, change: _Change) -> dict[int, tuple[Box, ...]]:
    """Boxes for words that the editions part or spell in two ways: those of the words with most of their letters."""
    xml_owners, xml_letters = _spelled(xml, change.xml)
    pdf_owners, pdf_letters = _spelled(pdf, change.pdf)
    if max(len(xml_letters), len(pdf_letters)) > MAX_SPELLED_LETTERS:
        return {}
    shared: dict[int, list[int]] = {}
    for edit in LCSseq.opcodes(xml_letters, pdf_letters):
        if edit.tag == "equal":
            for owner, pdf_owner in zip(
                xml_owners[edit.src_start : edit.src_end], pdf_owners[edit.dest_start : edit.dest_end], strict=True
            ):
                shared.setdefault(owner, []).append(pdf_owner)
    counts = Counter(xml_owners)
    return {
        owner: tuple(box for position in dict.fromkeys(found) for box in pdf.words[position].boxes)
        for owner, found in shared.items()
        if len(found) * 2 > counts[owner]
    }


def _spelled(document: Document, positions: range) -> tuple[list[int], str]:
    """The letters of a run of words, and for each letter the position of its word."""
    spelled = [(position, _letters(_words_text(document, range(position, position + 1)))) for position in positions]
    return [position for position, letters in spelled for _ in letters], "".join(letters for _, letters in spelled)


def _words_text(document: Document, positions: range) -> str:
    return document.text[document.words[positions[0]].start : document.words[positions[-1]].end] if positions else ""


def _moved_joins(xml: Document, pdf: Document, matches: Sequence[tuple[int, int]]) -> Iterator[Join]:
    """Where the printer of the PDF broke words that both editions have."""
    positions = {in_pdf: in_xml for in_xml, in_pdf in matches}
    for join in pdf.joins:
        in_pdf = bisect_right(pdf.words, join.offset, key=lambda word: word.start) - 1
        if in_pdf in positions:
            yield replace(join, offset=join.offset - pdf.words[in_pdf].start + xml.words[positions[in_pdf]].start)


def _page_ranges(xml: Document, words: Sequence[Word], pages: Sequence[Page]) -> tuple[Page, ...]:
    """The pages of the PDF as ranges of the XML's text: each begins with the first two words that stand on it."""
    # A table whose first cell is empty begins before its first word.
    tables = (block for block in xml.blocks if block.cells)
    starts_of_tables = {
        word.start: block.start for block in tables for word in xml.words_in(block.start, block.end)[:1]
    }
    notes = [_start_with_marker(block) for block in xml.blocks if block.kind == "footnote"]
    body_end = notes[0] if notes else len(xml.text)
    printed = [word for word in words if word.boxes and word.end <= body_end]
    starts = {1: 0}
    for word, following in pairwise(printed):
        number = word.boxes[0].page
        if number > max(starts) and following.boxes[0].page == number:
            starts[number] = starts_of_tables.get(word.start, word.start)
    ranges: list[Page] = []
    end = body_end
    for page in reversed(pages):
        start = starts.get(page.number, end)
        ranges.append(replace(page, start=start, end=end))
        end = start
    return tuple(reversed(ranges))


def _start_with_marker(block: Block) -> int:
    return block.start - len(f"{block.marker} ") if block.marker else block.start


def _on_pages(document: Document, block: Block) -> Block:
    page, last_page = document.pages_of(block.start, block.end)
    return replace(block, page=page, last_page=last_page)


def _merged(xml: Metadata, pdf: Metadata) -> Metadata:
    """What the XML says, and of what it leaves open what the PDF says; sha256 is of the PDF, the file that is kept."""
    kind = pdf.kind if xml.kind == "overig" else xml.kind
    known = {field.name: getattr(xml, field.name) or getattr(pdf, field.name) for field in fields(Metadata)}
    return Metadata(**{**known, "sha256": pdf.sha256, "kind": kind})


def _metadata_differences(xml: Metadata, pdf: Metadata) -> Iterator[str]:
    for name in COMPARED_FIELDS:
        in_xml, in_pdf = getattr(xml, name), getattr(pdf, name)
        if in_xml and in_pdf and in_xml != in_pdf:
            yield f"{name}: {_shown(in_xml)} in the XML, {_shown(in_pdf)} in the PDF"


def _text_differences(placed: Document, pdf: Document, changes: Sequence[_Change]) -> Iterator[str]:
    """What one edition has and the other has not, or in other letters, in words."""
    for change in changes:
        in_xml, in_pdf = _words_text(placed, change.xml), _words_text(pdf, change.pdf)
        if _letters(in_xml) == _letters(in_pdf):
            continue
        if change.pdf:
            page = pdf.pages_of(pdf.words[change.pdf[0]].start, pdf.words[change.pdf[-1]].end)[0]
        else:
            page = placed.pages_of(placed.words[change.xml[0]].start, placed.words[change.xml[-1]].end)[0]
        if not _letters(in_pdf):
            yield f"page {page}: only the XML has {_shown(in_xml)}"
        elif not _letters(in_xml):
            yield f"page {page}: only the PDF has {_shown(in_pdf)}"
        else:
            yield f"page {page}: {_shown(in_xml)} in the XML, {_shown(in_pdf)} in the PDF"


def _shown(value: str | tuple[str, ...]) -> str:
    text = value if isinstance(value, str) else ", ".join(value)
    return "'" + shorten(text, SHOWN_CHARS, placeholder=" ...") + "'"


def _anchors(xml_words: Sequence[str], pdf_words: Sequence[str]) -> list[tuple[int, int]]:
    """Positions of runs that both editions have once, in an order that both have (patience diff, B. Cohen)."""
    xml_runs, pdf_runs = _single_runs(xml_words), _single_runs(pdf_words)
    pairs = [(position, pdf_runs[run]) for run, position in xml_runs.items() if run in pdf_runs]
    return _longest_increasing(sorted(pairs))


def _single_runs(words: Sequence[str]) -> dict[tuple[str, ...], int]:
    runs = [tuple(words[start : start + ANCHOR_WORDS]) for start in range(len(words) - ANCHOR_WORDS + 1)]
    counts = Counter(runs)
    return {run: position for position, run in enumerate(runs) if counts[run] == 1}


def _longest_increasing(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest chain of pairs in which the second members increase too."""
    tails: list[int] = []
    tail_pairs: list[int] = []
    before: list[int | None] = []
    for position, (_, value) in enumerate(pairs):
        length = bisect_left(tails, value)
        before.append(tail_pairs[length - 1] if length else None)
        tails[length : length + 1] = [value]
        tail_pairs[length : length + 1] = [position]
    chain: list[tuple[int, int]] = []
    link = tail_pairs[-1] if tail_pairs else None
    while link is not None:
        chain.append(pairs[link])
        link = before[link]
    return chain[::-1]
