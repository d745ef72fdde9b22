"""serve, mcp: the library for a browser, and for other programs."""

from __future__ import annotations

from typing import Annotated

import typer

from search_cli.options import LibraryOption
from search_cli.terminal import say


def register(app: typer.Typer) -> None:
    """Add these commands to the app."""
    app.command(epilog="Examples:  vindplaats serve  ·  vindplaats serve --port 9000 --library dossier.library")(serve)
    app.command(epilog="Example:  vindplaats mcp --library dossier.library")(mcp)


def serve(
    port: Annotated[int, typer.Option(help="The port; 0 takes any free one.", min=0, max=65535)] = 8765,
    allow_host: Annotated[
        str | None,
        typer.Option(
            metavar="HOST",
            help="Let others in, by this name or address of the machine; the printed address has a token.",
        ),
    ] = None,
    library: LibraryOption = None,
) -> None:
    """A local page in the browser: search, read with the words marked, judge, cite. Nothing leaves this machine."""
    from ingest.errors import VindplaatsError

    try:
        from search_cli.web.serving import serve as run
    except ImportError as error:
        raise VindplaatsError(
            f"the page needs {error.name}; install it with 'pip install \"vindplaats[serve]\"'"
        ) from error
    from index.library import library_path

    run(library_path(library), port, allow_host, say)


def mcp(library: LibraryOption = None) -> None:
    """Let other programs search, read, cite and check: a server of the Model Context Protocol on stdin and stdout."""
    from ingest.errors import VindplaatsError

    try:
        from search_cli.mcp.server import make_server
    except ImportError as error:
        raise VindplaatsError(
            f"this server needs {error.name}; install it with 'pip install \"vindplaats[mcp]\"'"
        ) from error
    from index.library import library_path, open_library

    path = library_path(library)
    # Refused before a client waits for it.
    open_library(path).close()
    make_server(path).run("stdio")
