"""What people decided about entities: no entity after all, or another name of one."""

from __future__ import annotations

from index.library.notes import Notes
from nlp.model import Decisions


class EntityDecisions:
    """The decisions of one library."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes

    def all(self) -> Decisions:
        """All that people decided so far."""
        rejected = self._notes.connection.execute("SELECT label, text FROM rejected_names")
        merged = self._notes.connection.execute("SELECT name, canonical FROM merged_names")
        return Decisions(rejected=frozenset((label, text) for label, text in rejected), merged=dict(merged))

    def reject(self, label: str, text: str) -> None:
        """Note that this text is no entity with this label."""
        with self._notes.writing() as connection:
            connection.execute("INSERT INTO rejected_names VALUES (?, ?) ON CONFLICT DO NOTHING", (label, text))

    def merge(self, name: str, canonical: str) -> None:
        """Note that a name is another name of canonical."""
        with self._notes.writing() as connection:
            connection.execute(
                "INSERT INTO merged_names VALUES (?, ?) "
                "ON CONFLICT (name) DO UPDATE SET canonical = excluded.canonical",
                (name, canonical),
            )

    def restore(self, name: str) -> list[str]:
        """Undo what was decided about a name, and say for people what that was; empty when it was nothing."""
        with self._notes.writing() as connection:
            rejected = connection.execute("DELETE FROM rejected_names WHERE text = ? RETURNING label", (name,))
            undone = [f"rejected as {label}" for (label,) in sorted(rejected.fetchall())]
            merged = connection.execute("DELETE FROM merged_names WHERE name = ? RETURNING canonical", (name,))
            return undone + [f"merged with {canonical}" for (canonical,) in merged.fetchall()]
