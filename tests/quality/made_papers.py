"""Papers made up to measure by (gold/made) and to learn from (tools/made); gold/README.md has their form."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from ingest.formats.text import read_text
from ingest.model import DocumentKind
from tests.quality.recommendation_gold import GoldDocument, Record

FOLDER = Path(__file__).with_name("gold") / "made"
TO_LEARN_FROM = Path(__file__).parents[2] / "tools" / "made"
NEAR_MISSES = TO_LEARN_FROM / "near_misses"
TYPES = {"A": "aanbeveling", "V": "verzoek", "T": "toezegging"}
_LINE = re.compile(
    r"(?P<marker>#{1,4} |(?:[-–•*]|\d{1,3}[.)]|\(?[a-z][.)]|[ivx]{1,5}[.)])\s+)?"
    r"(?:\[(?P<type>[AVT])(?P<unsure>\??)\]\s*)?(?P<text>.*)"
)
# What letterhead and cover say of a real paper, and a text does not.
_KINDS: tuple[tuple[DocumentKind, re.Pattern[str]], ...] = (
    ("aanhangsel", re.compile("antwoord|aanhangsel")),
    ("brief", re.compile("brief")),
    ("rapport", re.compile("advies|rapport|onderzoek|evaluatie|studie|rekenkamer|essay|verkenning|monitor")),
)


def made_paths(folder: Path = FOLDER) -> list[Path]:
    return sorted(folder.glob("*.txt"))


def paths_to_learn_from() -> list[Path]:
    return sorted([*made_paths(TO_LEARN_FROM), *made_paths(NEAR_MISSES)], key=lambda path: path.name)


def read_made(name: str, written: str) -> GoldDocument:
    """A paper as the program reads it, its marks taken off, and what they say."""
    head, _, body = written.partition("\n\n")
    told = dict(line.split(": ", 1) for line in head.splitlines())
    records: list[Record] = []
    paragraphs = [_paragraph(paragraph, records) for paragraph in re.split(r"\n\s*\n", body.strip())]
    text = "\n\n".join([f"# {told['title']}", told["organisation"], *paragraphs])
    document = read_text(text.encode(), f"{name}.txt")
    kind = next((kind for kind, words in _KINDS if words.search(told["kind"].lower())), document.metadata.kind)
    document = replace(document, metadata=replace(document.metadata, kind=kind))
    # A text has no pages: all of it stands on page 0.
    return GoldDocument(name, document, frozenset([0]), records)


def _paragraph(written: str, records: list[Record]) -> str:
    """The text of a paragraph, its lines joined; the records in it are added to the others."""
    joined = ""
    for line in written.splitlines():
        match = _LINE.fullmatch(line.strip())
        if match is None or not line.strip():
            continue
        if match["type"]:
            record = {"page": 0, "text": match["text"], "type": TYPES[match["type"]]}
            records.append(record | {"borderline": bool(match["unsure"])})
        between = "" if not joined else "\n" if match["marker"] else " "
        joined += between + (match["marker"] or "") + match["text"]
    return joined
