"""Checksums of what is stored, so that damage is noticed: of the parts of each document, and of other tables."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from ingest.atomic import write_text

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
# Names of rows of table_sums that hold a mark of the state that the file is in, until the next change; twice, so that
# damage of one is seen. The sum of the whole file stands beside it, with the mark of the state that it is of.
_MARKS = ("the file", "the file again")
_SUM_OF_FILE = ".sum"
# A larger file is not summed as a whole, which would cost each add of one paper more than a second; its rows are.
_MOST_SUMMED_BYTES = 2**30
# What changes with other papers, or is of none; names are of all that name the same.
_TABLES = ("meta", "names", "copies", "follow_ups", "unlinked", "expected", "failures", "sqlite_sequence")
# The index of words as FTS5 keeps it, whose own check lets two in a hundred flipped bits pass. In a file that is too
# large to be summed it is not either.
_INDEX_OF_WORDS = {
    "words_data": "SELECT * FROM words_data ORDER BY id",
    "words_idx": "SELECT * FROM words_idx ORDER BY segid, term",
    "words_docsize": "SELECT * FROM words_docsize ORDER BY id",
}


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
            names = [*_TABLES, *(_INDEX_OF_WORDS if _size(connection) <= _MOST_SUMMED_BYTES else ())]
            sums = [(name, _table_sum(connection, name)) for name in names]
            mark = os.urandom(16)
            sums += [(name, mark) for name in _MARKS]
            connection.executemany("INSERT OR REPLACE INTO table_sums VALUES (?, ?)", sums)
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def stamp_file(connection: sqlite3.Connection, file: Path) -> None:
    """Note the checksum of the whole file beside it, unless that is noted. Call while nobody else writes.

    A file above _MOST_SUMMED_BYTES has none.
    Nothing is noted while somebody still reads what the file was before: the last changes stand beside it then.
    """
    marks = _marks(connection)
    if len(marks) != 1 or _noted(file).get("mark") == marks[0].hex() or file.stat().st_size > _MOST_SUMMED_BYTES:
        return
    (patience,) = connection.execute("PRAGMA busy_timeout").fetchone()
    connection.execute("PRAGMA busy_timeout = 0")
    try:
        is_busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    finally:
        connection.execute(f"PRAGMA busy_timeout = {patience}")
    if not is_busy:
        noted = {"mark": marks[0].hex(), "sum": sum_of_bytes(file)}
        write_text(_beside(file), json.dumps(noted | {"check": _check(noted)}) + "\n")


def is_file_sound(connection: sqlite3.Connection, file: Path) -> bool:
    """Whether each byte of the file is as it was written; a file of which that was not noted is taken to be."""
    marks = _marks(connection)
    noted = _noted(file)
    if not marks or (len(marks) == 1 and noted.get("mark") != marks[0].hex()) or _changes_beside(file):
        return True
    if len(marks) == 1 and noted["sum"] == sum_of_bytes(file):
        return True
    # Somebody may have written meanwhile.
    return _marks(connection) != marks or _changes_beside(file)


def sum_of_bytes(file: Path) -> str:
    """The checksum of a file as it is on disk."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, lambda: hashlib.blake2b(digest_size=16)).hexdigest()


def _marks(connection: sqlite3.Connection) -> list[bytes]:
    """The marks of the state: one, none while it is being changed, two that differ after damage."""
    marks = connection.execute(f"SELECT DISTINCT sum FROM table_sums WHERE name IN {_MARKS} ORDER BY 1").fetchall()
    return [mark for (mark,) in marks]


def _beside(file: Path) -> Path:
    return file.with_name(file.name + _SUM_OF_FILE)


def _changes_beside(file: Path) -> bool:
    left = file.with_name(file.name + "-wal")
    return left.exists() and left.stat().st_size > 0


def _noted(file: Path) -> dict[str, str]:
    """What is noted of the whole file; nothing where that was never done, or is damaged itself."""
    try:
        noted: dict[str, str] = json.loads(_beside(file).read_text("utf-8"))
        return noted if noted.pop("check", "") == _check(noted) else {}
    except (OSError, ValueError, AttributeError, TypeError):
        return {}


def _check(noted: Mapping[str, str]) -> str:
    return hashlib.blake2b(repr(sorted(noted.items())).encode(), digest_size=8).hexdigest()


def is_sound(connection: sqlite3.Connection, number: int, part: Part | None = None) -> bool:
    """Whether a document, or a part of it, is as it was stored; one without checksums is taken to be."""
    try:
        noted = dict(connection.execute("SELECT part, sum FROM sums WHERE document = ?", (number,)).fetchall())
        parts: Iterable[Part] = (part,) if part else _PARTS
        return all(_sum(connection, number, each) == noted[each] for each in parts if each in noted)
    except sqlite3.DatabaseError as error:
        if is_busy(error):
            raise
        return False


def is_busy(error: BaseException) -> bool:
    """Whether another process changes the file just now, which is no damage."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def changed_tables(connection: sqlite3.Connection) -> list[str]:
    """The tables of no document that are not as they were stored."""
    noted = connection.execute("SELECT name, sum FROM table_sums").fetchall()
    tables = [(name, sum) for name, sum in noted if name not in _MARKS]
    known = {*_TABLES, *_INDEX_OF_WORDS}
    return [name for name, sum in tables if name not in known or _table_sum(connection, name) != sum]


def _sum(connection: sqlite3.Connection, number: int, part: Part) -> bytes:
    digest = hashlib.blake2b(digest_size=16)
    with _as_bytes(connection):
        for query in _PARTS[part]:
            _update(digest, connection.execute(query, (number,)))
    return digest.digest()


def _table_sum(connection: sqlite3.Connection, name: str) -> bytes:
    digest = hashlib.blake2b(digest_size=16)
    with _as_bytes(connection):
        if name in _INDEX_OF_WORDS:
            _update(digest, connection.execute(_INDEX_OF_WORDS[name]))
        else:
            _update(digest, sorted(connection.execute(f"SELECT * FROM {name}"), key=repr))
    return digest.digest()


def _size(connection: sqlite3.Connection) -> int:
    """Bytes of the database."""
    (pages,), (size,) = (connection.execute(f"PRAGMA {of}").fetchone() for of in ("page_count", "page_size"))
    return int(pages * size)


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
