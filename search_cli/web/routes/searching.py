"""/search: from words or a question to passages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from index.library import Library
from index.ranking.model import Answer, Hit
from ingest.citing.cite import passage_citation
from ingest.citing.titles import sentence_case
from search_cli.excerpts import after_headings, excerpt_range
from search_cli.shapes import answer_shape, passage_address
from search_cli.titles import shown_title
from search_cli.web import dutch, links
from search_cli.web.asking import FILTERS, Asked, asked_search
from search_cli.web.desk import desk_of
from search_cli.web.marks import marked
from search_cli.web.pages import html_answer, is_json, json_answer

if TYPE_CHECKING:
    from index.ranking.facets import Facet, Facets

# Of a word as common as uitvoering there are hundreds of compounds.
SHOWN_FORMS = 12
# Five lines on a wide screen: the page itself is one click away.
EXCERPT_CHARS = 420
# What the address calls otherwise than the filter.
NAMED = {"recommendation": "has recommendation"}


@dataclass(frozen=True, slots=True)
class ShownHit:
    """A hit as the page shows it.

    headings: above its passage, as far as the title does not say them. before and after: whether its passage has more
    around what is shown.
    """

    hit: Hit
    address: str
    url: str
    citation: str
    headings: tuple[str, ...]
    text: Markup
    before: bool
    after: bool
    thumb: str | None
    is_noted: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a filter: how it is called, where it leads, whether it is chosen."""

    label: str
    passages: int | None
    url: str
    is_chosen: bool


def home(request: Request) -> Response:
    return RedirectResponse("/search", 307)


def search(request: Request) -> Response:
    """The hits of a query, and all that a reader needs to judge them."""
    asked = asked_search(request.query_params)
    if is_json(request):
        with desk_of(request).searcher() as searcher:
            return json_answer(answer_shape(_answer(searcher, asked, asked.page * asked.limit)))
    if not asked.query:
        with desk_of(request).open() as library:
            return html_answer(request, "start.html", asked=asked, records=library.documents.all())
    from index.ranking.facets import Facets, find_facets

    with desk_of(request).searcher() as searcher:
        # One more than is shown tells whether there is a next page.
        answer = _answer(searcher, asked, asked.page * asked.limit + 1)
        facets = Facets()
        if answer.n_found:
            facets = find_facets(searcher.library, asked.query, filters=asked.filters, families=asked.families)
        first = (asked.page - 1) * asked.limit
        has_more = len(answer.hits) > asked.page * asked.limit
        answer = replace(answer, hits=answer.hits[first : first + asked.limit])
        hits = _shown(searcher.library, answer, asked)
    return html_answer(
        request,
        "search.html",
        asked=asked,
        answer=answer,
        hits=hits,
        forms=_forms(answer, asked),
        n_forms=len(answer.forms),
        choices=_choices(facets, asked),
        chosen=_chosen(asked),
        pages=_pages(asked, has_more),
        orders=_orders(asked),
    )


def _answer(searcher: Any, asked: Asked, limit: int) -> Answer:
    answer: Answer = searcher.search(
        asked.query,
        mode=asked.mode,
        limit=limit,
        filters=asked.filters,
        sort=asked.sort,
        families=asked.families,
        everything=asked.everything,
    )
    return answer


def _shown(library: Library, answer: Answer, asked: Asked) -> list[ShownHit]:
    noted = {(quotation.document, quotation.start, quotation.end) for quotation in library.quotations.all()}
    return [_shown_hit(library, hit, asked.query, noted) for hit in answer.hits]


def _shown_hit(library: Library, hit: Hit, query: str, noted: set[tuple[str, int, int]]) -> ShownHit:
    passage, metadata = hit.passage.passage, hit.document.metadata
    begin = after_headings(passage, hit.marks)
    start, end = excerpt_range(passage.text, hit.marks, begin, EXCERPT_CHARS)
    address = passage_address(hit.passage)
    thumb = None
    if hit.document.n_pages:
        at = f"{passage.start}-{passage.end}"
        thumb = links.image(metadata.sha256, passage.page, w="thumb", mark=at)
    return ShownHit(
        hit=hit,
        address=address,
        url=links.words(address, query),
        citation=passage_citation(metadata, passage),
        headings=headings_beside(hit),
        text=marked(passage.text, hit.marks, start, end),
        before=start > begin,
        after=end < len(passage.text),
        thumb=thumb,
        is_noted=any(
            document == hit.document.id and passage.start <= first and last <= passage.end
            for document, first, last in noted
        ),
    )


