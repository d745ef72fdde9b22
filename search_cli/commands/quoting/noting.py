"""notes: a remark and tags at words of a paper, and how they are found back."""

from __future__ import annotations

from typing import Annotated

import typer

from search_cli.commands.found.findings import DefaultsToList, DocumentArgument
from search_cli.options import JsonOption, LibraryOption
from search_cli.terminal import out, say


def register(app: typer.Typer) -> None:
    """Add these commands to the app."""
    group = typer.Typer(
        cls=DefaultsToList,
        help="Your own remarks and tags at words of papers; 'search' shows them with its hits.",
        epilog="""Examples:  vindplaats notes  ·  vindplaats notes --tag uitvoering  ·
vindplaats notes add 12 "zie ook het antwoord op vraag 3" --tag uitvoering --tag ict""",
    )
    group.command(
        epilog="""Examples:  vindplaats notes add 12 "eerste keer" --tag uitvoering --tag ict  ·
vindplaats notes add kst-31490-284 "nagaan" --words "wendbare uitvoering"  """
    )(add)
    group.command(
        "list", epilog="Examples:  vindplaats notes  ·  vindplaats notes kst-31490-284 --tag uitvoering --json"
    )(show)
    group.command(epilog='Example:  vindplaats notes edit 2 "nagegaan: klopt" --tag uitvoering')(edit)
    group.command(epilog="Example:  vindplaats notes remove 2")(remove)
    app.add_typer(group, name="notes")


def add(
    target: Annotated[str, typer.Argument(help="The number of a passage, an address, or a document with --words.")],
    text: Annotated[str, typer.Argument(help="Your remark; may be left out where there is a tag.")] = "",
    tag: Annotated[list[str] | None, typer.Option(help="A word to find it back by; may be repeated.")] = None,
    words: Annotated[str | None, typer.Option(help="At which words, of that document or passage.")] = None,
    library: LibraryOption = None,
) -> None:
    """Note a remark at words of a paper; at words that have one already, it is another."""
    from index.library import library_path, open_library
    from index.readers.remarks import remark_at
    from ingest.citing.cite import citation_text
    from search_cli.briefing.targets import quote_target

    with open_library(library_path(library)) as opened:
        remark = remark_at(quote_target(opened, target, words, ""), text, tag or [])
        metadata = opened.documents.find(remark.document).metadata
        id = opened.remarks.add(remark)
    say(f"noted {id}: {citation_text(metadata, remark.page, remark.last_page)}")


def show(
    document: DocumentArgument = None,
    tag: Annotated[list[str] | None, typer.Option(help="Only those with this tag; repeated: with all of them.")] = None,
    library: LibraryOption = None,
    as_json: JsonOption = False,
) -> None:
    """What you noted, with the words, their citation and the day."""
    from index.library import library_path, open_library
    from index.readers.remarks import remarks_of
    from search_cli.render.citing import show_notes
    from search_cli.shapes import dump
    from search_cli.shapes.findings import note_shape

    with open_library(library_path(library)) as opened:
        noted = remarks_of(opened, tag or [], document)
        records = opened.documents.by_ids({remark.document for remark in noted})
    metadata = {id: record.metadata for id, record in records.items()}
    if as_json:
        print(dump([note_shape(remark, metadata.get(remark.document)) for remark in noted]))
        return
    if not noted:
        limits = " of that" if document or tag else ""
        say(f"nothing{limits} was noted; 'vindplaats notes add' notes a remark at a passage")
    show_notes(out(), noted, metadata)


def edit(
    id: Annotated[int, typer.Argument(help="The number of a note, as 'notes' shows it.")],
    text: Annotated[str | None, typer.Argument(help="The remark in place of the one before.")] = None,
    tag: Annotated[list[str] | None, typer.Option(help="In place of the tags before; may be repeated.")] = None,
    library: LibraryOption = None,
) -> None:
    """Say something else in a note; what is not given stays, and so do its words and its day."""
    from index.errors import QueryError
    from index.library import library_path, open_library
    from index.readers.remarks import change_remark

    if text is None and not tag:
        raise QueryError("say what to change: a remark, or a tag")
    with open_library(library_path(library)) as opened:
        change_remark(opened, id, text, tag or None)


def remove(
    ids: Annotated[list[int], typer.Argument(help="Numbers of notes, as 'notes' shows them.")],
    library: LibraryOption = None,
) -> None:
    """Forget notes."""
    from index.library import library_path, open_library
    from index.readers.remarks import check_remark

    with open_library(library_path(library)) as opened, opened.notes.writing():
        for id in ids:
            check_remark(opened, id)
            opened.remarks.remove(id)
