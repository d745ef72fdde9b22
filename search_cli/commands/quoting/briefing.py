"""briefing, verify: from a hit to a quotation that survives a check."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from index.errors import QueryError
from search_cli.briefing.names import checked_name
from search_cli.options import JsonOption, LibraryOption, ModelOption
from search_cli.terminal import out, say

if TYPE_CHECKING:
    from search_cli.shapes.types.papers import BriefingNameShape

StyleOption = Annotated[
    Literal["leidraad", "markdown", "csl-json", "bibtex", "ris"], typer.Option(help="How papers are cited.")
]
# Exit status: what was checked holds, but some was not. (2 is Click's, for wrong usage.)
SOME_NOT_CHECKED = 3
Targets = Annotated[
    list[str] | None, typer.Argument(help="Numbers of passages, addresses, or a document with --words.")
]


def briefing_name(value: str | None) -> str | None:
    """The name of a briefing, checked."""
    try:
        return None if value is None else checked_name(value)
    except QueryError as error:
        raise typer.BadParameter(str(error)) from error


BriefingOption = Annotated[
    str | None,
    typer.Option(
        "--briefing",
        metavar="NAME",
        help="Which briefing, where you keep several.  [default: briefing]",
        show_default=False,
        callback=briefing_name,
    ),
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
vindplaats briefing add --from-search maatwerk --limit 5 --briefing uitvoering  ·
vindplaats briefing add kst-31490-284 --words "wendbare uitvoering" --note "eerste keer"  """
    )(add)
    briefing.command(
        "list", epilog="Examples:  vindplaats briefing list  ·  vindplaats briefing list --briefing uitvoering"
    )(show)
    briefing.command(epilog="Example:  vindplaats briefing names")(names)
    briefing.command(epilog='Example:  vindplaats briefing note 2 "zie ook het antwoord op vraag 3"')(note)
    briefing.command(epilog="Example:  vindplaats briefing remove 2")(remove)
    briefing.command(epilog="Example:  vindplaats briefing move 5 1")(move)
    briefing.command(
        epilog="""Examples:  vindplaats briefing export wendbaarheid.docx --title Wendbaarheid  ·
vindplaats briefing export uitvoering.md --briefing uitvoering  """
    )(export)
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
    briefing: BriefingOption = None,
    library: LibraryOption = None,
    model: ModelOption = None,
) -> None:
    """Add quotations: passages by number or address, hits of a search, or words of a document."""
    from index.library import library_path, open_library
    from index.model import DEFAULT_BRIEFING
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
        name = briefing or DEFAULT_BRIEFING
        quotations = [replace(quote_target(opened, target, words, note), briefing=name) for target in chosen]
        with opened.notes.writing():
            ids = [opened.quotations.add(quotation) for quotation in quotations]
        records = opened.documents.by_ids({quotation.document for quotation in quotations})
    for id, quotation in zip(ids, quotations, strict=True):
        cited = citation_text(records[quotation.document].metadata, quotation.page, quotation.last_page)
        say(f"added {id}: {cited}")


def show(
    briefing: BriefingOption = None,
    everything: Annotated[bool, typer.Option("--all", help="Those of every briefing.")] = False,
    library: LibraryOption = None,
    as_json: JsonOption = False,
) -> None:
    """The quotations of a briefing, in order."""
    from index.library import library_path, open_library
    from search_cli.briefing.targets import quotations_of
    from search_cli.render.citing import quotation_shapes, show_quotations
    from search_cli.shapes import dump

    if everything and briefing is not None:
        raise typer.BadParameter("--all shows every briefing; leave out --briefing")
    with open_library(library_path(library)) as opened:
        quotations = opened.quotations.all(None) if everything else quotations_of(opened, briefing)
        records = opened.documents.by_ids({quotation.document for quotation in quotations})
    shapes = quotation_shapes(quotations, {id: record.metadata for id, record in records.items()})
    if as_json:
        print(dump(shapes))
    else:
        show_quotations(out(), shapes)


