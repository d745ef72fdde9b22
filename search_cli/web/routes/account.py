"""/status, /searches and /help: what is held, what is new, and how this page works."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from index.errors import QueryError
from index.library import Library
from index.model import Filters, SavedSearch
from index.ranking.model import Hit
from ingest.citing.cite import passage_citation
from search_cli.shapes import Json, passage_address, status_shape
from search_cli.web import links
from search_cli.web.asking import asked_search, said
from search_cli.web.desk import desk_of
from search_cli.web.pages import NotThereError, html_answer, is_json, json_answer

SHOWN_NEW = 10


@dataclass(frozen=True, slots=True)
class Saved:
    """A saved search, its address, and the passages that came since it was last looked at."""

    search: SavedSearch
    url: str
    new: list[tuple[str, str]]
    n_new: int


def status(request: Request) -> Response:
    """What the library holds, what failed, and what is missing; of all dossiers or of one."""
    # Needed here only, and the page is to be ready within a second.
    from index.status import library_status

    dossier = request.path_params.get("dossier")
    with desk_of(request).open() as library:
        found = library_status(library)
    shape = status_shape(found)
    dossiers, documents = found.dossiers, found.documents
    if dossier is not None:
        dossiers = tuple(each for each in dossiers if each.dossier == dossier)
        if not dossiers:
            raise NotThereError(f"no paper of dossier {dossier} is held or was asked for; '/status' lists the dossiers")
        held = set(dossiers[0].held)
        documents = tuple(record for record in documents if record.id in held)
        shape["dossiers"] = [each for each in shape["dossiers"] if each["dossier"] == dossier]
        shape["documents"] = [each for each in shape["documents"] if each["id"] in held]
    if is_json(request):
        return json_answer(shape)
    return html_answer(
        request,
        "status.html",
        found=found,
        dossier=dossier,
        dossiers=dossiers,
        documents=documents,
        failed=found.failed if dossier is None else (),
        passed_over=shape.get("passed_over", []),
        n_pages=sum(record.n_pages for record in documents),
        n_without=sum(len(record.pages_without_text) for record in documents),
    )


def searches(request: Request) -> Response:
    """The saved searches, and what is new for each."""
    from index.watch import new_matches

    with desk_of(request).open() as library:
        shown = [_saved(search, hits) for search, hits in new_matches(library)]
    if is_json(request):
        return json_answer([_saved_shape(each) for each in shown])
    return html_answer(request, "searches.html", shown=shown)


def _saved_shape(saved: Saved) -> Json:
    return {"name": saved.search.name, "query": saved.search.query, "url": saved.url, "new": saved.n_new}


def _saved(search: SavedSearch, hits: list[Hit]) -> Saved:
    filters = search.filters
    asked = {
        "q": search.query,
        "dossier": filters.dossier,
        "kind": filters.kind,
        "organisation": filters.organisation,
        "measure": filters.measure,
        "from": filters.date_from,
        "to": filters.date_to,
        "families": None if search.families else "0",
        "sort": "date",
    }
    url = links.with_changes("/search", {name: value for name, value in asked.items() if value})
    new = [
        (
            links.words(passage_address(hit.passage), search.query),
            passage_citation(hit.document.metadata, hit.passage.passage),
        )
        for hit in hits[:SHOWN_NEW]
    ]
    return Saved(search, url, new, len(hits))


def save(library: Library, form: FormData) -> None:
    """Keep a search under a name."""
    name = said(form, "name").strip()
    if not name or not said(form, "q").strip():
        raise QueryError("give a search and a name to keep it under")
    asked = asked_search({key: value for key, value in form.items() if isinstance(value, str)})
    library.searches.save(name[:80], asked.query, asked.filters or Filters(), families=asked.families)


def seen(library: Library, form: FormData) -> None:
    """What is new was looked at."""
    library.searches.mark_seen(said(form, "name"))


def forget(library: Library, form: FormData) -> None:
    if not library.searches.remove(said(form, "name")):
        raise NotThereError(f"there is no saved search {said(form, 'name')!r}")


def help_page(request: Request) -> Response:
    return html_answer(request, "help.html")
