"""Files that are whole or not there: written beside, flushed to the disk, and renamed."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from glob import escape
from pathlib import Path
from time import sleep
from typing import IO

from ingest.system import RENAMES_OPEN_FILES, lock

# How the file beside is called. Who writes it holds a lock on it, so one without a lock is of a run that was killed.
PART = ".part"
# Windows has neither links nor pipes that could stand there.
NO_SURPRISE = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


@contextmanager
def writing(path: Path, *, clear: bool = True) -> Iterator[IO[bytes]]:
    """A file to write in that takes its place under its name at the end; after an error or a kill it does not.

    What stood under the name stays until then, and gives the new file its
    permissions. A pipe or device is written to as it is.

    Args:
        clear: throw away what killed runs left beside it. Not for folders of
            thousands of files, which would be looked through each time.

    Raises:
        OSError: it cannot be written.
    """
    path = Path(os.path.realpath(path))
    if path.exists() and not path.is_file():
        with path.open("wb") as file:
            yield file
        return
    prefix = f".{path.name[:100]}."
    if clear:
        throw_away_left(path.parent.glob(f"{escape(prefix)}????????{PART}"))
    handle, beside = locked_part(path.parent, prefix)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
            beside.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
            if RENAMES_OPEN_FILES:
                # While the lock is held.
                beside.replace(path)
        if not RENAMES_OPEN_FILES:
            _replace_when_closed(beside, path)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise


def locked_part(folder: Path, prefix: str) -> tuple[int, Path]:
    """A new file to write beside another, open, with a lock on it for as long as it is."""
    while True:
        handle, name = tempfile.mkstemp(prefix=prefix, suffix=PART, dir=folder)
        with suppress(OSError):
            # Some disks know no locks: there nothing is thrown away.
            lock(handle)
        if os.fstat(handle).st_nlink:
            return handle, Path(name)
        # Thrown away by another before it had its lock.
        os.close(handle)


@contextmanager
def temporary_folder() -> Iterator[Path]:
    """A folder for what is needed for a moment; it goes at the end, and so do those of runs that were killed."""
    prefix = "vindplaats-"
    throw_away_left(Path(tempfile.gettempdir()).glob(f"{prefix}????????{PART}"))
    handle, folder = _locked_folder(prefix)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        if handle is not None:
            os.close(handle)


def _locked_folder(prefix: str) -> tuple[int | None, Path]:
    """A new folder, and what holds its lock: nothing on Windows, which locks no folders and clears none away."""
    while True:
        folder = Path(tempfile.mkdtemp(prefix=prefix, suffix=PART))
        # Another may throw it away before it has its lock.
        with suppress(FileNotFoundError):
            try:
                handle = os.open(folder, os.O_RDONLY)
            except PermissionError:
                return None, folder
            with suppress(OSError):
                lock(handle)
            if folder.exists():
                return handle, folder
            os.close(handle)


def throw_away_left(parts: Iterable[Path]) -> None:
    """Throw away the files or folders, among these, that no process that still runs holds a lock on."""
    for part in parts:
        with suppress(OSError):
            handle = os.open(part, os.O_RDONLY | NO_SURPRISE)
            try:
                lock(handle, wait=False)
                if part.is_dir():
                    shutil.rmtree(part)
                else:
                    part.unlink()
            finally:
                os.close(handle)


def _replace_when_closed(beside: Path, path: Path) -> None:
    """Rename where that is refused for as long as another has one of them open: for three seconds."""
    for _ in range(30):
        with suppress(PermissionError):
            beside.replace(path)
            return
        sleep(0.1)
    beside.replace(path)


def write_bytes(path: Path, data: bytes, *, clear: bool = True) -> None:
    """Write a file whole, or not at all."""
    with writing(path, clear=clear) as file:
        file.write(data)


def write_text(path: Path, text: str, *, clear: bool = True) -> None:
    """Write a file in UTF-8 whole, or not at all."""
    write_bytes(path, text.encode(), clear=clear)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
