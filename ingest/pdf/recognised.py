"""Put right what tesseract says of a page beside its words: bullets, and the size of the type."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import replace

from ingest.pdf.printed import PrintedPage, Style, Token

# A bullet is read as one of these, sometimes with a line behind it ("e _ De maatregelen").
READ_FOR_BULLET = frozenset({"e", "o", "©", "°", "¢", "«", "»", "e_", "o_", "."})
STROKES = frozenset({"_", "__", "—", "-", "|"})
# A bullet stands this far in front of its item, in type sizes; a letter of a word stands closer.
BULLET_GAP = 0.5
# Tesseract judges size by the letters a word has: type of one size comes in sizes that differ by less than this.
SAME_TYPE = 0.3
# The margin column of a letter begins in this part of the page, this far beyond the text.
MARGIN_FROM, MARGIN_GAP_PT = 0.74, 4.0
# Margins are set in about this part of the size of the text.
MARGIN_SIZE = 0.7


def tidied(pages: Sequence[PrintedPage], recognised: Container[int]) -> list[PrintedPage]:
    """The pages, with bullets as bullets, text in one size and margin columns in a smaller one on those recognised."""
    read = {page.number: _with_bullets(page.tokens) for page in pages if page.number in recognised}
    margins = {page.number: _margin(read[page.number], page.width) for page in pages if page.number in read}
    sizes: Counter[float] = Counter()
    for number, tokens in read.items():
        for token in tokens:
            if token.x0 < margins[number]:
                sizes[token.style.size] += len(token.text)
    if not sizes:
        return list(pages)
    usual = max(sizes, key=lambda size: (sizes[size], size))
    styles: dict[Style, Style] = {}
    return [
        replace(page, tokens=tuple(_resized(token, usual, margins[page.number], styles) for token in read[page.number]))
        if page.number in read
        else page
        for page in pages
    ]


def _resized(token: Token, usual: float, margin: float, styles: dict[Style, Style]) -> Token:
    size = token.style.size
    if token.x0 >= margin:
        size = MARGIN_SIZE * usual
    elif abs(size - usual) < SAME_TYPE * usual:
        size = usual
    style = replace(token.style, size=size)
    return token._replace(style=styles.setdefault(style, style))


def _margin(tokens: Sequence[Token], width: float) -> float:
    """Where a margin column begins, in points from the left; the right edge of the page when there is none."""
    right = [token.x0 for token in tokens if token.x0 > MARGIN_FROM * width]
    start = min(right, default=width)
    crossing = [token for token in tokens if token.x0 < start < token.x1 + MARGIN_GAP_PT]
    return start if len(right) > len(crossing) and not crossing else width


def _with_bullets(tokens: Sequence[Token]) -> list[Token]:
    found: list[Token] = []
    for index, token in enumerate(tokens):
        after_bullet = bool(found) and found[-1].text == "•" and _on_one_line(found[-1], token)
        if after_bullet and token.text in STROKES:
            continue
        if token.text in READ_FOR_BULLET and _opens_item(tokens, index):
            token = token._replace(text="•")
        found.append(token)
    return found


def _opens_item(tokens: Sequence[Token], index: int) -> bool:
    """Whether a sign is the first of its line, with room behind it."""
    sign, following = tokens[index], tokens[index + 1] if index + 1 < len(tokens) else None
    first = index == 0 or not _on_one_line(tokens[index - 1], sign)
    if following is None or not first or not _on_one_line(sign, following):
        return False
    return following.text in STROKES or following.x0 - sign.x1 > BULLET_GAP * following.style.size


def _on_one_line(before: Token, token: Token) -> bool:
    return abs(token.baseline - before.baseline) < 0.5 * token.style.size and token.x0 > before.x0
