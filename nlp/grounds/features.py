"""What speaks for a sentence as the reason of a recommendation: a row of figures for each pair.

The figures tell where the sentence stands (before or after the recommendation, in its paragraph, its section, how far),
what both say (letters in common, the subject of the titles above them), and by which words each is joined to what
stands around it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from nlp.grounds.sections import sections_named, sections_rested_on
from nlp.grounds.sentences import Sentences
from nlp.model import Recommendation
from nlp.text.needs import Sieve
from nlp.text.rules import compiled, written

Figures = NDArray[np.float32]
Ints = NDArray[np.int64]

# Reasons are looked for among this many sentences before and after, and the most alike ones of the whole paper.
NEAR = 40
MOST_ALIKE = 40
# Sentences after a recommendation that may name the section it rests on.
EXPLANATION = 4

# How a sentence gives a reason, or is one.
_CUES = {
    "because": written(
        r"\b(?:omdat|want|immers|namelijk|aangezien|doordat|daardoor|hierdoor|waardoor|zodat|vanwege|wegens|gezien|"
        r"gelet op|dankzij|vandaar)\b"
    ),
    "found": written(
        r"\b(?:blijkt|bleek|blijken|gebleken|bleken|constate\w+|geconstateerd|concluder\w+|geconcludeerd|conclusie|"
        r"bevinding\w*|onderzoek|vastgesteld|signaleer\w*|gesignaleerd|zien we|laat zien|laten zien|toont|geven aan|"
        r"gaf aan|gaven aan|aangegeven|ervaren|ervaart|volgens)\b"
    ),
    "trouble": written(
        r"\b(?:knelpunt\w*|probleem|problemen|risico\w*|onvoldoende|ontbre\w+|onduidelijk\w*|gebrek\w*|tekort\w*|"
        r"beperkt\w*|lastig|moeilijk\w*|zorg(?:en|elijk)|onzeker\w*|niet|geen|onmogelijk|complex\w*|kwetsba\w+|"
        r"te weinig|"
        r"gevaar|nadeel|nadelen|ongewenst|onwenselijk|gevolg\w*)\b"
    ),
    "matters": written(
        r"\b(?:belang\w*|noodza\w+|nodig|essentieel|cruciaal|wenselijk|doel|meerwaarde|kans\w*|voordeel|voordelen|"
        r"behoefte|draagt bij|bijdragen|voorkom\w*|zorgt|helpt|maakt het mogelijk|versterk\w*|zo kan|zo kunnen|biedt)\b"
    ),
    "asks": written(r"\b(?:moet|moeten|dient|dienen|zou|zouden|adviseer\w*|beve\w+ aan|aanbeve\w+|zal|zullen)\b"),
    "gave": written(
        r"\b(?:constaterende|overwegende|van mening|gehoord|gelezen|verzoek\w*|gevraagd|motie|toegezegd)\b"
    ),
    "past": written(r"\b(?:was|waren|werd|werden|heeft|hebben|had|hadden|is ge\w+|zijn ge\w+)\b"),
    "example": written(r"\b(?:bijvoorbeeld|zoals|voorbeeld\w*|illustratie)\b"),
}
# How a sentence is joined to the one before it.
_OPENINGS = {
    "so": written(
        r"^(?:en )?(?:daarom|dus|derhalve|vandaar|hierom|om die reden|gelet hierop|gezien|gelet op|op basis|op grond|"
        r"naar aanleiding|dit betekent|dat betekent|dit vraagt|dat vraagt|hiervoor|daarvoor|daartoe|hiertoe|"
        r"om (?:dit|dat|deze|die)|in dat kader|in dit kader|tegen deze achtergrond|ten aanzien|in lijn|conform)\b"
    ),
    "thus": written(
        r"^(?:zo |op deze (?:manier|wijze)|op die (?:manier|wijze)|hiermee|daarmee|hierdoor|daardoor|dit |dat |deze |"
        r"die |immers|want|zij |het |hij |daarbij|hierbij|door )"
    ),
    "also": written(
        r"^(?:daarnaast|ook|tevens|verder|bovendien|tot slot|ten (?:eerste|tweede|derde|vierde|slotte)|daarbij|"
        r"voorts|eveneens|vervolgens|als laatste|ten behoeve|allereerst|tenslotte)\b"
    ),
    "but": written(
        r"^(?:maar|echter|toch|wel|desondanks|niettemin|desalniettemin|hoewel|ondanks|tegelijk\w*)\b|\bechter\b"
    ),
    "to": written(r"^om\b|^voor\b|^met het oog"),
}
_GROUND_TITLE = compiled(
    r"\b(?:aanleiding|achtergrond|context|bevinding\w*|conclusie\w*|analyse|constatering\w*|knelpunt\w*|toelichting|"
    r"onderbouwing|overweging\w*|beoordeling|resultat\w+|argument\w*|motivering|inleiding|probleem\w*|beschouwing\w*|"
    r"waarom|reden\w*|kanttekening\w*|risico\w*)\b"
)
_ADVICE_TITLE = compiled(
    r"aanbeveling\w*|\badvie(?:s|zen)\b|\bacties?\b|voorstel\w*|\bbesluit\w*|oplossing\w*|maatregel\w*|verbeter\w*|vervolg\w*"
)
_SUMMARY_TITLE = compiled(r"\b(?:samenvatting|managementsamenvatting|in het kort|kern\w*|tot slot|slot)\b")
_DIGIT = re.compile(r"\d")
_SAYS_WHY = compiled(
    r"\b(?:omdat|want|aangezien|doordat|immers|namelijk|gelet op|vanwege|wegens|om te voorkomen|teneinde|opdat|zodat|"
    r"naar aanleiding van|met het oog op)\b"
)
_OWN_REASON = compiled(
    r"\b(?:omdat|want|aangezien|doordat|zodat|waardoor|immers|namelijk|gezien|gelet op|vanwege|wegens|ten behoeve van|"
    r"met het oog op|om te voorkomen|teneinde|opdat|naar aanleiding van|op basis van|op grond van)\b|^om\b|\bom\b"
)


def sieved_forms() -> tuple[str, ...]:
    """The patterns that all sentences of a paper are held to."""
    return (*_CUES.values(), *_OPENINGS.values())


@lru_cache(maxsize=1)
def _cues() -> Sieve[int]:
    return Sieve((cue, at) for at, cue in enumerate(_CUES.values()))


@lru_cache(maxsize=1)
def _openings() -> Sieve[int]:
    return Sieve((cue, at) for at, cue in enumerate(_OPENINGS.values()))


def _flags(forms: Sieve[int], width: int, texts: Sequence[str]) -> Figures:
    """Which of the forms each text has: float32 (n_texts, width), 0 or 1."""
    flags = np.zeros((len(texts), width), np.float32)
    for row, text in zip(flags, texts, strict=True):
        row[list(forms.found(text))] = 1
    return flags


def gives_own_reason(text: str) -> bool:
    """Whether a recommendation says why in its own words.

    >>> gives_own_reason("Open een loket, omdat bellen niet helpt."), gives_own_reason("Open een loket.")
    (True, False)
    """
    return bool(_SAYS_WHY.search(text))


@dataclass(frozen=True, slots=True)
class Candidates:
    """The sentences that may be reasons of one recommendation: positions among the sentences, and a row each.

    rested_on: which of them stand in a section that the explanation of the recommendation names as its ground.
    """

    positions: Ints
    figures: Figures
    rested_on: NDArray[np.bool_]


class PairFigures:
    """The figures of all pairs of a paper's recommendations and sentences."""

    def __init__(self, sentences: Sentences, recommendations: Sequence[Recommendation]) -> None:
        self.sentences = sentences
        self.recommendations = recommendations
        n = len(sentences)
        self.own = [sentences.holding(each.start, each.end) for each in recommendations]
        self.asked = np.zeros(n, bool)
        for held in self.own:
            self.asked[held.start : held.stop] = True
        self.asked_before = np.concatenate([[0], np.cumsum(self.asked)])
        texts = sentences.texts
        self.cues = _flags(_cues(), len(_CUES), texts)
        self.openings = _flags(_openings(), len(_OPENINGS), texts)
        self.shape = np.array(
            [
                [
                    np.log1p(len(text)),
                    text.endswith(":"),
                    text.endswith("?"),
                    bool(_DIGIT.search(text)),
                    each.kind == "list_item",
                    each.kind in ("table", "box"),
                ]
                for text, each in zip(texts, sentences.all, strict=True)
            ],
            np.float32,
        ).reshape(n, -1)
        by_titles: dict[tuple[str, ...], tuple[bool, bool, bool]] = {}
        for each in sentences.all:
            if each.titles not in by_titles:
                title, all_titles = each.titles[-1] if each.titles else "", " ".join(each.titles)
                by_titles[each.titles] = (
                    bool(_GROUND_TITLE.search(title)),
                    bool(_ADVICE_TITLE.search(title)),
                    bool(_SUMMARY_TITLE.search(all_titles)),
                )
        self.titled = np.array([by_titles[each.titles] for each in sentences.all], np.float32).reshape(n, -1)
        self.first_of_block = np.concatenate([[True], sentences.block[1:] != sentences.block[:-1]])[:n]
        self.first_of_section = np.concatenate([[True], sentences.section[1:] != sentences.section[:-1]])[:n]
        self.titles_before = np.cumsum(self.first_of_section)
        starts = np.maximum.accumulate(np.where(self.first_of_section, np.arange(n), 0))
        self.section_start = starts
        counts = np.bincount(sentences.section + 1, minlength=1) if n else np.zeros(1)
        asked = np.bincount(sentences.section + 1, weights=self.asked, minlength=1) if n else np.zeros(1)
        self.section_asked = (asked / np.maximum(counts, 1))[sentences.section + 1] if n else np.zeros(0)

    def of(self, position: int) -> Candidates:
        """The candidates of the recommendation at a position, and their figures."""
        sentences, n = self.sentences, len(self.sentences)
        own = self.own[position]
        recommendation = self.recommendations[position]
        if not n or not own:
            return Candidates(np.zeros(0, np.int64), np.zeros((0, 0), np.float32), np.zeros(0, bool))
        first, last = own.start, own.stop - 1
        alike = sentences.words.scores(recommendation.text)
        title = " ".join(sentences.all[first].titles[-1:])
        subject = sentences.titles.scores(f"{recommendation.text} {title}")
        named = self._named(recommendation, own)
        alike[first : last + 1] = 0
        smooth = np.asarray(np.convolve(alike, [0.5, 1, 0.5], mode="same") if n > 2 else alike, np.float32)
        near = np.zeros(n, bool)
        near[max(0, first - NEAR) : last + NEAR + 1] = True
        worth = smooth / max(float(smooth.max()), 1e-6) + 0.5 * subject / max(float(subject.max()), 1e-6)
        near[np.argsort(-worth, kind="stable")[:MOST_ALIKE]] = True
        for sections in named:
            near[np.flatnonzero(sections)[:MOST_ALIKE]] = True
        near[first : last + 1] = False
        at = np.flatnonzero(near)
        return Candidates(at, self._rows(recommendation, own, at, alike, smooth, subject, named), named[1][at])

    def titles_between(self, at: Ints, first: int) -> Ints:
        """How many titles stand between sentences and another."""
        return np.asarray(np.abs(self.titles_before[at] - self.titles_before[first]), np.int64)

    def _named(self, recommendation: Recommendation, own: range) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
        """Which sentences stand in a section that the recommendation, or what explains it, names."""
        texts, numbers = self.sentences.texts, self.sentences.numbers
        explanation = []
        for n in range(own.stop, min(own.stop + EXPLANATION, len(texts))):
            if self.asked[n]:
                break
            explanation.append(texts[n])
        found = []
        for sections in (sections_named(recommendation.text), sections_rested_on(" ".join(explanation))):
            found.append(
                np.array([bool(each & sections) for each in numbers]) if sections else np.zeros(len(texts), bool)
            )
        return found[0], found[1]

    def _rows(
        self,
        recommendation: Recommendation,
        own: range,
        at: Ints,
        alike: Figures,
        smooth: Figures,
        subject: Figures,
        named: tuple[NDArray[np.bool_], NDArray[np.bool_]],
    ) -> Figures:
        sentences, n = self.sentences, len(self.sentences)
        first, last = own.start, own.stop - 1
        before = at < first
        distance = np.where(before, at - first, at - last)
        gap = np.where(before, recommendation.start - sentences.end[at], sentences.start[at] - recommendation.end)
        low, high = np.where(before, at + 1, last + 1), np.where(before, first, at)
        between = self.asked_before[high] - self.asked_before[low]
        # A list of advice rests on what stands before the list, or after it.
        unasked_between = (high - low) - between
        blocks_between = np.abs(sentences.block[at] - sentences.block[first])
        same_section = sentences.section[at] == sentences.section[first]
        window = slice(max(0, first - 10), min(n, last + 11))
        following = self.openings[last + 1] if last + 1 < n else np.zeros(len(_OPENINGS), np.float32)
        in_section = first - self.section_start[first]
        unasked = in_section - (self.asked_before[first] - self.asked_before[self.section_start[first]])
        text = recommendation.text
        columns: list[NDArray[np.generic] | float] = [
            np.clip(distance, -NEAR, NEAR),
            np.sign(distance) * np.log1p(np.abs(distance)),
            np.where(before, -1, 1) * np.log1p(np.maximum(gap, 0)),
            np.clip(sentences.block[at] - sentences.block[first], -30, 30),
            sentences.block[at] == sentences.block[first],
            same_section,
            sentences.chapter[at] == sentences.chapter[first],
            np.minimum(between, 10),
            np.where(before, -1, 1) * np.minimum(unasked_between, NEAR),
            (unasked_between == 0) & ~self.asked[at],
            np.where(before, -1, 1) * np.log1p(self.titles_between(at, first)),
            blocks_between - np.abs(distance),
            self.asked[at],
            sentences.stem[first] == at,
            (sentences.stem[first] >= 0) & (at < sentences.stem[first]),
            *self.cues[at].T,
            *self.openings[at].T,
            *self.shape[at].T,
            *self.titled[at].T,
            self.first_of_block[at],
            self.section_asked[at],
            alike[at] / max(float(alike.max()), 1e-6),
            np.log1p(alike[at]),
            smooth[at] / max(float(smooth.max()), 1e-6),
            np.log1p(_rank(smooth)[at]),
            np.where(same_section, 0, subject[at] / max(float(subject.max()), 1e-6)),
            named[0][at],
            named[1][at],
            at / n,
            *self.cues[first],
            *self.openings[first],
            *self.shape[first],
            *self.titled[first],
            self.first_of_block[first],
            self.section_asked[first],
            *following,
            self.asked[last + 1] if last + 1 < n else 0.0,
            min(in_section, 20),
            min(float(unasked), 20.0),
            float(self.asked[window].mean()),
            first / n,
            np.log1p(n),
            recommendation.type == "aanbeveling",
            recommendation.type == "toezegging",
            sentences.start[first] < recommendation.start - 20,
            bool(_OWN_REASON.search(text)),
            np.log1p(len(text)),
        ]
        rows = np.empty((len(at), len(columns)), np.float32)
        for k, column in enumerate(columns):
            rows[:, k] = column
        return rows


def _rank(scores: Figures) -> Ints:
    """The rank of each score, 0 for the highest."""
    rank = np.empty(len(scores), np.int64)
    rank[np.argsort(-scores, kind="stable")] = np.arange(len(scores))
    return rank
