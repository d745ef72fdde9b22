"""A library of the format before brought up to date where it is: what people made leaves for notes.sqlite."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from index.library.notes import Notes
from index.library.notes.taking_over import MOVED
from index.library.opening import Connection, format_of
from index.library.schema import SCHEMA_VERSION, WITH_NOTES


def notes_of(folder: Path, connection: Connection) -> Notes:
    """The notes of a library, after those that it keeps itself were moved; read from it where it cannot be written."""
    if format_of(connection.sqlite) != WITH_NOTES:
        return Notes(folder)
    if connection.why_read_only:
        return Notes(folder, not_moved=connection.sqlite)
    notes = Notes(folder)
    _move_notes(connection.sqlite, notes)
    return notes


def _move_notes(library: sqlite3.Connection, notes: Notes) -> None:
    """Note what the library keeps of people, then drop it there.

    A run that is killed in between leaves them in both places, and the next takes over what is not there yet.
    """
    library.execute("BEGIN IMMEDIATE")
    try:
        if format_of(library) == WITH_NOTES:
            notes.take_over(library)
            for table in MOVED:
                library.execute(f"DROP TABLE IF EXISTS {table}")
            library.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        library.execute("COMMIT")
    except BaseException:
        if library.in_transaction:
            library.execute("ROLLBACK")
        raise
