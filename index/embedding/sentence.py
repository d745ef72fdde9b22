"""Any model of sentence-transformers, by its name on the Hugging Face hub or from a folder."""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from index.embedding.models_extra import load_model
from index.embedding.protocol import ModelError, Progress, Vectors
from nlp.encoder.e5_text import PASSAGE_PREFIX, QUERY_PREFIX

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer
    from tokenizers import Tokenizer

_SLICE = 256
_QUERY_PROMPTS = ("query",)
_PASSAGE_PROMPTS = ("document", "passage", "corpus")
# e5-base-v2, multilingual-e5-large, the Dutch e5-base-trm-nl and e5-small-v2-t2t-nl; not those with instructions, which
# name their prompts.
_E5_NAME = re.compile(r"\be5-(?:small|base|large)(?:-v2)?(?:-trm|-t2t)?(?:-nl)?$")


class SentenceModel:
    """The model with its own prompts, on a GPU when there is one.

    The E5 models were trained with prefixes that their folders do not name;
    they get those.
    """

    def __init__(self, name: str) -> None:
        """Choose a model; it is loaded at first use.

        Args:
            name: a name on the hub, or the path of a folder.

        Raises:
            ModelError: the name is empty.
        """
        if not name.strip():
            # sentence-transformers makes a model of nothing, which fails when it is used.
            raise ModelError("the model has no name; leave '--model' out for the one that comes with vindplaats")
        self.name = name

    def __getstate__(self) -> dict[str, object]:
        """To another process goes what it takes to count tokens; the model is loaded there when it must embed."""
        return {"name": self.name, "_tokenizer": self._tokenizer, "_prompts": self._prompts}

    def __setstate__(self, state: dict[str, object]) -> None:
        self.__dict__.update(state)

    @cached_property
    def fingerprint(self) -> str:
        """Of each tensor its name, shape and first 256 values; and of the prompts."""
        digest = hashlib.sha256(repr([self._prompt(_QUERY_PROMPTS), self._prompt(_PASSAGE_PROMPTS)]).encode())
        for name, tensor in sorted(self._model.state_dict().items()):
            digest.update(f"{name}{tuple(tensor.shape)}".encode())
            digest.update(tensor.flatten()[:256].float().cpu().numpy().tobytes())
        return f"{Path(self.name).name}:{digest.hexdigest()[:16]}"

    @property
    def dim(self) -> int:
        return int(self._model.get_embedding_dimension())

    def passages(self, texts: list[str], progress: Progress | None = None) -> Vectors:
        vectors = np.empty((len(texts), self.dim), dtype=np.float32)
        for start in range(0, len(texts), _SLICE):
            batch = texts[start : start + _SLICE]
            vectors[start : start + len(batch)] = self._embed(batch)
            if progress is not None:
                progress(len(batch))
        return vectors

    def query(self, text: str) -> Vectors:
        rows = self._model.encode_query([text], prompt=self._prompt(_QUERY_PROMPTS), show_progress_bar=False)
        vector: Vectors = _unit(rows.astype(np.float32))[0]
        return vector

    def count_tokens(self, text: str) -> int:
        return len(self._tokenizer.encode((self._prompt(_PASSAGE_PROMPTS) or "") + text).ids)

    @cached_property
    def _model(self) -> SentenceTransformer:
        model: SentenceTransformer = load_model(
            "SentenceTransformer",
            self.name,
            wanted_for=f"the model {self.name}",
            advice="Give '--model' the path of a sentence-transformers folder, or a name on the Hugging Face hub.",
        )
        return model

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        """The model's tokenizer without torch, where the folder has a file for it."""
        from tokenizers import Tokenizer

        file = Path(self.name) / "tokenizer.json"
        tokenizer = Tokenizer.from_file(str(file)) if file.is_file() else self._model.tokenizer.backend_tokenizer
        # Some models' files say to cut off or fill up what they are given.
        tokenizer.no_truncation()
        tokenizer.no_padding()
        return tokenizer

    @cached_property
    def _prompts(self) -> dict[str, str]:
        """The prompts by name; those of a folder are read without loading its model."""
        settings = Path(self.name) / "config_sentence_transformers.json"
        if settings.is_file():
            return dict(json.loads(settings.read_bytes()).get("prompts") or {})
        return dict(self._model.prompts)

    def _prompt(self, names: tuple[str, ...]) -> str | None:
        """The first of the model's prompts under these names that is not empty."""
        if takes_e5_prefixes(self.name):
            return QUERY_PREFIX if names is _QUERY_PROMPTS else PASSAGE_PREFIX
        return next((self._prompts[name] for name in names if self._prompts.get(name)), None)

    def _embed(self, texts: list[str]) -> Vectors:
        limit = self._model.max_seq_length or sys.maxsize
        pieces = [split_to_fit(text, self.count_tokens, limit) for text in texts]
        flat = [piece for of_text in pieces for piece in of_text]
        prompt = self._prompt(_PASSAGE_PROMPTS)
        rows = _unit(self._model.encode_document(flat, prompt=prompt, show_progress_bar=False).astype(np.float32))
        weights = np.array([self.count_tokens(piece) for piece in flat], dtype=np.float32)
        first_pieces = np.cumsum([0] + [len(of_text) for of_text in pieces[:-1]])
        return _unit(np.add.reduceat(rows * weights[:, None], first_pieces, axis=0))


def takes_e5_prefixes(name: str) -> bool:
    """Whether a model is one of the E5 family that were trained with "query: " and "passage: "."""
    return _E5_NAME.search(name) is not None


def split_to_fit(text: str, count_tokens: Callable[[str], int], limit: int) -> list[str]:
    """The text in pieces of at most limit tokens: halved, at the white space nearest to the middle, until they fit.

    A piece without white space is halved where its middle is; one character is a piece, whatever its tokens.
    """
    if len(text) < 2 or count_tokens(text) <= limit:
        return [text]
    middle = len(text) // 2
    spaces = [found.start() for found in re.finditer(r"\s", text) if found.start() > 0]
    cut = min(spaces, key=lambda place: abs(place - middle), default=middle)
    return split_to_fit(text[:cut], count_tokens, limit) + split_to_fit(text[cut:], count_tokens, limit)


def _unit(rows: Vectors) -> Vectors:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    unit: Vectors = rows / np.maximum(lengths, 1e-12)
    return unit
