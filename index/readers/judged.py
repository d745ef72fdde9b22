"""The recommendations of a library as its readers judged them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

from index.library import Library
from index.model import Judgement, StoredRecommendation, StoredSource
from index.readers.taught import lesson_of
from ingest.addresses import Address, find_again
from nlp.model import Recommendation

BY_A_READER = "given by a reader"


@dataclass(frozen=True, slots=True)
class Judged:
    """Recommendations, each with what a reader said of it, rejected ones too. lost: judgements of words now gone."""

    items: list[StoredRecommendation]
    lost: tuple[Judgement, ...] = ()


def judged_recommendations(
    library: Library, document: str | None = None, *, passages: Sequence[int] | None = None
) -> Judged:
    """What findings.recommendations gives, as readers judged it, and what they added.

    How sure each is told is what the program says, or what their judgements taught it.

    A judgement is of words: it is found again after the paper was read again,
    also where its id changed. What a reader accepted, edited or added stays a
    recommendation when the program does not take it for one any more.
    """
    found = library.findings.recommendations(document, passages=passages)
    if found and (lesson := lesson_of(library)):
        found = [lesson.applied(item) for item in found]
    judgements = library.judgements.all()
    if not judgements:
        return Judged(found)
    held = _held(library, document, passages)
    by_document = defaultdict[str, list[StoredRecommendation]](list)
    for item in found:
        by_document[item.document].append(item)
    items, lost = dict[int, StoredRecommendation](), list[Judgement]()
    for id, own in by_paper(judgements, held).items():
        text = library.documents.text_of(id) or ""
        for judgement in own:
            place = find_again(text, _address(judgement, id))
            if place is None:
                lost.append(judgement)
                continue
            judged = _judged_item(library, id, text, judgement, place, by_document[id])
            if judged and (passages is None or judged.passage in passages):
                items[judged.id] = judged
    ids = {item.id for item in found}
    whole = [items.get(item.id, item) for item in found] + [item for item in items.values() if item.id not in ids]
    order = {id: place for place, id in enumerate(held)}
    return Judged(
        sorted(whole, key=lambda item: (order[item.document], item.recommendation.start)),
        tuple(lost),
    )


def _held(library: Library, document: str | None, passages: Sequence[int] | None) -> dict[str, str]:
    """The hashes of the papers that are asked about, by id, by date."""
    if document is not None:
        records = list(library.documents.by_ids([document]).values())
    elif passages is not None:
        ids = {record.document for record in library.passages.by_ids(passages).values()}
        records = list(library.documents.by_ids(ids).values())
    else:
        records = library.documents.all()
    return {record.id: record.metadata.sha256 for record in records}


class OfAFile(Protocol):
    """What a reader said of words of a paper: its id, and the hash of the file that was read."""

    @property
    def document(self) -> str: ...
    @property
    def sha256(self) -> str: ...


Said = TypeVar("Said", bound=OfAFile)


def by_paper(items: Iterable[Said], held: Mapping[str, str]) -> dict[str, list[Said]]:
    """What readers said by the paper that it is of: the very file, else the one of that id.

    held: the hashes of the papers by id.
    """
    ids = {sha256: id for id, sha256 in held.items()}
    grouped = defaultdict[str, list[Said]](list)
    for item in items:
        id = ids.get(item.sha256) or (item.document if item.document in held else None)
        if id is not None:
            grouped[id].append(item)
    return grouped


def _address(judgement: Judgement, document: str) -> Address:
    return Address.of(document, judgement.page, judgement.start, judgement.end, judgement.text)


def _judged_item(
    library: Library,
    id: str,
    text: str,
    judgement: Judgement,
    place: tuple[int, int],
    found: Sequence[StoredRecommendation],
) -> StoredRecommendation | None:
    """The recommendation that a judgement is of; None for a rejected one that the program does not take for one."""
    item = same_words(found, *place)
    if judgement.verdict == "rejected":
        return replace(item, judgement=judgement) if item else None
    if item and judgement.verdict == "accepted":
        return replace(item, judgement=judgement)
    moved = place != (judgement.start, judgement.end)
    said = Recommendation(
        start=place[0],
        end=place[1],
        text=text[slice(*place)],
        type=judgement.type,
        number=judgement.number,
        addressees=judgement.addressees,
        deadline=judgement.deadline,
    )
    if item:
        said = replace(
            item.recommendation,
            start=said.start,
            end=said.end,
            text=said.text,
            type=said.type,
            number=said.number,
            addressees=said.addressees,
            deadline=said.deadline,
        )
    page = library.documents.load(id).pages_of(*place)[0] if moved else judgement.page
    sources = item.sources if item else ()
    if judgement.sources is not None:
        places = (find_again(text, replace(Address.parse(each), document=id)) for each in judgement.sources)
        sources = tuple(_source(library, id, text, *each) for each in places if each)
    return StoredRecommendation(
        id=item.id if item else -int(judgement.id or 0),
        document=id,
        page=page,
        recommendation=said,
        restates=item.restates if item else None,
        sources=sources,
        follow_ups=item.follow_ups if item else (),
        passage=_passage(library, id, place[0]),
        judgement=judgement,
    )


def same_words(items: Iterable[StoredRecommendation], start: int, end: int) -> StoredRecommendation | None:
    """The one that stands at a range, or shares more than half of the shorter of the two with it."""
    best, most = None, 0.5
    for item in items:
        first, last = item.recommendation.start, item.recommendation.end
        shared = (min(end, last) - max(start, first)) / max(1, min(end - start, last - first))
        if shared > most or (first, last) == (start, end):
            best, most = item, max(shared, most)
    return best


def _source(library: Library, id: str, text: str, start: int, end: int) -> StoredSource:
    page, _ = library.documents.load(id).pages_of(start, end)
    return StoredSource(id, page, _passage(library, id, start), start, end, text[start:end], 1.0, BY_A_READER)


def _passage(library: Library, id: str, offset: int) -> int | None:
    records = library.passages.of_document(id)
    return next((each.id for each in records if each.passage.start <= offset < each.passage.end), None)
