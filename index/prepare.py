"""What add does with one file before it is stored: pure functions, which may run in any process on any machine.

Two run where a paper may crash, hang or fill the memory (`drafted` reads and
tags, `linked` finds what recommendations rest on), and between them the model
embeds, where it is loaded. `prepare` is all of it in one place.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from index.embedding.embedded import embedded_texts
from index.embedding.protocol import Embedder, Vectors
from index.library.codec import pack
from index.library.findings import names_of
from index.library.prepared import Prepared, WordKeys
from index.library.words import word_keys
from ingest.model import Document, Passage
from ingest.passages import split_passages
from ingest.workers import MEMORY_LIMIT_MB, enter_stage
from nlp.model import Decisions, Entity, Link, Recommendation, Reference, Tags

# Passages of this many tokens are found best: the right page came first for 85 % of questions, of 400 tokens for 77 %
# and of 130 for 79 %. What a recommendation rests on needs more room, so sources are looked for among longer ones.
FOUND_TOKENS = 200
GROUNDS_TOKENS = 400
# A spaCy model is held by each worker beside all else.
SPACY_MEMORY_MB = 4000
_NO_VECTORS: Vectors = np.empty((0, 0), np.float32)


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a file is prepared. Equal recipes make the same of the same file.

    pipeline: fingerprint of the stages and registers. embedder: another process
    that gets it chooses the same model, and loads what it uses of it. decisions:
    what people rejected and merged. ocr: recognise the text of pages that have
    none. spacy_model: one whose organisations are added. time_limit_s: for
    reading and tagging one file. memory_limit_mb: address space that this may take.
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

    texts: what is embedded of each of passages. grounds: longer passages, among
    which sources are looked for; without recommendations there are none.
    """

    document: Document
    spans: bytes
    passages: tuple[Passage, ...]
    texts: tuple[str, ...]
    grounds: tuple[Passage, ...]
    words: WordKeys
    tags: Tags
    names: tuple[tuple[str, str, str], ...]
    pages: Mapping[tuple[int, int], int]

    @property
    def to_embed(self) -> list[str]:
        """Every text whose vector is needed."""
        return [*self.texts, *(item.text for item in self.tags.recommendations)]


@dataclass(frozen=True, slots=True)
class Unembedded:
    """Texts whose vectors were asked for, and are not there."""

    texts: tuple[str, ...]


def prepare(path: Path, recipe: Recipe) -> Prepared:
    """All of one file that is stored, made here and without limits.

    Raises:
        UnreadableError: the file cannot become a document; the message says why and what to do.
    """
    draft = drafted(path, recipe)
    vectors = embedded(draft.to_embed, recipe.embedder)
    while isinstance(links := linked(path, to_link(draft, vectors)), Unembedded):
        vectors |= embedded(links.texts, recipe.embedder)
    return completed(draft, vectors, links)


def drafted(path: Path, recipe: Recipe) -> Draft:
    """Read, split and tag a file.

    Raises:
        UnreadableError: the file cannot become a document.
    """
    from ingest.reader import read_file
    from nlp.tagger import tag_without_links

    enter_stage("read")
    document = read_file(path, ocr=recipe.ocr)
    enter_stage("tag")
    passages = split_passages(document, recipe.embedder.count_tokens, FOUND_TOKENS)
    tags = tag_without_links(document, decisions=recipe.decisions, spacy_model=recipe.spacy_model)
    has_advice = bool(tags.recommendations)
    grounds = split_passages(document, recipe.embedder.count_tokens, GROUNDS_TOKENS) if has_advice else []
    return draft_of(document, passages, tags, grounds)


def draft_of(
    document: Document, passages: Sequence[Passage], tags: Tags | None = None, grounds: Sequence[Passage] = ()
) -> Draft:
    """A document that was read, split and perhaps tagged, by whatever means."""
    tags = tags or Tags()
    found: tuple[Entity | Reference | Recommendation, ...] = (*tags.entities, *tags.references, *tags.recommendations)
    ranges = {(item.start, item.end) for item in found}
    return Draft(
        document=document,
        spans=pack(document),
        passages=tuple(passages),
        texts=tuple(embedded_texts(passages)),
        grounds=tuple(grounds),
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


@dataclass(frozen=True, slots=True)
class ToLink:
    """What it takes to find what recommendations rest on. vectors: of the texts that are asked for, as far as known."""

    document: Document
    grounds: tuple[Passage, ...]
    tags: Tags
    vectors: Mapping[str, Vectors]


def to_link(draft: Draft, vectors: Mapping[str, Vectors]) -> ToLink:
    """A draft as `linked` takes it; vectors of passages, and the boxes of words, stay behind."""
    rows = np.array([vectors[text] for text in draft.texts])
    known = {text: vector for text, vector in vectors.items() if text not in draft.texts}
    known |= {item.text: vectors[item.text] for item in draft.tags.recommendations}
    known |= {passage.text: _mean_vector(passage, draft.passages, rows) for passage in draft.grounds}
    document = replace(draft.document, words=(), furniture=())
    return ToLink(document, draft.grounds, draft.tags, known)


def linked(path: Path, given: ToLink) -> tuple[Link, ...] | Unembedded:
    """What each recommendation rests on; or, where more vectors are needed, of which texts."""
    from nlp.grounds.links import link_sources

    enter_stage("tag")

    def encode(texts: list[str]) -> Vectors:
        if missing := tuple(text for text in texts if text not in given.vectors):
            raise _MissingError(missing)
        return np.array([given.vectors[text] for text in texts], dtype=np.float32)

    try:
        return link_sources(given.document, given.grounds, given.tags.recommendations, encode)
    except _MissingError as error:
        return Unembedded(error.texts)


class _MissingError(Exception):
    def __init__(self, texts: tuple[str, ...]) -> None:
        self.texts = texts


def completed(draft: Draft, vectors: Mapping[str, Vectors], links: tuple[Link, ...] = ()) -> Prepared:
    """A draft with its vectors, and with what its recommendations rest on."""
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
        tags=replace(draft.tags, links=links),
        names=draft.names,
        pages={**draft.pages, **{(link.start, link.end): document.pages_of(link.start, link.end)[0] for link in links}},
    )


def as_prepared(
    document: Document, passages: Sequence[Passage], embedder: Embedder, tags: Tags | None = None
) -> Prepared:
    """A document that was split, and perhaps tagged, by other means, with its vectors."""
    draft = draft_of(document, passages, tags)
    return completed(draft, embedded(draft.texts, embedder), draft.tags.links)


def _mean_vector(passage: Passage, parts: Sequence[Passage], rows: Vectors) -> Vectors:
    """The vector of a longer passage from those of the shorter ones that share its text, each by how much it shares."""
    shared = np.array([max(0, min(passage.end, part.end) - max(passage.start, part.start)) for part in parts])
    total = shared.astype(np.float32) @ rows
    mean: Vectors = total / max(float(np.linalg.norm(total)), 1e-9)
    return mean
