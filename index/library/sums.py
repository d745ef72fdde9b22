"""Checksums of what is stored, so that damage is noticed: of the parts of each document, and of other tables."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Literal

Part = Literal["document", "passages", "tags"]

# The rows of each part of a document, in an order that does not change.
_PARTS: dict[Part, tuple[str, ...]] = {
    "document": (
        "SELECT * FROM documents WHERE number = ?",
        "SELECT dossier FROM document_dossiers WHERE document = ? ORDER BY 1",
        "SELECT opening, title FROM titles WHERE document = ? ORDER BY 1, 2",
    ),
    "passages": (
        "SELECT * FROM passages WHERE document = ? ORDER BY id",
        "SELECT p.id, e.* FROM passages p JOIN embeddings e USING (text_hash) WHERE p.document = ? ORDER BY p.id",
        "SELECT w.* FROM passages p JOIN words_content w USING (id) WHERE p.document = ? ORDER BY p.id",
    ),
    "tags": (
        "SELECT * FROM entities WHERE document = ? ORDER BY rowid",
        "SELECT * FROM rejected_entities WHERE document = ? ORDER BY rowid",
        "SELECT * FROM citations WHERE document = ? ORDER BY id",
        "SELECT t.* FROM citations c JOIN citation_targets t ON t.citation = c.id WHERE c.document = ? ORDER BY 1, 2",
        "SELECT * FROM recommendations WHERE document = ? ORDER BY id",
        "SELECT s.* FROM recommendations r JOIN sources s ON s.recommendation = r.id WHERE r.document = ? "
        "ORDER BY s.rowid",
    ),
}
# What changes with other papers, or is of none; names are of all that name the same.
_TABLES = ("meta", "names", "copies", "follow_ups", "unlinked", "expected", "failures", "sqlite_sequence")


def stamp(connection: sqlite3.Connection, number: int) -> None:
    """Note the checksums of a document as it is now. Call inside a transaction."""
    connection.executemany(
        "INSERT OR REPLACE INTO sums VALUES (?, ?, ?)",
        [(number, part, _sum(connection, number, part)) for part in _PARTS],
    )


def unstamp_tables(connection: sqlite3.Connection) -> None:
    """State that tables of no document change. Call inside a transaction, before they do."""
    connection.execute("DELETE FROM table_sums")


def stamp_rest(connection: sqlite3.Connection) -> None:
    """Note the checksums that are not noted, in a transaction of its own."""
    lacking = connection.execute(
        "SELECT number FROM documents EXCEPT SELECT document FROM sums GROUP BY document HAVING count(*) = ?",
        (len(_PARTS),),
    ).fetchall()
    tables = connection.execute("SELECT count(*) FROM table_sums").fetchone() == (0,)
    if not (lacking or tables):
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        for (number,) in lacking:
            stamp(connection, number)
        if tables:
            sums = [(name, _table_sum(connection, name)) for name in _TABLES]
            connection.executemany("INSERT OR REPLACE INTO table_sums VALUES (?, ?)", sums)
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def is_sound(connection: sqlite3.Connection, number: int, part: Part | None = None) -> bool:
    """Whether a document, or a part of it, is as it was stored; one without checksums is taken to be."""
    try:
        noted = dict(connection.execute("SELECT part, sum FROM sums WHERE document = ?", (number,)).fetchall())
        parts: Iterable[Part] = (part,) if part else _PARTS
        return all(_sum(connection, number, each) == noted[each] for each in parts if each in noted)
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise
        return False


def changed_tables(connection: sqlite3.Connection) -> list[str]:
    """The tables of no document that are not as they were stored."""
    noted = connection.execute("SELECT name, sum FROM table_sums").fetchall()
    return [name for name, sum in noted if name not in _TABLES or _table_sum(connection, name) != sum]


def _sum(connection: sqlite3.Connection, number: int, part: Part) -> bytes:
    digest = hashlib.blake2b(digest_size=16)
    with _as_bytes(connection):
        for query in _PARTS[part]:
            _update(digest, connection.execute(query, (number,)))
    return digest.digest()


def _table_sum(connection: sqlite3.Connection, name: str) -> bytes:
    digest = hashlib.blake2b(digest_size=16)
    with _as_bytes(connection):
        _update(digest, sorted(connection.execute(f"SELECT * FROM {name}"), key=repr))
    return digest.digest()


@contextmanager
def _as_bytes(connection: sqlite3.Connection) -> Iterator[None]:
    """Text as the bytes that are stored, which damage may have made no UTF-8."""
    before, connection.text_factory = connection.text_factory, bytes
    try:
        yield
    finally:
        connection.text_factory = before


def _update(digest: hashlib.blake2b, rows: Iterable[tuple[object, ...]]) -> None:
    for row in rows:
        for value in row:
            data = value if isinstance(value, bytes) else repr(value).encode()
            digest.update(b"%d:%d:" % (isinstance(value, bytes), len(data)))
            digest.update(data)
