"""A connection to PostgreSQL that takes statements as sqlite3 does."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
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
_AT_ONE_MOMENT = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
# Longer statements name the passages that one question found.
_LONGEST_USUAL = 1_000
# A search asks some forty; who copies a whole library asks without end.
_MOST_KEPT = 100


class GivenRows:
    """What a statement gave, for whoever asked it."""

    def __init__(self, rows: list[Any], rowcount: int) -> None:
        self._rows = iter(rows)
        self.rowcount = rowcount

    def fetchone(self) -> Any:
        return next(self._rows, None)

    def fetchall(self) -> list[Any]:
        return list(self._rows)

    def fetchmany(self, size: int = 1, /) -> list[Any]:
        return list(islice(self._rows, size))

    def __iter__(self) -> Iterator[Any]:
        return self._rows


class _Moment:
    """What was asked of the library at one moment, each with the rows and the number of them that it gave."""

    def __init__(self) -> None:
        self.answers: dict[str, tuple[list[Any], int]] = {}
        self.asked: dict[str, None] = {}

    def take(self, statement: str, cursor: psycopg.Cursor[Any]) -> None:
        self.answers[statement] = (cursor.fetchall() if cursor.description else [], cursor.rowcount)


class PostgresConnection:
    """One session of a server; statements are written as for SQLite, and given values are put in by psycopg."""

    def __init__(self, server: Server, search_path: str) -> None:
        self.server = server
        self._session = opened(server)
        self._moment: _Moment | None = None
        self._last_asked: dict[str, None] = {}
        self._usual: list[str] = []
        # Plans of one use: compiling them takes longer than running them.
        with errors_told(server):
            self._session.execute(f"SET search_path = {search_path}, public; SET jit = off")

    @property
    def in_transaction(self) -> bool:
        return self._session.info.transaction_status != TransactionStatus.IDLE

    @property
    def session(self) -> psycopg.Connection[Any]:
        """For statements that only PostgreSQL knows."""
        return self._session

    def laid(self) -> int | None:
        """The number that the server gave the tables of this schema when they were laid; None where there are none.

        A library that was dropped and made again has another one.
        """
        (number,) = self.query("SELECT to_regclass('format')::oid::bigint").fetchone()
        return None if number is None else int(number)

    def execute(self, sql: str, parameters: Sequence[Any] = (), /) -> Rows:
        statement = translated(sql)
        given = [
            json.loads(value) if at in statement.lists and isinstance(value, str) else value
            for at, value in enumerate(parameters)
        ]
        return self.query(statement.sql, [given[at] for at in statement.order])

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
            if self._moment is None:
                return self._session.execute(sql, parameters)
            moment, statement = self._moment, psycopg.ClientCursor(self._session).mogrify(sql, parameters)
            if statement not in moment.answers and len(moment.answers) >= _MOST_KEPT:
                return self._session.execute(statement)
            moment.asked[statement] = None
            if statement not in moment.answers:
                moment.take(statement, self._session.execute(statement))
            return GivenRows(*moment.answers[statement])

    def prepared(self, sql: str, parameters: Sequence[Any] = (), /) -> list[Any]:
        """As query, for what is asked again and again with other values: the server keeps how it is done.

        What it gives comes as the server holds it, not written out. Parameters are of types that their place tells.
        """
        with errors_told(self.server):
            return psycopg.Cursor(self._session).execute(sql, parameters, binary=True).fetchall()

    @contextmanager
    def one_moment(self) -> Iterator[None]:
        """Read the library as it is now, whatever others write meanwhile; inside, nothing is written.

        Each statement is sent once. What two searches have both asked, such as how many papers there are, is sent
        along with the beginning of the next: on the way to a server every question costs as much as most answers.
        """
        with errors_told(self.server):
            self._moment = self._begun()
        try:
            yield
        finally:
            asked, self._moment = self._moment.asked, None
            self._usual = [each for each in asked if each in self._last_asked and len(each) <= _LONGEST_USUAL]
            self._last_asked = asked
            if self.in_transaction and not self._session.closed:
                self.query("ROLLBACK")

    def _begun(self) -> _Moment:
        """The beginning of a moment, with the answers to what is usually asked."""
        moment = _Moment()
        try:
            cursor = self._session.execute("; ".join([_AT_ONE_MOMENT, *self._usual]))
            for statement in self._usual:
                cursor.nextset()
                moment.take(statement, cursor)
        except psycopg.Error:
            if not self._usual or self._session.closed:
                raise
            # What could be asked before cannot any more: it is told to who asks it.
            self._usual = []
            self._session.execute("ROLLBACK")
            self._session.execute(_AT_ONE_MOMENT)
        return moment

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
