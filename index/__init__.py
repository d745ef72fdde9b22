"""The library on disk, and the ways to search it."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.adding.build import add
    from index.adding.files import find_sources
    from index.embedding.choice import load_embedder
    from index.library import open_library
    from index.library.checking import verify_file
    from index.searcher import Searcher, open_searcher

# Where each verb lives. It is imported at its first use, so that a command which needs one does not wait for all.
_HOMES = {
    "Searcher": "index.searcher",
    "add": "index.adding.build",
    "find_sources": "index.adding.files",
    "load_embedder": "index.embedding.choice",
    "open_library": "index.library",
    "open_searcher": "index.searcher",
    "verify_file": "index.library.checking",
}

__all__ = ["Searcher", "add", "find_sources", "load_embedder", "open_library", "open_searcher", "verify_file"]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
