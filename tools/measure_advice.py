"""How many addressees and restatements are right of the records that readers marked: their words, the type given.

    python -m tools.measure_advice CORPUS SET [SET ...] [--cache FOLDER] [--parts N] [--errors PART]

Arguments as of tools.train_advice. Organisations are dealt into parts by lot, so that errors can be read in one part
(--errors 0), a choice made on another and the figure quoted of a third that played no role. A borderline record counts
neither way. Names are compared by what they name: without article or remark between brackets, "uw Kamer" as Tweede
Kamer, "Minister BZK" as the Minister van BZK.
"""

from __future__ import annotations

import argparse
import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from nlp.advice.recommendations import addressees_of, introduced
from nlp.advice.restatements import find_restatements
from nlp.advice.statements import Statement
from nlp.model import Recommendation
from tests.quality.recommendation_gold import f1, match
from tools.advice_papers import Paper, as_gold, read_all

SALT = "addressees"
_ARTICLE = re.compile(r"^(?:de|het|een|onze|alle|deze|the)\s+")
_OF_MINISTRY = re.compile(r"\b(ministers?|ministeries?|staatssecretaris(?:sen)?)\s+(?:van|voor)\s+")
_SAME = {
    "uw kamer": "tweede kamer",
    "kamer": "tweede kamer",
    "uw raad": "raad",
    "gemeenteraad": "raad",
    "college van b en w": "college",
    "college van burgemeester en wethouders": "college",
    "colleges van b en w": "colleges",
    "colleges van burgemeester en wethouders": "colleges",
}


@dataclass(frozen=True)
class Marked:
    """The statements of a paper that readers marked, each with its record. length: of the paper, in characters."""

    name: str
    organisation: str
    pairs: list[tuple[Statement, dict]]
    length: int


@dataclass(frozen=True)
class Counts:
    right: int
    found: int
    expected: int

    def __str__(self) -> str:
        precision, recall = self.right / max(self.found, 1), self.right / max(self.expected, 1)
        score = f1(self.right, self.found, self.expected)
        return f"F1 {score:.3f}, precision {precision:.3f}, recall {recall:.3f} ({self.expected} expected)"


def same_name(name: str) -> str:
    """What a name is compared as."""
    plain = re.sub(r"[’‘]", "'", re.sub(r"\s*\([^()]*\)\s*$", "", name.lower().strip()))
    plain = re.sub(r"\s*&\s*", " en ", plain)
    plain = _OF_MINISTRY.sub(r"\1 ", _ARTICLE.sub("", plain))
    return _SAME.get(plain, plain)


def marked(paper: Paper) -> Marked:
    stated = paper.look.stated
    placed = [(page, each.text) for page, each in zip(paper.pages, stated, strict=True)]
    matched = match(as_gold(paper.name, paper.covered, paper.records), placed)
    pairs = [(stated[i], paper.records[j]) for i, j in sorted(matched.items())]
    return Marked(paper.name, paper.organisation, pairs, max((each.end for each in stated), default=0))


def parts(papers: Sequence[Marked], n: int) -> dict[str, int]:
    """The part of each organisation, by lot; parts are alike in what they hold of names and pairs."""
    size = Counter[str]()
    for paper in papers:
        size[paper.organisation] += sum(
            len(record["addressees"]) + (record["is_restatement_of"] is not None) for _, record in paper.pairs
        )
    order = sorted(size, key=lambda name: hashlib.sha256(f"{SALT} {name}".encode()).digest())
    loads, part = [0] * n, dict[str, int]()
    for name in order:
        part[name] = loads.index(min(loads))
        loads[part[name]] += size[name]
    return part


def names(statement: Statement, record: dict) -> tuple[set[str], set[str]]:
    """(those found, those that the reader named)."""
    found = addressees_of(statement.text, record["type"], statement)
    return {same_name(name) for name in found}, {same_name(name) for name in record["addressees"]}


def addressees(papers: Iterable[Marked]) -> Counts:
    pairs = [
        names(statement, record) for paper in papers for statement, record in paper.pairs if not record["borderline"]
    ]
    return Counts(
        sum(len(ours & theirs) for ours, theirs in pairs),
        sum(len(ours) for ours, _ in pairs),
        sum(len(theirs) for _, theirs in pairs),
    )


def restated(paper: Marked) -> tuple[set[tuple[int, int]], set[tuple[int, int]]]:
    """Positions (restating, fuller) that are found, and those that the reader paired."""
    found = [
        Recommendation(
            each.start, each.end, each.text, record["type"], each.number,
            addressees_of(each.text, record["type"], each),
        )
        for each, record in paper.pairs
    ]  # fmt: skip
    at = {record["index"]: i for i, (_, record) in enumerate(paper.pairs)}
    theirs = {
        (i, at[record["is_restatement_of"]])
        for i, (_, record) in enumerate(paper.pairs)
        if record["is_restatement_of"] in at
    }
    ours = find_restatements(found, [each for each, _ in paper.pairs], paper.length)
    return {(i, j) for i, j in enumerate(ours) if j is not None}, theirs


def restatements(papers: Iterable[Marked]) -> Counts:
    pairs = [restated(paper) for paper in papers]
    return Counts(
        sum(len(ours & theirs) for ours, theirs in pairs),
        sum(len(ours) for ours, _ in pairs),
        sum(len(theirs) for _, theirs in pairs),
    )


def print_errors(papers: Iterable[Marked]) -> None:
    for paper in papers:
        for statement, record in paper.pairs:
            ours, theirs = names(statement, record)
            if ours != theirs and not record["borderline"]:
                print(
                    f"\n{paper.name[:40]} {record['type']}: {sorted(ours - theirs)} found, {sorted(theirs - ours)} not"
                )
                print(f"  {statement.headings[-1:]} | {introduced(statement)[-120:]} | {statement.text[:300]}")
        ours, theirs = restated(paper)
        for kind, (one, other) in [
            *(("missed", each) for each in sorted(theirs - ours)),
            *(("false", each) for each in sorted(ours - theirs)),
        ]:
            print(f"\n{paper.name[:40]} {kind} restatement")
            for i in (one, other):
                statement, record = paper.pairs[i]
                print(f"  p. {record['page']} {statement.headings[-1:]} {statement.text[:220]}")


def report(papers: Sequence[Marked], n_parts: int, errors: int | None) -> None:
    of = parts(papers, n_parts)
    for part in range(n_parts):
        chosen = [paper for paper in papers if of[paper.organisation] == part]
        print(f"part {part}: addressees {addressees(chosen)}; restatements {restatements(chosen)}")
        if part == errors:
            print_errors(chosen)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("sets", type=Path, nargs="+")
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--parts", type=int, default=3)
    parser.add_argument("--errors", type=int)
    given = parser.parse_args()
    report([marked(paper) for paper in read_all(given.corpus, given.sets, given.cache)], given.parts, given.errors)


if __name__ == "__main__":
    main()
