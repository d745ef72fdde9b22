"""compare: two papers, or two versions of one, with what differs."""

from __future__ import annotations

from typing import Annotated

import typer

from search_cli.options import JsonOption, LibraryOption
from search_cli.terminal import out


def register(app: typer.Typer) -> None:
    """Add this command to the app."""
    app.command(epilog="Example:  vindplaats compare kst-31490-284 kst-31490-285")(compare)


def compare(
    one: Annotated[str, typer.Argument(help="A document: its id, a unique beginning, or its file name.")],
    other: Annotated[str, typer.Argument(help="The document to set beside it.")],
    everything: Annotated[bool, typer.Option("--all", help="Also the paragraphs that are the same.")] = False,
    library: LibraryOption = None,
    as_json: JsonOption = False,
) -> None:
    """Two papers paragraph by paragraph: what was changed, added and taken out, with its page."""
    from index.library import library_path, open_library
    from nlp.quotations.comparing import compared
    from search_cli.render.comparing import comparison_shape, show_comparison
    from search_cli.shapes import dump

    with open_library(library_path(library)) as opened:
        first, second = (opened.documents.load(opened.documents.find(name).id) for name in (one, other))
    aligned = compared(first, second)
    if as_json:
        print(dump(comparison_shape(first, second, aligned)))
    else:
        show_comparison(out(), first, second, aligned, everything=everything)
