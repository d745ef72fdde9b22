"""What was found in the documents: entities, references, recommendations, their sources and follow-ups."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence

from index.library.notes.decisions import EntityDecisions, as_decided
from index.library.prepared import Prepared
from index.library.store.database import Database
from index.model import StoredFollowUp, StoredRecommendation, StoredSource
from nlp.model import Entity, FollowUp, Recommendation, Reference, Tags

_RECOMMENDATION = """
SELECT r.id, d.id, r.page, r.first, r.last, r.text, r.type, r.number, r.addressees, r.deadline, r.restates,
       r.passage, r.confidence, r.grade, r.speaker
FROM recommendations r JOIN documents d ON d.number = r.document
"""


def identity_of(entity: Entity) -> str:
    """What an entity is known by: two with the same identity are the same."""
    return entity.identifier or entity.canonical or entity.text


def names_of(entities: Iterable[Entity]) -> tuple[tuple[str, str, str], ...]:
    """(name, label, identity) of all names by which entities are found, those of a register too; each once."""
    from nlp.registers.held import names_by_canonical

    registered = names_by_canonical()
    return tuple(
        dict.fromkeys(
            (name, entity.label, identity_of(entity))
            for entity in entities
            for name in (
                entity.text,
                entity.canonical,
                entity.identifier,
                *registered.get(entity.canonical or "", ()),
            )
            if name
        )
    )


class Findings:
    """The findings of one library. Writing is done inside a transaction."""

    def __init__(self, connection: Database, decisions: EntityDecisions) -> None:
        self._connection = connection
        self._decisions = decisions

    def insert(self, number: int, prepared: Prepared, passage_ids: Sequence[int]) -> None:
        """Store all that was found in document `number`, whose passages have these ids."""
        locate = _Locator(prepared, passage_ids)
        self._insert_entities(number, prepared.tags.entities, locate)
        self._connection.executemany("INSERT INTO names VALUES (?,?,?) ON CONFLICT DO NOTHING", prepared.names)
        self._insert_references(number, prepared.tags.references, locate)
        self._insert_recommendations(number, prepared.tags, locate)
        self._connection.execute("INSERT INTO unlinked VALUES (?)", (number,))

    def entities(self, document: str | None = None, label: str | None = None) -> list[tuple[str, int, Entity]]:
        """(document, page, entity), by document and place, as readers decided, also since the papers were added."""
        rows = self._connection.execute(
            "SELECT d.id, e.page, e.first, e.last, e.label, e.text, e.canonical, e.identifier FROM entities e "
            "JOIN documents d ON d.number = e.document WHERE (?1 IS NULL OR d.id = ?1) AND (?2 IS NULL OR "
            "e.label = ?2) ORDER BY d.date IS NULL, d.date, d.id, e.first",
            (document, label),
        )
        decisions = self._decisions.all()
        found = ((row[0], row[1], as_decided(Entity(*row[2:]), decisions)) for row in rows)
        return [(document, page, entity) for document, page, entity in found if entity is not None]

    def references(self, document: str) -> list[tuple[int, Reference]]:
        """(page, reference) of the papers a document cites, in order."""
        rows = self._connection.execute(
            "SELECT c.page, c.first, c.last, c.text, (SELECT json_group_array(target) FROM citation_targets t "
            "WHERE t.citation = c.id) FROM citations c JOIN documents d ON d.number = c.document WHERE d.id = ? "
            "ORDER BY c.first",
            (document,),
        )
        return [(row[0], Reference(row[1], row[2], row[3], tuple(json.loads(row[4])))) for row in rows]

    def citing(self, target: str) -> list[tuple[str, int, Reference]]:
        """(document, page, reference) of every held document that cites this paper, by date."""
        rows = self._connection.execute(
            "SELECT d.id, c.page, c.first, c.last, c.text FROM citation_targets t "
            "JOIN citations c ON c.id = t.citation "
            "JOIN documents d ON d.number = c.document WHERE t.target = ? "
            "ORDER BY d.date IS NULL, d.date, d.id, c.first",
            (target,),
        )
        return [(row[0], row[1], Reference(row[2], row[3], row[4], (target,))) for row in rows]

    def recommendations(
        self, document: str | None = None, *, passages: Sequence[int] | None = None
    ) -> list[StoredRecommendation]:
        """Recommendations with sources and follow-ups, by date of the paper and place in it.

        Args:
            document: only those of this paper.
            passages: only those that begin in one of these passages.
        """
        rows = self._connection.execute(
            f"{_RECOMMENDATION} WHERE (?1 IS NULL OR d.id = ?1) AND (?2 IS NULL OR r.passage IN "
            "(SELECT value FROM json_each(?2))) ORDER BY d.date IS NULL, d.date, d.id, r.first",
            (document, None if passages is None else json.dumps(list(passages))),
        ).fetchall()
        ids = json.dumps([row[0] for row in rows])
        sources, follow_ups = self._sources(ids), self._follow_ups(ids)
        return [
            StoredRecommendation(
                id=row[0],
                document=row[1],
                page=row[2],
                recommendation=Recommendation(
                    start=row[3],
                    end=row[4],
                    text=row[5],
                    type=row[6],
                    number=row[7],
                    addressees=tuple(json.loads(row[8])),
                    deadline=row[9],
                    confidence=row[12],
                    grade=row[13],
                    by=row[14],
                ),
                restates=row[10],
                sources=tuple(sources[row[0]]),
                follow_ups=tuple(follow_ups[row[0]]),
                passage=row[11],
            )
            for row in rows
        ]

    def document_of(self, recommendation: int) -> str | None:
        """The document a recommendation stands in; None when there is no such recommendation."""
        row = self._connection.execute(
            "SELECT d.id FROM recommendations r JOIN documents d ON d.number = r.document WHERE r.id = ?",
            (recommendation,),
        ).fetchone()
        return str(row[0]) if row else None

    def resting_on(self, passages: Iterable[int]) -> dict[int, list[int]]:
        """The ids of the recommendations that have these passages as a source, by passage."""
        rows = self._connection.execute(
            "SELECT DISTINCT passage, recommendation FROM sources WHERE is_own = 0 AND passage IN "
            "(SELECT value FROM json_each(?)) "
            "ORDER BY passage, recommendation",
            (json.dumps([int(id) for id in passages]),),
        )
        found = defaultdict[int, list[int]](list)
        for passage, recommendation in rows:
            found[passage].append(recommendation)
        return found

    def named_in(self, passages: Iterable[int], label: str) -> list[tuple[str, int]]:
        """(name, in how many of these passages) of what is named in them, by identity, the most frequent first."""
        rows = self._connection.execute(
            "SELECT max(coalesce(canonical, text)), count(DISTINCT passage) AS n FROM entities WHERE label = ? "
            "AND passage IN (SELECT value FROM json_each(?)) GROUP BY identity ORDER BY n DESC, 1",
            (label, json.dumps([int(id) for id in passages])),
        )
        rejected = self._decisions.all().rejected
        return [(name, n) for name, n in rows if (label, name) not in rejected]

    def unlinked(self) -> list[str]:
        """The documents that were stored, but not yet compared with other papers; an add may have been killed."""
        rows = self._connection.execute(
            "SELECT d.id FROM unlinked u JOIN documents d ON d.number = u.document ORDER BY d.id"
        )
        return [id for (id,) in rows]

    def mark_linked(self, documents: Iterable[str]) -> None:
        """Note that these documents were compared with all others."""
        self._connection.executemany(
            "DELETE FROM unlinked WHERE document = (SELECT number FROM documents WHERE id = ?)",
            [(id,) for id in documents],
        )

    def replace_follow_ups(self, document: str, found: Sequence[tuple[int, int, FollowUp]]) -> None:
        """Store what a paper says of earlier recommendations: (recommendation id, page, follow-up)."""
        (number,) = self._connection.execute("SELECT number FROM documents WHERE id = ?", (document,)).fetchone()
        self._connection.execute("DELETE FROM follow_ups WHERE document = ?", (number,))
        self._connection.executemany(
            "INSERT INTO follow_ups VALUES (?,?,?,?,?,?,?,?,?)",
            [
                (id, number, item.start, item.end, page, item.text, item.status, item.evidence, item.score)
                for id, page, item in found
            ],
        )

    def _sources(self, ids: str) -> dict[int, list[StoredSource]]:
        rows = self._connection.execute(
            "SELECT s.recommendation, d.id, s.page, s.passage, s.first, s.last, s.text, s.score, s.reason, s.is_own "
            "FROM sources s JOIN recommendations r ON r.id = s.recommendation JOIN documents d ON d.number = "
            "r.document WHERE s.recommendation IN (SELECT value FROM json_each(?)) ORDER BY s.score DESC, s.first",
            (ids,),
        )
        sources = defaultdict[int, list[StoredSource]](list)
        for row in rows:
            sources[row[0]].append(StoredSource(*row[1:9], bool(row[9])))  # type: ignore[call-arg]
        return sources

    def _follow_ups(self, ids: str) -> dict[int, list[StoredFollowUp]]:
        rows = self._connection.execute(
            "SELECT f.recommendation, d.id, f.page, d.date, f.first, f.last, f.text, f.status, f.evidence, f.score "
            "FROM follow_ups f JOIN documents d ON d.number = f.document WHERE f.recommendation IN "
            "(SELECT value FROM json_each(?)) ORDER BY d.date IS NULL, d.date, d.id, f.first",
            (ids,),
        )
        follow_ups = defaultdict[int, list[StoredFollowUp]](list)
        for id, document, page, date, *fields in rows:
            follow_ups[id].append(StoredFollowUp(document, page, date, FollowUp(*fields)))
        return follow_ups

    def _insert_entities(self, number: int, entities: Sequence[Entity], locate: _Locator) -> None:
        self._connection.executemany(
            "INSERT INTO entities VALUES (?,?,?,?,?,?,?,?,?,?)",
            [
                (
                    number,
                    locate.passage(entity.start),
                    entity.start,
                    entity.end,
                    locate.page(entity.start, entity.end),
                    entity.label,
                    entity.text,
                    entity.canonical,
                    entity.identifier,
                    identity_of(entity),
                )
                for entity in entities
            ],
        )

    def _insert_references(self, number: int, references: Sequence[Reference], locate: _Locator) -> None:
        for reference in references:
            row = self._connection.execute(
                "INSERT INTO citations (document, first, last, page, text) VALUES (?,?,?,?,?) RETURNING id",
                (
                    number,
                    reference.start,
                    reference.end,
                    locate.page(reference.start, reference.end),
                    reference.text,
                ),
            ).fetchone()
            self._connection.executemany(
                "INSERT INTO citation_targets VALUES (?, ?) ON CONFLICT DO NOTHING",
                [(row[0], target) for target in reference.targets],
            )

    def _insert_recommendations(self, number: int, tags: Tags, locate: _Locator) -> None:
        ids = []
        for item in tags.recommendations:
            row = self._connection.execute(
                "INSERT INTO recommendations (document, passage, first, last, page, text, type, number, addressees, "
                "deadline, confidence, grade, speaker) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?) RETURNING id",
                (
                    number,
                    locate.passage(item.start),
                    item.start,
                    item.end,
                    locate.page(item.start, item.end),
                    item.text,
                    item.type,
                    item.number,
                    json.dumps(item.addressees, ensure_ascii=False),
                    item.deadline,
                    item.confidence,
                    item.grade,
                    item.by,
                ),
            ).fetchone()
            ids.append(row[0])
        self._connection.executemany(
            "UPDATE recommendations SET restates = ? WHERE id = ?",
            [
                (ids[item.restates], id)
                for id, item in zip(ids, tags.recommendations, strict=True)
                if item.restates is not None
            ],
        )
        self._connection.executemany(
            "INSERT INTO sources VALUES (?,?,?,?,?,?,?,?,?)",
            [
                (
                    ids[link.recommendation],
                    locate.passage(link.start),
                    link.start,
                    link.end,
                    locate.page(link.start, link.end),
                    link.text,
                    link.score,
                    link.reason,
                    int(link.is_own),
                )
                for link in tags.links
            ],
        )


class _Locator:
    """Tells in which passage and on which page of one document a range begins."""

    def __init__(self, prepared: Prepared, passage_ids: Sequence[int]) -> None:
        self._pages = prepared.pages
        self._passages = sorted(
            (passage.start, passage.end, id) for passage, id in zip(prepared.passages, passage_ids, strict=True)
        )

    def passage(self, offset: int) -> int | None:
        """The id of the passage that holds an offset; None between passages."""
        at = bisect_right(self._passages, offset, key=lambda passage: passage[0]) - 1
        if at < 0 or self._passages[at][1] <= offset:
            return None
        return self._passages[at][2]

    def page(self, start: int, end: int) -> int:
        """The page on which a range begins."""
        return self._pages[start, end]
