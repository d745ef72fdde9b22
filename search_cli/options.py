"""Options that several commands share."""

from __future__ import annotations

from typing import Annotated

import typer


def first_day(value: str | None) -> str | None:
    """A day; of a year or month alone the first of it."""
    return _day(value, last=False)


def last_day(value: str | None) -> str | None:
    """A day; of a year or month alone the last of it."""
    return _day(value, last=True)


def _day(value: str | None, *, last: bool) -> str | None:
    if value is None:
        return None
    from search_cli.days import asked_day

    try:
        return asked_day(value, last=last)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None


def dossier_number(value: str | None) -> str | None:
    """A dossier as papers are filed under it: "35 925 VII" is 35925-VII."""
    if value is None:
        return None
    from ingest.identifiers import IdentifierError, filed_dossier

    try:
        return filed_dossier(value)
    except IdentifierError:
        raise typer.BadParameter(f"{value!r} is not a dossier; write it as 31490 or 35925-VII") from None


LibraryOption = Annotated[
    str | None,
    typer.Option(
        "--library",
        metavar="PLACE",
        help="The library's folder, or postgresql://USER@HOST/DATABASE.  [default: $VINDPLAATS_LIBRARY, "
        "else ./vindplaats.library]",
        show_default=False,
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON document and nothing else.")]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="No progress bar.")]
ModelOption = Annotated[
    str | None,
    typer.Option(
        "--model",
        help="The embedding model: a sentence-transformers name or path.  [default: multilingual-e5-small, bundled]",
        show_default=False,
    ),
]
DossierOption = Annotated[
    str | None, typer.Option(help="Only papers of this dossier, as 31490 or 35925-VII.", callback=dossier_number)
]
KindOption = Annotated[
    str | None, typer.Option(help="Only this kind: brief, kamerstuk, motie, aanhangsel, handelingen, rapport, overig.")
]
FromOption = Annotated[
    str | None,
    typer.Option("--from", help="Only papers of this day or later (2020-09-11, 2020-09, 2020).", callback=first_day),
]
ToOption = Annotated[
    str | None,
    typer.Option("--to", help="Only papers of this day or earlier (2021-12-31, 2021-12, 2021).", callback=last_day),
]
PageOption = Annotated[
    str | None,
    typer.Option(
        metavar="PAGE",
        help="Only this page, as the PDF viewer counts (24), or as it is printed (p24); or some, as 1-2.",
    ),
]
