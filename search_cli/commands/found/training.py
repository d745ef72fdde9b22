"""train: what readers' judgements teach about the papers of a library."""

from __future__ import annotations

from typing import Annotated

import typer

from search_cli.options import LibraryOption
from search_cli.terminal import say


def register(app: typer.Typer) -> None:
    """Add these commands to the app."""
    group = typer.Typer(
        help="Teach the program your own papers.",
        epilog="Examples:  vindplaats train advice  ·  vindplaats train advice --forget",
        no_args_is_help=True,
    )
    group.command(epilog="Example:  vindplaats train advice")(advice)
    group.callback()(_group)
    app.add_typer(group, name="train")


def _group() -> None:
    """Teach the program your own papers."""


def advice(
    forget: Annotated[bool, typer.Option("--forget", help="Judge again as the program came.")] = False,
    library: LibraryOption = None,
) -> None:
    """Learn from what was accepted and rejected how sure to be of the recommendations of this library.

    What is learned is tried on papers that were left out of it, and used from then on only where it is better there.
    """
    from index.library import library_path, open_library
    from index.readers import taught, teaching
    from nlp.advice.recogniser import load_model

    with open_library(library_path(library)) as opened:
        if forget:
            say("forgotten" if taught.forget(opened) else "nothing was taught yet")
            return
        report = teaching.teach(opened, load_model().firm)
    say(
        f"{report.n} judgements in {report.papers} papers; each judged by what the other papers teach, "
        f"{report.right} are told right, and {report.right_before} without it: "
        + ("used from now on" if report.kept else "not better, so nothing was changed")
    )
