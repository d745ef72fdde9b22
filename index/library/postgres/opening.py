"""Opening a library in PostgreSQL, and laying an empty one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.errors import LibraryError, NoLibraryError, NotWritableError
from index.library.schema import SCHEMA_VERSION
from index.library.store.place import Server

if TYPE_CHECKING:
    from index.library.postgres.connection import PostgresConnection
    from index.library.postgres.library import PostgresLibrary


def open_on_server(server: Server, *, create: bool) -> PostgresLibrary:
    """Open the library in a database; for reading only, where it cannot be written.

    Args:
        create: lay an empty one when there is none, to write in.

    Raises:
        NoLibraryError: there is none, and create is False.
        LibraryError: psycopg is not installed, the server does not answer, is too old or has no pgvector, or the
            library is one of another version.
    """
    try:
        from index.library.postgres.connection import PostgresConnection
        from index.library.postgres.library import PostgresLibrary
    except ImportError as error:
        raise LibraryError(
            f"a library in PostgreSQL needs {error.name}; install it with 'pip install \"vindplaats[server]\"'"
        ) from error
    from index.library.postgres.schema import NAME

    connection = PostgresConnection(server, NAME)
    try:
        laid = connection.laid()
        if laid is None:
            if not create:
                raise NoLibraryError(server)
            _lay(connection)
            laid = connection.laid()
        (found,) = connection.query("SELECT version FROM format").fetchone()
        if found != SCHEMA_VERSION:
            raise LibraryError(
                f"{server} holds a library of another version of vindplaats (its format is {found}, this one reads "
                f"{SCHEMA_VERSION}); use that version, or drop the schema {NAME} and add the papers again"
            )
        why = _why_read_only(connection)
        if why and create:
            raise NotWritableError(server, why)
        return PostgresLibrary(server, connection, why, laid)
    except BaseException:
        connection.close()
        raise


def _why_read_only(connection: PostgresConnection) -> str | None:
    standby, may_write = connection.query(
        "SELECT pg_is_in_recovery(), has_table_privilege('documents', 'INSERT')"
    ).fetchone()
    if standby:
        return "the server is a copy that follows another"
    return None if may_write else "this user of the database may only read"


def _lay(connection: PostgresConnection) -> None:
    """Lay the tables, all or none; safe when two processes start at once."""
    from index.library.postgres.schema import NAME, OLDEST_SERVER, statements

    version = connection.session.info.server_version
    if version < OLDEST_SERVER:
        raise LibraryError(
            f"{connection.server} is PostgreSQL {version // 10000}; a library needs {OLDEST_SERVER // 10000} or newer"
        )
    row = connection.query(
        "SELECT coalesce(installed_version, default_version) FROM pg_available_extensions WHERE name = 'vector'"
    ).fetchone()
    expect_pgvector(connection.server, version, row[0] if row else None)
    connection.query("BEGIN")
    try:
        connection.query("SELECT pg_advisory_xact_lock(hashtext(%s))", (NAME,))
        if connection.laid() is None:
            connection.query("CREATE EXTENSION IF NOT EXISTS vector SCHEMA public")
            connection.query(f"CREATE SCHEMA IF NOT EXISTS {NAME}")
            for statement in statements():
                connection.query(statement)
        connection.query("COMMIT")
    except BaseException:
        if connection.in_transaction and not connection.session.closed:
            connection.query("ROLLBACK")
        raise


def expect_pgvector(server: Server, version: int, pgvector: str | None) -> None:
    """Raises LibraryError where pgvector is missing or too old.

    Args:
        version: of PostgreSQL, as 160004.
    """
    from index.library.postgres.schema import OLDEST_VECTOR

    if pgvector is None or tuple(map(int, pgvector.split(".")[:2])) < OLDEST_VECTOR:
        wanted = ".".join(map(str, OLDEST_VECTOR))
        raise LibraryError(
            f"{server} has {'no pgvector' if pgvector is None else f'pgvector {pgvector}'}; let pgvector {wanted} "
            f"or newer be installed there (on Debian the package postgresql-{version // 10000}-pgvector)"
        )
