"""From a file to a Document: one cleaned text, with pages, words, boxes, blocks and passages."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ingest.citing.cite import cite
    from ingest.passages import split_passages
    from ingest.reader import read_file

# Where each verb lives. It is imported at its first use, so that a command which needs one does not wait for all.
_HOMES = {
    "cite": "ingest.citing.cite",
    "read_file": "ingest.reader",
    "split_passages": "ingest.passages",
}

__all__ = ["cite", "read_file", "split_passages"]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
