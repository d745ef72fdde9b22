"""A Document's spans as compact bytes, and back: pack and unpack are each other's inverse."""

from __future__ import annotations

import json
import zlib
from dataclasses import asdict

import numpy as np

from ingest.model import (
    Block,
    Box,
    Cell,
    Document,
    Footnote,
    Furniture,
    Join,
    Metadata,
    Page,
    Signatory,
    Word,
)


def pack(document: Document) -> bytes:
    """All of a document but its metadata and text, compressed."""
    spans = {
        "pages": [asdict(page) for page in document.pages],
        "blocks": [asdict(block) for block in document.blocks],
        "footnotes": [asdict(note) for note in document.footnotes],
        "furniture": [
            {
                "page": item.page,
                "text": item.text,
                "boxes": [box._asdict() for box in item.boxes],
                "why_unread": item.why_unread,
            }
            for item in document.furniture
        ],
        "joins": [asdict(join) for join in document.joins],
        "differences": list(document.differences),
    }
    header = json.dumps(spans, ensure_ascii=False, separators=(",", ":")).encode()
    return zlib.compress(len(header).to_bytes(8, "little") + header + _pack_words(document.words), level=3)


def unpack(metadata: Metadata, text: str, packed: bytes) -> Document:
    """The document that pack was given."""
    raw = zlib.decompress(packed)
    size = int.from_bytes(raw[:8], "little")
    spans = json.loads(raw[8 : 8 + size])
    return Document(
        metadata=metadata,
        text=text,
        pages=tuple(Page(**page) for page in spans["pages"]),
        words=_unpack_words(raw[8 + size :]),
        blocks=tuple(
            Block(**{**block, "cells": tuple(Cell(**cell) for cell in block["cells"])}) for block in spans["blocks"]
        ),
        footnotes=tuple(Footnote(**note) for note in spans["footnotes"]),
        furniture=tuple(
            Furniture(item["page"], item["text"], tuple(Box(**box) for box in item["boxes"]), item.get("why_unread"))
            for item in spans["furniture"]
        ),
        joins=tuple(Join(**join) for join in spans["joins"]),
        differences=tuple(spans["differences"]),
    )


def metadata_to_json(metadata: Metadata) -> str:
    return json.dumps(asdict(metadata), ensure_ascii=False)


def metadata_from_json(text: str) -> Metadata:
    fields = json.loads(text)
    fields["dossiers"] = tuple(fields["dossiers"])
    fields["signatories"] = tuple(Signatory(**signatory) for signatory in fields["signatories"])
    for several in ("authors", "guessed", "corrected", "attachments", "not_read"):
        fields[several] = tuple(fields.get(several, ()))
    fields["labels"] = tuple((page, label) for page, label in fields.get("labels", ()))
    fields["unread"] = tuple((page, part, reason) for page, part, reason in fields.get("unread", ()))
    return Metadata(**fields)


def _pack_words(words: tuple[Word, ...]) -> bytes:
    """Words as int32 rows (start, end, number of boxes), then boxes as an int32 page and four float64 each."""
    spans = np.array([(word.start, word.end, len(word.boxes)) for word in words], dtype="<i4").reshape(-1, 3)
    boxes = [box for word in words for box in word.boxes]
    pages = np.array([box.page for box in boxes], dtype="<i4")
    corners = np.array([(box.x0, box.top, box.x1, box.bottom) for box in boxes], dtype="<f8").reshape(-1, 4)
    counts = np.array([len(words), len(boxes)], dtype="<i8")
    return counts.tobytes() + spans.tobytes() + pages.tobytes() + corners.tobytes()


def _unpack_words(raw: bytes) -> tuple[Word, ...]:
    n_words, n_boxes = (int(count) for count in np.frombuffer(raw, "<i8", 2))
    spans = np.frombuffer(raw, "<i4", 3 * n_words, 16).reshape(-1, 3)
    offset = 16 + spans.nbytes
    pages = np.frombuffer(raw, "<i4", n_boxes, offset)
    corners = np.frombuffer(raw, "<f8", 4 * n_boxes, offset + pages.nbytes).reshape(-1, 4)
    boxes = [Box(page, *corner) for page, corner in zip(pages.tolist(), corners.tolist(), strict=True)]
    words, at = [], 0
    for start, end, n in spans.tolist():
        words.append(Word(start, end, tuple(boxes[at : at + n])))
        at += n
    return tuple(words)
