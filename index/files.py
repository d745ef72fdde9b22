"""The papers in files and folders."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from index.errors import LibraryError
from ingest.identifiers import IdentifierError, parse

# A folder may hold the papers' metadata beside them; those files are no papers.
_METADATA_NAMES = ("metadata.xml", "metadata_owms.xml")


@dataclass(frozen=True, slots=True)
class Source:
    """A paper on disk: its PDF, its official XML edition, or both. known_at: where it came from, if not from there."""

    main: Path
    xml: Path | None = None
    known_at: str | None = None

    @property
    def path(self) -> str:
        """Where the paper is known to stand; bytes of its name that are no UTF-8 are written as \\xe9."""
        return self.known_at or os.fsencode(self.main).decode("utf-8", "backslashreplace")

    @property
    def name(self) -> str:
        """Its file name, to print."""
        return Path(self.path).name


def find_sources(paths: Iterable[Path]) -> list[Source]:
    """The papers in files and folders (with their subfolders), in order of name.

    A PDF and an XML file with the same name in the same folder are two
    editions of one paper.

    Raises:
        LibraryError: a path that does not exist, or is neither file nor folder.
    """
    files: dict[Path, None] = {}
    for path in paths:
        if not path.exists():
            raise LibraryError(_not_there(path))
        if not path.is_dir() and not path.is_file():
            raise LibraryError(f"{path} is a pipe or a device; write what it gives to a file, and add that")
        found = sorted(path.rglob("*")) if path.is_dir() else [path]
        files.update(dict.fromkeys(file.absolute() for file in found if path.is_file() or _is_paper(file)))
    xml = {file.with_suffix(""): file for file in files if file.suffix.lower() == ".xml"}
    with_pdf = {file.with_suffix("") for file in files if file.suffix.lower() == ".pdf"}
    return [
        Source(file, xml.get(file.with_suffix("")) if file.suffix.lower() == ".pdf" else None)
        for file in files
        if not (file.suffix.lower() == ".xml" and file.with_suffix("") in with_pdf)
    ]


def _not_there(path: Path) -> str:
    """Why a path cannot be added; papers named by their id or their address on the web are fetched."""
    named = os.fspath(path)
    # A path has its slashes made single.
    address = re.sub(r"^(https?):/(?!/)", r"\1://", named)
    on_the_web = address != named or named.startswith(("zoek.", "www.", "open.overheid.nl"))
    try:
        known = bool(parse(named))
    except IdentifierError:
        known = False
    if on_the_web or known:
        return f"{address} is no file here; papers are brought from the web with 'vindplaats fetch {address}'"
    return f"no file or folder {path}"


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _is_paper(file: Path) -> bool:
    name = file.name.lower()
    return name.endswith((".pdf", ".xml")) and not name.endswith(_METADATA_NAMES) and file.is_file()
