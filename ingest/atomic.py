"""Files that are whole or not there: written beside, flushed to the disk, and renamed."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

# How the file beside is called: who finds one of a run that was killed may throw it away.
PART = ".part"


@contextmanager
def writing(path: Path) -> Iterator[IO[bytes]]:
    """A file to write in that takes its place under its name at the end; after an error or a kill it does not.

    What stood under the name stays until then, and gives the new file its
    permissions. A pipe or device is written to as it is.

    Raises:
        OSError: it cannot be written.
    """
    path = Path(os.path.realpath(path))
    if path.exists() and not path.is_file():
        with path.open("wb") as file:
            yield file
        return
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:100]}.", suffix=PART, dir=path.parent)
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        beside.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
        beside.replace(path)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise


def write_bytes(path: Path, data: bytes) -> None:
    """Write a file whole, or not at all."""
    with writing(path) as file:
        file.write(data)


def write_text(path: Path, text: str) -> None:
    """Write a file in UTF-8 whole, or not at all."""
    write_bytes(path, text.encode())


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
