"""What readers noted at words of papers, with the tags by which they find it back."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime

from index.library.notes import Notes
from index.model import Remark

_COLUMNS = "id, document, sha256, page, last_page, first, last, text, remark, tags, at"


class Remarks:
    """The remarks of one library. They stay when a paper is read again, removed or replaced."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes

    def all(self) -> list[Remark]:
        """All, the oldest first."""
        rows = self._notes.connection.execute(f"SELECT {_COLUMNS} FROM remarks ORDER BY id")
        return [
            Remark(document, sha256, page, last_page, first, last, text, remark, tuple(json.loads(tags)), at, id)
            for id, document, sha256, page, last_page, first, last, text, remark, tags, at in rows
        ]

    def add(self, remark: Remark) -> int:
        """Note a remark, now; its id."""
        with self._notes.writing() as connection:
            row = connection.execute(
                "INSERT INTO remarks (document, sha256, page, last_page, first, last, text, remark, tags, at) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
                (
                    remark.document,
                    remark.sha256,
                    remark.page,
                    remark.last_page,
                    remark.start,
                    remark.end,
                    remark.text,
                    remark.remark,
                    json.dumps(remark.tags, ensure_ascii=False),
                    datetime.now(UTC).isoformat(timespec="seconds"),
                ),
            ).fetchone()
        return int(row[0])

    def change(self, id: int, remark: str, tags: Sequence[str]) -> bool:
        """Say something else at the same words; whether there was such a remark. Its day stays."""
        with self._notes.writing() as connection:
            said = (remark, json.dumps(tags, ensure_ascii=False), id)
            return connection.execute("UPDATE remarks SET remark = ?, tags = ? WHERE id = ?", said).rowcount > 0

    def remove(self, id: int) -> bool:
        """Forget a remark; whether there was one."""
        with self._notes.writing() as connection:
            return connection.execute("DELETE FROM remarks WHERE id = ?", (id,)).rowcount > 0
