"""What a user points at on the command line: a document, a page of it, a passage, an address, or a dossier."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from index.errors import LibraryError
from index.library import Library
from index.model import DocumentRecord
from ingest.addresses import Address, AddressError, find_again
from ingest.citing.cite import Citation, cite, cite_dossier, known_citations, printed_number
from ingest.citing.places import place_in
from ingest.identifiers import DossierId, IdentifierError
from ingest.identifiers.cited import identifier_of
from ingest.metadata.labels import page_of
from ingest.model import Document, Metadata
from ingest.numbers import whole_number

_PAGES = re.compile(r"(p?)\.?\s*+(\w++)(?:\s*+[-–]\s*+(p?)\.?\s*+(\w++))?")


def pages_of(record: DocumentRecord, given: str) -> tuple[int, int]:
    """First and last page of the PDF that a user names: 24, p24 (as printed), 1-2.

    Raises:
        LibraryError: the document has no such page.
    """
    if not record.n_pages:
        raise LibraryError(
            f"{record.id} is of a kind of file that has no pages; 'vindplaats show {record.id}' shows all of it"
        )
    match = _PAGES.fullmatch(given.strip())
    pages = []
    for printed, name in ((match[1], match[2]), (match[3] or match[1], match[4] or match[2])) if match else ():
        place = whole_number(name)
        page = page_of(record.metadata.labels, name) if printed else place
        if page is None or not 1 <= page <= record.n_pages:
            n_pages = f"{record.n_pages} page{'s' if record.n_pages > 1 else ''}"
            raise LibraryError(f"{record.id} has {n_pages}, no page {printed}{name}")
        pages.append(page)
    if len(pages) < 2 or pages[0] > pages[1]:
        raise LibraryError(f"{given!r} is no page; write it as 24, as printed p24, or 1-2")
    return pages[0], pages[1]


class Addressed(NamedTuple):
    """The words an address names, where they stand in the document as it is held now."""

    document: Document
    start: int
    end: int


def addressed(library: Library, target: str) -> Addressed | None:
    """What an address names; None for a target that is no address.

    Raises:
        LibraryError: its document is not held, or the words are no longer there.
    """
    try:
        address = Address.parse(target)
    except AddressError:
        return None
    document = library.documents.load(address.document)
    place = find_again(document.text, address)
    if place is None:
        raise LibraryError(
            f"what {target} names is not there: {document.id} has these words nowhere. It was read again "
            "since, or the address is mistyped; "
            f"'vindplaats show {document.id}' shows what it has"
        )
    return Addressed(document, *place)


def cite_target(library: Library, target: str, page: str | None, *, as_report: bool = False) -> Citation:
    """The citation of a document, of one page of it, of the pages of a passage or address, or of a whole dossier.

    Raises:
        LibraryError: no such document, passage, page or dossier, a number
            that is both a passage and a dossier, or an address with another page.
    """
    if found := addressed(library, target):
        if page is not None:
            raise LibraryError(f"{target} names a page itself; leave out --page")
        pages = found.document.pages_of(found.start, found.end)
        cited = cite(found.document.metadata, *pages, as_report=as_report)
        return replace(cited, place=place_in(found.document, found.start, found.end))
    number = whole_number(target)
    passage = None if number is None else library.passages.by_ids([number]).get(number)
    dossier = _dossier(target)
    papers = _papers(library, dossier) if dossier and page is None else []
    if passage is not None and papers:
        raise LibraryError(f"{target} is a passage of {passage.document} and a dossier; cite {passage.document} --page")
    if passage is not None:
        metadata, there = library.documents.find(passage.document).metadata, passage.passage
        cited = cite(metadata, there.page, there.last_page, as_report=as_report)
        if there.page:
            return cited
        return replace(cited, place=place_in(library.documents.load(passage.document), there.start, there.end))
    if dossier and papers:
        return cite_dossier(dossier, papers)
    record, cited_page = _cited(library, target) or (library.documents.find(target), None)
    if page is None and cited_page:
        page = f"p{cited_page}" if page_of(record.metadata.labels, cited_page.split("-")[0]) else cited_page
    first, last = (None, None) if page is None else pages_of(record, page)
    return cite(record.metadata, first, last, as_report=as_report)


# What a citation ends with: ", p. 3-4", "blz. 12".
_CITED_PAGES = re.compile(r"(?:[,;]|(?<![\s,;]))\s*+(?:p|pp|pag|blz)\.?\s*+(\d++(?:\s*+[-–]\s*+\d++)?)\s*+\.?\Z")


def _cited(library: Library, text: str) -> tuple[DocumentRecord, str | None] | None:
    """The held paper that a citation means, as 'cite' prints it, with the pages it names; None for no citation.

    Raises:
        LibraryError: it means papers that are not held, or several.
    """
    from nlp.references.kamerstukken import find_references

    if not re.search(r"\s", text.strip()):
        return None
    pages = _CITED_PAGES.search(text)
    whole = text[: pages.start()] if pages else text
    cited_page = re.sub(r"\s", "", pages[1]).replace("–", "-") if pages else None
    records = library.documents.all()
    found = [record for record in records if _plain(whole) in map(_plain, known_citations(record.metadata))]
    targets = {target for reference in find_references(whole) for target in reference.targets}
    targets |= {printed} if (printed := identifier_of(" ".join(whole.split()))) else set()
    if not found and targets:
        is_attachment = bool(re.match(r"(?i)\W*bijlagen? bij\b", whole))
        found = [record for record in records if _is_meant(record.metadata, targets, is_attachment=is_attachment)]
        if not found and not any(_dossier(target) for target in targets):
            raise LibraryError(
                f"'{whole}' is {', '.join(sorted(targets))}, which is not held; 'vindplaats fetch' gets it"
            )
    if len(found) > 1:
        raise LibraryError(f"'{whole}' may be {' or '.join(record.id for record in found)}; name one of them")
    return (found[0], cited_page) if found else None


def _is_meant(metadata: Metadata, targets: set[str], *, is_attachment: bool) -> bool:
    if is_attachment:
        return metadata.attachment_of in targets
    return metadata.id in targets or str(printed_number(metadata)) in targets


def _plain(citation: str) -> str:
    return " ".join(citation.split()).strip(" .").casefold()


def _dossier(text: str) -> DossierId | None:
    """The dossier that a text names by itself; kst-99901-12 is a paper of one."""
    try:
        return DossierId.read(text)
    except IdentifierError:
        return None


def _papers(library: Library, dossier: DossierId) -> list[Metadata]:
    held = (record.metadata for record in library.documents.all())
    return [metadata for metadata in held if any(_dossier(own) == dossier for own in metadata.dossiers)]
