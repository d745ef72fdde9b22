"""What the encoder is given to read: runs of statements, with the title above them and what was said before."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from nlp.advice.statements import Statement
from nlp.encoder.e5_text import BEGIN, END, PASSAGE_PREFIX

Encode = Callable[[str], list[int]]

# In tokens: of a window, a statement, the title above, what was said before, and the begin of what comes next.
MOST, A_STATEMENT, TITLE, BEFORE, NEXT = 250, 80, 16, 24, 6
# A statement beyond doubt is read along between two others when it is no longer.
SHORT = 40


@dataclass(frozen=True, slots=True)
class Window:
    """A run of statements as the encoder sees them: tokens, and (statement, first token, token after the last)."""

    tokens: list[int]
    spans: list[tuple[int, int, int]]


def windows(stated: Sequence[Statement], in_doubt: Sequence[bool], encode: Encode) -> Iterator[Window]:
    """The statements in doubt in runs of one section, each with its title and what stands before it.

    encode: a text as tokens, without marks of begin and end.
    """
    prefix = encode(PASSAGE_PREFIX.strip())
    tokens = lru_cache(16)(lambda at: encode(stated[at].text)[:A_STATEMENT])
    at, n = 0, len(stated)

    def may_follow(place: int, section: int) -> bool:
        return place < n and stated[place].section == section

    while at < n:
        if not in_doubt[at]:
            at += 1
            continue
        first = stated[at]
        read = [BEGIN, *prefix]
        if first.headings:
            read += encode(first.headings[-1][:80] + ":")[:TITLE]
        if before := first.stem or first.previous:
            read += encode(before)[-BEFORE:]
        spans: list[tuple[int, int, int]] = []
        while may_follow(at, first.section):
            if not in_doubt[at] and not (
                may_follow(at + 1, first.section) and in_doubt[at + 1] and len(tokens(at)) <= SHORT
            ):
                break
            if spans and len(read) + len(tokens(at)) > MOST:
                break
            spans.append((at, len(read), len(read) + len(tokens(at))))
            read += tokens(at)
            at += 1
        if may_follow(at, first.section):
            read += tokens(at)[:NEXT]
        if not in_doubt[spans[-1][0]]:
            spans.pop()
        yield Window([*read, END], [span for span in spans if span[1] < span[2]])
