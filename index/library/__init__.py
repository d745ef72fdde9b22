"""The library: in one folder, with one SQLite file as the record and one for what people made, or on a server.

    originals/       the papers themselves, by SHA-256
    library.sqlite   derived from them: all that was found; open it with any SQLite tool
    vectors.faiss    derived from that: may be deleted at any time
    notes.sqlite     what people made: briefing, saved searches, decisions, followed dossiers

All of it, the originals too, may be in a database of PostgreSQL instead (index.library.postgres).
This package is the only place that knows SQL.
"""

from __future__ import annotations

import os
from pathlib import Path

from index.errors import LibraryError, NoLibraryError
from index.library.core import LOCK_WAIT_S, FolderLibrary, Library
from index.library.notes import Notes
from index.library.opening import connect
from index.library.store.place import Place, Server, place_of

__all__ = [
    "DEFAULT_PATH",
    "LOCK_WAIT_S",
    "FolderLibrary",
    "Library",
    "Place",
    "Server",
    "folder_only",
    "library_path",
    "open_folder",
    "open_library",
]

DEFAULT_PATH = Path("vindplaats.library")


def library_path(given: str | Path | None) -> Place:
    """The library asked for: --library, else $VINDPLAATS_LIBRARY, else ./vindplaats.library."""
    if isinstance(given, Path):
        return given
    named = given or os.environ.get("VINDPLAATS_LIBRARY")
    return place_of(named) if named else DEFAULT_PATH


def folder_only(place: Place, what: str) -> Path:
    """The folder of a library, for what is done in a folder only.

    Raises:
        LibraryError: it is on a server; the sentence says that `what` is not available there.
    """
    if isinstance(place, Server):
        raise LibraryError(
            f"{what} is not available for a library in PostgreSQL; copy it to a folder with "
            f"'vindplaats library copy {place} FOLDER', and name that with --library"
        )
    return place


def open_library(path: Place, *, create: bool = False) -> Library:
    """Open the library in a folder or on a server; for reading only, where it cannot be written.

    Args:
        path: the library's folder, or the server and database.
        create: make an empty one when there is none, to write in.

    Raises:
        NoLibraryError: there is none, and create is False.
        NotWritableError: it cannot be written, and create is True.
        UnfinishedLibraryError: an interrupted run left changes that cannot be taken in without writing.
        LibraryError: what is there is no library, or one of another version, or the server does not answer.
    """
    if isinstance(path, Server):
        from index.library.postgres.opening import open_on_server

        return open_on_server(path, create=create)
    return open_folder(path, create=create)


def open_folder(path: Path, *, create: bool = False, beside: Path | None = None) -> FolderLibrary:
    """Open the library in a folder, as open_library.

    Args:
        beside: another library's folder, whose originals and notes this one is derived from.
    """
    try:
        str(path).encode("utf-8")
    except UnicodeEncodeError:
        # FAISS cannot write a file there.
        raise LibraryError(f"{path} is no name in UTF-8; name another folder with --library") from None
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
    return FolderLibrary(path, connection.sqlite, connection.why_read_only, notes, (beside or path) / "originals")


def _make_folder(path: Path) -> None:
    try:
        (path / "originals").mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LibraryError(f"cannot make a library in {path}: {error.strerror}; name another --library") from error
