"""Links across papers: what later papers say of the recommendations of earlier ones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from index.dutch.families import tokens
from index.library import Library
from index.library.titles import naming_titles
from index.model import DocumentRecord
from index.query.condition import Run
from index.references import other_names
from ingest.citing.cite import printed_number
from ingest.model import Document
from nlp.followups.finding import EarlierRecommendation, find_follow_ups
from nlp.followups.identities import commitment_numbers, movers_of_title


def link_follow_ups(library: Library) -> None:
    """Bring the follow-ups up to date after papers were added, now or by an add that was killed.

    Looked at again are the added papers, and held ones that may answer them:
    later papers of the same dossier, and papers that cite or name them. The
    cost grows with what was added, not with the library.
    """
    added = library.findings.unlinked()
    if not added:
        return
    for id in sorted(_affected(library, added)):
        (own,) = library.documents.by_ids([id]).values()
        later = library.documents.load(id)
        earlier = _earlier(library, own, later)
        ids = {_place(each): number for each, number in earlier}
        found = [
            (ids[_place(each)], later.pages_of(item.start, item.end)[0], item)
            for each, item in find_follow_ups(later, [each for each, _ in earlier])
        ]
        with library.transaction():
            library.findings.replace_follow_ups(id, found)
    with library.transaction():
        library.findings.mark_linked(added)


def _place(earlier: EarlierRecommendation) -> tuple[str, int]:
    """What tells one recommendation from all others: its paper and its place in it."""
    return earlier.document, earlier.recommendation.start


def _affected(library: Library, added: Sequence[str]) -> set[str]:
    """The added papers, and the held ones that may answer them."""
    affected = set(added)
    for new in library.documents.by_ids(added).values():
        for target in filter(None, (new.id, new.metadata.attachment_of, str(printed_number(new.metadata) or ""))):
            affected |= {citing for citing, _, _ in library.findings.citing(target)}
        for title in naming_titles(new.metadata):
            affected |= _naming(library, title)
        for item in library.findings.recommendations(new.id):
            for _, _, number in commitment_numbers(item.recommendation.text):
                affected |= _naming(library, number)
        affected |= {
            other.id for other in library.documents.in_dossiers(new.metadata.dossiers) if _is_before(new, other)
        }
    return affected


def _earlier(library: Library, own: DocumentRecord, later: Document) -> list[tuple[EarlierRecommendation, int]]:
    """The recommendations that a paper may answer, each with its id in the library; by date of their papers."""
    cited = {target for _, reference in library.findings.references(later.id) for target in reference.targets}
    # Papers held as first published, which others cite as they are typeset.
    alike = library.documents.in_dossiers(_dossiers_of(cited))
    cited |= {id for id, printed in other_names(alike).items() if printed in cited}
    for number in {number for _, _, number in commitment_numbers(later.text)}:
        cited |= _naming(library, number)
    records = {
        record.id: record
        for record in (
            *library.documents.in_dossiers(own.metadata.dossiers),
            *library.documents.referred_to(later.text, cited),
        )
        if _is_before(record, own)
    }
    return [
        (
            EarlierRecommendation(
                record.id,
                record.metadata.subject or record.metadata.title or "",
                record.metadata.kind,
                each.recommendation,
                _movers(record),
            ),
            each.id,
        )
        for record in sorted(records.values(), key=lambda record: (record.metadata.date or "9999", record.id))
        for each in library.findings.recommendations(record.id)
    ]


def _dossiers_of(ids: Iterable[str]) -> set[str]:
    """The dossiers in which papers are numbered: kst-35925-VII-5 is of 35925-VII."""
    return {id.removeprefix("kst-").rpartition("-")[0] for id in ids if id.startswith("kst-")}


def _movers(record: DocumentRecord) -> tuple[str, ...]:
    """Who moved a motion, by its title or else its signatories; nobody for other papers."""
    if record.metadata.kind != "motie":
        return ()
    named = movers_of_title(f"{record.metadata.subject or ''}\n{record.metadata.title or ''}")
    return named or tuple(each.name.split(". ")[-1].lower() for each in record.metadata.signatories)


def _is_before(earlier: DocumentRecord, later: DocumentRecord) -> bool:
    """Whether a paper is older; one without a date may be."""
    if earlier.id == later.id or later.metadata.date is None:
        return False
    return earlier.metadata.date is None or earlier.metadata.date <= later.metadata.date


def _naming(library: Library, title: str) -> set[str]:
    """The papers in which the words of a title stand in a row."""
    words = tokens(title)
    ids = library.passages.matching(Run(tuple(words))).tolist() if words else []
    return {record.document for record in library.passages.by_ids(ids).values()}
