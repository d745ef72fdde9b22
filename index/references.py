"""Which papers a paper cites, and which held papers cite it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from index.library import Library
from index.model import Citations, Cited, Citing, DocumentRecord
from ingest.citing.cite import printed_number
from ingest.identifiers import DossierId, parse


@dataclass(frozen=True, slots=True)
class MissingPaper:
    """A paper, or dossier, that is cited and not held: places are (document, page) of each citation."""

    id: str
    places: tuple[tuple[str, int], ...]

    @property
    def is_dossier(self) -> bool:
        return is_dossier(self.id)


def is_dossier(target: str) -> bool:
    """Whether what is cited is a dossier as a whole: Kamerstuk 29 362, without a number."""
    return target.startswith("kst-") and isinstance(parse(target), DossierId)


def citations_of(library: Library, name: str, records: Sequence[DocumentRecord] | None = None) -> Citations:
    """Both ways of one document; a dossier that it cites is held when a paper of it is.

    Args:
        records: of all papers, where more than one is asked for.

    Raises:
        DocumentNotFoundError: the library does not hold it.
    """
    record = library.documents.find(name)
    records = library.documents.all() if records is None else records
    # In the text notes stand behind all pages; a reader looks for a reference on its page.
    cited = sorted(library.findings.references(record.id), key=lambda found: (found[0], found[1].start))
    targets = {target for _, reference in cited for target in reference.targets}
    names = other_names(records)
    dossiers = {f"kst-{dossier}" for paper in records for dossier in paper.metadata.dossiers}
    held = frozenset(targets & {*(paper.id for paper in records), *names.values(), *dossiers})
    # A paper is cited by the number it was held under first, and by the one it is typeset under.
    cited_as = {record.id, names.get(record.id), *(id for id, printed in names.items() if printed == record.id)}
    citing = [
        (document, page, reference)
        for name in sorted(filter(None, cited_as))
        for document, page, reference in library.findings.citing(name)
        if document != record.id
    ]
    papers = library.documents.by_ids(document for document, _, _ in citing)
    return Citations(
        document=record,
        cites=tuple(Cited(page, reference, held.intersection(reference.targets)) for page, reference in cited),
        cited_by=tuple(Citing(papers[document], page, reference) for document, page, reference in citing),
    )


def other_names(records: Iterable[DocumentRecord]) -> dict[str, str]:
    """Of papers held as first published (kst-1183151), the id that each is typeset under (kst-30252-331)."""
    named = ((record.id, printed_number(record.metadata)) for record in records)
    return {id: str(printed) for id, printed in named if printed}


def missing_papers(citations: Iterable[Citations]) -> list[MissingPaper]:
    """The papers that some papers cite and the library does not hold, and the dossiers of which it holds nothing; the
    most cited first."""
    places = defaultdict[str, list[tuple[str, int]]](list)
    for of_one in citations:
        for cited in of_one.cites:
            for target in cited.reference.targets:
                if target not in cited.held:
                    places[target].append((of_one.document.id, cited.page))
    missing = [MissingPaper(id, tuple(found)) for id, found in places.items()]
    return sorted(missing, key=lambda paper: (-len(paper.places), paper.id))
