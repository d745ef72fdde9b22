"""The vectors of a library in PostgreSQL, compared there by pgvector."""

from __future__ import annotations

from contextlib import suppress

import numpy as np

from index.errors import LibraryError
from index.library.postgres.connection import PostgresConnection
from index.library.postgres.passages import read_vector, written
from index.library.store.nearest import Ids, Vectors, are_enough, evenly_from, numbers_evenly

# Up to so many passages all vectors are compared in full; beyond that an HNSW index is made of them.
EXACT_UP_TO = 20_000
# How many of those that the index finds are compared in full, for each that is wanted; how far it looks (its most is
# 1000): as far as it may among very many, where of the ten nearest of 1,000,000 made-up vectors 85 in 1,000 are missed
# with twice as many as are wanted, and 48 with 1000.
_CANDIDATES_A_HIT = 1.5
_LOOKED_AT_A_CANDIDATE = 2
_MOST_LOOKED_AT = 1000
_VERY_MANY = 300_000
# Under a filter: how many more are looked for than would do if what passes it lay evenly among the rest.
_MARGIN = 1.3
# How far it looks for neighbours of a vector that comes. Of the ten nearest of 100,000 made-up vectors 7 in 100 are
# missed with the 64 of pgvector, and 6 in 1,000 with 200; making it takes three times as long.
_LOOKED_AT_IN_MAKING = 200
# What it takes in memory while it is made, for each vector; when that is not there, making it takes many times as long.
_KB_IN_MAKING = 2
_LEAST_MB_IN_MAKING = 1_000
_INDEX = "embeddings_by_nearness"


class PostgresVectors:
    """The vectors at one generation of a library that holds at least one passage."""

    def __init__(self, connection: PostgresConnection, generation: int, n_passages: int) -> None:
        self._connection = connection
        self._n_passages = n_passages
        self._samples: dict[int, tuple[Ids, Vectors]] = {}
        self.generation = generation

    def search(self, query: Vectors, k: int, allowed: Ids | None = None) -> tuple[Ids, Vectors]:
        """As index.library.store.nearest.Nearest: in full among a few, else by the index, and what it finds in full."""
        if found := self._nearest_by_index(query, k, allowed):
            return found
        chosen = "" if allowed is None else "WHERE p.id = ANY(%s)"
        rows = self._connection.prepared(
            "SELECT p.id, -(e.vector <#> %s::vector) AS cosine FROM passages p JOIN embeddings e USING (text_hash) "
            f"{chosen} ORDER BY cosine DESC, p.id LIMIT {k}",
            (written(query), *([] if allowed is None else [allowed.tolist()])),
        )
        return _ids_and_cosines(rows)

    def _nearest_by_index(self, query: Vectors, k: int, allowed: Ids | None) -> tuple[Ids, Vectors] | None:
        """None where the index is no help: there is none, few are allowed, or it finds fewer of them than asked for."""
        n_allowed = self._n_passages if allowed is None else len(allowed)
        if n_allowed <= EXACT_UP_TO or not has_index(self._connection):
            return None
        if allowed is None:
            return self._found_by_index(query, k)
        asked = int(k * self._n_passages / n_allowed * _MARGIN)
        if asked * _CANDIDATES_A_HIT > _MOST_LOOKED_AT:
            return None
        ids, cosines = self._found_by_index(query, asked)
        # What is asked may lie among what is not allowed.
        kept = np.isin(ids, allowed)
        return (ids[kept][:k], cosines[kept][:k]) if kept.sum() >= k else None

    def _found_by_index(self, query: Vectors, k: int) -> tuple[Ids, Vectors]:
        n, dim = int(k * _CANDIDATES_A_HIT), len(query)
        among_many = self._n_passages > _VERY_MANY
        looked_at = _MOST_LOOKED_AT if among_many else min(max(n, 40) * _LOOKED_AT_A_CANDIDATE, _MOST_LOOKED_AT)
        self._connection.query(f"SET hnsw.ef_search = {looked_at}")
        rows = self._connection.prepared(
            "WITH near AS MATERIALIZED (SELECT text_hash, vector FROM embeddings "
            f"ORDER BY vector::halfvec({dim}) <#> %s::halfvec({dim}) LIMIT {n}) "
            "SELECT p.id, -(near.vector <#> %s::vector) AS cosine FROM near JOIN passages p USING (text_hash) "
            f"ORDER BY cosine DESC, p.id LIMIT {k}",
            (written(query), written(query)),
        )
        return _ids_and_cosines(rows)

    def cosines(self, query: Vectors, ids: Ids) -> tuple[Ids, Vectors]:
        for sample, vectors in self._samples.values():
            if ids is sample:
                return ids, vectors @ query
        if not len(ids):
            return ids, np.empty(0, np.float32)
        rows = self._connection.prepared(
            "SELECT p.id, -(e.vector <#> %s::vector) FROM passages p JOIN embeddings e USING (text_hash) "
            "WHERE p.id = ANY(%s) ORDER BY p.id",
            (written(query), ids.tolist()),
        )
        return _ids_and_cosines(rows)

    def evenly(self, n: int) -> Ids:
        """These are compared with each question: their vectors are kept."""
        if n not in self._samples:
            self._samples[n] = self._vectors_of(self._evenly(n))
        return self._samples[n][0]

    def _evenly(self, n: int) -> Ids:
        first, last = self._connection.query("SELECT min(id), max(id) FROM passages").fetchone()
        rows = self._connection.query(
            "SELECT id FROM passages WHERE id = ANY(%s) ORDER BY id", (list(numbers_evenly(first, last, n)),)
        )
        held = np.array([id for (id,) in rows], np.int64)
        if are_enough(held, n, self._n_passages):
            return held
        rows = self._connection.query("SELECT id FROM passages ORDER BY id")
        return evenly_from(np.array([id for (id,) in rows], np.int64), n)

    def _vectors_of(self, ids: Ids) -> tuple[Ids, Vectors]:
        rows = self._connection.prepared(
            "SELECT p.id, vector_send(e.vector) FROM passages p JOIN embeddings e USING (text_hash) "
            "WHERE p.id = ANY(%s) ORDER BY p.id",
            (ids.tolist(),),
        )
        return np.array([id for id, _ in rows], np.int64), np.array([read_vector(vector) for _, vector in rows])


def has_index(connection: PostgresConnection) -> bool:
    (found,) = connection.query(f"SELECT to_regclass('{_INDEX}') IS NOT NULL").fetchone()
    return bool(found)


def make_index(connection: PostgresConnection, n_passages: int) -> None:
    """Make the index where there are many passages and there is none; who may not leaves it to who may."""
    if n_passages <= EXACT_UP_TO or has_index(connection):
        return
    (dim,) = connection.query("SELECT vector_dims(vector) FROM embeddings LIMIT 1").fetchone()
    with suppress(LibraryError):
        connection.query(
            f"SET maintenance_work_mem = '{max(_LEAST_MB_IN_MAKING, n_passages * _KB_IN_MAKING // 1_000)}MB'"
        )
        connection.query(
            f"CREATE INDEX {_INDEX} ON embeddings USING hnsw ((vector::halfvec({dim})) halfvec_ip_ops) "
            f"WITH (ef_construction = {_LOOKED_AT_IN_MAKING})"
        )


def _ids_and_cosines(rows: list[tuple[int, float]]) -> tuple[Ids, Vectors]:
    return np.array([id for id, _ in rows], np.int64), np.array([cosine for _, cosine in rows], np.float32)
