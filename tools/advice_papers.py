"""The papers that the recogniser of recommendations learns from, as tools.train_advice takes them."""

from __future__ import annotations

import hashlib
import json
import pickle
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from ingest.model import Document
from ingest.reader import read_file
from nlp.advice.features import DIMENSIONS, columns, named_features
from nlp.advice.recogniser import TYPES, Look, look_at
from nlp.advice.recommendations import is_dutch
from nlp.advice.statements import statements
from tests.quality.made_papers import NEAR_MISSES, paths_to_learn_from, read_made
from tests.quality.recommendation_gold import GoldDocument, match, tokens

Floats = NDArray[np.float32]
BORDERLINE = 0.5


@dataclass(frozen=True)
class Paper:
    """A paper as it is learned from: kind of each statement (0: none, 1..: TYPES) and what it weighs.

    made: it was made up to learn from, and no figure counts it. taught: the second look learns from it too.
    """

    name: str
    organisation: str
    look: Look
    dutch: bool
    pages: tuple[int, ...]
    covered: frozenset[int]
    records: list[dict]
    kinds: NDArray[np.int64]
    weights: Floats
    features: sp.csr_matrix
    made: bool = False
    taught: bool = True


def read_paper(path: Path, organisation: str, covered: Iterable[int], records: list[dict]) -> Paper:
    return of_document(read_file(path), path.name, organisation, covered, records)


def of_document(document: Document, name: str, organisation: str, covered: Iterable[int], records: list[dict]) -> Paper:
    stated = statements(document)
    look, _ = look_at(document, stated)
    pages = tuple(document.pages_of(each.start, each.end)[0] for each in stated)
    return make_paper(name, organisation, look, is_dutch(document.text), pages, frozenset(covered), records)


def read_made_up() -> list[Paper]:
    """The papers that were made up to learn from, by the reader of plain texts."""
    return [_made_up(path) for path in paths_to_learn_from()]


def _made_up(path: Path) -> Paper:
    gold = read_made(path.stem, path.read_text("utf-8"))
    paper = of_document(gold.document, gold.name, f"made up: {gold.name}", gold.pages, gold.records)
    return replace(paper, made=True, taught=path.parent == NEAR_MISSES)


def make_paper(
    name: str,
    organisation: str,
    look: Look,
    dutch: bool,
    pages: tuple[int, ...],
    covered: frozenset[int],
    records: list[dict],
) -> Paper:
    n = len(look.stated)
    kinds, weights = np.zeros(n, np.int64), np.ones(n, np.float32)
    texts = [each.text for each in look.stated]
    matched = match(as_gold(name, covered, records), list(zip(pages, texts, strict=True)))
    bags = [(record["page"], tokens(record["text"])) for record in records]
    for i, (page, text) in enumerate(zip(pages, texts, strict=True)):
        if i in matched:
            record = records[matched[i]]
            kinds[i] = 1 + TYPES.index(record["type"])
            weights[i] = BORDERLINE if record["borderline"] else 1.0
        elif page not in covered or _is_piece(page, tokens(text), bags):
            weights[i] = 0.0
    at = [
        columns(named_features(each, cues, form, look.kind))
        for each, cues, form in zip(look.stated, look.cues, look.forms, strict=True)
    ]
    scale = np.concatenate([np.full(len(row), 6 / np.sqrt(len(row))) for row in at]) if at else np.zeros(0)
    ends = np.cumsum([0, *map(len, at)])
    where = np.concatenate(at) if at else np.zeros(0, np.int64)
    features = sp.csr_matrix((scale.astype(np.float32), where, ends), shape=(n, DIMENSIONS))
    return Paper(name, organisation, look, dutch, pages, covered, records, kinds, weights, features)


def as_gold(name: str, covered: frozenset[int], records: list[dict]) -> GoldDocument:
    return GoldDocument(name, None, covered, records)


def _is_piece(page: int, words: Sequence[str], bags: Iterable[tuple[int, list[str]]]) -> bool:
    """Whether a statement is a good part of a record that another statement was matched with."""
    return len(words) >= 4 and any(
        0 <= page - at <= 1
        and len(words) >= 0.3 * len(bag)
        and sum(word in set(bag) for word in words) >= 0.9 * len(words)
        for at, bag in bags
    )


def organisations() -> dict[str, str]:
    """Who each paper comes from; what was written for one occasion or by one author is one organisation."""
    lines = Path(__file__).with_name("advice_organisations.tsv").read_text("utf-8").splitlines()
    return dict(line.split("\t") for line in lines)


def read_all(corpus: Path, folders: Sequence[Path], cache: Path | None) -> list[Paper]:
    """The papers of these sets; one that is in several is taken from the first."""
    paths = {path.name: path for path in corpus.rglob("*") if path.is_file()}
    by = organisations()
    found: dict[str, Paper] = {}
    for folder in folders:
        records = defaultdict(list)
        for line in (folder / "recommendations.jsonl").read_text("utf-8").splitlines():
            record = json.loads(line)
            records[record["document"]].append(record)
        covered = json.loads((folder / "documents.json").read_text("utf-8"))
        for name in sorted(covered.keys() - found.keys()):
            kept = cache / f"{hashlib.sha256(paths[name].read_bytes()).hexdigest()}.paper" if cache else None
            if kept and kept.exists():
                paper = pickle.loads(kept.read_bytes())
            else:
                paper = read_paper(paths[name], by.get(name, name), covered[name]["pages_covered"], records[name])
                if kept:
                    kept.write_bytes(pickle.dumps(paper))
            found[name] = replace(paper, organisation=by.get(name, name))
    return list(found.values())
