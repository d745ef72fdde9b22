"""What is known of the files in a download folder: kept in one small JSON file beside them."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from ingest.sources.model import FetchError

STATE_FILE = "state.json"


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file as it came down. is_shell: an XML edition without text; only this record of it is kept."""

    url: str
    size: int
    sha256: str
    etag: str | None = None
    last_modified: str | None = None
    is_shell: bool = False


@dataclass(frozen=True, slots=True)
class FolderState:
    """version: of the publication (Publication.version) that the files, by name, were all fetched for."""

    version: str | None = None
    files: Mapping[str, StoredFile] = field(default_factory=dict)

    def with_file(self, name: str, stored: StoredFile) -> FolderState:
        return replace(self, files={**self.files, name: stored})


def folder_of(root: Path, id: str) -> Path:
    """The folder for a paper, which is always directly inside root.

    Raises:
        FetchError: the id, which a server may have made up, would lead elsewhere.
    """
    folder = root / id
    plain = id and id[0] != "." and all(char.isascii() and (char.isalnum() or char in "-._") for char in id)
    if not plain or len(id) > 100 or folder.resolve().parent != root.resolve():
        raise FetchError(f"refused {id[:100]!r}: that cannot be the identifier of a paper")
    return folder


def read_state(folder: Path) -> FolderState:
    """The state of a folder; an empty one when there is none that can be read, so that all is fetched again."""
    try:
        stored = json.loads((folder / STATE_FILE).read_text("utf-8"))
        files = {name: StoredFile(**facts) for name, facts in stored["files"].items()}
        return FolderState(stored["version"], files)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return FolderState()


def write_state(folder: Path, state: FolderState) -> None:
    """Replace the state in one step: it is the old one or the new one, also after a kill."""
    files = {name: asdict(stored) for name, stored in state.files.items()}
    write_whole(folder / STATE_FILE, json.dumps({"version": state.version, "files": files}, indent=1))


def write_whole(path: Path, text: str) -> None:
    """Write a text beside its place and rename it. What a kill leaves beside it is renamed by the next write."""
    beside = path.with_name("writing.new")
    with beside.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)


def is_intact(path: Path, stored: StoredFile | None) -> bool:
    """Whether the file on disk is the one that came down."""
    if stored is None:
        return False
    if stored.is_shell:
        return True
    return path.is_file() and path.stat().st_size == stored.size and sha256_of(path) == stored.sha256


def sha256_of(path: Path) -> str:
    """Hex SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
