"""Tables of words filled at once: their indexes are made when all words are there, and postings lie word by word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from index.library.postgres.connection import PostgresConnection

_TABLES = ("words", "postings")
_CONSTRAINTS = """
SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint
WHERE conrelid = to_regclass(%s) AND contype IN ('p', 'f') ORDER BY contype DESC, conname
"""
_INDEXES = """
SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index
WHERE indrelid = to_regclass(%s) AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = indexrelid)
"""
_ALL_OWNED = (
    "SELECT bool_and(pg_has_role(relowner, 'USAGE')) FROM pg_class WHERE oid IN (to_regclass(%s), to_regclass(%s))"
)


class _Laid(NamedTuple):
    """What a table has besides its rows, each as (name, how it is made)."""

    constraints: Sequence[tuple[str, str]]
    indexes: Sequence[tuple[str, str]]


@contextmanager
def filled_at_once(connection: PostgresConnection) -> Iterator[None]:
    """Inside, and within a transaction, the words of a whole library are stored.

    Each row that comes costs its place in every index; a million passages have 90 million. And the postings of a word,
    which come paper by paper, are read from one place when they lie together: those of a word in 2,000 papers from
    some ten pages and not from 2,000. Who does not own the tables fills them as they are.
    """
    (owned,) = connection.query(_ALL_OWNED, _TABLES).fetchone()
    if not owned:
        yield
        return
    connection.query("SET LOCAL maintenance_work_mem = '1GB'")
    laid = {table: _taken_off(connection, table) for table in _TABLES}
    yield
    for table, each in laid.items():
        _put_back(connection, table, each)


def _taken_off(connection: PostgresConnection, table: str) -> _Laid:
    laid = _Laid(connection.query(_CONSTRAINTS, (table,)).fetchall(), connection.query(_INDEXES, (table,)).fetchall())
    for name, _ in laid.constraints:
        connection.query(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
    for name, _ in laid.indexes:
        connection.query(f"DROP INDEX {name}")
    return laid


def _put_back(connection: PostgresConnection, table: str, laid: _Laid) -> None:
    """Keys first, then the order of the rows by one of them, then what that would have made again."""
    for name, made in laid.constraints:
        connection.query(f"ALTER TABLE {table} ADD CONSTRAINT {name} {made}")
    if table == "postings":
        connection.query("CLUSTER postings USING postings_pkey")
    for _, made in laid.indexes:
        connection.query(made)
    connection.query(f"ANALYZE {table}")
