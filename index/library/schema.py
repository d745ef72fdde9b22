"""The tables of the library. Researchers may open the file with any SQLite tool, so names are in full."""

from __future__ import annotations

SCHEMA_VERSION = 7

SCHEMA = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE documents (
    number              INTEGER PRIMARY KEY AUTOINCREMENT,
    id                  TEXT NOT NULL UNIQUE,
    sha256              TEXT NOT NULL UNIQUE,
    xml_sha256          TEXT,
    file                TEXT NOT NULL,
    path                TEXT NOT NULL,
    kind                TEXT NOT NULL,
    title               TEXT,
    date                TEXT,
    attachment_of       TEXT,            -- the id of the letter it was sent with
    metadata            TEXT NOT NULL,   -- JSON: all fields of ingest.model.Metadata
    n_pages             INTEGER NOT NULL,
    pages_without_text  TEXT NOT NULL,   -- JSON: [2, 5]
    text                TEXT NOT NULL,
    spans               BLOB NOT NULL,   -- index.library.codec: pages, words with boxes, blocks, footnotes, furniture
    pipeline            TEXT NOT NULL,
    added               TEXT NOT NULL
);
CREATE INDEX documents_by_id_in_any_case ON documents (id COLLATE NOCASE);
CREATE INDEX documents_by_file_in_any_case ON documents (file COLLATE NOCASE);
CREATE INDEX documents_by_date ON documents (date);
-- To filter without reading texts.
CREATE INDEX documents_by_kind ON documents (kind);
CREATE INDEX documents_by_file ON documents (file);
CREATE INDEX documents_by_path ON documents (path);
CREATE INDEX documents_by_letter ON documents (attachment_of);
CREATE INDEX documents_with_gaps ON documents (number) WHERE pages_without_text != '[]';

CREATE TABLE document_dossiers (
    document  INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    dossier   TEXT NOT NULL,
    PRIMARY KEY (dossier, document)
) WITHOUT ROWID;

CREATE TABLE sums (                      -- checksums of a document as it was stored: index.library.mending.sums
    document  INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    part      TEXT NOT NULL,
    sum       BLOB NOT NULL,
    PRIMARY KEY (document, part)
) WITHOUT ROWID;
CREATE TABLE table_sums (name TEXT PRIMARY KEY, sum BLOB NOT NULL) WITHOUT ROWID;

CREATE TABLE titles (                    -- by which titles papers without a number are named in others
    opening   TEXT NOT NULL,             -- the first characters, to find those that stand in a text
    title     TEXT NOT NULL,
    document  INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    PRIMARY KEY (opening, title, document)
) WITHOUT ROWID;
CREATE INDEX titles_by_document ON titles (document);

