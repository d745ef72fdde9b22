"""Remarks and tags at words of papers: made of what a reader typed, and found again where the words stand now."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from index.errors import LibraryError, QueryError
from index.library import Library
from index.model import DocumentRecord, PassageRecord, Quotation, Remark
from index.readers.judged import by_paper
from ingest.addresses import Address, find_again, words_hash
from nlp.quotations.quoting import CONTROLS

MOST_REMARK, MOST_TAG = 4_000, 60


def remark_at(words: Quotation, remark: str, tags: Iterable[str]) -> Remark:
    """A remark with tags at words of a paper.

    Raises:
        QueryError: there is neither a remark nor a tag, the remark is too long, a tag is none, or there are no words.
    """
    if not words.text.strip():
        raise QueryError("there are no words to note something at")
    said, named = _checked(remark, tags)
    return Remark(
        words.document,
        words.sha256,
        words.page,
        words.last_page,
        words.start,
        words.end,
        words.text,
        said,
        named,
    )


def change_remark(library: Library, id: int | None, remark: str | None, tags: Iterable[str] | None) -> None:
    """Say something else in a remark. What is None stays as it was.

    Raises:
        LibraryError: there is no remark of this number.
        QueryError: as of remark_at.
    """
    before = check_remark(library, id)
    said, named = _checked(before.remark if remark is None else remark, before.tags if tags is None else tags)
    library.remarks.change(before.id or 0, said, named)


def _checked(remark: str, tags: Iterable[str]) -> tuple[str, tuple[str, ...]]:
    said = " ".join("".join(" " if sign in CONTROLS else sign for sign in remark).split())
    named = tuple(dict.fromkeys(map(checked_tag, tags)))
    if not said and not named:
        raise QueryError("say what to note: a remark, or a tag")
    if len(said) > MOST_REMARK:
        raise QueryError(f"a remark of {len(said):,} characters is too long; it may have {MOST_REMARK:,}")
    return said, named


def checked_tag(typed: str) -> str:
    """A tag as it is kept: small letters, without the # before it.

    >>> checked_tag("#ICT")
    'ict'

    Raises:
        QueryError: it is empty or too long, or has a space, a comma, another # or a sign that does not print.
    """
    tag = typed.strip().removeprefix("#").lower()
    if not 0 < len(tag) <= MOST_TAG or not tag.isprintable() or set(tag) & set(" ,#"):
        raise QueryError(f"{typed[:200]!r} is no tag; take one word of 1 to {MOST_TAG} signs, as uitvoering")
    return tag


def placed(library: Library, remarks: Iterable[Remark], records: Mapping[str, DocumentRecord]) -> list[Remark]:
    """Remarks as their words stand now in these papers; one of words that are gone, or of another paper, as noted."""
    noted, now = list(remarks), dict[int | None, Remark]()
    held = {id: record.metadata.sha256 for id, record in records.items()}
    for id, own in by_paper(noted, held).items():
        text = library.documents.text_of(id) or ""
        for remark in own:
            if place := _place(text, remark):
                now[remark.id] = _moved(library, replace(remark, document=id, text=text[slice(*place)]), *place)
    return [now.get(remark.id) or replace(remark, stands=False) for remark in noted]


def _place(text: str, remark: Remark) -> tuple[int, int] | None:
    """The range of a paper's text where the words of a remark stand, the nearest one; None where they are gone.

    A search looks for those of every hit: what is known by its words is found by these in no time, and what is not
    there at all is not looked for word by word, as an address with no more than a hash is.
    """
    address = Address.of(remark.document, remark.page, remark.start, remark.end, remark.text)
    if words_hash(text[remark.start : remark.end]) == address.words:
        return find_again(text, address)
    words = re.finditer(r"\s+".join(map(re.escape, remark.text.split())), text)
    places = [match.span() for match in words if _is_whole(text, *match.span())]
    if places:
        return min(places, key=lambda place: abs(place[0] - remark.start))
    is_there = " ".join(remark.text.casefold().split()) in " ".join(text.casefold().split())
    return find_again(text, address) if is_there else None


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether a range neither begins nor ends within a word."""
    around = (text[at - 1 : at + 1] for at in (start, end) if at)
    return not any(len(two) == 2 and two.isalnum() for two in around)


def _moved(library: Library, remark: Remark, start: int, end: int) -> Remark:
    """A remark with its words at a range of its paper."""
    if (start, end) == (remark.start, remark.end):
        return remark
    page, last_page = library.documents.load(remark.document).pages_of(start, end)
    return replace(remark, page=page, last_page=last_page, start=start, end=end)


def remarks_at(
    library: Library, passages: Iterable[PassageRecord], records: Mapping[str, DocumentRecord]
) -> dict[int, tuple[Remark, ...]]:
    """By number of the passage, the remarks at words of it. records: of the papers that they are passages of."""
    noted = library.remarks.all()
    if not noted:
        return {}
    of_document = defaultdict[str, list[Remark]](list)
    for remark in placed(library, noted, records):
        if remark.stands:
            of_document[remark.document].append(remark)
    return {
        record.id: tuple(
            remark
            for remark in of_document[record.document]
            if remark.start < record.passage.end and record.passage.start < remark.end
        )
        for record in passages
    }


def remarks_of(library: Library, tags: Iterable[str] = (), document: str | None = None) -> list[Remark]:
    """The remarks that have all these tags, at words of a paper if one is named, as they stand now, the oldest first.

    Raises:
        QueryError: a tag is none.
        LibraryError: no paper of that name is held, nor was one in which something was noted.
    """
    wanted = set(map(checked_tag, tags))
    noted = [remark for remark in library.remarks.all() if wanted <= set(remark.tags)]
    now = placed(library, noted, {record.id: record for record in library.documents.all()} if noted else {})
    if document is None:
        return now
    try:
        id = library.documents.find(document).id
    except LibraryError:
        # What was noted stays when its paper is taken out.
        if all(remark.document != document for remark in now):
            raise
        id = document
    return [remark for remark in now if remark.document == id]


def check_remark(library: Library, id: int | None) -> Remark:
    """The remark of this number, as it was noted.

    Raises:
        LibraryError: there is not.
    """
    for remark in library.remarks.all():
        if remark.id == id:
            return remark
    raise LibraryError(f"there is no note {id}; 'vindplaats notes' shows their numbers")
