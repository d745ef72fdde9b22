"""Where output goes: results on stdout, everything else on stderr; colours only on a terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from typing import NoReturn

from rich.console import Console
from rich.text import Text

# A page of prose is hard to read in lines longer than this.
READING_WIDTH = 110


class Output(TextIOWrapper):
    """Standard output that ends the program without a word, and with status 0, when its reader has had enough (head).

    Rich and Click each end it with status 1 when they see the error that a closed pipe is, so they never do.
    """

    def write(self, text: str, /) -> int:
        try:
            return super().write(text)
        except BrokenPipeError:
            self._end()

    def flush(self) -> None:
        try:
            super().flush()
        except BrokenPipeError:
            self._end()

    def discard(self) -> None:
        """Let what is still to be written go nowhere, so that Python does not fail on it again at its end."""
        os.dup2(os.open(os.devnull, os.O_WRONLY), self.fileno())

    def _end(self) -> NoReturn:
        self.discard()
        sys.exit(0)


def out() -> Console:
    """The console for results."""
    console = Console(file=sys.stdout, highlight=False, soft_wrap=False)
    console.width = min(console.width, READING_WIDTH) if console.is_terminal else READING_WIDTH
    return console


def indented(console: Console, text: Text, columns: int) -> Text:
    """A text in lines that fit the console, each this many columns in, without white space at its end."""
    lines = text.wrap(console, console.width - columns)
    for line in lines:
        line.rstrip()
    return Text("\n").join(Text(" " * columns) + line if line else line for line in lines)


def say(message: str) -> None:
    """A line for the user that is no result."""
    print(message, file=sys.stderr)


@contextmanager
def progress_bar(what: str, *, quiet: bool) -> Iterator[Callable[[str, int, int], None] | None]:
    """A bar on stderr, called with (what is done now, n done, n in all); None when quiet or no terminal sees it."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[now]}"),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=None, now="")
        yield lambda now, done, total: bar.update(task, completed=done, total=total, now=now[:40])
