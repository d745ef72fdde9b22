"""What a library is given to store: all of one file, and where it came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ingest.model import Metadata, Passage
from nlp.model import Tags


@dataclass(frozen=True, slots=True)
class WordKeys:
    """The words of the passages of one document, as they are stored.

    columns: of each passage its words as they stand, their families, the
    families that compounds are made of, and the families of its headings, each
    parted by spaces. forms: (form, family, how often, in how many passages).
    compounds: (family, form that is made of it).
    """

    columns: tuple[tuple[str, str, str, str], ...]
    forms: tuple[tuple[str, str, int, int], ...]
    compounds: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Prepared:
    """All of one file that is stored; to store it nothing needs to be read, tagged or embedded.

    spans: pages, words, blocks and notes as index.library.codec packs them.
    text_hashes, vectors: of what is embedded of each passage; float32
    (n_passages, dim). names: (name, label, identity) by which what was found
    is known. pages: the page on which each range of tags begins.
    """

    metadata: Metadata
    text: str
    spans: bytes
    n_pages: int
    pages_without_text: tuple[int, ...]
    passages: tuple[Passage, ...]
    text_hashes: tuple[str, ...]
    vectors: NDArray[np.float32]
    words: WordKeys
    tags: Tags
    names: tuple[tuple[str, str, str], ...]
    pages: Mapping[tuple[int, int], int]


class Origin(NamedTuple):
    """Where a document came from, and how it was read: with its original, all that it takes to make it again."""

    id: str
    sha256: str
    xml_sha256: str | None
    file: str
    path: str
    pipeline: str
