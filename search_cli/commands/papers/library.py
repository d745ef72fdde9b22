"""add, remove, status, demo: what the library holds."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ingest.errors import VindplaatsError
from search_cli.options import JsonOption, LibraryOption, ModelOption, QuietOption
from search_cli.terminal import out, progress_bar, say

if TYPE_CHECKING:
    from index.adding.build import Report
    from index.adding.files import Source
    from index.adding.runners import Runner
    from index.library import Library, Place
    from search_cli.shapes.types.papers import RemovedShape

# Exit status: done, but some inputs failed. (2 is Click's, for wrong usage.)
SOME_FAILED = 3
# As of 'nice -n 10': nine parts in ten of a busy processor are for others.
LOW_PRIORITY = 10
# Files inside papers are taken out of files inside papers, so deep and no more of them than this.
MAX_DEPTH, MAX_INSIDE = 4, 1000


def register(app: typer.Typer) -> None:
    """Add these commands to the app."""
    app.command(epilog="Examples:  vindplaats demo  ·  vindplaats demo --serve")(demo)
    app.command(epilog="Examples:  vindplaats add letters/ report.pdf  ·  vindplaats add --ocr scans/")(add)
    app.command(epilog="Example:  vindplaats remove kst-31490-284")(remove)
    app.command(epilog="Examples:  vindplaats rebuild  ·  vindplaats rebuild --only kst-31490-284")(rebuild)
    app.command(epilog="Examples:  vindplaats status  ·  vindplaats status --check")(status)


def add(
    paths: Annotated[
        list[Path], typer.Argument(help="PDFs, official XML, Word, HTML or plain text, or folders with them.")
    ],
    library: LibraryOption = None,
    model: ModelOption = None,
    jobs: Annotated[
        int | None, typer.Option(help="Files read at once.  [default: one a core]", show_default=False, min=1)
    ] = None,
    time_limit: Annotated[float, typer.Option(help="Seconds of the processor a file may take.", min=1)] = 120.0,
    ocr: Annotated[bool, typer.Option("--ocr", help="Recognise pages without text (needs ocrmypdf).")] = False,
    redo: Annotated[bool, typer.Option("--redo", help="Read again what is unchanged.")] = False,
    attachments: Annotated[
        bool, typer.Option("--attachments", help="Also the files that lie inside these papers.")
    ] = False,
    spacy_model: Annotated[
        str | None, typer.Option(help="Add the organisations that this spaCy model finds: its name, or its folder.")
    ] = None,
    scheduler: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help="Let the workers of this Dask scheduler do it: tcp://host:8786."),
    ] = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Read, tag, embed and store papers. Unchanged files are skipped, changed ones replaced.

    May be stopped at any moment: what was stored stays, and the next add does the rest.
    """
    from index.adding import build
    from index.adding.files import look_through
    from index.embedding.choice import load_embedder
    from index.library import library_path, open_library
    from search_cli.render.results import passed_over_lines, report_line
    from search_cli.shapes import dump, report_shape

    if spacy_model:
        from nlp.pipeline import organisations_of_model

        # Refused before any paper is read.
        organisations_of_model(spacy_model)
    _give_way()
    found = look_through(paths)
    with open_library(library_path(library), create=True) as opened, progress_bar("Adding", quiet=quiet) as progress:
        settings = build.Settings(jobs, time_limit, ocr, redo, spacy_model)
        embedder, runner = load_embedder(model), _runner(scheduler)
        report = build.add(opened, found.sources, embedder, settings, progress, runner, passed_over=found.passed_over)
        if attachments:
            add_more = partial(
                build.add, opened, embedder=embedder, settings=settings, progress=progress, runner=runner
            )
            _add_attachments(opened, found.sources, report, add_more, time_limit)
    for note in report.notes:
        say(f"vindplaats: {note}")
    for failure in report.failed:
        say(f"vindplaats: {failure.reason}")
    for line in passed_over_lines(report.passed_over):
        say(f"vindplaats: {line}")
    if as_json:
        print(dump(report_shape(report)))
    else:
        print(report_line(report))
    raise typer.Exit(SOME_FAILED if report.failed else 0)


def _add_attachments(
    library: Library,
    sources: Sequence[Source],
    report: Report,
    add_more: Callable[[Sequence[Source]], Report],
    time_limit_s: float,
) -> None:
    """Add the files that lie in papers, level by level, and tell of those that lie too deep."""
    from index.adding.files import take_out

    n_inside = 0
    for depth in count():
        paths = {source.path for source in sources}
        held = [record for record in library.documents.all() if record.path in paths and record.metadata.attachments]
        if not held:
            return
        if depth == MAX_DEPTH or n_inside > MAX_INSIDE:
            names = ", ".join(sorted(record.file for record in held))
            report.notes.append(f"the files inside {names} lie too deep or are too many; save and add them")
            return
        with _folder_inside(library.path) as folder:
            sources, problems = take_out(
                {library.documents.original(record): record for record in held}, folder, time_limit_s
            )
            report.take_in(add_more(sources), {source.path for source in sources})
        report.notes += problems
        n_inside += len(sources)


