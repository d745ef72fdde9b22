"""The gold recommendations beside the project, and how found ones are matched and scored."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ingest.model import Document
from ingest.reader import read_file
from nlp.model import Recommendation
from tests.quality import gate

MIN_TOKEN_F1 = 0.6

# As in recommendations.jsonl.
Record = dict[str, Any]


@dataclass(frozen=True)
class GoldDocument:
    """A document, the pages of it that were annotated, and its records."""

    name: str
    document: Document
    pages: frozenset[int]
    records: list[Record]


@cache
def gold_documents() -> tuple[GoldDocument, ...]:
    return read_gold(
        gate.gold("eval/gold/recommendations.jsonl"), gate.gold("eval/gold/documents.json"), gate.gold("corpus")
    )


def read_gold(records_path: Path, covers_path: Path, corpus: Path) -> tuple[GoldDocument, ...]:
    """The documents of a gold set that have records, read from a folder of PDFs."""
    records = [json.loads(line) for line in records_path.read_text("utf-8").splitlines()]
    covered = json.loads(covers_path.read_text("utf-8"))
    return tuple(
        GoldDocument(
            name,
            read_file(next(path for path in corpus.rglob("*") if path.name == name)),
            frozenset(entry["pages_covered"]),
            [record for record in records if record["document"] == name],
        )
        for name, entry in covered.items()
        if any(record["document"] == name for record in records)
    )


def tokens(text: str) -> list[str]:
    return re.findall(r"\w+", re.sub(r"[-­‐]", "", text.lower()))


def token_f1(a: Sequence[str], b: Sequence[str]) -> float:
    common = sum((Counter(a) & Counter(b)).values())
    return 2 * common / (len(a) + len(b)) if common else 0.0


def match(gold: GoldDocument, found: Sequence[tuple[int, str]]) -> dict[int, int]:
    """Position in found -> position in gold.records: same page or the next, token F1 >= 0.6, best first."""
    bags = [tokens(record["text"]) for record in gold.records]
    pairs = []
    for i, (page, text) in enumerate(found):
        bag = tokens(text)
        for j, record in enumerate(gold.records):
            if 0 <= page - record["page"] <= 1 and (f1 := token_f1(bag, bags[j])) >= MIN_TOKEN_F1:
                pairs.append((f1, -abs(page - record["page"]), i, j))
    matched: dict[int, int] = {}
    for _, _, i, j in sorted(pairs, reverse=True):
        if i not in matched and j not in matched.values():
            matched[i] = j
    return matched


def covered(gold: GoldDocument, found: Iterable[Recommendation]) -> list[tuple[int, Recommendation]]:
    """(page, recommendation) of those that begin on an annotated page."""
    placed = ((gold.document.pages_of(each.start, each.end)[0], each) for each in found)
    return [(page, each) for page, each in placed if page in gold.pages]


def f1(true: int, found: int, expected: int) -> float:
    return 2 * true / (found + expected) if found + expected else 1.0


def outcome(gold: GoldDocument, found: list[tuple[int, Recommendation]]) -> tuple[int, int, int]:
    """(true, found, expected); borderline records count neither way."""
    matched = match(gold, [(page, each.text) for page, each in found])
    sure = [j for j in matched.values() if not gold.records[j]["borderline"]]
    n_borderline = len(matched) - len(sure)
    expected = sum(not record["borderline"] for record in gold.records)
    return len(sure), len(found) - n_borderline, expected
