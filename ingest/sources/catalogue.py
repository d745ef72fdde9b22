"""Catalogues: files in which people list the papers around a subject."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from ingest.errors import VindplaatsError

_FIELDS = {"id", "date", "title", "about", "kenmerk", "attachments"}


class CatalogueError(VindplaatsError):
    """A catalogue that cannot be read as one."""


@dataclass(frozen=True, slots=True)
class CataloguePaper:
    """A paper in a catalogue, with what its maker knew of it. about: its subject in the maker's words."""

    id: str
    date: date | None = None
    title: str | None = None
    about: str | None = None
    kenmerk: str | None = None
    attachments: bool = True


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The papers around a subject, in the order of the file."""

    title: str
    papers: tuple[CataloguePaper, ...]


def read_catalogue(path: Path) -> Catalogue:
    """Read a catalogue.

    Raises:
        CatalogueError: which file, which entry, and what is wrong with it.
    """
    try:
        content = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise CatalogueError(f"{path} cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise CatalogueError(f"{path} is not a catalogue: {error}") from error
    papers = content.get("paper", [])
    if not isinstance(papers, list) or not papers:
        raise CatalogueError(f'{path} lists no papers; each begins with [[paper]] and has a line id = "kst-31490-284"')
    return Catalogue(str(content.get("title", path.stem)), tuple(_paper(path, entry) for entry in papers))


def _paper(path: Path, entry: dict[str, Any]) -> CataloguePaper:
    if not isinstance(entry.get("id"), str):
        raise CatalogueError(f"{path}: a paper without an id: {entry}")
    if unknown := entry.keys() - _FIELDS:
        raise CatalogueError(f"{path}: {entry['id']} has unknown fields: {', '.join(sorted(unknown))}")
    return CataloguePaper(**entry)
