"""The words of passages, as they are kept for FTS5: stored, forgotten, read back, counted."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from index.dutch.families import fold, keys, parts, tokens
from index.library.prepared import WordKeys
from index.library.store.database import Database
from ingest.model import Metadata, Passage

# Weights in BM25 of the columns of words: exact, body, parts, heading, title. See benchmarks/bench_ranking.py.
FIELD_WEIGHTS = (0.2, 1.0, 0.3, 0.5, 0.3)


@dataclass(frozen=True, slots=True)
class Columns:
    """The words of one passage, parted by spaces: as they stand, and as the keys of families (see index/words.py)."""

    exact: str
    body: str
    parts: str
    heading: str
    title: str

    def __len__(self) -> int:
        return sum(column.count(" ") + 1 for column in self.all if column)

    @property
    def all(self) -> tuple[str, str, str, str, str]:
        return self.exact, self.body, self.parts, self.heading, self.title


@dataclass(frozen=True, slots=True)
class Size:
    """How many passages there are, and how many words they have on average, over all columns."""

    n_passages: int
    mean_words: float


def word_keys(passages: Sequence[Passage]) -> WordKeys:
    """The words of the passages of one document."""
    seen, in_passages = Counter[str](), Counter[str]()
    columns = []
    for passage in passages:
        forms = tokens(passage.text)
        seen.update(forms)
        in_passages.update(set(forms))
        heading = keys(tokens(" ".join(passage.headings)))
        of_passage = (forms, keys(forms), [part for form in forms for part in parts(form)], heading)
        columns.append(tuple(" ".join(column) for column in of_passage))
    return WordKeys(
        columns=tuple((exact, body, parted, heading) for exact, body, parted, heading in columns),
        forms=tuple((form, key, n, in_passages[form]) for (form, n), key in zip(seen.items(), keys(seen), strict=True)),
        compounds=tuple(sorted({(part, form) for form in seen for part in parts(form)})),
    )


def title_words(metadata: Metadata) -> str:
    """The words of a document's title, parted by spaces.

    Its dossiers and its id, as one word, go with them, so that passages are found by what they are cited by.
    """
    return " ".join(
        [*keys(tokens(metadata.title or metadata.subject or "")), *map(fold, (*metadata.dossiers, metadata.id))]
    )


def store_forms(connection: Database, words: WordKeys) -> None:
    """Count the forms of a new document, and keep its compounds. Call inside a transaction."""
    connection.executemany(
        "INSERT INTO forms VALUES (?1, ?2, ?3, ?4) "
        "ON CONFLICT (form) DO UPDATE SET n = forms.n + ?3, in_passages = forms.in_passages + ?4",
        words.forms,
    )
    connection.executemany("INSERT INTO compounds VALUES (?, ?) ON CONFLICT DO NOTHING", words.compounds)


def forget_words(connection: Database, document: str) -> None:
    """Forget the words of a document's passages. Call inside a transaction, before the passages go."""
    ids = [
        row[0]
        for row in connection.execute(
            "SELECT p.id FROM passages p JOIN documents d ON d.number = p.document WHERE d.id = ?", (document,)
        )
    ]
    forget_forms(connection, (columns for _, columns in read_words(connection, ids)))
    connection.executemany("DELETE FROM words WHERE rowid = ?", [(id,) for id in ids])


def forget_forms(connection: Database, passages: Iterable[Columns]) -> None:
    """Count the forms of passages that go no more. Call inside a transaction."""
    gone, from_passages = Counter[str](), Counter[str]()
    for columns in passages:
        forms = columns.exact.split()
        gone.update(forms)
        from_passages.update(set(forms))
    connection.executemany(
        "UPDATE forms SET n = n - ?, in_passages = in_passages - ? WHERE form = ?",
        [(n, from_passages[form], form) for form, n in gone.items()],
    )
    connection.executemany("DELETE FROM forms WHERE form = ? AND n <= 0", [(form,) for form in gone])
    connection.executemany(
        "DELETE FROM compounds WHERE form = ?1 AND NOT EXISTS (SELECT 1 FROM forms f WHERE f.form = ?1)",
        [(form,) for form in gone],
    )


def read_words(connection: Database, ids: Iterable[int]) -> Iterator[tuple[int, Columns]]:
    """(passage id, its words) of these passages.

    From the table in which FTS5 keeps what it was given ("The Content Table" in
    https://sqlite.org/fts5.html): asked through FTS5 itself, each passage takes three times as long.
    """
    rows = connection.execute(
        "SELECT id, c0, c1, c2, c3, c4 FROM words_content WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps([int(id) for id in ids]),),
    )
    for id, *columns in rows:
        yield id, Columns(*columns)


def size(connection: Database) -> Size:
    """From FTS5's own account, which costs nothing however large the library is.

    The record with id 1 holds varints: the number of rows, then the words in
    each column ("The Averages Record" in https://sqlite.org/fts5.html).
    """
    (record,) = connection.execute("SELECT block FROM words_data WHERE id = 1").fetchone()
    n_passages, *n_words = list(_varints(record)) or [0]
    return Size(n_passages, sum(n_words) / n_passages if n_passages else 0.0)


def _varints(record: bytes) -> Iterator[int]:
    """SQLite's numbers: seven bits a byte, the highest first, the top bit set in all but the last."""
    value = 0
    for byte in record:
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            yield value
            value = 0
