"""An open library: documents, passages, findings in them, and the ledger of what failed or is missing."""

from __future__ import annotations

import shutil
import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import Self

from index.errors import LibraryBusyError, LibraryError, NotWritableError
from index.library.documents import Documents
from index.library.dossiers import Dossiers
from index.library.findings import Findings
from index.library.ledger import Ledger
from index.library.mending.damage import DAMAGE, damage_in
from index.library.mending.sums import is_busy, stamp_file, stamp_rest, unstamp_tables
from index.library.notes import Notes
from index.library.notes.corrections import Corrections
from index.library.notes.decisions import EntityDecisions
from index.library.notes.judgements import Judgements
from index.library.notes.quotations import Quotations
from index.library.notes.remarks import Remarks
from index.library.notes.searches import Searches
from index.library.opening import BUSY_WAIT_S, write_lock
from index.library.passages import Passages
from index.library.prepared import Prepared
from index.library.review import Review
from index.library.store.database import Database
from index.library.store.nearest import Nearest
from index.library.store.originals import Originals
from index.library.store.place import Place
from index.library.wording.vocabulary import Vocabulary
from index.model import DocumentRecord
from ingest.atomic import throw_away_left
from ingest.system import is_running

# A second 'add' waits this long for the first before it says so.
LOCK_WAIT_S = 600.0
# A file of 4 MB is left as it is.
_SMALL_PAGES = 1000


class Library(ABC):
    """An open library: documents, passages, findings in them, and the ledger of what failed or is missing.

    Open one with open_library; it is a context manager. Writing is done
    inside `with library.writing():`, in one transaction a document. What
    people make is written by itself, whoever else writes; several notes that
    belong together inside `with library.notes.writing():`.

    path: its folder, or the server and database that hold it.
    why_read_only: what keeps it from being written; None where nothing does.
    """

    def __init__(
        self,
        path: Place,
        connection: Database,
        why_read_only: str | None,
        notes: Notes,
        originals: Originals,
        passages: Passages,
        vocabulary: Vocabulary,
    ) -> None:
        self.path = path
        self.why_read_only = why_read_only
        self.notes = notes
        self._database = connection
        self.originals = originals
        self.corrections = Corrections(notes)
        self.documents = Documents(connection, originals, self.corrections, passages, path)
        self.passages = passages
        self.vocabulary = vocabulary
        decisions = EntityDecisions(notes)
        self.findings = Findings(connection, decisions)
        self.review = Review(connection, decisions)
        self.ledger = Ledger(connection)
        self.judgements = Judgements(notes)
        self.quotations = Quotations(notes)
        self.remarks = Remarks(notes)
        self.dossiers = Dossiers(connection, notes)
        self.searches = Searches(notes, self.passages.last_id)

    @property
    def generation(self) -> int:
        """Goes up with every document that comes or goes; the FAISS file carries the one it was made from."""
        return int(self._meta("generation") or 0)

    @property
    def embedder_name(self) -> str | None:
        return self._meta("embedder")

    @property
    def embedder_fingerprint(self) -> str | None:
        return self._meta("embedder_fingerprint")

    @property
    def vectors_since(self) -> int:
        """The generation from which on the vectors are of the model that they are of now."""
        return int(self._meta("vectors_since") or 0)

    def next_generation(self) -> None:
        """State that the passages, or their vectors, are others than before. Call inside a transaction."""
        self._set_meta("generation", str(self.generation + 1))

    def record_embedder(self, name: str, fingerprint: str) -> None:
        """State which model the vectors are of. Call before next_generation, in the same transaction."""
        if fingerprint != self.embedder_fingerprint:
            self._set_meta("vectors_since", str(self.generation + 1))
        self._set_meta("embedder", name)
        self._set_meta("embedder_fingerprint", fingerprint)

    def come_after(self, generation: int) -> None:
        """State that nothing is as it was at a generation of this library. Call inside a transaction."""
        if generation:
            new = max(self.generation, generation + 1)
            self._set_meta("generation", str(new))
            self._set_meta("vectors_since", str(new))

    @abstractmethod
    def transaction(self) -> AbstractContextManager[None]:
        """All that is written inside is kept, or nothing is; inside another, part of that."""

    @abstractmethod
    def reading(self) -> AbstractContextManager[None]:
        """All that is read inside is the library at one moment, whatever others write meanwhile."""

    def store(
        self,
        prepared: Prepared,
        *,
        file: str,
        path: str,
        pipeline: str,
        xml_sha256: str | None = None,
        replaces: DocumentRecord | None = None,
    ) -> None:
        """Write one document with all that belongs to it, or nothing. Its original is kept before.

        Args:
            file, path: the name it was added under, and the place.
            pipeline: fingerprint of the stages that prepared it.
            xml_sha256: of the official XML edition that its text is from.
            replaces: a document that goes as this one comes.
        """
        with self.transaction():
            if replaces:
                self.documents.delete(replaces.id)
            number = self.documents.insert(prepared, file=file, path=path, pipeline=pipeline, xml_sha256=xml_sha256)
            passage_ids = self.passages.insert(number, prepared)
            self.findings.insert(number, prepared, passage_ids)
            self.review.insert(number, prepared.tags.rejected)
            self.next_generation()
            self.ledger.forget_failure(path)
            self.documents.stamp(number)

    @abstractmethod
    def writing(self, wait_s: float = LOCK_WAIT_S) -> AbstractContextManager[None]:
        """Keep other writers out.

        Raises:
            LibraryBusyError: another still writes after wait_s seconds.
            NotWritableError: the library is opened for reading only, or its lock cannot be written.
        """

    @abstractmethod
    def stamp(self) -> None:
        """Finish what was written: what depends on all of it is brought up to date."""

    @abstractmethod
    def shrink(self) -> None:
        """Give room back where much of it is free."""

    @abstractmethod
    def clear_remains(self) -> None:
        """Throw away what runs that were killed left half written. Call inside writing."""

    @abstractmethod
    def check(self) -> list[str]:
        """What is wrong with the library, as sentences that name the command that helps; empty when all is well."""

    def own_vectors(self) -> Nearest | None:
        """The vectors as the record searches them itself, as they are now; None for no passage, or no such search."""
        return None

    def still_answers(self) -> bool:
        """Whether it can still be asked: a session of a server may end while nobody asks, or its library be dropped."""
        return True

    def close(self) -> None:
        self.notes.close()
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, _: object, error: BaseException | None, *__: object) -> None:
        """An error that comes of damage is told as such, with the command that helps; so is a file in use."""
        try:
            if error and is_busy(error):
                raise LibraryBusyError(self.path, BUSY_WAIT_S) from error
            if isinstance(error, DAMAGE) and (found := self.check()):
                raise LibraryError(found[0]) from error
        finally:
            self.close()

    def _or_damage(self, check: Callable[[], list[str]]) -> list[str]:
        try:
            return check()
        except (*DAMAGE, LibraryError):
            # It is told of the document, the table or the notes in which it is.
            return []

    def _meta(self, name: str) -> str | None:
        row = self._database.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return row[0] if row else None

    def _set_meta(self, name: str, value: str) -> None:
        self._database.execute(
            "INSERT INTO meta VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value", (name, value)
        )


