"""Whether a library is as it was stored, and if not, in which paper, and what helps."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from index.dutch.families import keys, parts
from index.errors import DamagedDocumentError, DamagedLibraryError
from index.library.mending.sums import changed_tables, is_busy, is_file_sound, is_sound

# What a program meets that reads what damage has made of numbers, texts and packed bytes.
DAMAGE = (
    sqlite3.Error,
    zlib.error,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    AssertionError,
    OverflowError,
    EOFError,
)


def damage_in(connection: sqlite3.Connection, library: Path, *, writable: bool) -> list[str]:
    """What is not as it was stored, as sentences with the command that helps; empty when all is well.

    Structure and indexes are checked by SQLite, the words by FTS5 itself, each
    document and the tables of no document by their checksums, the counts of
    word forms are counted again, and at last each byte of the file, also where
    it holds nothing, by the checksum beside it.
    """
    damaged = _damaged_documents(connection)
    whole = next(_beyond(connection, frozenset(damaged), writable), None)
    if whole is None and not damaged and not is_file_sound(connection, library / "library.sqlite"):
        whole = "bytes of it are not as they were written"
    if whole:
        return [str(DamagedLibraryError(library, whole))]
    return [str(DamagedDocumentError(id, library)) for id in damaged.values()]


def _damaged_documents(connection: sqlite3.Connection) -> dict[int, str]:
    """Their ids, by number; none where they cannot be listed."""
    try:
        documents = connection.execute("SELECT number, id FROM documents ORDER BY id").fetchall()
        return {number: id for number, id in documents if not is_sound(connection, number)}
    except DAMAGE:
        return {}


def _beyond(connection: sqlite3.Connection, damaged: frozenset[int], writable: bool) -> Iterator[str]:
    """What is wrong beyond these documents."""
    checks: list[Callable[[sqlite3.Connection], Iterator[str]]] = [
        _structure,
        _tables,
        partial(_links, damaged=damaged),
        _counts,
    ]
    if writable:
        checks.append(_index_of_words)
    for check in checks:
        try:
            yield from check(connection)
        except DAMAGE as error:
            if is_busy(error):
                raise
            yield str(error)


def _structure(connection: sqlite3.Connection) -> Iterator[str]:
    for (found,) in connection.execute("PRAGMA integrity_check"):
        if found != "ok":
            yield found.splitlines()[0]
    for table, *_ in connection.execute("PRAGMA foreign_key_check"):
        yield f"{table} names what is not there"


def _index_of_words(connection: sqlite3.Connection) -> Iterator[str]:
    """FTS5 compares its index with the words it was made of, and reports a difference as an error."""
    connection.execute("INSERT INTO words (words) VALUES ('integrity-check')")
    yield from ()


def _tables(connection: sqlite3.Connection) -> Iterator[str]:
    for name in changed_tables(connection):
        yield f"{name} is not as it was stored"


def _links(connection: sqlite3.Connection, damaged: frozenset[int]) -> Iterator[str]:
    """Passages whose words, vector or text are not what they must be."""
    sound = "p.document NOT IN (SELECT value FROM json_each(?1))"
    questions = {
        "without a vector": f"SELECT count(*) FROM passages p WHERE {sound} AND NOT EXISTS "
        "(SELECT 1 FROM embeddings e WHERE e.text_hash = p.text_hash)",
        "without words": f"SELECT count(*) FROM passages p WHERE {sound} AND id NOT IN (SELECT rowid FROM words)",
        "that are not the slice of their document": "SELECT count(*) FROM passages p JOIN documents d "
        f"ON d.number = p.document WHERE {sound} AND substr(d.text, p.first + 1, p.last - p.first) != p.text",
    }
    for what, question in questions.items():
        (n,) = connection.execute(question, (json.dumps(sorted(damaged)),)).fetchone()
        if n:
            yield f"{n} passages {what}"
    (n,) = connection.execute("SELECT count(*) FROM words WHERE rowid NOT IN (SELECT id FROM passages)").fetchone()
    if n:
        yield f"words of {n} passages that are gone"


def _counts(connection: sqlite3.Connection) -> Iterator[str]:
    """How often each form stands, and what compounds are made of, counted again."""
    n, in_passages = Counter[str](), Counter[str]()
    for (exact,) in connection.execute("SELECT c0 FROM words_content"):
        forms = exact.split()
        n.update(forms)
        in_passages.update(set(forms))
    counted = {(form, key, n[form], in_passages[form]) for form, key in zip(n, keys(n), strict=True)}
    if counted != set(connection.execute("SELECT form, key, n, in_passages FROM forms")):
        yield "the counts of word forms are not those of the words"
    compounds = set(connection.execute("SELECT key, form FROM compounds"))
    if not compounds >= {(part, form) for form in n for part in parts(form)}:
        yield "compounds are missing"
    if any(form not in n or key not in parts(form) for key, form in compounds):
        yield "compounds are not those of their forms"
