"""The tables of a library in PostgreSQL: those of index.library.schema, and what takes the place of FTS5 and files."""

from __future__ import annotations

from index.library.postgres.dialect import tables
from index.library.schema import SCHEMA, SCHEMA_VERSION

NAME = "vindplaats"
# pgvector has halfvec from 0.7 on; PostgreSQL 16 is what was tried as the oldest.
OLDEST_SERVER = 160000
OLDEST_VECTOR = (0, 7)

_OWN = (
    "ALTER TABLE embeddings ALTER COLUMN vector TYPE vector USING NULL",
    # One name in other capitals is one name.
    "ALTER TABLE names DROP CONSTRAINT names_pkey",
    "CREATE UNIQUE INDEX names_in_any_case ON names (lower(name), label, identity)",
    """
    CREATE TABLE words (
        passage  BIGINT PRIMARY KEY REFERENCES passages ON DELETE CASCADE,
        exact    TEXT NOT NULL,
        body     TEXT NOT NULL,
        parts    TEXT NOT NULL,
        heading  TEXT NOT NULL,
        title    TEXT NOT NULL,
        n_words  BIGINT NOT NULL,      -- in all five
        places   TSVECTOR NOT NULL     -- of exact
    )""",
    "CREATE INDEX words_by_place ON words USING gin (places)",
    """
    CREATE TABLE postings (
        lexeme    TEXT COLLATE "C" NOT NULL,
        document  BIGINT NOT NULL REFERENCES documents ON DELETE CASCADE,
        places    BYTEA NOT NULL,
        PRIMARY KEY (lexeme, document)
    )""",
    "CREATE INDEX postings_by_document ON postings (document)",
    # How many passages, and how many words in them: what FTS5 keeps in its own account.
    "CREATE TABLE sizes (n_passages BIGINT NOT NULL, n_words BIGINT NOT NULL)",
    "INSERT INTO sizes VALUES (0, 0)",
    "CREATE TABLE format (version BIGINT NOT NULL)",
    f"INSERT INTO format VALUES ({SCHEMA_VERSION})",
    """
    CREATE TABLE originals (
        name     TEXT COLLATE "C" PRIMARY KEY,
        content  BYTEA NOT NULL
    )""",
    "ALTER TABLE originals ALTER COLUMN content SET STORAGE EXTERNAL",
)


def statements() -> list[str]:
    """All that lays an empty library."""
    return [*tables(SCHEMA), *_OWN]
