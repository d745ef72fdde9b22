"""Text that is printed sideways or upside down: turned upright to be read, and its boxes turned back.

A table drawn sideways on an upright page is text; the label of an axis, the credit of a photograph beside it and a
stamp across the page are not.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.layout.compose import Reading
from ingest.model import Block, Box, Footnote, Furniture, Word
from ingest.pdf.drawing import Area, Drawing
from ingest.pdf.printed import PrintedPage, Style, Token
from ingest.pdf.tokens import DESCENT

# The turned part of a page counts as a sheet of its own, numbered by angle and page; a paper has at most 5000 pages.
SHEETS = 10_000
# So much turned text is read, in words of this length on average: the letters of a curved label stand alone.
MIN_CHARS, MIN_WORD = 150, 3.0
# The letters of a word along a curve stand at so many angles or more; the next one is no further than this, in type
# sizes.
ANGLES_OF_CURVE, NEXT_LETTER = 5, 0.5
# The middles of two letters of one word along a curve are nearer to each other than this, in type sizes.
WITHIN_WORD = 0.7
# With less, it is read when it is most of what stands on the page.
MOST = 0.5


def sheets(page: PrintedPage) -> tuple[list[PrintedPage], list[Token]]:
    """The page without its turned text, then its turned parts as upright sheets, and the tokens that are none."""
    by_angle: dict[int, list[Token]] = {}
    curved = _along_curves(page.tokens)
    loose = [token for token in page.tokens if id(token) in curved]
    for token in page.tokens:
        if id(token) not in curved:
            by_angle.setdefault(token.style.angle, []).append(token)
    n_chars = sum(len(token.text) for token in page.tokens)
    found: list[PrintedPage] = []
    for angle, tokens in by_angle.items():
        if angle == 0:
            continue
        n_turned = sum(len(token.text) for token in tokens)
        is_text = n_turned >= min(MIN_CHARS, MOST * n_chars) and n_turned >= MIN_WORD * len(tokens)
        if angle % 90 == 0 and is_text:
            found.append(upright(page, tokens, angle))
        else:
            loose += tokens
    return [replace(page, tokens=tuple(by_angle.get(0, ()))), *found], _glued(loose)


def _along_curves(tokens: Sequence[Token]) -> set[int]:
    """The letters of words that are printed along a curve, as id(token): those that are nearly upright with them."""
    slanted = [token for token in tokens if token.style.angle % 90]
    if len({token.style.angle for token in slanted}) < ANGLES_OF_CURVE:
        return set()
    # Two letters at the same angle are part of a word, or a short word of a title that is a little askew.
    letters = [token for token in tokens if len(token.text) + token.space_before <= 2]
    new = [*slanted, *(token for token in letters if token.style.slant)]
    sizes = {token.style.size for token in new}
    others = [token for token in letters if token.style.size in sizes]
    found = set(map(id, new))
    while new:
        new = [token for token in others if id(token) not in found and any(_is_next_to(token, one) for one in new)]
        found |= set(map(id, new))
    return found


def _glued(tokens: Sequence[Token]) -> list[Token]:
    """The tokens, with letters that follow each other closely along a curve as one word."""
    glued = list(tokens[:1])
    for before, token in pairwise(tokens):
        dx, dy = before.x0 + before.x1 - token.x0 - token.x1, before.top + before.bottom - token.top - token.bottom
        is_near = math.hypot(dx, dy) / 2 < WITHIN_WORD * token.style.size
        in_letters = max(len(before.text), len(token.text)) <= 2 and before.style.size == token.style.size
        glued.append(token._replace(space_before=False) if is_near and in_letters else token)
    return glued


def _is_next_to(token: Token, other: Token) -> bool:
    reach = NEXT_LETTER * token.style.size
    return (
        token.style.size == other.style.size
        and token.style.font is other.style.font
        and max(token.x0 - other.x1, other.x0 - token.x1, token.top - other.bottom, other.top - token.bottom) < reach
    )


def turned_back(reading: Reading, pages: Mapping[int, PrintedPage]) -> Reading:
    """A reading of sheets with the numbers of their pages and its boxes where they stand on those; pages: by number."""
    if all(start < SHEETS for start in reading.page_starts):
        return reading
    starts: dict[int, int] = {}
    for sheet, start in reading.page_starts.items():
        starts[sheet % SHEETS] = min(start, starts.get(sheet % SHEETS, start))
    return replace(
        reading,
        words=tuple(
            Word(word.start, word.end, tuple(box_on_page(box, pages) for box in word.boxes)) for word in reading.words
        ),
        blocks=tuple(_block(block) for block in reading.blocks),
        footnotes=tuple(_footnote(note) for note in reading.footnotes),
        page_starts=starts,
    )


def furniture_on_page(item: Furniture, pages: Mapping[int, PrintedPage]) -> Furniture:
    """Furniture of a sheet as that of its page."""
    if item.page < SHEETS:
        return item
    return replace(item, page=item.page % SHEETS, boxes=tuple(box_on_page(box, pages) for box in item.boxes))


def box_on_page(box: Box, pages: Mapping[int, PrintedPage]) -> Box:
    """Where a box of a sheet stands on its page."""
    quarters, number = divmod(box.page, SHEETS)
    if not quarters:
        return box
    width, height = pages[number].width, pages[number].height
    if quarters == 1:
        return Box(number, width - box.bottom, box.x0, width - box.top, box.x1)
    if quarters == 2:
        return Box(number, width - box.x1, height - box.bottom, width - box.x0, height - box.top)
    return Box(number, box.top, height - box.x1, box.bottom, height - box.x0)


def _block(block: Block) -> Block:
    return replace(block, page=block.page % SHEETS, last_page=block.last_page % SHEETS)


def _footnote(note: Footnote) -> Footnote:
    return replace(note, page=note.page % SHEETS)


def upright(page: PrintedPage, tokens: list[Token], angle: int) -> PrintedPage:
    """The tokens that are printed at an angle as they stand when the page is turned, with what is drawn on it."""
    sides = (page.height, page.width) if angle != 180 else (page.width, page.height)
    styles: dict[Style, Style] = {}

    def turn(token: Token) -> Token:
        style = styles.setdefault(token.style, replace(token.style, angle=0))
        x0, top, x1, bottom = _turned(token.x0, token.top, token.x1, token.bottom, page, angle)
        return Token(token.text, x0, top, x1, bottom, bottom - DESCENT * style.size, style, token.space_before)

    def turn_areas(areas: tuple[Area, ...]) -> tuple[Area, ...]:
        return tuple(
            Area(*_turned(area.x0, area.top, area.x1, area.bottom, page, angle), area.filled, area.framed)
            for area in areas
        )

    drawing = page.drawing
    across, down = turn_areas(drawing.across), turn_areas(drawing.down)
    if angle != 180:
        across, down = down, across
    turned = Drawing(across, down, turn_areas(drawing.frames), turn_areas(drawing.pictures))
    return PrintedPage(page.number + angle // 90 * SHEETS, *sides, tuple(map(turn, tokens)), turned)


def _turned(
    x0: float, top: float, x1: float, bottom: float, page: PrintedPage, angle: int
) -> tuple[float, float, float, float]:
    if angle == 90:
        return top, page.width - x1, bottom, page.width - x0
    if angle == 180:
        return page.width - x1, page.height - bottom, page.width - x0, page.height - top
    return page.height - bottom, x0, page.height - top, x1
