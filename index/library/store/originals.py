"""The originals of a library: the papers themselves by SHA-256, and beside each a note of where it came from."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from index.errors import LibraryError
from ingest.atomic import write_text, writing
from ingest.metadata.local import METADATA_ENDING

# No separator, and no dot but before the ending.
_NAME = re.compile(r"[\w-]{1,80}\.\w{1,10}")


def metadata_name(sha256: str) -> str:
    """The name under which the published metadata of an original are kept."""
    return f"{sha256}.metadata"


class Originals:
    """The originals in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path(self, name: str) -> Path:
        """Where the file lies on this machine; it may be gone.

        Raises:
            LibraryError: the name is none of an original, as a record that others can write may have.
        """
        if not _NAME.fullmatch(name):
            raise LibraryError(f"{name[:100]!r} is no name of an original; the record of that paper is not sound")
        return self._folder / name

    def keep(self, source: Path, name: str) -> None:
        """Copy a file here, unless one of this name is there."""
        target = Originals.path(self, name)
        if target.exists():
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        with source.open("rb") as read, writing(target, clear=False) as write:
            shutil.copyfileobj(read, write)

    def content(self, name: str) -> bytes | None:
        """The bytes themselves; None where there are none."""
        try:
            return Originals.path(self, name).read_bytes()
        except FileNotFoundError:
            return None

    def put(self, name: str, content: bytes, *, replace: bool) -> None:
        """Keep bytes under a name; those that are there stay, or are replaced."""
        target = Originals.path(self, name)
        if replace or not target.exists():
            self._folder.mkdir(parents=True, exist_ok=True)
            with writing(target, clear=False) as file:
                file.write(content)

    def note(self, name: str, text: str) -> None:
        """Write a note, in place of one of this name."""
        write_text(Originals.path(self, name), text, clear=False)

    def drop(self, *names: str) -> None:
        """Remove files and notes; those that are gone are passed over."""
        for name in names:
            Originals.path(self, name).unlink(missing_ok=True)

    def keep_metadata(self, source: Path, sha256: str) -> None:
        """Keep what was published about a paper and lies beside it, so that it can be read again as it was."""
        beside = source.with_suffix(METADATA_ENDING)
        if beside.is_file():
            self.put(metadata_name(sha256), beside.read_bytes(), replace=True)
        else:
            self.drop(metadata_name(sha256))

    def half_written(self) -> list[Path]:
        """What runs that were killed left here."""
        return list(self._folder.glob("*.part"))
