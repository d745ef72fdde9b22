"""From pieces of print to one text: words with their boxes, blocks, footnotes and page ranges."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ingest.hyphens import joined
from ingest.lines import Line
from ingest.model import Block, Box, Cell, Footnote, Join, Word
from ingest.pdf import Token
from ingest.pieces import Piece

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


@dataclass(slots=True)
class _Part:
    """A word in the making: tokens without white space between them."""

    text: str
    boxes: list[Box]


@dataclass(slots=True)
class _Composer:
    vocabulary: Mapping[str, int]
    note_of: Mapping[int, tuple[int, ...]]
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
        self.write(text)
        self.words.append(Word(start, self.length, tuple(boxes)))

    def add_lines(self, lines: Iterable[Line]) -> tuple[int, int]:
        """Write the words of lines with single spaces; undo line-end hyphens. Returns where they stand."""
        start = self.length
        first = True
        pending: _Part | None = None
        for line in lines:
            for index, part in enumerate(self._parts(line)):
                if isinstance(part, tuple):
                    if pending is not None:
                        first = self._flush(pending, first)
                        pending = None
                    for note in part:
                        self.refs.setdefault(note, self.length)
                    continue
                if pending is not None:
                    if index == 0 and (whole := self._join(pending, part)) is not None:
                        removed = len(pending.text) + len(part.text) - len(whole)
                        offset = self.length + (0 if first else 1) + len(pending.text) - (1 if removed else 0)
                        self.joins.append(Join(offset, "-\n" if removed else "\n"))
                        pending = _Part(whole, pending.boxes + part.boxes)
                        continue
                    first = self._flush(pending, first)
                pending = part
        if pending is not None:
            self._flush(pending, first)
        return start, self.length

    def _flush(self, part: _Part, first: bool) -> bool:
        if not first:
            self.write(" ")
        self.add_word(part.text, part.boxes)
        return False

    def _join(self, before: _Part, after: _Part) -> str | None:
        if len(before.text) < 2 or not before.text.endswith(LINE_END_HYPHENS):
            return None
        return joined(before.text, after.text, self.vocabulary)

    def _parts(self, line: Line) -> list[_Part | tuple[int, ...]]:
        """The words of a line; the positions of notes stand where their marker stood."""
        parts: list[_Part | tuple[int, ...]] = []
        for token in line.tokens:
            notes = self.note_of.get(id(token))
            if notes is not None:
                parts.append(notes)
                continue
            word = self._word_to_extend(parts, token)
            if word is None:
                parts.append(_Part(token.text, [_box(line.page, token)]))
            else:
                word.text += token.text
                word.boxes.append(_box(line.page, token))
        for part in parts:
            if isinstance(part, _Part):
                part.boxes = _united(part.boxes)
        return parts

    def _word_to_extend(self, parts: list[_Part | tuple[int, ...]], token: Token) -> _Part | None:
        """The word a token belongs to: the one before it, also when only a marker and its white stand between."""
        last = parts[-1] if parts else None
        if isinstance(last, _Part):
            return None if token.space_before else last
        before = parts[-2] if len(parts) > 1 else None
        return before if isinstance(before, _Part) and _closes(token.text) else None


def _closes(text: str) -> bool:
    """A stop or comma that a marker stood in front of belongs to the word before the marker."""
    return all(char in ".,;:!?)»”’'\"" for char in text)


def compose(body: Sequence[Piece], notes: Sequence[Piece], note_of: Mapping[int, tuple[int, ...]]) -> Reading:
    """Write body pieces, then notes, as one text.

    note_of: for the tokens (by id) that are markers of notes, the position of
    the note in notes. They leave the text; where they stood becomes the ref.
    """
    writer = _Composer(vocabulary_of([*body, *notes]), note_of)
    page_starts: dict[int, int] = {}
    blocks: list[Block] = []
    for index, piece in enumerate(body):
        if index:
            writer.write(_separator(body[index - 1], piece))
        n_words = len(writer.words)
        blocks.append(_write_piece(writer, piece))
        for word in writer.words[n_words:]:
            if word.boxes:
                page_starts.setdefault(word.boxes[0].page, word.start)
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
    counts: Counter[str] = Counter()
    for piece in pieces:
        lines = [*piece.lines, *(line for row in piece.rows for cell in row for line in cell)]
        for line in lines:
            words = line.text.lower().split()
            if words and words[-1].endswith(LINE_END_HYPHENS):
                words.pop()
            counts.update(word.strip(".,;:!?()[]«»“”‘’'\"") for word in words)
    return counts


def _write_piece(writer: _Composer, piece: Piece) -> Block:
    marker = "".join(token.text for token in piece.marker) or None
    if marker:
        writer.add_word(marker, _united([_box(piece.page, token) for token in piece.marker]))
        writer.write(" ")
    n_words = len(writer.words)
    cells: tuple[Cell, ...] = ()
    if piece.rows:
        cells = _write_rows(writer, piece)
        start, end = (cells[0].start, cells[-1].end) if cells else (writer.length, writer.length)
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
    return Box(page, round(token.x0, 2), round(token.top, 2), round(token.x1, 2), round(token.bottom, 2))


def _united(boxes: Sequence[Box]) -> list[Box]:
    """One box around boxes that stand on one line of one page."""
    if len(boxes) < 2:
        return list(boxes)
    return [
        Box(
            boxes[0].page,
            min(box.x0 for box in boxes),
            min(box.top for box in boxes),
            max(box.x1 for box in boxes),
            max(box.bottom for box in boxes),
        )
    ]
