"""The quotations of the briefings, in the order in which they are to be printed."""

from __future__ import annotations

import json

from index.library.notes import Notes
from index.model import DEFAULT_BRIEFING, Quotation
from ingest.model import Box

_COLUMNS = "id, document, sha256, page, last_page, first, last, text, boxes, note, briefing"


class Quotations:
    """The briefings. They stay when a paper is removed or replaced: a quotation knows the file it was taken from.

    A briefing is there as long as it has a quotation.
    """

    def __init__(self, notes: Notes) -> None:
        self._notes = notes

    def all(self, briefing: str | None = DEFAULT_BRIEFING) -> list[Quotation]:
        """Those of one briefing in order; None for all, one briefing after the other."""
        rows = self._notes.connection.execute(
            f"SELECT {_COLUMNS} FROM quotations WHERE ?1 IS NULL OR briefing = ?1 "
            "ORDER BY briefing != ?2, briefing, place, id",
            (briefing, DEFAULT_BRIEFING),
        )
        return [
            Quotation(document, sha256, page, last_page, first, last, text, _boxes(boxes), note, id, briefing)
            for id, document, sha256, page, last_page, first, last, text, boxes, note, briefing in rows
        ]

    def find(self, id: int) -> Quotation | None:
        """A quotation by its number, of whatever briefing."""
        return next((quotation for quotation in self.all(None) if quotation.id == id), None)

    def briefings(self) -> dict[str, int]:
        """The names of the briefings, the default one first, each with how many quotations it has."""
        rows = self._notes.connection.execute(
            "SELECT briefing, count(*) FROM quotations GROUP BY briefing ORDER BY briefing != ?, briefing",
            (DEFAULT_BRIEFING,),
        )
        return dict(rows.fetchall())

    def add(self, quotation: Quotation) -> int:
        """Put a quotation at the end of its briefing; its id."""
        boxes = json.dumps(quotation.boxes)
        with self._notes.writing() as connection:
            row = connection.execute(
                "INSERT INTO quotations "
                "(place, document, sha256, page, last_page, first, last, text, boxes, note, briefing) "
                "SELECT COALESCE(MAX(place), 0) + 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ? FROM quotations "
                "RETURNING id",
                (
                    quotation.document,
                    quotation.sha256,
                    quotation.page,
                    quotation.last_page,
                    quotation.start,
                    quotation.end,
                    quotation.text,
                    boxes,
                    quotation.note,
                    quotation.briefing,
                ),
            ).fetchone()
        return int(row[0])

    def remove(self, id: int) -> bool:
        """Take a quotation out; whether there was one."""
        with self._notes.writing() as connection:
            return connection.execute("DELETE FROM quotations WHERE id = ?", (id,)).rowcount > 0

    def note(self, id: int, note: str) -> bool:
        """Put another remark at a quotation; whether there was one."""
        with self._notes.writing() as connection:
            return connection.execute("UPDATE quotations SET note = ? WHERE id = ?", (note, id)).rowcount > 0

    def file(self, id: int, briefing: str) -> bool:
        """Put a quotation at the end of another briefing; whether there was one."""
        with self._notes.writing() as connection:
            filed = connection.execute(
                "UPDATE quotations SET briefing = ?, place = (SELECT MAX(place) + 1 FROM quotations) WHERE id = ?",
                (briefing, id),
            )
            return filed.rowcount > 0

    def move(self, id: int, position: int) -> bool:
        """Put a quotation at a position (from 1) of its briefing, the others around it; whether there was one."""
        with self._notes.writing() as connection:
            moved = self.find(id)
            if moved is None:
                return False
            ids = [quotation.id for quotation in self.all(moved.briefing) if quotation.id != id]
            ids.insert(position - 1, id)
            connection.executemany("UPDATE quotations SET place = ? WHERE id = ?", list(enumerate(ids, start=1)))
        return True


def _boxes(stored: str) -> tuple[Box, ...]:
    return tuple(Box(*box) for box in json.loads(stored))
