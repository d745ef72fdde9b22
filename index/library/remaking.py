"""What an earlier library.sqlite, of any format, knows that a new one made from the originals must know too."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from index.errors import LibraryError, NoLibraryError
from index.library import Library
from index.library.notes import Notes
from index.library.notes.taking_over import columns_of


class Held(NamedTuple):
    """A document as it was stored. first_passage: its lowest passage id; 0 where it has none."""

    id: str
    sha256: str
    xml_sha256: str | None
    file: str
    path: str
    pipeline: str
    first_passage: int


@dataclass(frozen=True, slots=True)
class Earlier:
    """The library.sqlite that is to be replaced."""

    path: Path
    sqlite: sqlite3.Connection

    @property
    def documents(self) -> list[Held]:
        """In the order in which they were stored."""
        rows = self.sqlite.execute(
            "SELECT d.id, d.sha256, d.xml_sha256, d.file, d.path, d.pipeline, "
            "coalesce((SELECT min(p.id) FROM passages p WHERE p.document = d.number), 0) "
            "FROM documents d ORDER BY d.number"
        )
        return [Held(*row) for row in rows]

    def meta(self, name: str) -> str | None:
        row = self.sqlite.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return row[0] if row else None

    def give(self, new: sqlite3.Connection) -> None:
        """Before papers are added: the generation and the ids of passages go on from here, vectors are known."""
        last = self.sqlite.execute("SELECT seq FROM sqlite_sequence WHERE name = 'passages'").fetchone()
        new.execute("INSERT INTO sqlite_sequence VALUES ('passages', ?)", last or (0,))
        generation = int(self.meta("generation") or 0) + 1
        new.execute("INSERT OR REPLACE INTO meta VALUES ('generation', ?)", (str(generation),))
        for name in ("embedder", "embedder_fingerprint"):
            if value := self.meta(name):
                new.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))
        for table in ("embeddings", "expected"):
            _copy(table, self.sqlite, new)

    def give_places(self, new: sqlite3.Connection) -> None:
        """After papers were added: other files with their bytes, and the files that could not be added before."""
        rows = self.sqlite.execute(
            "SELECT c.path, c.file, d.sha256 FROM copies c JOIN documents d ON d.number = c.document"
        ).fetchall()
        new.executemany(
            "INSERT OR IGNORE INTO copies (path, document, file) SELECT ?, number, ? FROM documents WHERE sha256 = ?",
            rows,
        )
        if self.sqlite.execute("SELECT 1 FROM sqlite_master WHERE name = 'passed_over'").fetchone():
            _copy("passed_over", self.sqlite, new)
        _copy("failures", self.sqlite, new)
        new.execute("DELETE FROM failures WHERE path IN (SELECT path FROM documents)")
        new.execute("DELETE FROM embeddings WHERE text_hash NOT IN (SELECT text_hash FROM passages)")


def open_earlier(path: Path) -> Earlier:
    """Open the library.sqlite of a folder whatever its format, its notes taken over.

    Raises:
        NoLibraryError: there is none.
        LibraryError: it cannot be read.
    """
    file = path / "library.sqlite"
    if not file.exists():
        raise NoLibraryError(path)
    connection = sqlite3.connect(file, isolation_level=None, timeout=60)
    notes = Notes(path)
    try:
        if columns_of(connection, "quotations"):
            notes.take_over(connection)
        connection.execute("SELECT id, sha256, xml_sha256, file, path, pipeline FROM documents LIMIT 1")
    except sqlite3.DatabaseError as error:
        connection.close()
        raise LibraryError(f"{file} cannot be made again from its papers ({error}); add them to a new one") from error
    finally:
        notes.close()
    return Earlier(path, connection)


def put_in_place(new: Library, earlier: Earlier, keep: Path | None) -> None:
    """Let the new content take the place of the earlier one in one transaction of SQLite: all of it, or nothing.

    keep: where to leave a copy of the earlier one.
    """
    if keep:
        copy = sqlite3.connect(keep)
        earlier.sqlite.backup(copy)
        copy.close()
    with sqlite3.connect(new.path / "library.sqlite") as source:
        source.backup(earlier.sqlite)
    source.close()


def _copy(table: str, earlier: sqlite3.Connection, new: sqlite3.Connection) -> None:
    known = columns_of(earlier, table)
    columns = ", ".join(column for column in columns_of(new, table) if column in known)
    if columns:
        marks = ", ".join("?" * (columns.count(",") + 1))
        rows: Iterable[tuple[object, ...]] = earlier.execute(f"SELECT {columns} FROM {table}")
        new.executemany(f"INSERT OR IGNORE INTO {table} ({columns}) VALUES ({marks})", rows)
