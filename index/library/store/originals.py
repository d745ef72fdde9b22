"""The originals of a library: the papers themselves by SHA-256, and beside each a note of where it came from."""

from __future__ import annotations

import shutil
from pathlib import Path

from ingest.atomic import write_text, writing


class Originals:
    """The originals in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path(self, name: str) -> Path:
        """Where the file lies on this machine; it may be gone."""
        return self._folder / name

    def keep(self, source: Path, name: str) -> None:
        """Copy a file here, unless one of this name is there."""
        target = self._folder / name
        if target.exists():
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        with source.open("rb") as read, writing(target, clear=False) as write:
            shutil.copyfileobj(read, write)

    def content(self, name: str) -> bytes | None:
        """The bytes themselves; None where there are none."""
        try:
            return (self._folder / name).read_bytes()
        except FileNotFoundError:
            return None

    def put(self, name: str, content: bytes, *, replace: bool) -> None:
        """Keep bytes under a name; those that are there stay, or are replaced."""
        target = self._folder / name
        if replace or not target.exists():
            self._folder.mkdir(parents=True, exist_ok=True)
            with writing(target, clear=False) as file:
                file.write(content)

    def note(self, name: str, text: str) -> None:
        """Write a note, in place of one of this name."""
        write_text(self._folder / name, text, clear=False)

    def drop(self, *names: str) -> None:
        """Remove files and notes; those that are gone are passed over."""
        for name in names:
            (self._folder / name).unlink(missing_ok=True)

    def half_written(self) -> list[Path]:
        """What runs that were killed left here."""
        return list(self._folder.glob("*.part"))