@contextmanager
def _folder_inside(place: Place) -> Iterator[Path]:
    """Where the files that lie inside papers are written: beside these, or for the time of an add to a server."""
    if isinstance(place, Path):
        yield place / "attachments"
    else:
        with tempfile.TemporaryDirectory() as folder:
            yield Path(folder)


def _give_way() -> None:
    """Let who searches meanwhile go first: papers take minutes to add, and an answer is waited for."""
    with suppress(AttributeError, OSError):  # Windows has no such thing
        os.setpriority(os.PRIO_PROCESS, 0, max(LOW_PRIORITY, os.getpriority(os.PRIO_PROCESS, 0)))


def _runner(scheduler: str | None) -> Runner | None:
    """Where papers are prepared; None for processes of this machine."""
    if scheduler is None:
        return None
    from importlib.util import find_spec

    if find_spec("distributed") is None:
        raise VindplaatsError("--scheduler needs Dask; install it with 'pip install vindplaats[cluster]'")
    from index.adding.runners.dask import DaskRunner

    return DaskRunner(scheduler)


def remove(
    documents: Annotated[list[str], typer.Argument(help="Ids, unique beginnings of ids, or file names.")],
    library: LibraryOption = None,
    as_json: JsonOption = False,
) -> None:
    """Take papers out of the library, with all that was found in them."""
    from index.adding import build
    from index.library import library_path, open_library
    from search_cli.shapes import dump

    with open_library(library_path(library)) as opened:
        removed = build.remove(opened, documents, note=lambda text: say(f"vindplaats: {text}"))
    if as_json:
        shape: RemovedShape = {"removed": [record.id for record in removed]}
        print(dump(shape))
    else:
        print("\n".join(f"removed {record.id} ({record.file})" for record in removed))


def rebuild(
    library: LibraryOption = None,
    only: Annotated[
        list[str] | None, typer.Option(metavar="DOCUMENT", help="Only this paper; may be repeated.")
    ] = None,
    jobs: Annotated[
        int | None, typer.Option(help="Files read at once.  [default: one a core]", show_default=False, min=1)
    ] = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Read, tag and store all papers again from their originals; briefing, searches and decisions are kept.

    A rebuild that is stopped leaves the library as it was.
    """
    from index.adding import rebuild as rebuilding
    from index.embedding.choice import load_embedder
    from index.library import folder_only, library_path
    from search_cli.render.results import report_line
    from search_cli.shapes import dump, report_shape

    path = folder_only(library_path(library), "rebuild")
    with progress_bar("Rebuilding", quiet=quiet) as progress:
        if only:
            report = rebuilding.rebuild_only(path, only, load_embedder, jobs, progress)
        else:
            report = rebuilding.rebuild(path, load_embedder, jobs, progress)
    for note in report.notes:
        say(f"vindplaats: {note}")
    for failure in report.failed:
        say(f"vindplaats: {failure.reason}")
    print(dump(report_shape(report)) if as_json else report_line(report))
    raise typer.Exit(SOME_FAILED if report.failed else 0)


def status(
    library: LibraryOption = None,
    check: Annotated[bool, typer.Option("--check", help="Verify the library itself, originals included.")] = False,
    as_json: JsonOption = False,
) -> None:
    """What the library holds, what failed and why, what is missing per dossier."""
    from index.library import library_path, open_library
    from index.status import library_status
    from search_cli.shapes import dump, status_shape

    with open_library(library_path(library)) as opened:
        problems = opened.check() if check else []
        found = library_status(opened)
    if as_json:
        shape = status_shape(found)
        if check:
            shape["problems"] = problems
        print(dump(shape))
    else:
        from search_cli.render.results import show_status

        show_status(out(), found)
        if check and not problems:
            print(
                "Checked: every paper, passage, word, vector and original is as it was stored."
                if isinstance(opened.path, Path)
                else "Checked: every passage has its text, words and vector, and every original is as it was added."
            )
    for problem in problems:
        say(f"vindplaats: {problem}")
    raise typer.Exit(1 if problems else 0)


def demo(
    library: LibraryOption = None,
    quiet: QuietOption = False,
    serve: Annotated[bool, typer.Option("--serve", help="Then open it as a page in the browser.")] = False,
) -> None:
    """The whole job on the bundled sample papers, in a library of its own."""
    from index.library import folder_only, library_path
    from search_cli.runs.demo import DEMO_LIBRARY, run

    run(folder_only(library_path(library), "demo") if library else None, quiet=quiet)
    if serve:
        from search_cli.commands.serving import serve as serve_library

        serve_library(library=library or str(DEMO_LIBRARY))
