"""The packages of the extra [models]: needed for every model but the bundled one, for --rerank and for a GPU."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType
from typing import Any

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


def load_model(kind: str, name: str, *, wanted_for: str, advice: str) -> Any:
    """A model of a class of sentence-transformers, from a folder or by its name on the hub.

    Args:
        kind: the class.
        name: what was downloaded before is used without asking the hub, which may not be there.
        wanted_for: what needs it, as the message says it.
        advice: what to give instead where it cannot be loaded.

    Raises:
        ModelError: the package is not installed, or the model cannot be loaded.
    """
    if not name.strip():
        raise ModelError(f"a model has a name. {advice}")
    load = getattr(sentence_transformers(wanted_for), kind)
    try:
        return load(name, local_files_only=True)
    except (OSError, ValueError):
        pass
    try:
        return load(name)
    except (OSError, ValueError) as error:
        reason = (str(error).strip() or type(error).__name__).splitlines()[0].rstrip(".")
        raise ModelError(f"the model {name} cannot be loaded: {reason}. {advice}") from error
