"""The quotations of the briefing, in the order in which they are to be printed."""

from __future__ import annotations

import json

from index.library.notes import Notes
from index.model import Quotation
from ingest.model import Box

_COLUMNS = "id, document, sha256, page, last_page, first, last, text, boxes, note"


class Quotations:
    """The briefing. It stays when a paper is removed or replaced: each quotation knows the file it was taken from."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes

    def all(self) -> list[Quotation]:
        """In order."""
        rows = self._notes.connection.execute(f"SELECT {_COLUMNS} FROM quotations ORDER BY place, id")
        return [
            Quotation(document, sha256, page, last_page, first, last, text, _boxes(boxes), note, id)
            for id, document, sha256, page, last_page, first, last, text, boxes, note in rows
        ]

    def add(self, quotation: Quotation) -> int:
        """Put a quotation at the end; its id."""
        boxes = json.dumps(quotation.boxes)
        with self._notes.writing() as connection:
            cursor = connection.execute(
                "INSERT INTO quotations (place, document, sha256, page, last_page, first, last, text, boxes, note) "
                "SELECT COALESCE(MAX(place), 0) + 1, ?, ?, ?, ?, ?, ?, ?, ?, ? FROM quotations",
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
                ),
            )
        return int(cursor.lastrowid or 0)

    def remove(self, id: int) -> bool:
        """Take a quotation out; whether there was one."""
        with self._notes.writing() as connection:
            return connection.execute("DELETE FROM quotations WHERE id = ?", (id,)).rowcount > 0

    def note(self, id: int, note: str) -> bool:
        """Put another remark at a quotation; whether there was one."""
        with self._notes.writing() as connection:
            return connection.execute("UPDATE quotations SET note = ? WHERE id = ?", (note, id)).rowcount > 0

    def move(self, id: int, position: int) -> bool:
        """Put a quotation at a position (from 1), the others in their order around it; whether there was one."""
        with self._notes.writing() as connection:
            ids = [quotation.id for quotation in self.all()]
            if id not in ids:
                return False
            ids.remove(id)
            ids.insert(position - 1, id)
            connection.executemany("UPDATE quotations SET place = ? WHERE id = ?", list(enumerate(ids, start=1)))
        return True


def _boxes(stored: str) -> tuple[Box, ...]:
    return tuple(Box(*box) for box in json.loads(stored))
