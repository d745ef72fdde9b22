"""What a rule proposes as an entity, before rules are weighed against each other."""

from __future__ import annotations

from dataclasses import dataclass

from nlp.model import EntityLabel


@dataclass(frozen=True, slots=True)
class Candidate:
    """A proposed entity: text[start:end].

    rule: which rule proposes it. rejected: why it is no entity, in words for
    people; None when it is one.
    """

    start: int
    end: int
    label: EntityLabel
    rule: str
    canonical: str | None = None
    identifier: str | None = None
    rejected: str | None = None
