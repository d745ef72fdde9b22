"""Files that are written whole, and that know which generation of the library they were made from.

Behind the content stand 40 bytes of ours: the stamp. Whoever reads the content
by its own format, as FAISS does, never comes to them.
"""

from __future__ import annotations

import os
import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from ingest.atomic import locked_part

# Magic, the stamp's three numbers, the checksum.
_STAMP = struct.Struct("<8sqqqI4x")
_MAGIC = b"vpstamp\x01"
# The checksum covers all of a file up to this size, and of a larger one its two ends:
# reading all of a gigabyte would cost each search a second.
_CHECKED_BYTES = 32 * 2**20


class DamagedFileError(Exception):
    """The file is missing, truncated or not ours."""


class Stamp(NamedTuple):
    """generation: of the library. base: the generation of the file that this one adds to. n_bytes: of the content."""

    generation: int
    base: int
    n_bytes: int


def write_stamped(path: Path, generation: int, base: int, write: Callable[[Path], None]) -> None:
    """Write a file beside, stamp it, sync it, and put it in the place of the old one.

    Args:
        path: where; the folder exists.
        write: writes the content to the path it is given.
    """
    handle, beside = locked_part(path.parent, f"{path.name}.")
    try:
        write(beside)
        n_bytes = beside.stat().st_size
        checksum = _checksum(beside, n_bytes)
        with beside.open("ab") as file:
            file.write(_STAMP.pack(_MAGIC, generation, base, n_bytes, checksum))
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    finally:
        os.close(handle)
        beside.unlink(missing_ok=True)


def read_stamp(path: Path) -> Stamp:
    """The stamp of a file whose content is as it was written.

    Raises:
        DamagedFileError: it is not.
    """
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            file.seek(max(0, size - _STAMP.size))
            magic, generation, base, n_bytes, checksum = _STAMP.unpack(file.read())
    except (OSError, struct.error) as error:
        raise DamagedFileError(f"{path}: {error}") from error
    if magic != _MAGIC or n_bytes != size - _STAMP.size:
        raise DamagedFileError(f"{path}: it is truncated, or not a file of ours")
    if checksum != _checksum(path, n_bytes):
        raise DamagedFileError(f"{path}: its checksum is wrong")
    return Stamp(generation, base, n_bytes)


def _checksum(path: Path, n_bytes: int) -> int:
    with path.open("rb") as file:
        if n_bytes <= _CHECKED_BYTES:
            return zlib.crc32(file.read(n_bytes))
        checksum = zlib.crc32(file.read(_CHECKED_BYTES // 2))
        file.seek(n_bytes - _CHECKED_BYTES // 2)
        return zlib.crc32(file.read(_CHECKED_BYTES // 2), checksum)
