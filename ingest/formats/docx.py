"""A Word file (.docx) as a Document without pages: Word sets its pages anew on each machine.

Read is what a reader of the file sees: what was deleted with tracked changes,
hidden text and the codes of fields are left out; text boxes, notes and the
numbers of lists are in. The masthead of a parliamentary paper and the head of
a letter are set in tables; they are furniture, as in a PDF.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256

from lxml.etree import _Element as Element

from ingest.attributes import whole_number
from ingest.formats.changes import accept_changes
from ingest.formats.described import SALUTATION, Head, describe
from ingest.formats.numbering import WORD, Numbering, value
from ingest.formats.package import read_parts
from ingest.identifiers.mastheads import dossier_of_line, number_of_line
from ingest.model import Document, Furniture
from ingest.plain import QUESTION_HEADING, SENTENCE_END
from ingest.words.signs import readable
from ingest.xml.text import NOTE, MarkedNote, Run, TextWriter

ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
# What a reader does not see: deleted and moved away, instructions of fields, properties.
UNSEEN = frozenset(f"{WORD}{tag}" for tag in ("del", "moveFrom", "instrText", "delText", "pPr", "rPr", "delInstrText"))
HEADING_STYLE = re.compile(r"(?i)(?:heading|kop|koptekst niveau) ?(\d)")
# The first words of a cell in the masthead of a paper or the head of a letter.
HEAD_CELL = re.compile(
    r"(?i:tweede|eerste) (?i:kamer der staten)|Vergaderjaar \d{4}|> ?Retouradres|Datum\b|Onderwerp\b|Betreft\b|Aan de "
)
# The head of a letter that is set as one table has some 30 rows.
MOST_HEAD_ROWS, MOST_HEAD_COLUMNS = 100, 20
MAX_HEADING_CHARS = 120
DEEPEST_LEVEL = 4
# A longer cell in the head of a letter is its text; a subject may take some lines.
MAX_HEAD_CHARS = 800
# The lines of the sender's address beside a letter.
MAX_COLOPHON_CHARS = 120
# "Bij beantwoording de datum en ons kenmerk vermelden. Wilt u slechts ..." is the longest of them.
MAX_CLAUSE_CHARS = 250


def read_docx(data: bytes, name: str) -> Document:
    """The document in a Word file.

    Raises:
        UnreadableError: it is no Word file, is damaged, holds no text, or unpacks to more than is read.
    """
    from ingest.errors import UnreadableError

    parts = read_parts(data, name)
    for part in parts.values():
        accept_changes(part)
    reader = _Reader(
        numbering=Numbering.read(parts.get("word/numbering.xml")),
        styles=_styles(parts.get("word/styles.xml")),
        notes={
            (kind, note.get(f"{WORD}id", "")): readable(_plain(note))
            for kind in ("footnote", "endnote")
            for note in _children(parts.get(f"word/{kind}s.xml"), kind)
        },
    )
    body = parts["word/document.xml"].find(f"{WORD}body")
    for element in body if body is not None else ():
        reader.visit(element)
    written = reader.writer.finish()
    if not written.text.strip():
        raise UnreadableError(f"{name} holds no text; if it is a scan, save it as PDF and add that with --ocr.")
    running = [
        line
        for part, root in sorted(parts.items())
        if re.match(r"word/(?:header|footer)\d*\.xml", part)
        for line in _lines(root)
    ]
    head = Head(tuple(reader.head), tuple(dict.fromkeys(running)))
    metadata = describe(written.text, written.blocks, head, name, sha256(data).hexdigest())
    metadata = replace(metadata, not_read=written.not_read)
    furniture = tuple(Furniture(0, line) for line in dict.fromkeys((*head.lines, *head.running)))
    return Document(metadata, written.text, (), written.words, written.blocks, written.footnotes, furniture)


@dataclass(frozen=True, slots=True)
class _Style:
    name: str
    level: int | None
    list_id: str | None
    is_bold: bool


@dataclass(slots=True)
class _Reader:
    numbering: Numbering
    styles: dict[str, _Style]
    notes: dict[tuple[str, str], str]
    writer: TextWriter = field(default_factory=TextWriter)
    head: list[str] = field(default_factory=list)
    _used_notes: int = 0
    # So many of the first blocks are short.
    _n_short: int = 0

    def visit(self, element: Element) -> None:
        """Write what stands at one place in the body: a paragraph, a table, or a container of those."""
        if element.tag == f"{WORD}p":
            self.paragraph(element)
        elif element.tag == f"{WORD}tbl":
            self.table(element)
        elif element.tag not in UNSEEN and isinstance(element.tag, str):
            for child in element:
                self.visit(child)

    def paragraph(self, element: Element, level: int | None = None) -> None:
        """Write a paragraph as a heading, list item or paragraph; text boxes that hang on it come after it."""
        run = self.run(element)
        properties = element.find(f"{WORD}pPr")
        style = self.styles.get(value(properties, "pStyle") or "")
        marker = self._marker(properties, style)
        level = level or self._level(element, properties, style, run)
        if level:
            text = Run(f"{marker} {run.text}", run.notes) if marker and marker != "•" else run
            self.writer.add("heading", text, level=level)
        elif not run.is_blank:
            self.writer.add("list_item" if marker else "paragraph", run, marker=marker)
        for box in _boxes(element):
            paragraphs = list(box.iterfind(f"{WORD}p"))
            lines = [line for paragraph in paragraphs if (line := _plain(paragraph))]
            if self._is_head(lines):
                self.head += lines
                continue
            for paragraph in paragraphs:
                self.writer.add("box", self.run(paragraph))

    def _opens(self) -> bool:
        """Whether no text was written yet, titles and lines of an address apart."""
        blocks = self.writer.blocks
        while (
            self._n_short < len(blocks) and blocks[self._n_short].end - blocks[self._n_short].start < MAX_COLOPHON_CHARS
        ):
            self._n_short += 1
        return self._n_short == len(blocks)

    def _is_head(self, lines: Iterable[str]) -> bool:
        """Whether lines before the text are the sender's address and the like, beside the head of a letter."""
        return (
            bool(self.head)
            and self._opens()
            and all(len(line) < MAX_CLAUSE_CHARS and not SALUTATION.match(line) for line in lines)
        )

    def table(self, table: Element) -> None:
        """Write a table; the one that holds the masthead of a paper or the head of a letter is taken apart."""
        rows = [[list(_paragraphs(cell)) for cell in _cells(row)] for row in table.iterfind(f"{WORD}tr")]
        first_cells = (cell for row in rows[:MOST_HEAD_ROWS] for cell in row[:MOST_HEAD_COLUMNS])
        if self._opens() and any(HEAD_CELL.match(_joined(cell)) for cell in first_cells):
            self._head(rows)
        elif self._is_head(_plain(paragraph) for row in rows for cell in row for paragraph in cell):
            self.head += [line for row in rows for cell in row for paragraph in cell if (line := _plain(paragraph))]
        elif len(rows) == 1 and len(rows[0]) == 1:
            for paragraph in rows[0][0]:
                if self.head and self._opens():
                    # The text of a letter whose form is a table.
                    self.paragraph(paragraph)
                else:
                    self.writer.add("box", self.run(paragraph))
        else:
            self.writer.add_table([self._cell(cell) for cell in row] for row in rows)

    def run(self, element: Element) -> Run:
        """The words of a paragraph, with the places of its notes."""
        found: list[MarkedNote] = []
        text = "".join(self._pieces(element, found))
        return Run(text, tuple(found))

    def _head(self, rows: Sequence[Sequence[Sequence[Element]]]) -> None:
        """The masthead: dossier and number beside their titles, then the text; or the head of a letter."""
        is_paper = False
        for row in rows:
            first = _joined(row[0]) if row else ""
            dossier, number = dossier_of_line(first), number_of_line(first, eerste_kamer=self._of_eerste_kamer())
            if (dossier or number) and len(row) > 1:
                is_paper = True
                self.head.append(first)
                for cell in row[1:]:
                    for paragraph in cell:
                        self.writer.add("heading", self.run(paragraph), level=1 if dossier else 2)
                continue
            for paragraph in (paragraph for cell in row for paragraph in cell):
                words = _plain(paragraph)
                if is_paper or len(words) > MAX_HEAD_CHARS:
                    self.paragraph(paragraph)
                elif words:
                    self.head.append(words)

    def _of_eerste_kamer(self) -> bool:
        return any(line.casefold().startswith("eerste kamer") for line in self.head)

    def _cell(self, paragraphs: Sequence[Element]) -> Run:
        runs = [self.run(paragraph) for paragraph in paragraphs]
        return Run(" ".join(run.text for run in runs), tuple(note for run in runs for note in run.notes))

    def _pieces(self, element: Element, found: list[MarkedNote]) -> Iterator[str]:
        for child in element:
            tag = child.tag
            if not isinstance(tag, str) or tag in UNSEEN or tag == f"{WORD}txbxContent":
                continue
            if tag == f"{WORD}t":
                yield readable(child.text or "").replace(NOTE, "")
            elif tag == f"{WORD}noBreakHyphen":
                yield "-"
            elif tag in (f"{WORD}tab", f"{WORD}br", f"{WORD}cr"):
                yield " "
            elif tag in (f"{WORD}footnoteReference", f"{WORD}endnoteReference"):
                kind = tag.removeprefix(WORD).removesuffix("Reference")
                text = self.notes.get((kind, child.get(f"{WORD}id", "")), "")
                if text.strip():
                    self._used_notes += 1
                    found.append(MarkedNote(str(self._used_notes), text))
                    yield NOTE
            elif tag == f"{ALTERNATE}AlternateContent":
                # The same twice, for programs of two ages.
                choice = child.find(f"{ALTERNATE}Choice")
                yield from self._pieces(choice if choice is not None else child, found)
            else:
                yield from self._pieces(child, found)

    def _marker(self, properties: Element | None, style: _Style | None) -> str | None:
        numbered = properties.find(f"{WORD}numPr") if properties is not None else None
        list_id = value(numbered, "numId") or (style.list_id if style else None)
        if not list_id or list_id == "0":
            return None
        level = value(numbered, "ilvl") or "0"
        return self.numbering.next(list_id, whole_number(level))

    def _level(self, element: Element, properties: Element | None, style: _Style | None, run: Run) -> int | None:
        """The level of a heading: by its style, or because it stands alone in bold."""
        text = " ".join(run.text.replace(NOTE, "").split())
        if not text or len(text) > 2 * MAX_HEADING_CHARS:
            return None
        outline = value(properties, "outlineLvl")
        if 0 <= whole_number(outline, -1) < 9:
            return min(whole_number(outline) + 1, DEEPEST_LEVEL)
        if style and style.level:
            return min(style.level, DEEPEST_LEVEL)
        if QUESTION_HEADING.match(text):
            return 3
        is_short = len(text) <= MAX_HEADING_CHARS and not text.endswith(SENTENCE_END) and any(map(str.isalpha, text))
        return 3 if is_short and _is_bold(element, style) else None


