"""Where output goes: results on stdout, everything else on stderr; colours only on a terminal."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from typing import IO, Any, NoReturn, cast

import rich.text
from rich.console import Console
from rich.segment import Segment
from rich.text import Text

# A page of prose is hard to read in lines longer than this.
READING_WIDTH = 110
# What a terminal obeys or turns around instead of showing it: control characters but tab and line end, the marks of
# writing from right to left, and halves of characters, which a name that is not UTF-8 is read as.
_OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def visible(text: str) -> str:
    """The text with what a terminal would obey as an escape that can be read, and that JSON reads as the same sign.

    >>> visible("Stand\x1b[31m van\u202e zaken")
    'Stand\\\\u001b[31m van\\\\u202e zaken'
    """
    return _OBEYED.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text)


# Rich drops some of them from a text, and sticks together what a vertical tab of Word parts.
rich.text.strip_control_codes = visible  # type: ignore[attr-defined, assignment]


class VisibleConsole(Console):
    """A console that shows what the texts of papers and users hold, and obeys only its own colours."""

    def render(self, renderable: Any, options: Any = None) -> Iterable[Segment]:
        for segment in super().render(renderable, options):
            yield segment if segment.control else segment._replace(text=visible(segment.text))


class Output(TextIOWrapper):
    """Standard output that ends the program without a word, and with status 0, when its reader has had enough (head).

    Rich and Click each end it with status 1 when they see the error that a closed pipe is, so they never do.
    """

    def write(self, text: str, /) -> int:
        return self.write_as_it_is(visible(text))

    def write_as_it_is(self, text: str) -> int:
        """Write what a console of ours made visible and gave its own colours."""
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


class _Coloured:
    """Standard output for a console that makes its texts visible itself."""

    def __init__(self, output: Output) -> None:
        self._output = output
        self.write = output.write_as_it_is

    def __getattr__(self, name: str) -> Any:
        return getattr(self._output, name)


def out() -> Console:
    """The console for results."""
    file = cast(IO[str], _Coloured(sys.stdout)) if isinstance(sys.stdout, Output) else sys.stdout
    console = VisibleConsole(file=file, highlight=False, soft_wrap=False)
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
    print(visible(message), file=sys.stderr)


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
    with Progress(*columns, console=VisibleConsole(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=None, now="")
        yield lambda now, done, total: bar.update(task, completed=done, total=total, now=now[:40])
