"""spaCy without what it loads when it finds it installed: neural libraries, an old pydantic, its command line."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any

# What thinc, under spaCy, looks for; rules need none of it, and PyTorch alone takes seconds to load.
_NEURAL = ("torch", "tensorflow", "mxnet", "cupy")
# What its settings may be described with beside today's pydantic; none of spaCy's own are.
_OLD = ("pydantic.v1",)
# spaCy takes one function of its command line, which loads clients of the web and makers of projects: a third of the
# time that spaCy takes to load.
_COMMAND_LINE = ("spacy.cli", "spacy.cli.info")


def import_spacy_light() -> None:
    """Load spaCy for pipelines of rules; does nothing where spaCy is loaded already.

    While it loads, neural libraries that are not loaded yet cannot be found, nor its command line, nor the old
    pydantic; afterwards they can. A pipeline that runs on PyTorch needs spaCy loaded in full: there, call this not.
    """
    if "spacy" in sys.modules:
        return
    hidden = [name for name in (*_NEURAL, *_OLD) if name not in sys.modules]
    sys.modules.update(dict.fromkeys(hidden))  # type: ignore[arg-type]
    sys.modules.update({name: ModuleType(name) for name in _COMMAND_LINE})
    sys.modules["spacy.cli.info"].info = _info  # type: ignore[attr-defined]
    try:
        import spacy  # noqa: F401
    finally:
        for name in (*hidden, *_COMMAND_LINE):
            del sys.modules[name]


def _info(*args: Any, **options: Any) -> Any:
    """spacy.info, which loads the command line when it is asked for."""
    from spacy.cli.info import info

    return info(*args, **options)
