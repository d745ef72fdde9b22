"""Saved searches: asked again when papers are added."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict

from index.library.notes import Notes
from index.model import Filters, SavedSearch


class Searches:
    """The saved searches, by name.

    last_passage: tells the highest id that a passage of the library ever had.
    """

    def __init__(self, notes: Notes, last_passage: Callable[[], int]) -> None:
        self._notes = notes
        self._last_passage = last_passage

    def all(self) -> list[SavedSearch]:
        """In order of name."""
        rows = self._notes.connection.execute(
            "SELECT name, query, filters, families, seen FROM saved_searches ORDER BY name"
        )
        return [
            SavedSearch(name, query, Filters(**json.loads(filters)), bool(families), seen)
            for name, query, filters, families, seen in rows
        ]

    def save(self, name: str, query: str, filters: Filters, *, families: bool) -> None:
        """Keep a search under a name, in place of one of that name; all passages of now count as seen."""
        with self._notes.writing() as connection:
            connection.execute(
                "INSERT INTO saved_searches VALUES (?,?,?,?,?) ON CONFLICT (name) DO UPDATE SET "
                "query = excluded.query, filters = excluded.filters, families = excluded.families, "
                "seen = excluded.seen",
                (name, query, json.dumps(asdict(filters)), int(families), self._last_passage()),
            )

    def mark_seen(self, name: str) -> None:
        """All passages of now were shown for this search."""
        with self._notes.writing() as connection:
            connection.execute("UPDATE saved_searches SET seen = ? WHERE name = ?", (self._last_passage(), name))

    def remove(self, name: str) -> bool:
        """Forget a search; whether there was one."""
        with self._notes.writing() as connection:
            return connection.execute("DELETE FROM saved_searches WHERE name = ?", (name,)).rowcount > 0

    def renumber(self, seen: Mapping[int, int]) -> None:
        """After all passages got other ids: what was seen up to the one is seen up to the other."""
        with self._notes.writing() as connection:
            connection.executemany(
                "UPDATE saved_searches SET seen = ? WHERE seen = ?", [(new, old) for old, new in seen.items()]
            )
