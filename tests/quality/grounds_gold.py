"""Gold recommendations as ranges of the read text with the words they rest on, and how sources are judged by them."""

from __future__ import annotations

import json
import pickle
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.model import Document
from ingest.reader import read_file
from nlp.model import Link, Recommendation, parts_shown

# A source is right where it holds this share of the first 600 characters of a gold ground (as long as quotes are).
HELD = 0.8
QUOTE_CHARS = 600

Range = tuple[int, int]


@dataclass(frozen=True)
class GoldRecommendation:
    """A gold record in the text of its paper.

    grounds: the ranges it rests on. has_grounds: the readers gave some (one may not be found in the text). is_own: the
    reason stands in its own sentence. is_sure: its grounds were not taken over from what it restates. counts: it is not
    borderline either.
    """

    recommendation: Recommendation
    grounds: tuple[Range, ...]
    has_grounds: bool
    is_own: bool
    is_sure: bool
    counts: bool


@dataclass(frozen=True)
class GoldPaper:
    """A paper with its gold recommendations, in the order of the text."""

    name: str
    organisation: str
    document: Document
    records: tuple[GoldRecommendation, ...]

    @property
    def recommendations(self) -> list[Recommendation]:
        return [each.recommendation for each in self.records]


def read_papers(
    records: Path, corpus: Path, organisations: dict[str, str], cache: Path | None = None, only: Sequence[str] = ()
) -> Iterator[GoldPaper]:
    """The papers of a gold set (recommendations.jsonl) that have records.

    Args:
        organisations: who wrote a paper, by file name; one that is missing counts as its own.
        cache: a folder to keep read papers in.
        only: file names; the others are left out.
    """
    by_paper = defaultdict(list)
    for line in records.read_text("utf-8").splitlines():
        record = json.loads(line)
        by_paper[record["document"]].append(record)
    paths = {path.name: path for path in sorted(corpus.rglob("*.pdf"))}
    for name, found in by_paper.items():
        if only and name not in only:
            continue
        document = _read(paths[name], cache)
        placed = {each.recommendation.start: each for each in _placed(document, found)}
        yield GoldPaper(name, organisations.get(name, name), document, tuple(placed[at] for at in sorted(placed)))


def _read(path: Path, cache: Path | None) -> Document:
    kept = cache / f"{path.name}.pkl" if cache else None
    if kept and kept.exists():
        return pickle.loads(kept.read_bytes())
    document = read_file(path)
    if kept:
        kept.write_bytes(pickle.dumps(document))
    return document


def _placed(document: Document, records: list[dict]) -> Iterator[GoldRecommendation]:
    letters = Letters(document.text)
    for record in records:
        page = next((page.start for page in document.pages if page.number == record["page"]), 0)
        where = letters.find(record["text"], page)
        if where is None:
            continue
        quoted = []
        for source in record["source_passages"]:
            start = next((page.start for page in document.pages if page.number == source["page"]), 0)
            quoted.append(letters.find(source["quote"], start))
        text = document.text[slice(*where)]
        yield GoldRecommendation(
            Recommendation(*where, text, record["type"], record["number"]),
            tuple(each for each in quoted if each),
            has_grounds=bool(record["source_passages"]),
            is_own=bool(record.get("self")),
            is_sure=not record["source_inherited"],
            counts=not record["borderline"] and not record["source_inherited"],
        )


class Letters:
    """The letters and digits of a text, to find words in it however they are spaced or broken."""

    def __init__(self, text: str) -> None:
        self._places = [place for place, sign in enumerate(text) if sign.isalnum()]
        self._letters = "".join(text[place].lower()[:1] for place in self._places)

    def find(self, words: str, near: int) -> Range | None:
        """The range of words, the first after near or else before it; their beginning or end may be all there is."""
        wanted = "".join(sign.lower()[:1] for sign in words if sign.isalnum())
        at = bisect_left(self._places, near)
        for part, back in ((wanted, 0), (wanted[:40], 0), (wanted[-40:], max(0, len(wanted) - 40))):
            found = self._letters.find(part, at) if part else -1
            found = found if found >= 0 or not part else self._letters.rfind(part, 0, at + len(part))
            if found >= 0:
                first = max(0, found - back)
                last = min(first + len(wanted), len(self._places)) - 1
                return self._places[first], self._places[last] + 1
        return None


def holds(shown: Sequence[Range], grounds: Sequence[Range]) -> bool:
    """Whether ranges hold most of one of the grounds.

    >>> holds([(0, 90)], [(10, 100)]), holds([(0, 70)], [(10, 100)]), holds([(0, 50), (60, 100)], [(10, 100)])
    (True, False, True)
    """
    return any(
        sum(max(0, min(end, last) - max(start, first)) for start, end in shown) >= HELD * min(QUOTE_CHARS, last - first)
        for first, last in grounds
    )


def shown(link: Link) -> tuple[Range, ...]:
    """The ranges whose words a link shows."""
    return parts_shown(link.start, link.end, link.text)


@dataclass(frozen=True)
class Judged:
    """The links of one gold recommendation: which are right; chars: the length of the first."""

    gold: GoldRecommendation
    right: tuple[bool, ...]
    score: float
    chars: int
    is_own: bool


def judged(paper: GoldPaper, links: Sequence[Link]) -> Iterator[Judged]:
    """The links of each recommendation that counts, judged by its grounds."""
    by_recommendation: dict[int, list[Link]] = defaultdict(list)
    for link in links:
        by_recommendation[link.recommendation].append(link)
    for position, gold in enumerate(paper.records):
        if gold.counts:
            own = by_recommendation[position]
            apart = [link for link in own if not link.is_own]
            yield Judged(
                gold,
                tuple(holds(shown(link), gold.grounds) for link in apart),
                apart[0].score if apart else 0.0,
                sum(end - start for start, end in shown(apart[0])) if apart else 0,
                any(link.is_own for link in own),
            )


def figures(found: Sequence[Judged]) -> dict[str, float]:
    """How often the first, or one of three, sources is right where there are grounds, and nothing where none."""
    sourced = [each for each in found if each.gold.has_grounds]
    bare = [each for each in found if not each.gold.has_grounds]
    answered = [each for each in found if each.right]
    return {
        "first": sum(any(each.right[:1]) for each in sourced) / max(len(sourced), 1),
        "first three": sum(any(each.right) for each in sourced) / max(len(sourced), 1),
        "none where none": sum(not each.right for each in bare) / max(len(bare), 1),
        "right of the first shown": sum(each.right[0] for each in answered) / max(len(answered), 1),
        "characters of the first": sum(each.chars for each in answered) / max(len(answered), 1),
    }
