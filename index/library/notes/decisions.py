"""What people decided about entities: no entity after all, or another name of one."""

from __future__ import annotations

from dataclasses import replace

from index.library.notes import Notes
from nlp.model import Decisions, Entity

BY_A_READER = "door de gebruiker afgewezen"


def as_decided(entity: Entity, decisions: Decisions) -> Entity | None:
    """An entity of a paper that is held as readers decided since; None when they rejected it."""
    if is_rejected(entity, decisions):
        return None
    merged = decisions.merged.get(entity.canonical or entity.text) or decisions.merged.get(entity.text)
    if merged is None or merged == entity.canonical:
        return entity
    from nlp.registers.held import organisation_by_form

    known = organisation_by_form().get(merged)
    return replace(entity, canonical=merged, identifier=known.identifier if known else None)


def is_rejected(entity: Entity, decisions: Decisions) -> bool:
    """Whether readers decided that an entity is none, by its words or its full name."""
    return not decisions.rejected.isdisjoint({(entity.label, entity.text), (entity.label, entity.canonical)})


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
