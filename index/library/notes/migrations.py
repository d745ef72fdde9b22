"""The tables of notes.sqlite, as numbered steps: a file of an earlier version is brought up to date.

A step that was released is never altered; what is to be other comes as a step after it.
"""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from index.errors import NewerNotesError

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (  # 1: what libraries of format 5 kept among what was derived
        """
        CREATE TABLE quotations (            -- the briefing; kept when a paper is removed or replaced
            id         INTEGER PRIMARY KEY AUTOINCREMENT,
            place      INTEGER NOT NULL,     -- the order in which they are printed
            document   TEXT NOT NULL,        -- documents.id
            sha256     TEXT NOT NULL,        -- of the file that was quoted
            page       INTEGER NOT NULL,
            last_page  INTEGER NOT NULL,
            first      INTEGER NOT NULL,
            last       INTEGER NOT NULL,
            text       TEXT NOT NULL,
            boxes      TEXT NOT NULL,        -- JSON: [[page, x0, top, x1, bottom], ...]
            note       TEXT NOT NULL
        )""",
        """
        CREATE TABLE saved_searches (
            name      TEXT PRIMARY KEY,
            query     TEXT NOT NULL,
            filters   TEXT NOT NULL,         -- JSON: all fields of index.model.Filters
            families  INTEGER NOT NULL,
            seen      INTEGER NOT NULL       -- the highest passage id when it was last looked at
        ) WITHOUT ROWID""",
        """
        CREATE TABLE rejected_names (
            label  TEXT NOT NULL,
            text   TEXT NOT NULL,
            PRIMARY KEY (label, text)
        ) WITHOUT ROWID""",
        "CREATE TABLE merged_names (name TEXT PRIMARY KEY, canonical TEXT NOT NULL) WITHOUT ROWID",
        """
        CREATE TABLE followed (              -- dossiers that were fetched by their number
            dossier      TEXT PRIMARY KEY,
            kinds        TEXT NOT NULL,      -- JSON: ["brief", "motie"]; [] is all
            since        TEXT,
            attachments  INTEGER NOT NULL
        ) WITHOUT ROWID""",
    ),
    (  # 2: what readers correct and judge
        """
        CREATE TABLE corrections (           -- of the metadata of a paper
            document  TEXT NOT NULL,         -- documents.id
            sha256    TEXT NOT NULL,         -- of the file that was corrected
            field     TEXT NOT NULL,         -- of ingest.model.Metadata
            value     TEXT NOT NULL,         -- JSON: as it should be
            was       TEXT NOT NULL,         -- JSON: as it was read
            at        TEXT NOT NULL,
            PRIMARY KEY (document, field)
        ) WITHOUT ROWID""",
        """
        CREATE TABLE judgements (            -- of recommendations, and of what was found about them
            id        INTEGER PRIMARY KEY AUTOINCREMENT,
            document  TEXT NOT NULL,
            sha256    TEXT NOT NULL,
            first     INTEGER NOT NULL,      -- the recommendation: half-open range of characters, and its words
            last      INTEGER NOT NULL,
            text      TEXT NOT NULL,
            about     TEXT NOT NULL,         -- recommendation, type, addressee, source, status
            verdict   TEXT NOT NULL,         -- right, wrong, or what it should be
            remark    TEXT NOT NULL,
            at        TEXT NOT NULL
        )""",
        "CREATE INDEX judgements_by_document ON judgements (document, first)",
    ),
    (  # 3: who judged, and the recommendation as it was judged to be: JSON, index.library.notes.judgements
        "ALTER TABLE judgements ADD COLUMN judge TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE judgements ADD COLUMN record TEXT NOT NULL DEFAULT '{}'",
    ),
    (  # 4: several briefings; what was there is the one without a name of its own
        "ALTER TABLE quotations ADD COLUMN briefing TEXT NOT NULL DEFAULT 'briefing'",
    ),
    (  # 5: remarks and tags at words of papers
        """
        CREATE TABLE remarks (
            id         INTEGER PRIMARY KEY AUTOINCREMENT,
            document   TEXT NOT NULL,        -- documents.id
            sha256     TEXT NOT NULL,        -- of the file that was read
            page       INTEGER NOT NULL,
            last_page  INTEGER NOT NULL,
            first      INTEGER NOT NULL,     -- half-open range of characters, and the words there
            last       INTEGER NOT NULL,
            text       TEXT NOT NULL,
            remark     TEXT NOT NULL,
            tags       TEXT NOT NULL,        -- JSON: ["ict", "uitvoering"]
            at         TEXT NOT NULL
        )""",
    ),
)


def migrate(connection: sqlite3.Connection, file: Path | None) -> None:
    """Take the steps that a file has not had; before them it is copied to notes.sqlite.bak-N, N its version.

    All steps are one transaction: a killed one leaves the file as it was.

    Args:
        file: where the notes are kept; None for notes in memory.

    Raises:
        NewerNotesError: they are of a later version of the program.
    """
    if version(connection) == len(MIGRATIONS):
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        found = version(connection)
        if found > len(MIGRATIONS):
            raise NewerNotesError(file or Path("notes.sqlite"), found, len(MIGRATIONS))
        if found and file and found < len(MIGRATIONS):
            _back_up(file, found)
        for statement in (statement for step in MIGRATIONS[found:] for statement in step):
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def version(connection: sqlite3.Connection) -> int:
    """How many steps the tables have had."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _back_up(file: Path, found: int) -> None:
    # By SQLite: a file that is copied in the process that has it open loses its locks.
    backup = file.with_name(f"{file.name}.bak-{found}")
    beside = backup.with_name(f"{backup.name}.{os.getpid()}.part")
    source, target = sqlite3.connect(file), sqlite3.connect(beside)
    try:
        source.backup(target)
    finally:
        source.close()
        target.close()
    beside.replace(backup)
