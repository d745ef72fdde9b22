"""Entities under review: what the filter took out and why, and what people decided."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from nlp.model import Decisions, RejectedEntity


class Review:
    """The review of one library's entities. Writing is done inside a transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def decisions(self) -> Decisions:
        """All that people decided so far."""
        rejected = self._connection.execute("SELECT label, text FROM rejected_names")
        merged = self._connection.execute("SELECT name, canonical FROM merged_names")
        return Decisions(rejected=frozenset((label, text) for label, text in rejected), merged=dict(merged))

    def reject(self, label: str, text: str) -> None:
        """Decide that this text is no entity with this label."""
        self._connection.execute("INSERT OR IGNORE INTO rejected_names VALUES (?, ?)", (label, text))

    def merge(self, name: str, canonical: str) -> None:
        """Decide that a name is another name of canonical."""
        self._connection.execute("INSERT OR REPLACE INTO merged_names VALUES (?, ?)", (name, canonical))

    def insert(self, number: int, rejected: Iterable[RejectedEntity]) -> None:
        """Store what the filter took out of document `number`."""
        self._connection.executemany(
            "INSERT INTO rejected_entities VALUES (?,?,?,?,?,?)",
            [(number, item.start, item.end, item.label, item.text, item.reason) for item in rejected],
        )

    def rejected(self, document: str | None = None, label: str | None = None) -> list[tuple[str, RejectedEntity]]:
        """(document, what the filter took out), by document and place."""
        rows = self._connection.execute(
            "SELECT d.id, r.first, r.last, r.label, r.text, r.reason FROM rejected_entities r JOIN documents d "
            "ON d.number = r.document WHERE (?1 IS NULL OR d.id = ?1) AND (?2 IS NULL OR r.label = ?2) "
            "ORDER BY d.date IS NULL, d.date, d.id, r.first",
            (document, label),
        )
        return [(row[0], RejectedEntity(*row[1:])) for row in rows]
