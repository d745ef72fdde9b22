"""The dossiers that are followed: what the official services name in them, and what became of it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import astuple

from index.library.notes import Notes
from index.library.store.database import Database
from index.model import FollowedDossier
from ingest.sources.model import ExpectedPaper

_EXPECTED = "SELECT * FROM expected ORDER BY date IS NOT NULL, date, id"


class Dossiers:
    """What the services named, written inside a transaction; and the dossiers that are followed, which are notes."""

    def __init__(self, connection: Database, notes: Notes) -> None:
        self._connection = connection
        self._notes = notes

    def expected(self) -> list[ExpectedPaper]:
        """Every paper that a service named in a dossier, as of the last fetch that asked, in order of date."""
        return [ExpectedPaper(*row) for row in self._connection.execute(_EXPECTED)]

    def missing(self, dossier: str | None = None) -> list[str]:
        """Papers, of all dossiers or of one, that should be here by what the services name and are not."""
        rows = self._connection.execute(
            "SELECT id FROM expected WHERE status IN ('missing', 'failed', 'held') "
            "AND id NOT IN (SELECT id FROM documents) AND (?1 IS NULL OR dossier = ?1) "
            "GROUP BY id ORDER BY min(date) IS NOT NULL, min(date), id",
            (dossier,),
        )
        return [id for (id,) in rows]

    def record(self, papers: Iterable[ExpectedPaper]) -> None:
        """Note what the services named now, and what became of it."""
        rows = [astuple(paper) for paper in papers]
        self._connection.executemany(
            "INSERT INTO expected VALUES (?,?,?,?,?,?,?,?) ON CONFLICT (dossier, id) DO UPDATE SET "
            "number = excluded.number, title = excluded.title, date = excluded.date, status = excluded.status, "
            "reason = excluded.reason, fetched_at = excluded.fetched_at",
            rows,
        )

    def withdraw_unnamed(self, dossier: str, asked_at: str) -> None:
        """After a whole listing: what the services named before, and not in the fetch of asked_at, is withdrawn."""
        self._connection.execute(
            "UPDATE expected SET status = 'withdrawn', reason = 'no longer named by the services' "
            "WHERE dossier = ? AND fetched_at < ?",
            (dossier, asked_at),
        )

    def followed(self) -> list[FollowedDossier]:
        """The dossiers that were fetched by their number, in order."""
        rows = self._notes.connection.execute(
            "SELECT dossier, kinds, since, attachments FROM followed ORDER BY dossier"
        )
        return [
            FollowedDossier(dossier, tuple(json.loads(kinds)), since, bool(attachments))
            for dossier, kinds, since, attachments in rows
        ]

    def follow(self, dossier: FollowedDossier) -> None:
        """Ask for this dossier again at each update, with the same choices."""
        row = (dossier.dossier, json.dumps(dossier.kinds), dossier.since, int(dossier.attachments))
        with self._notes.writing() as connection:
            connection.execute(
                "INSERT INTO followed VALUES (?,?,?,?) ON CONFLICT (dossier) DO UPDATE SET "
                "kinds = excluded.kinds, since = excluded.since, attachments = excluded.attachments",
                row,
            )
