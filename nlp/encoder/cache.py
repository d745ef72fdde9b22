"""Folders that are made once from something else and kept in the user's cache."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

_MANIFEST = "sha256.json"


def cache_root() -> Path:
    """$VINDPLAATS_CACHE, or the folder for caches of this system."""
    from platformdirs import user_cache_path

    chosen = os.environ.get("VINDPLAATS_CACHE")
    return Path(chosen) if chosen else user_cache_path("vindplaats")


def cached_folder(name: str, make: Callable[[Path], None]) -> Path:
    """The folder of this name in the cache, made when it is missing or damaged.

    It is made beside and renamed when whole, so that a killed process leaves
    nothing that looks finished; of two processes one makes it and the other waits.

    Args:
        name: it must change when what make does changes.
        make: fills an empty folder.

    Raises:
        OSError: the cache cannot be written.
    """
    from filelock import FileLock

    root = cache_root()
    folder = root / name
    if is_sound(folder):
        return folder
    root.mkdir(parents=True, exist_ok=True)
    with FileLock(root / f"{name}.lock"):
        if is_sound(folder):
            return folder
        for left in root.glob(f"{name}.????????"):
            # Of a process that was killed: who makes one holds the lock.
            shutil.rmtree(left, ignore_errors=True)
        beside = Path(tempfile.mkdtemp(prefix=f"{name}.", dir=root))
        try:
            make(beside)
            (beside / _MANIFEST).write_text(json.dumps(_digests(beside)))
            shutil.rmtree(folder, ignore_errors=True)
            beside.rename(folder)
        finally:
            shutil.rmtree(beside, ignore_errors=True)
    return folder


def is_sound(folder: Path) -> bool:
    """Whether every file is there as it was made."""
    try:
        manifest = json.loads((folder / _MANIFEST).read_bytes())
        return bool(manifest == _digests(folder))
    except (OSError, ValueError):
        return False


def _digests(folder: Path) -> dict[str, str]:
    digests = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name != _MANIFEST:
            with path.open("rb") as file:
                digests[path.relative_to(folder).as_posix()] = hashlib.file_digest(file, "sha256").hexdigest()
    return digests
