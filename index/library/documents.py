"""Documents in the library: stored whole or not at all, found by id, beginning of it, or file name."""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from index.errors import DamagedDocumentError, DocumentNotFoundError
from index.library.codec import metadata_from_json, metadata_to_json, unpack
from index.library.mending.sums import Part, is_sound, stamp
from index.library.notes.corrections import Corrected, Corrections
from index.library.passages import Passages
from index.library.prepared import Origin, Prepared
from index.library.store.database import Database
from index.library.store.originals import Originals, metadata_name
from index.library.store.place import Place
from index.library.titles import OPENING, folded, is_mark, naming_titles, openings_in
from index.model import DocumentRecord
from ingest.identifiers.cited import identifier_of
from ingest.metadata.local import local_id, slug
from ingest.model import Document, Metadata

_RECORD = """
SELECT d.metadata, d.file, d.path, d.n_pages, d.pages_without_text, d.pipeline, d.xml_sha256,
       (SELECT count(*) FROM passages p WHERE p.document = d.number),
       (SELECT json_group_array(c.file) FROM copies c WHERE c.document = d.number)
FROM documents d
"""
_BY_DATE = "ORDER BY d.date IS NULL, d.date, d.id"


def _record(row: Sequence[object], corrections: Corrected) -> DocumentRecord:
    metadata, file, path, n_pages, without_text, pipeline, xml_sha256, n_passages, copies = row
    return DocumentRecord(
        metadata=corrections.applied_to(metadata_from_json(str(metadata))),
        file=str(file),
        path=str(path),
        n_pages=int(str(n_pages)),
        n_passages=int(str(n_passages)),
        pages_without_text=tuple(json.loads(str(without_text))),
        copies=tuple(json.loads(str(copies))),
        pipeline=str(pipeline),
        xml_sha256=None if xml_sha256 is None else str(xml_sha256),
    )


# Other endings, or none ("document?id=2024D01234"), are of PDFs.
_KEPT_ENDINGS = (".xml", ".docx", ".doc", ".odt", ".html", ".htm", ".xhtml", ".md", ".markdown", ".txt")


