"""evaluate: how good the search is on a set of questions with known answers."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from search_cli.options import JsonOption, ModelOption, QuietOption
from search_cli.terminal import out, progress_bar


def register(app: typer.Typer) -> None:
    """Add this command to the app."""
    app.command(
        epilog="""Example:  vindplaats evaluate sets/faq --json > before.json  ·
vindplaats evaluate sets/faq --against before.json"""
    )(evaluate)


def evaluate(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="corpus.jsonl, queries.jsonl and qrels.tsv.")],
    library: Annotated[
        str | None,
        typer.Option(
            metavar="FOLDER",
            help="Keep the passages in this library, so that a second run embeds nothing. Not your own.",
        ),
    ] = None,
    against: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Compare with what an earlier run printed with --json.")
    ] = None,
    model: ModelOption = None,
    quiet: QuietOption = False,
    as_json: JsonOption = False,
) -> None:
    """Measure nDCG@10, Recall@10 and Recall@100 of the search, by words, by meaning and both.

    Beside them stands reciprocal rank fusion (rrf) of both lists, which the search must not be behind.
    """
    from index import evaluate as evaluation
    from index.embedding.choice import load_embedder
    from index.library import folder_only, library_path
    from search_cli.render.evaluation import evaluation_shape, read_run, show_evaluation
    from search_cli.shapes import dump

    kept_in = folder_only(library_path(library), "evaluate") if library else None
    test_set = evaluation.read_set(folder)
    earlier = read_run(against) if against else {}
    with progress_bar("Evaluating", quiet=quiet or as_json) as progress:
        found = evaluation.evaluate(test_set, load_embedder(model), library=kept_in, progress=progress)
    compared = {
        mode: evaluation.compare(found.by_question[mode], earlier[mode]) for mode in found.modes if mode in earlier
    }
    if as_json:
        print(dump(evaluation_shape(found, compared)))
        return
    show_evaluation(out(), found, compared)