class FolderLibrary(Library):
    """A library in a folder: SQLite is the record, the originals lie beside it."""

    path: Path

    def __init__(
        self, path: Path, connection: sqlite3.Connection, why_read_only: str | None, notes: Notes, originals: Path
    ) -> None:
        passages, vocabulary = Passages(connection), Vocabulary(connection)
        super().__init__(path, connection, why_read_only, notes, Originals(originals), passages, vocabulary)
        self._connection = connection

    @property
    def connection(self) -> Database:
        return self._connection

    @property
    def vectors_path(self) -> Path:
        return self.path / "vectors.faiss"

    def begin_after(self, give: Callable[[sqlite3.Connection], None]) -> None:
        """Let an earlier library give what this one goes on from. Call inside a transaction."""
        give(self._connection)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        if self._connection.in_transaction:
            yield
            return
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            unstamp_tables(self._connection)
            yield
            self._connection.execute("COMMIT")
        except BaseException as error:
            # SQLite has undone it by itself where the disk was full.
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            if is_busy(error):
                raise LibraryBusyError(self.path, BUSY_WAIT_S) from error
            if isinstance(error, sqlite3.OperationalError):
                raise LibraryError(
                    f"{self.path} cannot be written: {error}. What was in it is unharmed; make room on the disk "
                    "or ask for write access, then do the same again."
                ) from error
            raise

    @contextmanager
    def reading(self) -> Iterator[None]:
        if self._connection.in_transaction:
            yield
            return
        self._connection.execute("BEGIN")
        try:
            yield
        finally:
            self._connection.execute("COMMIT")

    @contextmanager
    def writing(self, wait_s: float = LOCK_WAIT_S) -> Iterator[None]:
        if self.why_read_only:
            raise NotWritableError(self.path, self.why_read_only)
        with write_lock(self.path, wait_s):
            yield
            self.stamp()

    def stamp(self) -> None:
        """Note the checksums of all that was changed, so that damage done from now on is noticed."""
        # What could not be noted, as on a full disk, is noted by the next run.
        with suppress(sqlite3.DatabaseError, OSError):
            stamp_rest(self._connection)
            stamp_file(self._connection, self.path / "library.sqlite")

    def shrink(self) -> None:
        """Give room back to the disk where more than half of the file is free; else what comes next fills it."""
        (free,), (pages,) = (
            self._connection.execute(f"PRAGMA {what}").fetchone() for what in ("freelist_count", "page_count")
        )
        if pages > _SMALL_PAGES and free > pages / 2:
            with suppress(sqlite3.OperationalError):
                self._connection.execute("VACUUM")

    def clear_remains(self) -> None:
        throw_away_left(
            [*self.documents.half_written(), *self.path.glob("attachments/*/*.part"), *self.path.glob("*.part")]
        )
        for folder in self.path.glob("rebuilding*"):
            _, _, pid = folder.name.partition("-")
            if not (pid.isdigit() and is_running(int(pid))):
                shutil.rmtree(folder, ignore_errors=True)

    def check(self) -> list[str]:
        return [
            *damage_in(self._connection, self.path, writable=not self.why_read_only),
            *self._or_damage(self.documents.check),
            *self.notes.check(),
        ]
