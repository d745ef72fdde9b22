"""The command line: every command is a few lines that call the packages below and print what they return."""

from __future__ import annotations

import errno
import gc
import os
import sys
from collections.abc import Iterable, Sequence
from functools import cache
from importlib import import_module
from io import TextIOWrapper
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from ingest.errors import VindplaatsError
from search_cli.arguments import guard
from search_cli.terminal import Output, say

# Threads of the engines that wait in a loop take the processor from the engine that works.
os.environ.setdefault("OMP_WAIT_POLICY", "passive")

EPILOG = """Examples:  vindplaats demo  ·  vindplaats add letters/  ·  vindplaats search wendbaarheid  ·
vindplaats COMMAND --help"""


# What a disk or its permissions may do to any file; all else that the system refuses is a fault of this program.
FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
REFUSED = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})


# In the order of the work: a library, what is in it, what was found in it, what is taken from it. Behind each command
# stands its module in search_cli/commands.
PANELS = {
    "Papers": {
        "demo": "papers.library",
        "add": "papers.library",
        "fetch": "papers.fetching",
        "status": "papers.library",
        "describe": "papers.describing",
        "remove": "papers.library",
        "rebuild": "papers.library",
        "library": "papers.moving",
        "register": "papers.registers",
    },
    "Search and read": {
        "search": "reading.searching",
        "searches": "papers.fetching",
        "term": "reading.searching",
        "show": "reading.document",
        "compare": "reading.comparing",
        "parse": "reading.document",
    },
    "Findings": {
        "recommendations": "found.judging",
        "train": "found.training",
        "entities": "found.findings",
        "references": "found.findings",
        "tag": "reading.document",
    },
    "Quote and check": {
        "cite": "quoting.citing",
        "notes": "quoting.noting",
        "briefing": "quoting.briefing",
        "verify": "quoting.briefing",
    },
    "Other doors": {"serve": "serving", "mcp": "serving", "evaluate": "reading.searching"},
}
_PANEL_OF = {command: panel for panel, commands in PANELS.items() for command in commands}
MODULE_OF = {command: module for commands in PANELS.values() for command, module in commands.items()}
# How many new objects Python lets pass before it looks for circles of dead ones. With its own 700 it walks all that a
# start loads again and again: a fifth of the time that the tagging of one line takes.
_OBJECTS_UNSEEN = 100_000


class Commands(TyperGroup):
    """The one place where an error that a user can cause becomes a sentence and an exit status."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        guard(self.commands.values())

    def list_commands(self, ctx: Any) -> list[str]:
        """In the order of the panels of --help."""
        order = list(_PANEL_OF)
        return sorted(super().list_commands(ctx), key=lambda name: order.index(name) if name in order else len(order))

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except VindplaatsError as error:
            if ctx.params.get("debug"):
                raise
            say(f"vindplaats: {error}")
            ctx.exit(error.exit_code)
        except OSError as error:
            sentence = _sentence(error)
            if sentence is None or ctx.params.get("debug"):
                raise
            _flush_output()
            say(f"vindplaats: {sentence}")
            ctx.exit(1)
        except UnicodeEncodeError as error:
            if error.reason != "surrogates not allowed" or ctx.params.get("debug"):
                raise
            say(f"vindplaats: {error.object[:200]!r} is not UTF-8; set the terminal to UTF-8, and type it again")
            ctx.exit(1)


def _sentence(error: OSError) -> str | None:
    """What to tell of a disk that is full or a file that may not be written; None for what is not foreseen."""
    place = "" if error.filename is None else f" {os.fsdecode(error.filename)}"
    if error.errno in FULL:
        return f"cannot write{place}: {error.strerror}; make room, then do the same again"
    if error.errno in REFUSED and place:
        return f"cannot use{place}: {error.strerror}; ask for access to it, or name another place"
    if error.errno == errno.ENAMETOOLONG:
        return f"the name{place[:200]} is too long for a file; take a shorter one"
    return None


def _say_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        print(f"vindplaats {version('vindplaats')}")
        raise typer.Exit


def _options(
    debug: Annotated[bool, typer.Option("--debug", help="Show where in the program an error arose.")] = False,
    version: Annotated[
        bool, typer.Option("--version", callback=_say_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Take the options that go before every command."""
    if debug:
        import logging

        # What workers met reaches this process as text, and is told as such.
        logging.basicConfig(format="%(message)s")
        logging.getLogger("vindplaats").setLevel(logging.DEBUG)


def app_of(modules: Iterable[str]) -> typer.Typer:
    """The command line with the commands of these modules of search_cli/commands."""
    made = typer.Typer(
        cls=Commands,
        help="From a question to a verified quotation with its exact vindplaats: document, page and words.",
        epilog=EPILOG,
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    made.callback()(_options)
    for module in modules:
        import_module(f"search_cli.commands.{module}").register(made)
    for command in made.registered_commands:
        command.rich_help_panel = _PANEL_OF.get(str(command.name or getattr(command.callback, "__name__", "")))
    for group in made.registered_groups:
        group.rich_help_panel = _PANEL_OF.get(str(group.name))
    return made


@cache
def _whole() -> typer.Typer:
    return app_of(dict.fromkeys(MODULE_OF.values()))


def __getattr__(name: str) -> typer.Typer:
    """app is the whole command line; it is made when it is asked for, as one command is made in less time."""
    if name != "app":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return _whole()


def _asked(arguments: Sequence[str]) -> typer.Typer:
    """The command line with what these arguments need: one command of it, where they begin with its name."""
    module = MODULE_OF.get(next((each for each in arguments if each != "--debug"), ""))
    return _whole() if module is None else app_of([module])


def main() -> None:
    """Run the command line. A reader of our output that stops early (head) is no error; a full disk is."""
    gc.set_threshold(_OBJECTS_UNSEEN)
    # Papers are full of signs that a terminal in the C locale cannot name, and JSON is UTF-8 everywhere.
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout = Output(
            sys.stdout.buffer, encoding="utf-8", errors="replace", line_buffering=sys.stdout.line_buffering
        )
    if isinstance(sys.stderr, TextIOWrapper):
        sys.stderr.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        try:
            _asked(sys.argv[1:])(prog_name="vindplaats")
        finally:
            if sys.stdout:
                sys.stdout.flush()
    except OSError as error:
        # What the commands meet is handled above; here the last of the output could not be written.
        sentence = None if error.filename else _sentence(error)
        if sentence is None:
            raise
        _discard_output()
        say(f"vindplaats: {sentence}")
        sys.exit(1)


def _flush_output() -> None:
    """Write what waits to be written, where that is possible."""
    try:
        if sys.stdout:
            sys.stdout.flush()
    except OSError:
        _discard_output()


def _discard_output() -> None:
    if isinstance(sys.stdout, Output):
        sys.stdout.discard()
