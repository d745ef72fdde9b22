"""The gold recommendations beside the project, and how found ones are matched and scored."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ingest.model import Document
from ingest.reader import read_file
from nlp.model import Recommendation
from tests.quality import gate

MIN_TOKEN_F1 = 0.6


@dataclass(frozen=True)
class GoldDocument:
    """A document, the pages of it that were annotated, and its records (dicts as in recommendations.jsonl)."""

    name: str
    document: Document
    pages: frozenset[int]
    records: list[dict]  # type: ignore[type-arg]


@cache
def gold_documents() -> tuple[GoldDocument, ...]:
    records = [
        json.loads(line) for line in gate.gold("eval/gold/recommendations.jsonl").read_text("utf-8").splitlines()
    ]
    covered = json.loads(gate.gold("eval/gold/documents.json").read_text("utf-8"))
    return tuple(
        GoldDocument(
            name,
            read_file(_path_of(name)),
            frozenset(entry["pages_covered"]),
            [record for record in records if record["document"] == name],
        )
        for name, entry in covered.items()
        if any(record["document"] == name for record in records)
    )


def _path_of(name: str) -> Path:
    return next(path for path in gate.gold("corpus").rglob("*") if path.name == name)


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
