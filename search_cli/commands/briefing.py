"""briefing, verify: from a hit to a quotation that survives a check."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from search_cli.options import JsonOption, LibraryOption, ModelOption
from search_cli.terminal import out, say

StyleOption = Annotated[
    Literal["leidraad", "markdown", "csl-json", "bibtex", "ris"], typer.Option(help="How papers are cited.")
]
# Exit status: what was checked holds, but some was not. (2 is Click's, for wrong usage.)
SOME_NOT_CHECKED = 3
Targets = Annotated[
    list[str] | None, typer.Argument(help="Numbers of passages, addresses, or a document with --words.")
]


def register(app: typer.Typer) -> None:
    """Add these commands to the app."""
    briefing = typer.Typer(
        help="Quotations with their citations, to collect and to export.",
        epilog="Example:  vindplaats briefing add 1 3 --query wendbaarheid",
        no_args_is_help=True,
    )
    briefing.command(
        epilog="""Examples:  vindplaats briefing add 12 31  ·  vindplaats briefing add 1 3 --query wendbaarheid  ·
vindplaats briefing add --from-search maatwerk --limit 5  ·
vindplaats briefing add kst-31490-284 --words "wendbare uitvoering" --note "eerste keer"  """
    )(add)
    briefing.command("list", epilog="Example:  vindplaats briefing list")(show)
    briefing.command(epilog="Example:  vindplaats briefing remove 2")(remove)
    briefing.command(epilog="Example:  vindplaats briefing move 5 1")(move)
    briefing.command(epilog="Example:  vindplaats briefing export wendbaarheid.docx --title Wendbaarheid")(export)
    app.add_typer(briefing, name="briefing")
    app.command(epilog="Example:  vindplaats verify wendbaarheid.docx")(verify)


def add(
    targets: Targets = None,
    words: Annotated[str | None, typer.Option(help="The words to quote, of one document.")] = None,
    note: Annotated[str, typer.Option(help="Your own remark, printed above the quotation.")] = "",
    query: Annotated[str | None, typer.Option(help="Take the targets as ranks of this search.")] = None,
    from_search: Annotated[
        str | None, typer.Option(metavar="QUERY", help="Add the first hits of this search, whole passages.")
    ] = None,
    limit: Annotated[int, typer.Option(help="How many hits --from-search adds.", min=1, max=100)] = 10,
    library: LibraryOption = None,
    model: ModelOption = None,
) -> None:
    """Add quotations: passages by number or address, hits of a search, or words of a document."""
    from index.library import library_path, open_library
    from ingest.citing.cite import citation_text
    from search_cli.briefing.targets import passages_at_ranks, passages_found, quote_target

    if not targets and from_search is None:
        raise typer.BadParameter("say what to add: passages, addresses or a document, or --from-search QUERY")
    with open_library(library_path(library)) as opened:
        chosen = targets or []
        if query is not None:
            chosen = passages_at_ranks(opened, query, chosen, model)
        if from_search is not None:
            chosen = [*chosen, *passages_found(opened, from_search, limit, model)]
        quotations = [quote_target(opened, target, words, note) for target in chosen]
        with opened.notes.writing():
            ids = [opened.quotations.add(quotation) for quotation in quotations]
        records = opened.documents.by_ids({quotation.document for quotation in quotations})
    for id, quotation in zip(ids, quotations, strict=True):
        cited = citation_text(records[quotation.document].metadata, quotation.page, quotation.last_page)
        say(f"added {id}: {cited}")


def show(library: LibraryOption = None, as_json: JsonOption = False) -> None:
    """The quotations of the briefing, in order."""
    from index.library import library_path, open_library
    from search_cli.render.citing import quotation_shapes, show_quotations
    from search_cli.shapes import dump

    with open_library(library_path(library)) as opened:
        quotations = opened.quotations.all()
        records = opened.documents.by_ids({quotation.document for quotation in quotations})
    shapes = quotation_shapes(quotations, {id: record.metadata for id, record in records.items()})
    if as_json:
        print(dump(shapes))
    else:
        show_quotations(out(), shapes)


def remove(
    ids: Annotated[list[int], typer.Argument(help="Numbers of quotations, as list shows them.")],
    library: LibraryOption = None,
) -> None:
    """Take quotations out of the briefing."""
    from index.errors import LibraryError
    from index.library import library_path, open_library

    with open_library(library_path(library)) as opened, opened.notes.writing():
        for id in ids:
            if not opened.quotations.remove(id):
                raise LibraryError(f"there is no quotation {id}; 'vindplaats briefing list' shows their numbers")


def move(
    id: Annotated[int, typer.Argument(help="The number of a quotation.")],
    position: Annotated[int, typer.Argument(help="Where to put it, from 1.", min=1)],
    library: LibraryOption = None,
) -> None:
    """Change the order of the briefing."""
    from index.errors import LibraryError
    from index.library import library_path, open_library

    with open_library(library_path(library)) as opened, opened.notes.writing():
        if not opened.quotations.move(id, position):
            raise LibraryError(f"there is no quotation {id}; 'vindplaats briefing list' shows their numbers")


def export(
    file: Annotated[Path, typer.Argument(help="FILE.md, FILE.docx or FILE.html.")],
    title: Annotated[str, typer.Option(help="The heading of the briefing.")] = "Briefing",
    style: StyleOption = "leidraad",
    library: LibraryOption = None,
) -> None:
    """Write the briefing with footnotes and the list of papers."""
    from index.library import library_path, open_library
    from search_cli.briefing.composed import compose
    from search_cli.briefing.writing import write

    with open_library(library_path(library)) as opened:
        quotations = opened.quotations.all()
        briefing = compose(title, quotations, lambda id: opened.documents.find(id).metadata, style)
    write(briefing, file)
    say(f"wrote {file}: {len(briefing.items)} quotations from {len(briefing.papers)} papers")
    for warning in dict.fromkeys(warning for paper in briefing.papers for warning in paper.warnings):
        say(f"vindplaats: {warning}")


def verify(
    file: Annotated[Path, typer.Argument(help="A briefing, or any Markdown, Word or HTML with quotations.")],
    library: LibraryOption = None,
    as_json: JsonOption = False,
) -> None:
    """Read the stored papers again and say of each quotation whether words and page hold.

    Exit status 1 where one does not; 3 where all that were checked hold, and some could not be checked.
    """
    from index.library import library_path, open_library
    from index.library.checking import looked_up, verify_file
    from search_cli.render.citing import show_verdicts, unchecked_line, verification_shape
    from search_cli.shapes import dump

    with open_library(library_path(library)) as opened:
        verdicts, unchecked = verify_file(opened, file)
        found = looked_up(opened, unchecked)
    if as_json:
        print(dump(verification_shape(verdicts, found)))
    else:
        show_verdicts(out(), verdicts, len(unchecked))
    for item in found:
        say(f"vindplaats: {unchecked_line(item)}")
    if not all(verdict.holds for verdict in verdicts):
        raise typer.Exit(1)
    if unchecked:
        raise typer.Exit(SOME_NOT_CHECKED)
