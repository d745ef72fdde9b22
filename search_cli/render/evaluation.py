"""An evaluation as people read it and as JSON, which a later evaluation can be compared with."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from index.evaluate import MEASURES, Comparison, Evaluation
from ingest.errors import VindplaatsError

if TYPE_CHECKING:
    from search_cli.shapes.types.answers import DifferenceShape, EvaluationShape


def evaluation_shape(evaluation: Evaluation, compared: Mapping[str, Comparison]) -> EvaluationShape:
    """by_question holds the nDCG@10 of each question; against is there when a run was given to compare with."""
    modes = {
        mode: {name: round(value, 4) for name, value in figures.items()} for mode, figures in evaluation.modes.items()
    }
    shape: EvaluationShape = {
        "set": evaluation.name,
        "queries": evaluation.n_questions,
        "passages": evaluation.n_passages,
        "modes": modes,
        "by_question": evaluation.by_question,
    }
    if compared:
        shape["against"] = {mode: _difference_shape(comparison) for mode, comparison in compared.items()}
    return shape


def _difference_shape(found: Comparison) -> DifferenceShape:
    return {
        "n_questions": found.n_questions,
        "difference": found.difference,
        "low": found.low,
        "high": found.high,
        "p": found.p,
    }


def read_run(path: Path) -> dict[str, dict[str, float]]:
    """The figures by question, by mode, of what an evaluation printed with --json.

    Raises:
        VindplaatsError: the file is something else.
    """
    try:
        by_question: dict[str, dict[str, float]] = json.loads(path.read_text("utf-8"))["by_question"]
        return {mode: {id: float(value) for id, value in figures.items()} for mode, figures in by_question.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise VindplaatsError(
            f"{path} is not what 'vindplaats evaluate --json' prints ({type(error).__name__}); make one with "
            f"'vindplaats evaluate DIR --json > {path}'"
        ) from error


def show_evaluation(console: Console, evaluation: Evaluation, compared: Mapping[str, Comparison]) -> None:
    """A line a mode, and for each its difference from the other run."""
    console.print(
        f"{escape(evaluation.name)}: {evaluation.n_questions:,} questions, {evaluation.n_passages:,} passages"
    )
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("mode")
    for name in MEASURES:
        table.add_column(name, justify="right")
    if compared:
        table.add_column("ndcg@10, difference (95 % interval)", justify="right")
    for mode, figures in evaluation.modes.items():
        row = [mode, *(f"{figures[name]:.3f}" for name in MEASURES)]
        table.add_row(*row, *([_difference(compared[mode])] if mode in compared else []))
    console.print(table)


def _difference(found: Comparison) -> str:
    return f"{found.difference:+.4f} ({found.low:+.4f} to {found.high:+.4f}), p {found.p:.3f}, n {found.n_questions:,}"
