"""What a user points at (a passage, an address, words of a document, a hit of a search) as a quotation."""

from __future__ import annotations

from index.errors import LibraryError
from index.library import Library
from index.model import DEFAULT_BRIEFING, Quotation
from index.quoting import quote_passage, quote_words
from ingest.numbers import whole_number
from search_cli.targets import addressed


def quote_target(library: Library, target: str, words: str | None, note: str) -> Quotation:
    """A quotation of a passage by its number, of what an address names, or of given words of a document or passage.

    Raises:
        VindplaatsError: there is no such thing, or the words do not stand there.
    """
    if place := addressed(library, target):
        if words is not None:
            return quote_words(place.document, words, note)
        return quote_passage(place.document, place.start, place.end, note)
    number = whole_number(target)
    found = None if number is None else library.passages.by_ids([number]).get(number)
    document = library.documents.load(found.document if found else library.documents.find(target).id)
    if words is not None:
        return quote_words(document, words, note)
    if found is None:
        raise LibraryError(f"say which words of {document.id} to quote, with --words; or give the number of a passage")
    return quote_passage(document, found.passage.start, found.passage.end, note)


def passages_at_ranks(library: Library, query: str, ranks: list[str], model: str | None) -> list[str]:
    """The numbers of the passages that a search gives at ranks (from 1).

    Raises:
        LibraryError: a rank is no number, or the search has fewer hits.
    """
    from index.searcher import Searcher

    wanted = [number for rank in ranks if (number := whole_number(rank))]
    if len(wanted) < len(ranks):
        raise LibraryError("with --query the targets are ranks of its hits: 1, 2, 3")
    answer = Searcher(library, model).search(query, limit=max(wanted))
    passages = {hit.rank: str(hit.passage.id) for hit in answer.hits}
    if missing := [rank for rank in wanted if rank not in passages]:
        raise LibraryError(f"'{query}' has {len(passages)} hits, no number {missing[0]}")
    return [passages[rank] for rank in wanted]


def passages_found(library: Library, query: str, limit: int, model: str | None) -> list[str]:
    """The numbers of the first passages that a search finds.

    Raises:
        LibraryError: it finds none.
    """
    from index.searcher import Searcher

    hits = Searcher(library, model).search(query, limit=limit).hits
    if not hits:
        raise LibraryError(f"nothing was added: '{query}' has no hits")
    return [str(hit.passage.id) for hit in hits]


def quotations_of(library: Library, briefing: str | None) -> list[Quotation]:
    """The quotations of a briefing in order; of the default one when none is named, which may be empty.

    Raises:
        LibraryError: there is no briefing of that name.
    """
    found = library.quotations.all(briefing or DEFAULT_BRIEFING)
    if not found and briefing not in (None, DEFAULT_BRIEFING):
        held = ", ".join(f"'{name}'" for name in library.quotations.briefings()) or "none"
        raise LibraryError(f"there is no briefing '{briefing}' (there are: {held})")
    return found


def check_quotation(library: Library, id: int, briefing: str | None) -> None:
    """Make sure that there is such a quotation, in that briefing if one is named.

    Raises:
        LibraryError: there is not.
    """
    found = library.quotations.find(id)
    if found is None:
        raise LibraryError(f"there is no quotation {id}; 'vindplaats briefing list --all' shows their numbers")
    if briefing is not None and found.briefing != briefing:
        raise LibraryError(f"quotation {id} is in the briefing '{found.briefing}', not in '{briefing}'")
