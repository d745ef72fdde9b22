"""recommendations, entities, references: what was found in the papers."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from search_cli.options import JsonOption, LibraryOption
from search_cli.terminal import out

DocumentArgument = Annotated[
    str | None, typer.Argument(help="Its id, a unique beginning, or its file name.  [default: all]", show_default=False)
]


def register(app: typer.Typer) -> None:
    """Add these commands to the app."""
    app.command(
        epilog="""Examples:  vindplaats recommendations  ·
vindplaats recommendations kst-31490-284 --type toezegging --json"""
    )(recommendations)
    app.command(epilog="Examples:  vindplaats entities --label MAATREGEL  ·  vindplaats entities kst-31490-284")(
        entities
    )
    app.command(epilog="Example:  vindplaats references kst-31490-284")(references)


def recommendations(
    document: DocumentArgument = None,
    type: Annotated[
        Literal["aanbeveling", "verzoek", "toezegging"] | None, typer.Option(help="Only this type.")
    ] = None,
    addressee: Annotated[str | None, typer.Option(help="Only those addressed to this body (kabinet).")] = None,
    library: LibraryOption = None,
    as_json: JsonOption = False,
) -> None:
    """Recommendations, requests and commitments, each with its source passage and what became of it."""
    from index.library import library_path, open_library
    from search_cli.shapes import dump, recommendations_shape

    with open_library(library_path(library)) as opened:
        id = opened.documents.find(document).id if document else None
        items = [
            item
            for item in opened.findings.recommendations(id)
            if (type is None or item.recommendation.type == type)
            and (addressee is None or addressee.lower() in map(str.lower, item.recommendation.addressees))
        ]
        named = {item.document for item in items} | {later.document for item in items for later in item.follow_ups}
        documents = opened.documents.by_ids(named)
    if as_json:
        print(dump(recommendations_shape(items, documents)))
        return
    from search_cli.render import show_recommendations

    show_recommendations(out(), items, documents)


def entities(
    document: DocumentArgument = None,
    label: Annotated[Literal["ORG", "MAATREGEL", "WET"] | None, typer.Option(help="Only this label.")] = None,
    library: LibraryOption = None,
    as_json: JsonOption = False,
) -> None:
    """Organisations, measures and laws: counted, with where they occur."""
    from index.library import library_path, open_library
    from search_cli.shapes import dump, entities_shape

    with open_library(library_path(library)) as opened:
        id = opened.documents.find(document).id if document else None
        shapes = entities_shape(opened.findings.entities(id, label))
    if as_json:
        print(dump(shapes))
        return
    from search_cli.render_findings import show_entities

    show_entities(out(), shapes)


def references(
    document: Annotated[str, typer.Argument(help="Its id, a unique beginning, or its file name.")],
    library: LibraryOption = None,
    as_json: JsonOption = False,
) -> None:
    """The papers a paper cites, and the held papers that cite it."""
    from index.library import library_path, open_library
    from index.references import citations_of
    from search_cli.shapes import dump, references_shape

    with open_library(library_path(library)) as opened:
        found = citations_of(opened, document)
    if as_json:
        print(dump(references_shape(found)))
        return
    from search_cli.render_findings import show_references

    show_references(out(), found)
