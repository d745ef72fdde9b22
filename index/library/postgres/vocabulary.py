"""The words of a library in PostgreSQL: as index.library.vocabulary, counted by the postings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np

from index.library.postgres.connection import PostgresConnection
from index.library.postgres.passages import PostgresPassages
from index.library.postgres.scoring import lexeme, places_in
from index.library.vocabulary import Vocabulary
from index.model import Filters


class PostgresVocabulary(Vocabulary):
    """The words that stand in one library."""

    def __init__(self, connection: PostgresConnection, passages: PostgresPassages) -> None:
        super().__init__(connection)
        self._server = connection
        self._passages = passages

    def names(self, candidates: Sequence[str]) -> dict[str, list[str]]:
        rows = self._server.query(
            "SELECT DISTINCT lower(c.name), o.name FROM names c JOIN names o USING (label, identity) "
            "WHERE lower(c.name) = ANY(%s) AND c.label IN ('ORG', 'MAATREGEL') AND lower(o.name) != lower(c.name) "
            "AND EXISTS (SELECT 1 FROM entities e WHERE e.label = o.label AND e.identity = o.identity "
            "AND e.text = o.name) ORDER BY o.name",
            (list(candidates),),
        )
        found = defaultdict[str, list[str]](list)
        for name, other in rows:
            found[name].append(other)
        return found

    def occurrences(self, forms: Iterable[str], filters: Filters | None = None) -> dict[str, int]:
        if filters is None or not filters.any:
            return super().occurrences(forms)
        by_lexeme = {lexeme("exact", form): form for form in forms}
        allowed = self._passages.ids(filters)
        rows = self._server.query("SELECT lexeme, places FROM postings WHERE lexeme = ANY(%s)", (sorted(by_lexeme),))
        counts = defaultdict[str, int](int)
        for word, places in rows:
            ids, n = places_in(places)
            counts[by_lexeme[word]] += int(n[np.isin(ids, allowed)].sum())
        return {form: n for form, n in counts.items() if n}
