"""A word or phrase across the papers: in which forms, how often, since when, and each place in its context."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from index.dutch.families import token_spans, tokens
from index.library import Library
from index.model import DocumentRecord, Filters, PassageRecord
from index.query.plan import Plan, planned
from index.query.syntax import parse
from index.ranking.copies import differences, fold_copies
from index.ranking.model import Form, Searched
from index.search import what_is_searched
from ingest.model import Document

# How much of the text around an occurrence is shown, in characters.
CONTEXT = 70


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One place where the term stands: start and end are offsets into the document's text.

    left and right: the text around it, on one line. page: where it is
    printed, from 1. copy_of: the passage of an earlier paper that this one
    repeats, None for one that is counted.
    """

    document: str
    passage: int
    start: int
    end: int
    page: int
    left: str
    text: str
    right: str
    copy_of: int | None = None


@dataclass(frozen=True, slots=True)
class InDocument:
    """The term in one paper. count leaves out what repeats an earlier paper; per_thousand is of all words."""

    document: DocumentRecord
    count: int
    per_thousand: float
    occurrences: tuple[Occurrence, ...]

    @property
    def first(self) -> Occurrence:
        return self.occurrences[0]


@dataclass(frozen=True, slots=True)
class Beside:
    """An organisation or measure that is named in passages with the term: in how many."""

    name: str
    passages: int


@dataclass(frozen=True, slots=True)
class Term:
    """documents: oldest first, undated last. forms: the commonest first, counted as in documents."""

    query: str
    searched: Searched
    forms: tuple[Form, ...]
    documents: tuple[InDocument, ...]
    organisations: tuple[Beside, ...]
    measures: tuple[Beside, ...]

    @property
    def count(self) -> int:
        return sum(item.count for item in self.documents)


def find_term(library: Library, typed: str, *, filters: Filters | None = None, families: bool = True) -> Term:
    """Every occurrence of what is typed: a word in all its forms, a "phrase", or any query of index/query.py.

    Raises:
        QueryError: the query cannot be honoured as it stands.
    """
    filters = filters or Filters()
    plan = planned(parse(typed), library.vocabulary, families=families)
    records = library.passages.by_ids(library.passages.lexical_ids(plan.text, filters).tolist())
    documents = library.documents.by_ids(record.document for record in records.values())
    ordered = sorted(records.values(), key=lambda record: (*_by_date(documents[record.document]), record.passage.start))
    copies = _copies(library, ordered)
    by_document = defaultdict[str, list[PassageRecord]](list)
    for record in ordered:
        by_document[record.document].append(record)
    found = [_in_document(library, documents[id], passages, plan, copies) for id, passages in by_document.items()]
    organisations, measures = (
        tuple(Beside(*row) for row in library.findings.named_in([id for id in records if id not in copies], label))
        for label in ("ORG", "MAATREGEL")
    )
    return Term(
        query=typed,
        searched=what_is_searched(library, filters),
        forms=_forms(found),
        documents=tuple(item for item in found if item.occurrences),
        organisations=organisations,
        measures=measures,
    )


def _by_date(record: DocumentRecord) -> tuple[bool, str, str]:
    date = record.metadata.date
    return date is None, date or "", record.id


def _copies(library: Library, records: Sequence[PassageRecord]) -> dict[int, int]:
    """Passages that say the same as one of an earlier paper: id -> id of the first."""
    columns = library.passages.words(record.id for record in records)
    words = {id: of_passage.exact.split() for id, of_passage in columns.items()}
    return {
        copy.id: first.id
        for first, *copies in fold_copies(records, words)
        for copy in copies
        if not differences(first.passage.text, copy.passage.text)
    }


def _in_document(
    library: Library,
    record: DocumentRecord,
    passages: Sequence[PassageRecord],
    plan: Plan,
    copies: dict[int, int],
) -> InDocument:
    document = library.documents.load(record.id)
    occurrences = tuple(
        _occurrence(document, passage, start, end, copies.get(passage.id))
        for passage in passages
        for start, end in find_ranges(passage.passage.text, plan)
    )
    count = sum(item.copy_of is None for item in occurrences)
    return InDocument(record, count, 1000 * count / max(1, len(tokens(document.text))), occurrences)


def _occurrence(document: Document, record: PassageRecord, start: int, end: int, copy_of: int | None) -> Occurrence:
    start, end = record.passage.start + start, record.passage.start + end
    text = document.text
    return Occurrence(
        document=document.id,
        passage=record.id,
        start=start,
        end=end,
        page=document.pages_of(start, end)[0],
        left=_before(text, start),
        text=text[start:end],
        right=_after(text, end),
        copy_of=copy_of,
    )


def _before(text: str, end: int) -> str:
    """The whole words before an offset, on one line."""
    start = max(0, end - CONTEXT)
    words = re.sub(r"\s+", " ", text[start:end])
    return words.partition(" ")[2] if start and not text[start - 1].isspace() else words


def _after(text: str, start: int) -> str:
    """The whole words after an offset, on one line."""
    end = min(len(text), start + CONTEXT)
    words = re.sub(r"\s+", " ", text[start:end])
    return words.rpartition(" ")[0] if end < len(text) and not text[end].isspace() else words


def find_ranges(text: str, plan: Plan) -> list[tuple[int, int]]:
    """The ranges of a text that hold a form, phrase or name of a query, in order; of two that overlap the longer."""
    spans = token_spans(text)
    words = [token for _, _, token in spans]
    forms, phrases = set(plan.forms), [list(phrase) for phrase in plan.phrases]
    ranges, at = [], 0
    while at < len(words):
        lengths = [len(phrase) for phrase in phrases if words[at : at + len(phrase)] == phrase]
        length = max(lengths, default=int(words[at] in forms))
        if length:
            ranges.append((spans[at][0], spans[at + length - 1][1]))
        at += length or 1
    return ranges


def _forms(found: Iterable[InDocument]) -> tuple[Form, ...]:
    counts = Counter(
        " ".join(tokens(item.text)) for in_document in found for item in in_document.occurrences if item.copy_of is None
    )
    return tuple(Form(form, n) for form, n in counts.most_common())
