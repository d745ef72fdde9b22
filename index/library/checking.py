"""Verify a file against the papers that a library holds."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from index.errors import LibraryError
from index.library import Library
from index.model import DocumentRecord
from ingest.citing.cite import citation_text, known_citations
from ingest.model import Metadata
from ingest.reader import read_file
from nlp.quotations.model import QuotedText, Verdict
from nlp.quotations.quoted_text import Unchecked, read_quotations
from nlp.quotations.quoting import Comparable, find_quotation
from nlp.quotations.verify import Source, check, check_misnamed, papers_alike, papers_cited


@dataclass(frozen=True, slots=True)
class LookedUp:
    """Quoted words that no citation belongs to, with the (document, page) of the held papers that have them."""

    unchecked: Unchecked
    places: tuple[tuple[str, int], ...]


def verify_file(library: Library, path: Path) -> tuple[list[Verdict], list[Unchecked]]:
    """A verdict on every quotation in a file, in order; every cited paper is read again from its stored original.

    With the quotations that could not be checked, as no citation belongs to them.

    Raises:
        VindplaatsError: the file quotes nothing, or the original of a cited paper is gone or altered.
    """
    records = {record.id: record for record in library.documents.all()}
    held = [record.metadata for record in records.values()]
    read: dict[str, list[Source]] = {}
    verdicts = []

    def sources(papers: Sequence[Metadata]) -> list[Source]:
        for paper in papers:
            if paper.id not in read:
                read[paper.id] = _sources(library, records[paper.id])
        return [source for paper in papers for source in read[paper.id]]

    quotations, unchecked = read_quotations(
        path, [citation for metadata in held for citation in known_citations(metadata)]
    )
    for quotation in quotations:
        if papers := papers_cited(quotation, held):
            verdicts.append(check(quotation, sources(papers)))
        else:
            verdicts.append(check_misnamed(quotation, sources(papers_alike(quotation, held))))
    # A number that was mistyped names another paper, or none: what is quoted tells which was meant.
    lost = [at for at, verdict in enumerate(verdicts) if verdict.kind in ("not held", "not found")]
    found = _places_of(library, [verdicts[at].quotation.text for at in lost])
    for at, places in zip(lost, found, strict=True):
        verdicts[at] = replace(verdicts[at], elsewhere=places)
    return verdicts, unchecked


def verify_words(library: Library, words: str, name: str, page: int | None = None) -> Verdict:
    """A verdict on words quoted from a document, and from a page of it where one is given.

    Raises:
        VindplaatsError: there is no such document, or its original is gone or altered.
    """
    record = library.documents.find(name)
    quotation = QuotedText(words, citation_text(record.metadata, page, page), (record.id,), False, page, page)
    return check(quotation, _sources(library, record))


def looked_up(library: Library, unchecked: Sequence[Unchecked]) -> list[LookedUp]:
    """Where in the library words stand that no citation belongs to: document and page, in all papers that have them."""
    found = _places_of(library, [item.text for item in unchecked])
    return [LookedUp(item, places) for item, places in zip(unchecked, found, strict=True)]


def _places_of(library: Library, quoted: Sequence[str]) -> list[tuple[tuple[str, int], ...]]:
    """Of each quotation the first place in every paper that has it, as (document, page)."""
    found: list[list[tuple[str, int]]] = [[] for _ in quoted]
    if quoted:
        wanted = [_plain(text) for text in quoted]
        for id, text in library.documents.texts():
            plain = _plain(text)
            for places, words, given in zip(found, wanted, quoted, strict=True):
                if words and words in plain:
                    document = library.documents.load(id)
                    place = next(iter(find_quotation(given, Comparable(document.text))), None)
                    if place:
                        places.append((id, document.pages_of(place.start, place.end)[0]))
    return [tuple(places) for places in found]


def _plain(text: str) -> str:
    """Letters and figures alone: quotation marks, spaces and signs at the ends may differ."""
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def _sources(library: Library, record: DocumentRecord) -> list[Source]:
    """A paper as read again; and as stored, where its text is not from the PDF alone (official XML, OCR)."""
    original = library.documents.original(record)
    if not original.exists() or hashlib.sha256(original.read_bytes()).hexdigest() != record.metadata.sha256:
        raise LibraryError(
            f"the stored original of {record.id} is gone or altered, so nothing quoted from it can be checked; "
            f"add {record.file} again"
        )
    # The original is stored under its hash: what it is called, and its metadata, are known from when it was added.
    found = [Source(replace(read_file(original), metadata=record.metadata))]
    stored = library.documents.load(record.id)
    if record.xml_sha256 or any(page.is_ocr for page in stored.pages):
        found.append(Source(stored))
    return found
