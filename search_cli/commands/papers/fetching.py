"""fetch, searches: papers from the official services, and what to look for in new ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, NoReturn, get_args

import typer

from search_cli.options import JsonOption, LibraryOption, ModelOption, QuietOption, first_day
from search_cli.terminal import progress_bar, say

if TYPE_CHECKING:
    from ingest.sources.model import PublicationKind
    from search_cli.shapes.types.errands import SavedSearchShape

# Exit status: done, but some inputs failed. (2 is Click's, for wrong usage.)
SOME_FAILED = 3


def register(app: typer.Typer) -> None:
    """Add these commands to the app."""
    app.command(
        epilog="""Examples:  vindplaats fetch 31490 --since 2019-10-01  ·  vindplaats fetch kst-31490-284 2021D09236  ·
vindplaats fetch corpus/catalogue/werk-aan-uitvoering.toml  ·  vindplaats fetch --update  ·  vindplaats fetch --check"""
    )(fetch)
    app.command(epilog="Examples:  vindplaats searches  ·  vindplaats searches --forget maatwerk")(searches)


def kinds_option(value: str | None) -> tuple[PublicationKind, ...]:
    """Check a list of kinds: brief,motie."""
    from ingest.sources.model import PublicationKind

    kinds = tuple(kind.strip() for kind in value.split(",")) if value else ()
    if unknown := [kind for kind in kinds if kind not in get_args(PublicationKind)]:
        raise typer.BadParameter(f"no kind {unknown[0]!r}; there are {', '.join(get_args(PublicationKind))}")
    return kinds  # type: ignore[return-value]


def fetch(
    targets: Annotated[
        list[str] | None,
        typer.Argument(
            help="Dossiers (31490), papers (kst-31490-284, 2021D09236, ronl-...), their addresses on the web, "
            "catalogues (.toml), text:WORDS among official papers, reports:WORDS at open.overheid.nl."
        ),
    ] = None,
    library: LibraryOption = None,
    update: Annotated[bool, typer.Option("--update", help="Ask again for the dossiers fetched before.")] = False,
    check: Annotated[
        bool, typer.Option("--check", help="Only ask each service whether it answers as expected.")
    ] = False,
    since: Annotated[
        str | None, typer.Option(help="Of a dossier: published on this day or later.", callback=first_day)
    ] = None,
    kinds: Annotated[str | None, typer.Option(help="Of a dossier: only these kinds, as brief,motie.")] = None,
    attachments: Annotated[
        bool, typer.Option("--attachments/--no-attachments", help="Also the reports that were sent with the papers.")
    ] = True,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what there is, and fetch nothing.")] = False,
    model: ModelOption = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Find, download and add official papers, and remember what is missing.

    Asks each service at most twice a second. May be stopped at any moment; the next fetch goes on from there.
    """
    from index.library import folder_only, library_path
    from ingest.sources.client import Client
    from search_cli.render.fetch import fetch_shape, show_fetch, show_plan
    from search_cli.runs import fetch_command as command
    from search_cli.shapes import dump

    if [bool(targets), update, check].count(True) != 1:
        raise typer.BadParameter(
            "name what to fetch (31490, kst-31490-284, a catalogue), or give --update or --check alone"
        )
    if check:
        _check_services(as_json=as_json)
    choices = command.Choices(since, kinds_option(kinds), attachments)
    path = folder_only(library_path(library), "fetch")
    with Client() as client:
        planned = command.plan_update(path, client) if update else command.plan_targets(targets or [], client, choices)
        if dry_run or not planned.wanted:
            fetched = command.Fetched(planned)
        else:
            with progress_bar("Fetching", quiet=quiet) as progress:
                fetched = command.fetch(path, planned, client, None if update else choices, model, progress)
    if as_json:
        print(dump(fetch_shape(fetched)))
    elif dry_run:
        show_plan(planned)
    else:
        show_fetch(fetched)
    for failure in planned.failures:
        say(f"vindplaats: {failure.reason}")
    if fetched.stopped:
        raise fetched.stopped
    if not planned.wanted and planned.failures:
        raise typer.Exit(1)
    raise typer.Exit(SOME_FAILED if fetched.has_failures else 0)


def _check_services(*, as_json: bool) -> NoReturn:
    """Say of each service whether it answers as expected; exit 3 when a needed one does not, 1 when none does."""
    from ingest.sources.check import check_services
    from ingest.sources.client import Client, Limits
    from search_cli.render.fetch import check_shape, show_checks
    from search_cli.shapes import dump

    # Somebody waits for it: a service that is down is asked twice, not five times.
    with Client(limits=Limits(attempts=2, timeout_s=20)) as client:
        checks = check_services(client)
    if as_json:
        print(dump(check_shape(checks)))
    else:
        show_checks(checks)
    needed = [one.status == "as expected" for one in checks if one.needed]
    raise typer.Exit(0 if all(needed) else SOME_FAILED if any(needed) else 1)


def searches(
    library: LibraryOption = None,
    forget: Annotated[str | None, typer.Option(metavar="NAME", help="Forget this search.")] = None,
    as_json: JsonOption = False,
) -> None:
    """The saved searches (search --save NAME), and how many new passages each has."""
    from index.library import library_path, open_library
    from index.watch import new_matches
    from ingest.errors import VindplaatsError
    from search_cli.shapes import dump

    with open_library(library_path(library)) as opened:
        if forget:
            with opened.notes.writing():
                forgotten = opened.searches.remove(forget)
            if not forgotten:
                raise VindplaatsError(f"no search was saved as '{forget}'; 'vindplaats searches' lists them")
        found = [(saved.name, saved.query, len(hits)) for saved, hits in new_matches(opened)]
    if as_json:
        shapes: list[SavedSearchShape] = [{"name": name, "query": query, "new": new} for name, query, new in found]
        print(dump(shapes))
        return
    if not found:
        say("no searches are saved; 'vindplaats search WORDS --save NAME' keeps one")
    for name, query, new in found:
        print(f"{name:<20} {new:>5} new  {query}")
