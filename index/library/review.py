"""Entities under review: what the filter took out and why, and what people decided."""

from __future__ import annotations

import json
from collections.abc import Iterable

from index.errors import NameNotFoundError
from index.library.notes.decisions import BY_A_READER, EntityDecisions
from index.library.store.database import Database
from nlp.model import Decisions, RejectedEntity

# Words under a label in the papers held: as they stand or by their full name, taken as entities or taken out.
_HELD = (
    "SELECT text FROM (SELECT label, text FROM entities UNION SELECT label, canonical FROM entities "
    "UNION SELECT label, text FROM rejected_entities) WHERE text IS NOT NULL AND (?1 IS NULL OR label = ?1) "
)


class Review:
    """The review of one library's entities. What the filter took out is written inside a transaction; decisions are
    notes, and are kept at once.
    """

    def __init__(self, connection: Database, decisions: EntityDecisions) -> None:
        self._connection = connection
        self._decisions = decisions

    def decisions(self) -> Decisions:
        """All that people decided so far."""
        return self._decisions.all()

    def reject(self, label: str, text: str) -> None:
        """Decide that this text is no entity with this label.

        Raises:
            NameNotFoundError: no paper held has it with that label.
        """
        self._expect_held(text, label)
        self._decisions.reject(label, text)

    def merge(self, name: str, canonical: str) -> None:
        """Decide that a name is another name of canonical, which need not be in a paper itself.

        Raises:
            NameNotFoundError: no paper held has the name.
        """
        self._expect_held(name, None)
        self._decisions.merge(name, canonical)

    def restore(self, name: str) -> list[str]:
        """Undo what was decided about a name, and say for people what that was.

        Raises:
            NameNotFoundError: nothing was decided about it.
        """
        undone = self._decisions.restore(name)
        if not undone:
            decided = self.decisions()
            names = sorted({text for _, text in decided.rejected} | set(decided.merged))
            listed = f"decisions were taken about: {', '.join(names)}" if names else "no decisions were taken"
            raise NameNotFoundError(f"nothing was decided about {name!r}; {listed}")
        return undone

    def _expect_held(self, text: str, label: str | None) -> None:
        if self._connection.execute(f"{_HELD} AND text = ?2 LIMIT 1", (label, text)).fetchone():
            return
        rows = self._connection.execute(f"{_HELD} AND text = ?2 COLLATE NOCASE LIMIT 3", (label, text)).fetchall()
        alike = " or ".join(repr(row[0]) for row in rows)
        option = f" --label {label}" if label else ""
        advice = f"did you mean {alike}?" if alike else f"'vindplaats entities{option}' lists the names they have"
        raise NameNotFoundError(f"no paper has {text!r}{f' as {label}' if label else ''}; {advice}")

    def insert(self, number: int, rejected: Iterable[RejectedEntity]) -> None:
        """Store what the filter took out of document `number`."""
        self._connection.executemany(
            "INSERT INTO rejected_entities VALUES (?,?,?,?,?,?)",
            [(number, item.start, item.end, item.label, item.text, item.reason) for item in rejected],
        )

    def rejected(self, document: str | None = None, label: str | None = None) -> list[tuple[str, RejectedEntity]]:
        """(document, what the filter or a reader took out), by document and place."""
        which = "(?1 IS NULL OR d.id = ?1) AND (?2 IS NULL OR f.label = ?2)"
        by_filter = self._connection.execute(
            "SELECT d.date, d.id, f.first, f.last, f.label, f.text, f.reason FROM rejected_entities f "
            f"JOIN documents d ON d.number = f.document WHERE {which}",
            (document, label),
        )
        # What readers rejected since a paper was added still stands among its entities.
        decisions = self.decisions()
        words = json.dumps(sorted({text for _, text in decisions.rejected}))
        since = self._connection.execute(
            "SELECT d.date, d.id, f.first, f.last, f.label, f.text, f.canonical FROM entities f "
            f"JOIN documents d ON d.number = f.document WHERE {which} AND (f.text IN (SELECT value FROM json_each(?3)) "
            "OR f.canonical IN (SELECT value FROM json_each(?3)))",
            (document, label, words),
        )
        found = [(date, id, RejectedEntity(*row)) for date, id, *row in by_filter]
        found += [
            (date, id, RejectedEntity(first, last, named, text, BY_A_READER))
            for date, id, first, last, named, text, canonical in since
            if not decisions.rejected.isdisjoint({(named, text), (named, canonical)})
        ]
        found.sort(key=lambda one: (one[0] is None, one[0] or "", one[1], one[2].start))
        return [(id, entity) for _, id, entity in found]
