"""What an earlier library.sqlite, of any format, knows that a new one made from the originals must know too."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from index.errors import LibraryError, NoLibraryError
from index.library.core import FolderLibrary
from index.library.mending.damage import DAMAGE, damage_in
from index.library.mending.sums import is_sound
from index.library.notes import Notes
from index.library.notes.taking_over import columns_of
from index.library.prepared import Origin


class Held(NamedTuple):
    """A document as it was stored. first_passage: its lowest passage id; 0 where it has none."""

    origin: Origin
    first_passage: int


@dataclass(frozen=True, slots=True)
class Earlier:
    """The library.sqlite that is to be replaced. is_sound: whether all of it can be read."""

    path: Path
    sqlite: sqlite3.Connection
    is_sound: bool

    @property
    def documents(self) -> list[Held]:
        """In the order in which they were stored.

        Of a library that is damaged: those that are as they were stored, and
        after them the others that have left a note beside their original.
        """
        if self.is_sound:
            return [self._held(number) for number in self._numbers()]
        held = []
        with suppress(*DAMAGE):
            held = [self._held(number) for number in self._numbers() if is_sound(self.sqlite, number, "document")]
        known = {each.origin.sha256 for each in held}
        return held + [Held(origin, 0) for origin in origins(self.path / "originals") if origin.sha256 not in known]

    def _numbers(self) -> list[int]:
        return [number for (number,) in self.sqlite.execute("SELECT number FROM documents ORDER BY number")]

    def _held(self, number: int) -> Held:
        *origin, first = self.sqlite.execute(
            "SELECT d.id, d.sha256, d.xml_sha256, d.file, d.path, d.pipeline, "
            "coalesce((SELECT min(p.id) FROM passages p WHERE p.document = d.number), 0) "
            "FROM documents d WHERE d.number = ?",
            (number,),
        ).fetchone()
        return Held(Origin(*origin), first)

    def meta(self, name: str) -> str | None:
        """None where that cannot be read."""
        with suppress(*DAMAGE):
            row = self.sqlite.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
            return row[0] if row else None
        return None

    def give(self, new: sqlite3.Connection) -> None:
        """Before papers are added: the generation and the ids of passages go on from here, vectors are known.

        From a library that is damaged only what cannot be made again is taken, as far as it can be read.
        """
        if not self.is_sound:
            with suppress(*DAMAGE):
                _copy("expected", self.sqlite, new)
            return
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
        if not self.is_sound:
            return
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


def refuse_what_holds_nothing(path: Path) -> None:
    """Raises NoLibraryError where neither a library nor originals lie, before anything is written or waited for."""
    if not (path / "library.sqlite").exists() and not origins(path / "originals"):
        raise NoLibraryError(path)


def open_earlier(path: Path) -> Earlier:
    """Open the library.sqlite of a folder whatever its format, its notes taken over.

    Raises:
        NoLibraryError: there is none.
        LibraryError: it cannot be read.
    """
    refuse_what_holds_nothing(path)
    file = path / "library.sqlite"
    connection = sqlite3.connect(file if file.exists() else ":memory:", isolation_level=None, timeout=60)
    notes = Notes(path)
    try:
        if columns_of(connection, "quotations"):
            notes.take_over(connection)
        # Formats before checksums are taken as they are, if SQLite finds no fault.
        if columns_of(connection, "sums"):
            sound = not damage_in(connection, path, writable=False)
        else:
            # Not quick_check, which finds NULLs in sound tables without rowids (SQLite 3.40).
            sound = connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            sound = sound and bool(columns_of(connection, "documents"))
        earlier = Earlier(path, connection, sound)
    except DAMAGE:
        earlier = Earlier(path, connection, is_sound=False)
    finally:
        notes.close()
    if not earlier.is_sound and not earlier.documents:
        connection.close()
        raise LibraryError(f"{file} cannot be read, and no original tells where it came from; add the papers again")
    return earlier


def origins(originals: Path) -> list[Origin]:
    """What the notes beside the originals tell of where they came from, by id."""
    found = []
    for file in originals.glob("*.json"):
        with suppress(ValueError, TypeError, OSError):
            found.append(Origin(**json.loads(file.read_bytes())))
    return sorted(found)


def put_in_place(new: FolderLibrary, earlier: Earlier, keep: Path | None) -> None:
    """Let the new content take the place of the earlier one in one transaction of SQLite: all of it, or nothing.

    keep: where to leave a copy of the earlier one.
    """
    if not earlier.is_sound:
        _replace(new, earlier, keep)
        return
    if keep:
        copy = sqlite3.connect(keep)
        earlier.sqlite.backup(copy)
        copy.close()
    with sqlite3.connect(new.path / "library.sqlite") as source:
        source.backup(earlier.sqlite)
    source.close()


def _replace(new: FolderLibrary, earlier: Earlier, keep: Path | None) -> None:
    """As put_in_place, by renaming files: SQLite writes into no damaged one."""
    file = earlier.path / "library.sqlite"
    earlier.sqlite.close()
    if keep and file.exists():
        shutil.copyfile(file, keep)
    beside = file.with_name("library.sqlite.part")
    with sqlite3.connect(new.path / "library.sqlite") as source, sqlite3.connect(beside) as copy:
        source.backup(copy)
    source.close()
    copy.close()
    for left in ("-wal", "-shm"):
        file.with_name(file.name + left).unlink(missing_ok=True)
    beside.replace(file)


def _copy(table: str, earlier: sqlite3.Connection, new: sqlite3.Connection) -> None:
    known = columns_of(earlier, table)
    columns = ", ".join(column for column in columns_of(new, table) if column in known)
    if columns:
        marks = ", ".join("?" * (columns.count(",") + 1))
        rows: Iterable[tuple[object, ...]] = earlier.execute(f"SELECT {columns} FROM {table}")
        new.executemany(f"INSERT OR IGNORE INTO {table} ({columns}) VALUES ({marks})", rows)
