"""The demo: the whole job on the bundled sample papers, the way a user would do it."""

from __future__ import annotations

from datetime import datetime
from importlib.resources import as_file, files
from pathlib import Path

from rich.console import Console
from rich.rule import Rule

from index.adding import build
from index.adding.files import find_sources
from index.embedding.choice import load_embedder
from index.errors import OtherFormatError
from index.library import Library, open_library
from index.searcher import Searcher
from search_cli.recommended.ledger import make_ledger
from search_cli.render.compact import show_compact
from search_cli.render.recommendations import show_recommendations
from search_cli.render.results import report_line
from search_cli.terminal import out, progress_bar, say

DEMO_LIBRARY = Path("vindplaats-demo.library")
# Of the samples.
AGENCY = "RGV"


def run(path: Path | None, *, quiet: bool) -> None:
    """Add the samples, search wendbaarheid, list the recommendations, and say what to type next."""
    console, path = out(), path or DEMO_LIBRARY
    embedder = load_embedder()
    with as_file(files("corpus") / "samples") as samples, open_demo_library(path) as library:
        _step(console, "Six sample papers on a made-up agency are read, tagged and stored", "add SAMPLES")
        with progress_bar("Adding", quiet=quiet) as progress:
            report = build.add(library, find_sources([samples]), embedder, progress=progress)
        console.print(report_line(report))

        _step(
            console,
            "Which papers speak of wendbaarheid, in which words, on which page?",
            "search wendbaarheid --limit 3",
        )
        answer = Searcher(library).search("wendbaarheid", limit=3)
        show_compact(console, answer)

        _step(
            console,
            "What is recommended to the agency, on which finding does it rest, and what became of it?",
            f"recommendations --type aanbeveling --addressee {AGENCY}",
        )
        found = (item for item in library.findings.recommendations() if AGENCY in item.recommendation.addressees)
        items = [i for i in found if i.recommendation.type == "aanbeveling" and i.recommendation.grade == "firm"]
        documents = library.documents.by_ids(
            {item.document for item in items} | {later.document for item in items for later in item.follow_ups}
        )
        show_recommendations(console, make_ledger(items), documents)

    console.print(Rule("What to type next", style="dim"))
    to_try = {
        f'vindplaats search "wie betaalt het meerwerk?" --library {path}': "a question, found by its meaning",
        f"vindplaats serve --library {path}": "all of this as a page in the browser",
        "vindplaats add YOUR-PDFS/": "papers of your own, in ./vindplaats.library",
    }
    widest = max(map(len, to_try))
    for command, what in to_try.items():
        console.print(f"  {command:<{widest}}  {what}", markup=False, soft_wrap=True)


def open_demo_library(path: Path) -> Library:
    """The demo's library; the default one is put aside where another version of the program made it."""
    try:
        return open_library(path, create=True)
    except OtherFormatError:
        if path != DEMO_LIBRARY:
            raise
        aside = path.with_name(f"{path.name}-{datetime.now():%Y%m%d-%H%M%S}")
        path.rename(aside)
        say(f"vindplaats: {path} was made by another version of vindplaats; it is now {aside}")
        return open_library(path, create=True)


def _step(console: Console, what: str, command: str) -> None:
    console.print()
    console.print(Rule(what, style="dim"))
    console.print(f"$ vindplaats {command}\n", style="bold", markup=False)
