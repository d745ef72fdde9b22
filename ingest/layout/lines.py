"""Lines of print: the tokens of a page put side by side again.

The order of the file tells which tokens follow each other, their position
tells which stand on one line; neither is enough alone. Margin text stands
between two lines of a sentence in the file, and two columns stand on one
height of the page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from operator import attrgetter

from ingest.model import Box
from ingest.pdf.printed import PrintedPage, Token

# Baselines of one line differ by less than this part of the type size; superscripts are raised by 0.3 or more.
BASELINE_TOLERANCE = 0.22
# Wider than this part of the type size a gap may part two columns. Justified lines have such gaps too, so lines are
# put together again once the columns are known (ingest/layout/columns.py).
COLUMN_GAP = 1.1
X0 = attrgetter("x0")
# Super- and subscripts are at most this part of the size of the line they belong to, but for rounding (6.5 of 8 pt).
SMALL, ROUNDING_PT = 0.8, 0.2
# Lines are looked up by the bands of the page they stand in; no page is higher than 14,400 pt.
BAND_PT, MAX_BAND = 10, 1440
# The label of a note stands up to a tab, at most this many type sizes, in front of it.
LABEL_REACH = 5.0


@dataclass(slots=True, eq=False)
class Line:
    """Tokens of one line of print, left to right, without a gap as wide as one between columns.

    size: of most of its characters; baseline: of the text of that size. colour: of all its letters, 0 for none or
    several.
    """

    page: int
    tokens: tuple[Token, ...]
    x0: float
    top: float
    x1: float
    bottom: float
    baseline: float
    size: float
    bold: bool
    italic: bool
    text: str
    colour: int = 0

    @property
    def box(self) -> Box:
        return Box(self.page, self.x0, self.top, self.x1, self.bottom)

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def width(self) -> float:
        return self.x1 - self.x0


@dataclass(frozen=True, slots=True)
class PageLines:
    """The lines of one page and the size of the page, in points."""

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]


def text_of(tokens: Iterable[Token]) -> str:
    """The characters of tokens, with a space where white space stood."""
    return "".join([" " + token.text if token.space_before else token.text for token in tokens]).strip()


def make_line(page: int, tokens: Iterable[Token]) -> Line:
    """A line of tokens, put in order from left to right."""
    ordered = tuple(sorted(tokens, key=X0))
    style = ordered[0].style
    if all(token.style is style for token in ordered):
        main, size, bold, italic, colour = ordered, style.size, style.bold, style.italic, style.colour
    else:
        size = _main_size(ordered)
        main = tuple(token for token in ordered if token.style.size == size)
        letters = [token for token in ordered if any(map(str.isalnum, token.text))] or list(ordered)
        plain = [token for token in letters if token.style.size > SMALL * size] or letters
        bold = all(token.style.bold for token in plain)
        italic = all(token.style.italic for token in plain)
        colours = {token.style.colour for token in plain}
        colour = colours.pop() if len(colours) == 1 else 0
    top = min([token.top for token in main])
    bottom = max([token.bottom for token in main])
    right = max([token.x1 for token in ordered])
    return Line(
        page, ordered, ordered[0].x0, top, right, bottom, main[0].baseline, size, bold, italic, text_of(ordered), colour
    )


def _main_size(tokens: Iterable[Token]) -> float:
    """The size of most characters; the larger one when in doubt, as in a raised number and two words."""
    sizes: Counter[float] = Counter()
    for token in tokens:
        sizes[token.style.size] += len(token.text)
    most = max(sizes.values())
    return max(size for size, count in sizes.items() if count * 2 >= most)


def read_lines(page: PrintedPage) -> list[Line]:
    """The lines of a page whose text is upright, from top to bottom."""
    chains = [make_line(page.number, chain) for chain in _chains(page.tokens)]
    return sorted(join_neighbours(chains), key=lambda line: (line.baseline, line.x0))


def _chains(tokens: Iterable[Token]) -> list[list[Token]]:
    """Runs of tokens that follow each other in the file and on the same line, raised and lowered ones included."""
    chains: list[list[Token]] = []
    for token in tokens:
        if chains and _follows(chains[-1][-1], token):
            chains[-1].append(token)
        else:
            chains.append([token])
    return chains


def _follows(before: Token, after: Token) -> bool:
    size = before.style.size if before.style is after.style else max(before.style.size, after.style.size)
    gap = after.x0 - before.x1
    if not -0.3 * size < gap < COLUMN_GAP * size:
        return False
    if before.top == after.top and before.bottom == after.bottom:
        return True
    overlap = min(before.bottom, after.bottom) - max(before.top, after.top)
    return overlap >= 0.45 * min(before.bottom - before.top, after.bottom - after.top)


def join_neighbours(lines: list[Line], gap: float = COLUMN_GAP) -> list[Line]:
    """Put lines together that stand side by side at one height, no further apart than gap (in type sizes)."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: (line.baseline, line.x0)):
        for row in reversed(rows[-4:]):
            if _same_row(row[0], line):
                row.append(line)
                break
        else:
            rows.append([line])
    joined = [part for row in rows for part in _join_row(row, gap)]
    return _attach_small(joined, min(gap, LABEL_REACH))


