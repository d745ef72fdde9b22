"""spaCy without the neural libraries that it loads when it finds them installed."""

from __future__ import annotations

import sys

# What thinc, under spaCy, looks for; rules need none of it, and PyTorch alone takes seconds to load.
_NEURAL = ("torch", "tensorflow", "mxnet", "cupy")


def import_spacy_light() -> None:
    """Load spaCy for pipelines of rules; does nothing where spaCy is loaded already.

    While it loads, neural libraries that are not loaded yet cannot be found; afterwards they can. A pipeline
    that runs on PyTorch needs spaCy loaded in full: there, call this not.
    """
    if "spacy" in sys.modules:
        return
    hidden = [name for name in _NEURAL if name not in sys.modules]
    sys.modules.update(dict.fromkeys(hidden))  # type: ignore[arg-type]
    try:
        import spacy  # noqa: F401
    finally:
        for name in hidden:
            del sys.modules[name]
