"""A connection to PostgreSQL that takes statements as sqlite3 does."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import psycopg
from psycopg.pq import TransactionStatus

from index.errors import LibraryError
from index.library.postgres.dialect import translated
from index.library.store.database import Rows
from index.library.store.place import Server

# So many statements are sent at once.
_TOGETHER = 200
CONNECT_TIMEOUT_S = 10


class PostgresConnection:
    """One session of a server; statements are written as for SQLite, and given values are put in by psycopg."""

    def __init__(self, server: Server, search_path: str) -> None:
        self.server = server
        self._session = opened(server)
        self._session.execute(f"SET search_path = {search_path}, public")
        # Plans of one use: compiling them takes longer than running them.
        self._session.execute("SET jit = off")

    @property
    def in_transaction(self) -> bool:
        return self._session.info.transaction_status != TransactionStatus.IDLE

    @property
    def session(self) -> psycopg.Connection[Any]:
        """For statements that only PostgreSQL knows."""
        return self._session

    def execute(self, sql: str, parameters: Sequence[Any] = (), /) -> Rows:
        statement = translated(sql)
        given = [
            json.loads(value) if at in statement.lists and isinstance(value, str) else value
            for at, value in enumerate(parameters)
        ]
        with errors_told(self.server):
            return self._session.execute(statement.sql, [given[at] for at in statement.order])

    def executemany(self, sql: str, parameters: Iterable[Sequence[Any]], /) -> None:
        """As many times execute; what is given are no lists."""
        statement = translated(sql)
        rows = [[row[at] for at in statement.order] for row in parameters]
        cursor = psycopg.ClientCursor(self._session)
        with errors_told(self.server):
            for start in range(0, len(rows), _TOGETHER):
                cursor.execute("; ".join(cursor.mogrify(statement.sql, row) for row in rows[start : start + _TOGETHER]))

    def query(self, sql: str, parameters: Sequence[Any] = (), /) -> Rows:
        """Ask in PostgreSQL's own words, with %s for what is given."""
        with errors_told(self.server):
            return self._session.execute(sql, parameters)

    def by_parameters(self) -> psycopg.Cursor[Any]:
        """For large values, which go beside the statement."""
        return psycopg.Cursor(self._session)

    def close(self) -> None:
        self._session.close()


def opened(server: Server) -> psycopg.Connection[Any]:
    """A session in which each statement is kept at once.

    Raises:
        LibraryError: the server cannot be reached, or refuses.
    """
    try:
        return psycopg.connect(
            server.address,
            autocommit=True,
            connect_timeout=CONNECT_TIMEOUT_S,
            application_name="vindplaats",
            cursor_factory=psycopg.ClientCursor,
        )
    except psycopg.Error as error:
        raise LibraryError(
            f"{server} cannot be reached ({_why(error)}); check that the server runs, and that the address, the "
            "user and the password are right"
        ) from None


# Why a server cannot be reached; libpq's own words may repeat parts of an address, and so of a password.
_WHY = {
    "password authentication failed": "it does not know the user, or the password is another",
    "no password supplied": "it asks for a password",
    "Connection refused": "nothing listens there",
    "No such file or directory": "no server has its socket there",
    "translate host name": "there is no such machine",
    "timeout": "it does not answer",
    "does not exist": "it has no such database or user",
    "pg_hba.conf": "it does not let this user in from here",
    "starting up": "it is starting up",
    "shutting down": "it is shutting down",
    "too many": "it has too many sessions already",
    "SSL": "no secure connection could be made",
}


def _why(error: BaseException) -> str:
    return next((why for words, why in _WHY.items() if words in str(error)), "the address cannot be used")


def said(error: BaseException) -> str:
    """The first line of what PostgreSQL says is wrong."""
    lines = str(error).strip().splitlines()
    return lines[0].strip() if lines else type(error).__name__


@contextmanager
def errors_told(server: Server) -> Iterator[None]:
    """What is beyond the program is told in a sentence: a lost server, a full disk, rights that are missing."""
    try:
        yield
    except (psycopg.errors.InsufficientPrivilege, psycopg.errors.ReadOnlySqlTransaction) as error:
        raise LibraryError(
            f"{server} does not allow that ({said(error)}); ask its administrator for rights on the schema vindplaats"
        ) from error
    except psycopg.DataError as error:
        raise LibraryError(f"{server} cannot take that ({said(error)})") from error
    except (psycopg.OperationalError, psycopg.InterfaceError) as error:
        raise LibraryError(
            f"{server} does not answer any more ({said(error)}). What was stored is unharmed; when the server runs, "
            "do the same again."
        ) from error
