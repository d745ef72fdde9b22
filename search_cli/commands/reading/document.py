"""parse, tag, show: one document at a time."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from search_cli.options import JsonOption, LibraryOption, PageOption
from search_cli.terminal import out, say

if TYPE_CHECKING:
    from index.library import Library
    from ingest.model import Document


def register(app: typer.Typer) -> None:
    """Add these commands to the app."""
    app.command(epilog="Examples:  vindplaats parse letter.pdf --json  ·  vindplaats parse kst-31490-284")(parse)
    app.command(
        epilog="""Examples:  vindplaats tag letter.txt  ·  pbpaste | vindplaats tag --json  ·
vindplaats tag passages.jsonl --json"""
    )(tag)
    app.command(
        epilog="""Examples:  vindplaats show kst-31490-284 --page 1  ·
vindplaats show kst-31490-284 --passage 12 --image page.png  ·  vindplaats show --recommendation 3  ·
vindplaats show 'kst-31490-284/p2/1234-1400?h=ab12cd34'"""
    )(show)


def parse(
    file: Annotated[
        Path, typer.Argument(help="A PDF or an XML file of officielebekendmakingen.nl, or a document of the library.")
    ],
    ocr: Annotated[bool, typer.Option("--ocr", help="Recognise pages without text (needs ocrmypdf).")] = False,
    library: LibraryOption = None,
    as_json: JsonOption = False,
) -> None:
    """What the reader sees in one file; no library is needed, but a document in one may be named by its id."""
    from ingest.errors import UnreadableError
    from ingest.workers import read_files
    from search_cli.shapes import dump, parse_shape

    parsed = None if file.exists() else _held(str(file), library)
    if parsed is None:
        outcome = next(iter(read_files([file], jobs=1, ocr=ocr)))
        if outcome.result is None:
            raise UnreadableError(outcome.error or f"{file.name} cannot be read")
        parsed = outcome.result
    if as_json:
        print(dump(parse_shape(parsed)))
        return
    from search_cli.render.document import show_document

    show_document(out(), parsed)


def _held(name: str, library: str | None) -> Document | None:
    """A document of the library as it was read; None where there is no library."""
    from index.errors import NoLibraryError
    from index.library import library_path, open_library

    try:
        with open_library(library_path(library)) as opened:
            return opened.documents.load(opened.documents.find(name).id)
    except NoLibraryError:
        return None


def tag(
    file: Annotated[
        Path | None,
        typer.Argument(help="A text, or .jsonl with id and text a line.  [default: stdin]", show_default=False),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Entities, references and recommendations of plain text."""
    from ingest.words.signs import readable_in_place
    from nlp.tagger import tag_text
    from search_cli.shapes import tag_shape
    from search_cli.texts import read_texts

    for id, text in read_texts(file):
        tags = tag_text(text)
        if as_json:
            print(json.dumps(tag_shape(id, tags), ensure_ascii=False), flush=True)
        else:
            from search_cli.render.document import show_tags

            show_tags(out(), id, readable_in_place(text), tags)


def show(
    document: Annotated[
        str | None, typer.Argument(help="Its id, a unique beginning, its file name, or an address of words in it.")
    ] = None,
    page: PageOption = None,
    passage: Annotated[int | None, typer.Option(help="Only this passage.", min=1)] = None,
    recommendation: Annotated[
        int | None, typer.Option(help="This recommendation, with all it rests on and what became of it.")
    ] = None,
    image: Annotated[
        Path | None, typer.Option(help="Write the page as PNG, with the passage, address or recommendation marked.")
    ] = None,
    library: LibraryOption = None,
    as_json: JsonOption = False,
) -> None:
    """A document, a page, a passage, an address or a recommendation; --image draws the page with its words marked.

    The addresses that --json gives stay good when the paper is read again; put them in quotes for the shell.
    """
    from index.library import library_path, open_library
    from search_cli import showing
    from search_cli.shapes import dump

    if document is None and passage is None and recommendation is None:
        raise typer.BadParameter(
            "name a document, or give --passage or --recommendation; 'vindplaats status' lists them"
        )
    with open_library(library_path(library)) as opened:
        if recommendation is not None:
            if page is not None or passage is not None:
                raise typer.BadParameter("give one of --page, --passage and --recommendation")
            show_recommendation(opened, document, recommendation, image, as_json=as_json)
            return
        view = showing.view(opened, document, page=page, passage=passage)
        if image:
            written = showing.draw(opened, view, image)
            say(f"wrote {written}")
    if as_json:
        print(dump(showing.shape(view)))
    elif not image:
        from search_cli.render.document import show_view

        show_view(out(), view)


def show_recommendation(library: Library, name: str | None, number: int, image: Path | None, *, as_json: bool) -> None:
    """One recommendation with the whole chain: where it is restated, what it rests on, what later papers say.

    name: the document it must stand in, None for any. image: where to draw its page, with its words marked.
    """
    from index.errors import LibraryError
    from index.readers.judged import judged_recommendations
    from index.readers.judging import find_recommendation
    from search_cli import showing
    from search_cli.recommended.ledger import make_ledger
    from search_cli.shapes import dump, recommendations_shape

    document = find_recommendation(library, str(number)).document
    if name is not None and library.documents.find(name).id != document:
        raise LibraryError(f"recommendation {number} stands in {document}, not in {name}")
    entry = next(
        entry
        for entry in make_ledger(judged_recommendations(library, document).items)
        if number in {entry.item.id, *(other.id for other in entry.restated)}
    )
    items = [entry.item, *entry.restated]
    if image:
        asked = next(item for item in items if item.id == number)
        say(f"wrote {showing.draw(library, showing.recommendation_view(library, asked), image)}")
    named = {document} | {later.document for later in entry.follow_ups}
    documents = library.documents.by_ids(named)
    if as_json:
        print(dump(recommendations_shape(items, documents)))
        return
    from search_cli.render.recommendations import show_chain

    show_chain(out(), entry, documents)