def _same_row(first: Line, second: Line) -> bool:
    tolerance = BASELINE_TOLERANCE * min(first.size, second.size) + 0.3
    return abs(first.baseline - second.baseline) <= tolerance


def _join_row(row: list[Line], gap: float) -> list[Line]:
    parts: list[list[Line]] = []
    for line in sorted(row, key=lambda line: line.x0):
        last = parts[-1] if parts else None
        if last and -2.0 < line.x0 - max(part.x1 for part in last) < gap * min(last[-1].size, line.size):
            last.append(line)
        else:
            parts.append([line])
    return [part[0] if len(part) == 1 else _joined(part) for part in parts]


def _joined(parts: list[Line]) -> Line:
    tokens = [token for part in parts for token in part.tokens]
    for part in parts[1:]:
        first = part.tokens[0]
        before = max((token for token in tokens if token.x1 <= first.x0 + 1), key=lambda token: token.x1, default=None)
        if before and first.x0 - before.x1 > 0.15 * first.style.size and not first.space_before:
            tokens[tokens.index(first)] = first._replace(space_before=True)
    return make_line(parts[0].page, tokens)


def _attach_small(lines: list[Line], reach: float) -> list[Line]:
    """Raised and lowered signs that the file has apart are put in the line they stand beside.

    reach: how far in front of a line (in type sizes) the label of a note may stand.
    """
    result = {id(line): line for line in lines}
    at_height = _by_height(lines)
    for key_of_sign in [id(line) for line in lines if len(line.text) <= 5]:
        sign = result[key_of_sign]
        middle = (sign.top + sign.bottom) / 2
        for key in at_height.get(int(middle // BAND_PT), ()):
            line = result.get(key, sign)
            if (
                line is sign
                or sign.size > SMALL * line.size + ROUNDING_PT
                or not line.top - 1 <= middle <= line.bottom + 1
            ):
                continue
            if -1.0 < sign.x0 - line.x1 < 0.4 * line.size or -1.0 < line.x0 - sign.x1 < reach * line.size:
                del result[key_of_sign]
                result[key] = make_line(line.page, [*line.tokens, *sign.tokens])
                break
    return list(result.values())


def _by_height(lines: list[Line]) -> dict[int, list[int]]:
    """The ids of the lines at each height, in bands of the page: a map with many labels has thousands of lines."""
    at_height: dict[int, list[int]] = {}
    for line in lines:
        first, last = int((line.top - 1) // BAND_PT), int((line.bottom + 1) // BAND_PT)
        for band in range(max(first, 0), min(last, MAX_BAND) + 1):
            at_height.setdefault(band, []).append(id(line))
    return at_height
