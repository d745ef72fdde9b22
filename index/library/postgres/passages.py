"""The passages of a library in PostgreSQL: as index.library.passages, with words and vectors as these are kept here."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

import numpy as np

from index.library.filtering import where
from index.library.passages import PASSAGE_COLUMNS, Ids, Passages, Vectors, passage_row
from index.library.postgres.connection import PostgresConnection
from index.library.postgres.scoring import Looking, Postings, PostingsRead, Ranked, postings_of, tsvector_of
from index.library.prepared import Prepared
from index.library.wording.words import Columns, Size, forget_forms, store_forms, title_words
from index.model import Filters
from index.query.condition import Condition
from ingest.model import PassageKind

_VECTORS = "SELECT p.id, vector_send(e.vector) FROM passages p JOIN embeddings e USING (text_hash)"
# What stands before the numbers of a vector as the server sends it: their count, and two bytes unused.
_HEAD = 4
# Passages are few where they are at most one in so many of all. A word of 173 forms in one of 50 dossiers of a
# million passages: all its postings take 6 s.
_FEW_OF = 10


def written(vector: Vectors) -> str:
    """A vector as pgvector reads it, with all that its float32 hold."""
    return "[" + ",".join(map(str, vector.tolist())) + "]"


def sent_vector(vector: Vectors) -> bytes:
    """A vector as the server takes and sends it."""
    return struct.pack(">hh", len(vector), 0) + vector.astype(">f4").tobytes()


def read_vector(vector: bytes) -> Vectors:
    """A vector as the server sends it."""
    return np.frombuffer(vector, ">f4", offset=_HEAD).astype(np.float32)


class PostgresPassages(Passages):
    """The passages of one library."""

    def __init__(self, connection: PostgresConnection) -> None:
        super().__init__(connection)
        self._server = connection
        self._size: Size | None = None
        self._is_one_moment = False
        self._postings: PostingsRead | None = None
        self._kinds: dict[int, PassageKind] = {}
        self._passing: dict[Filters, Ids] = {}

    @property
    def postings(self) -> PostingsRead:
        """Inside one_moment each lexeme is read once."""
        return PostingsRead(self._server) if self._postings is None else self._postings

    def postings_in(self, lexemes: Iterable[str], ids: Ids) -> dict[str, Postings]:
        """Of some lexemes the postings in some passages at least: where these are few, in no papers but theirs."""
        if len(ids) * _FEW_OF > self.size().n_passages:
            return self.postings.of(lexemes)
        rows = self._server.prepared("SELECT DISTINCT document FROM passages WHERE id = ANY(%s)", (ids.tolist(),))
        return self.postings.within(lexemes, [document for (document,) in rows])

    def last_id(self) -> int:
        row = self._server.query(
            "SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM passages_id_seq"
        ).fetchone()
        return int(row[0])

    def damaged(self, ids: Iterable[int]) -> list[str]:
        rows = self._server.query(
            "SELECT DISTINCT d.id FROM passages p JOIN documents d ON d.number = p.document WHERE p.id = ANY(%s) "
            "AND substr(d.text, (p.first + 1)::int, (p.last - p.first)::int) != p.text ORDER BY d.id",
            ([int(id) for id in ids],),
        )
        return [id for (id,) in rows]

    def lexical(self, condition: Condition, filters: Filters, limit: int = -1) -> list[tuple[int, float]]:
        found = self._looked_for(condition, filters)
        order = np.lexsort((found.ids, -found.scores))[: None if limit < 0 else limit]
        return list(zip(found.ids[order].tolist(), found.scores[order].tolist(), strict=True))

    def matching(self, condition: Condition) -> Ids:
        return Looking(self._server, self.postings, self.size(), condition).found.ids

    def count_matching(self, condition: Condition, filters: Filters) -> tuple[int, int]:
        found = self._looked_for(condition, filters)
        return len(found.ids), len(np.unique(found.documents))

    def _looked_for(self, condition: Condition, filters: Filters) -> Ranked:
        found = Looking(self._server, self.postings, self.size(), condition).found
        if not filters.any or not len(found.ids):
            return found
        return found.of(np.isin(found.ids, self.ids(filters)))

    def ids(self, filters: Filters) -> Ids:
        if filters in self._passing:
            return self._passing[filters]
        passing, values = where(filters)
        # One value: to read as many rows takes longer than to find them.
        (found,) = self._connection.execute(
            f"SELECT string_agg(int8send(p.id), '') FROM passages p WHERE {passing}", values
        ).fetchone()
        ids: Ids = np.sort(np.frombuffer(found or b"", ">i8").astype(np.int64))
        if self._is_one_moment:
            self._passing[filters] = ids
        return ids

    def words(self, ids: Iterable[int]) -> dict[int, Columns]:
        rows = self._server.prepared(
            "SELECT passage, exact, body, parts, heading, title FROM words WHERE passage = ANY(%s) ORDER BY passage",
            ([int(id) for id in ids],),
        )
        return {id: Columns(*columns) for id, *columns in rows}

    def papers(self, ids: Iterable[int]) -> dict[int, int]:
        wanted = [int(id) for id in ids]
        rows = self._server.prepared("SELECT id, document, kind FROM passages WHERE id = ANY(%s)", (wanted,))
        if self._is_one_moment:
            # Who asks for the papers of passages asks for their kinds next.
            self._kinds |= {id: kind for id, _, kind in rows}
        return {id: paper for id, paper, _ in rows}

    def kinds(self, ids: Iterable[int]) -> dict[int, PassageKind]:
        wanted = list(ids)
        if not all(id in self._kinds for id in wanted):
            return super().kinds(wanted)
        return {id: kind for id in wanted if (kind := self._kinds[id]) != "body"}

    @contextmanager
    def one_moment(self) -> Iterator[None]:
        """Nothing that is read inside changes: what every word asks for is read once."""
        self._is_one_moment, self._postings = True, PostingsRead(self._server)
        try:
            yield
        finally:
            self._is_one_moment, self._size, self._postings = False, None, None
            self._kinds, self._passing = {}, {}

    def size(self) -> Size:
        if self._size is not None:
            return self._size
        size = self._read_size()
        self._size = size if self._is_one_moment else None
        return size

    def _read_size(self) -> Size:
        n_passages, n_words = self._server.query("SELECT n_passages, n_words FROM sizes").fetchone()
        return Size(n_passages, n_words / n_passages if n_passages else 0.0)

    def known_vectors(self, text_hashes: Iterable[str]) -> dict[str, Vectors]:
        rows = self._server.query(
            "SELECT text_hash, vector_send(vector) FROM embeddings WHERE text_hash = ANY(%s)",
            (sorted(set(text_hashes)),),
        )
        return {name: read_vector(vector) for name, vector in rows}

    def vectors(self, ids: Iterable[int] | None = None) -> tuple[Ids, Vectors]:
        chosen = "" if ids is None else "WHERE p.id = ANY(%s)"
        values = () if ids is None else (sorted({int(id) for id in ids}),)
        rows = self._server.query(f"{_VECTORS} {chosen} ORDER BY p.id", values).fetchall()
        if not rows:
            return np.empty(0, np.int64), np.empty((0, 0), np.float32)
        return np.array([id for id, _ in rows], np.int64), np.array([read_vector(vector) for _, vector in rows])

    def vectors_in_parts(self, size: int) -> Iterator[tuple[Ids, Vectors]]:
        ids = self.every_id()
        for start in range(0, len(ids), size):
            yield self.vectors(ids[start : start + size].tolist())

    def insert(self, number: int, prepared: Prepared) -> list[int]:
        vectors = dict(zip(prepared.text_hashes, prepared.vectors, strict=True))
        self._keep_vectors(vectors)
        rows = self._server.query(
            "SELECT nextval('passages_id_seq') FROM generate_series(1, %s)", (len(prepared.passages),)
        )
        ids = [id for (id,) in rows]
        with self._server.session.cursor().copy(f"COPY passages (id, {PASSAGE_COLUMNS}) FROM STDIN") as copy:
            for id, passage, text_hash in zip(ids, prepared.passages, prepared.text_hashes, strict=True):
                copy.write_row((id, *passage_row(number, passage, text_hash)))
        title = title_words(prepared.metadata)
        self.keep_words(number, ids, [Columns(*columns, title) for columns in prepared.words.columns])
        store_forms(self._server, prepared.words)
        return ids

    def keep_words(self, number: int, ids: Sequence[int], words: Sequence[Columns]) -> None:
        """Store the words of passages of document `number`, but for the counts of their forms."""
        cursor = self._server.session.cursor()
        with cursor.copy(
            "COPY words (passage, exact, body, parts, heading, title, n_words, places) FROM STDIN"
        ) as copy:
            for id, columns in zip(ids, words, strict=True):
                copy.write_row((id, *columns.all, len(columns), tsvector_of(columns.exact)))
        with cursor.copy("COPY postings (lexeme, document, places) FROM STDIN") as copy:
            for word, places in postings_of(ids, words).items():
                copy.write_row((word, number, places))
        self._server.query(
            "UPDATE sizes SET n_passages = n_passages + %s, n_words = n_words + %s", (len(ids), sum(map(len, words)))
        )

    def forget_words(self, document: str) -> None:
        ids = [record.id for record in self.of_document(document)]
        words = self.words(ids)
        forget_forms(self._server, words.values())
        n_words = sum(map(len, words.values()))
        self._server.query("UPDATE sizes SET n_passages = n_passages - %s, n_words = n_words - %s", (len(ids), n_words))

    def replace_vectors(self, ids: Sequence[int], text_hashes: Sequence[str], vectors: Vectors) -> None:
        # Of another model the vectors may be longer or shorter.
        self._server.query("DROP INDEX IF EXISTS embeddings_by_nearness")
        self._server.query("DELETE FROM embeddings")
        self._keep_vectors(dict(zip(text_hashes, vectors, strict=True)))
        self._server.executemany(
            "UPDATE passages SET text_hash = ? WHERE id = ?", list(zip(text_hashes, ids, strict=True))
        )

    def _keep_vectors(self, vectors: dict[str, Vectors]) -> None:
        self._server.executemany(
            "INSERT INTO embeddings VALUES (?, ?) ON CONFLICT (text_hash) DO UPDATE SET vector = excluded.vector "
            "WHERE embeddings.vector <> excluded.vector",
            [(name, written(vector)) for name, vector in vectors.items()],
        )
