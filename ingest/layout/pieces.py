"""A piece: the lines of print that make up one block of the text."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.layout.lines import Line
from ingest.model import BlockKind
from ingest.pdf.printed import Token


@dataclass(frozen=True, slots=True)
class Piece:
    """One block as it stands on the page.

    marker: the tokens of its list marker or note number, which are not in lines.
    rows: for tables, the lines of each cell of each row; lines is then empty.
    """

    kind: BlockKind
    page: int
    lines: tuple[Line, ...]
    marker: tuple[Token, ...] = ()
    level: int | None = None
    rows: tuple[tuple[tuple[Line, ...], ...], ...] = ()

    @property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines)
