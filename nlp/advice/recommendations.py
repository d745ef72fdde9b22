"""Find who recommends, requests or commits to what: advice, the dictum of motions, commitments of ministers.

A sentence is judged by named cues (nlp/advice/cues.py) and what each is worth
(nlp/advice/cue_weights.py): its form, the titles above it and what stands around it
count; no word list alone decides.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Literal

from ingest.model import Document
from nlp.advice import cues
from nlp.advice.addressees import find_addressees
from nlp.advice.cue_weights import ALWAYS, WEIGHTS
from nlp.advice.deadlines import find_deadline
from nlp.advice.restatements import find_restatements
from nlp.advice.statements import Statement, statements
from nlp.model import Recommendation, RecommendationType
from nlp.text.rules import patterns

# Of papers that speak in the first person a tenth of the sentences or more do; of the others 4 % at most.
FIRST_PERSON_SHARE = 0.1
_DUTCH = re.compile(r"\b(?:de|het|een|van|en|te|dat|op|voor|met|zijn|niet|aan|door)\b", re.IGNORECASE)
_FOREIGN = re.compile(
    r"\b(?:the|of|and|to|that|with|for|should|und|der|das|nicht|ist|mit|les|des|une|est|pour|dans)\b", re.IGNORECASE
)
_KAMER = re.compile(r"\b(?:uw|de)\s+Kamer\b")
_MEMBER_OF_CABINET = re.compile(r"\b(?:[Ii]k|[Hh]et kabinet|mijn|wij)\b")
_EXPLAINS_LAW = re.compile(r"(?:memorie|nota)\s+van\s+toelichting", re.IGNORECASE)
_ADVISES_ON_LAW = re.compile(r"Afdeling\s+advisering|nader\s+rapport", re.IGNORECASE)
_ARTICLES = re.compile(r"artikelsgewij(?:s|ze)\b", re.IGNORECASE)
_GOVERNS = re.compile(r"minister|staatssecretaris|directeur", re.IGNORECASE)
_DICTUM = re.compile(
    r"\bverzoek(?:t|en)\s+(?:de\s+regering|het\s+kabinet|het\s+presidium|de\s+minister|de\s+staatssecretaris)"
)
_MOTION = re.compile(r"gehoord de beraadslaging|gaat over tot de orde van de dag", re.IGNORECASE)
_DICTUM_END = re.compile(r"(?<![\s,;.])[\s,;.]*+(?:en gaat over tot de orde van de dag.*)?$", re.DOTALL)
_DICTUM_START = re.compile(r"\b(?:verzoek(?:t|en)|spreekt uit|roept)\b")
_PLEDGE = re.compile(r"\b(?:ik zeg|zeg ik)\b(?:(?!\bniet\b)[^.?!]){0,80}\btoe\b", re.IGNORECASE)


def find_recommendations(document: Document) -> tuple[Recommendation, ...]:
    """The recommendations, requests and commitments of a document, in the order of its text.

    Each is one sentence, list item, dictum or titled action. A document that
    is not Dutch, or has no text, has none. restates is set within the tuple.
    """
    if not _is_dutch(document.text):
        return ()
    all_statements = statements(document)
    forms = [cues.form_cues(statement.text) for statement in all_statements]
    around = surroundings(document, all_statements, forms)
    judged = [
        (statement, kind)
        for statement, surrounding, form in zip(all_statements, around, forms, strict=True)
        if (kind := judge(statement, surrounding, form))
    ]
    found = [_recommendation(document, statement, kind) for statement, kind in judged]
    restates = find_restatements(found, [statement for statement, _ in judged], len(document.text))
    return tuple(replace(each, restates=target) for each, target in zip(found, restates, strict=True))


def judge(statement: Statement, around: cues.Surroundings, form: set[str]) -> RecommendationType | None:
    """What a statement is; None when it recommends nothing. form: the cues in its own words."""
    if around.is_debate:
        return _said_in_debate(statement.text)
    if around.is_motion:
        return "verzoek" if _DICTUM_START.search(statement.text) else None
    if statement.is_title:
        return "aanbeveling"
    found = form | cues.context_cues(statement, around, form)
    kind = _likeliest(found, around.governs)
    if kind is None:
        return None
    return "verzoek" if form & patterns("requests").keys() and "lijst onder advies" not in found else kind


def _said_in_debate(text: str) -> Literal["verzoek", "toezegging"] | None:
    """In a debate only the dicta of the motions that are moved count, and what a minister pledges in so many words."""
    if _DICTUM_START.match(text):
        return "verzoek"
    return "toezegging" if _PLEDGE.search(text) else None


def _likeliest(found: Collection[str], governs: bool) -> Literal["aanbeveling", "toezegging"] | None:
    """A commitment of who governs, or else advice; a minister also says what others should do."""
    if governs and score(found, "toezegging") >= 0:
        return "toezegging"
    return "aanbeveling" if score(found, "aanbeveling") >= 0 else None


def score(found: Collection[str], kind: Literal["aanbeveling", "toezegging"]) -> float:
    """The log-odds that a statement with these cues is a recommendation of this kind."""
    weights = WEIGHTS[kind]
    # Rounded, so that what adds up to 0 on paper does so in whatever order the cues come.
    return round(weights[ALWAYS] + math.fsum(weights.get(cue, 0.0) for cue in found), 6)


def surroundings(
    document: Document, all_statements: Sequence[Statement], forms: Sequence[set[str]]
) -> list[cues.Surroundings]:
    """For each statement, what the document and its section say about it. forms: the cues in the words of each."""
    advising = [cues.advises(statement.text) for statement in all_statements]
    per_section = Counter(
        statement.section for statement, advises in zip(all_statements, advising, strict=True) if advises
    )
    share = sum(advising) / max(len(advising), 20)
    governs = is_government_paper(document)
    is_motion = bool(_MOTION.search(document.text)) and len(document.text) < 20_000
    named = [who for statement in all_statements if (who := cues.advisers(statement.text))]
    most = max(Counter(each for who in named for each in who).items(), key=lambda item: item[1], default=("", 0))
    in_first_person = not governs and speaks_in_first_person(all_statements)
    adviser = most[0] if most[1] >= 3 and most[1] * 2 >= len(named) else None
    prose = [
        form
        for statement, form in zip(all_statements, forms, strict=True)
        if len(statement.text.split()) >= cues.MIN_PROSE
    ]
    explains_law = is_explanatory_memorandum(document) or cues.cites_law(prose)
    prescribes = not governs and not explains_law and cues.prescribes(prose)
    answers = document.metadata.kind == "aanhangsel"
    return [
        cues.Surroundings(
            governs,
            explains_law,
            is_motion,
            share,
            per_section[statement.section] - advises,
            adviser,
            in_first_person,
            answers,
            prescribes,
            document.metadata.kind == "handelingen",
        )
        for statement, advises in zip(all_statements, advising, strict=True)
    ]


def speaks_in_first_person(all_statements: Sequence[Statement]) -> bool:
    """Whether a paper says "wij" or "ik" of its writers, and not only in a quotation here and there."""
    said = sum(cues.in_first_person(statement.text) for statement in all_statements)
    return said >= FIRST_PERSON_SHARE * len(all_statements)


def is_government_paper(document: Document) -> bool:
    """Whether a minister, the cabinet or a ministry writes: it signs, or speaks to the Kamer in the first person."""
    if document.metadata.kind in ("rapport", "aanhangsel"):
        return document.metadata.kind == "aanhangsel"
    if document.metadata.kind == "brief" and any(
        _GOVERNS.search(each.office or "") for each in document.metadata.signatories
    ):
        return True
    per_10_000 = 10_000 / max(len(document.text), 2_000)
    return (
        len(_KAMER.findall(document.text)) * per_10_000 >= 0.5
        and len(_MEMBER_OF_CABINET.findall(document.text)) * per_10_000 >= 1
    )


def is_explanatory_memorandum(document: Document) -> bool:
    """Whether a document explains a law article by article; the advice of the Raad van State on one does not."""
    opening = document.text[:3000]
    return bool(
        _EXPLAINS_LAW.search(opening) and not _ADVISES_ON_LAW.search(opening) and _ARTICLES.search(document.text)
    )


def _is_dutch(text: str) -> bool:
    """Whether small words of Dutch are at least as many as those of English, German and French."""
    sample = text[:200_000]
    return len(_DUTCH.findall(sample)) >= len(_FOREIGN.findall(sample))


def _recommendation(document: Document, statement: Statement, kind: RecommendationType) -> Recommendation:
    start, end = statement.start, statement.end
    if kind == "verzoek" and (dictum := _DICTUM_START.search(statement.text)) and _DICTUM.search(statement.text):
        start += dictum.start() if _MOTION.search(document.text) else 0
        end = start + len(_DICTUM_END.sub("", document.text[start:end]))
    text = document.text[start:end]
    return Recommendation(
        start,
        end,
        text,
        kind,
        statement.number,
        find_addressees(text, kind, statement.headings, statement.stem),
        find_deadline(text),
    )
