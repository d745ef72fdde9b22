"""term: a word across the papers."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from search_cli.options import DossierOption, FromOption, JsonOption, KindOption, LibraryOption, ToOption
from search_cli.terminal import out, say


def register(app: typer.Typer) -> None:
    """Add this command to the app."""
    app.command(
        epilog="""Examples:  vindplaats term wendbaarheid  ·  vindplaats term wendbaarheid --plot wendbaarheid.svg  ·
vindplaats term wendbare uitvoering --csv > places.csv"""
    )(term)


def term(
    word: Annotated[list[str], typer.Argument(help="A word, in all its forms; several words are a phrase.")],
    library: LibraryOption = None,
    dossier: DossierOption = None,
    kind: KindOption = None,
    date_from: FromOption = None,
    date_to: ToOption = None,
    families: Annotated[
        bool, typer.Option("--families/--no-families", help="Look for the word in all its forms.")
    ] = True,
    limit: Annotated[int, typer.Option(help="How many places to show in context.", min=0)] = 20,
    show_all: Annotated[bool, typer.Option("--all", help="Show every place in context.")] = False,
    plot: Annotated[
        Path | None, typer.Option(metavar="FILE.svg|.png", help="Write a chart of the times in 1,000 words.")
    ] = None,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print a line of CSV for every place.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Follow a word through the papers: its forms, how often, since when, and every place with its page."""
    from index.library import library_path, open_library
    from index.model import Filters
    from index.term import find_term
    from search_cli.render.chart import write_chart
    from search_cli.render.term import show_term, term_bars, term_shape, write_csv
    from search_cli.shapes import dump

    filters = Filters(dossier=dossier, kind=kind, date_from=date_from, date_to=date_to)
    with open_library(library_path(library)) as opened:
        found = find_term(opened, _query(word), filters=filters, families=families)
    if plot:
        write_chart(plot, f"{found.query}: times in 1,000 words", term_bars(found))
        say(f"chart written to {plot}")
    if as_json:
        print(dump(term_shape(found)))
    elif as_csv:
        write_csv(sys.stdout, found)
    else:
        show_term(out(), found, None if show_all else limit)


def _query(words: list[str]) -> str:
    """Several words are a phrase, unless they are a query already."""
    typed = " ".join(words)
    is_query = any(mark in typed for mark in '"“„«*(') or any(
        word.startswith("-") or word in ("AND", "OR", "NOT") for word in typed.split()
    )
    return typed if is_query or len(typed.split()) == 1 else f'"{typed}"'
