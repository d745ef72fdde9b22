"""describe: what is known of a paper, and what a reader knows better."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from search_cli.options import JsonOption, LibraryOption, dossier_number
from search_cli.terminal import out, say

if TYPE_CHECKING:
    from search_cli.shapes.types.papers import DescribedShape


def register(app: typer.Typer) -> None:
    """Add these commands to the app."""
    app.command(
        epilog="""Examples:  vindplaats describe kst-31490-284  ·
vindplaats describe report.pdf --title "Eindrapport" --date 2021-12 --issuer "Algemene Rekenkamer"  ·
vindplaats describe report.pdf --author "J. de Vries" --author "A. Jansen"  ·
vindplaats describe report.pdf --reset title"""
    )(describe)


def describe(
    document: Annotated[str, typer.Argument(help="Its id, a unique beginning, or its file name.")],
    title: Annotated[str | None, typer.Option(help="Its title.")] = None,
    subject: Annotated[str | None, typer.Option(help="Its subject, as of a letter.")] = None,
    date: Annotated[str | None, typer.Option(help="Its date: 2020-09-11, 2020-09 or 2020.")] = None,
    issuer: Annotated[str | None, typer.Option(help="Who gave it out: a ministry, a council, an office.")] = None,
    author: Annotated[list[str] | None, typer.Option(help="Who wrote it; may be repeated.")] = None,
    kind: Annotated[
        str | None,
        typer.Option(help="What it is: brief, kamerstuk, motie, aanhangsel, handelingen, rapport, overig."),
    ] = None,
    number: Annotated[str | None, typer.Option(help="Its number in the dossier, or of an Aanhangsel.")] = None,
    dossier: Annotated[list[str] | None, typer.Option(help="Its dossier, as 31490; may be repeated.")] = None,
    session: Annotated[str | None, typer.Option(help="Its parliamentary year, as 2019-2020.")] = None,
    chamber: Annotated[str | None, typer.Option(help="Its chamber: I or II.")] = None,
    kenmerk: Annotated[str | None, typer.Option(help="Its reference, as printed.")] = None,
    reset: Annotated[
        list[str] | None,
        typer.Option(metavar="FIELD", help="Take a correction back (title, date, ..., or all); may be repeated."),
    ] = None,
    library: LibraryOption = None,
    as_json: JsonOption = False,
) -> None:
    """What is known of a paper, what of that is a guess, and corrections: kept in the notes, used from now on.

    A correction stays when the paper is read again; --reset takes it back. An empty text ("") says: not known.
    """
    from index.library import library_path, open_library
    from index.readers import describing
    from search_cli.shapes import Json, dump, metadata_shape

    given: dict[str, Any] = {
        "title": title,
        "subject": subject,
        "date": date,
        "issuer": issuer,
        "authors": author,
        "kind": kind,
        "number": number,
        "dossiers": [dossier_number(each) or "" if each.strip() else "" for each in dossier] if dossier else None,
        "session": session,
        "chamber": chamber,
        "kenmerk": kenmerk,
    }
    values = {field: value for field, value in given.items() if value is not None}
    fields = [_FIELDS.get(name, name) for name in reset or ()]
    with open_library(library_path(library)) as opened:
        record = describing.describe(opened, document, values, fields)
        as_read = opened.documents.metadata_as_read(record.id)
    if values or fields:
        say(f"{record.id}: {_done(list(values), fields)}")
    if as_json:
        before: Json = {**metadata_shape(as_read)}
        shape: DescribedShape = {
            "document": metadata_shape(record.metadata),
            "as_read": {field: before[field] for field in record.metadata.corrected},
        }
        print(dump(shape))
        return
    from search_cli.render.document import show_record

    show_record(out(), record, as_read)


# The options are singular.
_FIELDS = {"author": "authors", "dossier": "dossiers"}


def _done(given: list[str], reset: list[str]) -> str:
    parts = [f"{', '.join(given)} corrected"] if given else []
    parts += ["all corrections taken back" if "all" in reset else f"{', '.join(reset)} as read again"] if reset else []
    return "; ".join(parts)
