"""The official lists that were fetched, kept in the user's data folder: a file of rows for each."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from ingest.atomic import write_text
from ingest.errors import VindplaatsError
from nlp.registers.rows import Organisation, organisation_of, row_of

_HEADER = re.compile(r"# (?P<name>\w+) (?P<version>\d+) (?P<published>[\d-]*)\n")


class KeptListError(VindplaatsError):
    """A kept list that cannot be read or written."""


@dataclass(frozen=True, slots=True)
class KeptList:
    """An official list as it is kept.

    name: of the list, "rwc_ministeries_compleet". published: ISO date, empty
    when the list does not say. fetched_at: ISO, UTC.
    """

    name: str
    version: int
    published: str
    fetched_at: str
    organisations: tuple[Organisation, ...]


def lists_folder() -> Path:
    """$VINDPLAATS_REGISTERS, or a folder among the user's data; it need not exist."""
    from platformdirs import user_data_path

    chosen = os.environ.get("VINDPLAATS_REGISTERS")
    return Path(chosen) if chosen else user_data_path("vindplaats") / "registers"


def list_files(folder: Path) -> list[Path]:
    """The files of the kept lists, in a fixed order."""
    return sorted(folder.glob("*.tsv"))


def kept_lists(folder: Path) -> tuple[KeptList, ...]:
    """The lists in a folder, by name.

    Raises:
        KeptListError: a file is not as keep_list wrote it.
    """
    return tuple(_read(path) for path in list_files(folder))


def keep_list(folder: Path, name: str, version: int, published: str, organisations: Iterable[Organisation]) -> None:
    """Keep a list in place of the one of that name; at every moment one of the two is there, and whole.

    Raises:
        KeptListError: the folder cannot be written.
    """
    text = "".join([f"# {name} {version} {published}\n", *(f"{row_of(one)}\n" for one in organisations)])
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_text(folder / f"{name}.tsv", text)
    except OSError as error:
        raise KeptListError(f"the official lists cannot be kept in {folder}: {error.strerror}") from error


def _read(path: Path) -> KeptList:
    try:
        header, *rows = path.read_text("utf-8").splitlines(keepends=True)
        match = _HEADER.fullmatch(header)
        organisations = tuple(organisation_of(row.rstrip("\n").split("\t")) for row in rows)
        fetched_at = datetime.fromtimestamp(path.stat().st_mtime, UTC).isoformat(timespec="seconds")
    except OSError as error:
        raise KeptListError(f"{path} cannot be read: {error.strerror}") from error
    except ValueError:
        match = None
    if match is None:
        raise KeptListError(f"{path} is damaged; delete it, then fetch it again with 'vindplaats register update'")
    return KeptList(match["name"], int(match["version"]), match["published"], fetched_at, organisations)
