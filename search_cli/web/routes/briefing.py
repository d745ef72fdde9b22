"""/briefing, /cite and /verify: from a passage to a quotation that survives a check."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from index.errors import LibraryError, QueryError
from index.library import Library
from index.model import DEFAULT_BRIEFING
from ingest.citing.export import Style, render
from ingest.errors import VindplaatsError
from search_cli.briefing.names import checked_name
from search_cli.shapes import citation_shape
from search_cli.targets import cite_target
from search_cli.web.asking import said
from search_cli.web.desk import Desk, desk_of
from search_cli.web.pages import NotThereError, html_answer, is_json, json_answer
from search_cli.web.paper import PDFIUM

FILES = {
    "md": "text/markdown",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html",
}
# Lists of papers for programs that keep them: ending, media type and the name of the style.
LISTS: dict[str, tuple[str, Style]] = {
    "ris": ("application/x-research-info-systems", "ris"),
    "bib": ("application/x-bibtex", "bibtex"),
    "csl.json": ("application/vnd.citationstyles.csl+json", "csl-json"),
}
UPLOADS = (".md", ".txt", ".docx", ".html", ".htm")
MOST_NOTE = 4_000


def briefing(request: Request) -> Response:
    """The quotations of a briefing, in order."""
    from search_cli.render.citing import quotation_shapes

    name = _named(request)
    with desk_of(request).open() as library:
        quotations, names = library.quotations.all(name), library.quotations.briefings()
        records = library.documents.by_ids({quotation.document for quotation in quotations})
    shapes = quotation_shapes(quotations, {id: record.metadata for id, record in records.items()})
    if is_json(request):
        return json_answer(shapes)
    # The one that is shown is among the names, also when it is empty.
    names = {name: len(shapes)} | names
    return html_answer(request, "briefing.html", shapes=shapes, records=records, name=name, names=names)


def _named(request: Request) -> str:
    """The name of the briefing that is asked, in the path or beside it."""
    name = request.path_params.get("name") or request.query_params.get("briefing")
    return checked_name(name) if name else DEFAULT_BRIEFING


def export(request: Request) -> Response:
    """The briefing as a file: for Word, Markdown or a browser, or its papers for Zotero and other programs."""
    from search_cli.briefing.composed import compose
    from search_cli.briefing.writing import write

    ending = request.path_params["ending"]
    title = request.query_params.get("title", "").strip() or "Briefing"
    if ending not in FILES and ending not in LISTS:
        raise NotThereError(f"a briefing is not written as .{ending}; .{', .'.join((*FILES, *LISTS))} can be had")
    with desk_of(request).open() as library:
        laid_out = compose(
            title, library.quotations.all(_named(request)), lambda id: library.documents.find(id).metadata
        )
    if ending in LISTS:
        media_type, style = LISTS[ending]
        # The pages of each quotation belong to its citation, not to the paper.
        content = render([item.citation for item in laid_out.items], style).encode()
    else:
        media_type = FILES[ending]
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / f"briefing.{ending}"
            write(laid_out, file)
            content = file.read_bytes()
    headers = {"Content-Disposition": f'attachment; filename="briefing.{ending}"'}
    return Response(content, media_type=media_type, headers=headers)


def changing(change: Callable[[Library, FormData], None]) -> Callable[[Request], Any]:
    """A page that changes what people made, and then leads back to where it was asked."""

    async def handler(request: Request) -> Response:
        form = await request.form()
        await run_in_threadpool(_apply, desk_of(request), change, form)
        return RedirectResponse(_back(form), 303)

    return handler


def _apply(desk: Desk, change: Callable[[Library, FormData], None], form: FormData) -> None:
    with desk.open() as library, library.notes.writing():
        change(library, form)


def _back(form: FormData) -> str:
    """Where to go on: an address of this page only."""
    asked = form.get("back")
    is_own = isinstance(asked, str) and asked.startswith("/") and not asked.startswith(("//", "/\\"))
    return str(asked) if is_own and not set(str(asked)) & set("\r\n\t\\") else "/briefing"


def add(library: Library, form: FormData) -> None:
    """Put the words of an address in the briefing."""
    from search_cli.briefing.targets import quote_target

    words = said(form, "words").strip() or None
    library.quotations.add(quote_target(library, said(form, "address"), words, _note(form)))


def _note(form: FormData) -> str:
    return said(form, "note").strip()[:MOST_NOTE]


def remove(library: Library, form: FormData) -> None:
    if not library.quotations.remove(_id(form)):
        raise NotThereError(f"there is no quotation {_id(form)} in the briefing")


def move(library: Library, form: FormData) -> None:
    """Up or down by one, or to a position."""
    moved = library.quotations.find(_id(form))
    if moved is None:
        raise NotThereError(f"there is no quotation {_id(form)} in the briefing")
    ids = [quotation.id for quotation in library.quotations.all(moved.briefing)]
    now = ids.index(_id(form)) + 1
    step = {"up": -1, "down": 1}.get(said(form, "way"), 0)
    library.quotations.move(_id(form), max(1, min(len(ids), now + step)))


def note(library: Library, form: FormData) -> None:
    """Change the remark at a quotation."""
    if library.quotations.find(_id(form)) is None:
        raise NotThereError(f"there is no quotation {_id(form)} in the briefing")
    library.quotations.note(_id(form), _note(form))


def file(library: Library, form: FormData) -> None:
    """Put a quotation in the briefing of a name, which need not be there yet."""
    if not library.quotations.file(_id(form), checked_name(said(form, "name"))):
        raise NotThereError(f"there is no quotation {_id(form)} in a briefing")


def _id(form: FormData) -> int:
    value = said(form, "id")
    if not (value.isascii() and value.isdigit() and len(value) < 12):
        raise QueryError(f"{value!r} is no number of a quotation")
    return int(value)


def cite(request: Request) -> Response:
    """A document, a passage or words by their address, as a citation in every style."""
    target = request.path_params["target"]
    page = request.query_params.get("page")
    with desk_of(request).open() as library:
        citation = cite_target(library, target, page or None)
    if is_json(request):
        return json_answer([citation_shape(citation)])
    styles = [(style, render([citation], style)) for style in get_args(Style)]
    return html_answer(request, "cite.html", citation=citation, styles=styles, target=target)


# What a text is called that was pasted.
PASTED = "tekst.md"


def verify(request: Request) -> Response:
    """Where a text or file can be given."""
    return html_answer(request, "verify.html", verdicts=None, unchecked=[], name="", pasted="")


async def verified(request: Request) -> Response:
    """Each quotation of a text or file, and whether its words and page still hold."""
    from search_cli.render.citing import verification_shape

    form = await request.form()
    upload, pasted = form.get("file"), said(form, "text")
    if isinstance(upload, UploadFile) and upload.filename:
        name, content = upload.filename, await upload.read()
    else:
        name, content = PASTED, pasted.encode()
    if not content.strip():
        raise QueryError("nothing was given to check; paste a text with quotations, or choose a file")
    verdicts, unchecked = await run_in_threadpool(_verified, desk_of(request), name, content)
    shape = verification_shape(verdicts, unchecked)
    if is_json(request):
        return json_answer(shape)
    return html_answer(
        request,
        "verify.html",
        verdicts=shape["quotations"],
        unchecked=unchecked,
        name="" if name == PASTED else name,
        pasted=pasted,
    )


def _verified(desk: Desk, name: str, content: bytes) -> Any:
    # What reads papers again takes half a second to load, and is needed here only.
    from index.library.checking import looked_up, verify_file

    ending = Path(name).suffix.lower()
    if ending not in UPLOADS:
        raise VindplaatsError(f"{name} is checked as {', '.join(UPLOADS)}, not as '{ending or name}'")
    with tempfile.TemporaryDirectory() as folder:
        # The name that was given says what it is, and no more.
        file = Path(folder) / f"tekst{ending}"
        file.write_bytes(content)
        try:
            with desk.open() as library, PDFIUM:
                verdicts, unchecked = verify_file(library, file)
                return verdicts, looked_up(library, unchecked)
        except VindplaatsError as error:
            told = "the text" if name == PASTED else name
            kind = LibraryError if isinstance(error, LibraryError) else VindplaatsError
            raise kind(str(error).replace(str(file), told).replace(file.name, told)) from error
