"""The tools, and the server that offers them."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Annotated, Any, Literal, ParamSpec

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp_types import ToolAnnotations
from pydantic import Field

from index.library import Library, open_library
from index.library.checking import verify_words
from index.library.store.place import Place
from index.model import Filters
from index.references import citations_of
from index.searcher import Engines, Searcher
from index.status import library_status
from index.term import find_term
from ingest.addresses import Address
from ingest.citing.cite import citation_text
from ingest.citing.export import render
from ingest.errors import VindplaatsError
from search_cli import showing
from search_cli.mcp.answers import all_with_vindplaats, search_answer, searched
from search_cli.recommended.choosing import Wanted, choose
from search_cli.render.citing import verdict_shapes
from search_cli.render.term import term_shape
from search_cli.shapes import (
    Json,
    citation_shape,
    entities_shape,
    recommendations_shape,
    references_shape,
    status_shape,
)
from search_cli.targets import cite_target
from search_cli.web.asking import day, dossier
from search_cli.web.paper import PDFIUM

INSTRUCTIONS = """Dutch parliamentary papers (Kamerstukken) held in a local library. Every text comes with document,
sha256, page (1-based, as a PDF viewer counts), range, citation and address; quote it as it stands and cite it with
its citation. "searched" says how much was looked at and what could not be: not found means no more than that. What the
program infers (recommendations, their grounds, status) is a proposal to be read, not a fact."""

Asked = ParamSpec("Asked")
Document = Annotated[str, Field(description="Id (kst-31490-284), a unique beginning of it, or the file name.")]
SomeDocument = Annotated[str | None, Field(description="Only this document: its id, or a unique beginning of it.")]
Dossier = Annotated[str | None, Field(description="Only this dossier, as 31490 or 35925-VII.")]
Day = Annotated[str | None, Field(description="ISO day (2020-09-11), or a year.")]
Limit = Annotated[int, Field(ge=1, le=100, description="How many at most.")]


def make_server(path: Place) -> MCPServer[Any]:
    """A server with the read-only tools over the library in a folder."""
    tools = Tools(path)
    server: MCPServer[Any] = MCPServer("vindplaats", instructions=INSTRUCTIONS, log_level="ERROR")
    for tool in tools.all():
        server.add_tool(
            _told(tool),
            annotations=ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False),
        )
    return server


def _told(tool: Callable[Asked, Json]) -> Callable[Asked, Json]:
    """A tool of which an error that a user can cause reaches the client as its sentence."""

    @functools.wraps(tool)
    def told(*args: Asked.args, **kwargs: Asked.kwargs) -> Json:
        try:
            return tool(*args, **kwargs)
        except VindplaatsError as error:
            raise ToolError(str(error)) from error

    return told


class Tools:
    """The tools of one library, which is opened for each call: every answer has what was added last."""

    def __init__(self, path: Place) -> None:
        self._path = path
        self._engines = Engines()

    def all(self) -> list[Callable[..., Json]]:
        return [
            self.search,
            self.show_passage,
            self.show_page,
            self.cite,
            self.verify_quotation,
            self.recommendations,
            self.term,
            self.references,
            self.entities,
            self.status,
        ]

    def _open(self) -> Library:
        return open_library(self._path)

    def search(
        self,
        query: Annotated[str, Field(description='Words, a question, or "an exact phrase"; AND, OR, NOT, -word, wor*.')],
        mode: Annotated[
            Literal["hybrid", "semantic", "lexical"], Field(description="By words, by meaning, or both.")
        ] = "hybrid",
        limit: Limit = 10,
        in_dossier: Dossier = None,
        kind: Annotated[
            Literal["brief", "kamerstuk", "motie", "aanhangsel", "handelingen", "rapport", "overig"] | None,
            Field(description="Only this kind of paper."),
        ] = None,
        organisation: Annotated[str | None, Field(description="Only passages that name this organisation.")] = None,
        date_from: Day = None,
        date_to: Day = None,
        sort: Annotated[Literal["relevance", "date"], Field(description="Best or newest first.")] = "relevance",
    ) -> Json:
        """Find the passages that answer a query, each with its page, citation and address."""
        filters = Filters(
            dossier=dossier(in_dossier),
            kind=kind,
            organisation=organisation,
            date_from=day("date_from", date_from, last=False),
            date_to=day("date_to", date_to, last=True),
        )
        with self._open() as library:
            searcher = Searcher(library, engines=self._engines)
            return search_answer(searcher.search(query, mode=mode, limit=limit, filters=filters, sort=sort))

    def show_passage(
        self,
        address: Annotated[str, Field(description="As another tool gave it: kst-1-2/p3/40-90?h=ab12cd34.")],
        around: Annotated[int, Field(ge=0, le=5000, description="Characters of text before and after.")] = 500,
    ) -> Json:
        """The words an address names, with the text around them."""
        with self._open() as library:
            view = showing.view(library, address, page=None, passage=None)
            if not view.is_marked:
                raise VindplaatsError(f"{address!r} is no address; 'show_page' shows a page of a document")
            text = view.document.text
            return {
                **_shown(view),
                "before": text[max(0, view.start - around) : view.start],
                "after": text[view.end : view.end + around],
                "searched": searched(library),
            }

    def show_page(self, document: Document, page: Annotated[int, Field(ge=1, description="From 1.")]) -> Json:
        """The whole text of one page of a document, with its footnotes."""
        with self._open() as library:
            view = showing.view(library, document, page=str(page), passage=None)
            held = view.document
            notes = [(note.marker, held.text[note.start : note.end]) for note in held.footnotes if note.page == page]
            return {
                **_shown(view),
                "n_pages": len(held.pages),
                "page_has_text": held.pages[page - 1].has_text,
                "footnotes": [{"marker": marker, "text": text} for marker, text in notes],
                "searched": searched(library),
            }

    def cite(
        self,
        target: Annotated[str, Field(description="A document, a dossier, or an address.")],
        page: Annotated[int | None, Field(ge=1, description="This page of the document.")] = None,
        style: Annotated[
            Literal["leidraad", "markdown", "csl-json", "bibtex", "ris"], Field(description="How it is set.")
        ] = "leidraad",
    ) -> Json:
        """The citation of a document, a page of it, words by their address, or a whole dossier."""
        with self._open() as library:
            citation = cite_target(library, target, None if page is None else str(page))
            return {
                **citation_shape(citation),
                "sha256": citation.metadata.sha256,
                "set": render([citation], style),
                "searched": searched(library),
            }

    def verify_quotation(
        self,
        words: Annotated[str, Field(min_length=1, max_length=20_000, description="The words as they are quoted.")],
        document: Document,
        page: Annotated[int | None, Field(ge=1, description="The page that is cited.")] = None,
    ) -> Json:
        """Whether quoted words stand in a document, and on the page cited; it is read again from its stored file."""
        with self._open() as library, PDFIUM:
            verdict = verify_words(library, words, document, page)
            shape: Json = {**verdict_shapes([verdict])[0]}
            del shape["line"]
            record = library.documents.find(document)
            return {**shape, "holds": verdict.holds, "sha256": record.metadata.sha256, "searched": searched(library)}

    def recommendations(
        self,
        document: SomeDocument = None,
        kind: Annotated[
            Literal["aanbeveling", "verzoek", "toezegging"] | None, Field(description="Only these.")
        ] = None,
        addressee: Annotated[str | None, Field(description="Only those to this body, by any of its names.")] = None,
        in_dossier: Dossier = None,
        status: Annotated[
            Literal["overgenomen", "deels", "niet overgenomen", "loopt", "afgerond", "onduidelijk", "geen"] | None,
            Field(description="What the last follow-up says; geen: without follow-up."),
        ] = None,
        limit: Limit = 25,
        skip: Annotated[int, Field(ge=0, description="How many to pass over.")] = 0,
    ) -> Json:
        """Recommendations, requests and commitments with the passages they rest on and what became of them."""
        wanted = Wanted(document, kind, addressee, dossier(in_dossier), status)
        with self._open() as library:
            chosen = choose(library, wanted)
            items, documents = chosen.items, chosen.documents
            shapes = recommendations_shape(items[skip : skip + limit], documents)
            return {
                "found": len(items),
                "recommendations": all_with_vindplaats(shapes, documents),
                "searched": searched(library, Filters(dossier=wanted.dossier)),
            }

    def term(
        self,
        word: Annotated[str, Field(description='A word, in all its forms, or a "phrase" in quotes.')],
        in_dossier: Dossier = None,
        date_from: Day = None,
        date_to: Day = None,
        limit: Annotated[int, Field(ge=0, le=200, description="Places to show of each paper.")] = 5,
    ) -> Json:
        """A word across the papers: its forms, how often in each paper, since when, and places in their context."""
        filters = Filters(
            dossier=dossier(in_dossier),
            date_from=day("date_from", date_from, last=False),
            date_to=day("date_to", date_to, last=True),
        )
        with self._open() as library:
            found = find_term(library, word, filters=filters)
            shape = term_shape(found)
            for each in shape["documents"]:
                each["contexts"] = each["contexts"][:limit]
            documents = {item.document.id: item.document for item in found.documents}
            answer: Json = all_with_vindplaats(shape, documents)
            return answer

    def references(self, document: Document) -> Json:
        """The papers a document cites, and the held papers that cite it."""
        with self._open() as library:
            found = citations_of(library, document)
            named = {found.document.id: found.document} | {each.document.id: each.document for each in found.cited_by}
            shape = all_with_vindplaats(references_shape(found), named)
            return {**shape, "searched": searched(library)}

    def entities(
        self,
        document: SomeDocument = None,
        label: Annotated[
            Literal["ORG", "MAATREGEL", "WET"] | None, Field(description="Organisations, measures or laws.")
        ] = None,
        name: Annotated[str | None, Field(description="Only those with this in one of their names.")] = None,
        limit: Limit = 25,
    ) -> Json:
        """Organisations, measures and laws: counted, the most frequent first, with where they are named."""
        with self._open() as library:
            id = library.documents.find(document).id if document else None
            shapes: list[Json] = [{**shape} for shape in entities_shape(library.findings.entities(id, label))]
            if name:
                shapes = [shape for shape in shapes if _is_named(shape, name)]
            shown = shapes[:limit]
            documents = library.documents.by_ids({place["document"] for shape in shown for place in shape["documents"]})
            for shape in shown:
                for place in shape["documents"]:
                    metadata = documents[place["document"]].metadata
                    place["sha256"] = metadata.sha256
                    place["citation"] = citation_text(metadata, place["page"], place["page"])
            return {"found": len(shapes), "entities": shown, "searched": searched(library)}

    def status(self, in_dossier: Dossier = None) -> Json:
        """What the library holds, what failed and why, and what is missing; of all dossiers or of one."""
        number = dossier(in_dossier)
        with self._open() as library:
            shape = status_shape(library_status(library))
            if number is not None:
                shape["dossiers"] = [each for each in shape["dossiers"] if each["dossier"] == number]
                held = {id for each in shape["dossiers"] for id in each["held"]}
                shape["documents"] = [each for each in shape["documents"] if each["id"] in held]
            return {**shape, "searched": searched(library, Filters(dossier=number))}


def _shown(view: showing.View) -> Json:
    """A part of a document without the boxes, which are for who draws."""
    shape: Json = {**showing.shape(view)}
    del shape["boxes"]
    text, page = shape["text"], shape["page"]
    return {
        **shape,
        "sha256": view.record.metadata.sha256,
        "citation": shape["citation"] or citation_text(view.record.metadata, page, page),
        "address": shape["address"] or str(Address.of(view.record.id, page, view.start, view.end, text)),
    }


def _is_named(shape: Json, name: str) -> bool:
    names = [shape["canonical"], shape["identifier"], *shape["forms"]]
    return any(name.casefold() in each.casefold() for each in names if each)
