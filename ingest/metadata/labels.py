"""The page as printed: where it is another number than the place of the page in the PDF."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

# So many pages must agree on how far print and place differ: a figure at the foot of a page may look like a folio.
AGREEING = 3
# A run that is less of all that looks like folios is a list or a table.
LEAST_SHARE = 0.25
# Of the pages that print a number, so many must have the one that the PDF says.
TRUSTED = 0.8

Labels = tuple[tuple[int, str], ...]


def page_labels(seen: Mapping[int, str], of_pdf: Sequence[str]) -> Labels:
    """(page, label) of the pages whose printed number is not their place in the PDF, in order.

    Args:
        seen: what looks like a number at the edge of a page, by page (from 1).
        of_pdf: the labels that the PDF itself has, one a page; empty for none.

    Labels of the PDF are believed where they agree with what is printed, or
    nothing is; else the numbers printed, where several pages in a row agree.
    Pages between them are numbered through; those before and after are not.

    >>> page_labels({3: "1", 4: "2", 6: "4"}, ())
    ((3, '1'), (4, '2'), (5, '3'), (6, '4'))
    """
    printed = _numbered_through(seen)
    if of_pdf and _agree(printed, of_pdf):
        printed = {page: label for page, label in enumerate(of_pdf, start=1) if label}
    return tuple((page, label) for page, label in sorted(printed.items()) if label != str(page))


def _numbered_through(seen: Mapping[int, str]) -> dict[int, str]:
    """The numbers of pages that run on, where AGREEING pages or more differ from their place by as much."""
    offsets = [(page, int(label) - page) for page, label in sorted(seen.items()) if label.isdecimal()]
    # One figure that is no folio does not break a run.
    kept = [
        (page, offset)
        for place, (page, offset) in enumerate(offsets)
        if any(other == offset for _, other in offsets[max(0, place - 2) : place] + offsets[place + 1 : place + 3])
    ]
    numbers: dict[int, str] = {}
    for offset, group in groupby(kept, key=lambda pair: pair[1]):
        pages = [page for page, _ in group if page + offset > 0]
        if len(pages) >= max(AGREEING, LEAST_SHARE * len(offsets)):
            numbers |= {page: str(page + offset) for page in range(pages[0], pages[-1] + 1)}
    return numbers


def _agree(printed: Mapping[int, str], of_pdf: Sequence[str]) -> bool:
    same = [of_pdf[page - 1] == label for page, label in printed.items() if page <= len(of_pdf)]
    return sum(same) >= TRUSTED * len(same)


def label_of(labels: Labels, page: int) -> str | None:
    """What a page prints where that is not its place; None where it is the same, or not known."""
    return dict(labels).get(page)


def page_of(labels: Labels, label: str) -> int | None:
    """The page that prints this number; None where none is known to, and no page may be taken by its place."""
    found = next((page for page, printed in labels if printed == label), None)
    if found is not None or not label.isdecimal():
        return found
    return None if label_of(labels, int(label)) else int(label)


def printed_page(labels: Labels, page: int) -> str:
    """What a page is called in print; its place where nothing else is known."""
    return label_of(labels, page) or str(page)
