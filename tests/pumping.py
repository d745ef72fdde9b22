"""Near misses made from a pattern's own structure, and a measure of how the time to refuse them grows."""

from __future__ import annotations

import re
import signal
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from math import inf
from re import _constants as codes
from re import _parser as parser
from time import thread_time
from typing import Any

from tests import timing

# Twice the text may take 2.6 times the time: linear, and the noise of a busy machine.
MOST_GROWTH = 2.6
# Under this a measurement says more of the machine than of the pattern; what is slow takes far longer.
NOISE_S = 0.008
# Characters of the longest text; the others have a half and a quarter. Of 2000 a quick processor reads what grows as
# the square in less than the noise.
LONGEST = 3000
# What takes this long is not waited for.
TOO_LONG_S = 2.0
# Ends that no pattern over Dutch papers goes on with.
END, END_OF_LINE = "\x01", "\n\x01"
# What hostile papers were made of, beside what the patterns themselves ask for.
SEEDS = (
    *("a", "A", "1", " ", "\n", " \n", "Aa ", "Aa, Bb en ", "zou moeten ", "€ 1.000.000 "),
    *(", b.", "1.", "a-", "- ", "("),
)


class TooLongError(Exception):
    """A pattern did not come back in time."""


def samples_of(pattern: re.Pattern[str]) -> list[tuple[str, str, str]]:
    """Texts to repeat: what stands before it once, what each repeat of the pattern repeats, and an end."""
    tree = parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG)
    found = dict.fromkeys((before, body) for before, body in _repeats(tree, "") if body)
    whole = _example(tree, 0)
    if whole:
        found |= dict.fromkeys([("", whole), ("", f"{whole} ")])
    found |= dict.fromkeys(("", seed) for seed in SEEDS)
    ends = (END, END_OF_LINE) if ".*" in pattern.pattern or ".+" in pattern.pattern else (END,)
    return [(before, body, end) for before, body in found for end in ends]


def growth(pattern: re.Pattern[str], methods: frozenset[str], before: str, body: str, end: str) -> float:
    """How many times longer twice the text takes, at worst of two doublings; 1 if it takes no time to speak of.

    What seems to grow is measured again at four times the length: a bounded repetition has then met its bound.
    """
    worst = 1.0

    def time_of(size: int) -> float:
        return _time(pattern, methods, before + body * (size // len(body)) + end)

    for longest in (LONGEST, 4 * LONGEST):
        first = time_of(longest)
        if first == inf:
            return inf
        if first < NOISE_S:
            return 1.0
        worst = timing.growth(time_of, (longest // 4, longest // 2, longest), MOST_GROWTH, NOISE_S / 4)
        if worst <= MOST_GROWTH:
            break
    return worst


def _time(pattern: re.Pattern[str], methods: frozenset[str], text: str) -> float:
    """Seconds of the processor that the pattern takes; infinite if it does not come back."""
    start = thread_time()
    try:
        with _alarm():
            _run(pattern, methods, text)
    except TooLongError:
        return inf
    return thread_time() - start


def _run(pattern: re.Pattern[str], methods: frozenset[str], text: str) -> None:
    if "match" in methods:
        pattern.match(text)
    if "fullmatch" in methods:
        pattern.fullmatch(text)
    if methods - {"match", "fullmatch"}:
        for _ in pattern.finditer(text):
            pass


@contextmanager
def _alarm() -> Iterator[None]:
    def ring(*_: object) -> None:
        raise TooLongError

    before = signal.signal(signal.SIGVTALRM, ring)
    signal.setitimer(signal.ITIMER_VIRTUAL, TOO_LONG_S)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _repeats(tree: Iterable[Any], before: str) -> Iterator[tuple[str, str]]:
    for code, argument in tree:
        if code in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
            _, most, body = argument
            if most > 4:
                for choice in range(2):
                    yield before, _example(body, choice)
                yield "", before + _example(body, 0)
            yield from _repeats(body, before)
        elif code is codes.SUBPATTERN:
            yield from _repeats(argument[3], before)
        elif code is codes.BRANCH:
            for branch in argument[1]:
                yield from _repeats(branch, before)
        elif code is codes.ATOMIC_GROUP:
            yield from _repeats(argument, before)
        elif code in (codes.ASSERT, codes.ASSERT_NOT):
            yield from _repeats(argument[1], before)
        before += _example([(code, argument)], 0)


def _example(tree: Iterable[Any], choice: int) -> str:
    """Text that the tree matches, or nearly: the n-th alternative of each choice, repeats once or as often as asked."""
    return "".join(_one(code, argument, choice) for code, argument in tree)


def _one(code: Any, argument: Any, choice: int) -> str:
    match code:
        case codes.LITERAL:
            return chr(argument)
        case codes.NOT_LITERAL:
            return "x" if chr(argument) != "x" else "y"
        case codes.ANY:
            return "x"
        case codes.IN:
            return _of_class(argument, choice)
        case codes.BRANCH:
            return _example(argument[1][choice % len(argument[1])], choice)
        case codes.SUBPATTERN:
            return _example(argument[3], choice)
        case codes.ATOMIC_GROUP:
            return _example(argument, choice)
        case codes.MAX_REPEAT | codes.MIN_REPEAT | codes.POSSESSIVE_REPEAT:
            least, most, body = argument
            return _example(body, choice) * min(max(least, 1), most if most < 10 else 10)
        case _:
            return ""


_CLASSES = {
    codes.CATEGORY_DIGIT: "1",
    codes.CATEGORY_SPACE: " ",
    codes.CATEGORY_WORD: "a",
    codes.CATEGORY_NOT_DIGIT: "a",
    codes.CATEGORY_NOT_SPACE: "a",
    codes.CATEGORY_NOT_WORD: " ",
}


def _of_class(members: list[Any], choice: int) -> str:
    if members[0][0] is codes.NEGATE:
        refused = re.compile("[" + "".join(_as_text(member) for member in members[1:]) + "]")
        free = [sign for sign in "aA1 ,.\n" if not refused.match(sign)]
        return free[choice % len(free)] if free else "§"
    code, argument = members[choice % len(members)]
    if code is codes.LITERAL:
        return chr(argument)
    if code is codes.RANGE:
        return chr(argument[0])
    return _CLASSES.get(argument, "a")


def _as_text(member: Any) -> str:
    code, argument = member
    if code is codes.LITERAL:
        return re.escape(chr(argument))
    if code is codes.RANGE:
        return f"{re.escape(chr(argument[0]))}-{re.escape(chr(argument[1]))}"
    return {
        codes.CATEGORY_DIGIT: r"\d",
        codes.CATEGORY_SPACE: r"\s",
        codes.CATEGORY_WORD: r"\w",
        codes.CATEGORY_NOT_DIGIT: r"\D",
        codes.CATEGORY_NOT_SPACE: r"\S",
        codes.CATEGORY_NOT_WORD: r"\W",
    }[argument]