def _styles(part: Element | None) -> dict[str, _Style]:
    """The styles by id, with what they take over from the style they are based on."""
    if part is None:
        return {}
    by_id = {style.get(f"{WORD}styleId", ""): style for style in part.iterfind(f"{WORD}style")}
    return {id: _style(style, by_id) for id, style in by_id.items()}


def _style(style: Element, by_id: dict[str, Element]) -> _Style:
    chain: list[Element] = []
    following: Element | None = style
    while following is not None and following not in chain and len(chain) < 20:
        chain.append(following)
        following = by_id.get(value(following, "basedOn") or "")
    name = value(style, "name") or ""
    level: int | None = 1 if name.casefold() in ("title", "titel") else None
    for each in chain:
        outline = value(each.find(f"{WORD}pPr"), "outlineLvl")
        named = HEADING_STYLE.match(value(each, "name") or "")
        if 0 <= whole_number(outline, -1) < 9:
            level = level or whole_number(outline) + 1
        elif named:
            level = level or int(named[1])
    numbered = next((found for each in chain if (found := each.find(f"{WORD}pPr/{WORD}numPr")) is not None), None)
    bold = next((found for each in chain if (found := each.find(f"{WORD}rPr/{WORD}b")) is not None), None)
    return _Style(name, level, value(numbered, "numId"), bold is not None and _is_on(bold))


