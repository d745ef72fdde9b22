"""What stands on a page: tokens of text in a style, and the runs of characters they are made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from ingest.pdf.drawing import Drawing
from ingest.pdf.fonts import Font
from ingest.words.hyphens import are_two_words, is_split_word

# Between two letters of one word the gap is under 0.19 of the type size, also in the letter-spaced colophons of
# ministries ("P agina 1", "M obiliteit": 0.17 to 0.18); between words without a space sign it is 0.2 or more.
WORD_GAP = 0.2
# Letters with this much between them are letter-spaced. A capital stands further from the small letters of its word
# ("V erkeer": 0.23); a figure behind letters is a word of its own from here on ("Pagina 2", letter-spaced: 0.18).
TRACKING = 0.04
CAPITAL_GAP = 0.26
LETTER_GAP = 0.14
# Two words that make no word together, or a word behind a sign that closes, stand apart from here on ("door met": 0.14
# to 0.19; parts of compounds are at most 0.11 apart), but in a letter-spaced word only by this much more than letters.
LOST_SPACE, MORE_THAN_LETTERS = 0.13, 1.6
# A title may stand very near to its number ("3.1. Opwek": 0.12, "fo10. Zijn": 0.07).
NUMBER_GAP = 0.06
CLOSING, OPENING = frozenset(",;:)]!?”»"), frozenset("([{“‘„«\"'’")
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
    each hue, 0 for black, white and greys. slant: how far from its angle it is printed, in degrees, 0 up to 1.
    """

    font: Font
    size: float
    angle: int = 0
    doubt: str = ""
    colour: int = 0
    slant: int = 0

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

    key: the text object that the first of them is drawn in. widest: the widest gap between its letters, if any is as
    wide as that of letter-spaced type.
    """

    text: str
    x0: float
    x1: float
    line: float
    style: Style
    spaced: bool
    key: int = 0
    widest: float = 0.0

    def is_apart(self, x0: float, line: float, style: Style, space: str, text: str) -> bool:
        """Whether the text that is drawn next, from x0 at height line, is another word.

        space: the white space of the file between, if any.
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
        if len(self.text) == 1 and self.text.isupper() and text[:1].islower():
            return gap > CAPITAL_GAP * size or (gap > WORD_GAP * size and are_two_words(self.text, text))
        other_kind = self.text[-1:].isalpha() and text[:1].isdigit() and style is self.style
        if gap > (LETTER_GAP if other_kind else WORD_GAP) * size:
            return True
        if self.text[-1:] == "." and self.text[-2:-1].isdigit() and text[:1].isupper() and text[1:2].islower():
            return gap > NUMBER_GAP * size
        return gap > max(LOST_SPACE * size, MORE_THAN_LETTERS * self.widest) and self._ends_before(text)

    def _ends_before(self, text: str) -> bool:
        """Whether a word ends here by what it says, and another begins."""
        last, first = self.text[-1:], text[:1]
        if not first.isalpha():
            return first in ("(", "[") and last.isalpha()
        return (
            last in CLOSING or (last == "." and first.isupper()) or (len(text) > 1 and are_two_words(self.text, text))
        )

    def may_go_on(self, x0: float, style: Style, text: str) -> bool:
        """Whether text that is drawn next, from x0, may be of the same word though room is left between.

        It may in a letter-spaced word, and where the whole is a word and one of its parts is hardly one.
        """
        if len(self.text) == 1:
            return self._is_of_a_kind_with(text)
        if self.widest and x0 - self.x1 <= MORE_THAN_LETTERS * self.widest:
            return True
        return style is self.style and x0 - self.x1 < WORD_GAP * style.size and is_split_word(self.text, text)

    def _is_of_a_kind_with(self, text: str) -> bool:
        """Whether one character may be the first of a longer word or number: "8 juli" and "– met" are two."""
        first = text[:1]
        if self.text in OPENING or not first.isalnum():
            return True
        if self.text.isalpha():
            return not (first.isalpha() and are_two_words(self.text, text))
        return self.text.isdigit() and first.isdigit()
