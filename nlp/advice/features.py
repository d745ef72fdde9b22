"""What the recogniser is told of a sentence: its words and places first, then how its neighbours were judged.

The first look sees a sentence alone, as a set of features by name: runs of words, the words of the titles above it,
the named cues of nlp/advice/cues.py. The second sees a row of numbers: the chances of the first look for the sentence,
its neighbours, its list, its section and the paper, beside the cues and the place.
"""

from __future__ import annotations

import math
import re
import zlib
from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
import Stemmer
from numpy.typing import NDArray

from nlp.advice.forms import Form
from nlp.advice.statements import Statement

Floats = NDArray[np.float32]

DIMENSIONS = 1 << 18
# What stands outside the paper, before its first and after its last sentence, in log-odds.
NOTHING = -6.0
# Words of the sentence before, and of the one that introduces a list, of which account is taken.
BEFORE = 30
STEM = 25
KINDS = ("brief", "rapport", "kamerstuk", "aanhangsel")
# Cues of which it matters how many sentences of the paper have them: what kind of paper it is.
TELLING_OF_PAPER = (
    "norm in hoofdzin", "zal", "ik doe", "wij doen", "gaat doen", "wordt uitgevoerd", "voltooid", "verleden tijd",
    "rechtsgrond", "volgens anderen", "moet", "lopend", "gebiedende wijs", "onbepaalde wijs", "nodig", "termijn",
    "kop: advies", "norm", "toestand",
)  # fmt: skip
_WORD = re.compile(r"\w+|[:;?!()“”\"]|\.\.+")
_SPEAKS = (
    re.compile(r"\b(?:we|wij)\b", re.IGNORECASE),
    re.compile("gemeente"),
    re.compile(r"\b(?:ons|onze)\b"),
    re.compile("202"),
)


@lru_cache(maxsize=1)
def _stemmer() -> Stemmer.Stemmer:
    return Stemmer.Stemmer("dutch")


def words(text: str) -> list[str]:
    """The words and telling signs of a sentence, in lower case; a number is 0, a year 2000.

    >>> words("In 2024 volgen 3 wetten:")
    ['in', '2000', 'volgen', '0', 'wetten', ':']
    """
    return [
        word if not word[0].isdigit() else "2000" if len(word) == 4 else "0" for word in _WORD.findall(text.lower())
    ]


@lru_cache(1024)
def stems(text: str) -> list[str]:
    """The stems of a title or sentence, which stands before or above several others: change them not."""
    stemmed: list[str] = _stemmer().stemWords(words(text))
    return stemmed


def named_features(statement: Statement, cues: set[str], form: Form, kind: str | None) -> set[str]:
    """The features of one sentence by name; kind: of the paper."""
    plain = words(statement.text)
    stemmed: list[str] = _stemmer().stemWords(plain)
    found = {f"w{word}" for word in stemmed}
    found |= {f"b{one} {two}" for one, two in pairwise(stemmed)}
    found |= {
        f"t{' '.join(run)}"
        for run in zip(plain, plain[1:], plain[2:], strict=False)
        if min(len(word) for word in run) < 6
    }
    found |= {f"1{word}" for word in plain[:1]} | {f"e{word[-2:]}" for word in plain[:1]}
    if len(plain) > 1:
        found.add(f"2{plain[0]} {plain[1]}")
    found |= {f"f{word}" for word in stemmed[:5]} | {f"l{word}" for word in plain[-3:]}
    found.add(f"n{min(len(plain) // 5, 8)}")
    found |= {f"h{word}" for title in statement.headings[-1:] for word in stems(title)}
    found |= {f"H{word}" for title in statement.headings[:-1] for word in stems(title)}
    found |= {f"s{word}" for word in stems(statement.stem)[-STEM:]}
    if statement.previous != statement.stem:
        found |= {f"p{word}" for word in stems(statement.previous)[:BEFORE]}
    found |= {f"c{cue}" for cue in cues} | {f"k{kind}", f"P{min(statement.position, 3)}"}
    found |= {f"i{name}" for name in ("is_item", "stem_is_item", "is_title") if getattr(statement, name)}
    if statement.label:
        found.add(f"L{statement.label}")
    if statement.number:
        found.add("Nd" if statement.number[0].isdigit() else "Na")
    if statement.text[:1].islower():
        found.add("lower")
    return found | _form_features(form, kind, is_item=statement.is_item)


def _form_features(form: Form, kind: str | None, *, is_item: bool) -> set[str]:
    """The form of a sentence, by itself and in this kind of paper."""
    verb, both, place = form.verb, f"{form.verb}/{form.subject}", "item" if is_item else "prose"
    return {
        f"v{verb}", f"vs{form.subject}", f"vb{both}", f"v{verb}/{place}", f"vb{both}/{place}",
        f"K{kind}/v{verb}", f"K{kind}/s{form.subject}", f"K{kind}/b{both}", f"K{kind}/{place}/{verb}",
        f"K{kind}/t{form.time}/{verb}",
    }  # fmt: skip


