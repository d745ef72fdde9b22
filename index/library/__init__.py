"""The library on disk: one folder, with one SQLite file as the record and one for what people made.

    originals/       the papers themselves, by SHA-256
    library.sqlite   derived from them: all that was found; open it with any SQLite tool
    vectors.faiss    derived from that: may be deleted at any time
    notes.sqlite     what people made: briefing, saved searches, decisions, followed dossiers

This package is the only place that knows SQL.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from index.errors import LibraryError, NoLibraryError, NotWritableError
from index.library.damage import DAMAGE, damage_in
from index.library.documents import Documents
from index.library.dossiers import Dossiers
from index.library.findings import Findings
from index.library.ledger import Ledger
from index.library.notes import Notes
from index.library.notes.corrections import Corrections
from index.library.notes.decisions import EntityDecisions
from index.library.notes.judgements import Judgements
from index.library.notes.quotations import Quotations
from index.library.notes.searches import Searches
from index.library.opening import connect, write_lock
from index.library.passages import Passages
from index.library.prepared import Prepared
from index.library.review import Review
from index.library.sums import stamp, stamp_file, stamp_rest, unstamp_tables
from index.library.vocabulary import Vocabulary
from index.model import DocumentRecord
from ingest.atomic import throw_away_left
from ingest.system import is_running

DEFAULT_PATH = Path("vindplaats.library")
# A second 'add' waits this long for the first before it says so.
LOCK_WAIT_S = 600.0
# A file of 4 MB is left as it is.
_SMALL_PAGES = 1000


class Library:
    """An open library: documents, passages, findings in them, and the ledger of what failed or is missing.

    Open one with open_library; it is a context manager. Writing is done
    inside `with library.writing():`, in one transaction a document. What
    people make is written by itself, whoever else writes; several notes that
    belong together inside `with library.notes.writing():`.

    originals: the folder of the papers themselves.
    why_read_only: what keeps it from being written; None where nothing does.
    """

    def __init__(
        self,
        path: Path,
        connection: sqlite3.Connection,
        why_read_only: str | None,
        notes: Notes,
        originals: Path,
    ) -> None:
        self.path = path
        self.why_read_only = why_read_only
        self.notes = notes
        self._connection = connection
        self.corrections = Corrections(notes)
        self.documents = Documents(connection, originals, self.corrections)
        self.passages = Passages(connection)
        self.vocabulary = Vocabulary(connection)
        decisions = EntityDecisions(notes)
        self.findings = Findings(connection, decisions)
        self.review = Review(connection, decisions)
        self.ledger = Ledger(connection)
        self.judgements = Judgements(notes)
        self.quotations = Quotations(notes)
        self.dossiers = Dossiers(connection, notes)
        self.searches = Searches(notes, self.passages.last_id)

    @property
    def vectors_path(self) -> Path:
        return self.path / "vectors.faiss"

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

    def begin_after(self, give: Callable[[sqlite3.Connection], None]) -> None:
        """Let an earlier library give what this one goes on from. Call inside a transaction."""
        give(self._connection)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is written inside is kept, or nothing is; inside another, part of that."""
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
            if isinstance(error, sqlite3.OperationalError):
                raise LibraryError(
                    f"{self.path} cannot be written: {error}. What was in it is unharmed; make room on the disk "
                    "or ask for write access, then do the same again."
                ) from error
            raise

    @contextmanager
    def reading(self) -> Iterator[None]:
        """All that is read inside is the library at one moment, whatever others write meanwhile."""
        if self._connection.in_transaction:
            yield
            return
        self._connection.execute("BEGIN")
        try:
            yield
        finally:
            self._connection.execute("COMMIT")

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
            stamp(self._connection, number)

    @contextmanager
    def writing(self, wait_s: float = LOCK_WAIT_S) -> Iterator[None]:
        """Keep other writers out.

        Raises:
            LibraryBusyError: another still writes after wait_s seconds.
            NotWritableError: the library is opened for reading only, or its lock cannot be written.
        """
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
        """Throw away what runs that were killed left half written. Call inside writing."""
        throw_away_left(
            [*self.documents.half_written(), *self.path.rglob("attachments/*/*.part"), *self.path.glob("*.part")]
        )
        for folder in self.path.glob("rebuilding*"):
            _, _, pid = folder.name.partition("-")
            if not (pid.isdigit() and is_running(int(pid))):
                shutil.rmtree(folder, ignore_errors=True)

    def check(self) -> list[str]:
        """What is wrong with the library, as sentences that name the command that helps; empty when all is well."""
        return [
            *damage_in(self._connection, self.path, writable=not self.why_read_only),
            *self._or_damage(self.documents.check),
            *self.notes.check(),
        ]

    def _or_damage(self, check: Callable[[], list[str]]) -> list[str]:
        try:
            return check()
        except (*DAMAGE, LibraryError):
            # It is told of the document, the table or the notes in which it is.
            return []

    def close(self) -> None:
        self.notes.close()
        self._connection.close()

    def __enter__(self) -> Library:
        return self

    def __exit__(self, _: object, error: BaseException | None, *__: object) -> None:
        """An error that comes of damage is told as such, with the command that helps."""
        try:
            if isinstance(error, DAMAGE) and (found := self.check()):
                raise LibraryError(found[0]) from error
        finally:
            self.close()

    def _meta(self, name: str) -> str | None:
        row = self._connection.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return row[0] if row else None

    def _set_meta(self, name: str, value: str) -> None:
        self._connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))


def library_path(given: Path | None) -> Path:
    """The library asked for: --library, else $VINDPLAATS_LIBRARY, else ./vindplaats.library."""
    return given or Path(os.environ.get("VINDPLAATS_LIBRARY") or DEFAULT_PATH)


def open_library(path: Path, *, create: bool = False, beside: Path | None = None) -> Library:
    """Open the library in a folder; for reading only, where it cannot be written.

    Args:
        path: the library's folder.
        create: make an empty one when there is none, to write in.
        beside: another library's folder, whose originals and notes this one is derived from.

    Raises:
        NoLibraryError: there is none, and create is False.
        NotWritableError: it cannot be written, and create is True.
        UnfinishedLibraryError: an interrupted run left changes that cannot be taken in without writing.
        LibraryError: what is there is no library, or one of another version.
    """
    file = path / "library.sqlite"
    try:
        # Not file.exists(): that says no where one may not look.
        file.stat()
    except (FileNotFoundError, NotADirectoryError):
        if path.exists() and not path.is_dir():
            raise LibraryError(f"{path} is a file, not a library; name another place with --library") from None
        if not create:
            raise NoLibraryError(path) from None
        _make_folder(path)
    except OSError as error:
        raise LibraryError(
            f"{path} cannot be opened ({error.strerror}); ask for access to it, or name another with --library"
        ) from error
    connection = connect(file, create=create)
    try:
        notes = Notes(beside or path)
    except BaseException:
        connection.sqlite.close()
        raise
    return Library(path, connection.sqlite, connection.why_read_only, notes, (beside or path) / "originals")


def _make_folder(path: Path) -> None:
    try:
        (path / "originals").mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LibraryError(f"cannot make a library in {path}: {error.strerror}; name another --library") from error
