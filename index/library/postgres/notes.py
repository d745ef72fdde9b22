"""What people made, in PostgreSQL: a schema for each user of the database, beside the library."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index.errors import NewerNotesError
from index.library.notes import Notes
from index.library.notes.migrations import MIGRATIONS, migrate
from index.library.postgres.connection import PostgresConnection
from index.library.postgres.dialect import tables
from index.library.store.database import Database
from index.library.store.place import Server


class PostgresNotes(Notes):
    """The notes of one user. Their schema is made with the first note; until then there are none."""

    def __init__(self, server: Server, library: PostgresConnection) -> None:
        super().__init__(Path("notes"))
        self._server = server
        self._library = library
        self._session: PostgresConnection | None = None
        (self._user,) = library.query("SELECT current_user").fetchone()

    @property
    def _schema(self) -> str:
        user = str(self._user).replace('"', '""')
        return f'"vindplaats_notes_{user}"'

    @property
    def connection(self) -> Database:
        if self._session is None and self._is_made():
            self._session = self._begun()
        if self._session is not None:
            return self._session
        if self._open is None:
            self._open = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
            migrate(self._open, None)
        return self._open

    @contextmanager
    def writing(self) -> Iterator[Database]:
        if self._session is not None and self._session.in_transaction:
            yield self._session
            return
        if self._session is None:
            self._session = self._begun(create=True)
        session = self._session
        session.query("BEGIN")
        try:
            yield session
            session.query("COMMIT")
        except BaseException:
            if session.in_transaction:
                session.query("ROLLBACK")
            raise

    def take_over(self, library: sqlite3.Connection) -> None:
        raise NotImplementedError("a library in PostgreSQL was never of a format with notes in it")

    def check(self) -> list[str]:
        """The server looks after what it stores."""
        return []

    def ask(self) -> None:
        """Raises LibraryError where their session is lost."""
        if self._session is not None:
            self._session.query("SELECT 1")

    def close(self) -> None:
        if self._session is not None:
            self._session.close()
        self._session = None
        super().close()

    def _is_made(self) -> bool:
        (made,) = self._library.query("SELECT to_regclass(%s) IS NOT NULL", (f"{self._schema}.version",)).fetchone()
        return bool(made)

    def _begun(self, *, create: bool = False) -> PostgresConnection:
        """A session of its own, so that a note never waits for a paper; the tables brought up to date."""
        session = PostgresConnection(self._server, self._schema)
        try:
            session.query("BEGIN")
            session.query("SELECT pg_advisory_xact_lock(hashtext(%s))", (self._schema,))
            if create:
                session.query(f"CREATE SCHEMA IF NOT EXISTS {self._schema}")
                session.query("CREATE TABLE IF NOT EXISTS version (version BIGINT NOT NULL)")
            row = session.query("SELECT version FROM version").fetchone()
            found = row[0] if row else 0
            if found > len(MIGRATIONS):
                raise NewerNotesError(Path(f"{self._server} {self._schema}"), found, len(MIGRATIONS))
            for statement in (statement for step in MIGRATIONS[found:] for statement in step):
                for each in tables(statement):
                    session.query(each)
            if found < len(MIGRATIONS):
                session.query("DELETE FROM version")
                session.query("INSERT INTO version VALUES (%s)", (len(MIGRATIONS),))
            session.query("COMMIT")
        except BaseException:
            session.close()
            raise
        return session
