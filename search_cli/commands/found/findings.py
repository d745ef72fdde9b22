"""recommendations, entities, references: what was found in the papers."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import typer
from typer.core import TyperGroup

from search_cli.options import DossierOption, JsonOption, LibraryOption
from search_cli.terminal import out, say

DocumentArgument = Annotated[
    str | None, typer.Argument(help="Its id, a unique beginning, or its file name.  [default: all]", show_default=False)
]


def register(app: typer.Typer) -> None:
    """Add these commands to the app."""
    app.add_typer(review, name="entities")
    app.command(epilog="Examples:  vindplaats references kst-31490-284  ·  vindplaats references --missing --fetch")(
        references
    )


def recommendations(
    document: DocumentArgument = None,
    type: Annotated[
        Literal["aanbeveling", "verzoek", "toezegging"] | None, typer.Option(help="Only this type.")
    ] = None,
    addressee: Annotated[
        str | None, typer.Option(help="Only those addressed to this body, by any of its names (kabinet, UWV).")
    ] = None,
    dossier: DossierOption = None,
    status: Annotated[
        Literal["overgenomen", "deels", "niet overgenomen", "loopt", "afgerond", "vermeld", "onduidelijk", "geen"]
        | None,
        typer.Option(help="Only those of which the last follow-up says this; geen: without follow-up."),
    ] = None,
    only_open: Annotated[
        bool, typer.Option("--open", help="Only commitments and motions without a later word, by addressee.")
    ] = False,
    by: Annotated[
        Literal["author", "minister", "agency", "member"] | None,
        typer.Option(help="Only what this one says: agency, who commits itself in its own paper; member, a motion."),
    ] = None,
    doubtful: Annotated[
        bool, typer.Option("--doubtful", help="Also what may well be none; --json has these always, with their grade.")
    ] = False,
    format: Annotated[
        Literal["list", "table", "markdown", "csv"], typer.Option(help="list: with sources; the others: the ledger.")
    ] = "list",
    rejected: Annotated[bool, typer.Option("--rejected", help="Also what readers rejected.")] = False,
    library: LibraryOption = None,
    as_json: JsonOption = False,
) -> None:
    """Recommendations, requests and commitments, each with its source passage and what became of it."""
    from index.library import library_path, open_library
    from search_cli.recommended.choosing import Wanted, choose
    from search_cli.recommended.ledger import as_csv, as_markdown, ledger_rows
    from search_cli.recommended.open_points import items_of, open_points
    from search_cli.shapes import dump, recommendations_shape
    from search_cli.shapes.findings import with_looked_until

    wanted = Wanted(document, type, addressee, dossier, status, by, rejected, doubtful or as_json)
    with open_library(library_path(library)) as opened:
        chosen = choose(opened, wanted)
        held = opened.documents.all() if only_open else []
    ledger, items, documents = chosen.ledger, chosen.items, chosen.documents
    points = open_points(ledger, documents, held) if only_open else []
    if only_open:
        ledger = [point.entry for point in points]
        items = [item for item, _ in items_of(points)]
    if chosen.n_doubtful:
        say(f"{chosen.n_doubtful} more that may well be none are not shown; --doubtful shows them")
    if chosen.n_rejected:
        say(f"{chosen.n_rejected} rejected by a reader left out; --rejected shows them too")
    for lost in chosen.lost:
        say(f"vindplaats: {lost.document} was read again and has no more what was {lost.verdict}: {lost.text}")
    if not items and (type or dossier or addressee or status or by):
        say("no recommendation of the papers held passes these filters; 'vindplaats status' lists the papers")
    if as_json:
        shapes = recommendations_shape(items, documents)
        print(dump(with_looked_until(shapes, [point for _, point in items_of(points)]) if only_open else shapes))
        return
    if only_open and format == "list":
        from search_cli.render.recommendations import show_open

        show_open(out(), points, documents)
        return
    if format == "list":
        from search_cli.render.recommendations import show_recommendations

        show_recommendations(out(), ledger, documents)
        return
    rows = ledger_rows(ledger, documents)
    if format == "table":
        from search_cli.render.recommendations import show_table

        show_table(out(), rows)
    else:
        print(as_csv(rows) if format == "csv" else as_markdown(rows), end="")


class DefaultsToList(TyperGroup):
    """A group whose name alone, or with anything that is no command of it, means its command list."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if not args or (args[0] not in self.commands and args[0] not in ctx.help_option_names):
            args = ["list", *args]
        return super().parse_args(ctx, args)


review = typer.Typer(
    cls=DefaultsToList,
    help="Organisations, measures and laws: counted, with where they occur.",
    epilog="""Examples:  vindplaats entities --label MAATREGEL  ·  vindplaats entities kst-31490-284  ·
vindplaats entities --rejected  ·  vindplaats entities reject ORG Rendac  ·  vindplaats entities merge minBZK BZK  ·
vindplaats entities restore Rendac""",
)
LabelOption = Annotated[Literal["ORG", "MAATREGEL", "WET"] | None, typer.Option(help="Only this label.")]