CREATE TABLE copies (                    -- other files with the same bytes
    path      TEXT PRIMARY KEY,
    document  INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    file      TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX copies_by_file ON copies (file);
CREATE INDEX copies_by_document ON copies (document);

CREATE TABLE passages (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    document      INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    first         INTEGER NOT NULL,      -- half-open range of characters in documents.text
    last          INTEGER NOT NULL,
    page          INTEGER NOT NULL,
    last_page     INTEGER NOT NULL,
    headings      TEXT NOT NULL,         -- JSON: outermost first
    kind          TEXT NOT NULL,
    is_ocr        INTEGER NOT NULL,
    text          TEXT NOT NULL,
    text_hash     TEXT NOT NULL          -- of what was embedded: embeddings.text_hash
);
CREATE INDEX passages_by_document ON passages (document, first);
-- To count without reading texts.
CREATE INDEX passages_of_documents ON passages (id, document);
CREATE INDEX passages_by_text ON passages (text_hash);

CREATE TABLE embeddings (                -- text seen before is not embedded again
    text_hash  TEXT PRIMARY KEY,
    vector     BLOB NOT NULL             -- float32, unit length
) WITHOUT ROWID;

-- exact: folded words as they stand. body: their families. parts: families that compounds are made of. A number is
-- one word with its point or comma.
CREATE VIRTUAL TABLE words USING fts5 (
    exact, body, parts, heading, title, tokenize = "unicode61 remove_diacritics 0 tokenchars '.,'"
);
CREATE VIRTUAL TABLE occurrences USING fts5vocab (words, instance);
CREATE TABLE forms (                     -- n: how often it stands in all passages; in_passages: in how many
    form         TEXT PRIMARY KEY,
    key          TEXT NOT NULL,
    n            INTEGER NOT NULL,
    in_passages  INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX forms_by_key ON forms (key);
CREATE TABLE compounds (key TEXT NOT NULL, form TEXT NOT NULL, PRIMARY KEY (key, form)) WITHOUT ROWID;
CREATE INDEX compounds_by_form ON compounds (form);

CREATE TABLE entities (
    document    INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    passage     INTEGER REFERENCES passages ON DELETE CASCADE,
    first       INTEGER NOT NULL,
    last        INTEGER NOT NULL,
    page        INTEGER NOT NULL,
    label       TEXT NOT NULL,
    text        TEXT NOT NULL,
    canonical   TEXT,
    identifier  TEXT,
    identity    TEXT NOT NULL            -- identifier, else canonical name, else the text itself
);
CREATE INDEX entities_by_document ON entities (document);
CREATE INDEX entities_by_identity ON entities (label, identity, passage);
CREATE INDEX entities_by_passage ON entities (passage);

CREATE TABLE names (                     -- all names of an organisation or measure
    name      TEXT NOT NULL COLLATE NOCASE,
    label     TEXT NOT NULL,
    identity  TEXT NOT NULL,             -- as in entities
    PRIMARY KEY (name, label, identity)
) WITHOUT ROWID;
CREATE INDEX names_by_identity ON names (label, identity);

CREATE TABLE rejected_entities (         -- what the filter took out, and why
    document  INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    first     INTEGER NOT NULL,
    last      INTEGER NOT NULL,
    label     TEXT NOT NULL,
    text      TEXT NOT NULL,
    reason    TEXT NOT NULL
);
CREATE INDEX rejected_entities_by_document ON rejected_entities (document);

CREATE TABLE citations (                 -- references to official papers
    id        INTEGER PRIMARY KEY,
    document  INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    first     INTEGER NOT NULL,
    last      INTEGER NOT NULL,
    page      INTEGER NOT NULL,
    text      TEXT NOT NULL
);
CREATE INDEX citations_by_document ON citations (document);
CREATE TABLE citation_targets (
    citation  INTEGER NOT NULL REFERENCES citations ON DELETE CASCADE,
    target    TEXT NOT NULL,
    PRIMARY KEY (target, citation)
) WITHOUT ROWID;
CREATE INDEX citation_targets_by_citation ON citation_targets (citation);

CREATE TABLE recommendations (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    document    INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    passage     INTEGER REFERENCES passages ON DELETE SET NULL,
    first       INTEGER NOT NULL,
    last        INTEGER NOT NULL,
    page        INTEGER NOT NULL,
    text        TEXT NOT NULL,
    type        TEXT NOT NULL,
    number      TEXT,
    addressees  TEXT NOT NULL,           -- JSON
    deadline    TEXT,
    restates    INTEGER REFERENCES recommendations ON DELETE SET NULL,
    confidence  REAL NOT NULL,
    grade       TEXT NOT NULL,           -- firm, doubtful
    speaker     TEXT NOT NULL            -- author, minister, agency, member
);
CREATE INDEX recommendations_by_document ON recommendations (document, first);
CREATE INDEX recommendations_by_passage ON recommendations (passage);

CREATE TABLE sources (                   -- the passage a recommendation rests on
    recommendation  INTEGER NOT NULL REFERENCES recommendations ON DELETE CASCADE,
    passage         INTEGER REFERENCES passages ON DELETE CASCADE,
    first           INTEGER NOT NULL,
    last            INTEGER NOT NULL,
    page            INTEGER NOT NULL,
    text            TEXT NOT NULL,
    score           REAL NOT NULL,
    reason          TEXT NOT NULL,
    is_own          INTEGER NOT NULL     -- 1: the reason stands in the recommendation's own sentence alone
);
CREATE INDEX sources_by_recommendation ON sources (recommendation);
CREATE INDEX sources_by_passage ON sources (passage);

CREATE TABLE follow_ups (                -- what a later paper says of a recommendation
    recommendation  INTEGER NOT NULL REFERENCES recommendations ON DELETE CASCADE,
    document        INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    first           INTEGER NOT NULL,
    last            INTEGER NOT NULL,
    page            INTEGER NOT NULL,
    text            TEXT NOT NULL,
    status          TEXT NOT NULL,
    evidence        TEXT NOT NULL,
    score           REAL NOT NULL
);
CREATE INDEX follow_ups_by_recommendation ON follow_ups (recommendation);
CREATE INDEX follow_ups_by_document ON follow_ups (document);
CREATE TABLE unlinked (                  -- stored, but not yet compared with other papers
    document  INTEGER PRIMARY KEY REFERENCES documents ON DELETE CASCADE
);

CREATE TABLE expected (                  -- papers that the official services name in a dossier
    dossier     TEXT NOT NULL,
    id          TEXT NOT NULL,
    number      TEXT,
    title       TEXT,
    date        TEXT,
    status      TEXT NOT NULL,           -- held, failed, missing, withdrawn, skipped: after the last fetch
    reason      TEXT,
    fetched_at  TEXT NOT NULL,
    PRIMARY KEY (dossier, id)
) WITHOUT ROWID;

CREATE TABLE passed_over (               -- files that lay among the papers and are not read
    path    TEXT PRIMARY KEY,
    file    TEXT NOT NULL,
    reason  TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE failures (
    path    TEXT PRIMARY KEY,
    file    TEXT NOT NULL,
    sha256  TEXT NOT NULL,
    reason  TEXT NOT NULL,
    retry   INTEGER NOT NULL,
    at      TEXT NOT NULL
) WITHOUT ROWID;

-- What is changed in place is stamped anew at the end of the run.
CREATE TRIGGER document_changed AFTER UPDATE ON documents
    BEGIN DELETE FROM sums WHERE document = new.number; END;
CREATE TRIGGER passage_changed AFTER UPDATE ON passages
    BEGIN DELETE FROM sums WHERE document = new.document; END;
CREATE TRIGGER recommendation_changed AFTER UPDATE ON recommendations
    BEGIN DELETE FROM sums WHERE document = new.document; END;
"""
