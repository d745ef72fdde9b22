"""Patterns with one alternative left out: "a(?:b|c)" is "a(?:c)" and "a(?:b)"."""

from __future__ import annotations

import re
from collections.abc import Iterator

# An escape, a class of characters, the opening of a group with what it says of itself, a bar, a closing.
_TOKEN = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\((?:\?(?:P<\w+>|<?[=!]|[aimsx-]*:|>))?|\||\)", re.DOTALL)


def without_one(pattern: str) -> Iterator[tuple[str, str]]:
    """Each alternative of each group, and the pattern without it; an alternative that is empty is none.

    >>> list(without_one("a(?:b|c)"))
    [('b', 'a(?:c)'), ('c', 'a(?:b)')]
    """
    for ranges in _groups(pattern):
        for at, (start, end) in enumerate(ranges):
            if start < end:
                is_last = at + 1 == len(ranges)
                left = pattern[: start - 1] if is_last else pattern[:start]
                yield pattern[start:end], left + pattern[end if is_last else ranges[at + 1][0] :]


def _groups(pattern: str) -> list[list[tuple[int, int]]]:
    """The ranges of the alternatives of each group that has several; the pattern as a whole is one too."""
    found: list[list[tuple[int, int]]] = []
    open_groups: list[tuple[int, list[tuple[int, int]]]] = [(0, [])]

    def close(end: int) -> None:
        start, ranges = open_groups.pop()
        if ranges:
            found.append([*ranges, (start, end)])

    for token in _TOKEN.finditer(pattern):
        if token[0][0] == "(":
            open_groups.append((token.end(), []))
        elif token[0] == "|":
            start, ranges = open_groups.pop()
            open_groups.append((token.end(), [*ranges, (start, token.start())]))
        elif token[0] == ")":
            close(token.start())
    close(len(pattern))
    return found
