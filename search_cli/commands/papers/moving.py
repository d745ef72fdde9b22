"""library: a whole library, moved between a folder and a server."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from search_cli.options import JsonOption, QuietOption
from search_cli.terminal import progress_bar

if TYPE_CHECKING:
    from search_cli.shapes.types.papers import CopiedShape


def register(app: typer.Typer) -> None:
    """Add these commands to the app."""
    group = typer.Typer(
        help="A whole library, in a folder or in PostgreSQL.",
        epilog="Example:  vindplaats library copy vindplaats.library postgresql://user@host/database",
        no_args_is_help=True,
    )
    # With one command only, Typer would take its name away.
    group.callback()(lambda: None)
    group.command(epilog="Example:  vindplaats library copy postgresql://user@host/database backup.library")(copy)
    app.add_typer(group, name="library")


def copy(
    source: Annotated[str, typer.Argument(metavar="FROM", help="A library: a folder, or postgresql://…")],
    target: Annotated[str, typer.Argument(metavar="TO", help="Where there is none yet: a folder, or postgresql://…")],
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Copy a whole library, with originals and notes, between a folder and PostgreSQL, either way.

    What is copied from stays as it is. A copy that is stopped leaves nothing behind but originals.
    """
    from index.library import library_path
    from index.library.postgres.moving import copy_library
    from search_cli.shapes import dump

    places = library_path(source), library_path(target)
    with progress_bar("Copying", quiet=quiet) as progress:
        copied = copy_library(*places, progress)
    if as_json:
        shape: CopiedShape = {
            "source": str(places[0]),
            "target": str(places[1]),
            "documents": copied.n_documents,
            "passages": copied.n_passages,
            "notes": copied.n_notes,
        }
        print(dump(shape))
    else:
        papers = "1 paper" if copied.n_documents == 1 else f"{copied.n_documents} papers"
        print(
            f"{papers} ({copied.n_passages} passages) and {copied.n_notes} notes copied from {places[0]} to {places[1]}"
        )
