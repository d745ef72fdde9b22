"""Paragraphs, list items and lines of contents: where one block of print ends and the next begins."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from ingest.lines import Line, make_line
from ingest.model import BlockKind
from ingest.pdf import Token
from ingest.pieces import Piece

BULLET = re.compile(r"[•●○◦▪■□▫►▶➢✓✔❖◆–—·*o\-\uf0b7\uf0a7\uf0d8\uf02d\uf0fc\u2022]")
NUMBER_MARKER = re.compile(r"\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,5})[.)]|\((?:\d{1,3}|[a-z]|[ivx]{1,5})\)")
PARAGRAPH_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,3}){1,3}\.?")
# Signs of symbol fonts in the private use area, all of them bullets on paper.
PRIVATE_BULLET = re.compile(r"[\ue000-\uf8ff]")
# Lines of one paragraph stand this much (of the usual leading) apart at most.
PARAGRAPH_GAP = 1.28


def leading_of(lines: Sequence[Line]) -> float:
    """The usual distance between baselines of lines in one column, in points."""
    steps: Counter[float] = Counter()
    for above, below in zip(lines, lines[1:], strict=False):
        step = below.baseline - above.baseline
        if 0.9 * below.size < step < 2.2 * below.size and abs(above.size - below.size) < 0.6:
            steps[round(step * 2) / 2] += 1
    if steps:
        return steps.most_common(1)[0][0]
    return 1.25 * lines[0].size if lines else 0.0


def split_blocks(column: Sequence[Line], leading: float) -> list[Piece]:
    """Cut a column of lines into pieces; those that open with a list marker become list items."""
    if not column:
        return []
    right = _right_edge(column)
    groups: list[list[Line]] = [[column[0]]]
    for above, line in zip(column, column[1:], strict=False):
        if _begins_block(above, line, groups[-1], leading, right):
            groups.append([line])
        else:
            groups[-1].append(line)
    return [_piece(group) for group in groups]


def _right_edge(column: Sequence[Line]) -> float:
    rights = sorted(line.x1 for line in column)
    return rights[-1 - len(rights) // 10]


def _begins_block(above: Line, line: Line, block: Sequence[Line], leading: float, right: float) -> bool:
    step = line.baseline - above.baseline
    if step > PARAGRAPH_GAP * max(leading, 1.05 * line.size) or step < 0:
        return True
    if abs(line.size - above.size) > 0.8 or line.bold != above.bold:
        return True
    if list_marker(line) is not None:
        return True
    hanging = list_marker(block[0]) is not None
    if not hanging and line.x0 > above.x0 + 6 and line.x0 - block[0].x0 > 6:
        return True
    return _is_short(above, line, right)


def _is_short(above: Line, line: Line, right: float) -> bool:
    """Whether the first word of the next line would have fitted on the line above."""
    first_word = line.tokens[0].x1 - line.tokens[0].x0
    return (
        above.x1 + first_word + 0.6 * line.size < right and above.text[-1:] in ".:;?!»”)’" and line.text[:1].isupper()
    )


def list_marker(line: Line) -> int | None:
    """How many tokens at the start of a line are a list marker; None when there is none."""
    tokens = line.tokens
    if len(tokens) < 2 or not tokens[1].space_before:
        return None
    text = tokens[0].text
    if BULLET.fullmatch(text) or PRIVATE_BULLET.fullmatch(text) or NUMBER_MARKER.fullmatch(text):
        return 1
    return None


def _piece(lines: Sequence[Line]) -> Piece:
    n_marker = list_marker(lines[0])
    kind: BlockKind = "paragraph"
    if n_marker is None:
        return Piece(kind, lines[0].page, tuple(lines))
    marker, rest = lines[0].tokens[:n_marker], lines[0].tokens[n_marker:]
    first = make_line(lines[0].page, rest)
    return Piece("list_item", first.page, (first, *lines[1:]), tuple(_shown(token) for token in marker))


def _shown(token: Token) -> Token:
    """A bullet of a symbol font as the sign a reader sees."""
    return replace(token, text="•") if PRIVATE_BULLET.fullmatch(token.text) else token