def _is_on(element: Element) -> bool:
    return element.get(f"{WORD}val", "1") not in ("0", "false", "off")


def _is_bold(paragraph: Element, style: _Style | None) -> bool:
    """Whether all of its words are bold."""
    words = {run: "".join(text.text or "" for text in run.iter(f"{WORD}t")) for run in paragraph.iter(f"{WORD}r")}
    runs = [run for run, text in words.items() if text.strip()]
    for run in runs:
        bold = run.find(f"{WORD}rPr/{WORD}b")
        if not (_is_on(bold) if bold is not None else bool(style and style.is_bold)):
            return False
    return bool(runs)


def _cells(row: Element) -> Iterator[Element]:
    """The cells of a row, also those inside a content control."""
    for child in row:
        if child.tag == f"{WORD}tc":
            yield child
        elif child.tag == f"{WORD}sdt":
            yield from child.iter(f"{WORD}tc")


def _paragraphs(cell: Element) -> Iterator[Element]:
    """The paragraphs of a cell, those of tables inside it too."""
    return (paragraph for paragraph in cell.iter(f"{WORD}p") if not _is_within(paragraph, f"{WORD}txbxContent"))


def _is_within(element: Element, tag: str) -> bool:
    return next(element.iterancestors(tag), None) is not None


def _boxes(paragraph: Element) -> Iterator[Element]:
    for box in paragraph.iter(f"{WORD}txbxContent"):
        if not _is_within(box, f"{ALTERNATE}Fallback"):
            yield box


def _children(part: Element | None, name: str) -> Iterator[Element]:
    return part.iterfind(f"{WORD}{name}") if part is not None else iter(())


def _lines(root: Element) -> Iterator[str]:
    """The lines of a header or footer, those in its text boxes too; one that is said twice once."""
    for paragraph in root.iter(f"{WORD}p"):
        if not _is_within(paragraph, f"{ALTERNATE}Fallback") and (words := _plain(paragraph)):
            yield words


def _plain(element: Element) -> str:
    """The words of an element without its notes, boxes and fields."""
    reader = _Reader(Numbering({}), {}, {})
    if element.tag == f"{WORD}p":
        return " ".join(readable(reader.run(element).text).split())
    return " ".join(_plain(paragraph) for paragraph in element.iter(f"{WORD}p"))


def _joined(paragraphs: Sequence[Element]) -> str:
    return " ".join(filter(None, map(_plain, paragraphs)))
