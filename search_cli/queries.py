"""A command whose arguments are a query, in which -word leaves a word out and is no option."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from typer.core import TyperCommand

from ingest.errors import VindplaatsError

# "-woord", and no "-h" or "--json".
_LEFT_OUT = re.compile(r"-[^\W\d_][\w’'-]+")


class WordAsOptionError(VindplaatsError):
    """A word to leave out that the command line takes for an option; wrong usage."""

    exit_code = 2


class QueryCommand(TyperCommand):
    """A command that says how to type a word that is to be left out."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the arguments; raises WordAsOptionError where one is no option but a word."""
        short = {option[1:] for param in self.get_params(ctx) for option in param.opts if len(option) == 2}
        if word := _left_out(args, short):
            raise WordAsOptionError(
                f"{word} is taken for an option; put the query in quotes, with a word to look for first "
                f"({ctx.command_path} 'uitvoering {word}'), or behind -- ({ctx.command_path} -- {word} uitvoering)"
            )
        return super().parse_args(ctx, args)


def _left_out(args: Sequence[str], short: set[str]) -> str | None:
    """The first argument before -- that has the form of a word to leave out, and is no row of short options."""
    before = args[: args.index("--")] if "--" in args else args
    return next((each for each in before if _LEFT_OUT.fullmatch(each) and not set(each[1:]) <= short), None)
