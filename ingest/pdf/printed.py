"""What stands on a page: tokens of text in a style, and the runs of characters they are made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from ingest.pdf.drawing import Drawing
from ingest.pdf.fonts import Font
from ingest.words.hyphens import is_split_word

# Between two letters of one word the gap is under 0.19 of the type size, also in the letter-spaced colophons of
# ministries ("P agina 1", "M obiliteit": 0.17 to 0.18); between words without a space sign it is 0.2 or more.
WORD_GAP = 0.2
# Letters with this much between them are letter-spaced. A capital stands further from the small letters of its word
# ("V erkeer": 0.23); a figure behind letters is a word of its own from here on ("Pagina 2", letter-spaced: 0.18).
TRACKING = 0.04
CAPITAL_GAP = 0.26
LETTER_GAP = 0.14
# A space counts when it leaves some room; below this it is a slip of the typesetter inside a word. In fonts whose
# letters are said to be wider than they are, the sign itself tells: it moves the pen on by a quarter of the type size.
SPACE_SIGN_GAP = 0.05
SPACE_SIGN_ADVANCE = 0.15
# Letters that overlap by more than this part of the type size stand on top of each other: a new run of text.
OVERLAP = 0.6


@dataclass(frozen=True, slots=True)
class Style:
    """How a run of text is printed.

    size: in points as shown. angle: in degrees as shown, clockwise; one that is not a quarter turn is of text that
    is laid across the page. doubt: why it may not be seen on the page, "" for nearly all text. colour: a number for
    each hue, 0 for black, white and greys.
    """

    font: Font
    size: float
    angle: int = 0
    doubt: str = ""
    colour: int = 0

    @property
    def bold(self) -> bool:
        return self.font.bold

    @property
    def italic(self) -> bool:
        return self.font.italic


class Token(NamedTuple):
    """A run of characters of one style without white space; space_before: white space stood before it."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    baseline: float
    style: Style
    space_before: bool = True


class Unseen(NamedTuple):
    """A run of characters that is in the file but not to be seen on the page, and why."""

    token: Token
    reason: str


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """What stands on one page, in the order of the file. number is 1-based. unseen: what the page does not show."""

    number: int
    width: float
    height: float
    tokens: tuple[Token, ...]
    drawing: Drawing
    unseen: tuple[Unseen, ...] = ()


@dataclass(slots=True)
class PrintedRun:
    """Characters drawn one after the other: where they begin and end along their line, and the height of that line.

    key: the text object that the first of them is drawn in.
    """

    text: str
    x0: float
    x1: float
    line: float
    style: Style
    spaced: bool
    key: int = 0
    joins_gaps: bool = False

    def is_apart(self, x0: float, line: float, style: Style, space: str, char: str) -> bool:
        """Whether what is drawn next, from x0 at height line, is another word.

        space: the white space of the file between, if any; char: the first character of what comes next.
        """
        gap = x0 - self.x1
        if style is self.style:
            size = style.size
            if space and gap > SPACE_SIGN_GAP * size:
                return True
        else:
            size = min(self.style.size, style.size) if style.angle == self.style.angle else 0.0
        if gap < -OVERLAP * size or abs(line - self.line) > 0.6 * size:
            return True
        if space:
            return gap > SPACE_SIGN_GAP * size
        if len(self.text) == 1 and self.text.isupper() and char.islower():
            return gap > CAPITAL_GAP * size
        other_kind = self.text[-1:].isalpha() and char.isdigit() and style is self.style
        return gap > (LETTER_GAP if other_kind else WORD_GAP) * size

    def may_go_on(self, x0: float, style: Style, text: str) -> bool:
        """Whether text that is drawn next, from x0, may be of the same word though room is left between.

        It may in a letter-spaced word, and where the whole is a word and one of its parts is hardly one.
        """
        if self.joins_gaps or len(self.text) == 1:
            return True
        return style is self.style and x0 - self.x1 < WORD_GAP * style.size and is_split_word(self.text, text)
