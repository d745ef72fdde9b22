"""What add does with one file before it is stored: pure functions, which may run in any process on any machine.

`drafted` reads, splits and tags, where a paper may crash, hang or fill the
memory; then the model embeds, where it is loaded. `prepare` is all of it in one place.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from index.embedding.embedded import embedded_texts
from index.embedding.protocol import Embedder, Vectors
from index.library.codec import pack
from index.library.findings import names_of
from index.library.prepared import Prepared, WordKeys
from index.library.wording.words import word_keys
from ingest.model import Document, Passage
from ingest.passages import split_passages
from ingest.workers import MEMORY_LIMIT_MB, enter_stage
from nlp.model import Decisions, Entity, Link, Recommendation, Reference, Tags

# Passages of this many tokens are found best: the right page came first for 85 % of questions, of 400 tokens for 77 %
# and of 130 for 79 %.
FOUND_TOKENS = 200
# A spaCy model is held by each worker beside all else.
SPACY_MEMORY_MB = 4000
_NO_VECTORS: Vectors = np.empty((0, 0), np.float32)


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a file is prepared. Equal recipes make the same of the same file.

    pipeline: fingerprint of the stages and registers. embedder: another process
    that gets it chooses the same model, and loads what it uses of it. decisions:
    what people rejected and merged. ocr: recognise the text of pages that have
    none. spacy_model: one whose organisations are added. time_limit_s: of the
    processor, for reading and tagging one file. memory_limit_mb: address space that this may take.
    """

    pipeline: str
    embedder: Embedder
    decisions: Decisions = field(default_factory=Decisions)
    ocr: bool = False
    spacy_model: str | None = None
    time_limit_s: float = 120.0

    @property
    def model(self) -> str:
        """Fingerprint of the embedder."""
        return self.embedder.fingerprint

    @property
    def memory_limit_mb(self) -> int:
        return MEMORY_LIMIT_MB + (SPACY_MEMORY_MB if self.spacy_model else 0)


@dataclass(frozen=True, slots=True)
class Draft:
    """A file as it was read and tagged, without anything that needs vectors.

    texts: what is embedded of each of passages. pages: the page where each range that was found begins.
    """

    document: Document
    spans: bytes
    passages: tuple[Passage, ...]
    texts: tuple[str, ...]
    words: WordKeys
    tags: Tags
    names: tuple[tuple[str, str, str], ...]
    pages: Mapping[tuple[int, int], int]


def prepare(path: Path, recipe: Recipe) -> Prepared:
    """All of one file that is stored, made here and without limits.

    Raises:
        UnreadableError: the file cannot become a document; the message says why and what to do.
    """
    draft = drafted(path, recipe)
    return completed(draft, embedded(draft.texts, recipe.embedder))


def drafted(path: Path, recipe: Recipe) -> Draft:
    """Read, split and tag a file.

    Raises:
        UnreadableError: the file cannot become a document.
    """
    from ingest.reader import read_file
    from nlp.tagger import tag_document

    enter_stage("read")
    document = read_file(path, ocr=recipe.ocr)
    enter_stage("tag")
    passages = split_passages(document, recipe.embedder.count_tokens, FOUND_TOKENS)
    tags = tag_document(document, decisions=recipe.decisions, spacy_model=recipe.spacy_model)
    return draft_of(document, passages, tags)


def draft_of(document: Document, passages: Sequence[Passage], tags: Tags | None = None) -> Draft:
    """A document that was read, split and perhaps tagged, by whatever means."""
    tags = tags or Tags()
    found: tuple[Entity | Reference | Recommendation | Link, ...] = (
        *tags.entities,
        *tags.references,
        *tags.recommendations,
        *tags.links,
    )
    ranges = {(item.start, item.end) for item in found}
    return Draft(
        document=document,
        spans=pack(document),
        passages=tuple(passages),
        texts=tuple(embedded_texts(passages)),
        words=word_keys(passages),
        tags=tags,
        names=names_of(tags.entities),
        pages={(start, end): document.pages_of(start, end)[0] for start, end in ranges},
    )


def text_hash(text: str) -> str:
    """The name under which a text's vector is kept."""
    return hashlib.sha256(text.encode()).hexdigest()


def embedded(texts: Iterable[str], embedder: Embedder) -> dict[str, Vectors]:
    """The vector of each text."""
    each = list(dict.fromkeys(texts))
    return dict(zip(each, embedder.passages(each), strict=True)) if each else {}


def completed(draft: Draft, vectors: Mapping[str, Vectors]) -> Prepared:
    """A draft with its vectors."""
    document = draft.document
    return Prepared(
        metadata=document.metadata,
        text=document.text,
        spans=draft.spans,
        n_pages=len(document.pages),
        pages_without_text=tuple(document.pages_without_text),
        passages=draft.passages,
        text_hashes=tuple(map(text_hash, draft.texts)),
        vectors=np.array([vectors[text] for text in draft.texts], np.float32) if draft.texts else _NO_VECTORS,
        words=draft.words,
        tags=draft.tags,
        names=draft.names,
        pages=draft.pages,
    )
