"""The ledger: every recommendation once, with where it stands, what it rests on and what became of it."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import StringIO

from index.model import DocumentRecord, Judgement, StoredFollowUp, StoredRecommendation
from ingest.citing.cite import citation_text, on_page
from ingest.citing.escaping import UTF_8_MARK, csv_cell, markdown_text
from ingest.metadata.labels import printed_page
from nlp.followups.status import UNTOLD

COLUMNS = (
    "id", "date", "type", "number", "recommendation", "addressees", "deadline", "citation", "also on", "source",
    "status", "evidence", "follow-up", "grade", "by", "judged",
)  # fmt: skip
# What fits on a screen or a page; the rest is in the CSV and the JSON.
SHORT_COLUMNS = ("id", "recommendation", "addressees", "citation", "source", "status", "follow-up")

# How a letter to the Tweede Kamer names it.
CHAMBER = ("uw kamer", "de kamer", "kamer", "tweede kamer", "tweede kamer der staten-generaal")


@dataclass(frozen=True, slots=True)
class Entry:
    """A recommendation in its fullest wording, and the places that restate it.

    follow_ups: what later papers say of any of them, by date; what is said
    of two of them in one sentence stands once.
    """

    item: StoredRecommendation
    restated: tuple[StoredRecommendation, ...]
    follow_ups: tuple[StoredFollowUp, ...]

    @property
    def latest(self) -> StoredFollowUp | None:
        """The last follow-up that says what became of it; where none does, the last one."""
        said = [later for later in self.follow_ups if later.follow_up.status not in UNTOLD]
        return next(reversed(said or self.follow_ups), None)


def make_ledger(items: Sequence[StoredRecommendation]) -> list[Entry]:
    """Fold restatements under the fuller wording they restate, where that is among the items."""
    ids = {item.id for item in items}
    restated = defaultdict(list)
    for item in items:
        if item.restates in ids:
            restated[item.restates].append(item)
    return [
        Entry(item, tuple(restated[item.id]), _follow_ups([item, *restated[item.id]]))
        for item in items
        if item.restates not in ids
    ]


def _follow_ups(items: Sequence[StoredRecommendation]) -> tuple[StoredFollowUp, ...]:
    once = {(later.document, later.follow_up.start): later for item in items for later in item.follow_ups}
    return tuple(sorted(once.values(), key=lambda later: (later.date or "9999", later.document, later.follow_up.start)))


def addressed_to(asked: str) -> Callable[[StoredRecommendation], bool]:
    """Whether a recommendation is addressed to a body: by these words, or by another name of the same organisation."""
    from nlp.registers.held import organisation_by_form

    known = organisation_by_form()

    def identity(name: str) -> str:
        if name.lower() in CHAMBER:
            return "tweede kamer"
        found = known.get(name)
        return (found.canonical if found else name).lower()

    def matches(item: StoredRecommendation) -> bool:
        names = item.recommendation.addressees
        return any(identity(name) == identity(asked) or f" {asked.lower()} " in f" {name.lower()} " for name in names)

    return matches


def ledger_rows(entries: Sequence[Entry], documents: dict[str, DocumentRecord]) -> list[dict[str, str]]:
    """The ledger as rows of COLUMNS; what is not known is empty."""
    return [_row(entry, documents) for entry in entries]


def _row(entry: Entry, documents: dict[str, DocumentRecord]) -> dict[str, str]:
    item, found, metadata = entry.item, entry.item.recommendation, documents[entry.item.document].metadata
    source = item.sources[0] if item.sources else None
    row = {
        "id": str(item.id),
        "date": metadata.date or "",
        "type": found.type,
        "number": found.number or "",
        "recommendation": " ".join(found.text.split()),
        "addressees": ", ".join(found.addressees),
        "deadline": found.deadline or "",
        "citation": citation_text(metadata, item.page, item.page),
        "also on": ", ".join(on_page(printed_page(metadata.labels, other.page)) for other in entry.restated),
        "source": f"{on_page(printed_page(metadata.labels, source.page))}: {source.reason}"
        if source
        else "geen aparte grond in dit stuk",
        "grade": found.grade,
        "by": found.by,
    }
    if item.judgement:
        row["judged"] = judged_line(item.judgement)
    if later := entry.latest:
        row |= {
            "status": later.follow_up.status,
            "evidence": later.follow_up.evidence,
            "follow-up": citation_text(documents[later.document].metadata, later.page, later.page),
        }
    return dict.fromkeys(COLUMNS, "") | row


def judged_line(judgement: Judgement) -> str:
    """Who said what of a recommendation, and when: "rejected by De Vries on 2026-11-29"."""
    by = f" by {judgement.judge}" if judgement.judge else ""
    remark = f": {judgement.remark}" if judgement.remark else ""
    return f"{judgement.verdict}{by} on {judgement.at[:10]}{remark}"


def short_columns(rows: Sequence[dict[str, str]]) -> tuple[str, ...]:
    """SHORT_COLUMNS, and what readers said where they said anything."""
    return (*SHORT_COLUMNS, "judged") if any(row["judged"] for row in rows) else SHORT_COLUMNS


def short_row(row: dict[str, str], columns: Sequence[str] = SHORT_COLUMNS) -> dict[str, str]:
    """A row in a few columns; the status with the words that say so."""
    said = f"{row['status']}: “{row['evidence']}”" if row["evidence"] else row["status"]
    return {column: row[column] for column in columns} | {"status": said}


def as_csv(rows: Sequence[dict[str, str]]) -> str:
    """A table as Dutch Excel opens it, as term --csv and search --export write it, with a head line.

    A cell that a spreadsheet would take for a formula gets an apostrophe.
    """
    text = StringIO()
    text.write(UTF_8_MARK)
    writer = csv.DictWriter(text, COLUMNS, delimiter=";", lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({column: csv_cell(cell) for column, cell in row.items()})
    return text.getvalue()


def as_markdown(rows: Sequence[dict[str, str]]) -> str:
    """A Markdown table of what short_columns gives."""
    columns = short_columns(rows)
    head = [f"| {' | '.join(columns)} |", f"|{'---|' * len(columns)}"]
    lines = [f"| {' | '.join(map(markdown_text, short_row(row, columns).values()))} |" for row in rows]
    return "\n".join([*head, *lines]) + "\n"
