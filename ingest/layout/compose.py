"""From pieces of print to one text: words with their boxes, blocks, footnotes and page ranges."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ingest.layout.lines import Line
from ingest.layout.pieces import Piece
from ingest.model import Block, Box, Cell, Footnote, Join, Word
from ingest.pdf.printed import Token
from ingest.tables.cells import printed_range, within
from ingest.words.hyphens import continues_address, joined

LINE_END_HYPHENS = ("-", "\u2011")
# Pieces of these kinds follow each other on the next line; all others are parted by a blank line.
CLOSE_KINDS = frozenset({"list_item", "toc"})
CELL_SEPARATOR = " | "


@dataclass(frozen=True, slots=True)
class Reading:
    """The composed text with all its spans; page_starts: for each page with body text, the offset where it begins."""

    text: str
    words: tuple[Word, ...]
    blocks: tuple[Block, ...]
    footnotes: tuple[Footnote, ...]
    joins: tuple[Join, ...]
    page_starts: dict[int, int]
    body_end: int


@dataclass(frozen=True, slots=True)
class Mark:
    """A token that is, or holds, the marker of notes: before and after are the words that stay of it."""

    notes: tuple[int, ...]
    before: str = ""
    after: str = ""


@dataclass(slots=True)
class _Unfinished:
    """A word in the making: tokens without white space between them.

    marks: notes whose marker stood in or behind it, each with its distance from the start of the word.
    """

    text: str
    boxes: list[Box]
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(slots=True)
class _Composer:
    vocabulary: Mapping[str, int]
    note_of: Mapping[int, Mark]
    chunks: list[str] = field(default_factory=list)
    length: int = 0
    words: list[Word] = field(default_factory=list)
    joins: list[Join] = field(default_factory=list)
    refs: dict[int, int] = field(default_factory=dict)

    def write(self, text: str) -> None:
        self.chunks.append(text)
        self.length += len(text)

    def add_word(self, text: str, boxes: Sequence[Box]) -> None:
        start = self.length
        self.chunks.append(text)
        self.length += len(text)
        self.words.append(Word(start, self.length, tuple(boxes)))

    def add_lines(self, lines: Iterable[Line]) -> tuple[int, int]:
        """Write the words of lines with single spaces; undo line-end hyphens. Returns where they stand."""
        start = self.length
        pending: _Unfinished | None = None
        for line in lines:
            for index, part in enumerate(self._parts(line)):
                if pending is None:
                    pending = part
                elif index == 0 and not part.text:
                    pending.marks += tuple((note, len(pending.text)) for note, _ in part.marks)
                elif index == 0 and (whole := self._join(pending, part)) is not None:
                    pending = self._joined(pending, part, whole, start)
                else:
                    self._flush(pending, start)
                    pending = part
        if pending is not None:
            self._flush(pending, start)
        return start, self.length

    def _flush(self, part: _Unfinished, start: int) -> None:
        if part.text and self.length > start:
            self.write(" ")
        for note, distance in part.marks:
            self.refs.setdefault(note, self.length + distance)
        if part.text:
            self.add_word(part.text, part.boxes)

    def _joined(self, before: _Unfinished, after: _Unfinished, whole: str, start: int) -> _Unfinished:
        removed = len(before.text) + len(after.text) - len(whole)
        seam = len(before.text) - removed
        offset = self.length + (1 if self.length > start else 0) + seam
        self.joins.append(Join(offset, before.text[seam:] + "\n"))
        marks = before.marks + tuple((note, distance + seam) for note, distance in after.marks)
        return _Unfinished(whole, before.boxes + after.boxes, marks)

    def _join(self, before: _Unfinished, after: _Unfinished) -> str | None:
        """The two parts as one word, when a hyphen or the middle of an address parts them."""
        if continues_address(before.text, after.text):
            return before.text + after.text
        if len(before.text) < 2 or not before.text.endswith(LINE_END_HYPHENS):
            return None
        return joined(before.text, after.text, self.vocabulary)

    def _parts(self, line: Line) -> list[_Unfinished]:
        """The words of a line; markers of notes leave it. A part without text holds a marker at the start of a line."""
        parts: list[_Unfinished] = []
        page, note_of = line.page, self.note_of
        after_mark = False
        for token in line.tokens:
            mark = note_of.get(id(token))
            text = token.text if mark is None else mark.before
            if text:
                glued = bool(parts) and ((not token.space_before and not after_mark) or (after_mark and _closes(text)))
                self._put(parts, text, _box(page, token), glued)
                after_mark = False
            if mark is not None:
                if not parts:
                    parts.append(_Unfinished("", []))
                parts[-1].marks += tuple((note, len(parts[-1].text)) for note in mark.notes)
                after_mark = True
                if mark.after:
                    self._put(parts, mark.after, _box(page, token), _closes(mark.after[:1]))
                    after_mark = False
        for part in parts:
            if len(part.boxes) > 1:
                part.boxes = _united(part.boxes)
        return parts

    @staticmethod
    def _put(parts: list[_Unfinished], text: str, box: Box, glued: bool) -> None:
        if glued and parts[-1].text:
            parts[-1].text += text
            parts[-1].boxes.append(box)
        else:
            parts.append(_Unfinished(text, [box]))


def _closes(text: str) -> bool:
    """A stop or comma that a marker stood in front of belongs to the word before the marker."""
    return all(char in ".,;:!?)»”’'\"" for char in text)


def compose(body: Sequence[Piece], notes: Sequence[Piece], note_of: Mapping[int, Mark]) -> Reading:
    """Write body pieces, then notes, as one text.

    note_of: for the tokens (by id) that are markers of notes, the positions of
    the notes. They leave the text; where they stood becomes the ref.
    """
    writer = _Composer(vocabulary_of([*body, *notes]), note_of)
    page_starts: dict[int, int] = {}
    blocks: list[Block] = []
    for index, piece in enumerate(body):
        if index:
            writer.write(_separator(body[index - 1], piece))
        n_words = len(writer.words)
        blocks.append(_write_piece(writer, piece))
        for position, word in enumerate(writer.words[n_words:]):
            if word.boxes:
                # A table whose first cell is empty begins before its first word.
                start = word.start if position else min(word.start, blocks[-1].start)
                page_starts.setdefault(word.boxes[0].page, start)
    body_end = writer.length
    footnotes: list[Footnote] = []
    for index, piece in enumerate(notes):
        writer.write("\n\n" if body and index == 0 else "\n" if index else "")
        if index == 0:
            body_end = writer.length
        block = _write_piece(writer, piece)
        blocks.append(block)
        footnotes.append(Footnote(block.marker or "", block.page, block.start, block.end, None))
    linked = tuple(
        Footnote(note.marker, note.page, note.start, note.end, writer.refs.get(index))
        for index, note in enumerate(footnotes)
    )
    return Reading(
        "".join(writer.chunks), tuple(writer.words), tuple(blocks), linked, tuple(writer.joins), page_starts, body_end
    )


def vocabulary_of(pieces: Iterable[Piece]) -> Counter[str]:
    """How often the words of a document occur, in lower case; those broken at a line end are left out."""
    printed: Counter[str] = Counter()
    for piece in pieces:
        lines = [*piece.lines, *(line for row in piece.rows for cell in row for line in cell)]
        for line in lines:
            words = line.text.lower().split()
            if words and words[-1].endswith(LINE_END_HYPHENS):
                words.pop()
            printed.update(words)
    counts: Counter[str] = Counter()
    for word, count in printed.items():
        counts[word.strip(".,;:!?()[]«»“”‘’'\"")] += count
    return counts


def _write_piece(writer: _Composer, piece: Piece) -> Block:
    marker = "".join(token.text for token in piece.marker) or None
    if marker:
        writer.add_word(marker, _united([_box(piece.page, token) for token in piece.marker]))
        writer.write(" ")
    n_words = len(writer.words)
    cells: tuple[Cell, ...] = ()
    if piece.rows:
        n_chunks = len(writer.chunks)
        cells = _write_rows(writer, piece)
        start, end = printed_range("".join(writer.chunks[n_chunks:]), writer.length)
        cells = within(start, end, cells)
    else:
        start, end = writer.add_lines(piece.lines)
    pages = [box.page for word in writer.words[n_words:] for box in word.boxes] or [piece.page]
    return Block(piece.kind, start, end, min(pages), max(pages), piece.level, marker, cells)


def _write_rows(writer: _Composer, piece: Piece) -> tuple[Cell, ...]:
    cells: list[Cell] = []
    for row, columns in enumerate(piece.rows):
        if row:
            writer.write("\n")
        for column, lines in enumerate(columns):
            if column:
                writer.write(CELL_SEPARATOR)
            start, end = writer.add_lines(lines)
            cells.append(Cell(row, column, start, end))
    return tuple(cells)


def _separator(before: Piece, after: Piece) -> str:
    return "\n" if before.kind == after.kind and after.kind in CLOSE_KINDS else "\n\n"


def _box(page: int, token: Token) -> Box:
    return Box(page, token.x0, token.top, token.x1, token.bottom)


def _united(boxes: Sequence[Box]) -> list[Box]:
    """One box around boxes that stand on one line of one page."""
    if len(boxes) < 2:
        return list(boxes)
    x0, x1 = min(box.x0 for box in boxes), max(box.x1 for box in boxes)
    top, bottom = min(box.top for box in boxes), max(box.bottom for box in boxes)
    return [Box(boxes[0].page, x0, top, x1, bottom)]
