"""Answers of the page: HTML from a template, JSON in the shape of the command, or an error with its sentence."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from index.errors import (
    DocumentNotFoundError,
    LibraryBusyError,
    LibraryError,
    NameNotFoundError,
    NoLibraryError,
    NotWritableError,
    OtherFormatError,
    QueryError,
    UnfinishedLibraryError,
    WrongEmbedderError,
)
from ingest.addresses import address_of
from ingest.citing.cite import citation_text, passage_citation
from ingest.errors import VindplaatsError
from ingest.metadata.labels import label_of
from search_cli.shapes import dump, passage_address
from search_cli.titles import shown_title
from search_cli.web import dutch, links
from search_cli.web.marks import marked
from search_cli.web.paper import NoPageError
from search_cli.web.reasons import in_dutch, translated

if TYPE_CHECKING:
    from jinja2 import Environment

HERE = Path(__file__).parent


class NotThereError(VindplaatsError):
    """What an address of the page names is not there."""


# What an error is about, as the title of its page, and its HTTP status; the broader cause first.
CAUSES: Mapping[type[VindplaatsError], tuple[int, str]] = {
    LibraryError: (404, "Dit is er niet"),
    DocumentNotFoundError: (404, "Dit stuk is er niet"),
    NameNotFoundError: (404, "Deze naam is er niet"),
    NoPageError: (404, "Deze pagina is er niet"),
    NotThereError: (404, "Dit is er niet"),
    QueryError: (400, "Deze vraag kan niet worden beantwoord"),
    LibraryBusyError: (503, "De bibliotheek is bezig"),
    NoLibraryError: (503, "Er is geen bibliotheek"),
    NotWritableError: (503, "De bibliotheek kan niet worden beschreven"),
    OtherFormatError: (503, "De bibliotheek is van een andere versie"),
    UnfinishedLibraryError: (503, "De bibliotheek is niet af"),
    WrongEmbedderError: (503, "De bibliotheek is met een ander model gemaakt"),
}


def is_json(request: Request) -> bool:
    """Whether the shape of the command is asked for."""
    return request.url.path.endswith(".json")


def json_answer(shape: Any, status: int = 200) -> Response:
    return Response(dump(shape), status, media_type="application/json")


def html_answer(request: Request, template: str, status: int = 200, **values: Any) -> Response:
    """A page. Everything in it is escaped, unless it was made here as markup."""
    rendered = (
        _environment()
        .get_template(template)
        .render(
            request=request,
            path=request.url.path,
            library=request.app.state.desk.path.name,
            today=date.today(),
            **values,
        )
    )
    return HTMLResponse(rendered, status, headers={"Cache-Control": "no-cache"})


def error_answer(request: Request, error: Exception) -> Response:
    """One page for each cause, with the sentence that the command gives."""
    status, title = 400, "Dit kan niet"
    for cause, known in CAUSES.items():
        if isinstance(error, cause):
            status, title = known
    return told(request, status, title, str(error))


def told(request: Request, status: int, title: str, sentence: str, lang: str = "en") -> Response:
    """An error as a page, or as JSON where that was asked for."""
    if is_json(request):
        return json_answer({"error": sentence}, status)
    if dutch_sentence := translated(sentence):
        sentence, lang = dutch_sentence, "nl"
    return html_answer(request, "error.html", status, title=title, sentence=sentence, sentence_lang=lang)


def load_templates(*names: str) -> None:
    """Make templates ready, which takes longer than a page of them."""
    for name in names:
        _environment().get_template(name)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader

    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.globals |= {
        "links": links,
        "dutch": dutch,
        "marked": marked,
        "citation_text": citation_text,
        "passage_citation": passage_citation,
        "label_of": label_of,
    }
    environment.filters |= {
        "title_of": shown_title,
        "in_dutch": in_dutch,
        "address": lambda item: address_of(item.document, item.page, item.recommendation),
        "day": dutch.day,
        "number": dutch.number,
        "oneline": lambda text: " ".join(text.split()),
        "passage_address": passage_address,
        "words_address": lambda words: address_of(words.document, words.page, words),
    }
    return environment
