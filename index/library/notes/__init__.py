"""What people made: notes.sqlite, beside what the program derived from the papers.

Briefing, saved searches, decisions on entities, followed dossiers, corrections,
judgements and remarks. It is written by SQLite's own transaction, a few milliseconds
long, and never waits for papers that are being added.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path

from index.errors import LibraryBusyError, LibraryError, NotWritableError
from index.library.mending.sums import is_busy
from index.library.notes.migrations import MIGRATIONS, migrate, version
from index.library.notes.taking_over import take_over
from index.library.opening import why_not_writable
from index.library.store.database import Database

# Another note is written in milliseconds; who waits longer is told so.
WAIT_S = 10.0


class Notes:
    """The notes of one library. The file is made with the first note; until then there are none."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "notes.sqlite"
        self._folder = folder
        self._open: sqlite3.Connection | None = None
        self._in_memory = False

    @property
    def connection(self) -> Database:
        """To read from; without a file, empty tables in memory.

        Raises:
            LibraryError: the file cannot be read, is no file of notes, or one of a later version.
        """
        made_since = self._in_memory and self.path.exists()
        if self._open is None or made_since:
            self.close()
            with self._errors_told():
                self._open = self._opened()
        return self._open

    @contextmanager
    def writing(self) -> Iterator[Database]:
        """All that is noted inside is kept, or nothing is; inside another, part of that.

        Raises:
            NotWritableError: the file cannot be written.
            LibraryBusyError: another process writes notes for longer than WAIT_S.
        """
        if self._open is not None and self._open.in_transaction:
            yield self._open
            return
        if reason := why_not_writable(self.path):
            raise NotWritableError(self._folder, reason)
        with self._errors_told():
            connection = self.connection
            if self._in_memory:
                self.close()
                connection = self._open = self._opened(create=True)
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    def take_over(self, library: sqlite3.Connection) -> None:
        """Note what a library of an older format kept among what was derived; what is noted already is left."""
        with self.writing() as connection:
            assert isinstance(connection, sqlite3.Connection)
            take_over(library, connection)

    def check(self) -> list[str]:
        """What is wrong with the notes, as a sentence that names a copy of them; empty when all is well."""
        try:
            found = [row[0] for row in self.connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
        except (LibraryError, sqlite3.DatabaseError) as error:
            found = [str(error)]
        copies = sorted(self._folder.glob(f"{self.path.name}.bak-*"), key=lambda file: file.stat().st_mtime)
        remedy = f"put back the copy {copies[-1].name}" if copies else "put back a copy of it"
        return [f"{self.path} is damaged ({found[0]}); {remedy}"] if found else []

    def close(self) -> None:
        if self._open is not None:
            self._open.close()
        self._open, self._in_memory = None, False

    def _opened(self, *, create: bool = False) -> sqlite3.Connection:
        if not create and not self.path.exists():
            return self._copied(None)
        reason = why_not_writable(self.path)
        uri = f"{self.path.absolute().as_uri()}?mode={'ro' if reason else 'rwc'}"
        connection = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=WAIT_S)
        try:
            if reason and version(connection) < len(MIGRATIONS):
                try:
                    return self._copied(connection)
                finally:
                    connection.close()
            migrate(connection, self.path)
        except BaseException:
            connection.close()
            raise
        return connection

    def _copied(self, source: sqlite3.Connection | None) -> sqlite3.Connection:
        """The notes in memory, to read only."""
        connection = sqlite3.connect(":memory:", isolation_level=None)
        if source is not None:
            source.backup(connection)
            migrate(connection, None)
        else:
            connection.deserialize(_empty())
        self._in_memory = True
        return connection

    @contextmanager
    def _errors_told(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.OperationalError as error:
            if is_busy(error):
                raise LibraryBusyError(self.path, WAIT_S) from error
            raise LibraryError(
                f"{self.path} cannot be used: {error}. What was in it is unharmed; make room on the disk or ask for "
                "write access, then do the same again."
            ) from error
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
                raise
            raise LibraryError(
                f"{self.path} is no file of notes ({error}); put back a copy of it, as {self.path.name}.bak-1"
            ) from error


@cache
def _empty() -> bytes:
    """Notes in which nothing is noted: each reader of a library without notes begins with them."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        migrate(connection, None)
        return connection.serialize()
