"""What a library is kept in, as far as its classes need to know: how its place is named, a database, the originals.

The classes of index.library are written once, in SQL that SQLite and
PostgreSQL both speak or that index.library.postgres.dialect puts in the words
of the latter. What the two do in other ways (words, vectors, locks, checks) is
in index.library.passages, .core and .sums for SQLite, and in
index.library.postgres for PostgreSQL, as classes that stand behind these.
"""
