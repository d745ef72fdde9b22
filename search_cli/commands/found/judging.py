"""recommendations accept, reject, edit, add, restore, export-gold: the reader has the last word."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from search_cli.commands.found import findings
from search_cli.options import LibraryOption
from search_cli.terminal import say

if TYPE_CHECKING:
    from index.library import Library
    from index.model import Quotation, StoredRecommendation
    from index.readers.judging import Changes

Targets = Annotated[list[str], typer.Argument(help="Numbers of recommendations as listed, or their addresses.")]
Target = Annotated[str, typer.Argument(help="The number of a recommendation as listed, or its address.")]
ByOption = Annotated[
    str | None,
    typer.Option("--by", help="Who judges.  [default: $VINDPLAATS_NAME, else your account]", show_default=False),
]
NoteOption = Annotated[str, typer.Option(help="Why, or your own remark.")]
TypeOption = Annotated[Literal["aanbeveling", "verzoek", "toezegging"] | None, typer.Option(help="What it is.")]
NumberOption = Annotated[str | None, typer.Option(help='Its number as printed; "" for none.')]
AddresseeOption = Annotated[
    list[str] | None, typer.Option(help='Who is to do it; may be repeated; "" for nobody in particular.')
]
DeadlineOption = Annotated[str | None, typer.Option(help='By when, in the words of the paper; "" for none.')]
SourceOption = Annotated[
    list[str] | None,
    typer.Option(help='The passage it rests on, by number or address; may be repeated; "" for none.'),
]
# What a reader added has a number below 0.
_NUMBERS = {"ignore_unknown_options": True}


def register(app: typer.Typer) -> None:
    """Add these commands, and the list of recommendations that they judge, to the app."""
    group = typer.Typer(
        cls=findings.DefaultsToList,
        help="Recommendations, requests and commitments, each with its source passage and what became of it.",
        epilog="""Examples:  vindplaats recommendations  ·
vindplaats recommendations kst-31490-284 --type toezegging --json  ·
vindplaats recommendations --dossier 31490 --format csv > ledger.csv  ·
vindplaats recommendations reject 12 --note "a quotation"  ·  vindplaats recommendations edit 3 --type verzoek""",
    )
    group.command(
        "list",
        epilog="""Examples:  vindplaats recommendations  ·
