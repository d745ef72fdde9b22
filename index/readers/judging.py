"""Judge recommendations: accept, reject, edit or add one, or take that back."""

from __future__ import annotations

import getpass
import os
from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.errors import LibraryError
from index.library import Library
from index.model import Judgement, Quotation, StoredRecommendation, Verdict
from index.quoting import quote, quote_words
from index.readers.judged import judged_recommendations, same_words
from ingest.addresses import Address, AddressError, address_of, find_again
from ingest.model import Document
from ingest.numbers import whole_number
from nlp.model import RecommendationType


@dataclass(frozen=True, slots=True)
class Changes:
    """What a recommendation should be; None leaves a part as it is, an empty one says that there is none.

    words: where it stands. sources: the passages it rests on.
    """

    type: RecommendationType | None = None
    number: str | None = None
    addressees: Sequence[str] | None = None
    deadline: str | None = None
    words: Quotation | None = None
    sources: Sequence[Quotation] | None = None

    @property
    def any(self) -> bool:
        return self != Changes()


def words_of(document: Document, words: str) -> Quotation:
    """Words of a paper, with the sign that ends their sentence where it was given.

    Raises:
        VindplaatsError: they do not stand there.
    """
    found, sign = quote_words(document, words), words.strip()[-1:]
    ends = sign in ".;:!?" and document.text[found.end : found.end + 1] == sign
    return quote(document, found.start, found.end + 1) if ends else found


def judge_name() -> str:
    """Who judges: $VINDPLAATS_NAME, else the name of the account."""
    try:
        return os.environ.get("VINDPLAATS_NAME") or getpass.getuser()
    except (KeyError, OSError):
        return "unknown"


def find_recommendation(library: Library, target: str) -> StoredRecommendation:
    """The recommendation with a number, as they are listed, or at an address, as it is judged now.

    Raises:
        LibraryError: there is none.
    """
    digits = target.removeprefix("-")
    if digits.isascii() and digits.isdigit():
        number = (whole_number(digits) or 0) * (1 if digits == target else -1)
        document = library.findings.document_of(number) if number > 0 else None
        items = judged_recommendations(library, document).items if document or number < 0 else []
        found = next((item for item in items if item.id == number), None)
    else:
        try:
            address = Address.parse(target)
        except AddressError:
            raise LibraryError(
                f"{target!r} is neither the number nor the address of a recommendation; "
                "'vindplaats recommendations' lists the numbers, with --json the addresses"
            ) from None
        record = library.documents.find(address.document)
        place = find_again(library.documents.text_of(record.id) or "", address)
        found = same_words(judged_recommendations(library, record.id).items, *place) if place else None
    if found is None:
        raise LibraryError(f"no recommendation {target} in the library; 'vindplaats recommendations' shows the numbers")
    return found


def accept(library: Library, item: StoredRecommendation, judge: str, remark: str = "") -> None:
    """Say that a recommendation is one, as it is."""
    _put(library, item, replace(_judgement(library, item), verdict="accepted", judge=judge, remark=remark))


def reject(library: Library, item: StoredRecommendation, judge: str, remark: str = "") -> None:
    """Say that it is no recommendation. One that a reader had added is forgotten."""
    if item.id < 0 and item.judgement and item.judgement.id is not None:
        library.judgements.drop(item.judgement.id)
        return
    _put(library, item, replace(_judgement(library, item), verdict="rejected", judge=judge, remark=remark))


def edit(library: Library, item: StoredRecommendation, changes: Changes, judge: str, remark: str = "") -> None:
    """Say what a recommendation should be.

    Raises:
        LibraryError: nothing changes, or the words are elsewhere.
    """
    if not changes.any:
        raise LibraryError("say what should be other: --type, --number, --addressee, --deadline, --words or --source")
    words = changes.words
    if words and (words.document != item.document or same_words([item], words.start, words.end) is None):
        raise LibraryError(
            f"“{' '.join(words.text.split())}” does not share its words with recommendation {item.id}; reject that "
            "one, and add this one"
        )
    changed = _changed(_judgement(library, item), changes)
    verdict: Verdict = "added" if item.judged == "added" and item.id < 0 else "edited"
    _put(library, item, replace(changed, verdict=verdict, judge=judge, remark=remark))


def add(library: Library, words: Quotation, changes: Changes, judge: str, remark: str = "") -> StoredRecommendation:
    """Say that words of a paper are a recommendation.

    Raises:
        LibraryError: they are known as one.
    """
    items = judged_recommendations(library, words.document).items
    known = same_words(items, words.start, words.end)
    if known and known.judged != "rejected":
        raise LibraryError(f"these words are recommendation {known.id} already; accept or edit that one")
    new = Judgement(
        words.document, words.sha256, words.page, words.start, words.end, words.text, "added", "aanbeveling"
    )
    replaced = known.judgement.id if known and known.judgement else None
    id = library.judgements.put(replace(_changed(new, changes), judge=judge, remark=remark), replaced)
    now = judged_recommendations(library, words.document).items
    return next(item for item in now if item.judgement and item.judgement.id == id)


def restore(library: Library, item: StoredRecommendation) -> None:
    """Forget what a reader said of a recommendation.

    Raises:
        LibraryError: nothing was said.
    """
    if item.judgement is None or item.judgement.id is None:
        raise LibraryError(f"recommendation {item.id} was not judged; there is nothing to take back")
    library.judgements.drop(item.judgement.id)


def _judgement(library: Library, item: StoredRecommendation) -> Judgement:
    """A recommendation as it is now, as what a reader says of it."""
    found, before = item.recommendation, item.judgement
    return Judgement(
        document=item.document,
        sha256=library.documents.find(item.document).metadata.sha256,
        page=item.page,
        start=found.start,
        end=found.end,
        text=found.text,
        verdict="accepted",
        type=found.type,
        number=found.number,
        addressees=found.addressees,
        deadline=found.deadline,
        sources=before.sources if before else None,
    )


def _changed(judgement: Judgement, changes: Changes) -> Judgement:
    if words := changes.words:
        judgement = replace(judgement, page=words.page, start=words.start, end=words.end, text=words.text)
    if changes.type is not None:
        judgement = replace(judgement, type=changes.type)
    if changes.number is not None:
        judgement = replace(judgement, number=changes.number or None)
    if changes.addressees is not None:
        judgement = replace(judgement, addressees=tuple(name for name in changes.addressees if name))
    if changes.deadline is not None:
        judgement = replace(judgement, deadline=changes.deadline or None)
    if changes.sources is not None:
        for source in changes.sources:
            if source.document != judgement.document:
                raise LibraryError(
                    f"a source stands in the paper itself, {judgement.document}; not in {source.document}"
                )
        sources = tuple(address_of(source.document, source.page, source) for source in changes.sources)
        judgement = replace(judgement, sources=sources)
    return judgement


def _put(library: Library, item: StoredRecommendation, judgement: Judgement) -> None:
    library.judgements.put(judgement, item.judgement.id if item.judgement else None)
