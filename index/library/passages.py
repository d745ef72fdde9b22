"""Passages in the library: their text, their words, their vectors."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import NamedTuple, cast

import numpy as np
from numpy.typing import NDArray

from index.library.filtering import where
from index.library.prepared import Prepared
from index.library.store.database import Database
from index.library.wording.fts import rendered
from index.library.wording.words import (
    FIELD_WEIGHTS,
    Columns,
    Size,
    forget_words,
    read_words,
    size,
    store_forms,
    title_words,
)
from index.model import Filters, PassageRecord
from index.query.condition import Condition
from ingest.model import Passage, PassageKind

Vectors = NDArray[np.float32]
Ids = NDArray[np.int64]

_RECORD = """
SELECT p.id, d.id, p.first, p.last, p.text, p.page, p.last_page, p.headings, p.kind, p.is_ocr
FROM passages p JOIN documents d ON d.number = p.document
"""

# CROSS JOIN: what words find comes first, and its passages are looked up, without reading texts.
_THEIR_PASSAGES = "CROSS JOIN passages p INDEXED BY passages_of_documents ON p.id = words.rowid"

PASSAGE_COLUMNS = "document, first, last, page, last_page, headings, kind, is_ocr, text, text_hash"


class PassageChanges(NamedTuple):
    """The ids of passages that came and of passages that went, ascending."""

    added: Ids
    removed: Ids


_VECTORS = "SELECT p.id, e.vector FROM passages p JOIN embeddings e USING (text_hash)"


def _ids_and_vectors(rows: Sequence[tuple[int, bytes]]) -> tuple[Ids, Vectors]:
    """Of one row or more."""
    ids = np.array([id for id, _ in rows], dtype=np.int64)
    return ids, np.frombuffer(b"".join(vector for _, vector in rows), np.float32).reshape(len(rows), -1)


def _passage(row: Sequence[object]) -> PassageRecord:
    id, document, first, last, text, page, last_page, headings, kind, is_ocr = row
    passage = Passage(
        start=int(str(first)),
        end=int(str(last)),
        text=str(text),
        page=int(str(page)),
        last_page=int(str(last_page)),
        headings=tuple(json.loads(str(headings))),
        kind=cast(PassageKind, kind),
        is_ocr=bool(is_ocr),
    )
    return PassageRecord(int(str(id)), str(document), passage)


class Passages:
    """The passages of one library."""

    def __init__(self, connection: Database) -> None:
        self._connection = connection

    def count(self, filters: Filters | None = None) -> tuple[int, int]:
        """(documents, passages) that a search with these filters looks at."""
        if filters is None or not filters.any:
            (n_documents,) = self._connection.execute("SELECT count(*) FROM documents").fetchone()
            return int(n_documents), self.size().n_passages
        condition, values = where(filters)
        row = self._connection.execute(
            f"SELECT count(DISTINCT p.document), count(*) FROM passages p WHERE {condition}", values
        ).fetchone()
        return int(row[0]), int(row[1])

    def count_undated(self, filters: Filters) -> int:
        """How many documents pass all filters but those on the date, which they lack."""
        condition, values = where(replace(filters, date_from=None, date_to=None))
        row = self._connection.execute(
            "SELECT count(DISTINCT p.document) FROM passages p JOIN documents d ON d.number = p.document "
            f"WHERE d.date IS NULL AND {condition}",
            values,
        ).fetchone()
        return int(row[0])

    def ids(self, filters: Filters) -> Ids:
        """The ids of the passages that pass the filters, ascending."""
        condition, values = where(filters)
        rows = self._connection.execute(f"SELECT p.id FROM passages p WHERE {condition}", values)
        return np.sort(np.fromiter((id for (id,) in rows), dtype=np.int64))

    def every_id(self) -> Ids:
        """The ids of all passages, ascending."""
        rows = self._connection.execute("SELECT id FROM passages ORDER BY id")
        return np.fromiter((id for (id,) in rows), dtype=np.int64)

    @contextmanager
    def changes(self) -> Iterator[Callable[[], PassageChanges]]:
        """What comes and goes inside, in transactions that are kept; at a cost that grows with that only.

        A passage that both comes and goes is not in it: the ids of passages are never used twice.
        """
        (highest,) = self._connection.execute("SELECT coalesce(max(id), 0) FROM passages").fetchone()
        self._connection.execute("CREATE TEMP TABLE removed_passages (id INTEGER PRIMARY KEY)")
        self._connection.execute(
            "CREATE TEMP TRIGGER note_removed_passages AFTER DELETE ON main.passages "
            "BEGIN INSERT INTO removed_passages VALUES (old.id); END"
        )

        def until_now() -> PassageChanges:
            added = self._connection.execute("SELECT id FROM passages WHERE id > ? ORDER BY id", (highest,))
            removed = self._connection.execute("SELECT id FROM removed_passages WHERE id <= ? ORDER BY id", (highest,))
            return PassageChanges(*(np.array([id for (id,) in ids], dtype=np.int64) for ids in (added, removed)))

        try:
            yield until_now
        finally:
            self._connection.execute("DROP TRIGGER note_removed_passages")
            self._connection.execute("DROP TABLE removed_passages")

    def last_id(self) -> int:
        """The highest id that a passage ever had: ids are never used again, so one added later has a higher one."""
        row = self._connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'passages'").fetchone()
        return int(row[0]) if row else 0

    def by_ids(self, ids: Iterable[int]) -> dict[int, PassageRecord]:
        """The passages with these ids; ids that are not held are left out."""
        wanted = json.dumps(sorted({int(id) for id in ids}))
        rows = self._connection.execute(f"{_RECORD} WHERE p.id IN (SELECT value FROM json_each(?))", (wanted,))
        return {record.id: record for record in map(_passage, rows)}

    def damaged(self, ids: Iterable[int]) -> list[str]:
        """The documents of those of these passages whose words are not the slice of their document, by id."""
        rows = self._connection.execute(
            "SELECT DISTINCT d.id FROM passages p JOIN documents d ON d.number = p.document "
            "WHERE p.id IN (SELECT value FROM json_each(?)) "
            "AND CAST(substr(d.text, p.first + 1, p.last - p.first) AS BLOB) != CAST(p.text AS BLOB) ORDER BY d.id",
            (json.dumps([int(id) for id in ids]),),
        )
        return [id for (id,) in rows]

    def kinds(self, ids: Iterable[int]) -> dict[int, PassageKind]:
        """What these passages are made of, as far as they are not plain text."""
        wanted = json.dumps([int(id) for id in ids])
        return dict(
            self._connection.execute(
                "SELECT id, kind FROM passages WHERE kind != 'body' AND id IN (SELECT value FROM json_each(?))",
                (wanted,),
            )
        )

    def papers(self, ids: Iterable[int]) -> dict[int, int]:
        """The number of the paper that each of these passages stands in."""
        wanted = json.dumps([int(id) for id in ids])
        return dict(
            self._connection.execute(
                "SELECT id, document FROM passages WHERE id IN (SELECT value FROM json_each(?))", (wanted,)
            )
        )

    def all(self) -> list[PassageRecord]:
        """Every passage, by id."""
        return [_passage(row) for row in self._connection.execute(f"{_RECORD} ORDER BY p.id")]

    def of_document(self, document: str) -> list[PassageRecord]:
        """The passages of a document, in order of its text."""
        rows = self._connection.execute(f"{_RECORD} WHERE d.id = ? ORDER BY p.first", (document,))
        return [_passage(row) for row in rows]

    def lexical(self, condition: Condition, filters: Filters, limit: int = -1) -> list[tuple[int, float]]:
        """Passages by BM25 of SQLite FTS5, best first; equal scores by id.

        Args:
            condition: what they must have; it ranks by all of its runs.
            limit: how many at most; -1 for all.

        Returns:
            (passage id, score) with a higher score for a better match.
        """
        rank = "bm25(words, {}, {}, {}, {}, {})".format(*FIELD_WEIGHTS)
        passing, values = where(filters, at_hand=True)
        passages = _THEIR_PASSAGES if filters.any else ""
        rows = self._connection.execute(
            f"SELECT words.rowid, -{rank} AS score FROM words {passages} WHERE words MATCH ? AND {passing} "
            "ORDER BY score DESC, words.rowid LIMIT ?",
            (rendered(condition), *values, limit),
        )
        return [(int(id), float(score)) for id, score in rows]

    def lexical_ids(self, condition: Condition, filters: Filters) -> Ids:
        """The ids of all passages that have what is asked and pass the filters, ascending."""
        found = self.matching(condition)
        return np.intersect1d(found, self.ids(filters), assume_unique=True) if filters.any else found

    def count_matching(self, condition: Condition, filters: Filters) -> tuple[int, int]:
        """(passages, documents) that have what is asked and pass the filters."""
        passing, values = where(filters, at_hand=True)
        row = self._connection.execute(
            f"SELECT count(*), count(DISTINCT p.document) FROM words {_THEIR_PASSAGES} "
            f"WHERE words MATCH ? AND {passing}",
            (rendered(condition), *values),
        ).fetchone()
        return int(row[0]), int(row[1])

    def count_by_document(self, ids: Iterable[int]) -> dict[str, int]:
        """How many of these passages each paper has."""
        rows = self._connection.execute(
            "SELECT d.id, count(*) FROM passages p JOIN documents d ON d.number = p.document "
            "WHERE p.id IN (SELECT value FROM json_each(?)) GROUP BY d.number",
            (json.dumps([int(id) for id in ids]),),
        )
        return dict(rows.fetchall())

    def newest_first(self, ids: Iterable[int]) -> list[int]:
        """These ids by date of the document, newest first, undated last; within a document in order of the text."""
        wanted = json.dumps([int(id) for id in ids])
        rows = self._connection.execute(
            "SELECT p.id FROM passages p JOIN documents d ON d.number = p.document WHERE p.id IN "
            "(SELECT value FROM json_each(?)) ORDER BY d.date IS NULL, d.date DESC, d.id, p.first",
            (wanted,),
        )
        return [row[0] for row in rows]

    def matching(self, condition: Condition) -> Ids:
        """The ids of all passages that have what is asked, ascending."""
        rows = self._connection.execute(
            "SELECT rowid FROM words WHERE words MATCH ? ORDER BY rowid", (rendered(condition),)
        )
        return np.fromiter((row[0] for row in rows), dtype=np.int64)

    def words(self, ids: Iterable[int]) -> dict[int, Columns]:
        """The words of these passages."""
        return dict(read_words(self._connection, ids))

    def size(self) -> Size:
        """How many passages there are, and how long they are."""
        return size(self._connection)

    def known_vectors(self, text_hashes: Iterable[str]) -> dict[str, Vectors]:
        """The vectors of texts embedded before, by the hash of the text."""
        wanted = json.dumps(sorted(set(text_hashes)))
        rows = self._connection.execute(
            "SELECT text_hash, vector FROM embeddings WHERE text_hash IN (SELECT value FROM json_each(?))", (wanted,)
        )
        return {row[0]: np.frombuffer(row[1], dtype=np.float32) for row in rows}

    def vectors(self, ids: Iterable[int] | None = None) -> tuple[Ids, Vectors]:
        """(ids, vectors) of these passages, or of all: int64 (n,), float32 (n, dim), ascending ids."""
        chosen = "" if ids is None else "WHERE p.id IN (SELECT value FROM json_each(?))"
        values = () if ids is None else (json.dumps(sorted({int(id) for id in ids})),)
        rows = self._connection.execute(f"{_VECTORS} {chosen} ORDER BY p.id", values).fetchall()
        return _ids_and_vectors(rows) if rows else (np.empty(0, np.int64), np.empty((0, 0), np.float32))

    def vectors_in_parts(self, size: int) -> Iterator[tuple[Ids, Vectors]]:
        """The ids and vectors of all passages, as of `vectors`, at most so many at a time."""
        rows = self._connection.execute(f"{_VECTORS} ORDER BY p.id")
        while part := rows.fetchmany(size):
            yield _ids_and_vectors(part)

    def insert(self, number: int, prepared: Prepared) -> list[int]:
        """Store the passages of document `number` with their words and vectors; returns their ids.

        Call inside a transaction.
        """
        self._connection.executemany(
            "INSERT OR REPLACE INTO embeddings VALUES (?, ?)",
            [(name, vector.tobytes()) for name, vector in zip(prepared.text_hashes, prepared.vectors, strict=True)],
        )
        ids = [
            self._insert_one(number, passage, text_hash)
            for passage, text_hash in zip(prepared.passages, prepared.text_hashes, strict=True)
        ]
        title = title_words(prepared.metadata)
        self.keep_words(number, ids, [Columns(*columns, title) for columns in prepared.words.columns])
        store_forms(self._connection, prepared.words)
        return ids

    def keep_words(self, number: int, ids: Sequence[int], words: Sequence[Columns]) -> None:
        """Store the words of passages of document `number`, but for the counts of their forms."""
        self._connection.executemany(
            "INSERT INTO words (rowid, exact, body, parts, heading, title) VALUES (?,?,?,?,?,?)",
            [(id, *columns.all) for id, columns in zip(ids, words, strict=True)],
        )

    def forget_words(self, document: str) -> None:
        """Forget the words of a document's passages. Call inside a transaction, before the passages go."""
        forget_words(self._connection, document)

    def replace_vectors(self, ids: Sequence[int], text_hashes: Sequence[str], vectors: Vectors) -> None:
        """Forget all vectors and store these, one a passage. Call inside a transaction."""
        self._connection.execute("DELETE FROM embeddings")
        self._connection.executemany(
            "INSERT OR IGNORE INTO embeddings VALUES (?, ?)",
            [(text_hash, vector.tobytes()) for text_hash, vector in zip(text_hashes, vectors, strict=True)],
        )
        self._connection.executemany(
            "UPDATE passages SET text_hash = ? WHERE id = ?", list(zip(text_hashes, ids, strict=True))
        )

    def _insert_one(self, number: int, passage: Passage, text_hash: str) -> int:
        row = self._connection.execute(
            f"INSERT INTO passages ({PASSAGE_COLUMNS}) VALUES (?,?,?,?,?,?,?,?,?,?) RETURNING id",
            passage_row(number, passage, text_hash),
        ).fetchone()
        return int(row[0])


def passage_row(number: int, passage: Passage, text_hash: str) -> tuple[object, ...]:
    """A passage of document `number` as it is stored, by PASSAGE_COLUMNS."""
    return (
        number,
        passage.start,
        passage.end,
        passage.page,
        passage.last_page,
        json.dumps(passage.headings, ensure_ascii=False),
        passage.kind,
        int(passage.is_ocr),
        passage.text,
        text_hash,
    )
