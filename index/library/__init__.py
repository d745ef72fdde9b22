"""The library on disk: one folder, with one SQLite file as the record.

    library.sqlite   all that is known; open it with any SQLite tool
    vectors.faiss    derived: may be deleted at any time
    originals/       the papers themselves, by SHA-256

This package is the only place that knows SQL.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index.errors import LibraryBusyError, LibraryError, NoLibraryError, OtherFormatError
from index.library.documents import Documents
from index.library.dossiers import Dossiers
from index.library.findings import Findings
from index.library.ledger import Ledger
from index.library.passages import Passages
from index.library.quotations import Quotations
from index.library.review import Review
from index.library.schema import SCHEMA, SCHEMA_VERSION
from index.library.searches import Searches
from index.library.vocabulary import Vocabulary

DEFAULT_PATH = Path("vindplaats.library")
# A second 'add' waits this long for the first before it says so.
LOCK_WAIT_S = 600.0


class Library:
    """An open library: documents, passages, findings in them, and the ledger of what failed or is missing.

    Open one with open_library; it is a context manager. Writing is done
    inside `with library.writing():`, in one transaction a document.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection
        self.documents = Documents(connection, path / "originals")
        self.passages = Passages(connection)
        self.vocabulary = Vocabulary(connection)
        self.findings = Findings(connection)
        self.review = Review(connection)
        self.ledger = Ledger(connection)
        self.quotations = Quotations(connection)
        self.dossiers = Dossiers(connection)
        self.searches = Searches(connection)

    @property
    def vectors_path(self) -> Path:
        return self.path / "vectors.faiss"

    @property
    def generation(self) -> int:
        """Goes up with every document that comes or goes; the FAISS file carries the one it was made from."""
        return int(self._meta("generation") or 0)

    @property
    def embedder_name(self) -> str | None:
        return self._meta("embedder")

    @property
    def embedder_fingerprint(self) -> str | None:
        return self._meta("embedder_fingerprint")

    def next_generation(self) -> None:
        """State that the passages, or their vectors, are others than before. Call inside a transaction."""
        self._set_meta("generation", str(self.generation + 1))

    def record_embedder(self, name: str, fingerprint: str) -> None:
        """State which model the vectors are of."""
        self._set_meta("embedder", name)
        self._set_meta("embedder_fingerprint", fingerprint)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is written inside is kept, or nothing is."""
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._connection.execute("COMMIT")
        except BaseException as error:
            self._connection.execute("ROLLBACK")
            if isinstance(error, sqlite3.OperationalError):
                raise LibraryError(
                    f"{self.path} cannot be written: {error}. What was in it is unharmed; make room on the disk "
                    "or ask for write access, then do the same again."
                ) from error
            raise

    @contextmanager
    def writing(self, wait_s: float = LOCK_WAIT_S) -> Iterator[None]:
        """Keep other writers out. Raises LibraryBusyError after wait_s seconds."""
        from filelock import FileLock, Timeout

        try:
            with FileLock(self.path / "write.lock", timeout=wait_s):
                yield
        except Timeout:
            raise LibraryBusyError(self.path, wait_s) from None

    def check(self) -> list[str]:
        """What is wrong with the library, as sentences; empty when all is well."""
        problems = [f"SQLite: {row[0]}" for row in self._connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
        problems += [f"foreign key broken in {row[0]}" for row in self._connection.execute("PRAGMA foreign_key_check")]
        return problems + self.passages.check() + self.documents.check()

    def close(self) -> None:
        self._connection.close()

    def __enter__(self) -> Library:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _meta(self, name: str) -> str | None:
        row = self._connection.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return row[0] if row else None

    def _set_meta(self, name: str, value: str) -> None:
        self._connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))


def library_path(given: Path | None) -> Path:
    """The library asked for: --library, else $VINDPLAATS_LIBRARY, else ./vindplaats.library."""
    return given or Path(os.environ.get("VINDPLAATS_LIBRARY") or DEFAULT_PATH)


def open_library(path: Path, *, create: bool = False) -> Library:
    """Open the library in a folder.

    Args:
        path: the library's folder.
        create: make an empty one when there is none.

    Raises:
        NoLibraryError: there is none, and create is False.
        LibraryError: what is there is no library, or one of another version.
    """
    file = path / "library.sqlite"
    if not file.exists():
        if path.exists() and not path.is_dir():
            raise LibraryError(f"{path} is a file, not a library; name another place with --library")
        if not create:
            raise NoLibraryError(path)
        _make_folder(path)
    connection = _connect(file)
    try:
        _ensure_schema(connection, path)
    except BaseException:
        connection.close()
        raise
    return Library(path, connection)


def _make_folder(path: Path) -> None:
    try:
        (path / "originals").mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LibraryError(f"cannot make a library in {path}: {error.strerror}; name another --library") from error


def _connect(file: Path) -> sqlite3.Connection:
    try:
        connection = sqlite3.connect(file, isolation_level=None, timeout=60)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA foreign_keys = ON")
    except sqlite3.DatabaseError as error:
        raise LibraryError(
            f"{file} is not a Vindplaats library ({error}); name another with --library, or put back a copy of it"
        ) from error
    return connection


def _ensure_schema(connection: sqlite3.Connection, path: Path) -> None:
    """Lay the tables in a new file; refuse a file of another version. Safe when two processes start at once."""
    if _schema_version(connection) == 0:
        connection.execute("BEGIN IMMEDIATE")
        if _schema_version(connection) == 0:
            for statement in SCHEMA.split(";\n"):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        connection.execute("COMMIT")
    version = _schema_version(connection)
    if version != SCHEMA_VERSION:
        raise OtherFormatError(path, version, SCHEMA_VERSION)


def _schema_version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])
