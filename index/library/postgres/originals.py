"""The originals of a library in PostgreSQL: kept there, and brought to this machine when they are looked at."""

from __future__ import annotations

import hashlib
from pathlib import Path

from index.errors import LibraryError
from index.library.postgres.connection import PostgresConnection, errors_told
from index.library.store.originals import Originals
from ingest.atomic import writing
from nlp.encoder.cache import cache_root


class PostgresOriginals(Originals):
    """The originals in the database. A copy of each that was looked at lies in the user's cache, by its SHA-256."""

    def __init__(self, connection: PostgresConnection) -> None:
        super().__init__(cache_root() / "originals")
        self._connection = connection

    def path(self, name: str) -> Path:
        here = super().path(name)
        if here.exists():
            return here
        row = self._connection.query("SELECT content FROM originals WHERE name = %s", (name,)).fetchone()
        if row:
            if hashlib.sha256(row[0]).hexdigest() != name[:64]:
                raise LibraryError(f"the original {name} was altered on {self._connection.server}; add its paper again")
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            with writing(here, clear=False) as file:
                file.write(row[0])
        return here

    def content(self, name: str) -> bytes | None:
        """The bytes themselves; None where there are none."""
        row = self._connection.query("SELECT content FROM originals WHERE name = %s", (name,)).fetchone()
        return bytes(row[0]) if row else None

    def keep(self, source: Path, name: str) -> None:
        self.put(name, source.read_bytes(), replace=False)

    def note(self, name: str, text: str) -> None:
        self.put(name, text.encode(), replace=True)

    def put(self, name: str, content: bytes, *, replace: bool) -> None:
        """Keep bytes under a name; those that are there stay, or are replaced."""
        then = "UPDATE SET content = excluded.content" if replace else "NOTHING"
        with errors_told(self._connection.server), self._connection.by_parameters() as cursor:
            cursor.execute(f"INSERT INTO originals VALUES (%s, %s) ON CONFLICT (name) DO {then}", (name, content))

    def drop(self, *names: str) -> None:
        self._connection.query("DELETE FROM originals WHERE name = ANY(%s)", (list(names),))
        super().drop(*names)

    def half_written(self) -> list[Path]:
        return []