vindplaats recommendations kst-31490-284 --type toezegging --json  ·
vindplaats recommendations --dossier 31490 --format csv > ledger.csv""",
    )(findings.recommendations)
    group.command(context_settings=_NUMBERS, epilog="Example:  vindplaats recommendations accept 3 4 5")(accept)
    group.command(
        context_settings=_NUMBERS, epilog="""Example:  vindplaats recommendations reject 12 --note "a quotation" """
    )(reject)
    group.command(
        context_settings=_NUMBERS,
        epilog="Example:  vindplaats recommendations edit 3 --type verzoek --addressee kabinet --source 41",
    )(edit)
    group.command(
        epilog="""Example:  vindplaats recommendations add kst-31490-284 --words "Zorg voor rust" --type aanbeveling"""
    )(add)
    group.command(context_settings=_NUMBERS, epilog="Example:  vindplaats recommendations restore 12")(restore)
    group.command("export-gold", epilog="Example:  vindplaats recommendations export-gold judged/")(export_gold)
    app.add_typer(group, name="recommendations")


def accept(targets: Targets, note: NoteOption = "", by: ByOption = None, library: LibraryOption = None) -> None:
    """Say of recommendations that they are right as they are; kept in the notes, also when a paper is read again."""
    from index.library import library_path, open_library
    from index.readers import judging

    with open_library(library_path(library)) as opened, opened.notes.writing():
        for item in [judging.find_recommendation(opened, target) for target in targets]:
            judging.accept(opened, item, by or judging.judge_name(), note)
            _told("accepted", item)


def reject(targets: Targets, note: NoteOption = "", by: ByOption = None, library: LibraryOption = None) -> None:
    """Say that these are no recommendations; they are left out from now on, 'recommendations --rejected' shows them."""
    from index.library import library_path, open_library
    from index.readers import judging

    with open_library(library_path(library)) as opened, opened.notes.writing():
        for item in [judging.find_recommendation(opened, target) for target in targets]:
            judging.reject(opened, item, by or judging.judge_name(), note)
            _told("rejected", item)


def edit(
    target: Target,
    type: TypeOption = None,
    number: NumberOption = None,
    addressee: AddresseeOption = None,
    deadline: DeadlineOption = None,
    words: Annotated[str | None, typer.Option(help="Its words, where it is longer or shorter.")] = None,
    source: SourceOption = None,
    note: NoteOption = "",
    by: ByOption = None,
    library: LibraryOption = None,
) -> None:
    """Say what a recommendation should be; what is not named stays as it is."""
    from index.library import library_path, open_library
    from index.readers import judging

    with open_library(library_path(library)) as opened, opened.notes.writing():
        item = judging.find_recommendation(opened, target)
        quoted = judging.words_of(opened.documents.load(item.document), words) if words else None
        changes = _changes(opened, type, number, addressee, deadline, source, quoted)
        judging.edit(opened, item, changes, by or judging.judge_name(), note)
        _told("edited", item)


def add(
    target: Annotated[str, typer.Argument(help="A document with --words, a passage by its number, or an address.")],
    words: Annotated[str | None, typer.Option(help="The words of the recommendation, as they stand there.")] = None,
    type: TypeOption = "aanbeveling",
    number: NumberOption = None,
    addressee: AddresseeOption = None,
    deadline: DeadlineOption = None,
    source: SourceOption = None,
    note: NoteOption = "",
    by: ByOption = None,
    library: LibraryOption = None,
) -> None:
    """Say that words of a paper are a recommendation that the program does not see."""
    from index.library import library_path, open_library
    from index.readers import judging
    from search_cli.briefing.targets import quote_target

    with open_library(library_path(library)) as opened, opened.notes.writing():
        quoted = quote_target(opened, target, words, "")
        if words:
            quoted = judging.words_of(opened.documents.load(quoted.document), words)
        changes = _changes(opened, type, number, addressee, deadline, source, None)
        _told("added", judging.add(opened, quoted, changes, by or judging.judge_name(), note))


def restore(targets: Targets, library: LibraryOption = None) -> None:
    """Take back what was said of recommendations: rejected ones are shown again, added ones are forgotten."""
    from index.library import library_path, open_library
    from index.readers import judging

    with open_library(library_path(library)) as opened, opened.notes.writing():
        for item in [judging.find_recommendation(opened, target) for target in targets]:
            judging.restore(opened, item)
            _told(f"no longer {item.judged}", item)


def export_gold(
    folder: Annotated[Path, typer.Argument(help="Where to write recommendations.jsonl and documents.json.")],
    library: LibraryOption = None,
) -> None:
    """Write all judgements as annotated papers, to measure or to train on."""
    from index.library import library_path, open_library
    from index.readers.gold import export_gold

    with open_library(library_path(library)) as opened:
        kept, rejected = export_gold(opened, folder)
    say(f"wrote {folder}: {kept} recommendations, and {rejected} that were rejected")


def _changes(
    library: Library,
    type: Literal["aanbeveling", "verzoek", "toezegging"] | None,
    number: str | None,
    addressees: list[str] | None,
    deadline: str | None,
    sources: list[str] | None,
    words: Quotation | None,
) -> Changes:
    from index.readers.judging import Changes
    from search_cli.briefing.targets import quote_target

    quoted = None if not sources else [quote_target(library, source, None, "") for source in sources if source.strip()]
    return Changes(type, number, addressees or None, deadline, words, quoted)


def _told(done: str, item: StoredRecommendation) -> None:
    words = " ".join(item.recommendation.text.split())
    say(f"{item.id} {done}: {words if len(words) <= 100 else words[:99] + '…'}")
