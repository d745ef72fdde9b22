"""An open library in PostgreSQL."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from index.errors import LibraryBusyError, LibraryError, NotWritableError
from index.library.core import LOCK_WAIT_S, Library
from index.library.documents import original_name
from index.library.postgres.connection import PostgresConnection
from index.library.postgres.notes import PostgresNotes
from index.library.postgres.originals import PostgresOriginals
from index.library.postgres.passages import PostgresPassages
from index.library.postgres.vectors import PostgresVectors, make_index
from index.library.postgres.vocabulary import PostgresVocabulary
from index.library.store.database import Database
from index.library.store.nearest import Nearest
from index.library.store.place import Server

# Numbers that other programs in the database are unlikely to lock: one for who adds, one for who stores a paper.
_ADDING, _STORING = 0x56D9_0001, 0x56D9_0002
_ASK_AGAIN_S = 0.2


class PostgresLibrary(Library):
    """A library in the schema vindplaats of a database.

    Who adds papers keeps others from adding until done, as in a folder; a
    server gives the lock back when the session ends, however it does.
    """

    def __init__(
        self, server: Server, connection: PostgresConnection, why_read_only: str | None, laid: int | None
    ) -> None:
        passages = PostgresPassages(connection)
        vocabulary = PostgresVocabulary(connection, passages)
        self._connection, self._stored, self._words = connection, passages, vocabulary
        self._own_notes = PostgresNotes(server, connection)
        self._laid = laid
        self._nearest: tuple[int | None, PostgresVectors] | None = None
        super().__init__(
            server,
            connection,
            why_read_only,
            self._own_notes,
            PostgresOriginals(connection),
            passages,
            vocabulary,
        )

    @property
    def connection(self) -> Database:
        return self._connection

    @contextmanager
    def transaction(self) -> Iterator[None]:
        if self._connection.in_transaction:
            yield
            return
        self._connection.query("BEGIN")
        try:
            self._connection.query("SELECT pg_advisory_xact_lock(%s)", (_STORING,))
            yield
            self._connection.query("COMMIT")
        except BaseException:
            self._undo()
            raise

    @contextmanager
    def reading(self) -> Iterator[None]:
        if self._connection.in_transaction:
            yield
            return
        with self._connection.one_moment(), self._stored.one_moment(), self._words.one_moment():
            yield

    def _undo(self) -> None:
        if self._connection.in_transaction and not self._connection.session.closed:
            self._connection.query("ROLLBACK")

    @contextmanager
    def writing(self, wait_s: float = LOCK_WAIT_S) -> Iterator[None]:
        if self.why_read_only:
            raise NotWritableError(self.path, self.why_read_only)
        until = time.monotonic() + wait_s
        while not self._connection.query("SELECT pg_try_advisory_lock(%s)", (_ADDING,)).fetchone()[0]:
            if time.monotonic() >= until:
                raise LibraryBusyError(self.path, wait_s)
            time.sleep(_ASK_AGAIN_S)
        try:
            yield
            self.stamp()
        finally:
            if not self._connection.session.closed:
                self._connection.query("SELECT pg_advisory_unlock(%s)", (_ADDING,))

    def stamp(self) -> None:
        make_index(self._connection, self.passages.size().n_passages)

    def shrink(self) -> None:
        """The server does so by itself."""

    def clear_remains(self) -> None:
        """Nothing is left half written."""

    def check(self) -> list[str]:
        """What links to nothing, and originals that are gone or altered; the server looks after its own pages."""
        questions = {
            "passages without words": "SELECT count(*) FROM passages WHERE id NOT IN (SELECT passage FROM words)",
            "passages without a vector": "SELECT count(*) FROM passages p WHERE NOT EXISTS "
            "(SELECT 1 FROM embeddings e WHERE e.text_hash = p.text_hash)",
            "passages that are not the slice of their document": "SELECT count(*) FROM passages p JOIN documents d "
            "ON d.number = p.document WHERE substr(d.text, (p.first + 1)::int, (p.last - p.first)::int) != p.text",
        }
        found = []
        for what, question in questions.items():
            (n,) = self._connection.query(question).fetchone()
            if n:
                found.append(f"{self.path} has {n} {what}; put back a backup of the database")
        rows = self._connection.query(
            "SELECT d.id, d.file, d.sha256, d.path, o.name FROM documents d LEFT JOIN originals o "
            "ON o.name >= d.sha256 || '.' AND o.name < d.sha256 || '/' AND o.name != d.sha256 || '.json' "
            "WHERE o.name IS NULL OR encode(sha256(o.content), 'hex') != d.sha256 ORDER BY d.id"
        )
        return found + [
            f"{id}: its original {f'{held} was altered' if held else f'{original_name(sha256, path)} is gone'}; "
            f"add {file} again"
            for id, file, sha256, path, held in rows
        ]

    def own_vectors(self) -> Nearest | None:
        # One that was made again counts its generations from the beginning.
        generation, laid = self.generation, self._connection.laid()
        if self._nearest is None or (self._nearest[0], self._nearest[1].generation) != (laid, generation):
            n = self.passages.size().n_passages
            self._nearest = (laid, PostgresVectors(self._connection, generation, n)) if n else None
        return self._nearest[1] if self._nearest else None

    def still_answers(self) -> bool:
        try:
            self._own_notes.ask()
            return self._connection.laid() == self._laid
        except LibraryError:
            return False

    def __exit__(self, *_: object) -> None:
        self.close()
