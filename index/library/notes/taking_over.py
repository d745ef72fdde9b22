"""Notes out of libraries of format 5 and older, which kept them in library.sqlite."""

from __future__ import annotations

import sqlite3

# The tables, and the columns that say that two rows are the same note.
MOVED = {
    "quotations": ("document", "sha256", "first", "last", "text", "note"),
    "saved_searches": ("name",),
    "rejected_names": ("label", "text"),
    "merged_names": ("name",),
    "followed": ("dossier",),
}


def take_over(library: sqlite3.Connection, notes: sqlite3.Connection) -> None:
    """Copy the notes of a library that are not among the notes yet. Done twice, it is as done once.

    A quotation keeps its number where that is free.
    """
    for table, same in MOVED.items():
        wanted = columns_of(notes, table)
        columns = [column for column in columns_of(library, table) if column in wanted]
        if not columns:
            continue
        known = set(notes.execute(f"SELECT {', '.join(same)} FROM {table}"))
        ids = {id for (id,) in notes.execute(f"SELECT id FROM {table}")} if "id" in columns else set()
        places = [columns.index(column) for column in same]
        rows = library.execute(f"SELECT {', '.join(columns)} FROM {table}").fetchall()
        new = [row for row in rows if tuple(row[place] for place in places) not in known]
        # Numbers that are free go first: SQLite gives the others a number after those.
        new.sort(key=lambda row: row[0] in ids)
        marks = ", ".join("?" * len(columns))
        notes.executemany(
            f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})",
            [(None if row[0] in ids else row[0], *row[1:]) for row in new],
        )
    _use_no_number_again(library, notes)


def columns_of(connection: sqlite3.Connection, table: str) -> list[str]:
    """The names of a table's columns; none where there is no such table."""
    return [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]


def _use_no_number_again(library: sqlite3.Connection, notes: sqlite3.Connection) -> None:
    """A quotation that was taken out keeps its number to itself."""
    query = "SELECT seq FROM sqlite_sequence WHERE name = 'quotations'"
    if not columns_of(library, "sqlite_sequence") or not (last := library.execute(query).fetchone()):
        return
    if notes.execute(query).fetchone() is None:
        notes.execute("INSERT INTO sqlite_sequence VALUES ('quotations', 0)")
    notes.execute("UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = 'quotations'", last)
