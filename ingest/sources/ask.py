"""Ask the services what they have: whole answers, page by page, and the truth when one is not whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

from ingest.errors import VindplaatsError
from ingest.identifiers import KamerstukId, ProvisionalId, parse
from ingest.identifiers.base import IdentifierError
from ingest.sources import odata, open_overheid, sru
from ingest.sources.client import Client
from ingest.sources.model import FetchError, Listing, Publication

IDS_PER_QUESTION = 20


@dataclass(frozen=True, slots=True)
class Found:
    """What a service named. problem: why it may not be all; None when it is."""

    publications: tuple[Publication, ...]
    problem: str | None = None


def find(client: Client, question: str) -> Found:
    """All publications that the search service has for a question (sru.*_question).

    The order of the service is not quite stable, so that a record may come
    twice and another not at all: then the pages are read once more, cut at
    other places.
    """
    found: dict[str, Publication] = {}
    for page_size in (sru.RECORDS_PER_PAGE, sru.RECORDS_PER_SMALL_PAGE):
        try:
            problem = _read_pages(client, question, page_size, found)
        except FetchError as error:
            problem = f"it stopped after {len(found)} papers: {error}"
            break
        if problem is None:
            break
    return Found(_typeset(found.values()), problem)


def _read_pages(client: Client, question: str, page_size: int, found: dict[str, Publication]) -> str | None:
    """Add the publications of all pages to found; what shows that some may be missing, None when nothing does."""
    start, total = 1, 1
    named: list[str] = []
    while start <= total:
        if start > sru.LAST_RECORD:
            raise FetchError(f"it names {total} papers, and gives no more than {sru.LAST_RECORD}")
        page = _ask_page(client, question, start, page_size)
        total = page.total or 0
        if page.n_records and not page.publications:
            raise FetchError("the search service answered in a form that this version of vindplaats does not know")
        if not page.n_records and start <= total:
            raise FetchError(f"it announced {total} records and gave {start - 1}")
        for publication in page.publications:
            named.append(publication.id)
            found[publication.id] = _better(publication, found.get(publication.id))
        start += page.n_records
    if len(found) < total and len(named) > len(set(named)):
        return f"it announced {total} papers and named {len(found)}, some of them twice"
    return None


def _ask_page(client: Client, question: str, start: int, page_size: int) -> sru.SruPage:
    def read(body: bytes) -> sru.SruPage:
        page = sru.parse_page(body)
        if page.total is None:
            # A question that was understood on the first page is not wrong on the second.
            retry = start > 1 or any(diagnostic.transient for diagnostic in page.diagnostics) or not page.diagnostics
            said = "; ".join(diagnostic.message for diagnostic in page.diagnostics) or "no count and no reason"
            raise FetchError(f"the search service refused the question at record {start}: {said}", retry=retry)
        return page

    return client.ask(client.addresses.sru, read, sru.parameters(question, start, page_size))


def list_dossier(client: Client, dossier: str, names: Iterable[str] = ("Kamerstuk",)) -> tuple[Listing, str | None]:
    """All papers that the services name for a dossier, and what went wrong, None when nothing did.

    Official publications first; the Tweede Kamer adds its own document numbers
    and the papers that are not printed yet.
    """
    official = find(client, sru.dossier_question(dossier, names))
    try:
        # The Tweede Kamer does not have the dossiers of the Eerste Kamer itself, in Roman numerals.
        of_both = dossier[:1].isdigit()
        received = _ask_tweede_kamer(client, lambda way: way.dossier_address(dossier)) if of_both else ()
        problem = None
    except VindplaatsError as error:
        received, problem = (), f"papers that are not printed yet may be missing from dossier {dossier}: {error}"
    if official.problem:
        problem = f"dossier {dossier} is not known wholly: {official.problem}"
    return Listing(dossier, join(official.publications, received), complete=official.problem is None), problem


def find_ids(client: Client, ids: Iterable[str]) -> Found:
    """The publications with these ids."""
    return _together(find(client, sru.ids_question(some)) for some in _batches(ids))


def find_attachments(client: Client, ids: Iterable[str]) -> Found:
    """What was sent with the papers with these ids."""
    return _together(find(client, sru.attachments_question(some)) for some in _batches(ids))


def find_unprinted(client: Client, id: str) -> tuple[Publication, ...]:
    """A paper that is not among the official publications (yet), from the Tweede Kamer."""
    paper = parse(id).likeliest
    if not isinstance(paper, KamerstukId) or not paper.number.isdigit():
        return ()
    dossier = str(paper.in_dossier).removeprefix("kst-")
    return _ask_tweede_kamer(client, lambda way: way.paper_address(dossier, paper.number))


def find_tweede_kamer(client: Client, number: str) -> tuple[Publication, ...]:
    """The document 2021D09236, or the documents of the zaak 2021Z04221."""
    if "Z" in number:
        return _ask_tweede_kamer(client, lambda way: way.zaak_address(number))
    return _ask_tweede_kamer(client, lambda way: way.number_address(number))


def find_report(client: Client, id: str, attachments: bool) -> Found:
    """The files of a document of open.overheid.nl, with attachments also those of what was published with it."""
    service = client.addresses.open_overheid
    described = _describe_report(client, id)
    if not attachments:
        return Found(described.publications)
    try:
        named = client.ask(open_overheid.relations_address(service, id), open_overheid.parse_relations)
        problem = None
    except FetchError as error:
        # A document alone has no page of relations.
        named, problem = (), None if error.missing else f"what was published with {id} may be missing: {error}"
    found = list(described.publications)
    for other in dict.fromkeys((*described.attachments, *named)):
        try:
            found += [replace(one, main_document=id) for one in _describe_report(client, other).publications]
        except FetchError as error:
            problem = f"{other}, published with {id}, could not be asked for: {error}"
    return Found(tuple(found), problem)


def search_reports(client: Client, words: str, since: str | None) -> Found:
    """What open.overheid.nl finds for words, the likeliest first, as many as are worth looking through."""
    ids: dict[str, None] = {}
    total = 1
    found: list[Publication] = []
    try:
        start = 0
        while start < min(total, open_overheid.MOST_RESULTS):
            address = open_overheid.search_address(client.addresses.open_overheid, words, start, since)
            page = client.ask(address, open_overheid.parse_found)
            if not page.ids:
                break
            ids.update(dict.fromkeys(page.ids))
            start, total = start + open_overheid.RESULTS_PER_PAGE, page.total
        for id in ids:
            found += _describe_report(client, id).publications
    except FetchError as error:
        return Found(tuple(found), f"it stopped after {len(found)} documents: {error}")
    more = total - len(ids)
    problem = f"open.overheid.nl names {total} documents, of which the first {len(ids)} are taken" if more > 0 else None
    return Found(tuple(found), problem)


def _describe_report(client: Client, id: str) -> open_overheid.Described:
    service = client.addresses.open_overheid
    described = client.ask(
        open_overheid.document_address(service, id), lambda body: open_overheid.parse_document(body, service, id)
    )
    publications = tuple(_from_known_host(client, one, id) for one in described.publications)
    return replace(described, publications=publications)


def _from_known_host(client: Client, publication: Publication, id: str) -> Publication:
    """Some descriptions name a file at the organisation it came from; the service has a copy of it."""
    copy = open_overheid.file_address(client.addresses.open_overheid, id)
    files = {kind: url if client.addresses.trusted(url) else copy for kind, url in publication.files.items()}
    return replace(publication, files=files)


def join(official: Iterable[Publication], received: Iterable[Publication]) -> tuple[Publication, ...]:
    """Official publications, with the numbers of the Tweede Kamer, and after them what only the Tweede Kamer has."""
    joined = {publication.id: publication for publication in official}
    by_number = {(dossier, one.number): one.id for one in joined.values() for dossier in one.dossiers}
    for document in received:
        places = [by_number.get((dossier, document.number)) for dossier in document.dossiers if document.number]
        id = next((place for place in (document.id, *places) if place in joined), None)
        if id is None:
            joined[document.id] = document
        else:
            joined[id] = replace(joined[id], kenmerk=joined[id].kenmerk or document.kenmerk)
    return tuple(joined.values())


def _ask_tweede_kamer(client: Client, address: Callable[[odata.Dialect], str]) -> tuple[Publication, ...]:
    """Ask in the first way that the service answers to, from then on in that way."""
    ways = odata.dialects(client.addresses.odata, client.addresses.odata_before)
    refusals: list[FetchError] = []
    for place, way in enumerate(ways[client.dialect :], start=client.dialect):
        if refusals and way.service == client.addresses.odata and not _objects_to_question(refusals[-1]):
            continue
        try:
            pages = list(_odata_pages(client, address(way), way.service))
        except FetchError as error:
            refusals.append(error)
            continue
        client.dialect = place
        return tuple(publication for page in pages for publication in page.publications)
    first, *others = refusals
    if others:
        raise FetchError(f"{first}; its service before June 2026: {others[-1]}", retry=first.retry) from first
    raise first


def _objects_to_question(error: FetchError) -> bool:
    """Whether a service is there and refuses the question, so that another question may do."""
    return not (error.missing or error.withdrawn or error.retry)


def _odata_pages(client: Client, address: str, service: str) -> Iterator[odata.OdataPage]:
    following: str | None = address
    n_entities = 0
    while following:
        page = client.ask(following, lambda body: odata.parse_page(body, service))
        yield page
        n_entities += page.n_entities
        following = page.next_page
        if not following and page.n_entities >= odata.ENTITIES_PER_PAGE:
            # A full answer that names no next one may be cut off.
            following = f"{address}&$skip={n_entities}"


def _batches(ids: Iterable[str]) -> Iterator[list[str]]:
    """So many ids at a time as go into one question."""
    rest = iter(ids)
    while some := list(islice(rest, IDS_PER_QUESTION)):
        yield some


def _together(parts: Iterable[Found]) -> Found:
    every = list(parts)
    publications = tuple(publication for part in every for publication in part.publications)
    return Found(publications, "; ".join(part.problem for part in every if part.problem) or None)


def _better(new: Publication, old: Publication | None) -> Publication:
    """Of two records of one paper the one with files, and then the later one."""
    if old is None:
        return new
    return max(old, new, key=lambda one: (len(one.files), one.version or ""))


def _typeset(publications: Iterable[Publication]) -> tuple[Publication, ...]:
    """Leave out a provisional edition (kst-1183151) when the paper is there under its number in the dossier too."""
    every = tuple(publications)
    numbered = {(one.dossiers, one.number) for one in every if not _is_provisional(one.id)}
    return tuple(one for one in every if not _is_provisional(one.id) or (one.dossiers, one.number) not in numbered)


def _is_provisional(id: str) -> bool:
    try:
        return isinstance(parse(id).likeliest, ProvisionalId)
    except IdentifierError:
        return False
