"""From the elements of an XML edition to blocks in reading order."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.etree import _Element as Element

from ingest.attributes import whole_number
from ingest.bounds import MOST_COLUMNS
from ingest.model import BlockKind
from ingest.xml.elements import LINES, parts, run, words
from ingest.xml.text import Run, TextWriter

# Not printed as text: numbers that metadata holds, pictures, and what describes the file.
UNPRINTED = frozenset(
    "metadata meta meta-data kamerstukkop kamervraagkop dossiernummer stuknr illustratie colspec".split()
)
# Headings without a number, by their type; others are of the deepest level.
TUSSENKOP_LEVELS = {"vet": 3, "vetcur": 3}
DEEPEST_LEVEL = 4
_EMPTY = Run("")
NUMBER_OF_HEADING = re.compile(r"(\d{1,2}(?:\.\d{1,2})*)\.?(?=\s|$)")


def write_body(root: Element, writer: TextWriter) -> None:
    """Write every printed word of a publication as blocks; headings with level, lists, tables and captions told apart.

    Levels: 1 the title of the dossier or the item, 2 that of the paper and of
    chapters, 3 questions, answers, speakers and unnumbered headings, 4 below.
    """
    for title in root.iterfind("kamervragen/kamervraagkop/tekstregel[@inhoud='overig']"):
        writer.add("heading", run(title), level=1)
    _visit_children(root, writer, "paragraph")


def _visit(element: Element, writer: TextWriter, kind: BlockKind) -> None:
    """Write what an element holds; kind: of plain paragraphs here ("box" inside a box)."""
    tag, parent = element.tag, _parent_tag(element)
    if tag in UNPRINTED:
        return
    if tag == "kop":
        writer.add("heading", run(element), level=_level(element))
    elif tag == "tussenkop":
        writer.add("heading", run(element), level=TUSSENKOP_LEVELS.get(element.get("kopopmaak", "vet"), DEEPEST_LEVEL))
    elif tag in ("item-titel", "vergadering-nummer") or (tag == "titel" and parent == "dossier"):
        writer.add("heading", run(element), level=1)
    elif (tag == "titel" and parent == "stuk") or tag == "kamervraagnummer":
        writer.add("heading", run(element), level=2)
    elif tag == "spreker" and parent == "spreekbeurt":
        writer.add("heading", run(element), level=3)
    elif tag == "nr":
        if parent in ("vraag", "antwoord"):
            writer.add("heading", run(element), level=3)
    elif tag in ("li", "lid"):
        _write_item(element, writer)
    elif tag == "table":
        _write_table(element, writer)
    elif tag == "ondertekening":
        _write_signature(element, writer)
    elif tag in ("bijschrift", "onderschrift") or (tag in ("titel", "title") and parent in ("figuur", "plaatje")):
        writer.add("caption", run(element))
    elif tag in LINES:
        _visit_line(element, writer, kind)
    else:
        _visit_children(element, writer, "box" if tag == "box" else kind)


def _visit_children(element: Element, writer: TextWriter, kind: BlockKind) -> None:
    """Write the blocks of an element; words between them are paragraphs too, so that none is lost."""
    for part in parts(element):
        if isinstance(part, Run):
            writer.add(kind, part)
        else:
            _visit(part, writer, kind)


def _visit_line(element: Element, writer: TextWriter, kind: BlockKind, marker: str | None = None) -> None:
    """Write a line of text, and after it the lists and tables that the schema lets stand inside."""
    inside = [child for child in element if child.tag in ("lijst", "table", "al-groep")]
    writer.add(kind, run(element, leave_out=inside), marker=marker)
    for child in inside:
        _visit(child, writer, kind)


def _write_item(element: Element, writer: TextWriter) -> None:
    """A list item, or the member of an article: its first paragraph with the marker, then its other blocks."""
    marker_element = element.find("li.nr") if element.tag == "li" else element.find("lidnr")
    marker = words(marker_element) if marker_element is not None else None
    n_blocks = len(writer.blocks)
    for part in parts(element):
        is_first = len(writer.blocks) == n_blocks
        kind: BlockKind = "list_item" if is_first else "paragraph"
        if isinstance(part, Run):
            writer.add(kind, part, marker=marker if is_first else None)
        elif part.tag == "al":
            _visit_line(part, writer, kind, marker if is_first else None)
        elif part is not marker_element:
            _visit(part, writer, "paragraph")


def _write_signature(element: Element, writer: TextWriter) -> None:
    """A signature as printed: the office and each name on lines of their own."""
    for part in parts(element, apart="naam"):
        writer.add("paragraph", part if isinstance(part, Run) else run(part))


def _write_table(table: Element, writer: TextWriter) -> None:
    for title in table.iterfind("title"):
        writer.add("caption", run(title))
    for group in table.iterfind("tgroup"):
        writer.add_table(_cells(row) for row in _grid(group))


def _grid(group: Element) -> Iterator[dict[int, Element]]:
    """The cells of each row by column, 0-based; a cell over several rows or columns stands at its first place."""
    columns = {spec.get("colname", ""): position for position, spec in enumerate(group.iterfind("colspec"))}
    rows_left: dict[int, int] = {}
    for row in group.iterfind(".//row"):
        taken = {column for column, n_rows in rows_left.items() if n_rows > 0}
        rows_left = {column: rows_left[column] - 1 for column in taken}
        cells: dict[int, Element] = {}
        column = 0
        for entry in row.iterfind("entry"):
            column = columns.get(entry.get("namest") or entry.get("colname") or "", column)
            while column in taken:
                column += 1
            last = columns.get(entry.get("nameend", ""), column)
            cells[column] = entry
            spanned = range(column, min(last, MOST_COLUMNS) + 1)
            rows_left.update(dict.fromkeys(spanned, whole_number(entry.get("morerows"))))
            column = last + 1
        yield cells


def _cells(row: dict[int, Element]) -> list[Run]:
    return [run(row[column]) if column in row else _EMPTY for column in range(max(row, default=-1) + 1)]


def _level(kop: Element) -> int:
    """The level of a heading: by its number ("2.1"), else by how many divisions it stands in."""
    if _parent_tag(kop) == "motie":
        return DEEPEST_LEVEL
    number = kop.find("nr")
    numbered = NUMBER_OF_HEADING.match(words(number)) if number is not None else None
    if numbered and _parent_tag(kop) != "artikel":
        depth = numbered[1].count(".") + 1
    else:
        depth = sum(ancestor.find("kop") is not None for ancestor in kop.iterancestors())
    return min(1 + depth, DEEPEST_LEVEL)


def _parent_tag(element: Element) -> str:
    parent = element.getparent()
    return str(parent.tag) if parent is not None else ""
