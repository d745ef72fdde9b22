"""register: the organisations that are known by name."""

from __future__ import annotations

import typer

from search_cli.options import JsonOption
from search_cli.terminal import say

# Exit status: done, but some inputs failed. (2 is Click's, for wrong usage.)
SOME_FAILED = 3


def register(app: typer.Typer) -> None:
    """Add these commands to the app."""
    group = typer.Typer(
        help="The organisations that are known by name.",
        epilog="Examples:  vindplaats register status  ·  vindplaats register update",
        no_args_is_help=True,
    )
    group.command(epilog="Example:  vindplaats register update")(update)
    group.command(epilog="Example:  vindplaats register status --json")(status)
    app.add_typer(group, name="register")


def update(as_json: JsonOption = False) -> None:
    """Fetch the official lists of ministries, agencies, municipalities and so on (TOOI).

    Their names and identifiers are known from the next 'vindplaats add' on, which also reads papers added before
    again. What is bundled stays; no list is replaced before the new one is whole.
    """
    from ingest.sources.client import Client
    from ingest.sources.value_lists import limits
    from nlp.registers.kept_lists import lists_folder
    from search_cli.render.register import show_register
    from search_cli.runs import register_command as command

    folder = lists_folder()
    with Client(limits=limits()) as client:
        failures = command.update(folder, client)
    show_register(command.status(folder), as_json=as_json)
    for failure in failures:
        say(f"vindplaats: {failure.reason}")
    raise typer.Exit(SOME_FAILED if failures else 0)


def status(as_json: JsonOption = False) -> None:
    """Which official lists are here, their versions, and what they add to the bundled register."""
    from nlp.registers.kept_lists import lists_folder
    from search_cli.render.register import show_register
    from search_cli.runs.register_command import status as register_status

    show_register(register_status(lists_folder()), as_json=as_json)
