"""search: from words or a question to passages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from search_cli.commands.reading import evaluating, term
from search_cli.options import (
    DossierOption,
    FromOption,
    JsonOption,
    KindOption,
    LibraryOption,
    ModelOption,
    ToOption,
)
from search_cli.queries import QueryCommand
from search_cli.terminal import out, say

if TYPE_CHECKING:
    from index.ranking.rerank import Reranker


def register(app: typer.Typer) -> None:
    """Add these commands to the app."""
    app.command(
        cls=QueryCommand,
        epilog="""Examples:  vindplaats search wendbaarheid  ·  vindplaats search '"wendbare uitvoering"' --sort date  ·
vindplaats search "wie betaalt het meerwerk?" --dossier 31490 --json  ·  vindplaats search maatwerk --export m.csv""",
    )(search)
    term.register(app)
    evaluating.register(app)


def search(
    query: Annotated[list[str], typer.Argument(help='Words, a question, or "an exact phrase".')],
    library: LibraryOption = None,
    limit: Annotated[int, typer.Option(help="How many hits to show.", min=1, max=1000)] = 10,
    mode: Annotated[
        Literal["hybrid", "semantic", "lexical"], typer.Option(help="By words, by meaning, or both.")
    ] = "hybrid",
    dossier: DossierOption = None,
    kind: KindOption = None,
    organisation: Annotated[str | None, typer.Option(help="Only passages that name this organisation (UWV).")] = None,
    measure: Annotated[str | None, typer.Option(help="Only passages that name this measure.")] = None,
    date_from: FromOption = None,
    date_to: ToOption = None,
    sort: Annotated[Literal["relevance", "date"], typer.Option(help="Best first, or newest first.")] = "relevance",
    families: Annotated[
        bool, typer.Option("--families/--no-families", help="Search each word in all its forms.")
    ] = True,
    has_recommendation: Annotated[
        bool, typer.Option("--has-recommendation", help="Only passages with an aanbeveling, verzoek or toezegging.")
    ] = False,
    per_document: Annotated[int | None, typer.Option(help="At most so many hits of one paper.", min=1)] = None,
    explain: Annotated[bool, typer.Option("--explain", help="Say of each hit how it came to its rank.")] = False,
    rerank: Annotated[
        str | None,
        typer.Option(
            metavar="MODEL",
            help="A cross-encoder of sentence-transformers (a name or path) that reads the first 50 again.",
        ),
    ] = None,
    part: Annotated[
        Literal["body", "heading", "note", "contents", "caption", "table"] | None,
        typer.Option(help="Only this part of papers."),
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Also what is hardly nearer in meaning than any other passage.")
    ] = False,
    long: Annotated[bool, typer.Option("--long", help="Whole passages, with what they rest on.")] = False,
    marks: Annotated[bool, typer.Option("--marks", help="Put ** around the words that were searched.")] = False,
    export: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write the hits to FILE.csv, .md, .docx, .ris, .bib or .json."),
    ] = None,
    save: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Keep these words; 'fetch --update' tells of new passages with them."),
    ] = None,
    model: ModelOption = None,
    as_json: JsonOption = False,
) -> None:
    """Find the passages that answer a query, each with page and citation."""
    from index.model import Filters
    from index.searcher import open_searcher

    if rerank and sort == "date":
        raise typer.BadParameter("--rerank orders by relevance; leave out '--sort date'")
    filters = Filters(dossier, kind, organisation, measure, date_from, date_to, has_recommendation, part)
    with open_searcher(library, model, note=lambda text: say(f"vindplaats: {text}")) as searcher:
        answer = searcher.search(
            " ".join(query),
            mode=mode,
            limit=limit,
            filters=filters,
            sort=sort,
            families=families,
            per_document=per_document,
            explained=explain,
            reranker=_reranker(rerank),
            everything=everything,
        )
        if save:
            kept = searcher.library
            with kept.notes.writing():
                kept.searches.save(save, " ".join(query), filters, families=families)
            say(f"saved as '{save}'; 'vindplaats fetch --update' tells of new passages with these words")
    if export:
        from search_cli.exporting import export_answer
        from search_cli.render.results import plural

        export_answer(answer, export)
        say(f"wrote {export}: {plural(len(answer.hits), 'passage')}")
    if as_json:
        from search_cli.shapes import answer_shape, dump

        print(dump(answer_shape(answer)))
        return
    if export:
        return
    from search_cli.render.compact import show_compact
    from search_cli.render.results import show_answer

    if long or explain:
        show_answer(out(), answer, marks=marks)
    else:
        show_compact(out(), answer, marks=marks)


def _reranker(model: str | None) -> Reranker | None:
    if model is None:
        return None
    from index.ranking.rerank import CrossEncoderModel

    return CrossEncoderModel(model)