@review.command("list", epilog="Examples:  vindplaats entities --label ORG  ·  vindplaats entities --rejected")
def entities(
    document: DocumentArgument = None,
    label: LabelOption = None,
    rejected: Annotated[bool, typer.Option("--rejected", help="What the filter took out, and why.")] = False,
    library: LibraryOption = None,
    as_json: JsonOption = False,
) -> None:
    """Organisations, measures and laws: counted, with where they occur."""
    from index.library import library_path, open_library
    from search_cli.shapes import dump, entities_shape, rejected_shape

    with open_library(library_path(library)) as opened:
        id = opened.documents.find(document).id if document else None
        taken_out = rejected_shape(opened.review.rejected(id, label)) if rejected else []
        shapes = [] if rejected else entities_shape(opened.findings.entities(id, label))
    if as_json:
        print(dump(taken_out if rejected else shapes))
        return
    from search_cli.render.findings import show_entities, show_rejected

    if rejected:
        show_rejected(out(), taken_out)
    else:
        show_entities(out(), shapes)


@review.command(epilog="Example:  vindplaats entities reject ORG Rendac")
def reject(
    label: Annotated[Literal["ORG", "MAATREGEL", "WET"], typer.Argument(help="The label it was given.")],
    text: Annotated[str, typer.Argument(help="The words, as they stand in the papers.")],
    library: LibraryOption = None,
) -> None:
    """Decide that these words are no such entity, in the papers held (one must have them) and in those added later.

    'entities --rejected' shows them; 'entities restore' takes the decision back.
    """
    from index.library import library_path, open_library

    with open_library(library_path(library)) as opened, opened.notes.writing():
        opened.review.reject(label, text)
    print(f"{text} is no {label} any more; 'vindplaats entities restore' takes this back")


@review.command(
    epilog="Example:  vindplaats entities merge minBZK 'Ministerie van Binnenlandse Zaken en Koninkrijksrelaties'"
)
def merge(
    name: Annotated[str, typer.Argument(help="A name as it stands in the papers.")],
    canonical: Annotated[str, typer.Argument(help="The full name it is another name of.")],
    library: LibraryOption = None,
) -> None:
    """Decide that a name means the same as another, in the papers held (one must have it) and in those added later.

    To search by its full name too, run 'vindplaats add --redo PATH...'; 'entities restore' takes the decision back.
    """
    from index.library import library_path, open_library

    with open_library(library_path(library)) as opened, opened.notes.writing():
        opened.review.merge(name, canonical)
    print(f"{name} is {canonical} from now on; 'vindplaats add --redo' makes search find it by that name too")


@review.command(epilog="Example:  vindplaats entities restore Rendac")
def restore(
    name: Annotated[str, typer.Argument(help="The words that were rejected or merged.")],
    library: LibraryOption = None,
) -> None:
    """Take back what was decided about a name with reject or merge.

    Papers that were added in between are as they were after 'vindplaats add --redo PATH...'.
    """
    from index.library import library_path, open_library

    with open_library(library_path(library)) as opened, opened.notes.writing():
        undone = opened.review.restore(name)
    print(
        f"{name} is no longer {' and '.join(undone)}; 'vindplaats add --redo' does the same for papers added in between"
    )


def references(
    document: DocumentArgument = None,
    missing: Annotated[bool, typer.Option("--missing", help="Only cited papers that are not held.")] = False,
    fetch: Annotated[bool, typer.Option("--fetch", help="With --missing: fetch and add them.")] = False,
    library: LibraryOption = None,
    as_json: JsonOption = False,
) -> None:
    """The papers a paper cites, and the held papers that cite it; without a document, of all papers."""
    from index.library import library_path, open_library
    from index.references import citations_of, missing_papers
    from search_cli.render.findings import missing_shape, show_missing
    from search_cli.shapes import dump, references_shape

    with open_library(library_path(library)) as opened:
        records = opened.documents.all()
        names = [document] if document else [record.id for record in records]
        found = [citations_of(opened, name, records) for name in names]
    if fetch and not missing:
        raise typer.BadParameter("--fetch goes with --missing")
    if missing:
        papers = missing_papers(found)
        wanted = [paper.id for paper in papers if not paper.is_dossier]
        if fetch and wanted:
            from search_cli.commands.papers.fetching import fetch as fetch_papers

            # A whole dossier may be hundreds of papers: it is fetched by its own number.
            fetch_papers(wanted, library=library, as_json=as_json)
        elif as_json:
            print(dump(missing_shape(papers)))
        else:
            show_missing(out(), papers)
        return
    if as_json:
        shapes = [references_shape(citations) for citations in found]
        print(dump(shapes[0] if document else shapes))
        return
    from search_cli.render.findings import show_references

    for citations in found:
        show_references(out(), citations)
