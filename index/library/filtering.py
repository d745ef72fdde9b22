"""The filters of a search as a condition in SQL."""

from __future__ import annotations

from index.model import Filters


def where(filters: Filters, *, at_hand: bool = False) -> tuple[str, list[object]]:
    """The filters as a condition on passages p.

    Args:
        at_hand: the passages are at hand, as those that words find, and are held against what passes. Otherwise they
            may be looked up by it; among what FTS5 finds that would ask FTS5 anew for each passage that passes.
    """
    clauses, values = list[str](), list[object]()
    # The + keeps SQLite from looking up by this column.
    own = "+p." if at_hand else "p."

    def also(clause: str, *given: object) -> None:
        clauses.append(clause)
        values.extend(given)

    papers, of_papers = _where_papers(filters)
    if papers:
        also(f"{own}document IN (SELECT d.number FROM documents d WHERE {papers})", *of_papers)
    for label, name in (("ORG", filters.organisation), ("MAATREGEL", filters.measure)):
        if name:
            also(
                f"{own}id IN (SELECT passage FROM entities WHERE label = ? AND identity IN "
                "(SELECT identity FROM names WHERE label = ? AND name = ? COLLATE NOCASE))",
                label,
                label,
                name,
            )
    if filters.part:
        also("p.kind = ?", "notes" if filters.part == "note" else filters.part)
    if filters.has_recommendation:
        also(f"{own}id IN (SELECT passage FROM recommendations)")
    return " AND ".join(clauses or ["1 = 1"]), values


def _where_papers(filters: Filters) -> tuple[str, list[object]]:
    """What filters ask of a paper d as a whole: papers are few beside passages. Empty for nothing."""
    clauses = {
        "d.number IN (SELECT document FROM document_dossiers WHERE dossier = ?)": filters.dossier,
        "d.kind = ?": filters.kind,
        # Of a paper that names no day the month, or the year, is as good as its day.
        "d.date >= substr(?, 1, length(d.date))": filters.date_from,
        "d.date <= ?": filters.date_to,
    }
    asked = {clause: value for clause, value in clauses.items() if value}
    return " AND ".join(asked), list(asked.values())
