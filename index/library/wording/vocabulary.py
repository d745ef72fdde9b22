"""The words of the library: forms, families, compounds, and names of one organisation or measure."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence

from index.dutch.families import key, parts
from index.library.filtering import where
from index.library.store.database import Database
from index.model import Filters


class Vocabulary:
    """The words that stand in one library."""

    def __init__(self, connection: Database) -> None:
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

    def parts(self, form: str) -> list[str]:
        """The families that a compound is made of, in alphabetical order; a look-up for words that the library has."""
        if not self._stands(form):
            return sorted(set(parts(form)))
        return [
            row[0] for row in self._connection.execute("SELECT key FROM compounds WHERE form = ? ORDER BY key", (form,))
        ]

    def _stands(self, form: str) -> bool:
        return self._connection.execute("SELECT 1 FROM forms WHERE form = ?", (form,)).fetchone() is not None

    def starting_with(self, beginning: str) -> list[str]:
        """The forms that begin so, in alphabetical order."""
        rows = self._connection.execute(
            "SELECT form FROM forms WHERE form >= ? AND form < ? ORDER BY form", (beginning, beginning + "\U0010ffff")
        )
        return [row[0] for row in rows]

    def names(self, candidates: Sequence[str]) -> dict[str, list[str]]:
        """Which candidates name an organisation or measure, and its other names as they stand in papers."""
        rows = self._connection.execute(
            "SELECT DISTINCT lower(c.name), o.name FROM names c JOIN names o USING (label, identity) "
            "WHERE c.name IN (SELECT value FROM json_each(?)) AND c.label IN ('ORG', 'MAATREGEL') "
            "AND o.name != c.name AND EXISTS (SELECT 1 FROM entities e WHERE e.label = o.label "
            "AND e.identity = o.identity AND e.text = o.name) ORDER BY o.name",
            (json.dumps(list(candidates)),),
        )
        found = defaultdict[str, list[str]](list)
        for name, other in rows:
            found[name].append(other)
        return found

    def occurrences_of_name(self, name: str, filters: Filters) -> int:
        """How often an organisation or measure is called by this name in the passages that pass the filters."""
        condition, values = where(filters)
        row = self._connection.execute(
            "SELECT count(*) FROM entities e JOIN names n ON n.label = e.label AND n.identity = e.identity "
            "JOIN passages p ON p.id = e.passage "
            f"WHERE n.name = ? COLLATE NOCASE AND e.text = ? COLLATE NOCASE AND {condition}",
            (name, name, *values),
        ).fetchone()
        return int(row[0])

    def in_passages(self, forms: Iterable[str]) -> int:
        """In how many passages these folded words stand, a passage with two of them counted twice."""
        row = self._connection.execute(
            "SELECT sum(in_passages) FROM forms WHERE form IN (SELECT value FROM json_each(?))",
            (json.dumps(list(forms)),),
        ).fetchone()
        return int(row[0] or 0)

    def occurrences(self, forms: Iterable[str], filters: Filters | None = None) -> dict[str, int]:
        """How often each folded word stands in the passages that pass the filters; words that do not are left out."""
        wanted = json.dumps(list(forms))
        if filters is None or not filters.any:
            rows = self._connection.execute(
                "SELECT form, n FROM forms WHERE form IN (SELECT value FROM json_each(?))", (wanted,)
            )
            return dict(rows)
        condition, values = where(filters, at_hand=True)
        rows = self._connection.execute(
            "SELECT value, (SELECT count(*) FROM occurrences o CROSS JOIN passages p INDEXED BY passages_of_documents "
            f"ON p.id = o.doc WHERE o.term = value AND o.col = 'exact' AND {condition}) FROM json_each(?)",
            (*values, wanted),
        )
        return {form: n for form, n in rows if n}
