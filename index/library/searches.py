"""Saved searches: asked again when papers are added."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import asdict

from index.model import Filters, SavedSearch


class Searches:
    """The saved searches, by name. Writing is done inside a transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def all(self) -> list[SavedSearch]:
        """In order of name."""
        rows = self._connection.execute("SELECT name, query, filters, families, seen FROM saved_searches ORDER BY name")
        return [
            SavedSearch(name, query, Filters(**json.loads(filters)), bool(families), seen)
            for name, query, filters, families, seen in rows
        ]

    def save(self, name: str, query: str, filters: Filters, *, families: bool) -> None:
        """Keep a search under a name, in place of one of that name; all passages of now count as seen."""
        self._connection.execute(
            "INSERT OR REPLACE INTO saved_searches VALUES (?,?,?,?,?)",
            (name, query, json.dumps(asdict(filters)), int(families), self._last_passage()),
        )

    def mark_seen(self, name: str) -> None:
        """All passages of now were shown for this search."""
        self._connection.execute("UPDATE saved_searches SET seen = ? WHERE name = ?", (self._last_passage(), name))

    def remove(self, name: str) -> bool:
        """Forget a search; whether there was one."""
        return self._connection.execute("DELETE FROM saved_searches WHERE name = ?", (name,)).rowcount > 0

    def _last_passage(self) -> int:
        # Ids are never used again, so a passage added later has a higher one, whatever was removed.
        row = self._connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'passages'").fetchone()
        return int(row[0]) if row else 0
