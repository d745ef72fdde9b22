"""Check quotations against the papers they cite: the words, and the page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ingest.citing.cite import citation_text, known_citations, printed_number
from ingest.identifiers import AanhangselId, HandelingenId, IdentifierError, parse
from ingest.metadata.labels import printed_page
from ingest.model import Document, Metadata
from nlp.quotations.model import PageBy, QuotedText, Verdict, VerdictKind
from nlp.quotations.quoting import Comparable, Place, find_quotation, nearest_place
from nlp.quotations.stated import contradicts, stated_in, without_day

# From best to worst: of several papers that a citation may mean, the best verdict counts.
_RANK: tuple[VerdictKind, ...] = ("exact", "wrong citation", "other page", "differs", "not found", "not held")


class Source:
    """A held paper to check quotations against; made ready once for all that cite it."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.comparable = Comparable(document.text)
        self.citation = citation_text(document.metadata)
        self.stated = stated_in(self.citation)

    def printed(self, place: Place) -> tuple[int, int] | None:
        """The pages of a place as they are numbered in print, where that is not their place in the PDF."""
        labels = self.document.metadata.labels
        pages = [printed_page(labels, page) for page in self.document.pages_of(place.start, place.end)]
        if not labels or page_offset(self.document.metadata) or not all(page.isdecimal() for page in pages):
            return None
        return int(pages[0]), int(pages[-1])

    def pages(self, place: Place) -> tuple[int, int]:
        """The pages of a place, as they are cited."""
        first, last = self.document.pages_of(place.start, place.end)
        offset = page_offset(self.document.metadata)
        return first + offset, last + offset


def page_offset(metadata: Metadata) -> int:
    """What to add to a page of the PDF for the page as cited: Handelingen of before 2011 run on through the year."""
    try:
        paper = parse(metadata.id)
    except IdentifierError:
        return 0
    if not isinstance(paper, HandelingenId) or "first page" not in paper.meaning:
        return 0
    return paper.numbers[paper.meaning.index("first page")] - 1


def check(quotation: QuotedText, sources: Iterable[Source]) -> Verdict:
    """The verdict on a quotation, given the held papers that its citation may mean."""
    verdicts = [_check_in(quotation, source) for source in sources]
    best = min(verdicts, key=lambda verdict: _RANK.index(verdict.kind), default=Verdict(quotation, "not held"))
    others = dict.fromkeys(verdict.document for verdict in verdicts if verdict.document != best.document)
    return replace(best, also_fits=tuple(document for document in others if document))


def check_misnamed(quotation: QuotedText, sources: Iterable[Source]) -> Verdict:
    """The verdict given papers that a citation may mean if what it states is wrong; not held if they lack the words."""
    verdict = check(quotation, sources)
    return verdict if verdict.kind in ("wrong citation", "other page") else Verdict(quotation, "not held")


def _check_in(quotation: QuotedText, source: Source) -> Verdict:
    verdict = _words_and_page(quotation, source)
    if verdict.kind == "not found" or not contradicts(quotation.stated, source.stated):
        return verdict
    return replace(verdict, kind="wrong citation" if verdict.holds else verdict.kind, paper=source.citation)


def _words_and_page(quotation: QuotedText, source: Source) -> Verdict:
    places = find_quotation(quotation.text, source.comparable)
    if not places:
        near = nearest_place(quotation.text, source.comparable)
        if near is None:
            return Verdict(quotation, "not found", source.document.id)
        return Verdict(quotation, "differs", source.document.id, source.pages(near), near.changes)
    found = [source.pages(place) for place in places]
    printed = [source.printed(place) for place in places]
    # A page is cited by the number it prints; who counts in a viewer is understood too.
    by_print = next((n for n, pages in enumerate(printed) if pages and _is_cited(pages, quotation)), None)
    by_place = next((n for n, pages in enumerate(found) if _is_cited(pages, quotation)), None)
    at = by_print if by_print is not None else by_place
    if at is None:
        return Verdict(quotation, "other page", source.document.id, found[0], printed=printed[0])
    page_by: PageBy | None = "print" if by_print is not None else "pdf"
    if quotation.first_page is None or printed[at] in (None, found[at]):
        page_by = None
    return Verdict(quotation, "exact", source.document.id, found[at], printed=printed[at], page_by=page_by)


def _is_cited(pages: tuple[int, int], quotation: QuotedText) -> bool:
    """Whether the cited pages hold all of the words; without a page any will do."""
    if quotation.first_page is None:
        return True
    return quotation.first_page <= pages[0] and pages[1] <= (quotation.last_page or quotation.first_page)


def papers_cited(quotation: QuotedText, held: Sequence[Metadata]) -> list[Metadata]:
    """The held papers that a citation may mean.

    By the id it names, or the number that a paper prints before it has that
    id; an attachment by the paper it was sent with; a letter or report without
    an id by its citation in full.
    """
    if quotation.is_attachment:
        attached = [paper for paper in held if _is_attached(paper, quotation.targets)]
        if attached:
            return attached
    elif by_id := [paper for paper in held if paper.id in quotation.targets]:
        return by_id
    elif not_typeset := [paper for paper in held if str(printed_number(paper)) in quotation.targets]:
        return not_typeset
    cited = _plain(quotation.citation)
    forms = ((paper, {_plain(whole) for whole in known_citations(paper)}) for paper in held)
    named = [(len(whole), paper) for paper, wholes in forms for whole in wholes if whole in cited]
    longest = max((length for length, _ in named), default=0)
    # The citation of an attachment holds that of its letter; what says most is meant.
    return [paper for length, paper in named if length == longest and not quotation.targets]


def papers_alike(quotation: QuotedText, held: Sequence[Metadata]) -> list[Metadata]:
    """The held papers that a citation may mean if the chamber, session or day in it is wrong.

    An Aanhangsel or Handelingen of the same number, whose identifiers hold
    chamber and session; a letter or report of another day.
    """
    numbers = {number for target in quotation.targets if (number := _number_in_session(target))}
    if numbers:
        return [paper for paper in held if _number_in_session(paper.id) in numbers]
    cited = without_day(_plain(quotation.citation))
    return [paper for paper in held if not quotation.targets and without_day(_plain(citation_text(paper))) in cited]


def _number_in_session(id: str) -> tuple[object, ...] | None:
    try:
        paper = parse(id)
    except IdentifierError:
        return None
    if isinstance(paper, AanhangselId):
        return (paper.kind, paper.number)
    return (paper.kind, *paper.numbers) if isinstance(paper, HandelingenId) else None


def _is_attached(paper: Metadata, targets: Sequence[str]) -> bool:
    return paper.attachment_of in targets or any(paper.id.startswith(f"{target}-b") for target in targets)


def _plain(citation: str) -> str:
    return re.sub(r"\s+", " ", citation).strip(" .").lower()
