"""A whole library copied into an empty one, between a folder and a database either way."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from typing import NamedTuple

from index.errors import LibraryError
from index.library.core import FolderLibrary, Library
from index.library.documents import original_name
from index.library.notes.migrations import MIGRATIONS
from index.library.notes.taking_over import columns_of
from index.library.postgres.connection import PostgresConnection
from index.library.postgres.filling import filled_at_once
from index.library.postgres.library import PostgresLibrary
from index.library.postgres.passages import sent_vector
from index.library.schema import SCHEMA
from index.library.store.database import Database
from index.library.store.originals import metadata_name

# In this order each row names rows that are there.
_TABLES = (
    "documents",
    "document_dossiers",
    "titles",
    "copies",
    "passages",
    "forms",
    "compounds",
    "entities",
    "names",
    "rejected_entities",
    "citations",
    "citation_targets",
    "recommendations",
    "sources",
    "follow_ups",
    "unlinked",
    "expected",
    "passed_over",
    "failures",
    "meta",
)
_NOTES = (
    "quotations",
    "saved_searches",
    "rejected_names",
    "merged_names",
    "followed",
    "corrections",
    "judgements",
    "remarks",
)
# Tables whose numbers are given out by the database, and never twice.
_NUMBERED = (("documents", "number"), ("passages", "id"), ("citations", "id"), ("recommendations", "id"))
# Tables with much in a row, or many rows of each document, and the column that tells the document.
_LARGE = {"documents": "number", "passages": "document", "entities": "document"}
_A_PART = 1000

# What is copied now, how far that is, of how much.
Progress = Callable[[str, int, int], None]


class Copied(NamedTuple):
    """What was copied."""

    n_documents: int
    n_passages: int
    n_notes: int


def copy(source: Library, target: Library, progress: Progress | None = None) -> Copied:
    """Copy all of a library, notes and originals too, into an empty one: all of it, or nothing of its record.

    Numbers of passages and recommendations stay as they are.

    Raises:
        LibraryError: the target holds papers or notes, or an original of the source is gone.
    """
    if target.documents.count() or any(_rows(target.notes.connection, table) for table in _NOTES):
        raise LibraryError(f"{target.path} holds papers or notes already; copy to an empty place")
    tell = progress or (lambda *_: None)
    columns = _known_columns()
    columns["recommendations"].remove("restates")
    with target.writing(), source.reading(), target.transaction():
        before = target.generation
        _copy_originals(source, target, tell)
        for table in reversed(_TABLES):
            # What a library that was emptied remembers of before.
            _record(target).execute(f"DELETE FROM {table}")
        for table in _TABLES:
            _copy_table(_record(source), _record(target), table, columns[table])
        _copy_restated(_record(source), _record(target))
        _copy_vectors(source, target)
        _copy_words(source, target, tell)
        for table, column in _NUMBERED:
            _go_on(_record(source), _record(target), table, column)
        target.come_after(before)
    n_notes = 0
    with target.notes.writing() as notes:
        for table in _NOTES:
            n_notes += _copy_table(source.notes.connection, notes, table, columns[table])
        for table in ("quotations", "judgements", "remarks"):
            _go_on(source.notes.connection, notes, table, "id")
    documents, passages = target.passages.count()
    return Copied(documents, passages, n_notes)


def _record(library: Library) -> Database:
    assert isinstance(library, FolderLibrary | PostgresLibrary)
    return library.connection


def _known_columns() -> dict[str, list[str]]:
    """The columns of each table, as an empty library in memory has them."""
    empty = sqlite3.connect(":memory:")
    try:
        empty.executescript(SCHEMA)
        for statement in (statement for step in MIGRATIONS for statement in step):
            empty.execute(statement)
        return {table: columns_of(empty, table) for table in (*_TABLES, *_NOTES)}
    finally:
        empty.close()


def _rows(database: Database, table: str) -> bool:
    return database.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone() is not None


def _copy_table(source: Database, target: Database, table: str, columns: Sequence[str]) -> int:
    """A document at a time, where each row is one or is large; how many rows there are."""
    named, marks = ", ".join(columns), ", ".join("?" * len(columns))
    select, insert = f"SELECT {named} FROM {table}", f"INSERT INTO {table} ({named}) VALUES ({marks})"
    if table not in _LARGE:
        rows = source.execute(f"{select} ORDER BY {', '.join(columns[:4])}").fetchall()
        target.executemany(insert, rows)
        return len(rows)
    n = 0
    for (number,) in source.execute("SELECT number FROM documents ORDER BY number").fetchall():
        rows = source.execute(f"{select} WHERE {_LARGE[table]} = ? ORDER BY 1", (number,)).fetchall()
        target.executemany(insert, rows)
        n += len(rows)
    return n


def _copy_restated(source: Database, target: Database) -> None:
    """Which recommendation another says again: told when both are there."""
    rows = source.execute("SELECT restates, id FROM recommendations WHERE restates IS NOT NULL").fetchall()
    target.executemany("UPDATE recommendations SET restates = ? WHERE id = ?", rows)


def _go_on(source: Database, target: Database, table: str, column: str) -> None:
    """Numbers that were given out there are not given out here again."""
    highest = _given_out(source, table, column)
    if isinstance(target, PostgresConnection):
        target.query(
            f"SELECT setval(pg_get_serial_sequence('{table}', '{column}'), %s, %s)", (highest or 1, highest > 0)
        )
    elif table != "citations":
        target.execute("DELETE FROM sqlite_sequence WHERE name = ?", (table,))
        target.execute("INSERT INTO sqlite_sequence VALUES (?, ?)", (table, highest))


def _given_out(database: Database, table: str, column: str) -> int:
    if isinstance(database, PostgresConnection):
        (name,) = database.query(f"SELECT pg_get_serial_sequence('{table}', '{column}')").fetchone()
        row = database.query(f"SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM {name}").fetchone()
    elif table == "citations":
        row = database.execute("SELECT max(id) FROM citations").fetchone()
    else:
        row = database.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)).fetchone()
    return int(row[0] or 0) if row else 0


def _copy_originals(source: Library, target: Library, tell: Progress) -> None:
    """Files first: a record without its originals would be worse than originals without a record."""
    rows = _record(source).execute("SELECT sha256, path, xml_sha256 FROM documents ORDER BY number").fetchall()
    for done, (sha256, path, xml_sha256) in enumerate(rows):
        tell("originals", done, len(rows))
        names = [original_name(sha256, path)] + ([f"{xml_sha256}.xml"] if xml_sha256 else [])
        for name in names:
            content = source.originals.content(name)
            if content is None:
                raise LibraryError(
                    f"the original {name} of {path} is gone from {source.path}; add that file again, then copy"
                )
            target.originals.put(name, content, replace=False)
        for name in (metadata_name(sha256), f"{sha256}.json"):
            if (content := source.originals.content(name)) is not None:
                target.originals.put(name, content, replace=True)


def _copy_vectors(source: Library, target: Library) -> None:
    database = _record(target)
    rows = _record(source).execute("SELECT DISTINCT text_hash FROM passages ORDER BY text_hash").fetchall()
    hashes = [name for (name,) in rows]
    for start in range(0, len(hashes), _A_PART):
        known = source.passages.known_vectors(hashes[start : start + _A_PART])
        if isinstance(database, PostgresConnection):
            # As it holds them: to write numbers out and read them again takes longer than all else.
            with database.by_parameters().copy("COPY embeddings FROM STDIN (FORMAT binary)") as copy:
                for name, vector in known.items():
                    copy.write_row((name, sent_vector(vector)))
        else:
            rows = [(name, vector.tobytes()) for name, vector in known.items()]
            database.executemany("INSERT INTO embeddings VALUES (?, ?)", rows)


def _copy_words(source: Library, target: Library, tell: Progress) -> None:
    """Most of the time goes to these, and after them to their indexes."""
    database, n_documents = _record(target), target.documents.count()
    with filled_at_once(database) if isinstance(database, PostgresConnection) else nullcontext():
        for done, (number, ids) in enumerate(_passages_of_documents(_record(source))):
            tell("words", done, n_documents)
            words = source.passages.words(ids)
            held = [id for id in ids if id in words]
            target.passages.keep_words(number, held, [words[id] for id in held])
        tell("indexes", n_documents, n_documents)


def _passages_of_documents(database: Database) -> Iterator[tuple[int, list[int]]]:
    for (number,) in database.execute("SELECT number FROM documents ORDER BY number").fetchall():
        rows = database.execute("SELECT id FROM passages WHERE document = ? ORDER BY id", (number,))
        yield number, [id for (id,) in rows]
