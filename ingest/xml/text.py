"""Writing one text with its spans, from blocks of words whose notes are still in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from ingest.bounds import MOST_CELLS, MOST_CHARACTERS, MOST_COLUMNS, MOST_NOTES, NotRead
from ingest.model import Block, BlockKind, Cell, Footnote, Word
from ingest.tables.cells import printed_range, within

CELL_SEPARATOR = " | "
# Blocks of these kinds follow each other on the next line; all others are parted by a blank line.
CLOSE_KINDS = frozenset({"list_item", "toc"})

# Stands in a run where the marker of a note stood; no character of any text.
NOTE = "\ufdd0"
# White space that is only the layout of the XML file: it holds a line end, and stands
# before a stop, inside a bracket, or within a word (CO2-uitstoot).
LAYOUT_SPACE = re.compile(r"(?<!\s)[^\S\n]*+\n\s*+(?=[.,;:!?)]|-\w)|(?<=\()[^\S\n]*+\n\s*+")
SPACE_BEFORE_NOTE = re.compile(rf"(?<!\s)\s++(?={NOTE})")
NOTE_IN_WORD = re.compile(rf"(?<={NOTE})(?=\w)")


@dataclass(frozen=True, slots=True)
class MarkedNote:
    """A footnote as the XML holds it, inside the text it belongs to."""

    marker: str
    text: str


@dataclass(frozen=True, slots=True)
class Run:
    """Words as in the XML, white space not yet normalised; a NOTE stands where the marker of each note stood."""

    text: str
    notes: tuple[MarkedNote, ...] = ()

    @property
    def is_blank(self) -> bool:
        return not self.text.replace(NOTE, "").strip()


@dataclass(frozen=True, slots=True)
class WrittenText:
    """Body and footnotes as one text, with their spans; not_read: sentences on what was too much."""

    text: str
    words: tuple[Word, ...]
    blocks: tuple[Block, ...]
    footnotes: tuple[Footnote, ...]
    not_read: tuple[str, ...] = ()


@dataclass(slots=True)
class TextWriter:
    """Takes blocks in reading order, up to the bounds; finish() adds the notes and gives the whole."""

    blocks: list[Block] = field(default_factory=list)
    not_read: NotRead = field(default_factory=NotRead)
    _chunks: list[str] = field(default_factory=list)
    _length: int = 0
    _notes: list[tuple[MarkedNote, int]] = field(default_factory=list)
    _separators: set[int] = field(default_factory=set)

    def add(self, kind: BlockKind, run: Run, level: int | None = None, marker: str | None = None) -> None:
        """Write one block; a blank one is left out."""
        if run.is_blank or self._is_full(run):
            return
        self._part_from_last(kind)
        if marker:
            self._write(f"{marker} ")
        start = self._length
        self._write_run(run)
        self.blocks.append(Block(kind, start, self._length, 0, 0, level, marker))

    def add_table(self, rows: Iterable[Sequence[Run]]) -> None:
        """Write a table, row by row; rows without words, and empty cells at the end of a row, are left out."""
        filled = list(self._bounded(rows))
        if not filled:
            return
        self._part_from_last("table")
        n_chunks = len(self._chunks)
        cells: list[Cell] = []
        for row_number, row in enumerate(filled):
            self._write("\n" if row_number else "")
            for column, run in enumerate(row):
                if column:
                    self._separators.add(self._length + CELL_SEPARATOR.index("|"))
                    self._write(CELL_SEPARATOR)
                cell_start = self._length
                self._write_run(run)
                cells.append(Cell(row_number, column, cell_start, self._length))
        start, end = printed_range("".join(self._chunks[n_chunks:]), self._length)
        self.blocks.append(Block("table", start, end, 0, 0, cells=within(start, end, cells)))

    def finish(self) -> WrittenText:
        footnotes: list[Footnote] = []
        self.not_read.notes += len(self._notes[MOST_NOTES:])
        for note, ref in self._notes[:MOST_NOTES]:
            self._write("\n" if footnotes else "\n\n")
            self._write(f"{note.marker} " if note.marker else "")
            start = self._length
            self._write(self._words(note.text))
            self.blocks.append(Block("footnote", start, self._length, 0, 0, marker=note.marker or None))
            footnotes.append(Footnote(note.marker, 0, start, self._length, ref))
        text = "".join(self._chunks)
        printed = (match.span() for match in re.finditer(r"\S+", text) if match.start() not in self._separators)
        words = tuple(Word(start, end, ()) for start, end in printed)
        return WrittenText(text, words, tuple(self.blocks), tuple(footnotes), self.not_read.sentences())

    def _part_from_last(self, kind: BlockKind) -> None:
        if self.blocks:
            self._write("\n" if kind == self.blocks[-1].kind and kind in CLOSE_KINDS else "\n\n")

    def _is_full(self, run: Run) -> bool:
        """Whether there is no room for a run, which then is counted as not read."""
        is_full = self._length >= MOST_CHARACTERS
        self.not_read.characters += len(run.text) if is_full else 0
        return is_full

    def _bounded(self, rows: Iterable[Sequence[Run]]) -> Iterator[Sequence[Run]]:
        """The rows that have words, up to the bounds of cells and columns."""
        left = MOST_CELLS
        for row in map(_without_blank_end, rows):
            room = min(left, MOST_COLUMNS)
            self.not_read.cells += len(row[room:])
            if (kept := _without_blank_end(row[:room])) and not all(map(self._is_full, kept)):
                left -= len(kept)
                yield kept

    def _words(self, text: str) -> str:
        return _single_spaced(self.not_read.without_long_words(text))

    def _write(self, text: str) -> None:
        self._chunks.append(text)
        self._length += len(text)

    def _write_run(self, run: Run) -> None:
        """Write words with single spaces; the places of notes become their refs."""
        marked = SPACE_BEFORE_NOTE.sub("", LAYOUT_SPACE.sub("", run.text))
        parts = self._words(NOTE_IN_WORD.sub(" ", marked)).split(NOTE)
        self._write(parts[0])
        for note, part in zip(run.notes, parts[1:], strict=True):
            self._notes.append((note, self._length))
            self._write(part)


def _without_blank_end(row: Sequence[Run]) -> Sequence[Run]:
    end = len(row)
    while end and row[end - 1].is_blank:
        end -= 1
    return row[:end]


def _single_spaced(text: str) -> str:
    return " ".join(text.split())
