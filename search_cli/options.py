"""Options that several commands share."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer


def iso_day(value: str | None) -> str | None:
    """Check a day as 2020-09-11; 2020 and 2020-09 are not days."""
    if value is None:
        return None
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        raise typer.BadParameter(f"{value!r} is not a day; write it as 2020-09-11") from None


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
    str | None, typer.Option("--from", help="Only papers of this day or later (2020-09-11).", callback=iso_day)
]
ToOption = Annotated[
    str | None, typer.Option("--to", help="Only papers of this day or earlier (2021-12-31).", callback=iso_day)
]
PageOption = Annotated[
    str | None,
    typer.Option(
        metavar="PAGE",
        help="Only this page, as the PDF viewer counts (24), or as it is printed (p24); or some, as 1-2.",
    ),
]
