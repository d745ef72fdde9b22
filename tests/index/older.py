"""A library as format 5 kept it: what people made among what was derived."""

from __future__ import annotations

import sqlite3
from pathlib import Path

NOTES_OF_FORMAT_5 = """
CREATE TABLE followed (
    dossier TEXT PRIMARY KEY, kinds TEXT NOT NULL, since TEXT, attachments INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE saved_searches (
    name TEXT PRIMARY KEY, query TEXT NOT NULL, filters TEXT NOT NULL, families INTEGER NOT NULL, seen INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE quotations (
    id INTEGER PRIMARY KEY AUTOINCREMENT, place INTEGER NOT NULL, document TEXT NOT NULL, sha256 TEXT NOT NULL,
    page INTEGER NOT NULL, last_page INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
    text TEXT NOT NULL, boxes TEXT NOT NULL, note TEXT NOT NULL
);
CREATE TABLE rejected_names (label TEXT NOT NULL, text TEXT NOT NULL, PRIMARY KEY (label, text)) WITHOUT ROWID;
CREATE TABLE merged_names (name TEXT PRIMARY KEY, canonical TEXT NOT NULL) WITHOUT ROWID;
INSERT INTO followed VALUES ('29362', '["brief"]', '2020-01-01', 0);
INSERT INTO saved_searches VALUES ('w', 'wendbaarheid', '{}', 1, 0);
INSERT INTO quotations VALUES (3, 2, 'kst-1-1', 's', 1, 1, 4, 8, 'twee', '[]', '');
INSERT INTO quotations VALUES (4, 1, 'kst-1-1', 's', 1, 1, 0, 3, 'een', '[[1, 10, 20, 30, 40]]', 'eerst');
INSERT INTO quotations VALUES (9, 3, 'kst-1-1', 's', 1, 1, 0, 3, 'weg', '[]', '');
DELETE FROM quotations WHERE id = 9;
INSERT INTO rejected_names VALUES ('ORG', 'Rendac');
INSERT INTO merged_names VALUES ('minBZK', 'BZK');
"""


def make_older(path: Path, format: int = 5) -> None:
    """Put a library back in the format of before, with one note of each kind (two quotations)."""
    connection = sqlite3.connect(path / "library.sqlite")
    connection.executescript(
        f"DROP TABLE IF EXISTS sums; DROP TABLE IF EXISTS table_sums; {NOTES_OF_FORMAT_5}"
        f"PRAGMA user_version = {format};"
    )
    connection.close()
    (path / "notes.sqlite").unlink(missing_ok=True)
