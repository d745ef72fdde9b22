"""cite: a document or passage as a citation."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from search_cli.options import JsonOption, LibraryOption, PageOption
from search_cli.terminal import say


def register(app: typer.Typer) -> None:
    """Add these commands to the app."""
    app.command(
        epilog="""Examples:  vindplaats cite kst-31490-284 --page 2  ·
vindplaats cite "Kamerstukken II 2019/20, 31490, nr. 284, p. 2"  ·
vindplaats cite 12 --style bibtex  ·  vindplaats cite 31490  ·
vindplaats cite kst-31490-284 kst-29362-290 --style csl-json --output zotero.json"""
    )(cite)


def cite(
    targets: Annotated[
        list[str],
        typer.Argument(
            help="Documents (id, unique beginning, file name), citations, passages, addresses, or dossiers."
        ),
    ],
    page: PageOption = None,
    style: Annotated[
        Literal["leidraad", "csl-json", "bibtex", "ris", "markdown"], typer.Option(help="How to print it.")
    ] = "leidraad",
    as_report: Annotated[
        bool, typer.Option("--as-report", help="By its own title, also when it was sent with a letter.")
    ] = False,
    output: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write them to this file, whole or not at all.")
    ] = None,
    library: LibraryOption = None,
    as_json: JsonOption = False,
) -> None:
    """Citations as the Leidraad voor juridische auteurs sets them, or for Zotero and other programs."""
    from index.library import library_path, open_library
    from ingest.citing.export import render
    from search_cli.shapes import citation_shape, dump
    from search_cli.targets import cite_target

    with open_library(library_path(library)) as opened:
        citations = [cite_target(opened, target, page, as_report=as_report) for target in targets]
    text = dump([citation_shape(citation) for citation in citations]) if as_json else render(citations, style)
    if output:
        _write(output, text)
    else:
        print(text)
    for citation in citations:
        for warning in citation.warnings:
            say(f"vindplaats: {citation.metadata.id}: {warning}")


def _write(path: Path, text: str) -> None:
    from ingest.atomic import write_text
    from ingest.errors import VindplaatsError

    try:
        write_text(path, text + "\n")
    except OSError as error:
        raise VindplaatsError(f"{path} cannot be written: {error.strerror}") from error
    say(f"wrote {path}")