def names(library: LibraryOption = None, as_json: JsonOption = False) -> None:
    """The briefings, each with how many quotations it has."""
    from index.library import library_path, open_library
    from search_cli.shapes import dump

    with open_library(library_path(library)) as opened:
        found = opened.quotations.briefings()
    if as_json:
        shapes: list[BriefingNameShape] = [{"briefing": name, "quotations": n} for name, n in found.items()]
        print(dump(shapes))
        return
    for name, n in found.items():
        out().print(f"{name}: {n} quotation{'' if n == 1 else 's'}", markup=False, highlight=False)


def note(
    id: Annotated[int, typer.Argument(help="The number of a quotation.")],
    text: Annotated[str, typer.Argument(help='Your remark, in place of the one before; "" for none.')],
    briefing: BriefingOption = None,
    library: LibraryOption = None,
) -> None:
    """Put another remark at a quotation."""
    from index.library import library_path, open_library
    from search_cli.briefing.targets import check_quotation

    with open_library(library_path(library)) as opened, opened.notes.writing():
        check_quotation(opened, id, briefing)
        opened.quotations.note(id, text)


def remove(
    ids: Annotated[list[int], typer.Argument(help="Numbers of quotations, as list shows them.")],
    briefing: BriefingOption = None,
    library: LibraryOption = None,
) -> None:
    """Take quotations out of their briefing."""
    from index.library import library_path, open_library
    from search_cli.briefing.targets import check_quotation

    with open_library(library_path(library)) as opened, opened.notes.writing():
        for id in ids:
            check_quotation(opened, id, briefing)
            opened.quotations.remove(id)


def move(
    id: Annotated[int, typer.Argument(help="The number of a quotation.")],
    position: Annotated[int | None, typer.Argument(help="Where to put it in its briefing, from 1.", min=1)] = None,
    to: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Another briefing to put it in, at its end.", callback=briefing_name),
    ] = None,
    briefing: BriefingOption = None,
    library: LibraryOption = None,
) -> None:
    """Change the order of a briefing, or put a quotation in another one."""
    if position is None and to is None:
        raise typer.BadParameter("say where to put it: a position, or --to NAME")
    from index.library import library_path, open_library
    from search_cli.briefing.targets import check_quotation

    with open_library(library_path(library)) as opened, opened.notes.writing():
        check_quotation(opened, id, briefing)
        if to:
            opened.quotations.file(id, to)
        if position:
            opened.quotations.move(id, position)


def export(
    file: Annotated[Path, typer.Argument(help="FILE.md, FILE.docx or FILE.html.")],
    title: Annotated[
        str | None, typer.Option(help="The heading.  [default: the name of the briefing]", show_default=False)
    ] = None,
    style: StyleOption = "leidraad",
    template: Annotated[
        Path | None, typer.Option(help="A .docx or .dotx whose page, headers and styles a Word briefing takes.")
    ] = None,
    briefing: BriefingOption = None,
    library: LibraryOption = None,
) -> None:
    """Write a briefing with footnotes and the list of papers."""
    from index.library import library_path, open_library
    from search_cli.briefing.composed import compose
    from search_cli.briefing.targets import quotations_of
    from search_cli.briefing.writing import write
    from search_cli.render.results import plural

    with open_library(library_path(library)) as opened:
        quotations = quotations_of(opened, briefing)
        heading = title or (briefing or "Briefing")
        composed = compose(heading, quotations, lambda id: opened.documents.find(id).metadata, style)
    write(composed, file, template)
    n_items, n_papers = plural(len(composed.items), "quotation"), plural(len(composed.papers), "paper")
    say(f"wrote {file}: {n_items} from {n_papers}")
    for warning in dict.fromkeys(warning for paper in composed.papers for warning in paper.warnings):
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
