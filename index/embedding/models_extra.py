"""The packages of the extra [models]: needed for every model but the bundled one, for --rerank and for a GPU."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from index.embedding.protocol import ModelError


def sentence_transformers(wanted_for: str) -> ModuleType:
    """The package, loaded.

    Raises:
        ModelError: it is not installed; the message says what needs it, and how to get it.
    """
    try:
        return import_module("sentence_transformers")
    except ImportError as error:
        raise ModelError(
            f"{wanted_for} needs {error.name or 'sentence-transformers'}; "
            "install it with 'pip install \"vindplaats[models]\"'"
        ) from error