def headings_beside(hit: Hit) -> tuple[str, ...]:
    """The headings just above a passage, but for those that the title of its paper has already."""
    title = shown_title(hit.document).casefold()
    headings = hit.passage.passage.headings[-2:]
    return tuple(sentence_case(heading) for heading in headings if " ".join(heading.casefold().split()) not in title)


def _forms(answer: Answer, asked: Asked) -> list[tuple[str, int, str]]:
    """The commonest forms, how often each stands, and the search without it."""
    common = sorted(answer.forms, key=lambda form: -form.occurrences)[:SHOWN_FORMS]
    return [
        (
            form.form,
            form.occurrences,
            links.with_changes("/search", asked.names, q=f"{asked.query} -{form.form}"),
        )
        for form in common
    ]


def _choices(facets: Facets, asked: Asked) -> list[tuple[str, list[Choice]]]:
    """The filters that can be set, each with how many passages are left."""

    def choice(facet: Facet, label: str, name: str) -> Choice:
        is_chosen = asked.names.get(name) == facet.value
        changes = {name: None if is_chosen else facet.value}
        return Choice(label, facet.passages, links.with_changes("/search", asked.names, **changes), is_chosen)

    def year(facet: Facet) -> Choice:
        is_chosen = asked.names.get("from") == asked.names.get("to") == facet.value
        value = None if is_chosen else facet.value
        url = links.with_changes("/search", asked.names, from_=value, to_=value)
        return Choice(facet.value, facet.passages, url, is_chosen)

    groups = [
        ("Dossier", [choice(facet, facet.value, "dossier") for facet in facets.dossiers]),
        ("Soort", [choice(facet, dutch.KINDS.get(facet.value, facet.value), "kind") for facet in facets.kinds]),
        ("Jaar", [year(facet) for facet in facets.years]),
        ("Organisatie", [choice(facet, facet.value, "organisation") for facet in facets.organisations]),
    ]
    return [(title, choices) for title, choices in groups if choices]


def _chosen(asked: Asked) -> list[tuple[str, str]]:
    """The filters that are set, each with the search without it."""
    shown = []
    said = {"kind": dutch.KINDS, "part": dutch.CHOSEN_PARTS, "recommendation": {"1": ""}}
    for name in FILTERS:
        if value := asked.names.get(name):
            label = said.get(name, {}).get(value, value)
            without = links.with_changes("/search", asked.names, **{f"{name}_": None})
            shown.append((f"{dutch.FILTERS[NAMED.get(name, name)]} {label}".strip(), without))
    return shown


def _orders(asked: Asked) -> list[tuple[str, Sequence[tuple[str, str, bool]]]]:
    """How can be searched and sorted: (what, [(label, address, whether it is so now)])."""

    def options(name: str, values: dict[str, str], now: str, usual: str) -> list[tuple[str, str, bool]]:
        return [
            (
                label,
                links.with_changes("/search", asked.names, **{name: None if value == usual else value}),
                value == now,
            )
            for value, label in values.items()
        ]

    parts = {"": "alle delen"} | dutch.CHOSEN_PARTS
    return [
        ("Deel van het stuk", options("part", parts, asked.names.get("part", ""), "")),
        ("Volgorde", options("sort", {"relevance": "beste eerst", "date": "nieuwste eerst"}, asked.sort, "relevance")),
        ("Zoek op", options("mode", dutch.MODES, asked.mode, "hybrid")),
        (
            "Woordvormen",
            options("families", {"1": "alle vormen", "0": "alleen zo getypt"}, "1" if asked.families else "0", "1"),
        ),
        (
            "Aanbevelingen",
            options(
                "recommendation",
                {"": "alle passages", "1": "alleen met een aanbeveling, verzoek of toezegging"},
                asked.names.get("recommendation", ""),
                "",
            ),
        ),
    ]


def _pages(asked: Asked, has_more: bool) -> dict[str, str | None]:
    """The addresses of the page before and the next; None where there is none."""

    def url(page: int) -> str:
        path = links.with_changes("/search", asked.names)
        return path if page == 1 else f"{path}&page={page}"

    return {
        "previous": url(asked.page - 1) if asked.page > 1 else None,
        "next": url(asked.page + 1) if has_more else None,
    }