def columns(names: set[str]) -> NDArray[np.int64]:
    """The columns of features by name, each once, in order."""
    return np.array(sorted({zlib.crc32(name.encode()) % DIMENSIONS for name in names}), np.int64)


def sigmoid(log_odds: Floats) -> Floats:
    """Log-odds as chances, 0 to 1."""
    return np.asarray(1 / (1 + np.exp(-np.clip(log_odds, -30, 30))), np.float32)


@dataclass(frozen=True)
class Calibration:
    """What chances are worth: raw as they come out of a fit, worth how many of as many were true; both rise."""

    raw: Floats
    worth: Floats

    def of(self, chances: Floats) -> Floats:
        return np.interp(chances, self.raw, self.worth).astype(np.float32)


def neighbourhood(
    stated: Sequence[Statement],
    first: Floats,
    cues: Sequence[set[str]],
    scores: Floats,
    paper: Sequence[float],
    names: Sequence[str],
) -> Floats:
    """What the second look sees: float32, a row per statement.

    Args:
        stated: the statements of one paper.
        first: (n, 4), log-odds of the first look: that a statement is anything at all, and of which type if it is.
        cues: of each statement.
        scores: (n, 2), what the cues add up to by nlp/advice/cue_weights.py.
        paper: numbers that hold for the whole paper.
        names: the cues that have a column each.
    """
    n = len(stated)
    chances = sigmoid(first)
    some = chances[:, :1]
    in_section = [statement.section for statement in stated]
    in_list: list[Hashable] = [
        (each.section, each.stem) if each.is_item else (each.section, i) for i, each in enumerate(stated)
    ]
    under = [statement.headings[:-1] for statement in stated]
    present = np.array([[name in found for name in names] for found in cues], np.float32).reshape(n, len(names))
    telling = np.array([[name in found for name in TELLING_OF_PAPER] for found in cues], np.float32)
    speaks = np.array([[bool(each.search(s.text)) for each in _SPEAKS] for s in stated], np.float32)
    spread = [*chances.mean(0), *np.quantile(some, [0.8, 0.95]), float((some > 0.5).mean()), math.log(n + 1)]
    per_paper = np.array([*spread, *paper, *telling.mean(0), *speaks.mean(0)], np.float32)
    return np.hstack(
        [
            first,
            *(_beside(first[:, :1], by) for by in (1, 2, 3, -1, -2, -3)),
            *(_beside(first[:, 1:], by) for by in (1, -1)),
            _of_others(in_section, np.hstack([some, some * chances[:, 1:]])),
            _of_others(in_list, some),
            _of_others(under, some)[:, :1],
            scores,
            _places(stated),
            present,
            speaks,
            np.tile(per_paper, (n, 1)),
        ]
    ).astype(np.float32)


def _beside(values: Floats, by: int) -> Floats:
    """The values of the statement so many places before (by > 0) or after; NOTHING outside the paper."""
    moved = np.full_like(values, NOTHING)
    if abs(by) < len(values):
        if by > 0:
            moved[by:] = values[:-by]
        else:
            moved[:by] = values[-by:]
    return moved


def _of_others(groups: Sequence[Hashable], values: Floats) -> Floats:
    """The mean of the values of the others of a group, -0.05 without others, and how many the group has."""
    sums: dict[Hashable, Floats] = defaultdict(lambda: np.zeros(values.shape[1], np.float32))
    counts: dict[Hashable, int] = defaultdict(int)
    for group, value in zip(groups, values, strict=True):
        sums[group] = sums[group] + value
        counts[group] += 1
    found = np.full((len(groups), values.shape[1] + 1), -0.05, np.float32)
    for i, (group, value) in enumerate(zip(groups, values, strict=True)):
        found[i, -1] = math.log(counts[group])
        if counts[group] > 1:
            found[i, :-1] = (sums[group] - value) / (counts[group] - 1)
    return found


def _places(stated: Sequence[Statement]) -> Floats:
    """Where each statement stands, and its outward form."""
    rows = []
    for i, each in enumerate(stated):
        last = each.text.rstrip()[-1:]
        rows.append(
            [
                each.is_item, each.stem_is_item, each.is_title, bool(each.number), bool(each.label),
                min(each.position, 5), math.log(len(each.text.split()) + 1), len(each.headings), i / len(stated),
                each.text[:1].isupper(), last in ".;", last == ":", last == "?",
            ]
        )  # fmt: skip
    return np.array(rows, np.float32)
