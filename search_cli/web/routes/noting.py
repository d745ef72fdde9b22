"""/notes: remarks and tags at words of papers."""

from __future__ import annotations

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from index.library import Library
from index.readers.remarks import MOST_REMARK, change_remark, check_remark, checked_tag, remark_at, remarks_of
from ingest.citing.cite import citation_text
from ingest.numbers import whole_number
from search_cli.shapes.findings import note_shape
from search_cli.web.asking import said
from search_cli.web.desk import desk_of
from search_cli.web.pages import html_answer, is_json, json_answer


def notes(request: Request) -> Response:
    """What was noted; of one tag, or of several."""
    tags = [checked_tag(tag) for tag in request.query_params.getlist("tag") if tag.strip()]
    with desk_of(request).open() as library:
        noted = remarks_of(library, tags)
        records = library.documents.by_ids({remark.document for remark in noted})
    metadata = {id: record.metadata for id, record in records.items()}
    if is_json(request):
        return json_answer([note_shape(remark, metadata.get(remark.document)) for remark in noted])
    shown = [
        (
            remark,
            citation_text(metadata[remark.document], remark.page, remark.last_page)
            if remark.document in metadata
            else None,
        )
        for remark in reversed(noted)
    ]
    return html_answer(request, "notes.html", shown=shown, tags=tags)


def add(library: Library, form: FormData) -> None:
    """Note a remark and tags, with spaces or commas between them, at the words of an address."""
    from search_cli.briefing.targets import quote_target

    words = quote_target(library, said(form, "address"), None, "")
    library.remarks.add(remark_at(words, said(form, "remark").strip()[:MOST_REMARK], _tags(form)))


def edit(library: Library, form: FormData) -> None:
    """Say something else in a note."""
    change_remark(library, whole_number(said(form, "id")), said(form, "remark").strip()[:MOST_REMARK], _tags(form))


def _tags(form: FormData) -> list[str]:
    return said(form, "tags").replace(",", " ").split()


def remove(library: Library, form: FormData) -> None:
    """Forget a note."""
    id = whole_number(said(form, "id"))
    check_remark(library, id)
    library.remarks.remove(id or 0)
