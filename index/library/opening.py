"""The connection to library.sqlite: for reading and writing, or for reading only where it cannot be written."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from index.errors import (
    DamagedLibraryError,
    LibraryBusyError,
    LibraryError,
    NoLibraryError,
    NotWritableError,
    OtherFormatError,
    UnfinishedLibraryError,
)
from index.library.schema import SCHEMA, SCHEMA_VERSION

# What SQLite says where the file, or those it keeps beside it, cannot be made or written: no access, or a full disk.
_NO_WRITING = frozenset(
    {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL, sqlite3.SQLITE_PERM}
)

# So long a statement waits for another that writes; papers are stored one at a time, in less than a second.
BUSY_WAIT_S = 60.0

_DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR})

# So large is the smallest -shm.
_BESIDE_BYTES = 32 * 1024


class Connection(NamedTuple):
    """why_read_only: what keeps the library from being written, as the system says it; None where nothing does."""

    sqlite: sqlite3.Connection
    why_read_only: str | None


def connect(file: Path, *, create: bool) -> Connection:
    """Open library.sqlite, in the folder of a library; its tables are laid in a new one.

    SQLite keeps two files beside it while it is in use, also by readers. Where
    they cannot be made the file is read as it is.

    Raises:
        NotWritableError: it cannot be written, and create is True.
        UnfinishedLibraryError: an interrupted run left changes that cannot be taken in without writing.
        LibraryError: it cannot be read, is no library, or one of another version.
    """
    connection = _connected(file)
    try:
        if connection.why_read_only and create:
            raise NotWritableError(file.parent, connection.why_read_only)
        _ensure_schema(connection, file.parent)
    except BaseException as error:
        connection.sqlite.close()
        is_damage = isinstance(error, sqlite3.DatabaseError) and error.sqlite_errorcode & 0xFF in _DAMAGED
        # SQLite quotes the damaged words of a table's definition, and they may be no UTF-8.
        if is_damage or isinstance(error, UnicodeDecodeError):
            raise _unreadable(file, error) from error
        raise
    return connection


def _connected(file: Path) -> Connection:
    try:
        why_read_only = why_not_writable(file)
        if why_read_only is None:
            try:
                return Connection(_opened(file, "mode=rwc", "PRAGMA journal_mode = WAL"), None)
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF not in _NO_WRITING:
                    raise
                why_read_only = _why_no_room(file.parent) or str(error)
        return Connection(_opened_for_reading(file, why_read_only), why_read_only)
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        raise _unreadable(file, error) from error


def _unreadable(file: Path, error: BaseException) -> LibraryError:
    """What is there is damaged, if papers stand beside it; else it is something other."""
    if any(file.parent.glob("originals/*")):
        return DamagedLibraryError(file.parent, str(error))
    return LibraryError(
        f"{file} is not a Vindplaats library ({error}); name another with --library, or put back a copy of it"
    )


def _opened_for_reading(file: Path, why_read_only: str) -> sqlite3.Connection:
    try:
        file.open("rb").close()
    except OSError as error:
        raise LibraryError(
            f"{file} cannot be opened ({error.strerror}); ask for access to it, or name another with --library"
        ) from error
    try:
        return _opened(file, "mode=ro", "PRAGMA schema_version")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF not in _NO_WRITING:
            raise
    left = file.with_name(file.name + "-wal")
    if left.exists() and left.stat().st_size:
        raise UnfinishedLibraryError(file.parent, left.name, why_read_only)
    # Nobody changes the file now: who does has a -wal beside it.
    return _opened(file, "mode=ro&immutable=1", "PRAGMA schema_version")


def _opened(file: Path, how: str, first: str) -> sqlite3.Connection:
    """A connection on which a first statement was done: before that SQLite does not touch the file."""
    address = f"{file.absolute().as_uri()}?{how}"
    connection = sqlite3.connect(address, uri=True, isolation_level=None, timeout=BUSY_WAIT_S)
    try:
        connection.execute(first).fetchone()
        connection.execute("PRAGMA foreign_keys = ON")
    except BaseException:
        connection.close()
        raise
    return connection


def why_not_writable(file: Path) -> str | None:
    """What keeps a file, or others beside it, from being written, as the system says it."""
    try:
        if file.exists() and not os.access(file, os.W_OK):
            file.open("ab").close()
        if not os.access(file.parent, os.W_OK):
            tempfile.TemporaryFile(dir=file.parent).close()
    except OSError as error:
        return error.strerror
    return None


def _why_no_room(folder: Path) -> str | None:
    """What keeps as much as SQLite needs beside its file from being written, as the system says it."""
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(bytes(_BESIDE_BYTES))
    except OSError as error:
        return error.strerror
    return None


def _ensure_schema(connection: Connection, path: Path) -> None:
    """Lay the tables in a new file; refuse a file of another version. Safe when two processes start at once."""
    sqlite = connection.sqlite
    if format_of(sqlite) == 0:
        if connection.why_read_only:
            raise NoLibraryError(path)
        sqlite.execute("BEGIN IMMEDIATE")
        if format_of(sqlite) == 0:
            for statement in SCHEMA.split(";\n"):
                sqlite.execute(statement)
            sqlite.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        sqlite.execute("COMMIT")
    version = format_of(sqlite)
    if version != SCHEMA_VERSION:
        raise OtherFormatError(path, version, SCHEMA_VERSION)


@contextmanager
def write_lock(path: Path, wait_s: float) -> Iterator[None]:
    """Keep other writers out of a library.

    Raises:
        LibraryBusyError: another still writes after wait_s seconds.
        NotWritableError: the lock cannot be written.
    """
    from filelock import FileLock, Timeout

    lock = FileLock(path / "write.lock", timeout=wait_s)
    try:
        lock.acquire()
    except Timeout:
        raise LibraryBusyError(path, wait_s) from None
    except OSError as error:
        raise NotWritableError(path, error.strerror or str(error)) from error
    try:
        yield
    finally:
        lock.release()


def format_of(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])
