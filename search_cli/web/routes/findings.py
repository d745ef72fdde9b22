"""/recommendations, /entities, /term and what a paper has of them: what was found in the papers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from index.errors import NameNotFoundError, QueryError
from index.library import Library
from index.model import DocumentRecord, Quotation, StoredRecommendation
from index.readers.judged import judged_recommendations
from index.readers.judging import Changes, accept, edit, find_recommendation, judge_name, reject, restore
from index.references import citations_of, is_dossier
from nlp.model import RecommendationType
from search_cli.recommended.choosing import STATUSES, TYPES, Wanted, choose, documents_of
from search_cli.recommended.ledger import Entry, make_ledger
from search_cli.recommended.open_points import items_of, open_points
from search_cli.shapes import entities_shape, recommendations_shape, references_shape
from search_cli.shapes.findings import with_looked_until
from search_cli.web import links
from search_cli.web.asking import asked_filters, dossier, number, one_of, said
from search_cli.web.chart import term_chart
from search_cli.web.desk import desk_of
from search_cli.web.pages import NotThereError, html_answer, is_json, json_answer

if TYPE_CHECKING:
    from index.term import Term

LABELS = ("ORG", "MAATREGEL", "WET")
PER_PAGE = 25
# Of a word as common as uitvoering there are thousands of places.
SHOWN_PLACES = 50
MOST_OF_A_PAPER = 1_000
MOST_REMARK = 4_000


def recommendations(request: Request) -> Response:
    """The ledger: what is recommended, to whom, on what it rests and what became of it."""
    asked = {name: value for name, value in request.query_params.items() if value}
    with desk_of(request).open() as library:
        id = request.path_params.get("id") or asked.get("document")
        record = library.documents.find(id) if id else None
        wanted = Wanted(
            document=record.id if record else None,
            type=asked.get("type"),
            addressee=asked.get("addressee"),
            dossier=dossier(asked.get("dossier")),
            status=asked.get("status"),
            by=asked.get("by"),
            rejected=asked.get("rejected") == "1",
            # A shape has them always, with their grade, as that of the command.
            doubtful=asked.get("doubtful") == "1" or is_json(request),
        )
        chosen = choose(library, wanted)
        only_open = asked.get("open") == "1"
        held = library.documents.all() if only_open else []
    ledger, documents = chosen.ledger, chosen.documents
    points = open_points(ledger, documents, held) if only_open else []
    if is_json(request) and only_open:
        items, of = zip(*items_of(points), strict=True) if points else ((), ())
        return json_answer(with_looked_until(recommendations_shape(items, documents), of))
    if is_json(request):
        return json_answer(recommendations_shape(chosen.items, documents))
    if only_open:
        ledger = [point.entry for point in points]
    page = _page(asked.get("page"))
    return html_answer(
        request,
        "recommendations.html",
        record=record,
        asked=asked,
        entries=ledger[(page - 1) * PER_PAGE : page * PER_PAGE],
        n_entries=len(ledger),
        n_doubtful=0 if only_open else chosen.n_doubtful,
        n_rejected=0 if only_open else chosen.n_rejected,
        documents=documents,
        page=page,
        has_more=len(ledger) > page * PER_PAGE,
        types=TYPES,
        statuses=STATUSES,
        looked={point.entry.item.id: point for point in points},
        addressees=_addressees(ledger),
    )


def _addressees(ledger: Sequence[Entry]) -> list[str]:
    """Who is addressed most often, for a list to choose from."""
    counts = defaultdict[str, int](int)
    for entry in ledger:
        for name in entry.item.recommendation.addressees:
            counts[name] += 1
    return sorted(counts, key=lambda name: (-counts[name], name))[:30]


def _page(value: str | None) -> int:
    return 1 if value is None else number("page", value, 10_000)


def recommendation(request: Request) -> Response:
    """One recommendation with the whole chain: its words, what it rests on, where it is restated, what became of it."""
    asked = request.path_params["address"]
    with desk_of(request).open() as library:
        entry, item = _entry_at(library, asked)
        items = [entry.item, *entry.restated]
        documents = documents_of(library, items)
        is_noted = any(_holds(quotation, item) for quotation in library.quotations.all())
    if is_json(request):
        return json_answer(recommendations_shape(items, documents))
    shape = recommendations_shape([item], documents)[0]
    return html_answer(
        request,
        "recommendation.html",
        entry=entry,
        item=item,
        shape=shape,
        documents=documents,
        types=TYPES,
        is_noted=is_noted,
    )


def _holds(quotation: Quotation, item: StoredRecommendation) -> bool:
    """Whether a quotation has all words of a recommendation."""
    said = item.recommendation
    return quotation.document == item.document and quotation.start <= said.start and said.end <= quotation.end


def _entry_at(library: Library, asked: str) -> tuple[Entry, StoredRecommendation]:
    """What an address, or a number, of a recommendation names, and the entry of the ledger that it is in."""
    item = find_recommendation(library, asked)
    for entry in make_ledger(judged_recommendations(library, item.document).items):
        if item.id in {entry.item.id, *(other.id for other in entry.restated)}:
            return entry, item
    raise NotThereError(f"no recommendation stands at {asked}; '/recommendations' has them all")


def judge(library: Library, form: FormData) -> None:
    """Say of a recommendation that it is right or is none, or take that back."""
    item = find_recommendation(library, said(form, "address"))
    verdict, remark = said(form, "verdict"), said(form, "note").strip()[:MOST_REMARK]
    if verdict == "accept":
        accept(library, item, judge_name(), remark)
    elif verdict == "reject":
        reject(library, item, judge_name(), remark)
    elif verdict == "restore":
        restore(library, item)
    else:
        raise QueryError(f"verdict: {verdict!r} is none of accept, reject, restore")


def correct(library: Library, form: FormData) -> None:
    """Say what a recommendation should be."""
    item = find_recommendation(library, said(form, "address"))
    type: RecommendationType = one_of("type", said(form, "type"), RecommendationType)
    addressees = [name.strip() for name in said(form, "addressees").split(";") if name.strip()]
    changes = Changes(type, said(form, "number").strip(), addressees, said(form, "deadline").strip())
    edit(library, item, changes, judge_name(), said(form, "note").strip()[:MOST_REMARK])


def references(request: Request) -> Response:
    """The papers a paper cites, and the held papers that cite it."""
    with desk_of(request).open() as library:
        found = citations_of(library, request.path_params["id"])
        held = library.documents.by_ids({target for cited in found.cites for target in cited.held})
    if is_json(request):
        return json_answer(references_shape(found))
    return html_answer(request, "references.html", found=found, record=found.document, held=held, is_dossier=is_dossier)


def entities(request: Request) -> Response:
    """Organisations, measures and laws: counted, with where they occur."""
    label = request.query_params.get("label") or None
    if label not in (None, *LABELS):
        raise QueryError(f"label: {label!r} is none of {', '.join(LABELS)}")
    with desk_of(request).open() as library:
        id = request.path_params.get("id")
        record = library.documents.find(id) if id else None
        shapes = entities_shape(library.findings.entities(record.id if record else None, label))
    if is_json(request):
        return json_answer(shapes)
    typed = request.query_params.get("q", "").strip()
    if typed:
        shapes = [shape for shape in shapes if any(typed.casefold() in name.casefold() for name in _names(shape))]
    page = _page(request.query_params.get("page"))
    return html_answer(
        request,
        "entities.html",
        record=record,
        label=label,
        typed=typed,
        shapes=shapes[(page - 1) * 2 * PER_PAGE : page * 2 * PER_PAGE],
        n_shapes=len(shapes),
        page=page,
        has_more=len(shapes) > page * 2 * PER_PAGE,
        labels=LABELS,
    )


def _names(shape: Mapping[str, Any]) -> list[str]:
    return [name for name in (shape["canonical"], shape["identifier"], *shape["forms"]) if name]


def entity(request: Request) -> Response:
    """One organisation, measure or law: its names, and every place it is named."""
    label, identity = request.path_params["label"], request.path_params["identity"]
    with desk_of(request).open() as library:
        shapes = entities_shape(library.findings.entities(None, label)) if label in LABELS else []
        shape = next((shape for shape in shapes if identity in _names(shape)), None)
        if shape is None:
            raise NameNotFoundError(f"no paper has {identity!r} as {label}; '/entities' lists what they have")
        documents = library.documents.by_ids({place["document"] for place in shape["documents"]})
    if is_json(request):
        return json_answer(shape)
    places = defaultdict[str, list[Mapping[str, Any]]](list)
    for place in shape["documents"]:
        places[place["document"]].append(place)
    return html_answer(
        request, "entity.html", shape=shape, label=label, identity=identity, places=places, documents=documents
    )


def term(request: Request) -> Response:
    """A word through the papers: its forms, how often, since when, and every place with its page."""
    from index.term import find_term

    word = request.path_params["word"]
    families = request.query_params.get("families", "1") != "0"
    everything = request.query_params.get("all") == "1"
    with desk_of(request).open() as library:
        found = find_term(library, word, filters=asked_filters(request.query_params), families=families)
    if is_json(request):
        from search_cli.render.term import term_shape

        return json_answer(term_shape(found))
    return html_answer(
        request,
        "term.html",
        found=found,
        word=word,
        families=families,
        chart=term_chart(found),
        places=_places(found, everything=everything),
        all_places=links.with_changes(links.term(word), dict(request.query_params), all="1"),
        n_places=sum(len(item.occurrences) for item in found.documents),
    )


def _places(found: Term, *, everything: bool) -> list[tuple[DocumentRecord, list[Any]]]:
    """The first places of all papers in turn, so that each paper shows some; or everything, within reason."""
    if everything:
        return [(item.document, list(item.occurrences[:MOST_OF_A_PAPER])) for item in found.documents]
    shown, left = [], SHOWN_PLACES
    for index, item in enumerate(found.documents):
        share = max(3, left // max(1, len(found.documents) - index))
        shown.append((item.document, list(item.occurrences[:share])))
        left -= min(share, len(item.occurrences))
    return shown
