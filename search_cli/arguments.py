"""What every argument and option goes through before a command gets it: text that can be kept, numbers that fit."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from copy import copy
from math import isfinite
from typing import Any

import typer

# No library has more of anything, nobody waits longer in seconds, and every store has room for it.
MOST = 2**31 - 1


# How arguments are shown that name a library: a folder may be called anything.
PLACES = frozenset({"PLACE", "FROM", "TO"})


def guard(commands: Iterable[Any]) -> None:
    """Let the arguments and options of commands, and of those within them, be looked at by what they are."""
    for command in commands:
        for param in command.params:
            check = None if param.metavar in PLACES else _CHECKS.get(param.type.name)
            if check is not None:
                param.type = _checked(param.type, check)
        guard(getattr(command, "commands", {}).values())


def as_kept(text: str) -> str:
    """Text as typed or pasted, without the control characters that a paste from Word or a PDF brings.

    Raises:
        typer.BadParameter: it is not UTF-8.

    >>> as_kept("punt 3\\x0ben punt 4")
    'punt 3 en punt 4'
    """
    if text.isascii() and text.isprintable():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        raise typer.BadParameter(f"{text[:200]!r} is not UTF-8; set the terminal to UTF-8, and type it again") from None
    from ingest.words.signs import without_controls

    return without_controls(text)


def as_number(number: float) -> float:
    """A number that is one, and that fits.

    Raises:
        typer.BadParameter: it is not.
    """
    if not isfinite(number) or abs(number) > MOST:
        raise typer.BadParameter(f"{str(number)[:40]} is too large, or no number")
    return number


# By the names that types of arguments have, of Typer and of Click.
_CHECKS: dict[str, Callable[[Any], Any]] = dict.fromkeys(("str", "text"), as_kept) | dict.fromkeys(
    ("int", "int range", "integer", "integer range", "float", "float range"), as_number
)


def _checked(kind: Any, check: Callable[[Any], Any]) -> Any:
    """A type of arguments, which many share, with a check of its own behind what it does itself."""
    checked, convert = copy(kind), kind.convert

    def converted(value: Any, param: Any, ctx: Any) -> Any:
        try:
            return check(convert(value, param, ctx))
        except typer.BadParameter as refused:
            kind.fail(refused.message, param, ctx)

    checked.convert = converted
    return checked