class Documents:
    """The documents of one library, each with what readers corrected of it: as it is read, and in the filters."""

    def __init__(
        self, connection: Database, originals: Originals, corrections: Corrections, passages: Passages, place: Place
    ) -> None:
        self._connection = connection
        self._originals = originals
        self._passages = passages
        self._place = place
        self._corrections = corrections

    def all(self) -> list[DocumentRecord]:
        """Every document, by date (undated last), then id."""
        return self._records(self._connection.execute(f"{_RECORD} {_BY_DATE}"))

    def _records(self, rows: Iterable[Sequence[object]]) -> list[DocumentRecord]:
        corrections = self._corrections.all()
        return [_record(row, corrections) for row in rows]

    def count(self) -> int:
        return int(self._connection.execute("SELECT count(*) FROM documents").fetchone()[0])

    def count_pages_without_text(self, dossier: str | None = None) -> int:
        """How many pages, of all papers or of one dossier, have no text that could be searched."""
        row = self._connection.execute(
            "SELECT coalesce(sum(json_array_length(pages_without_text)), 0) FROM documents d "
            "WHERE pages_without_text != '[]' AND (?1 IS NULL OR d.number IN "
            "(SELECT document FROM document_dossiers WHERE dossier = ?1))",
            (dossier,),
        ).fetchone()
        return int(row[0])

    def by_ids(self, ids: Iterable[str]) -> dict[str, DocumentRecord]:
        """The records of these ids; ids that are not held are left out."""
        wanted = json.dumps(sorted(set(ids)))
        rows = self._connection.execute(f"{_RECORD} WHERE d.id IN (SELECT value FROM json_each(?))", (wanted,))
        corrections = self._corrections.all()
        return {record.id: record for record in (_record(row, corrections) for row in rows)}

    def by_sha256(self, sha256: str) -> DocumentRecord | None:
        row = self._connection.execute(f"{_RECORD} WHERE d.sha256 = ?", (sha256,)).fetchone()
        return _record(row, self._corrections.all()) if row else None

    def by_path(self, path: str) -> DocumentRecord | None:
        row = self._connection.execute(f"{_RECORD} WHERE d.path = ?", (path,)).fetchone()
        return _record(row, self._corrections.all()) if row else None

    def find(self, name: str) -> DocumentRecord:
        """The one document with this id, unique beginning of an id, or file name (with or without its ending).

        An id that is made of a file name is begun by that name as well; "31490, nr. 284" is kst-31490-284.

        Raises:
            DocumentNotFoundError: none, or several; the message names them.
        """
        exact = self._connection.execute(
            f"{_RECORD} WHERE d.number IN (SELECT number FROM documents WHERE id = ?1 OR file = ?1 OR path = ?1 "
            "UNION SELECT document FROM copies WHERE file = ?1 OR path = ?1)",
            (name,),
        ).fetchall()
        found = self._records(exact) or self._beginning_with(name) or self._in_any_case(name) or self._called(name)
        if len(found) == 1:
            return found[0]
        if not found:
            raise DocumentNotFoundError(
                f"no document {name!r} in the library; 'vindplaats status' lists the {self.count()} it holds"
            )
        ids = [each.id for each in found]
        shown = ", ".join(ids[:5]) + (f" and {len(ids) - 5} more" if len(ids) > 5 else "")
        raise DocumentNotFoundError(f"{name!r} is the beginning of {len(ids)} documents: {shown}; say more of it")

    def _beginning_with(self, name: str) -> list[DocumentRecord]:
        """Those whose id begins so, or whose file name is this without its ending; by id."""
        rows = self._connection.execute(
            f"{_RECORD} WHERE d.number IN (SELECT number FROM documents WHERE id >= ?1 AND id < ?1 || char(1114111) "
            "UNION SELECT number FROM documents WHERE file > ?1 || '.' AND file < ?1 || '/') ORDER BY d.id",
            (name,),
        )
        return [
            record for record in self._records(rows) if record.id.startswith(name) or Path(record.file).stem == name
        ]

    def _in_any_case(self, name: str) -> list[DocumentRecord]:
        """Those whose id begins so, or whose file has this name, but for capitals; by id."""
        if not (wanted := name.lower()):
            return []
        rows = self._connection.execute(
            f"{_RECORD} WHERE d.number IN (SELECT number FROM documents "
            "WHERE id >= ?1 COLLATE NOCASE AND id < ?1 || char(1114111) COLLATE NOCASE "
            "UNION SELECT number FROM documents "
            "WHERE file >= ?1 COLLATE NOCASE AND file < ?1 || char(1114111) COLLATE NOCASE) ORDER BY d.id",
            (wanted,),
        )
        return [
            record
            for record in self._records(rows)
            if record.id.lower().startswith(wanted) or wanted in (record.file.lower(), Path(record.file).stem.lower())
        ]

    def _called(self, name: str) -> list[DocumentRecord]:
        """Those with an id that is made of their file name, which begins with this; or the one of a citation."""
        if (printed := identifier_of(" ".join(name.split()))) and (cited := self.by_ids([printed])):
            return list(cited.values())
        begins = slug(name)
        found = self._beginning_with(begins) if begins else ()
        return [record for record in found if record.id == local_id(record.file, record.metadata.sha256)]

    def marked(self, mark: str) -> list[DocumentRecord]:
        """Those that print this as their kenmerk or zaaknummer; by id."""
        if not is_mark(mark):
            return []
        # Its spaces and capitals may differ, its digits do not.
        longest = max(re.findall(r"\d+", mark), key=len)
        rows = self._connection.execute(f"{_RECORD} WHERE d.metadata LIKE ? ORDER BY d.id", (f"%{longest}%",))
        wanted = folded(mark)
        return [
            record
            for record in self._records(rows)
            if wanted in (folded(record.metadata.kenmerk or ""), folded(record.metadata.zaaknummer or ""))
        ]

    def in_dossiers(self, dossiers: Iterable[str]) -> list[DocumentRecord]:
        """The documents of any of these dossiers, by date (undated last), then id."""
        rows = self._connection.execute(
            f"{_RECORD} WHERE d.number IN (SELECT document FROM document_dossiers WHERE dossier IN "
            f"(SELECT value FROM json_each(?))) {_BY_DATE}",
            (json.dumps(list(dossiers)),),
        )
        return self._records(rows)

    def referred_to(self, text: str, cited: Iterable[str]) -> list[DocumentRecord]:
        """The documents that a text may mean, in the same order.

        Those with a cited id, those sent with a letter that has one, and those
        whose title stands in the text, from where a word begins.
        """
        ids = json.dumps(list(cited))
        titled = self._connection.execute(
            "SELECT title, document FROM titles WHERE opening IN (SELECT value FROM json_each(?))",
            (json.dumps(list(openings_in(text))),),
        )
        numbers = json.dumps([document for title, document in titled if title in text])
        rows = self._connection.execute(
            f"{_RECORD} WHERE d.number IN (SELECT value FROM json_each(?2) "
            "UNION SELECT number FROM documents WHERE id IN (SELECT value FROM json_each(?1)) UNION SELECT number "
            "FROM documents WHERE attachment_of IN (SELECT value FROM json_each(?1))) "
            f"{_BY_DATE}",
            (ids, numbers),
        )
        return self._records(rows)

    def load(self, id: str) -> Document:
        """The document as it was read.

        Raises:
            DocumentNotFoundError: there is none with this id.
            DamagedDocumentError: it is not as it was stored.
        """
        row = self._connection.execute("SELECT number FROM documents WHERE id = ?", (id,)).fetchone()
        if row is None:
            raise DocumentNotFoundError(f"no document {id!r} in the library")
        if not self._is_sound(row[0], "document"):
            raise DamagedDocumentError(id, self._place)
        metadata, text, spans = self._connection.execute(
            "SELECT metadata, text, spans FROM documents WHERE number = ?", row
        ).fetchone()
        return unpack(self._corrections.all().applied_to(metadata_from_json(metadata)), text, spans)

    def is_sound(self, id: str) -> bool:
        """Whether a document is as it was stored; one that is not held is."""
        row = self._connection.execute("SELECT number FROM documents WHERE id = ?", (id,)).fetchone()
        return row is None or self._is_sound(row[0])

    def _is_sound(self, number: int, part: Part | None = None) -> bool:
        """A server looks after what it stores itself."""
        return not isinstance(self._connection, sqlite3.Connection) or is_sound(self._connection, number, part)

    def metadata_as_read(self, id: str) -> Metadata:
        """What the paper says of itself, without corrections. Raises DocumentNotFoundError."""
        row = self._connection.execute("SELECT metadata FROM documents WHERE id = ?", (id,)).fetchone()
        if row is None:
            raise DocumentNotFoundError(f"no document {id!r} in the library")
        return metadata_from_json(row[0])

    def text_of(self, id: str) -> str | None:
        """The text of a document alone; None where it is not held."""
        row = self._connection.execute("SELECT text FROM documents WHERE id = ?", (id,)).fetchone()
        return str(row[0]) if row else None

    def texts(self) -> Iterator[tuple[str, str]]:
        """(id, text) of every document, by date."""
        yield from self._connection.execute("SELECT id, text FROM documents ORDER BY date IS NULL, date, id")

    def original(self, record: DocumentRecord) -> Path:
        """The stored PDF or XML itself."""
        return self._originals.path(original_name(record.metadata.sha256, record.path))

    def keep_original(self, source: Path, sha256: str) -> None:
        """Copy a file beside the library under its hash, unless it is there."""
        self._originals.keep(source, original_name(sha256, str(source)))

    def half_written(self) -> list[Path]:
        """What runs that were killed left beside the originals."""
        return self._originals.half_written()

    def keep_origin(self, origin: Origin) -> None:
        """Note beside an original where it came from, so that the library can be made again from originals alone."""
        self._originals.note(f"{origin.sha256}.json", json.dumps(origin._asdict(), ensure_ascii=False))

    def insert(self, prepared: Prepared, *, file: str, path: str, pipeline: str, xml_sha256: str | None) -> int:
        """Store a document itself; returns its number. Call inside a transaction."""
        metadata, known = prepared.metadata, self._corrections.all().applied_to(prepared.metadata)
        row = self._connection.execute(
            "INSERT INTO documents (id, sha256, xml_sha256, file, path, kind, title, date, attachment_of, metadata, "
            "n_pages, pages_without_text, text, spans, pipeline, added) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?) "
            "RETURNING number",
            (
                metadata.id,
                metadata.sha256,
                xml_sha256,
                file,
                path,
                known.kind,
                known.title or known.subject,
                known.date,
                metadata.attachment_of,
                metadata_to_json(metadata),
                prepared.n_pages,
                json.dumps(prepared.pages_without_text),
                prepared.text,
                prepared.spans,
                pipeline,
                datetime.now(UTC).isoformat(timespec="seconds"),
            ),
        ).fetchone()
        number = int(row[0])
        self._insert_dossiers(number, known)
        self._connection.executemany(
            "INSERT INTO titles VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            [(title[:OPENING], title, number) for title in naming_titles(metadata)],
        )
        return number

    def days_of(self, kind: str) -> list[tuple[str, str | None]]:
        """The ids of all papers of a kind with their dates."""
        rows = self._connection.execute("SELECT id, date FROM documents WHERE kind = ? ORDER BY id", (kind,))
        return [(str(id), day) for id, day in rows]

    def guess_date(self, id: str, day: str) -> None:
        """Note a date that another paper tells. Call inside a transaction."""
        read = self.metadata_as_read(id)
        dated = metadata_to_json(replace(read, date=day, guessed=(*read.guessed, "date")))
        self._connection.execute("UPDATE documents SET metadata = ? WHERE id = ?", (dated, id))
        self.correct(id)

    def correct(self, id: str) -> None:
        """Let the filters know a document as it is corrected now. Call inside a transaction."""
        known = self._corrections.all().applied_to(self.metadata_as_read(id))
        (number,) = self._connection.execute("SELECT number FROM documents WHERE id = ?", (id,)).fetchone()
        self._connection.execute(
            "UPDATE documents SET kind = ?, title = ?, date = ? WHERE number = ?",
            (known.kind, known.title or known.subject, known.date, number),
        )
        self._connection.execute("DELETE FROM document_dossiers WHERE document = ?", (number,))
        self._insert_dossiers(number, known)
        self.stamp(number)

    def stamp(self, number: int) -> None:
        """Note the checksums of a document as it is now, where the record keeps some. Call inside a transaction."""
        if isinstance(self._connection, sqlite3.Connection):
            stamp(self._connection, number)

    def delete(self, id: str) -> None:
        """Take a document out, with all that was found in it. Call inside a transaction."""
        self._passages.forget_words(id)
        (number,) = self._connection.execute("SELECT number FROM documents WHERE id = ?", (id,)).fetchone()
        hashes = self._connection.execute("SELECT text_hash FROM passages WHERE document = ?", (number,)).fetchall()
        named = self._connection.execute(
            "SELECT DISTINCT label, identity FROM entities WHERE document = ?", (number,)
        ).fetchall()
        self._connection.execute("DELETE FROM documents WHERE number = ?", (number,))
        # What other documents have too stays.
        self._connection.executemany(
            "DELETE FROM embeddings WHERE text_hash = ?1 AND NOT EXISTS "
            "(SELECT 1 FROM passages p WHERE p.text_hash = ?1)",
            hashes,
        )
        self._connection.executemany(
            "DELETE FROM names WHERE label = ?1 AND identity = ?2 AND NOT EXISTS "
            "(SELECT 1 FROM entities e WHERE e.label = ?1 AND e.identity = ?2)",
            named,
        )

    def drop_original(self, record: DocumentRecord) -> None:
        """Remove the stored file of a document that was taken out."""
        sha256 = record.metadata.sha256
        self._originals.drop(original_name(sha256, record.path), metadata_name(sha256), f"{sha256}.json")
        if record.xml_sha256:
            self._originals.drop(f"{record.xml_sha256}.xml")

    def move(self, record: DocumentRecord, path: str) -> None:
        """Note that a document's file stands elsewhere now. Call inside a transaction."""
        self._connection.execute(
            "UPDATE documents SET path = ?, file = ? WHERE id = ?", (path, Path(path).name, record.id)
        )
        sha256 = record.metadata.sha256
        self.keep_origin(Origin(record.id, sha256, record.xml_sha256, Path(path).name, path, record.pipeline))

    def add_copy(self, record: DocumentRecord, path: str) -> None:
        """Note that another file has the same bytes. Call inside a transaction."""
        self._connection.execute(
            "INSERT INTO copies SELECT ?, number, ? FROM documents WHERE id = ? "
            "ON CONFLICT (path) DO UPDATE SET document = excluded.document, file = excluded.file",
            (path, Path(path).name, record.id),
        )

    def check(self) -> list[str]:
        """Documents whose original is gone or altered, as sentences."""
        problems = []
        for record in self.all():
            original = self.original(record)
            if not original.exists():
                problems.append(f"{record.id}: its original {original.name} is gone; add {record.file} again")
            elif hashlib.sha256(original.read_bytes()).hexdigest() != record.metadata.sha256:
                problems.append(f"{record.id}: its original {original.name} was altered; add {record.file} again")
        return problems

    def _insert_dossiers(self, number: int, metadata: Metadata) -> None:
        self._connection.executemany(
            "INSERT INTO document_dossiers VALUES (?, ?) ON CONFLICT DO NOTHING",
            [(number, d) for d in metadata.dossiers],
        )


def original_name(sha256: str, path: str) -> str:
    """The name an original is kept under: its hash, and the ending that tells how it is read."""
    ending = Path(path).suffix.lower()
    return sha256 + (ending if ending in _KEPT_ENDINGS else ".pdf")
