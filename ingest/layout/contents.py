"""Tables of contents: lines that name a heading and the page it is on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.layout.lines import Line, make_line
from ingest.layout.pieces import Piece
from ingest.pdf.printed import Token

# "Inleiding ...... 3", "Inleiding . . . . 3", "Inleiding — 3".
LEADER = re.compile(r"[.…·_]{3,}|(?:\.\s){3,}|\s[—–](?=\s?\d{1,3}\Z)")
ENTRY = re.compile(r"\S(?:.*[^\s.…·_])?(?P<leader>[\s.…·_]*)\s(?P<page>\d{1,3}|[ivxl]{1,6})")
# A list of contents has at least this many lines.
MIN_ENTRIES = 3
CONTENTS = re.compile(r"(?i:inhoud(?:sopgave)?):?")
# With a paragraph this long in front of it a list is no table of contents, unless a heading says so.
FIRST_TEXT_CHARS = 200
# So many lines in a row may read otherwise in the contents than above their chapters.
MOST_BETWEEN = 3
# Without dots the page number stands at least this far behind the title, in type sizes.
FAR = 2.0


def mark_contents(lines: Sequence[Line]) -> list[int]:
    """Positions of the lines that are entries with a page number; empty when there are too few to be a list."""
    found = [index for index, line in enumerate(lines) if _is_entry(line)]
    return found if len(found) >= MIN_ENTRIES and _count_up(lines[index] for index in found) else []


def _count_up(entries: Iterable[Line]) -> bool:
    """Whether page numbers rise, nearly always: the labels of a chart do not."""
    numbers = [int(digits[-1]) for line in entries if (digits := re.findall(r"\d+", line.text))]
    rising = sum(before <= after for before, after in pairwise(numbers))
    return rising >= 0.8 * (len(numbers) - 1)


def _is_entry(line: Line) -> bool:
    text = line.text
    if not (text[-1].isdigit() or text[-1] in "ivxl"):
        return False
    match = ENTRY.fullmatch(text) or (LEADER.search(text) and re.search(r"\d{1,3}\Z", text))
    if not match or not any(char.isalpha() for char in text):
        return False
    if LEADER.search(text):
        return True
    if len(line.tokens) < 2:
        return False
    last, before = line.tokens[-1], line.tokens[-2]
    return last.x0 - before.x1 > FAR * line.size and last.text.isdigit()


def without_leaders(line: Line) -> Line:
    """The line without its row of dots; a number glued to them becomes a token of its own."""
    tokens: list[Token] = []
    for token in line.tokens:
        tokens += _split(token)
    return make_line(line.page, tokens) if tokens else line


def _split(token: Token) -> list[Token]:
    match = LEADER.search(token.text)
    if match is None:
        return [] if re.fullmatch(r"[.…·_—–]{1,2}", token.text) and token.space_before else [token]
    per_char = (token.x1 - token.x0) / len(token.text)
    parts = []
    if match.start():
        parts.append(token._replace(text=token.text[: match.start()], x1=token.x0 + per_char * match.start()))
    if match.end() < len(token.text):
        start = token.x0 + per_char * match.end()
        parts.append(token._replace(text=token.text[match.end() :], x0=start, space_before=True))
    return parts


def entries(lines: Sequence[Line], marked: Sequence[int]) -> list[Piece]:
    """One piece for each entry; a title over two lines ends where its page number stands."""
    pieces: list[Piece] = []
    pending: list[Line] = []
    wanted = set(marked)
    for index, line in enumerate(lines):
        pending.append(line)
        if index in wanted:
            pieces.append(Piece("toc", pending[0].page, tuple(without_leaders(part) for part in pending)))
            pending = []
    pieces += [Piece("toc", line.page, (without_leaders(line),)) for line in pending]
    return pieces


def mark_lists_of_headings(pieces: Sequence[Piece]) -> list[Piece]:
    """Contents without page numbers: a run of short lines, most of which come again, later, as headings.

    A title may read otherwise in the contents than above its chapter, so lines between two that come again count too.
    """
    last = {_key(piece): index for index, piece in enumerate(pieces) if piece.kind == "heading"}
    marked = list(pieces)
    for run in _runs_of_titles(pieces, last):
        if (
            run
            and _may_open_contents(pieces, run[0])
            and sum(_comes_again(pieces, index, last) for index in run) >= 2 * MIN_ENTRIES - 2
        ):
            for index in run:
                marked[index] = replace(pieces[index], kind="toc")
    return marked


def _may_open_contents(pieces: Sequence[Piece], start: int) -> bool:
    """Whether contents can begin here: under their own heading, or before the text of the document."""
    headed = any(CONTENTS.fullmatch(piece.text) for piece in pieces[max(0, start - 2) : start + 1])
    return headed or all(len(piece.text) < FIRST_TEXT_CHARS for piece in pieces[:start])


def _runs_of_titles(pieces: Sequence[Piece], last: Mapping[str, int]) -> list[list[int]]:
    """Runs of pieces that come again as headings, with the short ones between them, by position."""
    runs: list[list[int]] = [[]]
    between: list[int] = []
    for index, piece in enumerate(pieces):
        if _is_short(piece) and _comes_again(pieces, index, last):
            runs[-1] += [*between, index]
            between = []
        elif runs[-1] and len(between) < MOST_BETWEEN and _may_be_listed(piece):
            between.append(index)
        elif runs[-1]:
            runs.append([])
            between = []
    return runs


def _comes_again(pieces: Sequence[Piece], index: int, last: Mapping[str, int]) -> bool:
    return pieces[index].kind in ("heading", "list_item", "paragraph") and last.get(_key(pieces[index]), -1) > index


def _may_be_listed(piece: Piece) -> bool:
    """Whether a piece can be a line of contents: short, and no heading or sentence."""
    return _is_short(piece) and piece.kind in ("list_item", "paragraph") and piece.text[-1:] not in (".", ":", ";")


def _is_short(piece: Piece) -> bool:
    return 1 <= len(piece.lines) <= 3 and len(piece.text) < 160


def _key(piece: Piece) -> str:
    marker = "".join(token.text for token in piece.marker)
    return re.sub(r"\W+", " ", f"{marker} {piece.text}".lower()).strip()
