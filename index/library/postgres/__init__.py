"""A library in PostgreSQL (16 or newer) with pgvector: for readers and writers on many machines.

One schema, `vindplaats`, holds all that a folder holds: the tables of
index.library.schema, and the originals. What SQLite does with FTS5 and FAISS
is done with three tables of its own:

    words       the words of each passage, and one tsvector of them, whose lexemes carry the kind of key
                (e: exact, b: body, p: part, h: heading, t: title), each kind at positions of its own
    postings    per lexeme and document: in which passages it stands, how often, and how long these are; BM25 is
                computed from them as FTS5 does, so that both kinds of library rank alike
    embeddings  vectors in full; from so many passages on with an HNSW index over them as halfvec

Notes are in a schema per user of the database, `vindplaats_notes_USER`.

`dialect` puts the SQL of index.library in the words of PostgreSQL,
`connection` runs it; the other modules stand behind the classes of the same
name in index.library. psycopg is loaded here only.
"""
