"""The words of the library: forms, families, compounds, and names of one organisation or measure."""

from __future__ import annotations

import sqlite3

from index.library.passages import where
from index.model import Filters
from index.words import key


class Vocabulary:
    """The words that stand in one library."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def key(self, form: str) -> str:
        """The family of a folded word; a look-up for words that the library has, which spares loading a dictionary."""
        row = self._connection.execute("SELECT key FROM forms WHERE form = ?", (form,)).fetchone()
        return str(row[0]) if row else key(form)

    def family(self, key: str) -> list[str]:
        """The forms of a family, in alphabetical order."""
        return [
            row[0] for row in self._connection.execute("SELECT form FROM forms WHERE key = ? ORDER BY form", (key,))
        ]

    def compounds(self, key: str) -> list[str]:
        """The forms that are compounds with a word of this family, in alphabetical order."""
        return [
            row[0] for row in self._connection.execute("SELECT form FROM compounds WHERE key = ? ORDER BY form", (key,))
        ]

    def starting_with(self, beginning: str) -> list[str]:
        """The forms that begin so, in alphabetical order."""
        rows = self._connection.execute(
            "SELECT form FROM forms WHERE form >= ? AND form < ? ORDER BY form", (beginning, beginning + "\U0010ffff")
        )
        return [row[0] for row in rows]

    def names(self, name: str) -> list[str]:
        """Other names, as they stand in the papers, of the organisation or measure with this name."""
        rows = self._connection.execute(
            "SELECT DISTINCT text FROM entities WHERE label IN ('ORG', 'MAATREGEL') AND identity IN "
            "(SELECT identity FROM entities WHERE label IN ('ORG', 'MAATREGEL') AND (text = ?1 COLLATE NOCASE OR "
            "canonical = ?1 COLLATE NOCASE)) AND text != ?1 COLLATE NOCASE ORDER BY text",
            (name,),
        )
        return [row[0] for row in rows]

    def occurrences(self, form: str, filters: Filters | None = None) -> int:
        """How often a folded word stands in the passages that pass the filters."""
        if filters is None or not filters.any:
            row = self._connection.execute(
                "SELECT cnt FROM vocabulary WHERE term = ? AND col = 'exact'", (form,)
            ).fetchone()
            return int(row[0]) if row else 0
        condition, values = where(filters)
        row = self._connection.execute(
            "SELECT count(*) FROM occurrences o WHERE o.term = ? AND o.col = 'exact' AND o.doc IN "
            f"(SELECT p.id FROM passages p JOIN documents d ON d.number = p.document WHERE {condition})",
            (form, *values),
        ).fetchone()
        return int(row[0])
