"""A whole library copied between a folder and a server."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.errors import LibraryError
from index.library import Place, Server, open_library

if TYPE_CHECKING:
    from index.library.postgres.copying import Copied, Progress


def copy_library(source: Place, target: Place, progress: Progress | None = None) -> Copied:
    """Copy all of a library, notes and originals too, to where there is none yet.

    Args:
        progress: told (what is copied now, how many papers that was done for, how many there are).

    Raises:
        LibraryError: both are folders, there is no library to copy, or the target holds papers or notes.
    """
    if not isinstance(source, Server) and not isinstance(target, Server):
        raise LibraryError(f"{source} and {target} are both folders: copy the folder {source} with your system")
    # Refused before a target is made.
    with open_library(source) as opened, open_library(target, create=True) as new:
        from index.library.postgres.copying import copy

        copied = copy(opened, new, progress)
    return copied
